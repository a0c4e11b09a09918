"""Which campaigns there are, and how the time of a long run is shared out."""

import importlib
from dataclasses import dataclass

# Module, and its share of the time. A share follows from how many cases it has and how long one takes.
CAMPAIGNS = {
    "exploration": 2,
    "fuzz": 3,
    "broken_clauses": 3,
    "attack": 4,
    "day": 3,
    "python_fails": 6,
    "resets": 3,
    "storage": 4,
    "usb": 2,
}


@dataclass(frozen=True)
class Turn:
    """One campaign of a run."""

    module: str
    title: str
    seconds: float
    seed: int


def turns(minutes: float, jobs: int, seed: int, only: tuple[str, ...] = ()) -> list[Turn]:
    """The longest first, so that no processor waits at the end. Raises ValueError for a name that is none."""
    unknown = sorted(set(only) - set(CAMPAIGNS))
    if unknown:
        raise ValueError(f"no campaign is called {', '.join(unknown)}; there are {', '.join(CAMPAIGNS)}")
    wanted = {name: share for name, share in CAMPAIGNS.items() if not only or name in only}
    whole = minutes * 60 * min(jobs, len(wanted)) / sum(wanted.values())
    made = [Turn(name, title_of(name), share * whole, seed + index * 1_000_000)
            for index, (name, share) in enumerate(wanted.items())]  # fmt: skip
    return sorted(made, key=lambda turn: -turn.seconds)


def title_of(module: str) -> str:
    return importlib.import_module(f"soak.{module}").NAME
