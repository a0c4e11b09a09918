"""Random fingers on the pure behaviour; what breaks is shrunk to a minimal story.

A step is one move of a finger and the pause after it, every millisecond of which is checked (`watch.py`).
`python -m behaviour.fuzz --help`, from host_tests.
"""

import argparse
import itertools
import time

import hypothesis.core
from grip import settings
from hypothesis import HealthCheck, Phase
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from behaviour.model import Grip
from behaviour.watch import Watch

STORY_STEPS = 250
STORIES = 40  # at once; then the count and the clock are looked at

# Short times make every pause meet another one; the longest are those at which something is decided.
bodies = st.fixed_dictionaries(
    {},
    optional={
        "shutter_needs_focus": st.booleans(),
        "focus_open_between": st.booleans(),
        "debounce_ms": st.sampled_from((2, 8)),
        "focus_lead_ms": st.sampled_from((0, 10, 30)),
        "focus_tail_ms": st.sampled_from((0, 30, 100)),
        "shutter_min_ms": st.sampled_from((20, 30, 100)),
        "shutter_gap_ms": st.sampled_from((10, 50)),
        "refocus_gap_ms": st.sampled_from((20, 120)),
    },
)
# Less than an owner can set, so that time-outs and limits come often.
SHORT = {
    "tap_ms": 60, "lock_timeout_s": 1, "focus_limit_s": 2, "focus_lead_ms": 20, "shutter_min_ms": 20,
    "focus_tail_ms": 20, "shutter_gap_ms": 10, "refocus_gap_ms": 40,
}  # fmt: skip
# Mostly as short as taps are; around debounce, lead, floor, gap and tap; seldom those of the gestures.
short = st.integers(1, 12)
pauses = st.one_of(short, short, short, st.sampled_from((1, 3, 7, 9, 19, 21, 29, 31, 41, 51, 59, 61, 75)))
long_pauses = st.sampled_from((125, 990, 1010, 2010))


class Fingers(RuleBasedStateMachine):
    """One grip under two fingers."""

    steps = 0  # of all stories so far

    @initialize(body=bodies, style=st.sampled_from(("lock", "track")), every_ms=st.sampled_from((1, 2, 5)))
    def power_up(self, body, style, every_ms):
        values = settings.defaults()
        values.update(SHORT, **body)
        self.grip = Grip(values, style, itertools.repeat(every_ms))
        self.watch = Watch(self.grip)
        self._run(40)

    def _run(self, ms):
        for _ in range(ms):
            self.watch.step()

    @rule(what=st.sampled_from("TtIi"), pause_ms=pauses)
    def finger(self, what, pause_ms):
        """`T` / `t`: the thumb goes down / up; `I` / `i`: the index."""
        Fingers.steps += 1
        self.grip.contact["thumb" if what in "Tt" else "index"] = what in "TI"
        self._run(pause_ms)

    @rule(what=st.sampled_from("TtIi"), pause_ms=pauses)
    def finger_again(self, what, pause_ms):
        self.finger(what, pause_ms)

    @rule(what=st.sampled_from("TtIi"), pause_ms=pauses, long_ms=long_pauses, seldom=st.integers(0, 9))
    def finger_and_wait(self, what, pause_ms, long_ms, seldom):
        self.finger(what, long_ms if seldom == 9 else pause_ms)

    def teardown(self):
        """Both fingers lift: every press that waits is shot, and both lines open in the end."""
        if hasattr(self, "watch"):
            self._let_go()

    def _let_go(self):
        grip, values = self.grip, self.grip.settings
        grip.contact["thumb"] = grip.contact["index"] = False
        self._run(2 * (values["focus_lead_ms"] + values["shutter_min_ms"] + values["shutter_gap_ms"]) + 40)
        if grip.behaviour.shutter_locked:
            assert grip.shutter
            grip.contact["index"] = True  # opens it, closes nothing
            self._run(10)
            grip.contact["index"] = False
        assert not self.watch.presses.waiting, "a press waits for ever"
        self._run(values["lock_timeout_s"] * 1000 + values["refocus_gap_ms"] + values["focus_tail_ms"] + 200)
        assert not grip.focus and not grip.shutter, "a line is left closed"


def fuzz(steps=1_000_000, seconds=None, seed=0, say=None):
    """Makes at least `steps` steps, unless `seconds` are over before. Returns how many were made.

    The same seed makes the same stories. Raises AssertionError and prints the shortest story that it found.
    """
    ends = None if seconds is None else time.monotonic() + seconds
    Fingers.steps = 0
    for number in itertools.count(seed):
        try:
            _run(number, STORIES, STORY_STEPS, (Phase.generate,))
        except AssertionError:
            _shorten(number)
            raise
        if say:
            say(f"{Fingers.steps:,} steps, seeds {seed} to {number}")
        if Fingers.steps >= steps or (ends is not None and time.monotonic() > ends):
            return Fingers.steps


def _shorten(seed):
    """Looks for the same in stories of few steps, which hypothesis shrinks in seconds: long ones would take an hour."""
    for length in (3, 6, 12, 25, 50):
        _run(seed, 10 * STORIES, length, (Phase.generate, Phase.shrink))


def _run(seed, stories, length, phases):
    asked = hypothesis_settings(
        max_examples=stories,
        stateful_step_count=length,
        deadline=None,
        database=None,
        phases=phases,
        suppress_health_check=list(HealthCheck),
    )
    before, hypothesis.core.global_force_seed = hypothesis.core.global_force_seed, seed
    try:
        run_state_machine_as_test(Fingers, settings=asked)
    finally:
        hypothesis.core.global_force_seed = before


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, default=1_000_000, help="how many at least")
    parser.add_argument("--seconds", type=float, help="end after this time, however many were made")
    parser.add_argument("--seed", type=int, default=0, help="where to begin; the same seed makes the same stories")
    asked = parser.parse_args()
    fuzz(asked.steps, asked.seconds, asked.seed, say=lambda told: print(told, flush=True))


if __name__ == "__main__":
    main()
