"""The lamp, where it was recorded."""

from backgrip.judge.clauses import Clause
from backgrip.judge.settings import MS, S

ENDING_NS, FEWEST = 5 * S, 6  # blinks in the last seconds of a lock
SETTLES_NS = 50 * MS


def check(f, spans):
    """Judges what the lamp of a `Follow` shows."""
    lit = spans.get("LED")
    if lit is None:
        return
    if f.s.dark:
        for close, opened in f.closures["SHUTTER"]:
            f.tested(Clause.DARK)
            inside = [a for a, _ in lit if close + SETTLES_NS < a and (opened is None or a < opened)]
            if inside:
                f.tell(inside[0], Clause.DARK, "the lamp lights while SHUTTER is closed")
        return
    for one in f.verdict.kept:
        if one.clause is Clause.LOCK_TIMEOUT and one.t_ns >= f.begin_ns:
            f.tested(Clause.WARNS)
            blinks = sum(one.t_ns - ENDING_NS <= a < one.t_ns for a, _ in lit)
            if blinks < FEWEST:
                f.tell(one.t_ns, Clause.WARNS, f"a lock lets go by itself, and the lamp blinked {blinks} times before")
