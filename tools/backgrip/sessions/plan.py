"""Which runs there are, and running them. Grips with the same settings do the same: each plays once."""

import importlib.metadata
from collections.abc import Callable, Iterable
from pathlib import Path

from backgrip.bench.jobs import Job, run
from backgrip.firmware import settings_file
from backgrip.image.binary_info import binary_info
from backgrip.image.uf2 import read
from backgrip.sessions.bodies import TYPICAL, Shooter
from backgrip.sessions.grip import Fingers, LineEdge, own_edges, record
from backgrip.sessions.judged import judge_all
from backgrip.sessions.measure import measure
from backgrip.sessions.result import Recording, Results, Run
from backgrip.sessions.scenes import SESSIONS
from backgrip.sessions.script import Session
from backgrip.sessions.ways import GRIP, WAYS, Way, grip_moves, own_moves
from backgrip.version import VERSION

BOOT_COST = 1.2  # seconds of emulation that a boot is worth
Play = Callable[[list[Job], int], dict[str, list[list[LineEdge]]]]


def settings_of(shooter: Shooter, way: Way) -> str:
    """The settings file of the grip. Equal for bodies on which it does the same. Raises ValueError."""
    return settings_file(**shooter.profile | {"style": way.style}).decode()


def recordings(
    uf2: Path, shooters: list[Shooter], sessions: tuple[Session, ...], workers: int, known: Iterable[Recording],
    play: Play,
) -> list[Recording]:  # fmt: skip
    """The grip's lines with every distinct settings file in every session; those in `known` are not played again."""
    wanted, titles = {}, {}
    for way in GRIP:
        for shooter in shooters:
            settings = settings_of(shooter, way)
            titles.setdefault(settings, (way.title, []))[1].append(shooter.key)
            wanted |= {(settings, one.key): Fingers(grip_moves(one, way.style), one.length_ms) for one in sessions}
    found = {
        (old.settings, old.session): old for old in known
        if (fingers := wanted.get((old.settings, old.session))) and fingers.moves == old.moves
    }  # fmt: skip
    jobs = []
    for settings, (title, names) in titles.items():
        missing = [fingers for key, fingers in wanted.items() if key[0] == settings and key not in found]
        if missing:
            jobs.append(_job(uf2, settings, f"{title}: {', '.join(names)}", missing))
    lines = {key: iter(each) for key, each in (play(jobs, workers) if jobs else {}).items()}
    return [
        found.get(key) or Recording(settings=key[0], session=key[1], moves=fingers.moves, edges=next(lines[key[0]]))
        for key, fingers in wanted.items()
    ]


def _job(uf2, settings, title, missing):
    cost = sum(fingers.length_ms for fingers in missing) / 1000 + BOOT_COST
    steps = sum(fingers.ticks for fingers in missing)
    return Job(settings, title, record, (uf2, settings.encode(), missing), steps, cost)


def measure_all(shooters: list[Shooter], sessions: tuple[Session, ...], recorded: list[Recording]) -> list[Run]:
    """The figures of every session, way and class. Raises KeyError for lines that are not recorded."""
    lines = {(one.settings, one.session): [LineEdge(*edge) for edge in one.edges] for one in recorded}
    runs = []
    for session in sessions:
        for way in WAYS:
            for shooter in shooters:
                if way.style:
                    edges = lines[settings_of(shooter, way), session.key]
                elif way.half_press_af or shooter.has_back_button:
                    edges = own_edges(own_moves(session, way))
                else:
                    continue
                runs.append(measure(session, way, shooter, edges))
    return runs


def shoot_all(
    uf2: Path, shooters: list[Shooter], sessions: tuple[Session, ...] = SESSIONS, workers: int = 2,
    known: Iterable[Recording] = (), play: Play = run,
) -> Results:  # fmt: skip
    """Every session, every way, every class. Raises what the emulation raises, and Problem for a broken contract."""
    recorded = recordings(uf2, shooters, sessions, workers, known, play)
    judge_all(recorded)
    return Results(
        version=VERSION,
        micropython=binary_info(read(uf2)).version,
        emulator=f"rp2040py {importlib.metadata.version('rp2040py')}",
        whole=sessions == SESSIONS and {shooter.key for shooter in shooters} == set(TYPICAL),
        bodies={shooter.key: shooter.body.title for shooter in shooters},
        locks=[one.key for one in shooters if one.semantics.held_half_press_locks.is_],
        opens_between=[one.key for one in shooters if one.semantics.focus_open_between.is_],
        runs=measure_all(shooters, sessions, recorded),
        recordings=recorded,
    )
