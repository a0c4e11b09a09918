"""Reads what an image says of itself: program, version, board, file system, frozen modules.

The Pico SDK leaves a table of such facts in every program (`picotool info` prints it), so a downloaded or a
given image can be checked without running it. Layout: pico_binary_info/structure.h in the SDK.
"""

import struct
from dataclasses import dataclass, field

from backgrip.image.uf2 import Image

HEADER_START, HEADER_END = 0x7188EBF2, 0xE71AA390
SEARCH_FROM, SEARCH_TO = (
    0x100,
    0x500,
)  # the table's header lies in the first 1 KiB after the second-stage loader
BLOCK_DEVICE, ID_AND_STRING = 7, 6
PROGRAM, VERSION, BOARD, FROZEN = (
    0x02031C86,
    0x11A9BC3A,
    0xB63CFFBB,
    0x4A99D719,
)  # the last is MicroPython's own


@dataclass(frozen=True)
class BinaryInfo:
    """Empty strings and None stand for what the image does not say."""

    program: str = ""
    version: str = ""
    board: str = ""
    file_system: tuple[int, int] | None = None  # flash address, bytes
    frozen: frozenset[str] = field(default_factory=frozenset)  # "grip/app", "main"


def binary_info(image: Image) -> BinaryInfo:
    """The facts in an image; all empty if it carries no table."""
    texts: dict[int, str] = {}
    frozen: set[str] = set()
    file_system = None
    for entry in _entries(image):
        kind = _unpack(image, entry, "<H")
        if kind == (BLOCK_DEVICE,):
            file_system = _unpack(image, entry + 8, "<II")
        elif kind == (ID_AND_STRING,):
            identity, address = _unpack(image, entry + 4, "<II") or (0, 0)
            text = _string(image, address)
            texts[identity] = text
            if identity == FROZEN:
                frozen.add(text)
    return BinaryInfo(
        texts.get(PROGRAM, ""), texts.get(VERSION, ""), texts.get(BOARD, ""), file_system, frozenset(frozen)
    )


def _entries(image: Image) -> list[int]:
    for offset in range(SEARCH_FROM, SEARCH_TO, 4):
        found = _unpack(image, image.start + offset, "<5I")
        if found and found[0] == HEADER_START and found[4] == HEADER_END:
            first, end = found[1], found[2]
            if end - first > 4 * 1024:  # a real table has a few dozen entries
                return []
            pointers = (_unpack(image, address, "<I") for address in range(first, end, 4))
            return [pointer[0] for pointer in pointers if pointer]
    return []


def _unpack(image: Image, address: int, layout: str) -> tuple[int, ...] | None:
    offset = address - image.start
    if not 0 <= offset <= len(image.data) - struct.calcsize(layout):
        return None  # a fact kept in RAM, or a damaged table
    return struct.unpack_from(layout, image.data, offset)


def _string(image: Image, address: int) -> str:
    offset = address - image.start
    end = image.data.find(b"\0", offset) if 0 <= offset < len(image.data) else -1
    return image.data[offset:end].decode("utf-8", "replace") if end >= 0 else ""
