"""What a trial is: what the grip does on its lines, and what its owner is asked. And the log of the answers."""

from dataclasses import dataclass

Move = tuple[str | None, bool, int]  # line or None, closed, ms to wait then: what `connect.Lines.play` takes

UNSURE, SKIPPED = "?", "-"
Reply = str | int


@dataclass(frozen=True)
class Setup:
    """How the camera must be set for a trial. In `points`, {words} come from the camera's data."""

    key: str
    title: str
    points: tuple[str, ...]


@dataclass(frozen=True)
class Trial:
    """One thing tried.

    `does` says what will happen, `brief` says it again, shortly. `parts` are played one after the other. `before` is
    played first where the camera must then fall asleep. `cues`: (ms into the first part, what its owner does then).
    `away_ms`: from then on the AF point is on the other thing.
    Asked is one of `choices`, (key, words), or with `count` how many pictures there were, 0 to `count`, or with
    `seconds` a time.
    """

    key: str
    step: str
    setup: Setup
    does: str
    parts: tuple[tuple[Move, ...], ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    count: int = 0
    seconds: bool = False
    before: tuple[Move, ...] = ()
    brief: str = ""
    cues: tuple[tuple[int, str], ...] = ()
    away_ms: int | None = None

    @property
    def lasts_s(self) -> float:
        return sum(ms for part in self.parts for _, _, ms in part) / 1000


@dataclass(frozen=True)
class Entry:
    """A reply: a choice's key, a number, UNSURE or SKIPPED. `waited_s`: how long the camera took to fall asleep."""

    trial: str
    reply: Reply
    waited_s: float | None = None


class Log:
    """All replies so far, in order."""

    def __init__(self, entries: list[Entry] | None = None) -> None:
        self.entries = list(entries or [])

    def replies(self, trial: str) -> list[Reply]:
        return [entry.reply for entry in self.entries if entry.trial == trial]

    def last(self, trial: str) -> Reply | None:
        """The reply that counts: the latest; None if there is none, or it settles nothing."""
        replies = self.replies(trial)
        return replies[-1] if replies and replies[-1] not in (UNSURE, SKIPPED) else None

    def waited_s(self, trials: str) -> float | None:
        """The shortest time to fall asleep in trials whose key begins with `trials`."""
        waited = [e.waited_s for e in self.entries if e.trial.startswith(trials) and e.waited_s is not None]
        return min(waited, default=None)
