"""Waveforms drawn by hand: what the fingers do and when the lines are closed, in ms, as the contract would have it.

`drawn(fingers, focus, shutter)` with fingers as in the stories ("100T 400t": T/t thumb, I/i index), focus and shutter
as (from, to or None) pairs. The grip is switched on START_MS before. Edges are (ns, signal, level).
"""

from backgrip.judge import Allowances, Record, Settings, judge

MS = 1_000_000
START_MS = 200
BUTTON = {"t": "thumb", "i": "index"}


def drawn(fingers="", focus=(), shutter=(), led=(), style=None):
    """The edges. Times may have fractions, to the nanosecond."""
    moves = [(float(step[:-1]), BUTTON[step[-1].lower()], int(step[-1].isupper())) for step in fingers.split()]
    for line, spans in (("FOCUS", focus), ("SHUTTER", shutter), ("LED", led)):
        for close, opened in spans:
            moves += [(close, line, 1)] + ([(opened, line, 0)] if opened is not None else [])
    edges = [(round((START_MS + at) * MS), signal, level) for at, signal, level in moves]
    if style is not None:
        edges.insert(0, (0, "style", int(style == "track")))
    return sorted(edges, key=lambda edge: edge[0])


def judged(edges, end_ms, resets=(0,), allow=None, **settings):
    """The verdict; `end_ms` from the same beginning as the fingers."""
    end_ns = round((START_MS + end_ms) * MS)
    return judge(Record(edges, end_ns, resets), Settings.of(settings), allow or Allowances())


def broken(*args, **options):
    """The ids of the clauses broken, in order."""
    return [one.clause.id for one in judged(*args, **options).breaks]
