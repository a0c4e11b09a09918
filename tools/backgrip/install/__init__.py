"""Puts the plain files onto a stock MicroPython, so that whatever interrupts it leaves the old version or the new one.

The new files are copied into a folder of their own, `/grip.part`, and every one is checked. Renamed to `/grip.next` the
folder is known to be whole. Then boot.py and main.py are replaced, each by one rename, and last the folder: `/grip`
becomes `/grip.old`, `/grip.next` becomes `/grip`. littlefs makes each rename whole or not at all. Power lost before the
first of these two leaves the old version; between them, main.py does the second; after it, the new version runs.
So every main.py must be able to start the application before it and the one after it: it calls `grip.app.run()`.

`put_on` is the whole of it, `refuse` says which boards will do, `session` calls the steps, `pico/` runs on the board.
"""
