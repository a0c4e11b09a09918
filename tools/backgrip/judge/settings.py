"""What a grip is set to, and what the contract allows beyond it. A second writing of the contract's tables."""

from dataclasses import dataclass, fields

from backgrip.problem import Problem

US, MS, S = 1_000, 1_000_000, 1_000_000_000  # nanoseconds

# From the contract: the camera profile and the ranges under Numbers. Fields without a range are not looked at.
RANGES = {
    "focus_lead_ms": (0, 5000), "focus_tail_ms": (0, 5000), "shutter_min_ms": (20, 2000), "shutter_gap_ms": (10, 2000),
    "refocus_gap_ms": (20, 1000), "debounce_ms": (2, 50), "tap_ms": (200, 500), "lock_timeout_s": (5, 300),
}  # fmt: skip


@dataclass(frozen=True)
class Settings:
    """Profile and settings of one grip, in the units of their names. `style` is "lock", "track" or "plain"."""

    shutter_needs_focus: bool = True
    focus_lead_ms: float = 100
    wake_lead_ms: float | None = None
    sleep_after_s: float | None = None
    shutter_min_ms: float = 100
    shutter_gap_ms: float = 50
    focus_tail_ms: float = 100
    refocus_gap_ms: float = 120
    focus_open_between: bool = False
    style: str = "lock"
    debounce_ms: float = 8
    tap_ms: float = 250
    lock_timeout_s: float = 60
    focus_limit_s: float = 300
    shutter_limit_s: float = 1800
    shutter_lock_limit_s: float = 14400
    dark: bool = False

    @classmethod
    def of(cls, values: dict) -> "Settings":
        """From the fields of a profile or a settings file; what it does not name is at its default. Raises Problem."""
        known = {field.name: type(field.default) for field in fields(cls)}
        if unknown := sorted(set(values) - set(known)):
            raise Problem(f"{', '.join(unknown)}: no such setting. There are {', '.join(known)}.")
        for name, value in values.items():
            _check(name, value, known[name])
        return cls(**values)

    def ns(self, name: str) -> int:
        """A time in nanoseconds, from its field's name, unit included."""
        return round(getattr(self, name) * (MS if name.endswith("_ms") else S))


def _check(name, value, kind):
    low, high = RANGES.get(name, (0, float("inf")))
    if name == "style":
        good, must = value in ("lock", "track", "plain"), "lock, track or plain"
    elif kind is bool:
        good, must = isinstance(value, bool), "true or false"
    elif value is None:
        good, must = kind is type(None), "a number"
    else:
        good = isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high
        must = f"{low} to {high}" if name in RANGES else "a number, not below 0"
    if not good:
        raise Problem(f"{name} cannot be {value!r}: by the contract it is {must}.")


@dataclass(frozen=True)
class Allowances:
    """How far from the ideal an edge may be, in nanoseconds. Where the contract names no number, a hand's measure.

    `step_ns`: the recording's own resolution, added wherever a time is compared.
    """

    contact_ns: int = 5 * US  # contact -> line
    release_ns: int = 1 * MS  # released -> line open
    late_ns: int = 2 * MS  # lead, floor, gap, tail, refocus gap; 5 ms under load
    unlock_ns: int = 5 * MS  # press -> a locked SHUTTER open
    at_timeout_ns: int = 5 * MS  # a press this near to a time-out counts as after it
    noticed_ns: int = 40 * MS  # what the CPU decides: no number in the contract, a hand would notice 50 ms
    tap_ns: int = 12 * MS  # the CPU reads edges this late at most: taps and holds near their limit may be either
    ready_ns: int = 100 * MS  # reset -> ready, as frozen code; 300 ms as .mpy, 1 s as .py
    reset_ns: int = 1 * MS  # reset -> both lines open
    step_ns: int = 0
