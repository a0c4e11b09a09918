"""Boards for the tests: booted once for each set of settings, then forked for each case.

Every fork of `booted`, `stock` and `machines` is judged by the contract when it ends (see `judged`); a test that does
something outside of it says so with `board.unjudged(why)`. Boards of `doctored` are judged by `judge_board`.
"""

import functools

from backgrip.firmware import settings_file
from backgrip.image import frozen_uf2, stock_uf2
from backgrip.image.plain import plain_files

from board.judged import Judged

READY_MS = 120  # power-up to ready, the first look of the loop included; both buttons were then seen released


@functools.cache
def _booted(changes):
    board = Judged(frozen_uf2(), files={"backgrip.json": settings_file(**dict(changes))})
    board.run(ms=READY_MS)
    return board.judged_as(**dict(changes))


def booted(**changes):
    """The image that a user flashes, on batteries, ready, with `changes` to the settings. Fork it, don't run it."""
    return _booted(tuple(sorted(changes.items())))


@functools.cache
def stock(compiled=True, usb=False):
    """The plain files on a stock MicroPython, ready."""
    board = Judged(stock_uf2(), files=plain_files(compiled), usb=usb)
    ready_ms = 300 if compiled else 1200
    board.run(ms=ready_ms)
    return board.judged_as(ready_ms=ready_ms)


def doctored(main, usb=False, **changes):
    """The plain files with `main`, a text, in place of main.py, to break the application from inside. Not booted."""
    files = {**plain_files(), "main.py": main.encode(), "backgrip.json": settings_file(**changes)}
    return Judged(stock_uf2(), files=files, usb=usb)


MACHINES_ONLY = """
from time import sleep_ms, ticks_ms
from grip import settings
from grip.edges import Edges
values = settings.load()[0]
edges = Edges(values, values["style"] == "track")
sleep_ms({order_at_ms} - ticks_ms())
edges.{order}()
while True:
    sleep_ms(1000)
"""
MACHINES_READY_MS = 240
ORDER_MS = 20  # after MACHINES_READY_MS, within a ms


@functools.cache
def _machines(order, changes):
    main = MACHINES_ONLY.format(order=order, order_at_ms=MACHINES_READY_MS + ORDER_MS)
    board = doctored(main, **dict(changes))
    board.run(ms=MACHINES_READY_MS)
    if order != "overflowed":
        board.unjudged("an order without the fingers that would have asked for it")
    elif dict(changes).get("style") == "track":
        board.judged_as(ready_ms=MACHINES_READY_MS, **dict(changes))
    else:
        board.unjudged("in lock style what the CPU decides is missing")
    return board


def machines(order="overflowed", **changes):
    """The state machines with no application above them, ready; the CPU gives one order, ORDER_MS later, and sleeps.

    The programs, their set-up and the orders are the firmware's; only the loop is missing, which is what costs time.
    """
    return _machines(order, tuple(sorted(changes.items())))


def closed_us(board, line, since_ns):
    """Closures of `line` as [from, to] in us since `since_ns`; None = still closed."""
    return [
        [(span.close_ns - since_ns) / 1000, None if span.open_ns is None else (span.open_ns - since_ns) / 1000]
        for span in board.closed_of(line)
        if span.open_ns is None or span.open_ns >= since_ns
    ]
