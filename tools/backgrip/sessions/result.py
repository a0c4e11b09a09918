"""What the sessions gave, and the file that keeps it: `build/sessions.json`, as published `published.json`."""

from pathlib import Path
from statistics import median
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from backgrip.whole import written_whole

FORMAT = 1


class SessionsFileError(ValueError):
    """A sessions file that cannot be used; the message names the file and the field."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Run(_Model):
    """One session, shot one way, on a body of one class.

    wanted_each: for every press, the frames that a camera already in focus would have taken from the moment decided
    on; sharp_each: how many of them there are in focus. taken: all frames. af_runs: runs of AF; stray: those between a
    focus press and the end of the last press of the release after it, the focus press's own run not counted. stale:
    frames at an exposure held from earlier (stale_known False: whether the class holds it is not known, and the worse
    is assumed). unasked: frames that nobody asked for. lost: presses that gave nothing, with reasons in `why_lost`.
    waits_ms: from each decision to its first frame. index_starts, index_keeps: AF runs that the grip's index started,
    and runs that went on for its sake after the thumb had lifted. ignored: presses of the body's own buttons that it
    did not answer.
    """

    session: str
    way: str
    camera_class: str
    wanted_each: list[int]
    sharp_each: list[int]
    taken: int
    stale: int
    stale_known: bool
    af_runs: int
    stray: int
    index_starts: int
    index_keeps: int
    unasked: int
    lost: int
    why_lost: list[str]
    ignored: int
    waits_ms: list[float]

    @property
    def wanted(self) -> int:
        return sum(self.wanted_each)

    @property
    def sharp(self) -> int:
        return sum(self.sharp_each)

    @property
    def presses(self) -> int:
        return len(self.wanted_each)


class Recording(_Model):
    """What the grip's lines did in one session: `moves` of the fingers in ms, `edges` of FOCUS and SHUTTER in ns."""

    settings: str
    session: str
    moves: list[tuple[int, str, bool]]
    edges: list[tuple[int, str, bool]]


class Results(_Model):
    """All runs. `bodies`: the body whose profile the grip had, by class. `locks`: classes that keep focus under
    half-press; `opens_between`: those that want FOCUS open between two bulb exposures, so that nothing can keep it.
    """

    format: Literal[1] = FORMAT
    version: str
    micropython: str
    emulator: str
    whole: bool
    bodies: dict[str, str]
    locks: list[str]
    opens_between: list[str]
    runs: list[Run]
    recordings: list[Recording]

    def of(self, session: str | None = None, way: str | None = None, camera_class: str | None = None) -> list[Run]:
        """The runs of a session, a way or a class, or of any."""
        wanted = {"session": session, "way": way, "camera_class": camera_class}
        return [run for run in self.runs if all(value in (None, getattr(run, name)) for name, value in wanted.items())]

    @property
    def scenes(self) -> list[str]:
        """Keys of the sessions, in their order."""
        return list(dict.fromkeys(run.session for run in self.runs))

    def write(self, path: Path) -> None:
        """Writes the file, one run or recording a line, so that two files can be compared."""
        text = self.model_copy(update={"runs": [], "recordings": []}).model_dump_json(indent=1)
        for name in ("runs", "recordings"):
            rows = ",\n".join(one.model_dump_json() for one in getattr(self, name))
            text = text.replace(f'"{name}": []', f'"{name}": [\n{rows}\n]')
        write_whole(path, text + "\n")


def write_whole(path: Path, text: str) -> None:
    """Writes a text file whole or not at all. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with written_whole(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")


class Sum(_Model):
    """Runs added up. waits: (median, worst) in ms, None without a frame."""

    wanted: int
    taken: int
    sharp: int
    stale: int
    af_runs: int
    stray: int
    index_starts: int
    index_keeps: int
    unasked: int
    presses: int
    lost: int
    waits: tuple[float, float] | None


COUNTS = tuple(name for name in Sum.model_fields if name != "waits")


def add_up(runs: list[Run]) -> Sum:
    """Their sum."""
    waits = [wait for run in runs for wait in run.waits_ms]
    counts = {name: sum(getattr(run, name) for run in runs) for name in COUNTS}
    return Sum(**counts, waits=(median(waits), max(waits)) if waits else None)


def read(path: Path) -> Results:
    """Reads a sessions file. Raises SessionsFileError."""
    try:
        return Results.model_validate_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SessionsFileError(f"{path} cannot be read: {error.strerror}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the file"
        raise SessionsFileError(f"{path}: {place}: {first['msg']}") from error
