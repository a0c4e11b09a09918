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
SEEN_MS = 6  # a turn of the loop and a step of the model
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


class Finger:
    """A button's contact, debounced by the contract alone."""

    def __init__(self, debounce_ms):
        self.debounce_ms = debounce_ms
        self.down = False
        self.open_ms = self.down_ms = 0

    def step(self, closed):
        """True if a press begins."""
        self.open_ms = 0 if closed else self.open_ms + 1
        begins = closed and not self.down
        self.down = closed or (self.down and self.open_ms <= self.debounce_ms)
        self.down_ms = self.down_ms + 1 if self.down and not begins else 0
        return begins


class Presses:
    """Each press of the index begins a closure, waits or merges: follows which, and asserts that its frame comes.

    `taken`: a press was taken that SHUTTER follows, or will follow after the lead. `waiting`: one waits. `maybe`: a
    press within the debounce time of the moment when the one that waited was taken may have merged into it still.
    """

    SLACK_MS = 5

    def __init__(self, values):
        self.lead_ms = values["focus_lead_ms"] if values["shutter_needs_focus"] else 0
        self.gap_ms = values["shutter_gap_ms"]
        self.merging_ms = values["debounce_ms"] + self.SLACK_MS
        self.taken = self.fired = self.waiting = self.maybe = False
        self.taken_at = self.merges_until = self.free_at = 0
        self.counts = {"began": 0, "waited": 0, "merged": 0}

    def press(self, t):
        if not self.taken and t >= self.free_at:
            self._take(t)
            self.counts["began"] += 1
        elif self.waiting:
            self.counts["merged"] += 1
        elif t < self.merges_until:
            self.maybe = True
            self.counts["merged"] += 1
        else:
            self.waiting = True
            self.counts["waited"] += 1

    def _take(self, t):
        self.taken, self.fired, self.taken_at = True, False, t

    def closed(self):
        """SHUTTER has closed."""
        if self.taken and not self.fired:
            self.fired = True
        else:
            assert self.maybe and not self.taken, "a frame nobody asked for"
            self.maybe, self.taken, self.fired = False, True, True

    def opened(self, t):
        """SHUTTER has opened."""
        self.taken, self.free_at = False, t + self.gap_ms

    def step(self, t):
        if self.waiting and not self.taken and t >= self.free_at:
            self._take(t)
            self.waiting, self.merges_until = False, t + self.merging_ms
        if self.taken and not self.fired:
            assert t - self.taken_at <= self.lead_ms + self.SLACK_MS, "a press was lost"


class Watch:
    """Follows the lines of a grip and asserts what must never be broken. Written from the contract, not the code."""

    def __init__(self, grip):
        self.grip = grip
        self.focus_since = self.shutter_since = self.shutter_until = None
        self.was = False, False
        self.fingers = {name: Finger(grip.settings["debounce_ms"]) for name in grip.contact}
        self.presses = Presses(grip.settings)
        self.dark_ms = 0
        self.limit_hit = False

    def step(self):
        grip = self.grip
        begins = [name for name in self.fingers if self.fingers[name].step(grip.contact[name])]
        if "index" in begins and not grip.behaviour.shutter_locked:  # that press opens SHUTTER and closes nothing
            self.presses.press(grip.t)
        grip.step()
        focus, shutter = grip.focus, grip.shutter
        was_focus, was_shutter = self.was
        values, t = grip.settings, grip.t
        if focus and not was_focus:
            self.focus_since = t
        if shutter and not was_shutter:
            self.presses.closed()
            assert self.shutter_until is None or t - self.shutter_until >= values["shutter_gap_ms"], "gap too short"
            if values["shutter_needs_focus"]:
                assert was_focus or values["focus_lead_ms"] == 0, "SHUTTER before FOCUS"
                assert t - self.focus_since >= values["focus_lead_ms"], "lead too short"
            self.shutter_since = t
        if was_shutter and not shutter:
            assert t - self.shutter_since >= values["shutter_min_ms"], "floor too short"
            self.shutter_until = t
            self.presses.opened(t)
            if values["focus_open_between"]:
                self.dark_ms = 0  # asks for a gap of its own, whatever gap the thumb has begun
        if values["shutter_needs_focus"]:
            assert focus or not shutter, "FOCUS open under a closed SHUTTER"
        self.presses.step(t)
        self._thumb(focus)
        self.was = focus, shutter

    def _thumb(self, focus):
        """The thumb is down: FOCUS is closed, or open for the refocus gap, or until the thumb lifts after a limit."""
        thumb = self.fingers["thumb"]
        self.dark_ms = 0 if focus else self.dark_ms + 1
        self.limit_hit = thumb.down and (self.limit_hit or self.grip.behaviour.shows() == "limit hit")
        if thumb.down_ms < SEEN_MS or focus or self.limit_hit:
            return
        values, style = self.grip.settings, self.grip.behaviour.style
        may = style == "lock" or values["focus_open_between"]
        assert may, "the thumb is down and FOCUS is open"
        assert self.dark_ms <= values["refocus_gap_ms"] + SEEN_MS, "the thumb is down, FOCUS is open beyond the gap"


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
        grip.contact[button] = down
        for _ in range(pause):
            watch.step()
    grip.contact["thumb"] = grip.contact["index"] = False
    for _ in range(400):
        watch.step()
    if grip.behaviour.shutter_locked:
        assert grip.shutter
        grip.contact["index"] = True  # opens it, closes nothing
        for _ in range(10):
            watch.step()
        grip.contact["index"] = False
    assert not watch.presses.waiting, "a press waits for ever"
    for _ in range(values["lock_timeout_s"] * 1000 + values["refocus_gap_ms"] + 3000):
        watch.step()
    assert not grip.focus and not grip.shutter, "a line is left closed"
