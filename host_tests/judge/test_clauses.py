"""Every clause is broken on purpose and named; a waveform as near as can be is taken."""

import pytest
from backgrip.judge import Allowances, Clause, Record, judge
from backgrip.judge.settings import MS as NS_OF_MS

from judge.cases import BROKEN, KEPT
from judge.waves import START_MS, broken, drawn, judged

TRACK = {"style": "track"}
# Clauses that need more than fingers and lines; each has a test of its own below.
APART = {"ready", "released-once-after-reset", "open-in-reset", "maintenance", "dark", "lock-warns"}


def named(cases):
    return [pytest.param(*case, id=f"{case[0]}: {case[1]}") for case in cases]


@pytest.mark.parametrize("clause, fingers, focus, shutter, end, settings", named(BROKEN))
def test_a_broken_clause_is_named_and_no_other(clause, fingers, focus, shutter, end, settings):
    found = broken(drawn(fingers, focus, shutter), end, **settings)
    assert found == [clause]


@pytest.mark.parametrize("clause, fingers, focus, shutter, end, settings", named(KEPT))
def test_what_the_contract_allows_is_taken(clause, fingers, focus, shutter, end, settings):
    assert judged(drawn(fingers, focus, shutter), end, **settings).told() == []


def test_no_clause_is_without_a_case():
    assert {case[0] for case in BROKEN} | APART == {clause.id for clause in Clause}
    assert {case[0] for case in KEPT} | APART == {clause.id for clause in Clause}


def test_a_clause_that_was_kept_counts_as_put_to_the_test():
    met = set()
    for clause, fingers, focus, shutter, end, settings in KEPT:
        verdict = judged(drawn(fingers, focus, shutter), end, **settings)
        met |= {clause} & {one.id for one, times in verdict.exercised.items() if times}
    assert met | APART == {clause.id for clause in Clause}


# Resets. Times of `drawn` are from START_MS after the one at 0.


def test_the_first_press_after_a_reset():
    assert broken(drawn("-50T 300t", [(-49.994, None)]), 900) == ["ready"]
    assert broken(drawn("-50T 300t", [(-49.995, None)]), 900) == []
    early = drawn("-120T 300t", [])  # 80 ms after the reset: not ready yet, it may be answered or not
    assert broken(early, 900) == []
    assert broken(early, 900, allow=Allowances(ready_ns=50 * NS_OF_MS)) == ["ready"]


def test_a_button_held_through_a_reset_closes_nothing():
    held = f"-{START_MS}T 300t 500T 700t"
    assert broken(drawn(held, [(0, 308), (500, 708)]), 900, **TRACK) == ["released-once-after-reset"]
    assert broken(drawn(held, [(500, 708)]), 900, **TRACK) == []
    other = f"-{START_MS}T 100I 300i"  # each button waits only for itself
    assert broken(drawn(other, [(100, 408)], [(200, 308)]), 900, **TRACK) == []
    index = f"-{START_MS}I 300i"
    assert broken(drawn(index, [(0, 100)]), 900, **TRACK) == ["released-once-after-reset"]


def test_lines_open_at_a_reset():
    reset = (0, round((START_MS + 500) * NS_OF_MS))
    held = "100T 1000t"
    assert broken(drawn(held, [(100, 500)]), 1500, resets=reset, **TRACK) == []
    assert broken(drawn(held, [(100, 500.9)]), 1500, resets=reset, **TRACK) == []
    assert broken(drawn(held, [(100, 502)]), 1500, resets=reset, **TRACK) == ["open-in-reset"]


def test_maintenance_closes_nothing():
    both = f"-{START_MS}T -{START_MS}I 2500t 2500i 3000I 3300i"
    assert broken(drawn(both, []), 4000) == []
    assert broken(drawn(both, [(3000, 3400)]), 4000) == ["maintenance"]
    restarted = Record(drawn(both, [(3000, 3408)], [(3100, 3308)]), 4200 * NS_OF_MS, resets=(0,), power_ups=())
    assert judge(restarted).told() == []
    shorter = f"-{START_MS}T -{START_MS}I 1500t 1500i 3000I 3300i"
    assert broken(drawn(shorter, [(3000, 3408)], [(3100, 3308)]), 4000) == []


def test_a_thumb_held_at_power_up_swaps_the_style():
    held = f"-{START_MS}T 1500t 3000T 3300t"
    assert broken(drawn(held, [(3000, 3308)]), 4000, style="lock") == []
    assert broken(drawn(held, [(3000, None)]), 4000, style="track") == []
    assert broken(drawn(f"-{START_MS}T 500t 3000T 3300t", [(3000, 3308)]), 4000, style="lock") == ["lock-holds"]


def test_a_style_that_was_recorded_wins():
    assert broken(drawn("100T 300t", [(100, 308)], style="track"), 900, style="lock") == []
    assert broken(drawn("100T 300t", [(100, 308)], style="lock"), 900, style="track") == ["lock-holds"]


# The lamp.


def test_dark():
    shot = ("100T 300t 600I 1800i", [(100, None)], [(600, 1808)])
    assert broken(drawn(*shot, led=[(1000, 1030)]), 2500, dark=True) == ["dark"]
    assert broken(drawn(*shot, led=[(2000, 2030)]), 2500, dark=True) == []
    assert broken(drawn(*shot, led=[(1000, 1030)]), 2500) == []


def test_a_lock_that_ends_blinks_before():
    lock = ("100T 300t", [(100, 5308)], [])
    quick = [(at, at + 125) for at in range(400, 5300, 250)]
    assert broken(drawn(*lock, led=[(100, 5308)]), 6500, lock_timeout_s=5) == ["lock-warns"]
    assert broken(drawn(*lock, led=quick), 6500, lock_timeout_s=5) == []


# What a recording can show of load, and of coarse steps.


def test_allowances():
    late = drawn("100I 400i", [(100, 508)], [(204, 408)])
    assert broken(late, 1000) == ["lead-late"]
    assert broken(late, 1000, allow=Allowances(late_ns=5 * NS_OF_MS)) == []
    coarse = drawn("100I 400i", [(100, 508)], [(199, 408)])
    assert broken(coarse, 1000) == ["lead"]
    assert broken(coarse, 1000, allow=Allowances(step_ns=NS_OF_MS)) == []


def test_a_press_that_waits_on_a_body_that_wants_focus_open_between():
    edges = drawn("100I 130i 250I 600i", [(100, 608)], [(200, 300), (350, 608)])
    body = {"style": "track", "focus_open_between": True}
    assert broken(edges, 1200, **body) == ["focus-open-between"]
    kept = drawn("100I 130i 250I 600i", [(100, 302), (350, 608)], [(200, 300), (450, 608)])
    assert broken(kept, 1200, **body) == []


def test_a_recording_that_begins_in_the_midst_judges_no_press_it_cannot_know():
    edges = drawn("-200T 100t 2000T 2200t", [(-150, 108), (2000, 2208)])
    verdict = judged(edges, 3000, resets=(), **TRACK)
    assert verdict.told() == [] and verdict.presses["not judged"] == 1
    wrong = drawn("-200T 100t 2000T 2200t", [(-150, 108), (2000, 2250)])
    assert broken(wrong, 3000, resets=(), **TRACK) == ["release"]


def test_a_verdict_says_what_was_never_put_to_the_test():
    verdict = judged(drawn("100T 300t", [(100, None)]), 1000)
    never = {clause.id for clause in verdict.never}
    assert {"lead", "shutter-lock", "limit-focus", "glitch"} <= never
    assert not {"latency", "lock-holds", "not-asked-for"} & never


def test_a_break_is_told_with_its_time_in_plain_words():
    (one,) = judged(drawn("100I 400i", [(100, 508)], [(199.95, 408)]), 1000).breaks
    assert one.t_ns == round((START_MS + 199.95) * NS_OF_MS)
    assert one.words == "FOCUS leads SHUTTER by 100.0 ms, 50.0 µs too short"
