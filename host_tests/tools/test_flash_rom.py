"""What a copy that breaks off leaves on the Pico, block by block, by a model of the boot ROM."""

import functools
import random

import pytest
from backgrip.board import Board
from backgrip.board.flash import SIZE
from backgrip.image import frozen_uf2, uf2
from backgrip.version import VERSION
from board.rig import settings_file
from bootsel import BLOCK, Rom, starts

OLD_VERSION = b"9.9.9"


@functools.cache
def ours():
    return frozen_uf2().read_bytes()


def used_flash(files=None):
    """2 MiB with an older version of the grip on it; as long as ours, so that every length fits."""
    image = uf2.parse(ours())
    assert image.data.count(b"\0" + VERSION.encode() + b"\0") == 1
    old = image.data.replace(b"\0" + VERSION.encode() + b"\0", b"\0" + OLD_VERSION + b"\0")
    board = Board(uf2.encode(uf2.Image(image.start, old)), files=files or {"backgrip.json": settings_file(dark=True)})
    return board.flash


def blocks_of(raw):
    return [raw[at : at + BLOCK] for at in range(0, len(raw), BLOCK)]


def test_our_image_is_in_that_order():
    numbers = [uf2.HEADER.unpack_from(block)[5] for block in blocks_of(ours())]
    assert numbers == [*range(1, len(ours()) // BLOCK), 0]
    assert uf2.start_last(ours()) == ours() and uf2.start_last(uf2.ascending(ours())) == ours()
    assert uf2.parse(uf2.ascending(ours())) == uf2.parse(ours())
    elsewhere = uf2.encode(uf2.Image(uf2.FLASH_START + 4096, bytes(512)))
    assert uf2.start_last(elsewhere) == elsewhere


def test_broken_off_after_each_block():
    """Before the first block the old version starts, after the last the new one, in between the drive comes back."""
    old = used_flash()
    rom = Rom(old)
    assert starts(rom.flash)
    for done, block in enumerate(blocks_of(ours()), 1):
        assert not rom.restarted
        rom.write(block)
        assert starts(rom.flash) == (done == len(ours()) // BLOCK), done
    assert rom.restarted
    image = uf2.parse(ours())
    assert rom.flash[: len(image.data)] == image.data
    last_sector = -(-len(image.data) // 4096) * 4096
    assert rom.flash[last_sector:] == old[last_sector:]  # the file system among it


def test_an_ascending_file_would_leave_half_a_program_that_starts():
    """The fault that the order is against; the model must be able to show it."""
    rom = Rom(used_flash())
    for block in blocks_of(uf2.ascending(ours()))[:100]:
        rom.write(block)
    assert starts(rom.flash)


@pytest.mark.parametrize("seed", range(3))
def test_any_order_in_between_is_as_good(seed):
    """A computer that reorders what lies between the first and the last block does no harm."""
    first, *between, last = blocks_of(ours())
    random.Random(seed).shuffle(between)
    rom = Rom(used_flash())
    for done, block in enumerate([first, *between]):
        rom.write(block)
        assert done % 97 or not starts(rom.flash)
    rom.write(last)
    assert rom.restarted and rom.flash[: len(uf2.parse(ours()).data)] == uf2.parse(ours()).data


def test_power_lost_within_the_last_block():
    """A start of which only the first bytes were written is none."""
    data = uf2.parse(ours()).data
    for written in range(256):
        page = data[:written] + b"\xff" * (256 - written)
        assert starts(page) == (page == data[:256]), written


def test_repeating_it_works_with_and_without_pulling_the_cable():
    for pulled in (False, True):
        rom = Rom(used_flash())
        for block in blocks_of(ours())[:700]:
            rom.write(block)
        if pulled:
            rom.reset()
        for block in blocks_of(ours()):
            rom.write(block)
        assert rom.restarted and starts(rom.flash)
        assert rom.flash[: len(uf2.parse(ours()).data)] == uf2.parse(ours()).data


def test_the_new_version_runs_and_has_the_settings():
    """An older version with settings, its flash written by the ROM, booted."""
    rom = Rom(used_flash({"backgrip.json": settings_file(style="track", tap_ms=300), "notes.txt": b"mine"}))
    for block in blocks_of(ours()):
        rom.write(block)
    assert len(rom.flash) == SIZE
    board = Board(flash=bytes(rom.flash), usb=True)
    board.run(ms=150)
    assert f"Backgrip {VERSION}, style track" in board.console
    assert board.read_file("notes.txt") == b"mine"
    assert board.read_file("backgrip.json") == settings_file(style="track", tap_ms=300)


def test_the_older_version_says_so():
    """Without which the test above could not tell them apart."""
    board = Board(flash=used_flash(), usb=True)
    board.run(ms=150)
    assert "Backgrip 9.9.9" in board.console
