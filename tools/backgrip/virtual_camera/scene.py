"""What is in front of the camera: how far, how bright, and what the AF point looks at."""

import math
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

MS = 1_000_000  # nanoseconds
STALE_EV = 1 / 3  # the smallest step a camera's exposure is set in
SUBJECT, BACKGROUND = "subject", "background"


def course(*points: tuple[float, float]) -> Callable[[int], float]:
    """A value over time, straight between `(seconds, value)` points and level before and after them."""
    times = [seconds for seconds, _ in points]

    def at(t_ns: int) -> float:
        number = bisect_right(times, t_ns / 1e9)
        if number == 0 or number == len(points):
            return points[max(0, number - 1)][1]
        (t0, v0), (t1, v1) = points[number - 1], points[number]
        return v0 + (v1 - v0) * (t_ns / 1e9 - t0) / (t1 - t0)

    return at


def steps(*points: tuple[float, object]) -> Callable[[int], object]:
    """A value over time that changes at every `(seconds, value)`; the first one also holds before."""
    times = [seconds for seconds, _ in points]
    return lambda t_ns: points[max(0, bisect_right(times, t_ns / 1e9) - 1)][1]


@dataclass(frozen=True)
class Scene:
    """A scene. Every value may be a function of the time in nanoseconds.

    `subject_m`, `background_m`: metres. `looks`: what the AF point is on, "subject" or "background"; recomposing
    moves it off the subject. `light_ev`: stops. `af_needs_ev`: with less light AF hunts. `hyperfocal_m`: the depth of
    field: 1 m is a phone, 20 m a 50 mm lens at f/4, 134 m an 85 mm lens at f/1.8 (f²/N/c with c = 0.03 mm).
    `lens_m`: where the lens stands at the start.
    """

    subject_m: float | Callable[[int], float] = 2.0
    background_m: float | Callable[[int], float] = 20.0
    looks: str | Callable[[int], str] = SUBJECT
    light_ev: float | Callable[[int], float] = 10.0
    af_needs_ev: float = -math.inf
    hyperfocal_m: float = 40.0
    lens_m: float = math.inf

    def subject(self, t_ns: int) -> float:
        return _now(self.subject_m, t_ns)

    def under_af_point(self, t_ns: int) -> float:
        """How far away is what the AF point looks at, in metres."""
        looks = _now(self.looks, t_ns)
        if looks not in (SUBJECT, BACKGROUND):
            raise ValueError(f'the AF point looks at "subject" or "background", not {looks!r}')
        return self.subject(t_ns) if looks == SUBJECT else _now(self.background_m, t_ns)

    def light(self, t_ns: int) -> float:
        return _now(self.light_ev, t_ns)

    def dim(self, t_ns: int) -> bool:
        """Whether AF hunts."""
        return self.light(t_ns) < self.af_needs_ev

    def sharp(self, focus_m: float, t_ns: int) -> bool:
        """Whether the subject is within the depth of field of a lens focused at `focus_m`.

        In dioptres the depth of field is the same at every distance: 1 / hyperfocal distance to either side.
        """
        return abs(1 / focus_m - 1 / self.subject(t_ns)) <= 1 / self.hyperfocal_m


def _now(value, t_ns: int):
    return value(t_ns) if callable(value) else value
