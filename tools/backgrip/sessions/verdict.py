"""What must hold, and where the grip loses against the camera's own buttons, and why."""

from collections.abc import Callable
from typing import NamedTuple

from backgrip.sessions.result import Results, Sum, add_up
from backgrip.sessions.scenes import SESSIONS
from backgrip.sessions.ways import BY_KEY, OWN

SLOWER_MS = 15  # a smaller difference in time nobody feels
TITLES = {session.key: session.title for session in SESSIONS}


class Promise(NamedTuple):
    """A number that must be nought."""

    what: str
    measured: int

    @property
    def holds(self) -> bool:
        return self.measured == 0


def promises(results: Results) -> list[Promise]:
    """What must hold. The lock is promised for classes that keep focus under half-press."""
    drives = {session.key: session.drive for session in SESSIONS}
    kept = [
        run for run in results.of(way="lock")
        if run.camera_class in results.locks
        and not (drives[run.session] == "bulb" and run.camera_class in results.opens_between)
    ]  # fmt: skip
    lock, track = add_up(kept), add_up(results.of(way="track"))
    return [
        Promise("grip, lock: AF runs between the focus press and the last frame", lock.stray),
        Promise("grip, lock: frames not asked for", lock.unasked),
        Promise("grip, lock: presses that gave nothing", lock.lost),
        Promise("grip, track: frames not asked for", track.unasked),
    ]


class Measure(NamedTuple):
    """Something the grip can lose in. `loses(grip, own)`; `figure` says how it stands."""

    key: str
    title: str
    loses: Callable[[Sum, Sum], bool]
    figure: Callable[[Sum], str]


def _share(total: Sum) -> float:
    return total.sharp / total.wanted if total.wanted else 0


def _slower(grip: Sum, own: Sum) -> bool:
    return bool(grip.waits and own.waits) and grip.waits[0] > own.waits[0] + SLOWER_MS


MEASURES = (
    Measure(
        "sharp", "frames in focus", lambda grip, own: _share(grip) < _share(own) - 0.005,
        lambda total: f"{total.sharp} of {total.wanted}",
    ),
    Measure("lost", "presses that gave nothing", lambda grip, own: grip.lost > own.lost, lambda total: str(total.lost)),
    Measure(
        "stale", "frames at an exposure held from earlier", lambda grip, own: grip.stale > own.stale,
        lambda total: str(total.stale),
    ),
    Measure(
        "waits", "time from decision to frame, median", _slower,
        lambda total: f"{total.waits[0]:.0f} ms" if total.waits else "no frame",
    ),
)  # fmt: skip

# Why the grip can lose: by measure and style, where the subject moves (True) and where it does not.
WHY = {
    ("sharp", "lock", True):
        "lock holds one distance, and who runs towards you runs out of it. Use track for what moves.",
    ("sharp", "lock", False):
        "a few bodies keep the focus of a held half-press for one picture only (Fujifilm before the X-T2) and focus "
        "again, on whatever the AF point is on now. There set the body to manual once it is in focus.",
    ("sharp", "track", True):
        "with the thumb up nothing holds focus in AF-C. On most bodies the index must close FOCUS, and that starts AF "
        "anew, on whatever the AF point is on now. No wire can help it.",
    ("sharp", "track", False):
        "with the thumb up nothing holds focus in AF-C, and the index starts AF anew. Use lock to recompose.",
    ("lost", "lock", None): "AF was at work again, and the camera waited for focus until the finger came up.",
    ("lost", "track", None): "the index started AF anew, and the camera waited for focus until the finger came up.",
    ("stale", "lock", None):
        "on many bodies a held half-press holds the exposure too, and a lock is a held half-press. When the light "
        "changes press the thumb again, set exposure to M, or take AE lock off the half-press.",
    ("stale", "track", None): "on many bodies a held half-press holds the exposure too.",
    ("waits", "lock", None): "nothing was locked, so the index had to close FOCUS first.",
    ("waits", "track", None):
        "with the thumb up the index closes FOCUS first, and SHUTTER follows after the lead of 100 ms. A finger that "
        "squeezes or rests on the camera's own button has that behind it sooner.",
}  # fmt: skip


class Loss(NamedTuple):
    """Where a style of the grip is behind the better of the camera's own ways. `cases`: (scene, grip, way, own)."""

    way: str
    measure: Measure
    why: str
    cases: list[tuple[str, str, str, str]]

    @property
    def sentence(self) -> str:
        figures = "; ".join(f"{scene} {grip} ({own} with {way})" for scene, grip, way, own in self.cases)
        return f"{BY_KEY[self.way].title.capitalize()} loses in {self.measure.title}: {figures}. Why: {self.why}"


def losses(results: Results) -> list[Loss]:
    """Every measure in which the grip is behind in some scene, with the reason."""
    moving = {session.key: session.own_mode == "continuous" for session in SESSIONS}
    found = []
    for (key, way, moves), why in WHY.items():
        measure = next(measure for measure in MEASURES if measure.key == key)
        scenes = [scene for scene in results.scenes if moves in (None, moving[scene])]
        cases = [case for scene in scenes if (case := _case(results, scene, way, measure))]
        if cases:
            found.append(Loss(way, measure, why, cases))
    return found


def _case(results, scene, way, measure):
    """(scene, figure, the better of the camera's own ways, its figure), None where the grip is not behind."""
    best = None
    for own in OWN:
        theirs, grip = _alike(results, scene, own.key, way)
        if theirs.wanted and measure.loses(grip, theirs) and (best is None or measure.loses(best[2], theirs)):
            best = own, grip, theirs
    return best and (TITLES[scene], measure.figure(best[1]), best[0].title, measure.figure(best[2]))


def _alike(results, scene, own, grip):
    """The sums of both ways over the classes that can be shot both ways."""
    runs = results.of(scene, own)
    classes = {run.camera_class for run in runs}
    return add_up(runs), add_up([run for run in results.of(scene, grip) if run.camera_class in classes])
