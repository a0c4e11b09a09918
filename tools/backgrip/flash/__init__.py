"""Puts the one-file image onto a Pico: `backgrip flash`.

A Pico in BOOTSEL mode shows a drive. Whatever UF2 is copied onto it is written to flash by the boot ROM, block by
block as the blocks come. From the ROM's source (github.com/raspberrypi/pico-bootrom-rp2040, virtual_disk.c and
bootrom_main.c):

* it goes by a block's number; in which order they come does not matter, and a number it has already is ignored;
* the first to come of 16 blocks in a row erases their 4 KiB sector, then each writes its own 256 bytes;
* when every number has come it restarts, a second later, and the drive vanishes;
* it forgets a copy that broke off only when the cable is pulled, or when a file of another length comes;
* at every start it checks the checksum (CRC-32) of the first 256 bytes of flash, the second-stage loader. If that is
  wrong, as in erased flash, it shows the drive by itself, without the button.

"The old version or the new one, never neither" can therefore not hold for a copy onto the drive: flash has no room
for two images, and the old one is gone while the new one comes. What can be had is that half a program is never
started, and that the way out needs no button:

* block 1 goes first, which erases the first sector with the old loader in it; block 0, the new loader, goes last
  (`uf2.start_last`; our images are in that order, so dragging the file onto the drive does the same as far as the
  computer keeps the order);
* `copying` waits after the first block, after every piece, and before the last block, until they are on the Pico.

So whenever it breaks off, there is the old program (before the first block), none and the drive at the next start (in
between), or the new one (after the last). What no order can cure: power lost within the 45 ms in which the first
sector is erased may leave it neither erased nor whole. Then too, BOOTSEL held down while plugging in always works: it
is a switch that the ROM reads, and the ROM cannot be overwritten.

Settings are on the file system in the last 1408 KiB of flash. No image reaches there (`image.build` refuses to make
one, `images` to flash one), so they survive, also when it breaks off.
"""

from backgrip.flash.errors import FlashError

__all__ = ["FlashError"]
