"""What a judgement says."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from backgrip.judge.clauses import Clause


class Break(NamedTuple):
    """A clause that was broken at `t_ns`. `words` say what was seen there, and what should have been."""

    t_ns: int
    clause: Clause
    words: str


class Kept(NamedTuple):
    """An edge of a line that came when it should: `took_ns` after what caused it, by that clause."""

    t_ns: int
    line: str
    level: int
    clause: Clause
    took_ns: int


@dataclass
class Verdict:
    """`frames`: closures of SHUTTER as (close, open or None). `exercised`: how often each clause was tested.
    `styles`: of each stretch between resets.
    """

    breaks: list[Break] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    frames: list[tuple[int, int | None]] = field(default_factory=list)
    presses: Counter = field(default_factory=Counter)
    exercised: Counter = field(default_factory=Counter)
    styles: list[str] = field(default_factory=list)

    @property
    def never(self) -> list[Clause]:
        """Clauses that this recording says nothing about."""
        return [clause for clause in Clause if not self.exercised[clause]]

    def told(self) -> list[str]:
        """One sentence a break."""
        return [f"{one.t_ns / 1e6:.3f} ms: {one.clause.id}: {one.words}" for one in self.breaks]
