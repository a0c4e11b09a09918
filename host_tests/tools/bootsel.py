"""A Pico in BOOTSEL mode for the tests: its boot ROM's way of writing flash, and its drive as a temporary folder.

The ROM here is a model after github.com/raspberrypi/pico-bootrom-rp2040 (`virtual_disk.c`: `_update_current_uf2_info`,
`_write_uf2_page`; `bootrom_main.c`: `_flash_boot`), block by block, sector by sector.
"""

import shutil
import struct
import threading
import time

from backgrip.flash.info import NAME

BLOCK, PAGE, SECTOR = 512, 256, 4096
FLASH = 0x10000000
INFO = "UF2 Bootloader v3.0\r\nModel: Raspberry Pi RP2\r\nBoard-ID: RPI-RP2\r\n"
INFO_RP2350 = "UF2 Bootloader v1.0\r\nModel: Raspberry Pi RP2350\r\nBoard-ID: RP2350\r\n"


def _table():
    for byte in range(256):
        crc = byte << 24
        for _ in range(8):
            crc = (crc << 1) ^ 0x04C11DB7 if crc & 0x80000000 else crc << 1
        yield crc & 0xFFFFFFFF


_CRC = tuple(_table())


def starts(flash):
    """Whether the ROM starts what is in flash: the CRC-32 over the first 252 bytes is in the next four."""
    crc = 0xFFFFFFFF
    for byte in flash[:252]:
        crc = (crc << 8 & 0xFFFFFFFF) ^ _CRC[crc >> 24 ^ byte]
    return crc == int.from_bytes(flash[252:256], "little")


class Rom:
    """Takes 512-byte blocks in any order. `restarted` once it has them all."""

    def __init__(self, flash):
        self.flash = bytearray(flash)
        self.reset()

    def reset(self):
        """What pulling the cable does; flash stays."""
        self.total, self.have, self.erased, self.restarted = 0, set(), set(), False

    def write(self, block):
        magic, second, flags, address, size, number, total, family = struct.unpack_from("<8I", block)
        if (magic, second, family, size) != (0x0A324655, 0x9E5D5157, 0xE48BFF56, PAGE) or flags & 1:
            return
        if total != self.total:
            self.reset()
            self.total = total
        if number in self.have or number >= total:
            return
        at = address - FLASH
        group = number * PAGE // SECTOR
        if group not in self.erased:
            self.erased.add(group)
            sector = at // SECTOR * SECTOR
            self.flash[sector : sector + SECTOR] = b"\xff" * SECTOR
        for offset in range(PAGE):  # programming only clears bits
            self.flash[at + offset] &= block[32 + offset]
        self.have.add(number)
        self.restarted = len(self.have) == total


def put_drive(folder, info=INFO):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / NAME).write_text(info)
    return folder


class RomDrive:
    """A drive at `folder` with a ROM behind it, in a thread. It vanishes when every block has come.

    `leave_after` blocks the cable comes out. `on_restart(flash)` is called when the new program would start.
    `order` collects the numbers of the blocks as they come.
    """

    def __init__(self, folder, flash, *, leave_after=None, stays=False, on_restart=None):
        self.folder, self.rom = folder, Rom(flash)
        self.leave_after, self.stays, self.on_restart = leave_after, stays, on_restart
        self.order, self.ending = [], threading.Event()
        self.thread = threading.Thread(target=self._main, daemon=True)

    def __enter__(self):
        put_drive(self.folder)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        self.ending.set()
        if self.thread.ident:
            self.thread.join()

    def _main(self):
        taken = 0
        while not self.ending.is_set():
            for path in self.folder.glob("*.uf2"):
                raw = path.read_bytes()[taken:]
                for at in range(0, len(raw) - BLOCK + 1, BLOCK):
                    self.order.append(struct.unpack_from("<8I", raw, at)[5])
                    self.rom.write(raw[at : at + BLOCK])
                    taken += BLOCK
                    if self.leave_after is not None and len(self.order) >= self.leave_after:
                        shutil.rmtree(self.folder)
                        return
            if self.rom.restarted and not self.stays:
                time.sleep(0.05)
                shutil.rmtree(self.folder)
                if self.on_restart:
                    self.on_restart(bytes(self.rom.flash))
                return
            time.sleep(0.002)
