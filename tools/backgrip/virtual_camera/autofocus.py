"""Autofocus: who asks for it, how it runs, locks and follows."""

import math

from backgrip.virtual_camera.lens import Lens
from backgrip.virtual_camera.scene import MS, Scene
from backgrip.virtual_camera.shots import AfRun, Lock, Outcome, Shots
from backgrip.virtual_camera.timers import Timers

LOOK_EVERY_NS = 20 * MS  # how often continuous AF measures (assumed: of the order of a body's AF frame rate)


class Autofocus:
    """AF of one body. It runs as long as somebody asks: "FOCUS" (half-press), "SHUTTER" or "AF-ON".

    Single AF runs once and locks for as long as it is asked for [2.1: D800 manual, Canon One-Shot]; an opening
    shorter than `refocus_open_ms` is not noticed. Continuous AF follows whatever the AF point looks at, and stops at
    once where the lens stands [2.1]. In light too dim for it AF hunts for `af_hunting_ms`; single AF gives up if it is
    still too dim then, continuous AF begins again.
    """

    def __init__(self, body, mode: str, scene: Scene, shots: Shots, timers: Timers):
        self.body, self.single, self.scene, self.shots, self.timers = body, mode == "single", scene, shots, timers
        self.lens = Lens(scene.lens_m)
        self.asked_by: set[str] = set()
        self.run: AfRun | None = None
        self.lock: Lock | None = None
        self._searching = False
        self._held = False  # single AF goes on through an opening that is too short to notice

    @property
    def asked(self) -> bool:
        """Whether AF is at work or holds a lock."""
        return bool(self.asked_by) or self._held

    @property
    def ready(self) -> bool:
        """Whether AF itself believes that it is in focus."""
        return self.lock is not None or (self.run is not None and not self.single and not self._searching)

    def ask(self, t_ns: int, who: str) -> None:
        """Somebody asks for AF. A lock or a run that there is stays; SHUTTER does not retry what has given up."""
        if who in self.asked_by:
            return
        fresh = not self.asked
        self.asked_by.add(who)
        self.timers.cancel("AF let go")
        self._held = self.single
        if fresh or (who != "SHUTTER" and self.run is None and self.lock is None):
            self._start(t_ns, who)

    def let_go(self, t_ns: int, who: str) -> None:
        """Somebody no longer asks."""
        if who not in self.asked_by:
            return
        self.asked_by.discard(who)
        if not self.asked_by:
            if self.single:
                self.timers.set("AF let go", t_ns + self.body.refocus_open_ms * MS)
            else:
                self.noticed(t_ns)

    def noticed(self, t_ns: int) -> None:
        """The opening was long enough: AF ends."""
        self._held = False
        self._end(t_ns, Outcome.LET_GO)

    def start_over(self, t_ns: int, who: str) -> None:
        """Lets go of what it has and begins anew, although nobody has let go."""
        self._end(t_ns, Outcome.AGAIN)
        self._start(t_ns, who)

    def _start(self, t_ns, who):
        self.run = AfRun(t_ns, who)
        self.shots.runs.append(self.run)
        self._search(t_ns)

    def _search(self, t_ns):
        self._searching = True
        self.run.searches += 1
        dim = self.scene.dim(t_ns)
        until_ns = t_ns + (self.body.af_hunting_ms if dim else self.body.af_single_ms) * MS
        found = not (dim and self.scene.dim(until_ns))
        go = self.lens.hunt if dim else self.lens.move
        go(t_ns, until_ns, self.scene.under_af_point(until_ns) if found else math.inf)
        self._looked_at = self._target(until_ns)
        self._found = found
        self.timers.cancel("AF looks")
        self.timers.set("AF done", until_ns)

    def done(self, t_ns: int) -> Lock | None:
        """A search has ended. Returns the lock of single AF, if it found focus."""
        self._searching = False
        if not self.single:
            if not self._found:
                self._search(t_ns)
                return None
            self.lens.follow(self.scene.under_af_point)
            self.timers.set("AF looks", t_ns + LOOK_EVERY_NS)
            return None
        self.run.end_ns, self.run.outcome = t_ns, Outcome.LOCKED if self._found else Outcome.GAVE_UP
        self.run = None
        self.lens.stop(t_ns)
        if self._found:
            self.lock = Lock(t_ns, self.lens.focus_m(t_ns))
            self.shots.locks.append(self.lock)
        return self.lock

    def look(self, t_ns: int) -> None:
        """Continuous AF measures: it searches anew when the AF point is on something else or the light has gone."""
        if self._target(t_ns) != self._looked_at or self.scene.dim(t_ns):
            self.lens.stop(t_ns - LOOK_EVERY_NS)  # it stands where it last saw what it followed
            self._search(t_ns)
        else:
            self.timers.set("AF looks", t_ns + LOOK_EVERY_NS)

    def _target(self, t_ns):
        looks = self.scene.looks
        return looks(t_ns) if callable(looks) else looks

    def _end(self, t_ns, outcome):
        for name in ("AF done", "AF looks", "AF let go"):
            self.timers.cancel(name)
        self._searching = False
        self.lens.stop(t_ns)
        if self.run:
            self.run.end_ns, self.run.outcome = t_ns, outcome
        if self.lock:
            self.lock.end_ns = t_ns
        self.run = self.lock = None
