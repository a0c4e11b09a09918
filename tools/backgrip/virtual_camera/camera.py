"""The virtual camera: contacts in, shots out."""

import random
from types import SimpleNamespace

from backgrip.cameras.schema import Fact, SemanticClass
from backgrip.virtual_camera.autofocus import Autofocus
from backgrip.virtual_camera.meter import Meter
from backgrip.virtual_camera.power import Power
from backgrip.virtual_camera.release import Release
from backgrip.virtual_camera.scene import MS, Scene
from backgrip.virtual_camera.shots import Frame, Missed, OwnPress, Shots, Why
from backgrip.virtual_camera.timers import Timers

OWN_BUTTONS = ("AF-ON", "MENU")
CONTACTS = ("FOCUS", "SHUTTER", *OWN_BUTTONS)
CHOICES = {
    "focus_mode": ("single", "continuous"), "drive": ("single", "continuous", "bulb"),
    "priority": (None, "focus", "release"), "exposure": ("auto", "manual"),
}  # fmt: skip


class VirtualCamera:
    """One body. `focus_mode` "single" (AF-S) or "continuous" (AF-C); `drive` "single", "continuous" or "bulb".

    `half_press_af` False: AF taken off the half-press, only the body's AF-ON button focuses; the body then fires at
    any time [0.1, 2.1; with out-of-focus release enabled where there is such a thing]. `priority` "focus", "release" or
    None for what the class leaves the factory with. `exposure` "auto" or "manual". `frames_per_s` bounds every drive.
    `chance`: how likely SHUTTER closed sooner than `focus_then_shutter_ms` after FOCUS gives nothing [3: "may fail at
    times"], drawn from `seed`.

    Times are nanoseconds from when it was switched on. Raises ValueError for a choice that there is not.
    """

    def __init__(
        self, semantics: SemanticClass, scene: Scene | None = None, *, focus_mode="single", drive="single",
        half_press_af=True, priority=None, exposure="auto", frames_per_s=8.0, chance=0.5, seed=1,
    ):  # fmt: skip
        chosen = {"focus_mode": focus_mode, "drive": drive, "priority": priority, "exposure": exposure}
        for name, value in chosen.items():
            if value not in CHOICES[name]:
                raise ValueError(f"{name} is one of {', '.join(map(str, CHOICES[name]))}, not {value!r}")
        body = SimpleNamespace(
            **{name: fact.is_ for name in type(semantics).model_fields
               if isinstance(fact := getattr(semantics, name), Fact)}
        )  # fmt: skip
        self.body, self.scene, self.drive = body, scene or Scene(), drive
        self.shots, self.timers = Shots(), Timers()
        self._t_ns = 0
        self._closed: dict[str, int] = {}  # contact -> since when
        self._taken: set[str] = set()  # own buttons that the body has answered
        self._unseen: int | None = None  # a closure of SHUTTER that the body cannot know of yet
        self._half_press_focuses = half_press_af and body.half_press_focuses
        factory = body.single_priority if focus_mode == "single" else body.continuous_priority
        self._waits = (priority or factory) == "focus"
        self.af = Autofocus(body, focus_mode, self.scene, self.shots, self.timers)
        self.meter = Meter(body, focus_mode, exposure, self.scene)
        self.power = Power(body, self.shots, self.timers)
        self.release = Release(body, drive, frames_per_s, chance, random.Random(seed), self.shots, self.timers)
        self._alone = body.shutter_alone  # what SHUTTER does without FOCUS

    # -- what the world tells it -------------------------------------------------------------------

    def contact(self, t_ns: int, name: str, closed: bool) -> None:
        """A contact closes or opens: "FOCUS", "SHUTTER", or an own button ("AF-ON", "MENU").

        Raises ValueError for another name, or a time before the last one told.
        """
        if name not in CONTACTS:
            raise ValueError(f"no contact {name!r}; there are {', '.join(CONTACTS)}")
        self.advance(t_ns)
        if closed == (name in self._closed):
            return
        if closed:
            self._closed[name] = t_ns
        else:
            del self._closed[name]
        if name == "FOCUS":
            self._focus(t_ns, closed)
        elif name == "SHUTTER":
            self._shutter_closes(t_ns) if closed else self._shutter_opens(t_ns)
        else:
            self._own_button(t_ns, name, closed)
        self._consider(t_ns)

    def advance(self, t_ns: int) -> Shots:
        """Lets time pass. Returns what there is so far; it goes on growing."""
        if t_ns < self._t_ns:
            raise ValueError(f"it is {self._t_ns} ns already, and {t_ns} ns is before that")
        while due := self.timers.pop(t_ns):
            self._t_ns = due[0]
            self._timer(*due)
            self._consider(due[0])
        self._t_ns = t_ns
        return self.shots

    def finish(self, t_ns: int) -> Shots:
        """Lets time pass up to the end; a press that still waits for focus is missed."""
        self.advance(t_ns)
        self.release.end(t_ns)
        return self.shots

    # -- contacts ----------------------------------------------------------------------------------

    def _focus(self, t_ns, closed):
        if closed:
            self.timers.cancel("half-press over")
            if self.power.busy(t_ns, "FOCUS"):
                self._half_press(t_ns)
                self._full_press(t_ns)
            return
        self.af.let_go(t_ns, "FOCUS")
        self.timers.set("half-press over", t_ns + self.body.refocus_open_ms * MS)
        self.release.focus_opened()
        if self._alone == "ignored" and self.release.press:
            self._press_over(t_ns)
        self.power.idle(t_ns, "FOCUS")

    def _half_press(self, t_ns):
        if self._half_press_focuses:
            self.af.ask(t_ns, "FOCUS")
        else:
            self.meter.hold(t_ns)
        if self.af.lock:
            self.meter.hold(t_ns)

    def _shutter_closes(self, t_ns):
        self._swallow(t_ns, Why.ASLEEP)  # one that was to be remembered, and now there is another
        self._unseen = t_ns
        self.release.closed(t_ns)
        sees = self._alone != "ignored" or "FOCUS" in self._closed
        if sees and self.power.busy(t_ns, "SHUTTER"):
            self._full_press(t_ns)

    def _full_press(self, t_ns, asleep=False):
        """The body sees SHUTTER closed, if it is."""
        if self._unseen is None or (self._alone == "ignored" and "FOCUS" not in self._closed):
            return
        self.power.busy(t_ns, "SHUTTER")
        close_ns, self._unseen = self._unseen, None
        begun = self.release.begin(close_ns, t_ns, self._closed.get("FOCUS"), asleep)
        if begun and self._half_press_focuses and self._alone == "focuses then fires":
            self.af.ask(t_ns, "SHUTTER")

    def _shutter_opens(self, t_ns):
        self.release.opened(t_ns)
        sees = self._alone != "ignored" or "FOCUS" in self._closed
        if not (sees and self.power.asleep and self.body.sleeping_shutter == "wakes and fires"):
            self._swallow(t_ns, Why.ASLEEP if sees else Why.NO_FOCUS_LINE)
        self._press_over(t_ns)

    def _swallow(self, t_ns, why):
        """A closure of SHUTTER that the body has not seen, if there is one, gives nothing."""
        if self._unseen is not None:
            self.shots.missed.append(Missed(self._unseen, t_ns, why))
            self._unseen = None

    def _own_button(self, t_ns, name, closed):
        if not closed:
            if name in self._taken:
                self._taken.discard(name)
                self.af.let_go(t_ns, name)
            self.power.idle(t_ns, name)
            return
        ignored = "FOCUS" in self._closed and self.body.own_buttons == "ignored"
        self.shots.own.append(OwnPress(t_ns, name, ignored))
        if not ignored:
            self._taken.add(name)
            if self.power.busy(t_ns, name) and name == "AF-ON":
                self.af.ask(t_ns, name)

    # -- time --------------------------------------------------------------------------------------

    def _timer(self, t_ns, name):
        if name == "awake":
            self._awake(t_ns)
        elif name == "fall asleep":
            self.power.fall_asleep(t_ns)
        elif name == "AF done":
            if self.af.done(t_ns) and "FOCUS" in self._closed:
                self.meter.hold(t_ns)
        elif name == "AF looks":
            self.af.look(t_ns)
        elif name == "AF let go":
            self.af.noticed(t_ns)
        elif name == "half-press over":
            self.meter.let_go()
        elif name == "exposure":
            self._expose(t_ns)

    def _awake(self, t_ns):
        self.power.awake(t_ns)
        if "FOCUS" in self._closed:
            self._half_press(t_ns)
        if "AF-ON" in self._taken:
            self.af.ask(t_ns, "AF-ON")
        if self._unseen is not None:
            self._full_press(t_ns, asleep=True)
            if "SHUTTER" not in self._closed:
                self._swallow(t_ns, Why.NO_FOCUS_LINE)
                if self.release.press:
                    self.release.press.remembered = True

    def _consider(self, t_ns):
        waits = self._waits and self.af.asked and not self.af.ready
        self.release.consider(t_ns, may_fire=not waits)
        press = self.release.press
        if press and press.remembered and self.release.firing is not press and self.af.run is None:
            self.release.end(t_ns)  # no focus found, and nobody holds the contact any more
        if "SHUTTER" not in self._closed and not (self.release.press or self.release.firing):
            self.af.let_go(t_ns, "SHUTTER")
            self.power.idle(t_ns, "SHUTTER")

    def _expose(self, t_ns):
        press = self.release.exposed(t_ns)
        focus_m = self.af.lens.focus_m(t_ns)
        frame = Frame(
            t_ns, press.close_ns, focus_m, self.scene.subject(t_ns), self.scene.sharp(focus_m, t_ns),
            self.meter.stale(t_ns), t_ns,
        )  # fmt: skip
        self.shots.frames.append(frame)
        if self.drive == "bulb":
            self.release.exposing, frame.end_ns = True, None
            if self.release.press is not press:
                self._exposure_over(t_ns)
        elif self.drive == "single":
            self._focus_again(t_ns)

    def _press_over(self, t_ns):
        if self.release.exposing:
            self._exposure_over(t_ns)
        self.release.end(t_ns)

    def _exposure_over(self, t_ns):
        self.shots.frames[-1].end_ns = t_ns
        self.release.exposure_over()
        self._focus_again(t_ns)

    def _focus_again(self, t_ns):
        """Some bodies keep the focus of a held half-press for one picture [Fuji before X-T2, in single drive]."""
        if self.af.single and self.af.asked_by & {"FOCUS", "SHUTTER"} and not self.body.held_half_press_locks:
            self.af.start_over(t_ns, "frame")
