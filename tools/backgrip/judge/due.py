"""What may happen next, and what must."""

from typing import NamedTuple

from backgrip.judge.clauses import Clause


class Due(NamedTuple):
    """An edge of a line that is allowed from `earliest` on, to `until` if that is given, and must come by `latest`.

    Times in ns. `since` is what its delay is counted from; `clause` is kept if it comes and broken if it does not.
    """

    line: str
    level: int
    earliest: int
    latest: int | None
    clause: Clause
    since: int
    until: int | None = None

    def allows(self, t: int, step: int) -> bool:
        return self.earliest - step <= t and (self.until is None or t <= self.until + step)

    @property
    def key(self):
        return self.line, self.level, self.clause, self.since
