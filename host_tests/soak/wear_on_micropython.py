"""Run by MicroPython's unix port: the grip's own writers on its own kind of file system, every erase counted.

Arguments: days, settings written a day, of them by the thumb at power-up, faults a day. Prints the erases of each
sector, then the pages programmed, as one line of numbers each. `wear.py` tells what they mean.
"""

import os
import sys

import vfs
from grip import faultlog, keep, settings

BLOCK, BLOCKS, PAGE = 4096, 352, 256  # of the Pico's build of MicroPython


class Flash:
    """A flash that counts; programming only clears bits, as on the chip."""

    def __init__(self):
        self.data = bytearray(b"\xff" * (BLOCK * BLOCKS))
        self.erased = [0] * BLOCKS
        self.programmed = 0

    def readblocks(self, block, buffer, offset=0):
        at = block * BLOCK + offset
        buffer[:] = self.data[at : at + len(buffer)]

    def writeblocks(self, block, buffer, offset=None):
        at = block * BLOCK + (offset or 0)
        for n in range(len(buffer)):
            self.data[at + n] &= buffer[n]
        self.programmed += len(buffer) // PAGE

    def ioctl(self, what, argument):
        if what == 4:
            return BLOCKS
        if what == 5:
            return BLOCK
        if what == 6:
            self.erased[argument] += 1
            self.data[argument * BLOCK : (argument + 1) * BLOCK] = b"\xff" * BLOCK
        return 0


def main(days, written, by_thumb, faults):
    flash = Flash()
    vfs.VfsLfs2.mkfs(flash, progsize=PAGE)
    vfs.mount(vfs.VfsLfs2(flash, progsize=PAGE), "/")
    flash.erased, flash.programmed = [0] * BLOCKS, 0
    keep.store(settings.defaults())
    for day in range(days):
        for number in range(written):
            if number < by_thumb:  # switched off and on
                vfs.umount("/")
                vfs.mount(vfs.VfsLfs2(flash, progsize=PAGE), "/")
                keep.store({"style": "track" if (day + number) % 2 else "lock"})
            else:
                keep.store({"tap_ms": 200 + number})
        for number in range(faults):
            faultlog.add("exception", "day %d %s" % (day, "x" * 150))
    values, complaints, usable = settings.load()
    assert usable and not complaints and len(faultlog.read()) == min(days * faults, faultlog.KEPT), os.listdir("/")
    print(*flash.erased)
    print(flash.programmed)


main(*[int(word) for word in sys.argv[1:]])
