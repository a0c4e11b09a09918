"""Storage: a sample of what `soak.storage` tries. The states of both writes are all read, a few are switched on."""

import random

import pytest
from backgrip.board.flash import BLOCK, build_fs
from backgrip.firmware import settings_file
from grip import settings
from soak import storage, storage_cuts, storage_damage, wear
from soak.storage_cuts import Written, looked_at, recorded

ODD = ("settings of 300 KB",)
DAMAGED = (0, 9)  # garbage where the file system begins, which is then formatted; bytes changed in it


@pytest.mark.parametrize("what", storage.WRITES)
def test_a_write_cut_anywhere_leaves_the_old_or_the_new(what):
    tally = storage.looked_at_all(what)
    assert not tally.broken, "\n".join(tally.broken)
    assert tally.tried[f"states of flash, {what} write cut"] >= 20


def test_a_torn_write_is_switched_on():
    count = len(list(storage_cuts.states(recorded("settings"))))
    tally = storage.switched_on("settings", count // 2)
    assert not tally.broken, tally.broken


def test_a_write_in_place_would_be_caught():
    """The seeded fault: settings written over the old ones, not aside."""
    old = {"backgrip.json": settings_file(style="lock", tap_ms=333), "backgrip.log": storage_cuts.LOG}
    before, cut = (
        storage_damage.flash_with(build_fs({**old, "notes.txt": b"mine" * 1000, **changed}))
        for changed in ({}, {"backgrip.json": b"{"})
    )
    assert not looked_at("whole", before, Written("settings", before, (), before))
    assert looked_at("in place", cut, Written("settings", before, (), cut))


@pytest.mark.parametrize("name", ODD)
def test_an_odd_file_system(name):
    tally = storage.odd(name)
    assert not tally.broken, tally.broken


@pytest.mark.parametrize("seed", DAMAGED)
def test_a_damaged_file_system(seed):
    tally = storage.damaged(seed)
    assert not tally.broken, tally.broken


def test_a_settings_file_that_cannot_be_one_is_set_aside(tmp_path, monkeypatch):
    """Too long for the grip's memory, or a folder: not taken for none."""
    path = tmp_path / "backgrip.json"
    monkeypatch.setattr(settings, "PATH", str(path))
    assert settings.load() == (settings.defaults(), [], True)
    path.write_bytes(b" " * settings.LONGEST + settings_file(style="track"))
    values, complaints, usable = settings.load()
    assert values == settings.defaults() and complaints and not usable
    path.unlink()
    path.mkdir()
    values, complaints, usable = settings.load()
    assert values == settings.defaults() and complaints and not usable


def test_every_way_of_tearing_lies_between_before_and_after():
    before, after = bytes([0xFF] * 200 + [0x0F] * 56), bytes([0xA5] * 256)
    seen = {storage_cuts.torn(before, after, way, random.Random(way)) for way in range(8)}
    assert len(seen) > 4
    for torn in seen:
        assert all((old ^ here) & ~(old ^ new) & 0xFF == 0 for old, here, new in zip(before, torn, after))


@pytest.mark.skipif(wear.MICROPYTHON is None, reason="no MicroPython unix port here")
def test_the_flash_lasts():
    """By the count of a few days, before wear levelling has moved anything: the least there is to it."""
    found = wear.worn(3)
    print(found.erases_a_day, found.programmed, found.years)
    assert len(found.erased) * BLOCK == 1408 * 1024 and sum(found.erased) > 10
    assert found.years > 10
