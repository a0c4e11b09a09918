"""Keeps the CPU busy, each kind in turn: garbage collection, a file written to flash, lines printed.

A pin is high while a kind runs, so that the bench knows which presses fell into it and that it ran at all.
"""

import gc
import os

from machine import UART, Pin

PERIOD_MS = 150  # from one kind to the next

_DATA = [[number] for number in range(1000)]  # what a program keeps: a collection has to look through it
_BLOCK = bytes(2000)  # half a sector: written anew each time, which costs an erase
_LINES = 20

os.dupterm(UART(0, 115200))  # on batteries nobody listens on USB, and printing would cost next to nothing


def _collect():
    gc.collect()


def _write():
    with open("/load.bin", "wb") as file:
        file.write(_BLOCK)


def _print():
    for number in range(_LINES):
        print("line", number, "of what a program has to say, some sixty characters long")


_KINDS = (
    (Pin(2, Pin.OUT, value=0), _collect),
    (Pin(3, Pin.OUT, value=0), _write),
    (Pin(4, Pin.OUT, value=0), _print),
)
_next = 0


def turn(_timer):
    """One kind of load; the next call is the next kind."""
    global _next
    mark, work = _KINDS[_next]
    _next = (_next + 1) % len(_KINDS)
    mark.value(1)
    work()
    mark.value(0)
