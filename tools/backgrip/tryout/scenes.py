"""The recordings put one after the other and cut into the story's chapters, each with its verdict."""

from itertools import pairwise
from typing import NamedTuple

from backgrip.board import Edge
from backgrip.judge import Break, Clause, Kept, Record, Settings, judge
from backgrip.tryout.player import Recording
from backgrip.tryout.story import Chapter, Session

SPARKS = "Sparks of 0.7 µs. The filter lets none through: nothing closes."


class Beat(NamedTuple):
    """What the fingers did, and what it means."""

    t_ns: int
    fingers: str
    means: str


class Scene(NamedTuple):
    """One chapter as it was recorded. All times count from the first power-up."""

    number: int
    chapter: Chapter
    style: str
    from_ns: int
    to_ns: int
    edges: list[Edge]
    beats: list[Beat]
    kept: list[Kept]
    departures: list[Break]
    frames: list[tuple[int, int | None]]

    def levels_at_start(self, edges: list[Edge]) -> set[str]:
        """The signals closed or lit when the chapter began; `edges` are those of the whole recording."""
        level = {edge.signal: edge.level for edge in edges if edge.t_ns < self.from_ns}
        return {signal for signal, closed in level.items() if closed}


class Film(NamedTuple):
    """The whole story as recorded."""

    edges: list[Edge]
    end_ns: int
    scenes: list[Scene]
    departures: list[Break]
    starts: list[tuple[int, str]]  # when the grip was switched on, and in which style

    @property
    def frames_asked(self) -> int:
        return sum(scene.chapter.frames for scene in self.scenes)

    @property
    def frames_taken(self) -> int:
        return sum(len(scene.frames) for scene in self.scenes)


def film(sessions: tuple[Session, ...], recordings: list[Recording]) -> Film:
    """Judges every recording and joins them; when one ends its grip is switched off and all goes dark."""
    edges, scenes, departures, starts, offset_ns = [], [], [], [], 0
    for session, recording in zip(sessions, recordings, strict=True):
        resets = tuple(reset.t_ns for reset in recording.resets)
        record = Record(recording.edges, recording.end_ns, resets)
        verdict = judge(record, Settings(style=session.style))
        found = [*verdict.breaks, *_grip_departures(recording)]
        start_ns = recording.story_ns
        for chapter in session.chapters if start_ns is not None else ():
            end_ns = start_ns + round(chapter.length_ms * 1e6)
            scene = _scene(
                len(scenes) + 1, chapter, session.style, recording, verdict, found, start_ns, end_ns
            )
            if len(scene.frames) != chapter.frames:
                words = (
                    f"{len(scene.frames)} frames in “{chapter.title}”, and {chapter.frames} were asked for"
                )
                clause = Clause.LOST if len(scene.frames) < chapter.frames else Clause.NOT_ASKED
                found.append(Break(end_ns, clause, words))
                scene.departures.append(found[-1])
            scenes.append(_later(scene, offset_ns))
            start_ns = end_ns
        departures += [one._replace(t_ns=one.t_ns + offset_ns) for one in found]
        edges += [edge._replace(t_ns=edge.t_ns + offset_ns) for edge in _then_dark(recording)]
        starts.append((offset_ns, session.style))
        offset_ns += recording.end_ns
    return Film(edges, offset_ns, scenes, sorted(departures, key=lambda one: one.t_ns), starts)


def _grip_departures(recording):
    """What a recording shows beside its lines."""
    found = [
        Break(reset.t_ns, Clause.READY, f"the grip restarted ({reset.cause})")
        for reset in recording.resets[1:]
    ]
    if recording.story_ns is None:
        found.append(
            Break(recording.end_ns, Clause.READY, "the lamp has not shown that the grip is ready")
        )
    last = {edge.signal: edge.level for edge in recording.edges}
    return found + [
        Break(recording.end_ns, Clause.LEFT_CLOSED, f"{name} is still closed at the end")
        for name in ("thumb", "index", "FOCUS", "SHUTTER") if last.get(name)
    ]  # fmt: skip


def _scene(number, chapter, style, recording, verdict, departures, from_ns, to_ns):
    def within(items, time=lambda item: item.t_ns):
        return [item for item in items if from_ns <= time(item) < to_ns]

    edges = within(recording.edges)
    return Scene(
        number, chapter, style, from_ns, to_ns, edges, _beats(chapter, from_ns, edges),
        within(verdict.kept), within(departures), within(verdict.frames, lambda frame: frame[0]),
    )  # fmt: skip


def _beats(chapter, from_ns, edges):
    beats = []
    if chapter.sparks_ms:
        many = len(chapter.sparks_ms)
        beats.append(Beat(from_ns + round(chapter.sparks_ms[0] * 1e6), f"index: {many} sparks", SPARKS))
    starts = [
        from_ns + round(at_ms * 1e6) for at_ms in (*(move.at_ms for move in chapter.moves), chapter.length_ms)
    ]
    for move, (t_ns, next_ns) in zip(chapter.moves, pairwise(starts), strict=True):
        pulses = sum(edge.signal == move.button and t_ns <= edge.t_ns < next_ns for edge in edges) // 2
        bounces = f" ({pulses} bounce{'s' if pulses > 1 else ''})" if pulses else ""
        beats.append(Beat(t_ns, f"{move.button} {'down' if move.down else 'up'}{bounces}", move.means))
    return beats


def _later(scene, offset_ns):
    """The same scene with all its times put off."""

    def moved(items):
        return [item._replace(t_ns=item.t_ns + offset_ns) for item in items]

    return scene._replace(
        from_ns=scene.from_ns + offset_ns, to_ns=scene.to_ns + offset_ns, edges=moved(scene.edges),
        beats=moved(scene.beats), kept=moved(scene.kept), departures=moved(scene.departures),
        frames=[(close + offset_ns, opened and opened + offset_ns) for close, opened in scene.frames],
    )  # fmt: skip


def _then_dark(recording):
    level = {edge.signal: edge.level for edge in recording.edges}
    return [*recording.edges, *(Edge(recording.end_ns, signal, 0) for signal, lit in level.items() if lit)]
