"""From closures of SHUTTER to frames."""

from dataclasses import dataclass

from backgrip.virtual_camera.scene import MS
from backgrip.virtual_camera.shots import Missed, Shots, Why
from backgrip.virtual_camera.timers import Timers

TOGETHER_NS = 2 * MS  # contacts that close within this close "at once" (assumed: about what a camera tells apart)


@dataclass
class Press:
    """A full press that the camera has noticed: SHUTTER closed at `close_ns`.

    `remembered`: the contact has opened already; it woke a camera that fires once it is awake. `may_ns`: since when
    nothing speaks against firing.
    """

    close_ns: int
    begin_ns: int
    remembered: bool = False
    frames: int = 0
    may_ns: int | None = None


class Release:
    """Counts presses and decides when the exposure begins.

    SHUTTER alone is ignored by bodies that want FOCUS as well [2: Nikon, Samsung; probably Sony, Olympus]; there the
    press is over when either opens. A body in focus priority waits for focus as long as SHUTTER is held [2.1]. Single
    drive gives one frame for each opening of SHUTTER [2.1: "latching up"], continuous drive goes on while it is held,
    bulb exposes while it is held [2.1].
    """

    def __init__(self, body, drive: str, frames_per_s: float, chance: float, rng, shots: Shots, timers: Timers):
        self.body, self.drive, self.chance, self.rng = body, drive, chance, rng
        self.cycle_ns = round(1e9 / frames_per_s)
        self.shots, self.timers = shots, timers
        self.press: Press | None = None
        self.firing: Press | None = None  # its exposure is to come, whatever becomes of the contact
        self.exposing = False  # bulb
        self._opened_ns: int | None = None
        self._too_soon = False
        self._free_ns = 0  # the shutter is busy until then
        self._last_at_once = False
        self._needs_focus_opening = False

    def focus_opened(self) -> None:
        self._needs_focus_opening = False

    def begin(self, close_ns: int, t_ns: int, focus_ns: int | None, asleep: bool) -> Press | None:
        """SHUTTER closed at `close_ns`, and the body can see it since `t_ns`; FOCUS is closed since `focus_ns`.

        `asleep`: it slept until now. Returns the press, None if it cannot give a frame.
        """
        why = self._refusal(close_ns, t_ns, focus_ns, asleep)
        if why:
            self.shots.missed.append(Missed(close_ns, t_ns, why))
            return None
        self.end(t_ns)
        self.press = Press(close_ns, t_ns)
        self.timers.set("long enough", max(t_ns, close_ns + self.body.shutter_min_ms * MS))
        return self.press

    def _refusal(self, close_ns, t_ns, focus_ns, asleep):
        if self._too_soon:
            return Why.TOO_SOON
        if self._needs_focus_opening and self.drive == "bulb":
            return Why.FOCUS_NOT_OPENED
        if focus_ns is None:
            return None
        at_once = abs(focus_ns - close_ns) <= TOGETHER_NS
        again, self._last_at_once = at_once and self._last_at_once, at_once
        if again and self.drive == "single" and self.body.both_at_once == "first only":
            return Why.BOTH_AT_ONCE
        if at_once and self.body.both_at_once == "first only":
            return None
        needs = self.body.shutter_alone == "ignored" and not asleep
        late = t_ns - focus_ns < self.body.focus_then_shutter_ms * MS
        return Why.TOO_LATE_FOCUS if needs and late and self.rng.random() < self.chance else None

    def end(self, t_ns: int) -> None:
        """The press is over: SHUTTER opened, or FOCUS on a body that needs it."""
        press, self.press = self.press, None
        for name in ("long enough", "next frame"):
            self.timers.cancel(name)
        if press is None or press.frames or press is self.firing:
            return
        short = not press.remembered and t_ns - press.begin_ns < self.body.shutter_min_ms * MS
        self.shots.missed.append(Missed(press.close_ns, t_ns, Why.TOO_SHORT if short else Why.NOT_IN_FOCUS))

    def closed(self, t_ns: int) -> None:
        """SHUTTER has closed, whether the body can see that or not."""
        self._too_soon = self._opened_ns is not None and t_ns - self._opened_ns < self.body.shutter_gap_ms * MS

    def opened(self, t_ns: int) -> None:
        """SHUTTER has opened."""
        self._opened_ns = t_ns

    def consider(self, t_ns: int, may_fire: bool) -> None:
        """Fires if it can: called whenever something has changed."""
        press = self.press
        if press is None or self.firing or self.exposing:
            return
        if not may_fire:
            press.may_ns = None
            return
        press.may_ns = t_ns if press.may_ns is None else press.may_ns
        enough_ns = press.close_ns + self.body.shutter_min_ms * MS
        if (t_ns < enough_ns and not press.remembered) or (press.frames and self.drive != "continuous"):
            return
        if press.frames and t_ns < self._free_ns:
            return
        lag_ns = 0 if press.frames else self.body.release_lag_ms * MS
        self.firing = press
        self.timers.set("exposure", max(t_ns, press.may_ns + lag_ns, self._free_ns))

    def exposed(self, t_ns: int) -> Press:
        """The exposure begins. Returns the press that it belongs to; `press` no longer is it if that is over."""
        press, self.firing = self.firing, None
        press.frames += 1
        self._free_ns = t_ns + self.cycle_ns
        if self.press is press:
            if press.remembered:
                self.press = None
            elif self.drive == "continuous":
                self.timers.set("next frame", self._free_ns)
        return press

    def exposure_over(self) -> None:
        """A bulb exposure has ended."""
        self.exposing = False
        self._needs_focus_opening = self.body.focus_open_between
