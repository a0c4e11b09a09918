"""Random fingers of both buttons on the whole firmware, the image that a user flashes: no press lost, no line astray.

Lengths and pauses are drawn on a logarithmic scale and the contacts bounce, so that presses fall into leads, stretched
floors, gaps, tails, refocus gaps and the times of taps as they may. Three judges that know nothing of the firmware:
`watch` (order, lead, floor, gap), `contract` (every edge of a line in its window), and here no press lost.
"""

import math
import random
from collections import Counter

import pytest
from backgrip.board import bounce, intervals
from backgrip.tryout import contract
from backgrip.tryout.clauses import NOTICED_MS, Clause
from backgrip.tryout.presses import presses
from grip import settings

from board.rig import booted
from board.watch import as_seen, faults

CASES = 5  # of each style
LENGTH_MS = 3200
BOUNCE_MS = 8
UP_MS = 9.5  # open at least this long between presses, bounces apart: surely released after 8 ms of debounce
CHANGES = {"lock_timeout_s": 5}
VALUES = {**settings.defaults(), **CHANGES}
LATENCY_NS, LATE_NS = 5_000, 2_000_000
SETTLE_MS = 500  # a frame that waits, the tail, the second of two taps
# After a press that waited the check of `make try` is unsure: of a wish to focus again until after the next frame.
UNSURE_MS, UNSURE_OF_WISH_MS = 200, 2000
MS = 1_000_000


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


class Takings:
    """What became of each press of the index, by the contract.

    A press is taken at once or, if it begins before the last closure's gap has ended, then; one waits, more merge into
    it. Each taking is one frame, a lead later at most. `told`: sentences, `counts`: presses by what became of them,
    `waits`: [(ns, ns)] from a press that waits or merges until the frame that it leads to has opened.
    """

    def __init__(self, pressed, frames, end_ns):
        """`pressed` from `presses`, `frames` as (close, open) in ns, open None if it is closed at the end."""
        self.frames = [(closed, opened or end_ns) for closed, opened in frames]
        self.used, self.taken_ns, self.merges_until_ns = 0, 0, 0
        self.told, self.counts, self.waits = [], Counter(), []
        for press in pressed:
            self._take(press)
        self._unasked(end_ns)

    def _unasked(self, before_ns):
        while self.used < len(self.frames) and self.frames[self.used][0] < before_ns:
            self._tell("not asked for", "frame at %.3f ms: nobody asked for it" % (self.frames[self.used][0] / MS))
            self.used += 1

    def _tell(self, what, sentence):
        self.counts[what] += 1
        self.told.append(sentence)

    def _merges(self, press):
        self.counts["merged"] += 1
        self.waits.append((press.first_ns, self.frames[self.used - 1][1]))

    def _take(self, press):
        if press.contact_ns + LATENCY_NS < self.taken_ns:
            self._merges(press)
            return
        # As the one that waits is taken, and until the button could have been seen released: either is right.
        crosses = press.first_ns - LATENCY_NS <= self.merges_until_ns
        free_ns = self.frames[self.used - 1][1] + VALUES["shutter_gap_ms"] * MS if self.used else 0
        begin_ns = max(press.contact_ns, free_ns)
        self._unasked(min(press.first_ns, begin_ns))
        last_ns = begin_ns + VALUES["focus_lead_ms"] * MS + LATE_NS + LATENCY_NS
        if self.used < len(self.frames) and self.frames[self.used][0] <= last_ns:
            self.taken_ns = max(press.first_ns, free_ns)
            self.used += 1
            if free_ns > press.contact_ns:
                self.merges_until_ns = self.taken_ns + (VALUES["debounce_ms"] + 1) * MS
                self.counts["waited"] += 1
                self.waits.append((press.first_ns, self.frames[self.used - 1][1]))
            else:
                self.counts["began"] += 1
        elif crosses:
            self._merges(press)
        else:
            self._tell("lost", "press of the index at %.3f ms is lost" % (press.contact_ns / MS))


def dark_told(focus, pressed, waits):
    """Openings of FOCUS under a lock that are no refocus gap: one lasts its time, or a press in it ends it at once.

    A press of the index that waits for SHUTTER's gap ends it as soon as the CPU sees it.
    """
    told = []
    for (_, opened), (closed, _) in zip(focus, focus[1:]):
        inside = [press for press in pressed if opened <= press.contact_ns and press.first_ns <= closed]
        lasts = closed - opened
        if not inside and lasts < VALUES["refocus_gap_ms"] * MS:
            told.append("FOCUS opens at %.3f ms for only %.3f ms, and no press ends it" % (opened / MS, lasts / MS))
        for press in inside[:1]:
            waiting = any(a <= press.first_ns < b for a, b in waits) and press.button == "index"
            late_ns = closed - press.contact_ns - (NOTICED_MS * MS if waiting else LATENCY_NS)
            if late_ns > 0:
                told.append("FOCUS closes %.3f ms too late for the %s" % (late_ns / MS, press.button))
    return told


def thumb_told(pressed, focus):
    """Presses of the thumb that FOCUS did not follow, for track style."""
    return [
        "FOCUS did not follow the thumb of %.3f ms" % (press.contact_ns / MS)
        for press in pressed
        if not any(a <= press.contact_ns + LATENCY_NS and press.up_ns <= b for a, b in focus)
    ]


def contract_told(edges, style, end_ns, waits):
    """What the check of `make try` says, but for the times when a press waits, which it does not follow well."""
    told = []
    for one in contract.check(edges, style, end_ns).departures:
        unsure_ms = UNSURE_OF_WISH_MS if one.clause is Clause.REFOCUS else UNSURE_MS
        unsure = any(a <= one.t_ns <= b + unsure_ms * MS for a, b in waits)
        if one.clause is not Clause.OPEN_AT_END and not unsure:
            told.append("%.3f ms: %s" % (one.t_ns / MS, one.words))
    return told


def judge(edges, style, end_ns):
    """Returns (sentences on what went wrong, Counter)."""
    focus, frames = (intervals(edge for edge in edges if edge.signal == line) for line in ("FOCUS", "SHUTTER"))
    thumb, index = (presses(edges, button, VALUES["debounce_ms"] * MS) for button in ("thumb", "index"))
    takings = Takings(index, frames, end_ns)
    told = takings.told + contract_told(edges, style, end_ns, takings.waits)
    focus = as_seen([(a, b or end_ns) for a, b in focus])
    if style == "track":
        told += thumb_told(thumb, focus)
    else:
        told += dark_told(focus, sorted(thumb + index, key=lambda press: press.first_ns), takings.waits)
    takings.counts.update(thumb=len(thumb), index=len(index), frames=len(frames))
    return told, takings.counts


def play(board, case):
    """Plays one case. Returns (sentences on what went wrong, Counter)."""
    style, seed, timeout = case
    start_ns = board.now_ns
    for button in ("thumb", "index"):
        board.play(finger(button, random.Random("%s %d" % (button, seed))))
    board.run_until(lambda b: not b.contacts.pending, limit_ms=2 * LENGTH_MS)
    board.run(ms=SETTLE_MS)
    told, counts = judge(board.edges, style, board.now_ns)
    told += faults(board, VALUES, start_ns)
    if timeout:
        board.run(ms=1000 * VALUES["lock_timeout_s"] + 1000 - SETTLE_MS)
    for line in ("SHUTTER",) if style == "lock" and not timeout else ("FOCUS", "SHUTTER"):
        if board.level(line):
            told.append(line + " is still closed")
    return told, counts


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
    assert total["thumb"] + total["index"] >= 75
    assert min(total[what] for what in ("began", "waited")) >= 10, total  # both were met
