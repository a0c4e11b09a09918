"""A recording: edges of contacts and lines, and when the grip was reset."""

from dataclasses import dataclass, field
from itertools import pairwise

# An opto-isolator needs about 20 us to let go: a shorter dark is no opening. The grip counts in steps of 0.2 us.
DARK_NS = 19_800
BUTTONS, LINES = ("thumb", "index"), ("FOCUS", "SHUTTER")


@dataclass(frozen=True)
class Record:
    """`edges` are (t_ns, signal, level); signals "thumb", "index" (1 is closed), "FOCUS", "SHUTTER" (1 is closed), and
    if they were recorded "style" (the style in force: 1 is track, 0 lock) and "LED" (1 is lit).

    `resets`: when the grip was switched on or reset; `power_ups`: those of them at which a held button means something
    (maintenance, the other style), all if None. A recording that begins with no reset begins in the midst of things.
    `unknown`: (from, to) in ns when nothing is known of the signals, or when the grip is not judged.
    """

    edges: list
    end_ns: int
    resets: tuple = ()
    begin_ns: int = 0
    unknown: list = field(default_factory=list)
    power_ups: tuple | None = None

    def spans(self) -> dict[str, list]:
        """The closures of each signal as (close, open or None)."""
        found, since = {}, {}
        for t_ns, signal, level in self.edges:
            if level and signal not in since:
                since[signal] = t_ns
            elif not level and signal in since:
                found.setdefault(signal, []).append((since.pop(signal), t_ns))
        for signal, t_ns in since.items():
            found.setdefault(signal, []).append((t_ns, None))
        return found


def as_seen(spans) -> list:
    """Closures of a line as a camera sees them: darks too short for an opening are bridged, empty ones left out."""
    seen = []
    for close, opened in spans:
        if opened == close:
            continue
        if seen and close - seen[-1][1] < DARK_NS:
            seen[-1] = (seen[-1][0], opened)
        else:
            seen.append((close, opened))
    return seen


def cut(spans, from_ns: int, to_ns: int) -> list:
    """What of the closures lies within a stretch of time; one that reaches beyond its end has no end."""
    return [
        (max(close, from_ns), None if opened is None or opened >= to_ns else opened)
        for close, opened in spans
        if close < to_ns and (opened is None or opened > from_ns)
    ]


def stretches(record: Record) -> list[tuple[int, int, bool]]:
    """(from, to, begins with a reset) of the times to be judged one by one."""
    marks = {record.begin_ns: False, record.end_ns: False}
    marks |= {to_ns: False for _, to_ns in record.unknown}
    marks |= {from_ns: False for from_ns, _ in record.unknown}
    marks |= {t_ns: True for t_ns in record.resets if record.begin_ns <= t_ns < record.end_ns}
    marks = {t_ns: reset for t_ns, reset in marks.items() if record.begin_ns <= t_ns <= record.end_ns}
    found = [(a, b, marks[a]) for a, b in pairwise(sorted(marks))]
    return [one for one in found if not any(a <= one[0] and one[1] <= b for a, b in record.unknown)]
