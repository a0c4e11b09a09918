"""What bouncing contacts mean to the judge: presses, surely or not."""

import random

import pytest
from backgrip.board import bounce
from backgrip.judge.contacts import presses
from backgrip.judge.record import as_seen, cut

from judge.waves import MS, broken, drawn, judged

DEBOUNCE = 8 * MS


def pressed(*spans_ms):
    return presses([(round(a * MS), None if b is None else round(b * MS)) for a, b in spans_ms], "index", DEBOUNCE, MS)


def test_a_glitch_is_no_press_and_a_pulse_the_filter_may_take_is_a_beginning():
    found, glitches = pressed((1, 1.001), (2, 2.002), (2.5, 60))
    (one,) = found
    assert (one.first, one.contact, one.up, one.unsure) == (2 * MS, round(2.5 * MS), 60 * MS, False)
    assert glitches == [MS]


def test_a_lone_pulse_that_the_filter_may_take_is_unsure():
    ((one,), _) = pressed((2, 2.002))
    assert one.unsure


@pytest.mark.parametrize("gap_ms, count, unsure", [(7.9, 1, []), (8.5, 2, [False, True]), (9.1, 2, [False, False])])
def test_presses_that_lie_a_debounce_time_apart(gap_ms, count, unsure):
    found, _ = pressed((1, 50), (50 + gap_ms, 100))
    assert len(found) == count and (count == 1 or [one.unsure for one in found] == unsure)


def test_a_glitch_while_the_contact_opens_leaves_it_open_when_it_is_released():
    ((one,), _) = pressed((1, 50), (55, 55.0005))
    assert (one.released, one.released_last) == (58 * MS, round(63.0005 * MS))
    shot = "100T 300t 600I 800i 805I 805.0005i"
    for opened in (808, 813.4):
        assert broken(drawn(shot, [(100, None)], [(600, opened)]), 1200) == []
    assert broken(drawn(shot, [(100, None)], [(600, 815)]), 1200) == ["release"]


def test_1_mhz_chatter_is_no_press_and_slower_chatter_is_one():
    assert pressed(*[(n / 1000, (n + 0.5) / 1000) for n in range(1000)])[0] == []
    (found, _) = pressed(*[(n / 50, (n + 0.5) / 50) for n in range(1000)])
    assert len(found) == 1


@pytest.mark.parametrize("seed", range(20))
def test_bouncing_contacts_are_one_press(seed):
    rng = random.Random(seed)
    edges = drawn("", [], [])
    for t_us, closed in [*bounce(300_000, True, 10, rng, 4), *bounce(590_000, False, 10, rng, 4, 4900)]:
        edges.append((round(t_us * 1000), "index", int(closed)))
    up_ns = edges[-1][0]
    lines = [(300 * MS, "FOCUS", 1), (400 * MS, "SHUTTER", 1), (up_ns + DEBOUNCE, "SHUTTER", 0)]
    edges += [*lines, (up_ns + DEBOUNCE + 100 * MS, "FOCUS", 0)]
    verdict = judged(sorted(edges), 1000)
    assert verdict.told() == [] and verdict.presses["index"] == 1
    early = [(t - MS if (name, level) == ("SHUTTER", 0) else t, name, level) for t, name, level in edges]
    assert {"bounce", "release"} & set(broken(sorted(early), 1000))


def test_a_line_that_flickers_faster_than_an_opto_has_not_opened():
    assert as_seen([(1, 2 * MS), (2 * MS + 19_799, 3 * MS)]) == [(1, 3 * MS)]
    assert len(as_seen([(1, 2 * MS), (2 * MS + 19_800, 3 * MS)])) == 2


def test_a_closure_that_reaches_beyond_its_stretch_has_no_end():
    assert cut([(1, 5), (7, None), (8, 20)], 2, 10) == [(2, 5), (7, None), (8, None)]
