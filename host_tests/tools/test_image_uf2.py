"""The UF2 reader: takes what a Pico's boot ROM takes, and names the fault in what it does not."""

import struct

import pytest
from backgrip.image import uf2

IMAGE = uf2.Image(uf2.FLASH_START, bytes(range(256)) * 5)
GOOD = uf2.encode(IMAGE)


def with_field(block: int, field: int, value: int) -> bytes:
    """GOOD with one 32-bit word of a block's header replaced."""
    raw = bytearray(GOOD)
    struct.pack_into("<I", raw, block * uf2.BLOCK + 4 * field, value)
    return bytes(raw)


def test_what_is_written_is_read_back():
    assert uf2.parse(GOOD) == IMAGE


def test_a_short_last_block_is_filled_up():
    image = uf2.parse(uf2.encode(uf2.Image(uf2.FLASH_START, b"abc")))
    assert image.data == b"abc" + bytes(253)


def test_blocks_tell_address_and_payload():
    assert [address for address, _ in uf2.blocks(GOOD)] == [0x10000000 + 256 * n for n in range(5)]


def test_a_gap_reads_as_erased_flash():
    last = with_field(4, 3, uf2.FLASH_START + 5 * 256)
    assert uf2.parse(last).data[4 * 256 : 5 * 256] == b"\xff" * 256


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"", "0 bytes"),
        (GOOD[:-1], "whole number"),
        (GOOD[:-512], "says 5 blocks, the file has 4"),
        (GOOD[512:], "numbered 1"),
        (GOOD[:1024] + GOOD[512:1024] + GOOD[1536:], "block 2 is numbered 1"),
        (b"<html>not found</html>".ljust(512), "no UF2 mark"),
        (GOOD[:508] + bytes(4) + GOOD[512:], "block 0 has no UF2 mark"),
        (with_field(1, 0, 0), "block 1 has no UF2 mark"),
        (with_field(1, 1, 0), "block 1 has no UF2 mark"),
        (with_field(2, 2, 0), "block 2 is not for the RP2040"),
        (with_field(2, 7, 0xE48BFF59), "not for the RP2040 (family 0xe48bff59)"),
        (with_field(3, 3, uf2.FLASH_START), "out of order at 0x10000000"),
        (with_field(0, 3, 0x20000000), "beyond the Pico's flash"),
        (with_field(0, 3, 0), "out of order"),
        (with_field(4, 3, uf2.FLASH_START + uf2.FLASH_SIZE), "beyond the Pico's flash"),
        (with_field(1, 4, 476), "carries 476 bytes"),
    ],
)
def test_damage_is_named(raw, fault):
    with pytest.raises(uf2.UF2Error) as error:
        uf2.parse(raw)
    assert fault in str(error.value)


def test_the_file_is_named(tmp_path):
    path = tmp_path / "bad.uf2"
    path.write_bytes(b"x")
    with pytest.raises(uf2.UF2Error, match="bad.uf2"):
        uf2.read(path)
