"""The virtual camera: sleeping, waking, its own buttons, and what it refuses."""

import pytest
from backgrip.virtual_camera import MS, VirtualCamera, Why
from virtual_bodies import body, frames, ms, runs, shoot, whys


def naps(shots):
    return [tuple(ms((sleep.begin_ns, sleep.end_ns))) for sleep in shots.sleeps]


def test_it_sleeps_when_nothing_has_been_closed_for_a_while():
    shots = shoot(body(sleep_after_s=2), ("FOCUS", 500, 1500), until=9000)
    assert naps(shots) == [(3500, None)]


def test_a_held_focus_keeps_it_awake():
    assert naps(shoot(body(sleep_after_s=2), ("FOCUS", 500, None), until=60_000)) == []


def test_focus_must_be_held_to_wake_it_and_af_starts_then():
    semantics = body(sleep_after_s=1, wake_ms=400)
    shots = shoot(semantics, ("FOCUS", 2000, 2300), ("FOCUS", 3000, 4000), until=4500)
    assert naps(shots) == [(1000, 3400)] and runs(shots) == [(3400, 3700, "FOCUS", "locked")]


def test_a_short_shutter_is_swallowed_by_a_sleeping_body():
    semantics = body(sleep_after_s=1, wake_ms=400, shutter_alone="fires")
    shots = shoot(semantics, ("SHUTTER", 2000, 2100))
    assert shots.frames == [] and whys(shots) == [Why.ASLEEP] and naps(shots) == [(1000, None)]


def test_a_long_shutter_wakes_it_and_fires():
    semantics = body(sleep_after_s=1, wake_ms=400, shutter_alone="fires")
    assert frames(shoot(semantics, ("SHUTTER", 2000, 3000))) == [2450]


def test_a_lead_shorter_than_waking_takes_loses_a_tap_on_a_sleeping_body():
    semantics = body(sleep_after_s=1, wake_ms=400, af_single_ms=30)
    short = shoot(semantics, ("FOCUS", 2000, 2400), ("SHUTTER", 2100, 2200))
    assert short.frames == [] and whys(short) == [Why.ASLEEP]
    assert frames(shoot(semantics, ("FOCUS", 2000, 2800), ("SHUTTER", 2450, 2550))) == [2500]


def test_some_bodies_remember_a_short_shutter_and_fire_once_awake():
    semantics = body(sleep_after_s=1, wake_ms=400, shutter_alone="fires", sleeping_shutter="wakes and fires")
    assert frames(shoot(semantics, ("SHUTTER", 2000, 2100))) == [2450]


def test_a_remembered_press_waits_for_focus_and_lets_it_go_again():
    semantics = body(
        sleep_after_s=1, wake_ms=400, shutter_alone="focuses then fires", sleeping_shutter="wakes and fires"
    )
    shots = shoot(semantics, ("SHUTTER", 2000, 2100))
    assert frames(shots) == [2750] and runs(shots) == [(2400, 2700, "SHUTTER", "locked")]
    assert shots.locks[0].end_ns is not None


def test_af_on_wakes_it_too():
    shots = shoot(body(sleep_after_s=1), ("AF-ON", 2000, 3000), half_press_af=False)
    assert naps(shots) == [(1000, 2000), (4000, None)] and runs(shots) == [(2000, 2300, "AF-ON", "locked")]


def test_own_buttons_are_ignored_while_focus_is_held():
    shots = shoot(body(), ("FOCUS", 0, 1000), ("MENU", 500, 600), ("AF-ON", 700, 2000), ("MENU", 1500, 1600))
    assert [(press.button, press.ignored) for press in shots.own] == [
        ("MENU", True), ("AF-ON", True), ("MENU", False),
    ]  # fmt: skip
    assert len(shots.runs) == 1 and len(shots.ignored) == 2


def test_own_buttons_of_other_bodies_work():
    shots = shoot(body(own_buttons="work"), ("FOCUS", 0, 1000), ("AF-ON", 500, 600), half_press_af=False)
    assert shots.ignored == [] and [run.why for run in shots.runs] == ["AF-ON"]


def test_what_there_is_so_far_can_be_read_while_it_goes_on():
    camera = VirtualCamera(body(shutter_alone="fires"))
    camera.contact(0, "SHUTTER", True)
    assert camera.advance(49 * MS).frames == []
    assert len(camera.advance(51 * MS).frames) == 1
    camera.contact(100 * MS, "SHUTTER", False)
    assert len(camera.finish(200 * MS).frames) == 1


def test_a_contact_that_is_told_twice_is_one():
    camera = VirtualCamera(body())
    for at in (0, 10):
        camera.contact(at * MS, "FOCUS", True)
    assert len(camera.finish(500 * MS).runs) == 1


def test_what_makes_no_sense_is_refused():
    for name in ("focus_mode", "drive", "priority", "exposure"):
        with pytest.raises(ValueError, match=name):
            VirtualCamera(body(), **{name: "sideways"})
    camera = VirtualCamera(body())
    camera.advance(5)
    with pytest.raises(ValueError, match="SHUTTERS"):
        camera.contact(6, "SHUTTERS", True)
    with pytest.raises(ValueError, match="before"):
        camera.contact(4, "FOCUS", True)
