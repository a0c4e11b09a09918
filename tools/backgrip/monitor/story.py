"""What happened on a watched grip, on one clock: the recording's milliseconds, from the first state on."""

from collections import deque
from dataclasses import dataclass, field

from backgrip.connect.state import State, since

SIGNALS = ("thumb", "index", "FOCUS", "SHUTTER")
WINDOW_MS = 60_000  # of levels kept for the timeline


def levels(state: State) -> tuple[bool, bool, bool, bool]:
    """In the order of SIGNALS."""
    return state.thumb, state.index, state.focus, state.shutter


FIRST, BACK, RESTARTED = "first", "back", "restarted"  # nothing, the cable was out, it began anew


@dataclass(frozen=True)
class Started:
    """A grip tells again, or for the first time: `before` says what was. `why` is the grip's word for why it runs."""

    at_ms: int
    version: str
    why: str
    faults: int
    before: str


@dataclass(frozen=True)
class Seen:
    """The grip told its state."""

    at_ms: int
    state: State


@dataclass(frozen=True)
class Gone:
    """The grip does not tell any more; `why` in words for its owner."""

    at_ms: int
    why: str


@dataclass(frozen=True)
class Said:
    """A line of its console."""

    at_ms: int
    text: str


Event = Started | Seen | Gone | Said


class Clock:
    """The recording's time: the grip's own milliseconds while it tells, this computer's in between. Never goes back."""

    def __init__(self, host_s: float):
        self._began_s = host_s
        self._base: tuple[int, int] | None = None  # (the grip's ticks, the recording's ms) at one moment
        self._began = False
        self.now_ms = 0

    def told(self, t_ms: int, host_s: float) -> int:
        """The recording's time of a state told at the grip's `t_ms`."""
        if self._base is None:
            if not self._began:
                self._began, self._began_s = True, host_s
            self._base = t_ms, self.host(host_s)
        ticks, at_ms = self._base
        self.now_ms = max(self.now_ms, at_ms + since(t_ms, ticks))
        self._base = t_ms, self.now_ms
        return self.now_ms

    def host(self, host_s: float) -> int:
        """The recording's time now, by this computer's clock (seconds)."""
        return max(self.now_ms, round((host_s - self._began_s) * 1000)) if self._began else 0

    def lost(self, host_s: float) -> int:
        """The grip is gone. Returns the time now."""
        self.now_ms = self.host(host_s)
        return self.now_ms

    def anew(self, host_s: float) -> int:
        """The grip has restarted: its ticks mean nothing any more. Returns the time now."""
        self._base = None
        return self.lost(host_s)


@dataclass
class Story:
    """All that a view shows."""

    state: State | None = None
    version: str = ""
    telling: bool = False
    faults: int = 0
    away_ms: int = 0
    resets: list[tuple[int, str]] = field(default_factory=list)
    spans: deque = field(default_factory=deque)  # (from_ms, levels or None while nobody tells)
    blips: deque = field(default_factory=deque)  # (at_ms, signal): counted, but over before the grip looked
    news: deque = field(default_factory=lambda: deque(maxlen=5))  # (at_ms, text)
    presses: list[int] = field(default_factory=lambda: [0, 0, 0])  # thumb, index, frames of runs before this one

    def take(self, event: Event) -> None:
        """Adds an event."""
        match event:
            case Started():
                self._started(event)
            case Seen(at_ms, state):
                self._seen(at_ms, state)
            case Gone(at_ms, why):
                self.telling = False
                self.news.append((at_ms, why.splitlines()[0]))
                self._span(at_ms, None)
            case Said(at_ms, text):
                self.news.append((at_ms, text))

    def totals(self) -> tuple[int, int, int]:
        """Presses of thumb and index, and frames, of all runs that were watched, each from its start on."""
        now = _counts(self.state) if self.state else (0, 0, 0)
        return tuple(before + this for before, this in zip(self.presses, now))

    def _started(self, event: Started) -> None:
        self.version, self.faults, self.telling = event.version, event.faults, True
        if event.before == RESTARTED:
            self.resets.append((event.at_ms, event.why))
            self.presses = list(self.totals())  # the grip's own begin at 0 again
            self.state = None

    def _seen(self, at_ms: int, state: State) -> None:
        self.blips.extend((at_ms, name) for name in blips(self.state, state))
        self.state = state
        self.away_ms = max(self.away_ms, state.away_ms)
        self._span(at_ms, levels(state))

    def _span(self, at_ms: int, now: tuple | None) -> None:
        if not self.spans or self.spans[-1][1] != now:
            self.spans.append((at_ms, now))
        while len(self.spans) > 1 and self.spans[1][0] < at_ms - WINDOW_MS:
            self.spans.popleft()
        while self.blips and self.blips[0][0] < at_ms - WINDOW_MS:
            self.blips.popleft()


def blips(before: State | None, now: State) -> list[str]:
    """Signals that were counted between two looks and yet are not seen to have changed."""
    if before is None:
        return []
    found = []
    for name, was, is_, counted in (
        ("thumb", before.thumb, now.thumb, now.thumb_presses - before.thumb_presses),
        ("index", before.index, now.index, now.index_presses - before.index_presses),
        ("SHUTTER", before.shutter, now.shutter, now.frames - before.frames),
    ):
        if counted > int(is_ and not was):
            found.append(name)
    return found


def restarted(before: State, now: State) -> bool:
    """Whether the grip has started anew between two states: its counters went back, or its time did."""
    if any(later < earlier for later, earlier in zip(_counts(now), _counts(before))) or now.away_ms < before.away_ms:
        return True
    return now.t_ms is not None and since(now.t_ms, before.t_ms) < 0


def _counts(state: State) -> tuple[int, int, int]:
    return state.thumb_presses, state.index_presses, state.frames
