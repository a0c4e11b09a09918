"""Tells how much of the heap is in use while the application runs."""

import gc

from machine import UART

PERIOD_MS = 1000
_told = False


def turn(_timer):
    """Prints "ram USED FREE USED FREE" once, in bytes: as found, then after a collection."""
    global _told
    if not _told:
        _told = True
        found = gc.mem_alloc(), gc.mem_free()
        gc.collect()
        found += gc.mem_alloc(), gc.mem_free()
        UART(0, 115200).write("ram {} {} {} {}\n".format(*found))
