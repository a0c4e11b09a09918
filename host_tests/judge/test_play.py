"""Two writings of the contract against each other: what the pure behaviour does, the judge must find in order.

Times are whole ms here: the model's step is one. `BACKGRIP_JUDGE_STORIES` sets how many stories are played.
"""

import itertools
import os
import random

import pytest
from backgrip.judge import Allowances, Clause, Record, Settings, judge
from behaviour.model import Grip
from behaviour.scenarios import STORIES
from grip import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

MS = 1_000_000
STORIES_PLAYED = int(os.environ.get("BACKGRIP_JUDGE_STORIES", 120))
COARSE = Allowances(step_ns=MS, ready_ns=40 * MS)
BEGIN_MS, AFTER_MS = 60, 1500

# Pauses that matter: around debounce, lead, floor, gap, tap and the shutter lock's times.
SPECIAL = (7, 9, 49, 51, 99, 101, 119, 121, 240, 260, 1005, 2005)
pauses = st.integers(1, 60) | st.integers(1, 400) | st.sampled_from(SPECIAL)
moves = st.lists(st.tuples(pauses, st.sampled_from("TtIi")), min_size=10, max_size=40)
bodies = st.fixed_dictionaries(
    {},
    optional={
        "shutter_needs_focus": st.booleans(),
        "focus_lead_ms": st.sampled_from((0, 10, 100, 300)),
        "focus_tail_ms": st.sampled_from((0, 30, 100)),
        "shutter_min_ms": st.sampled_from((20, 100, 300)),
        "shutter_gap_ms": st.sampled_from((10, 50, 200)),
        "refocus_gap_ms": st.sampled_from((20, 120, 1000)),
        "debounce_ms": st.sampled_from((2, 8, 20)),
        "tap_ms": st.sampled_from((200, 250, 500)),
        "lock_timeout_s": st.just(5),
        "focus_limit_s": st.just(5),
        "shutter_limit_s": st.just(5),
        "shutter_lock_limit_s": st.just(6),
    },
)


def played(moves, style, every_ms, **changes):
    """The record of a pure grip, switched on at 0, and its settings. `moves`: (ms until the next one, finger)."""
    values = {**settings.defaults(), **changes, "style": style}
    grip = Grip(values, style, itertools.repeat(every_ms))
    edges = []

    def contact(button, down):
        if grip.contact[button] != down:
            grip.contact[button] = down
            edges.append((grip.t * MS, button, int(down)))

    grip.run(BEGIN_MS)
    for pause, what in moves:
        contact("thumb" if what in "Tt" else "index", what in "TI")
        grip.run(pause)
    contact("thumb", False)
    contact("index", False)
    grip.run(AFTER_MS)
    edges += [(t * MS, name, int(closed)) for t, name, closed in grip.history]
    return Record(sorted(edges, key=lambda edge: edge[0]), grip.t * MS, resets=(0,)), values


@hypothesis_settings(
    max_examples=STORIES_PLAYED, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
@given(moves=moves, body=bodies, style=st.sampled_from(("lock", "track")), every_ms=st.sampled_from((1, 2, 5)))
def test_random_fingers(moves, body, style, every_ms):
    record, values = played(moves, style, every_ms, **body)
    assert judge(record, Settings.of(values), COARSE).told() == []


# Of `focus_open_between`: as long as no press waits, both writings agree.
apart = st.lists(st.tuples(st.integers(500, 900), st.sampled_from("TtIi")), min_size=10, max_size=30)


@hypothesis_settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(moves=apart, style=st.sampled_from(("lock", "track")), every_ms=st.sampled_from((1, 5)))
def test_random_fingers_on_a_body_that_wants_focus_open_between(moves, style, every_ms):
    record, values = played(moves, style, every_ms, focus_open_between=True)
    assert judge(record, Settings.of(values), COARSE).told() == []


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["name"])
def test_every_story_of_the_contract(story):
    fingers = [(at, "T" if down else "t") if button == "thumb" else (at, "I" if down else "i")
               for at, button, down in story["moves"]]  # fmt: skip
    ends = [at for at, _ in fingers[1:]] + [story["end"]]
    moves = [(end - at, what) for (at, what), end in zip(fingers, ends)]
    record, values = played(moves, story["style"], 2, **story["settings"])
    verdict = judge(record, Settings.of(values), COARSE)
    # What the story leaves closed is let go of at the end of `played`, in mid-story: only breaks before count.
    assert [one for one in verdict.breaks if one.t_ns < (BEGIN_MS + story["end"]) * MS] == []


FAULTS = {
    "_lock_left_ms": (lambda self, now: 1, {Clause.LOCK_TIMEOUT}),
    "_what_was_wanted": (lambda self, now: 0, {Clause.REFOCUS, Clause.TWO_TAPS, Clause.LOCK_TIMEOUT}),
    "_unlock_shutter": (lambda self: 0, {Clause.UNLOCK}),
    "_limits": (lambda self, now: 0, {Clause.LIMIT_FOCUS, Clause.LIMIT_SHUTTER, Clause.LIMIT_LOCKED}),
}
SHOWS = [
    [(300, "T"), (6000, "t")],
    [(300, "T"), (500, "t"), (400, "T"), (800, "t"), (80, "T"), (100, "t"), (80, "T"), (800, "t")],
    [(2200, "I"), (1300, "T"), (300, "t"), (300, "i"), (300, "I"), (300, "i")],
    [(9000, "T"), (300, "t")],
    [(6000, "I"), (300, "i")],
    [(2200, "I"), (1300, "T"), (300, "t"), (4000, "i"), (300, "I"), (300, "i")],
]


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_in_the_behaviour_is_named(what, monkeypatch):
    from grip.behaviour import Behaviour

    fault, clauses = FAULTS[what]
    monkeypatch.setattr(Behaviour, what, fault)
    limits = {"lock_timeout_s": 5, "focus_limit_s": 8, "shutter_limit_s": 5, "shutter_lock_limit_s": 6}
    found = set()
    for moves in SHOWS:
        record, values = played(moves, "lock", 2, **limits)
        found |= {one.clause for one in judge(record, Settings.of(values), COARSE).breaks}
    assert clauses <= found


def an_hour(presses=4000):
    """Edges of an hour's shooting: bouncing presses of both buttons, and lines that follow them."""
    rng, edges = random.Random(5), []
    for number in range(presses):
        t = 200 + number * 3_600_000 / presses
        down = t + rng.uniform(220, 500)
        for at, level in ((t, 1), (t + 0.1, 0), (t + 0.3, 1), (down, 0), (down + 0.2, 1), (down + 0.5, 0)):
            edges.append((at, "index", level))
        edges += [(t + 0.002, "FOCUS", 1), (t + 100.003, "SHUTTER", 1), (down + 108.6, "FOCUS", 0)]
        edges.append((down + 8.6, "SHUTTER", 0))
    return sorted(((round(t * MS), name, level) for t, name, level in edges), key=lambda edge: edge[0])


def test_an_hour_is_judged_within_a_second():
    import time

    record = Record(an_hour(), 3_600_500 * MS, resets=(0,))
    assert len(record.edges) == 40_000
    began = time.process_time()
    verdict = judge(record, Settings.of({"style": "track"}))
    took_s = time.process_time() - began
    print("40,000 edges of an hour judged in %.2f s" % took_s)
    assert verdict.told() == [] and len(verdict.frames) == 4000
    assert took_s < 1
