"""The exposure, and whether it is held."""

from backgrip.virtual_camera.scene import STALE_EV, Scene


class Meter:
    """Measures at every frame, unless a held half-press holds an earlier reading.

    `half_press_locks_ae` "unknown" is taken as "yes", the worse case. It is held in single AF from the lock on, and
    from the half-press on where that does not focus; in continuous AF the exposure goes on following (assumed: the
    research knows only that many bodies hold it). With manual exposure there is nothing to hold.
    """

    def __init__(self, body, mode: str, exposure: str, scene: Scene):
        self.scene = scene
        self._holds = body.half_press_locks_ae != "no" and mode == "single" and exposure == "auto"
        self._held_ev: float | None = None

    def hold(self, t_ns: int) -> None:
        if self._holds and self._held_ev is None:
            self._held_ev = self.scene.light(t_ns)

    def let_go(self) -> None:
        self._held_ev = None

    def stale(self, t_ns: int) -> bool:
        """Whether a frame at this moment would be exposed for another light."""
        return self._held_ev is not None and abs(self.scene.light(t_ns) - self._held_ev) > STALE_EV
