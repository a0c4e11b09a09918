"""Runs on the board during `backgrip install`: sent over the console, never stored there.

Whatever step power is lost in or after, main.py starts the old version or the new one: see the package's docstring.
A watchdog restarts the grip if the computer goes silent, for instance because it was killed or its cable came out.
"""

import os
from binascii import a2b_base64, hexlify
from hashlib import sha256

PART, NEXT, NOW, OLD = "/grip.part", "/grip.next", "/grip", "/grip.old"
FILE = "/grip.file"  # boot.py or main.py, on its way
DIRECTORY, IS_FILE = 0x4000, 0x8000
SILENCE_MS = 8000  # the RP2040's watchdog takes at most 8388
WATCHDOG_CTRL, ENABLE = 0x40058000, 1 << 30

_feed = None
_file = None


def watch():
    """From here on the board restarts by itself if nothing is asked of it for SILENCE_MS."""
    global _feed
    from machine import WDT

    _feed = WDT(timeout=SILENCE_MS).feed


def unwatch():
    from machine import mem32

    mem32[WATCHDOG_CTRL] &= ~ENABLE


def kind(path):
    """DIRECTORY, IS_FILE, or 0 if there is nothing."""
    try:
        return os.stat(path)[0]
    except OSError:
        return 0


def entries(folder):
    """(name, DIRECTORY or IS_FILE, number, size) of what is in a folder; nothing if there is no folder."""
    return list(os.ilistdir(folder)) if kind(folder) == DIRECTORY else []


def remove(path, what):
    """Removes a file, or a folder with all that is in it."""
    if what == DIRECTORY:
        for entry in entries(path):
            remove(path + "/" + entry[0], entry[1])
        os.rmdir(path)
    elif what:
        os.remove(path)
    _feed()


def tidy():
    """Ends what an interrupted installation had begun, and removes its leftovers; the owner's files stay."""
    for left in (NEXT, OLD):
        if kind(left) and not kind(NOW):
            os.rename(left, NOW)
    for entry in entries(OLD):
        name = "/" + entry[0]
        if not name.endswith((".py", ".mpy")) and not kind(NOW + name):
            os.rename(OLD + name, NOW + name)
    remove(PART, kind(PART))
    if kind(NEXT):
        os.rename(NEXT, PART)  # never anything that is not whole under this name
    for left in (PART, OLD, FILE):
        remove(left, kind(left))


def free():
    """Prints the bytes that are free, and the bytes of a block."""
    told = os.statvfs("/")
    print(told[0] * told[4], told[0])


def sizes():
    """Prints path and size of every file in / and /grip."""
    for folder in ("", NOW):
        for name, what, _, size in entries(folder or "/"):
            if what == IS_FILE:
                print(size, folder + "/" + name)


def hashes(*paths):
    """Prints the SHA-256 of each file, "-" where there is none."""
    for path in paths:
        _feed()
        try:
            print(_sha256(path))
        except OSError:
            print("-")


def _sha256(path):
    digest = sha256()
    piece = bytearray(512)
    view = memoryview(piece)
    with open(path, "rb") as file:
        while True:
            count = file.readinto(piece)
            if not count:
                return hexlify(digest.digest()).decode()
            digest.update(view[:count])


def stage():
    os.mkdir(PART)


def begin(path):
    global _file
    _file = open(path, "wb")
    _feed()


def more(text):
    _file.write(a2b_base64(text))
    _feed()


def end():
    _file.close()
    _feed()


def whole():
    """The new folder was checked."""
    os.rename(PART, NEXT)


def kept(path, mark):
    """Prints where a boot.py or main.py of the owner's is kept, a copy; nothing if it is ours or none is there."""
    if kind(path) != IS_FILE:
        return
    with open(path, "rb") as file:
        text = file.read()
    if mark in text:
        return
    number = 1
    while True:
        copy = "%s.kept%s.py" % (path[:-3], "" if number == 1 else number)
        if not kind(copy):
            break
        if _sha256(copy) == _sha256(path):
            print(copy)
            return
        number += 1
    with open(FILE, "wb") as file:
        file.write(text)
    os.rename(FILE, copy)
    _feed()
    print(copy)


def replace(path):
    """The checked FILE becomes `path`."""
    os.rename(FILE, path)
    _feed()


def switch():
    """The new folder takes the old one's place. The only moment with neither in it is between the two renames."""
    if kind(NOW):
        os.rename(NOW, OLD)
    os.rename(NEXT, NOW)
    _feed()
