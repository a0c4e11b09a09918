"""Boards for the tests: booted once for each set of settings, then forked for each case."""

import functools

from backgrip.board import Board
from backgrip.firmware import settings_file
from backgrip.image import frozen_uf2, stock_uf2
from backgrip.image.plain import plain_files

READY_MS = 120  # power-up to ready, the first look of the loop included; both buttons were then seen released


@functools.cache
def _booted(changes):
    board = Board(frozen_uf2(), files={"backgrip.json": settings_file(**dict(changes))})
    board.run(ms=READY_MS)
    return board


def booted(**changes):
    """The image that a user flashes, on batteries, ready, with `changes` to the settings. Fork it, don't run it."""
    return _booted(tuple(sorted(changes.items())))


@functools.cache
def stock(compiled=True, usb=False):
    """The plain files on a stock MicroPython, ready."""
    board = Board(stock_uf2(), files=plain_files(compiled), usb=usb)
    board.run(ms=300 if compiled else 1200)
    return board


def doctored(main, usb=False, **changes):
    """The plain files with `main`, a text, in place of main.py, to break the application from inside. Not booted."""
    files = {**plain_files(), "main.py": main.encode(), "backgrip.json": settings_file(**changes)}
    return Board(stock_uf2(), files=files, usb=usb)


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
