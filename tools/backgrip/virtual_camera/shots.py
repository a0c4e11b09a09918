"""What a virtual camera has done. All times are nanoseconds of the clock its contacts were told in."""

from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """How a run of AF ended."""

    LOCKED = "locked"  # single AF found focus
    GAVE_UP = "gave up"  # single AF found none
    LET_GO = "let go"  # whoever had started it let go
    AGAIN = "started over"  # it was asked to begin anew
    RUNNING = "running"  # it has not ended


class Why(StrEnum):
    """Why a press of SHUTTER gave no frame."""

    NO_FOCUS_LINE = "SHUTTER alone is ignored"
    ASLEEP = "the camera was asleep"
    TOO_SHORT = "SHUTTER was closed too briefly"
    TOO_SOON = "SHUTTER had not been open long enough"
    TOO_LATE_FOCUS = "FOCUS closed too shortly before SHUTTER"
    BOTH_AT_ONCE = "both contacts closed at once"
    NOT_IN_FOCUS = "let go before the camera was in focus"
    FOCUS_NOT_OPENED = "FOCUS had not opened since the last exposure"


@dataclass
class AfRun:
    """A run of AF. In single AF it ends with the lock; in continuous AF it lasts as long as AF follows.

    `why` is who started it: "FOCUS" (half-press), "SHUTTER", "AF-ON", or "frame": the body itself, after a picture,
    where a held half-press keeps focus for one picture only. `searches` counts the times it had to look for the
    subject: 1, or more where continuous AF lost it.
    """

    begin_ns: int
    why: str
    end_ns: int | None = None
    outcome: Outcome = Outcome.RUNNING
    searches: int = 0


@dataclass
class Lock:
    """Single AF holds a distance from `begin_ns` to `end_ns` (None: still)."""

    begin_ns: int
    focus_m: float
    end_ns: int | None = None


@dataclass
class Frame:
    """A frame. `press_ns` is the closure of SHUTTER that it came from; `end_ns` differs from `t_ns` in bulb only.

    `in_focus` is about the subject, wherever the AF point looked. `stale`: the exposure was held from an earlier
    moment and is off by more than a third of a stop.
    """

    t_ns: int
    press_ns: int
    focus_m: float
    subject_m: float
    in_focus: bool
    stale: bool
    end_ns: int | None = None


@dataclass(frozen=True)
class Missed:
    """A closure of SHUTTER, at `press_ns`, that gave nothing. `t_ns`: when that was settled."""

    press_ns: int
    t_ns: int
    why: Why


@dataclass
class Sleep:
    """The camera slept from `begin_ns` to `end_ns` (None: still)."""

    begin_ns: int
    end_ns: int | None = None


@dataclass(frozen=True)
class OwnPress:
    """A press of one of the body's own buttons; `ignored`: the body did not answer because FOCUS was held."""

    t_ns: int
    button: str
    ignored: bool


@dataclass
class Shots:
    """Everything, each list in order of time."""

    runs: list[AfRun] = field(default_factory=list)
    locks: list[Lock] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    missed: list[Missed] = field(default_factory=list)
    sleeps: list[Sleep] = field(default_factory=list)
    own: list[OwnPress] = field(default_factory=list)

    @property
    def ignored(self) -> list[OwnPress]:
        """Presses of the body's own buttons that it did not answer."""
        return [press for press in self.own if press.ignored]
