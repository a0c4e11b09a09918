"""What a campaign of the long run has tried, how often, and what broke: the one thing that all campaigns return."""

import time
from dataclasses import dataclass, field


@dataclass
class Tally:
    """Counts of one campaign. `worst` holds figures with their unit in the name, such as `latency_us`: the largest."""

    tried: dict[str, int] = field(default_factory=dict)
    worst: dict[str, float] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)  # a sentence each, with the seed or story that shows it again

    def add(self, what: str, times: int = 1) -> None:
        self.tried[what] = self.tried.get(what, 0) + times

    def saw(self, what: str, figure: float) -> None:
        self.worst[what] = max(figure, self.worst.get(what, figure))

    def merge(self, other: "Tally") -> None:
        for what, times in other.tried.items():
            self.add(what, times)
        for what, figure in other.worst.items():
            self.saw(what, figure)
        self.broken += other.broken


class Clock:
    """A budget of seconds of host time: campaigns look at it between two cases."""

    def __init__(self, seconds: float):
        self._ends = time.monotonic() + seconds

    def is_over(self) -> bool:
        return time.monotonic() >= self._ends
