"""Rows of the tables, the same for the terminal and the README."""

from backgrip.sessions.result import Results, Run, Sum, add_up
from backgrip.sessions.scenes import SESSIONS
from backgrip.sessions.verdict import TITLES
from backgrip.sessions.ways import OWN, WAYS

HEAD = (
    "way", "in focus", "AF runs", "of them stray", "stale exposure", "decision to frame", "not asked for",
    "lost presses",
)  # fmt: skip
CLASS_HEAD = ("class", "profile of", *(way.title for way in WAYS), "index starts", "index keeps")


def many(results: Results) -> str:
    """How many classes, in words."""
    return f"{len(results.bodies)} class{'es' if len(results.bodies) > 1 else ''} of cameras"


def waits(total: Sum) -> str:
    """Median and worst."""
    return f"{total.waits[0]:.0f}, {total.waits[1]:.0f} ms" if total.waits else "never"


def sharp(total: Sum) -> str:
    return f"{total.sharp} of {total.wanted}" if total.wanted else "none"


def _row(title: str, runs: list[Run]) -> tuple[str, ...]:
    total = add_up(runs)
    doubt = "?" if any(run.stale and not run.stale_known for run in runs) else ""
    return (
        title, sharp(total), str(total.af_runs), str(total.stray), f"{total.stale}{doubt}", waits(total),
        str(total.unasked), f"{total.lost} of {total.presses}",
    )  # fmt: skip


def scene_rows(results: Results, scene: str) -> list[tuple[str, ...]]:
    """A row of HEAD for every way."""
    return [_row(way.title, results.of(scene, way.key)) for way in WAYS]


def total_rows(results: Results) -> list[tuple[str, ...]]:
    """All scenes together: a row of HEAD for each of the body's own ways, and one for the grip in the style that suits
    the scene: lock in AF-S, track in AF-C.
    """
    suits = {session.key: "lock" if session.own_mode == "single" else "track" for session in SESSIONS}
    own = [_row(way.title, results.of(way=way.key)) for way in OWN]
    return [*own, _row("grip", [run for run in results.runs if run.way == suits[run.session]])]


def class_rows(results: Results) -> list[tuple[str, ...]]:
    """A row of CLASS_HEAD for every class, all scenes together."""
    rows = []
    for key, body in results.bodies.items():
        shares = [sharp(add_up(results.of(way=way.key, camera_class=key))) for way in WAYS]
        track = add_up(results.of(way="track", camera_class=key))
        rows.append((key, body, *shares, str(track.index_starts), str(track.index_keeps)))
    return rows


def matrix_rows(results: Results) -> list[tuple[str, ...]]:
    """Frames in focus of those wanted: a row for every scene, a column for every way."""
    return [(TITLES[scene], *(sharp(add_up(results.of(scene, way.key))) for way in WAYS)) for scene in results.scenes]


HOW_TO_READ = (
    "Each figure is the sum over all classes of cameras.",
    "in focus: frames with the subject in the depth of field, of those that a camera already in focus would have "
    "taken.",
    "All scenes, grip: in lock for what stays, in track for what runs or flies.",
    "stray: AF runs after the focus press's own, up to the last frame before the next focus press.",
    "decision to frame: median, worst; from the finger's decision to the exposure, the camera's release lag included.",
    "stale exposure: held from earlier and off by more than a third of a stop; ?: not known of some class, the worse "
    "assumed.",
)
ASSUMED = (
    "Fingers are scripted and do not look at the result: a half-press is let go in a pause, a squeeze of the camera's "
    "own button passes the half-press 60 ms before the full press, a thumb stays on a back button for 0.8 s to focus.",
    "The firmware is the real one, on the emulated Pico, with bouncing buttons. The cameras are virtual: how sure a "
    "class's behaviour is stands in tools/backgrip/cameras/classes.toml.",
)
