"""Random fingers on the pure behaviour: the invariants of the contract hold after every millisecond.

`BACKGRIP_FUZZ_STEPS` sets how many random moves are made in all (default 100,000).
"""

import itertools
import os

import pytest
from grip import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from behaviour.model import Grip

MOVES = 100
SHARES = 4  # tests, so that both cores are used
STEPS = int(os.environ.get("BACKGRIP_FUZZ_STEPS", 100_000))

# Pauses that matter: around debounce, lead, floor, gap, tap and the shutter lock's times, and long ones.
pauses = (
    st.integers(1, 60)
    | st.integers(1, 60)
    | st.sampled_from((1, 3, 7, 9, 20, 49, 51, 99, 101, 119, 121, 240, 260))
    | st.sampled_from((1, 3, 7, 9, 20, 49, 51, 99, 101, 119, 121, 240, 260, 1005, 2005))
)
moves = st.lists(st.tuples(pauses, st.sampled_from("TtIi")), min_size=MOVES, max_size=MOVES)
bodies = st.fixed_dictionaries(
    {},
    optional={
        "shutter_needs_focus": st.booleans(),
        "focus_open_between": st.booleans(),
        "focus_lead_ms": st.sampled_from((0, 10, 100, 300)),
        "focus_tail_ms": st.sampled_from((0, 30, 100)),
        "shutter_min_ms": st.sampled_from((20, 100, 300)),
        "shutter_gap_ms": st.sampled_from((10, 50, 200)),
        "refocus_gap_ms": st.sampled_from((20, 120, 1000)),
        "lock_timeout_s": st.just(5),
        "focus_limit_s": st.just(5),
    },
)


class Watch:
    """Follows the lines of a grip and asserts what must never be broken. Written from the contract, not the code."""

    def __init__(self, grip):
        self.grip = grip
        self.focus_since = self.shutter_since = self.shutter_until = None
        self.presses = self.frames = 0
        self.was = False, False

    def step(self):
        grip = self.grip
        grip.step()
        focus, shutter = grip.focus, grip.shutter
        was_focus, was_shutter = self.was
        values, t = grip.settings, grip.t
        if focus and not was_focus:
            self.focus_since = t
        if shutter and not was_shutter:
            self.frames += 1
            assert self.frames <= self.presses, "a frame nobody asked for"
            assert self.shutter_until is None or t - self.shutter_until >= values["shutter_gap_ms"], "gap too short"
            if values["shutter_needs_focus"]:
                assert was_focus or values["focus_lead_ms"] == 0, "SHUTTER before FOCUS"
                assert t - self.focus_since >= values["focus_lead_ms"], "lead too short"
            self.shutter_since = t
        if was_shutter and not shutter:
            assert t - self.shutter_since >= values["shutter_min_ms"], "floor too short"
            self.shutter_until = t
        if values["shutter_needs_focus"]:
            assert focus or not shutter, "FOCUS open under a closed SHUTTER"
        self.was = focus, shutter


@pytest.mark.parametrize("share", range(SHARES))
@hypothesis_settings(
    max_examples=max(1, STEPS // MOVES // SHARES),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)
@given(moves=moves, body=bodies, style=st.sampled_from(("lock", "track")), every_ms=st.sampled_from((1, 2, 5)))
def test_random_fingers(share, moves, body, style, every_ms):
    values = settings.defaults()
    values.update(body)
    grip = Grip(values, style, itertools.repeat(every_ms))
    watch = Watch(grip)
    for _ in range(40):
        watch.step()
    for pause, what in moves:
        button, down = ("thumb" if what in "Tt" else "index"), what in "TI"
        if button == "index" and down and not grip.contact["index"]:
            watch.presses += 1
        grip.contact[button] = down
        for _ in range(pause):
            watch.step()
        if style == "track" and grip.contact["thumb"] and pause > 50 and not values["focus_open_between"]:
            assert grip.focus or grip.behaviour.shows() == "limit hit", "the thumb is down and FOCUS is open"
    grip.contact["thumb"] = grip.contact["index"] = False
    for _ in range(400):
        watch.step()
    if grip.behaviour.shutter_locked:
        assert grip.shutter
        grip.contact["index"] = True  # opens it, closes nothing
        for _ in range(10):
            watch.step()
        grip.contact["index"] = False
    assert watch.frames > 0 or watch.presses == 0, "a press was lost"
    for _ in range(values["lock_timeout_s"] * 1000 + values["refocus_gap_ms"] + 3000):
        watch.step()
    assert not grip.focus and not grip.shutter, "a line is left closed"
