"""The checker of `make try`: it takes what the contract allows, and names the clause of whatever else it is given."""

import random

import pytest
from backgrip.board import bounce
from backgrip.tryout.clauses import Clause
from backgrip.tryout.contract import check
from backgrip.tryout.presses import presses
from try_waves import BY_NAME, MS, add, cut, drop, move, wave

SHOT = "a frame from nothing: lead, frame, tail"  # index 100-400, SHUTTER 200-408, FOCUS 100-508
TAP = "a tap shorter than the lead still fires"  # index 100-130, SHUTTER 200-300, FOCUS 100-400
LOCKED = "a locked focus fires at once"
THREE = "three frames on one lock"
AGAIN = "press again: focus opens for the gap and closes"  # FOCUS opens at 1000, closes at 1120
LET_GO = "two short taps let go"  # FOCUS opens for good at 638
QUEUED = "a press in the gap waits"  # SHUTTER 600-808, 858-1008
TRACK = "track: closed while the thumb is down"  # thumb 100-600, FOCUS 100-608
BURST = "track: lifting the thumb never opens focus under a shot"  # thumb up at 500, index up at 900
BULB = "shutter lock, opened by the index"  # SHUTTER 200-5000


def clauses(edges, name):
    story = BY_NAME[name]
    return [one.clause for one in check(edges, story["style"], story["end"] * MS).departures]


@pytest.mark.parametrize("name", BY_NAME)
def test_what_the_contract_tells_is_accepted(name):
    story = BY_NAME[name]
    verdict = check(wave(story), story["style"], story["end"] * MS)
    told = [one for one in verdict.departures if one.clause is not Clause.OPEN_AT_END]
    assert not told  # some stories end with the focus locked
    assert len(verdict.frames) == len(story["shutter"])


DOCTORED = {
    "FOCUS late": (SHOT, lambda e: move(e, "FOCUS", 0, 6), Clause.CONTACT),
    "SHUTTER late on a locked focus": (LOCKED, lambda e: move(e, "SHUTTER", 0, 6), Clause.CONTACT),
    "FOCUS before any contact": (SHOT, lambda e: move(e, "FOCUS", 0, -1), Clause.UNASKED),
    "short lead": (SHOT, lambda e: move(e, "SHUTTER", 0, -50), Clause.LEAD),
    "long lead": (SHOT, lambda e: move(e, "SHUTTER", 0, 2100), Clause.LEAD),
    "short floor": (TAP, lambda e: move(e, "SHUTTER", 1, -50), Clause.FLOOR),
    "long floor": (TAP, lambda e: move(e, "SHUTTER", 1, 2100), Clause.FLOOR),
    "short gap": (QUEUED, lambda e: move(e, "SHUTTER", 2, -50), Clause.GAP),
    "long gap": (QUEUED, lambda e: move(e, "SHUTTER", 2, 2100), Clause.GAP),
    "short tail": (SHOT, lambda e: move(e, "FOCUS", 1, -50), Clause.TAIL),
    "long tail": (SHOT, lambda e: move(e, "FOCUS", 1, 2100), Clause.TAIL),
    "SHUTTER opens late": (SHOT, lambda e: move(e, "SHUTTER", 1, 1100), Clause.RELEASE),
    "SHUTTER opens before the debounce time": (SHOT, lambda e: move(e, "SHUTTER", 1, -100), Clause.EARLY),
    "SHUTTER opens under the finger": (SHOT, lambda e: move(e, "SHUTTER", 1, -50_000), Clause.EARLY),
    "SHUTTER opens by itself in bulb": (BULB, lambda e: move(e, "SHUTTER", 1, -300_000), Clause.EARLY),
    "FOCUS opens late": (TRACK, lambda e: move(e, "FOCUS", 1, 1100), Clause.RELEASE),
    "FOCUS opens under the thumb": (TRACK, lambda e: move(e, "FOCUS", 1, -50_000), Clause.EARLY),
    "a lock opens": (LOCKED, lambda e: cut(e, "FOCUS", 1300, 1400), Clause.EARLY),
    "FOCUS opens under SHUTTER": (BURST, lambda e: move(e, "FOCUS", 1, -200_000), Clause.ORDER),
    "SHUTTER before FOCUS": (SHOT, lambda e: move(e, "SHUTTER", 0, -100_000.06), Clause.ORDER),
    "a frame lost": (THREE, lambda e: drop(e, "SHUTTER", 2, 2), Clause.CONTACT),
    "a frame too many": (THREE, lambda e: add(e, "SHUTTER", 1450, 1560), Clause.FRAMES),
    "a frame in two": (SHOT, lambda e: cut(e, "SHUTTER", 300, 350), Clause.EARLY),
    "FOCUS by itself": (TRACK, lambda e: add(e, "FOCUS", 800, 900), Clause.UNASKED),
    "no second focus": (AGAIN, lambda e: drop(e, "FOCUS", 1, 2), Clause.REFOCUS),
    "short refocus gap": (AGAIN, lambda e: move(e, "FOCUS", 2, -50), Clause.REFOCUS_GAP),
    "long refocus gap": (AGAIN, lambda e: move(e, "FOCUS", 2, 2100), Clause.REFOCUS_GAP),
    "two taps ignored": (LET_GO, lambda e: drop(e, "FOCUS", 3), Clause.LET_GO),
    "let go too soon": (LET_GO, lambda e: move(e, "FOCUS", 3, -50_000), Clause.EARLY),
    "bulb ends late": (BULB, lambda e: move(e, "SHUTTER", 1, 5100), Clause.LOCK_ENDS),
    "FOCUS left closed": (TRACK, lambda e: drop(e, "FOCUS", 1), Clause.RELEASE),
    "a lock forgotten": ("press and lift: focus stays closed", lambda e: e, Clause.OPEN_AT_END),
}  # fmt: skip


@pytest.mark.parametrize("fault", DOCTORED)
def test_a_doctored_waveform_is_refused_by_its_clause(fault):
    name, doctor, clause = DOCTORED[fault]
    found = clauses(doctor(wave(BY_NAME[name])), name)
    assert found[0] is clause  # the first that is told; what follows from a fault may depart as well


def test_a_fault_is_told_with_its_time_in_plain_words():
    story = BY_NAME[SHOT]
    edges = move(wave(story), "SHUTTER", 0, -50)
    (one,) = check(edges, story["style"], story["end"] * MS).departures
    assert one.words == "SHUTTER closes 0.050 ms too early, after the lead of FOCUS"
    assert one.t_ns == pytest.approx(199.95 * MS, abs=1000)


@pytest.mark.parametrize("seed", range(20))
def test_bouncing_contacts_are_one_press(seed):
    story = dict(BY_NAME[SHOT], moves=())
    rng = random.Random(seed)
    edges = wave(story)
    for t_us, closed in [*bounce(100_000, True, 10, rng, 4), *bounce(390_000, False, 10, rng, 4, 4900)]:
        edges.append(edges[0]._replace(t_ns=round(t_us * 1000), signal="index", level=int(closed)))
    (press,) = presses(sorted(edges), "index", 8 * MS)
    assert press.first_ns == press.contact_ns == 100 * MS
    assert 390 * MS <= press.up_ns <= 400 * MS
    late_ns = press.released_ns - 408 * MS
    for line, lag in (("SHUTTER", 0), ("FOCUS", 100)):
        edges = move(edges, line, 1, (late_ns + 1000 * (lag // 100 + 1)) / 1000)
    assert not clauses(edges, SHOT)


def test_a_glitch_is_no_press_and_a_pulse_the_filter_may_take_is_a_beginning():
    edges = add([], "index", 1, 1.0009, 2, 2.002, 2.5, 60)
    (press,) = presses(edges, "index", 8 * MS)
    assert (press.first_ns, press.contact_ns) == (2 * MS, 2_500_000)
    assert presses(add([], "index", 1, 1.0009), "index", 8 * MS) == []


def test_a_line_that_flickers_faster_than_an_opto_has_not_opened():
    edges = wave(BY_NAME[TRACK])
    assert not clauses(cut(edges, "FOCUS", 300, 300.015), TRACK)
    assert clauses(cut(edges, "FOCUS", 300, 300.025), TRACK)
