"""The virtual camera: when a closure of SHUTTER gives a frame, and when none."""

import pytest
from backgrip.virtual_camera import MS, Scene, VirtualCamera, Why, course, steps
from hypothesis import given, settings
from hypothesis import strategies as st
from virtual_bodies import body, frames, ms, shoot, whys


def test_release_lag():
    assert frames(shoot(body(release_lag_ms=70), ("FOCUS", 0, 2000), ("SHUTTER", 1000, 1200))) == [1070]


@pytest.mark.parametrize("length, number, missed", [(19, 0, [Why.TOO_SHORT]), (20, 1, [])])
def test_a_closure_must_last(length, number, missed):
    shots = shoot(body(shutter_min_ms=20), ("FOCUS", 0, 2000), ("SHUTTER", 1000, 1000 + length))
    assert (len(shots.frames), whys(shots)) == (number, missed)


@pytest.mark.parametrize("gap, number, missed", [(29, 1, [Why.TOO_SOON]), (31, 2, [])])
def test_shutter_must_open_long_enough_between_two_frames(gap, number, missed):
    semantics = body(shutter_gap_ms=30)
    shots = shoot(semantics, ("FOCUS", 0, 2000), ("SHUTTER", 1000, 1100), ("SHUTTER", 1100 + gap, 1300))
    assert (len(shots.frames), whys(shots)) == (number, missed)


@pytest.mark.parametrize("lead, number, missed", [(4, 0, [Why.TOO_LATE_FOCUS]), (10, 1, [])])
def test_focus_must_close_before_shutter_on_bodies_that_need_it(lead, number, missed):
    semantics = body(focus_then_shutter_ms=10)
    shots = shoot(semantics, ("FOCUS", 1000, 2000), ("SHUTTER", 1000 + lead, 1800))
    assert (len(shots.frames), whys(shots)) == (number, missed)


def test_whether_it_is_too_late_is_drawn_from_the_seed():
    def number(chance, seed):
        pulses = [(n, at) for n in range(40) for at in [400 * n]]
        shots = shoot(
            body(focus_then_shutter_ms=10, af_single_ms=50),
            *[("FOCUS", at, at + 300) for _, at in pulses],
            *[("SHUTTER", at + 3, at + 290) for _, at in pulses],
            until=16000, chance=chance, seed=seed,
        )  # fmt: skip
        return [frame.press_ns for frame in shots.frames]

    assert len(number(0, 1)) == 40 and number(1, 1) == []
    assert number(0.5, 1) == number(0.5, 1) != number(0.5, 2)
    assert 8 < len(number(0.5, 1)) < 32


def together(*starts, **options):
    pulses = [(name, at, at + 500) for at in starts for name in ("FOCUS", "SHUTTER")]
    return shoot(body(both_at_once=options.pop("both")), *pulses, until=6000, **{"chance": 0.0} | options)


def test_both_at_once_fires_only_the_first_frame_on_some_bodies_in_single_drive():
    """The D2X with both contacts tied."""
    shots = together(0, 1000, 2000, both="first only")
    assert len(shots.frames) == 1 and whys(shots) == [Why.BOTH_AT_ONCE] * 2
    assert len(together(0, 1000, 2000, both="fires").frames) == 3
    assert len({frame.press_ns for frame in together(0, 1000, both="first only", drive="continuous").frames}) == 2


def test_a_shot_with_focus_first_ends_the_trouble_of_both_at_once():
    shots = shoot(
        body(both_at_once="first only"), ("FOCUS", 0, 500), ("SHUTTER", 0, 500), ("FOCUS", 900, 1500),
        ("SHUTTER", 1000, 1500), ("FOCUS", 2000, 2500), ("SHUTTER", 2000, 2500),
    )  # fmt: skip
    assert len(shots.frames) == 3


def test_focus_priority_waits_for_focus_while_shutter_is_held():
    assert frames(shoot(body(), ("FOCUS", 0, 1000), ("SHUTTER", 20, 900))) == [350]
    let_go = shoot(body(), ("FOCUS", 0, 1000), ("SHUTTER", 20, 250))
    assert let_go.frames == [] and whys(let_go) == [Why.NOT_IN_FOCUS]


def test_release_priority_does_not_wait():
    shots = shoot(body(), ("FOCUS", 0, 1000), ("SHUTTER", 20, 250), priority="release")
    assert frames(shots) == [70] and not shots.frames[0].in_focus
    assert frames(shoot(body(single_priority="release"), ("FOCUS", 0, 1000), ("SHUTTER", 20, 250))) == [70]


def test_the_factory_priority_is_that_of_the_focus_mode():
    pulses = ("FOCUS", 0, 1000), ("SHUTTER", 20, 900)
    assert frames(shoot(body(), *pulses, focus_mode="continuous")) == [70]
    semantics = body(continuous_priority="focus")
    assert frames(shoot(semantics, *pulses, focus_mode="continuous")) == [350]


def test_single_drive_gives_one_frame_for_each_opening():
    assert len(shoot(body(), ("FOCUS", 0, 4000), ("SHUTTER", 1000, 3000)).frames) == 1


def test_continuous_drive_goes_on_while_shutter_is_held():
    shots = shoot(body(), ("FOCUS", 0, 4000), ("SHUTTER", 1000, 1990), drive="continuous", frames_per_s=5)
    assert frames(shots) == [1050, 1250, 1450, 1650, 1850]


def test_continuous_drive_in_focus_priority_pauses_without_focus():
    scene = Scene(looks=steps((0, "subject"), (1.3, "background")))
    shots = shoot(
        body(continuous_priority="focus"), ("FOCUS", 0, 4000), ("SHUTTER", 1000, 2000), scene=scene,
        focus_mode="continuous", drive="continuous", frames_per_s=10,
    )  # fmt: skip
    times = frames(shots)
    assert max(b - a for a, b in zip(times, times[1:], strict=False)) > 250  # the 300 ms of a new search


def test_bulb_exposes_while_shutter_is_held():
    shots = shoot(body(), ("FOCUS", 0, 4000), ("SHUTTER", 1000, 3500), drive="bulb")
    assert ms((shots.frames[0].t_ns, shots.frames[0].end_ns)) == [1050, 3500]


@pytest.mark.parametrize("alone, end", [("ignored", 2000), ("fires", 3500)])
def test_bulb_needs_focus_held_on_bodies_that_need_focus(alone, end):
    shots = shoot(body(shutter_alone=alone), ("FOCUS", 0, 2000), ("SHUTTER", 1000, 3500), drive="bulb")
    assert ms([shots.frames[0].end_ns]) == [end] and len(shots.frames) == 1


def test_some_bodies_want_focus_open_between_two_bulb_exposures():
    semantics = body(focus_open_between=True)
    shutters = ("SHUTTER", 1000, 1500), ("SHUTTER", 2000, 2500)
    held = shoot(semantics, ("FOCUS", 0, 4000), *shutters, drive="bulb")
    assert len(held.frames) == 1 and whys(held) == [Why.FOCUS_NOT_OPENED]
    opened = ("FOCUS", 0, 1600), ("FOCUS", 1700, 4000)
    assert len(shoot(semantics, *opened, *shutters, drive="bulb").frames) == 2
    assert len(shoot(semantics, ("FOCUS", 0, 4000), *shutters).frames) == 2  # not in single drive


def test_focus_opening_under_shutter_takes_no_second_frame():
    shots = shoot(body(), ("FOCUS", 0, 1200), ("SHUTTER", 1000, 2000), ("FOCUS", 1300, 2500))
    assert len(shots.frames) == 1


def test_the_shutter_is_busy_for_one_frame_time():
    shots = shoot(body(), ("FOCUS", 0, 4000), ("SHUTTER", 1000, 1050), ("SHUTTER", 1100, 1150), frames_per_s=2)
    assert frames(shots) == [1050, 1550]


def test_held_half_press_holds_the_exposure_of_the_lock():
    scene = Scene(light_ev=course((1, 10), (2, 12)))
    pulses = ("FOCUS", 0, 2500), ("SHUTTER", 700, 800), ("SHUTTER", 2300, 2400)

    def stale(**options):
        locks = options.pop("locks")
        return [f.stale for f in shoot(body(half_press_locks_ae=locks), *pulses, scene=scene, **options).frames]

    assert stale(locks="yes") == [False, True]
    assert stale(locks="unknown") == [False, True]
    assert stale(locks="no") == [False, False]
    assert stale(locks="yes", focus_mode="continuous") == [False, False]
    assert stale(locks="yes", half_press_af=False) == [False, True]
    assert stale(locks="yes", exposure="manual") == [False, False]


def test_letting_go_of_half_press_measures_anew():
    scene = Scene(light_ev=course((1, 10), (2, 12)))
    pulses = ("FOCUS", 0, 1000), ("FOCUS", 2100, 4000), ("SHUTTER", 2500, 2700)
    assert [f.stale for f in shoot(body(half_press_locks_ae="yes"), *pulses, scene=scene).frames] == [False]


contact_times = st.lists(st.integers(0, 60), max_size=12, unique=True)


@settings(max_examples=120, deadline=None)
@given(
    focus=contact_times, shutter=contact_times, af_on=contact_times,
    alone=st.sampled_from(["ignored", "fires", "focuses then fires"]),
    mode=st.sampled_from(["single", "continuous"]), drive=st.sampled_from(["single", "continuous", "bulb"]),
    priority=st.sampled_from([None, "focus", "release"]), half_press_af=st.booleans(),
    sleepy=st.sampled_from(["swallowed", "wakes and fires"]), wake=st.sampled_from([0, 300]),
)  # fmt: skip
def test_whatever_happens(focus, shutter, af_on, alone, mode, drive, priority, half_press_af, sleepy, wake):
    """No frame without SHUTTER; in single drive no more frames than closures; every closure is accounted for."""
    camera = VirtualCamera(
        body(shutter_alone=alone, sleeping_shutter=sleepy, wake_ms=wake, sleep_after_s=1),
        focus_mode=mode, drive=drive, priority=priority, half_press_af=half_press_af,
    )  # fmt: skip
    moves = sorted(
        (at * 97, name) for name, times in (("FOCUS", focus), ("SHUTTER", shutter), ("AF-ON", af_on)) for at in times
    )
    closed, closures = set(), []
    for at, name in moves:
        closed ^= {name}
        camera.contact(at * MS, name, name in closed)
        if name == "SHUTTER" and name in closed:
            closures.append(at * MS)
    for name in ("SHUTTER", "FOCUS", "AF-ON"):
        camera.contact(7000 * MS, name, False)
    shots = camera.finish(60_000 * MS)
    taken = [frame.press_ns for frame in shots.frames]
    missed = [one.press_ns for one in shots.missed]
    assert set(taken) <= set(closures) and set(missed) <= set(closures)
    assert set(taken) | set(missed) == set(closures) and not set(taken) & set(missed)
    assert len(missed) == len(set(missed))
    if drive != "continuous":
        assert len(taken) == len(set(taken))
    assert all(frame.t_ns >= frame.press_ns for frame in shots.frames)
    assert all(run.end_ns is not None for run in shots.runs), "AF does not run on when all has been let go"
    assert all(frame.end_ns is not None for frame in shots.frames)
    if alone == "ignored" and not focus:
        assert taken == []
