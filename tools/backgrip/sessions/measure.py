"""Shows the contacts and the scene to the virtual camera, and says what became of every intention."""

from backgrip.sessions.bodies import Shooter
from backgrip.sessions.grip import LineEdge
from backgrip.sessions.result import Run
from backgrip.sessions.script import Session, Shot
from backgrip.sessions.ways import Way, thumb_spans
from backgrip.virtual_camera import MS, Shots, VirtualCamera

LATE_MS = 700  # a frame this long after the finger came up still belongs to its press (AF had to run first)
OVERRUN_MS = 150  # a burst's last frame may come this long after the finger came up: debounce time and a frame
KEPT_MS = 30  # AF that runs on for this long after the thumb lifted (debounce time included) is kept by the index


def shoot(session: Session, way: Way, shooter: Shooter, edges: list[LineEdge]) -> Shots:
    """What a body of that class makes of the contacts."""
    camera = VirtualCamera(
        shooter.semantics, session.scene, focus_mode=way.mode or session.own_mode, drive=session.drive,
        half_press_af=way.half_press_af, exposure=session.exposure, frames_per_s=session.frames_per_s, chance=1.0,
    )  # fmt: skip
    for t_ns, contact, closed in edges:
        camera.contact(t_ns, contact, closed)
    last_ns = max([t_ns for t_ns, *_ in edges], default=0)
    return camera.finish(max(last_ns, session.length_ms * MS) + 1000 * MS)


def measure(session: Session, way: Way, shooter: Shooter, edges: list[LineEdge]) -> Run:
    """The figures of one run."""
    shots = shoot(session, way, shooter, edges)
    by_shot, unasked = _sort(session, shots)
    wanted = [_ideal(session, shooter, shot) for shot in session.shots]
    lost = [shot for shot, frames in by_shot.items() if not frames]
    starts, keeps = _index_runs(session, way, shots)
    return Run(
        session=session.key, way=way.key, camera_class=shooter.key,
        wanted_each=wanted,
        sharp_each=[
            min(number, sum(frame.in_focus for frame in frames))
            for number, frames in zip(wanted, by_shot.values(), strict=True)
        ],
        taken=len(shots.frames),
        stale=sum(frame.stale for frame in shots.frames),
        stale_known=shooter.semantics.half_press_locks_ae.is_ != "unknown",
        af_runs=len(shots.runs), stray=_stray(session, shots), index_starts=starts, index_keeps=keeps,
        unasked=unasked, lost=len(lost), why_lost=[_why(shot, shots) for shot in lost],
        ignored=len(shots.ignored),
        waits_ms=[round(frames[0].t_ns / MS - shot.at_ms, 3) for shot, frames in by_shot.items() if frames],
    )  # fmt: skip


def _ideal(session, shooter, shot):
    """Frames of a camera in focus whose SHUTTER closes at the decision and opens with the finger."""
    if session.drive != "continuous":
        return 1
    first_ms = max(shooter.semantics.release_lag_ms.is_, shooter.semantics.shutter_min_ms.is_)
    return 1 + max(0, int((shot.hold_ms - first_ms) * session.frames_per_s / 1000))


def _sort(session, shots) -> tuple[dict[Shot, list], int]:
    """The frames of every shot, and how many belong to none."""
    found, unasked = {shot: [] for shot in session.shots}, 0
    for frame in shots.frames:
        asked = [shot for shot in session.shots if shot.at_ms * MS <= frame.press_ns <= shot.until_ms * MS]
        if not asked:
            unasked += 1
            continue
        frames = found[asked[-1]]
        late_ms = OVERRUN_MS if session.drive == "continuous" and frames else LATE_MS
        too_late = frame.t_ns > (asked[-1].until_ms + late_ms) * MS
        unasked += too_late or (session.drive != "continuous" and bool(frames))
        frames.append(frame)
    return found, unasked


def _why(shot, shots):
    whys = [one.why for one in shots.missed if shot.at_ms * MS <= one.press_ns <= shot.until_ms * MS]
    return str(whys[0]) if whys else "SHUTTER never closed"


def _stray(session, shots):
    """AF runs between a focus press and the end of the last press before the next one, its own run not counted."""
    stray, acts = 0, session.focusing
    for number, act in enumerate(acts):
        next_ms = acts[number + 1].at_ms if number + 1 < len(acts) else session.length_ms
        end_ms = max([shot.until_ms for shot in session.shots if act.at_ms <= shot.at_ms < next_ms], default=0)
        begun = [run for run in shots.runs if act.at_ms * MS <= run.begin_ns <= end_ms * MS]
        stray += max(0, len(begun) - 1)
    return stray


def _index_runs(session, way, shots):
    """AF runs that the index started, and those it kept going after the thumb had lifted."""
    if not way.style:
        return 0, 0
    thumbs = [(begin * MS, (end + KEPT_MS) * MS) for begin, end in thumb_spans(session, way.style)]
    starts = keeps = 0
    for run in shots.runs:
        thumb = [span for span in thumbs if span[0] <= run.begin_ns <= span[1]]
        if not thumb:
            starts += 1
        elif way.style == "track" and run.end_ns > thumb[-1][1]:
            keeps += 1
    return starts, keeps
