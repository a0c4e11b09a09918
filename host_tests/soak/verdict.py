"""One recording judged by the contract, as a Tally: what was broken, presses lost, frames not asked for, latency."""

from bisect import bisect_right

from backgrip.judge import Allowances, Clause, Record, Settings, judge
from board.judged import Judged
from board.watch import faults

from soak.tally import Tally

GLITCH_NS = 1_000
MS = 1_000_000
TOGETHER_NS = 1 * MS
WAITED_NS = 100_000  # from the end of SHUTTER's gap to the line, for a press that waited
AT_ONCE = (Clause.LATENCY, Clause.GAP_ENDS)
TOLD = 5  # sentences of one recording; the rest follows from them as a rule


def judged(board, settings, jumps=None, lines_only=False, off=(), dead=None, begin_ns=0, **allowances):
    """A Tally of a board's whole recording. `settings` as a dict, whole; `jumps`: of its timer.

    `lines_only`: what the CPU decides (focusing again, letting go) is not judged, for a CPU that was kept busy for
    longer than a hand waits. `off`: (from, to) in ns without power. `dead`: a
    button that was never seen released since then: for the judge it is not there.
    `begin_ns`: the recording begins then, all at rest. `allowances` as those of the judge.
    """
    if isinstance(board, Judged):
        board.unjudged("it is judged here, as a Tally")
    tally = Tally()
    edges, end_ns = (jumps.edges(), jumps.now_ns) if jumps else (board.edges, board.now_ns)
    if dead:
        edges = [edge for edge in edges if edge.signal != dead or edge.t_ns < off[0][0]]
    resets = tuple(jumps.by_timer(one.t_ns) if jumps else one.t_ns for one in board.resets)
    allow = Allowances(**allowances)
    verdict = judge(Record(edges, end_ns, resets, begin_ns, list(off)), Settings.of(settings), allow)
    breaks = [one for one in verdict.breaks if not (lines_only and one.clause in BY_CPU)]
    breaks = [one for one in breaks if one.clause is not Clause.TAIL or not _let_go_together(one.t_ns, edges, settings)]
    tally.broken = [f"{one.t_ns / 1e6:.3f} ms: {one.clause.id}: {one.words}" for one in breaks[:TOLD]]
    tally.broken += faults(board, settings, 0)[:TOLD]
    for name in ("thumb", "index"):
        tally.add("presses", verdict.presses[name])
    tally.add("frames", len(verdict.frames))
    tally.add("presses that the judge could not tell the meaning of", verdict.presses["not judged"])
    tally.saw("presses_lost", sum(one.clause is Clause.LOST for one in breaks))
    tally.saw("frames_not_asked_for", sum(one.clause is Clause.NOT_ASKED for one in breaks))
    for name, took_us in latencies(edges, verdict, settings["shutter_gap_ms"] * MS):
        tally.saw(name, took_us)
    return tally


def _let_go_together(t_ns, edges, settings):
    """Thumb and index lifted within a release's tolerance of each other, so that either may count as the first: FOCUS
    then opens with the thumb, or after a tail."""
    ups = [t_ns - settings["debounce_ms"] * MS - TOGETHER_NS, t_ns - settings["debounce_ms"] * MS + TOGETHER_NS]
    lifted = {edge.signal for edge in edges if not edge.level and ups[0] <= edge.t_ns <= ups[1]}
    return {"thumb", "index"} <= lifted


BY_CPU = {
    Clause.REFOCUS, Clause.REFOCUS_GAP_LATE, Clause.TWO_TAPS, Clause.THIRD, Clause.LOCK_TIMEOUT, Clause.AT_TIMEOUT,
    Clause.SHUTTER_LOCK, Clause.UNLOCK,
}  # fmt: skip


def latencies(edges, verdict, gap_ns):
    """("latency_us", us) from each contact to the line that it closed at once, from the latest closure that may have
    been the one. A press of the index that waits for SHUTTER's gap is told apart: the CPU ends a refocus gap for it.
    """
    closed = sorted(edge.t_ns for edge in edges if edge.signal in ("thumb", "index") and edge.level)
    opened = [open_ns for _, open_ns in verdict.frames if open_ns is not None]
    for one in verdict.kept:
        place = bisect_right(closed, one.t_ns - GLITCH_NS)
        if one.clause in AT_ONCE and one.t_ns - one.took_ns in closed:
            took_us = (one.t_ns - closed[place - 1]) / 1000
            waited = any(open_ns < one.t_ns < open_ns + gap_ns + WAITED_NS for open_ns in opened)
            yield "refocus_gap_ended_by_a_press_that_waits_us" if waited and took_us > 5 else "latency_us", took_us
