"""The virtual camera: what FOCUS, AF-ON and SHUTTER do to the focus."""

import math

import pytest
from backgrip.virtual_camera import Scene, Why, course, steps
from virtual_bodies import body, frames, ms, runs, shoot, whys


def test_half_press_focuses_once_and_locks_in_single_af():
    """Focus, recompose, shoot twice: the lock holds its distance whatever the AF point looks at."""
    scene = Scene(subject_m=2, looks=steps((0, "subject"), (0.8, "background")))
    shots = shoot(body(), ("FOCUS", 100, 3000), ("SHUTTER", 1000, 1200), ("SHUTTER", 1500, 1700), scene=scene)
    assert runs(shots) == [(100, 400, "FOCUS", "locked")]
    assert [(frame.focus_m, frame.in_focus) for frame in shots.frames] == [(2, True)] * 2
    assert ms((shots.locks[0].begin_ns, shots.locks[0].end_ns)) == [400, 3060] and shots.locks[0].focus_m == 2


def test_a_lock_does_not_follow_a_subject_that_walks():
    scene = Scene(subject_m=course((0.5, 2.0), (1.5, 4.0)))
    shots = shoot(body(), ("FOCUS", 100, 3000), ("SHUTTER", 450, 600), ("SHUTTER", 2000, 2200), scene=scene)
    assert [frame.in_focus for frame in shots.frames] == [True, False]


def test_continuous_af_follows_until_focus_opens_and_stays_there():
    scene = Scene(subject_m=course((0.5, 2.0), (1.5, 4.0), (3.5, 2.0)))
    shots = shoot(
        body(shutter_alone="fires"), ("FOCUS", 100, 1500), ("SHUTTER", 1000, 1200), ("SHUTTER", 3000, 3200),
        scene=scene, focus_mode="continuous",
    )  # fmt: skip
    assert runs(shots) == [(100, 1500, "FOCUS", "let go")] and shots.locks == []
    assert [frame.in_focus for frame in shots.frames] == [True, False]
    assert shots.frames[1].focus_m == pytest.approx(4, rel=0.02)


def test_continuous_af_goes_to_the_background_when_the_af_point_does():
    scene = Scene(subject_m=2, background_m=20, looks=steps((0, "subject"), (1, "background"), (2, "subject")))
    shots = shoot(
        body(), ("FOCUS", 100, 4000), ("SHUTTER", 700, 800), ("SHUTTER", 1600, 1700), ("SHUTTER", 2600, 2700),
        scene=scene, focus_mode="continuous",
    )  # fmt: skip
    assert [frame.in_focus for frame in shots.frames] == [True, False, True]
    assert shots.frames[1].focus_m == 20 and shots.runs[0].searches == 3


def test_focusing_takes_its_time_and_the_lens_is_between_until_then():
    shots = shoot(body(), ("FOCUS", 0, 1000), ("SHUTTER", 100, 200), priority="release", scene=Scene(subject_m=2))
    frame = shots.frames[0]
    assert not frame.in_focus and frame.focus_m == pytest.approx(4)  # half of 300 ms: half way from infinity


@pytest.mark.parametrize("open_ms, again", [(59, 1), (61, 2)])
def test_single_af_starts_over_only_after_a_long_enough_opening(open_ms, again):
    shots = shoot(body(refocus_open_ms=60), ("FOCUS", 0, 1000), ("FOCUS", 1000 + open_ms, 2000))
    assert len(shots.runs) == again


def test_a_run_goes_on_through_an_opening_that_is_not_noticed():
    shots = shoot(body(refocus_open_ms=60), ("FOCUS", 0, 100), ("FOCUS", 130, 2000))
    assert runs(shots) == [(0, 300, "FOCUS", "locked")]


def test_letting_go_ends_a_run():
    assert runs(shoot(body(), ("FOCUS", 0, 100))) == [(0, 160, "FOCUS", "let go")]


def test_half_press_without_af_wakes_and_meters_only():
    """Recipe B: the camera fires, focused wherever it is."""
    shots = shoot(body(), ("FOCUS", 0, 1000), ("SHUTTER", 500, 600), half_press_af=False)
    assert shots.runs == [] and [frame.focus_m for frame in shots.frames] == [math.inf]


def test_back_button_focus_stays_when_the_button_is_let_go():
    shots = shoot(
        body(), ("AF-ON", 100, 600), ("FOCUS", 1000, 1400), ("SHUTTER", 1100, 1300), half_press_af=False,
        scene=Scene(subject_m=2, looks=steps((0, "subject"), (0.8, "background"))),
    )  # fmt: skip
    assert runs(shots) == [(100, 400, "AF-ON", "locked")]
    assert [frame.in_focus for frame in shots.frames] == [True]


def test_half_press_and_back_button_together_spoil_it():
    """AF left on half-press: the press that shoots focuses again, on what the AF point looks at now."""
    shots = shoot(
        body(), ("AF-ON", 100, 600), ("FOCUS", 1000, 1800), ("SHUTTER", 1100, 1700),
        scene=Scene(subject_m=2, looks=steps((0, "subject"), (0.8, "background"))),
    )  # fmt: skip
    assert [run.why for run in shots.runs] == ["AF-ON", "FOCUS"]
    assert [frame.in_focus for frame in shots.frames] == [False]


@pytest.mark.parametrize(
    "alone, number, began_by, missed",
    [
        ("ignored", 0, [], [Why.NO_FOCUS_LINE]),
        ("fires", 1, [], []),
        ("focuses then fires", 1, ["SHUTTER"], []),
    ],
)
def test_shutter_alone(alone, number, began_by, missed):
    shots = shoot(body(shutter_alone=alone), ("SHUTTER", 100, 900))
    assert (len(shots.frames), [run.why for run in shots.runs], whys(shots)) == (number, began_by, missed)


def test_shutter_alone_does_not_focus_when_af_is_off_the_half_press():
    shots = shoot(body(shutter_alone="focuses then fires"), ("SHUTTER", 100, 900), half_press_af=False)
    assert len(shots.frames) == 1 and shots.runs == []


def test_shutter_under_a_held_focus_does_not_focus_again():
    shots = shoot(body(shutter_alone="focuses then fires"), ("FOCUS", 0, 2000), ("SHUTTER", 1000, 1200))
    assert runs(shots) == [(0, 300, "FOCUS", "locked")] and len(shots.frames) == 1


def test_some_bodies_keep_the_focus_of_a_held_half_press_for_one_picture_only():
    """Fuji before the X-T2, in single drive."""
    pulses = ("FOCUS", 0, 3000), ("SHUTTER", 1000, 1500), ("SHUTTER", 2000, 2500)
    scene = Scene(looks=steps((0, "subject"), (0.8, "background")))
    shots = shoot(body(held_half_press_locks=False), *pulses, scene=scene)
    assert [run.why for run in shots.runs] == ["FOCUS", "frame", "frame"]
    assert frames(shots) == [1050, 2050] and [frame.in_focus for frame in shots.frames] == [True, False]
    burst = shoot(body(held_half_press_locks=False), *pulses, drive="continuous", scene=scene)
    assert [run.why for run in burst.runs] == ["FOCUS"] and all(frame.in_focus for frame in burst.frames)
    bulb = shoot(body(held_half_press_locks=False), *pulses, drive="bulb", scene=scene)
    assert [run.begin_ns for run in bulb.runs] == [0, 1_500_000_000, 2_500_000_000]
    thumb = ("AF-ON", 0, 3000), ("FOCUS", 900, 3000), *pulses[1:]
    assert len(shoot(body(held_half_press_locks=False), *thumb, half_press_af=False).runs) == 1


def test_in_dim_light_af_hunts_and_gives_up():
    scene = Scene(light_ev=-5, af_needs_ev=-2)
    shots = shoot(body(), ("FOCUS", 0, 3000), ("SHUTTER", 1500, 1700), scene=scene)
    assert runs(shots) == [(0, 1200, "FOCUS", "gave up")]
    assert shots.frames == [] and whys(shots) == [Why.NOT_IN_FOCUS]


def test_hunting_af_finds_focus_when_the_light_comes_back():
    scene = Scene(light_ev=steps((0, -5), (1, 3)), af_needs_ev=-2)
    shots = shoot(body(), ("FOCUS", 0, 3000), ("SHUTTER", 500, 1700), scene=scene)
    assert runs(shots) == [(0, 1200, "FOCUS", "locked")] and frames(shots) == [1250]


def test_a_lock_survives_the_dark():
    scene = Scene(light_ev=steps((0, 3), (1, -5)), af_needs_ev=-2)
    shots = shoot(body(), ("FOCUS", 0, 3000), ("SHUTTER", 1500, 1700), scene=scene)
    assert len(shots.runs) == 1 and [frame.in_focus for frame in shots.frames] == [True]


def test_continuous_af_loses_the_subject_in_the_dark_and_finds_it_again():
    scene = Scene(subject_m=2, light_ev=steps((0, 3), (1, -5), (3, 3)), af_needs_ev=-2)
    shots = shoot(
        body(), ("FOCUS", 0, 5000), ("SHUTTER", 700, 800), ("SHUTTER", 1500, 1600), ("SHUTTER", 4600, 4700),
        scene=scene, focus_mode="continuous",
    )  # fmt: skip
    assert [frame.in_focus for frame in shots.frames] == [True, False, True]
    assert len(shots.runs) == 1 and shots.runs[0].searches > 2


def test_depth_of_field():
    """At f²/N/c = 8 m and 2 m the sharp range is from 1.6 to 2.67 m (1/(1/2 ± 1/8))."""
    scene = Scene(hyperfocal_m=8, subject_m=2)
    assert [scene.sharp(focus_m, 0) for focus_m in (1.59, 1.61, 2.66, 2.68)] == [False, True, True, False]


def test_a_scene_must_say_where_the_af_point_looks():
    with pytest.raises(ValueError, match="sky"):
        shoot(body(), ("FOCUS", 0, 100), scene=Scene(looks="sky"))
