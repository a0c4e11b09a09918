"""Random fingers of both buttons on the whole firmware, the image that a user flashes: no press lost, no line astray.

Lengths and pauses are drawn on a logarithmic scale and the contacts bounce, so that presses fall into leads, stretched
floors, gaps, tails, refocus gaps and the times of taps as they may. The judge follows every press and every edge; each
case ends with both lines open, once a lock's time-out is over.
"""

import math
import random
from collections import Counter

import pytest
from backgrip.board import bounce
from backgrip.judge import Clause
from grip import settings

from board.judged import judge_board
from board.rig import booted
from board.watch import faults

CASES = 5  # of each style
LENGTH_MS = 3200
BOUNCE_MS = 8
UP_MS = 9.5  # open at least this long between presses, bounces apart: surely released after 8 ms of debounce
CHANGES = {"lock_timeout_s": 5}
SETTLE_MS = 500  # a frame that waits, the tail, the second of two taps


def drawn(rng, shortest, longest):
    """Evenly on a logarithmic scale."""
    return math.exp(rng.uniform(math.log(shortest), math.log(longest)))


def finger(button, rng):
    """Contact edges (us, button, closed) of one finger that presses as it pleases; up at the end."""
    at_ms, edges = drawn(rng, 10, 600), []
    while at_ms < LENGTH_MS:
        down_ms, up_ms = drawn(rng, 5, 1500), drawn(rng, 10, 600)
        bounces = (at_ms, True, min(BOUNCE_MS, 0.8 * down_ms)), (at_ms + down_ms, False, min(BOUNCE_MS, up_ms - UP_MS))
        for begin_ms, closed, longest_ms in bounces:
            length_ms = rng.uniform(0, longest_ms)
            edges += [(t_us, button, level) for t_us, level in bounce(begin_ms * 1000, closed, length_ms, rng)]
        at_ms += down_ms + up_ms
    return edges


def play(board, case):
    """Plays one case. Returns (sentences on what went wrong, Counter)."""
    style, seed, timeout = case
    start_ns = board.now_ns
    for button in ("thumb", "index"):
        board.play(finger(button, random.Random("%s %d" % (button, seed))))
    board.run_until(lambda b: not b.contacts.pending, limit_ms=2 * LENGTH_MS)
    board.run(ms=SETTLE_MS)
    if timeout:
        board.run(ms=1000 * CHANGES["lock_timeout_s"] + 1000 - SETTLE_MS)
    verdict = judge_board(board, style=style, **CHANGES)
    told = faults(board, {**settings.defaults(), **CHANGES}, start_ns)
    for line in ("SHUTTER",) if style == "lock" and not timeout else ("FOCUS", "SHUTTER"):
        if board.level(line):
            told.append(line + " is still closed")
    counts = Counter({clause.id: verdict.exercised[clause] for clause in (Clause.GAP_LATE, Clause.LATENCY)})
    return told, counts + verdict.presses


@pytest.mark.parametrize("style, seed", [("lock", 0), ("track", 100)])
def test_random_fingers(style, seed):
    # A lock's time-out costs as much as two cases: one waits for it.
    cases = [(style, seed + number, style == "lock" and number == 0) for number in range(CASES)]
    total, wrong = Counter(), []
    for (_, number, _), (told, counts) in zip(cases, booted(style=style, **CHANGES).map_forked(play, cases, jobs=1)):
        total += counts
        wrong += ["seed %d: %s" % (number, what) for what in told]
    print(style, dict(total))
    assert not wrong, "\n".join(wrong)
    assert total["thumb"] + total["index"] >= 75 and not total["not judged"]
    assert min(total[clause.id] for clause in (Clause.GAP_LATE, Clause.LATENCY)) >= 10, total  # both were met
