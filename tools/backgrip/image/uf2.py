"""Reads, checks and writes UF2, the file format a Pico takes over USB.

A file is 512-byte blocks; each says where in flash its payload goes, which chip it is for, its own number and
how many there are. Format: github.com/microsoft/uf2.

The order of the blocks in the file is free, as the boot ROM goes by their numbers. Two are taken here: ascending,
which is what compilers write, and ours with block 0 at the end. The ROM erases a sector of 4 KiB with the first of
its blocks to come and starts a program only if the checksum of its first 256 bytes, which are block 0, is right. So
with block 0 at the end a copy that breaks off leaves no start at all, and the ROM shows its drive again, where an
ascending file leaves a start with half a program behind it. flash/__init__.py has the whole story.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BLOCK = 512  # bytes
PAYLOAD = 256  # bytes of flash a block carries; the RP2040's boot ROM takes no other size
MAGIC = (0x0A324655, 0x9E5D5157)
MAGIC_END = 0x0AB16F30
FLAG_NOT_MAIN_FLASH = 0x0001
FLAG_FAMILY = 0x2000
RP2040 = 0xE48BFF56
FLASH_START = 0x1000_0000
FLASH_SIZE = 2 * 1024 * 1024  # bytes on a Pico
HEADER = struct.Struct("<8I")


class UF2Error(ValueError):
    """Not a UF2 file for the RP2040, or a damaged one; the message names the block and the fault."""


@dataclass(frozen=True)
class Image:
    """What a UF2 puts into flash: `data` from address `start` on. Gaps between blocks are erased flash."""

    start: int
    data: bytes


def blocks(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """Each block's flash address and payload, by number, every field checked. Raises UF2Error."""
    if not raw or len(raw) % BLOCK:
        raise UF2Error(f"{len(raw)} bytes is not a whole number of {BLOCK}-byte UF2 blocks")
    raw = ascending(raw)
    count = len(raw) // BLOCK
    end = FLASH_START
    for number in range(count):
        block = raw[number * BLOCK : (number + 1) * BLOCK]
        *magic, flags, address, size, index, total, family = HEADER.unpack_from(block)
        if tuple(magic) != MAGIC or block[-4:] != MAGIC_END.to_bytes(4, "little"):
            raise UF2Error(f"block {number} has no UF2 mark")
        if flags & FLAG_NOT_MAIN_FLASH or not flags & FLAG_FAMILY or family != RP2040:
            raise UF2Error(f"block {number} is not for the RP2040 (family {family:#010x})")
        if index != number:
            raise UF2Error(f"block {number} is numbered {index}")
        if total != count:
            raise UF2Error(f"block {number} says {total} blocks, the file has {count}")
        if size != PAYLOAD:
            raise UF2Error(f"block {number} carries {size} bytes, not {PAYLOAD}")
        if address < end or address % PAYLOAD:
            raise UF2Error(f"block {number} is out of order at {address:#010x}")
        end = address + PAYLOAD
        if end > FLASH_START + FLASH_SIZE:
            raise UF2Error(f"block {number} lies beyond the Pico's flash at {address:#010x}")
        yield address, block[HEADER.size : HEADER.size + PAYLOAD]


def ascending(raw: bytes) -> bytes:
    """A file with block 0 at its end in ascending order; any other as it is."""
    numbers = [HEADER.unpack_from(raw, at)[5] for at in (0, len(raw) - BLOCK)]
    return raw[-BLOCK:] + raw[:-BLOCK] if numbers == [1, 0] else raw


def start_last(raw: bytes) -> bytes:
    """A checked file with block 0 at its end: of a copy that breaks off nothing is ever started.

    Only where block 0 is the start of flash; any other file is given back in ascending order.
    """
    raw = ascending(raw)
    return raw[BLOCK:] + raw[:BLOCK] if HEADER.unpack_from(raw)[3] == FLASH_START else raw


def parse(raw: bytes) -> Image:
    """Check a whole UF2 file. Raises UF2Error."""
    parts = list(blocks(raw))
    start = parts[0][0]
    data = bytearray(b"\xff" * (parts[-1][0] + PAYLOAD - start))
    for address, payload in parts:
        data[address - start : address - start + PAYLOAD] = payload
    return Image(start, bytes(data))


def read(path: Path) -> Image:
    """Read and check a UF2 file. Raises UF2Error naming the file, OSError if it cannot be read."""
    try:
        return parse(path.read_bytes())
    except UF2Error as error:
        raise UF2Error(f"{path}: {error}") from None


def encode(image: Image) -> bytes:
    """The UF2 file for an image, ascending; its last payload is filled up with 0x00."""
    count = -(-len(image.data) // PAYLOAD)
    out = bytearray()
    for number in range(count):
        payload = image.data[number * PAYLOAD : (number + 1) * PAYLOAD]
        out += HEADER.pack(
            *MAGIC, FLAG_FAMILY, image.start + number * PAYLOAD, PAYLOAD, number, count, RP2040
        )
        out += payload.ljust(BLOCK - HEADER.size - 4, b"\0") + MAGIC_END.to_bytes(4, "little")
    return bytes(out)
