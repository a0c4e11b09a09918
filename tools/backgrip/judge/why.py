"""The clause and the words for an edge that nothing allows, or that does not come."""

from backgrip.judge.clauses import Clause
from backgrip.judge.settings import MS, S

SPARK_NS = 50_000  # a line that closes so soon after a glitch has closed for it
STUCK_NS = 300 * MS  # a SHUTTER that stays closed so long after its finger is as good as locked


def duration(ns: float) -> str:
    """A time as one reads it aloud: 2.1 µs, 100.0 ms, 3.80 s."""
    if abs(ns) < MS:
        return f"{ns / 1e3:.1f} µs"
    return f"{ns / 1e6:.1f} ms" if abs(ns) < S else f"{ns / 1e9:.2f} s"


def edge(f, t, line, level):
    """(clause, words) of an edge that is not allowed at `t`. `f` is a `Follow`."""
    if level:
        return _closes(f, t, line)
    return _focus_opens(f, t) if line == "FOCUS" else _shutter_opens(f, t)


def _closes(f, t, line):
    shots, focus = f.shots, f.focus
    does = f"{line} closes"
    if f.maintenance:
        return Clause.MAINTENANCE, f"{does} in maintenance"
    if any(0 <= t - at <= SPARK_NS for at in f.glitches):
        return Clause.GLITCH, f"{does} for a closure of its contact of 1 µs or less"
    if line == "FOCUS" and focus.gap is not None:
        short = focus.gap[0] + focus.gap_ns - t
        if short > 0:
            return Clause.REFOCUS_GAP, f"FOCUS closes {duration(short)} before the end of its gap, and no press ends it"
    for press in (shots.index, focus.thumb if line == "FOCUS" else None):
        if press is None or not (press.down_at(t) or 0 <= t - (press.released_last or t) <= S):
            continue
        if press is shots.spent or press is shots.unlocking:
            return Clause.UNLOCK_CLOSES, f"{does} for the press that ended the shutter lock"
        if press is shots.past_limit or press is focus.past_limit:
            return Clause.LIMIT_LIFT, f"{does} again after its limit, and the {press.button} has not lifted"
        if press.dead:
            return Clause.RELEASED_ONCE, f"{does} for a {press.button} that was not seen released since the reset"
    if line == "SHUTTER" and shots.last is not None and shots.last.count > 1:
        return Clause.MERGED, "SHUTTER closes again for presses that had merged into one"
    if line == "SHUTTER" and shots.index is not None and shots.index.bouncing_at(t):
        return Clause.BOUNCE, "SHUTTER closes twice for one bouncing press"
    return Clause.NOT_ASKED, f"{does}, and no press asks for it"


def _shutter_opens(f, t):
    shots = f.shots
    if shots.locked:
        return Clause.SHUTTER_LOCK, "SHUTTER opens by itself out of the shutter lock"
    fingers = shots.taken.finger if shots.taken else []
    if any(press.bouncing_at(t) for press in fingers):
        return Clause.BOUNCE, "SHUTTER opens while its contact bounces"
    early = [press for press in fingers if press.up is not None and press.up <= t]
    if early:
        short = early[-1].released - t
        return Clause.RELEASE, f"SHUTTER opens {duration(short)} before its button was up for the debounce time"
    return Clause.FOLLOWS, "SHUTTER opens under the finger that holds it"


def _focus_opens(f, t):
    shots, focus, thumb = f.shots, f.focus, f.focus.thumb
    needs = f.s.shutter_needs_focus
    if needs and shots.closed is not None:
        held = shots.locked or (shots.index is not None and shots.index.down_at(t))
        words = "FOCUS opens under a closed SHUTTER"
        return (Clause.NO_OPEN, words) if held else (Clause.ORDER_OPEN, f"{words}, whose press is over")
    if needs and shots.taken is not None:
        return Clause.LEAD, "FOCUS opens within the lead"
    if thumb is not None and not thumb.dead and thumb.bouncing_at(t):
        return Clause.BOUNCE, "FOCUS opens while the contact of the thumb bounces"
    if not focus.lock:
        return _focus_opens_in_track(f, t)
    if True not in focus.latched:
        return _in_tail(f, t)
    if focus.taps.let_go and focus.taps.let_go.sure and t < focus.taps.let_go.earliest:
        return Clause.TWO_TAPS, f"FOCUS lets go {duration(focus.taps.let_go.earliest - t)} too early after two taps"
    if focus.taps.third or focus.taps.third_ns is not None and t - focus.taps.third_ns < 2 * f.s.ns("tap_ms"):
        return Clause.THIRD, "FOCUS lets go in spite of a third press"
    quiet_ns = t - focus.quiet_to
    if quiet_ns > S and not focus.held(t):
        left = duration(focus.timeout - quiet_ns)
        return Clause.LOCK_TIMEOUT, f"a lock lets go by itself {left} before its time-out"
    return Clause.LOCK_HOLDS, "FOCUS opens, and nobody has let go of the lock"


def _focus_opens_in_track(f, t):
    focus, thumb = f.focus, f.focus.thumb
    clause = Clause.PLAIN if f.s.style == "plain" else Clause.TRACK
    if thumb is not None and not thumb.dead and thumb.down_at(t):
        if thumb.up is not None and thumb.up <= t:
            early = duration(thumb.released - t)
            return Clause.RELEASE, f"FOCUS opens {early} before the thumb was up for the debounce time"
        return clause, "FOCUS opens under the thumb"
    if focus.shots.opened is not None and t - focus.shots.opened < focus.tail:
        return _in_tail(f, t)
    return clause, "FOCUS opens, and neither thumb nor shot has let go of it"


def _in_tail(f, t):
    opened = f.shots.opened
    if opened is not None and opened >= (f.focus.closed or 0):
        return Clause.TAIL, f"FOCUS opens {duration(opened + f.focus.tail - t)} before the end of its tail"
    return Clause.LEAD, "FOCUS opens before the shot that it was closed for"


def overdue(f, due, late_ns):
    """(clause, words) of an edge that has not come in time: `late_ns` too late, or None: not within a second."""
    does = f"{due.line} {'closes' if due.level else 'opens'}"
    since_reset = due.since - f.begin_ns
    first = f.reset and f.first_judged == due.since and since_reset < 2 * f.a.ready_ns
    if first and due.clause is Clause.LATENCY:
        after = duration(since_reset)
        return Clause.READY, f"{due.line} does not close in time for the first press, {after} after the reset"
    if late_ns is not None and not _stuck(f, due, late_ns):
        return due.clause, f"{does} {duration(late_ns)} too late"
    if due.level:
        if due.clause in (Clause.LATENCY, Clause.GAP_LATE, Clause.LEAD_LATE, Clause.GAP_ENDS):
            return Clause.LOST, f"{due.line} does not close for a press"
        return due.clause, f"{due.line} does not close again"
    if due.clause in (Clause.RELEASE, Clause.FLOOR_LATE, Clause.TAIL_LATE):
        index = f.shots.index
        if due.line == "SHUTTER" and index and index.up is not None and index.up - index.first >= 2 * S:
            return Clause.NO_OTHER_LOCK, "SHUTTER stays closed as if it were locked"
        return Clause.LEFT_CLOSED, f"{due.line} stays closed"
    return due.clause, f"{due.line} does not open"


def _stuck(f, due, late_ns):
    return due.line == "SHUTTER" and not due.level and late_ns > STUCK_NS
