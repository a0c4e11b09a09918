"""The 2 MiB flash chip: images into it, the file system at its end, and how long it takes to write.

Layout of MicroPython's Pico build: 1408 KiB of littlefs at the end of 2 MiB
(`MICROPY_HW_FLASH_STORAGE_BYTES`), blocks of 4 KiB, programmed 256 bytes at a time (`_boot.py`).
"""

import struct
from pathlib import Path
from typing import NamedTuple

from littlefs import LittleFS, UserContext

SIZE = 2 * 1024 * 1024
BLOCK = 4096
FS_SIZE = 1408 * 1024
FS_START = SIZE - FS_SIZE
XIP_BASE = 0x10000000
# littlefs 2.0: every MicroPython reads it and raises it to 2.1 if it can; 1.21 and older hang on 2.1
DISK_VERSION = 0x00020000

ERASE, BLOCK_ERASE, PROGRAM = 0x20, 0xD8, 0x02
NAMES = {ERASE: ("erase", BLOCK), BLOCK_ERASE: ("erase", 65536), PROGRAM: ("program", 256)}


class FlashOp(NamedTuple):
    """One finished operation: `kind` is "erase" or "program", `address` counts from the start of flash."""

    t_ns: int
    kind: str
    address: int
    size: int


def read_uf2(image):
    """`{address in flash: payload}` of a UF2 file (path or bytes). Raises ValueError if it is none for an
    RP2040."""
    data = image if isinstance(image, bytes) else Path(image).read_bytes()
    blocks = {}
    for start in range(0, len(data), 512):
        block = data[start : start + 512]
        if len(block) < 512:
            raise ValueError("UF2 file is cut short")
        magic, second, flags, target, length, _, _, family = struct.unpack("<8I", block[:32])
        if (magic, second) != (0x0A324655, 0x9E5D5157) or block[508:] != b"\x30\x6f\xb1\x0a":
            raise ValueError("not a UF2 file")
        if flags & 0x2000 and family != 0xE48BFF56:
            raise ValueError(f"UF2 file is for chip family {family:#x}, not the RP2040")
        if not XIP_BASE <= target <= XIP_BASE + SIZE - length:
            raise ValueError(f"UF2 block for address {target:#x}, outside the Pico's 2 MiB of flash")
        blocks[target - XIP_BASE] = block[32 : 32 + length]
    if not blocks:
        raise ValueError("UF2 file is empty")
    return blocks


def _mount(context, **options):
    return LittleFS(
        context=context, block_size=BLOCK, block_count=FS_SIZE // BLOCK, prog_size=256, read_size=32,
        lookahead_size=32, **options,
    )  # fmt: skip


def build_fs(files):
    """A littlefs image holding `files`: a dict of path to bytes, or a folder, whose whole tree is taken."""
    if not isinstance(files, dict):
        root = Path(files)
        files = {
            p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()
        }
    context = UserContext(FS_SIZE)
    fs = _mount(context, disk_version=DISK_VERSION)
    for name, data in files.items():
        parent = name.rpartition("/")[0]
        if parent:
            fs.makedirs(parent, exist_ok=True)
        with fs.open(name, "wb") as file:
            file.write(data)
    fs.unmount()
    return bytes(context.buffer)


class FileSystem:
    """Reads the file system in a flash image. Raises `littlefs.LittleFSError` if there is none."""

    def __init__(self, flash):
        context = UserContext(FS_SIZE)
        context.buffer[:] = flash[FS_START:SIZE]
        self.fs = _mount(context, mount=False)
        self.fs.mount()

    def read(self, path):
        with self.fs.open(path.lstrip("/"), "rb") as file:
            return file.read()

    def list(self):
        """Paths of all files, sorted."""
        found = []
        for folder, _, names in self.fs.walk("/"):
            found += [f"{folder.rstrip('/')}/{name}".lstrip("/") for name in names]
        return sorted(found)


class FlashTiming:
    """Makes the CPU wait as long as the chip is busy, while PIO, timers and the watchdog go on.

    Python runs from flash, so an erase or a program stops it, interrupts included, until the chip is ready;
    PIO never notices. rp2040py's chip is ready at once. `erase_ms` is for one 4 KiB sector, `program_ms` for
    one page of 256 bytes; Winbond's W25Q16JV data sheet gives 45 ms and 0.4 ms typical, 400 ms and 3 ms at
    most.
    """

    def __init__(self, rp2040, erase_ms, program_ms):
        self.rp2040, self.core, self.clock = rp2040, rp2040.core, rp2040.clock
        self.busy_ns = {"erase": erase_ms * 1e6, "program": program_ms * 1e6}
        self.on_op = None
        self.alarm = self.clock.create_alarm(self._ready)
        self.masked = None
        self.apply = rp2040.ssi._apply_command
        rp2040.ssi._apply_command = self._command

    def _command(self):
        ssi = self.rp2040.ssi
        buffer = ssi._tx_buffer
        done = None
        if len(buffer) >= 4 and buffer[0] in NAMES and ssi._write_enabled:
            kind, size = NAMES[buffer[0]]
            done = FlashOp(round(self.clock.nanos), kind, int.from_bytes(buffer[1:4], "big"), size)
        self.apply()
        if done:
            busy = self.busy_ns[kind] * (size // BLOCK or 1)
            if busy:
                self._stall(busy)
            if self.on_op:
                self.on_op(done)

    def _stall(self, nanos):
        # asleep with every interrupt masked: the emulator then goes from alarm to alarm without running the
        # CPU
        self.masked = self.core.enabled_interrupts
        self.core.enabled_interrupts = 0
        self.core.waiting = True
        self.alarm.schedule(nanos)

    def _ready(self):
        self.core.enabled_interrupts, self.masked = self.masked, None
        self.core.interrupts_updated = True
        self.core.waiting = False

    def reset(self):
        """The chip was reset: the CPU is no longer waiting for the flash."""
        self.alarm.cancel()
        self.masked = None
