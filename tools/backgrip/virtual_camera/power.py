"""The meter-off timer: sleeping and waking."""

from backgrip.virtual_camera.scene import MS
from backgrip.virtual_camera.shots import Shots, Sleep
from backgrip.virtual_camera.timers import Timers


class Power:
    """Falls asleep `sleep_after_s` after the last contact opened [3: Nikon's meter-off timer, 6 s by default].

    A contact that is closed for `wake_ms` wakes it; opened before that, the camera stays asleep unless it is of those
    that a touch wakes ("wakes and fires") [3: sleeping 20D and 5D swallow a short pulse].
    """

    def __init__(self, body, shots: Shots, timers: Timers):
        self.body, self.shots, self.timers = body, shots, timers
        self.asleep = False
        self._waking = False
        self._busy: set[str] = set()
        self.timers.set("fall asleep", body.sleep_after_s * 1000 * MS)

    def busy(self, t_ns: int, who: str) -> bool:
        """Something keeps the camera awake, or wakes it. Returns whether it is awake now."""
        self._busy.add(who)
        self.timers.cancel("fall asleep")
        if self.asleep and not self._waking:
            self._waking = True
            if not self.body.wake_ms:
                self.timers.cancel("awake")
                self.awake(t_ns)
            else:
                self.timers.set("awake", t_ns + self.body.wake_ms * MS)
        return not self.asleep

    def idle(self, t_ns: int, who: str) -> None:
        """Something no longer keeps it awake."""
        if who not in self._busy:
            return
        self._busy.discard(who)
        if self._busy:
            return
        if self.asleep and self.body.sleeping_shutter == "swallowed":
            self._waking = False
            self.timers.cancel("awake")
        elif not self.asleep:
            self._count(t_ns)

    def awake(self, t_ns: int) -> None:
        """It has woken."""
        self.asleep = self._waking = False
        self.shots.sleeps[-1].end_ns = t_ns
        if not self._busy:
            self._count(t_ns)

    def fall_asleep(self, t_ns: int) -> None:
        self.asleep = True
        self.shots.sleeps.append(Sleep(t_ns))

    def _count(self, t_ns):
        self.timers.set("fall asleep", t_ns + self.body.sleep_after_s * 1000 * MS)
