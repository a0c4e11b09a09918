"""Every edge swept +-20 us round every other, in 0.25 us steps: two things that happen at the same moment.

The state machines alone, with the CPU giving one order at most: the races are theirs. For each pair the board is
brought to just before the first edge and forked; the second contact edge is then played at each offset.
`BACKGRIP_SWEEP_STEP_US` widens the step.
"""

import os

import pytest
from grip import settings

from board.rig import machines
from board.watch import faults, thumb_faults

STEP_US = float(os.environ.get("BACKGRIP_SWEEP_STEP_US", 0.25))
REACH_US = 20
# Short times, so that a case takes 50 ms of the Pico's; the programs are the same for any.
QUICK = {
    "focus_lead_ms": 8, "focus_tail_ms": 8, "shutter_min_ms": 20, "shutter_gap_ms": 10,
    "refocus_gap_ms": 20, "debounce_ms": 2, "lock_timeout_s": 5,
}  # fmt: skip
BEFORE_MS = 1


class Pair:
    """Two edges: `fingers` play the story up to the moment, `moment` finds it (us), `edge` is then swept round it.

    `fingers` as in the stories, in ms: T/t thumb down/up, I/i index. `after`: further fingers, ms after the moment.
    `frames`: how often SHUTTER may have closed. `order`: what the CPU does ORDER_MS after the start.
    """

    def __init__(self, name, style, fingers, moment, edge, after, frames, focus_at_end=False, order="overflowed"):
        self.name, self.style, self.fingers, self.moment = name, style, fingers, moment
        self.edge, self.after, self.frames, self.focus_at_end = edge, after, frames, focus_at_end
        self.order = order


def contact(at_ms):
    """The moment is known beforehand."""
    return lambda board: at_ms * 1000


def line(name, level, later_ms=0):
    """The moment is the last such edge of a line, as it happens without the swept edge, or a time after it."""

    def moment(board):
        edges = [edge for edge in board.edges_of(name) if edge.level == level and edge.t_ns > board.test_start]
        return (edges[-1].t_ns - board.test_start) / 1000 + later_ms * 1000

    return moment


GAP_MS, TAIL_MS, LEAD_MS = QUICK["shutter_gap_ms"], QUICK["focus_tail_ms"], QUICK["focus_lead_ms"]
PAIRS = (
    Pair("thumb press, index press", "track", "10T 30t", contact(10), "I", "15i", (1,)),
    Pair("thumb release, index press", "track", "5T 25t", line("FOCUS", 0), "I", "15i", (1,)),
    Pair("thumb release, index release", "track", "5T 15I 45t", contact(45), "i", "", (1,)),
    Pair("tail's end, index press", "track", "5I 15i", line("FOCUS", 0), "I", "10i", (2,)),
    Pair("tail's end, thumb press", "track", "5I 15i", line("FOCUS", 0), "T", "5t", (1,)),
    Pair("tail's end, thumb release", "track", "5I 15i 20T", line("SHUTTER", 0, TAIL_MS - 2), "t", "", (1,)),
    Pair("gap's end, index press", "track", "1T 12I 35i 70t", line("SHUTTER", 0, GAP_MS), "I", "25i", (2,)),
    Pair("gap's end, release of a press that waits", "track", "1T 12I 35i 39I 70t", line("SHUTTER", 1), "i", "", (2,)),
    # A contact that closes again within the debounce time is the same press: one long closure.
    Pair("shutter opens, index press", "track", "1T 12I 35i 70t", line("SHUTTER", 0), "I", "20i", (1, 2)),
    Pair("shutter closes after the lead, index release", "track", "5I", line("SHUTTER", 1), "i", "", (1,)),
    Pair("shutter closes after the lead, thumb press", "track", "5I 30i", line("SHUTTER", 1), "T", "10t", (1,)),
    Pair("shutter closes after the lead, thumb release", "track", "1T 5I 30i", line("SHUTTER", 1), "t", "", (1,)),
    Pair("floor's end, index press", "track", "1T 12I 14i 70t", line("SHUTTER", 0), "I", "25i", (2,)),
    Pair("lead over, index press", "track", "5T 50t", line("FOCUS", 1, LEAD_MS), "I", "25i", (1,)),
    Pair("thumb lifts, index press", "lock", "1T 8t", contact(8), "I", "25i", (1,), True),
    Pair("refocus begins, index press", "lock", "1T 8t", line("FOCUS", 0), "I", "25i", (1,), True, "refocus"),
    Pair("refocus begins, index release", "lock", "1T 8t 15I", contact(20), "i", "", (1,), True, "refocus"),
    Pair("refocus gap's end, index press", "lock", "1T 8t", line("FOCUS", 1), "I", "25i", (1,), True, "refocus"),
    Pair("refocus gap's end, thumb press", "lock", "1T 8t", line("FOCUS", 1), "T", "10t", (0,), True, "refocus"),
    Pair("letting go, index press", "lock", "1T 8t", line("FOCUS", 0), "I", "10i", (1,), False, "let_go"),
    Pair("letting go, index release", "lock", "1T 8t 12I", contact(20), "i", "", (1,), False, "let_go"),
    Pair("letting go, thumb press", "lock", "1T 8t", line("FOCUS", 0), "T", "10t", (0,), True, "let_go"),
    # The same after a first frame, when `hold` waits for the end of the holding.
    Pair("frame, then thumb release, index release", "track", "1T 12I 35i 60I 85t", contact(85), "i", "", (2,)),
    Pair("frame, then thumb release, index press", "track", "1T 12I 35i 60t", line("FOCUS", 0), "I", "15i", (2,)),
    Pair("frame, gap begins, index press", "lock", "1T 4t 5I 7i", line("FOCUS", 0), "I", "25i", (2,), True, "refocus"),
    Pair("frame, gap's end, index press", "lock", "1T 4t 5I 7i", line("FOCUS", 1), "I", "25i", (2,), True, "refocus"),
    Pair("frame, gap's end, thumb press", "lock", "1T 4t 5I 7i", line("FOCUS", 1), "T", "10t", (1,), True, "refocus"),
    Pair("limit of FOCUS, index press", "track", "1T 40t", line("FOCUS", 0), "I", "10i", (1,), False, "open_focus"),
    Pair("limit of SHUTTER, index up", "track", "1T 5I 60t", line("SHUTTER", 0), "i", "", (1,), order="open_shutter"),
)


def moves(fingers):
    """The contact edges of a story, times in us."""
    for finger in fingers.split():
        yield int(finger[:-1]) * 1000, "thumb" if finger[-1] in "Tt" else "index", finger[-1] in "TI"


def find(board, pair):
    board.test_start = board.now_ns
    board.play(moves(pair.fingers))
    board.run(ms=80)
    return pair.moment(board)


def case(board, moment_us, pair, offset_us):
    """One offset. Returns what went wrong."""
    start = board.now_ns
    ((_, button, down),) = moves("0" + pair.edge)
    board.play([(moment_us + offset_us, button, down)])
    board.play([(moment_us + t_us, button, down) for t_us, button, down in moves(pair.after)])
    board.run(ms=moment_us / 1000 + 70)
    told = faults(board, {**settings.defaults(), **QUICK}, start)
    if pair.style == "track" and pair.order == "overflowed":
        told += thumb_faults(board, start)
    seen = len(board.closed_of("SHUTTER"))
    if seen not in pair.frames:
        told.append("%d frames, asked for %s" % (seen, pair.frames))
    for name, closed in (("FOCUS", pair.focus_at_end), ("SHUTTER", False)):
        if board.level(name) != closed:
            told.append("%s is %s at the end" % (name, "open" if closed else "still closed"))
    return ["%+.2f us: %s" % (offset_us, what) for what in told]


def sweep(board, pair):
    """Brings the board to just before the moment, then tries every offset. Returns (cases, what went wrong)."""
    moment_us = board.fork(find, pair)
    board.play(moves(pair.fingers))
    board.run(ms=moment_us / 1000 - BEFORE_MS)
    moment_us = BEFORE_MS * 1000
    steps = round(REACH_US / STEP_US)
    offsets = [n * STEP_US for n in range(-steps, steps + 1)]
    told = [what for offset in offsets for what in board.fork(case, moment_us, pair, offset)]
    return len(offsets), told


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_pair(pair):
    cases, told = machines(pair.order, style=pair.style, **QUICK).fork(sweep, pair)
    assert cases == 2 * round(REACH_US / STEP_US) + 1
    assert not told, "\n".join(told[:20])
