"""What must hold of the lines alone, whatever the fingers did: floor, gap, lead, order."""

from bisect import bisect_right

from backgrip.judge.clauses import Clause
from backgrip.judge.why import duration


def check(f):
    """Judges the closures of a `Follow`."""
    focus, shutter = f.closures["FOCUS"], f.closures["SHUTTER"]
    for close, opened in shutter:
        if opened is not None:
            _at_least(f, opened, Clause.FLOOR, opened - close, f.shots.floor, "SHUTTER is closed for")
    for (_, opened), (close, _) in zip(shutter, shutter[1:]):
        _at_least(f, close, Clause.GAP, close - opened, f.shots.gap, "SHUTTER is open for")
    if f.s.shutter_needs_focus:
        _lead(f, focus, shutter)


def _at_least(f, t, clause, took, least, words):
    f.tested(clause)
    if took < least - f.step:
        f.tell(t, clause, f"{words} {duration(took)}, {duration(least - took)} too short")


def _lead(f, focus, shutter):
    """FOCUS is closed, and has been for the lead, when SHUTTER closes."""
    closes, last_open = [close for close, _ in focus], f.begin_ns
    slept = {}  # FOCUS closed at: both lines were open for so long before
    for close, opened, line in sorted((a, b or f.now, line) for line in f.closures for a, b in f.closures[line]):
        if line == "FOCUS":
            slept[close] = close - last_open
        last_open = max(last_open, opened)
    for close, _ in shutter:
        f.tested(Clause.FOCUS_FIRST)
        f.tested(Clause.ORDER_OPEN)
        place = bisect_right(closes, close) - 1
        since, until = focus[place] if place >= 0 else (None, None)
        if since is None or (until is not None and until <= close):
            f.tell(close, Clause.FOCUS_FIRST, "SHUTTER closes with FOCUS open")
            continue
        lead, clause = f.shots.lead, Clause.LEAD
        if f.s.wake_lead_ms is not None and f.s.sleep_after_s:
            if slept[since] > f.s.ns("sleep_after_s") + f.a.noticed_ns:
                lead, clause = f.s.ns("wake_lead_ms"), Clause.WAKE_LEAD
            elif slept[since] > f.s.ns("sleep_after_s") - f.a.noticed_ns:
                lead = min(lead, f.s.ns("wake_lead_ms"))
        _at_least(f, close, clause, close - since, lead, "FOCUS leads SHUTTER by")


def check_reset(f, through):
    """Judges the closures that the reset at the beginning of a `Follow` found, by line."""
    f.tested(Clause.OPEN_IN_RESET)
    for line, spans in through.items():
        for _, opened in spans:
            if opened is None or opened - f.begin_ns > f.a.reset_ns + f.step:
                f.tell(f.begin_ns, Clause.OPEN_IN_RESET, f"{line} stays closed through a reset")
