"""A time axis that draws long quiet stretches shorter, and says so."""

from itertools import pairwise
from typing import NamedTuple


class Stretch(NamedTuple):
    """From one time to another, drawn from `x0` to `x1`. `cut`: on a smaller scale than the rest."""

    from_ns: int
    to_ns: int
    x0: float
    x1: float
    cut: bool


class Axis:
    """Maps times to x between `x0` and `x1`.

    Where nothing of `events_ns` happens for longer than `longest_ns`, the middle of that stretch is drawn as
    if it lasted a quarter of `longest_ns`.
    """

    def __init__(self, from_ns, to_ns, x0, x1, events_ns=(), longest_ns=None):
        self.from_ns, self.to_ns = from_ns, to_ns
        self.stretches = []
        pieces = _pieces(from_ns, to_ns, events_ns, longest_ns)
        cut_ns = (longest_ns or 0) / 4
        weights = [cut_ns if cut else end - start for start, end, cut in pieces]
        self.px_per_ns = (x1 - x0) / sum(weights)
        for (start, end, cut), weight in zip(pieces, weights, strict=True):
            x_end = x0 + weight * self.px_per_ns
            self.stretches.append(Stretch(start, end, x0, x_end, cut))
            x0 = x_end

    def x(self, t_ns):
        """Where a time is drawn; times outside the axis at its ends."""
        t_ns = min(max(t_ns, self.from_ns), self.to_ns)
        for one in self.stretches:
            if t_ns <= one.to_ns:
                return one.x0 + (t_ns - one.from_ns) / (one.to_ns - one.from_ns) * (one.x1 - one.x0)
        raise AssertionError("the stretches cover the axis")

    def ticks(self, zero_ns, every_ns):
        """The multiples of `every_ns`, counted from `zero_ns`, that are drawn to scale."""
        first_ns = zero_ns + -((zero_ns - self.from_ns) // every_ns) * every_ns
        for t_ns in range(first_ns, self.to_ns + 1, every_ns):
            if not any(one.cut and one.from_ns < t_ns < one.to_ns for one in self.stretches):
                yield t_ns

    def widest(self, from_ns, to_ns):
        """From where to where words can stand between two times without lying across the middle of a cut."""
        x0, x1 = self.x(from_ns), self.x(to_ns)
        middles = [(one.x0 + one.x1) / 2 for one in self.cuts()]
        ends = [x0, *(x for x in middles if x0 < x < x1), x1]
        return max(pairwise(ends), key=lambda pair: pair[1] - pair[0])

    def cuts(self):
        """The stretches that are drawn shorter."""
        return [one for one in self.stretches if one.cut]


def _pieces(from_ns, to_ns, events_ns, longest_ns):
    """(start, end, cut) of the parts of the axis; a cut leaves a margin round the events beside it."""
    if longest_ns is None:
        return [(from_ns, to_ns, False)]
    pieces, since, margin = [], from_ns, longest_ns // 4
    times = sorted({from_ns, to_ns, *(t for t in events_ns if from_ns < t < to_ns)})
    for before, after in pairwise(times):
        if after - before > longest_ns:
            pieces += [(since, before + margin, False), (before + margin, after - margin, True)]
            since = after - margin
    return [*pieces, (since, to_ns, False)]
