"""Checks a recording against the behaviour contract, knowing nothing of the firmware.

It reads the edges of contacts and lines, as an instrument clipped to them would record them, and follows what
each press asks for. Every edge of a line must be one that was asked for, within its window of time; every one
that was asked for must come. Windows count from edges as they were seen, so that one fault is told once.
"""

from typing import NamedTuple

from backgrip.board import Edge
from backgrip.tryout.asked import Asked
from backgrip.tryout.clauses import Clause, Times
from backgrip.tryout.presses import as_a_camera_sees, presses

NAMES = {"thumb": "the thumb button", "index": "the index button", "FOCUS": "FOCUS", "SHUTTER": "SHUTTER"}


class Departure(NamedTuple):
    """Something that the contract forbids. `words` say what was seen and what should have been."""

    t_ns: int
    clause: Clause
    words: str


class Kept(NamedTuple):
    """An edge of a line that came when it should: `took_ns` after what caused it."""

    t_ns: int
    line: str
    level: int
    clause: Clause
    took_ns: int


class Verdict(NamedTuple):
    """What a recording has shown."""

    departures: list[Departure]
    kept: list[Kept]
    frames: list[tuple[int, int | None]]


class _Check:
    """Plays a recording's presses and line edges, in the order of their times, to `Asked`."""

    def __init__(self, edges, style, times, end_ns):
        self.asked = Asked(style, times)
        self.departures, self.kept, self.frames = [], [], []
        for button in ("thumb", "index"):
            for press in presses(edges, button, round(times.debounce * 1e6)):
                self.asked.expect_press(press)
        for line in ("FOCUS", "SHUTTER"):
            for edge in as_a_camera_sees(edges, line):
                self.asked.at(edge.t_ns, self.line_edge, edge)
        for t_ns, act, argument in self.asked.in_order(end_ns):
            self.overdue(t_ns)
            act(argument)
        self.overdue(end_ns)
        self.open_at_end(edges, end_ns)

    def overdue(self, now_ns):
        """Tells of every edge that should have come before `now_ns`."""
        for (line, level), window in list(self.asked.windows.items()):
            if window.latest_ns < now_ns:
                self.asked.missed(line, level)
                done = "closed" if level else "opened"
                self.depart(
                    window.latest_ns, window.clause, f"{line} should have {done} by now, {window.clause.when}"
                )

    def line_edge(self, edge):
        line, level = edge.signal, edge.level
        window = self.asked.cancel(line, level)
        does = f"{line} {'closes' if level else 'opens'}"
        if not self.in_order(edge):
            self.depart(edge.t_ns, Clause.ORDER, self.out_of_order(edge))
        elif window is None:
            self.depart(edge.t_ns, *self.unasked(edge, does))
        elif edge.t_ns < window.earliest_ns:
            short_ms = (window.earliest_ns - edge.t_ns) / 1e6
            clause = Clause.EARLY if window.clause is Clause.RELEASE else window.clause
            self.depart(edge.t_ns, clause, f"{does} {short_ms:.3f} ms too early, {window.clause.when}")
        else:
            self.kept.append(Kept(edge.t_ns, line, level, window.clause, edge.t_ns - window.cause_ns))
        if line == "SHUTTER" and level:
            self.frames.append((edge.t_ns, None))
        elif line == "SHUTTER" and self.frames:
            self.frames[-1] = (self.frames[-1][0], edge.t_ns)
        self.asked.seen(edge, window)

    def in_order(self, edge):
        """A closed SHUTTER has FOCUS closed around it."""
        if edge.signal == "SHUTTER":
            return not edge.level or self.asked.focus_since is not None
        return edge.level or self.asked.shutter_since is None

    def out_of_order(self, edge):
        return (
            "SHUTTER closes with FOCUS open"
            if edge.signal == "SHUTTER"
            else "FOCUS opens under a closed SHUTTER"
        )

    def unasked(self, edge, does):
        """The clause and the words for an edge that nothing has asked for."""
        if not edge.level:
            return Clause.EARLY, f"{does}, and nobody has let go of it"
        if edge.signal == "SHUTTER":
            return Clause.FRAMES, "SHUTTER closes: a frame that nobody asked for"
        return Clause.UNASKED, f"{does}, and no button was pressed for it"

    def open_at_end(self, edges, end_ns):
        last = {edge.signal: edge.level for edge in edges}
        for signal, name in NAMES.items():
            if last.get(signal):
                self.depart(end_ns, Clause.OPEN_AT_END, f"{name} is still closed")

    def depart(self, t_ns, clause, words):
        self.departures.append(Departure(t_ns, clause, words))


def check(edges: list[Edge], style: str, end_ns: int, times: Times | None = None) -> Verdict:
    """Compares the edges of one powered-on stretch with the contract. `style` is "lock" or "track"."""
    done = _Check(sorted(edges, key=lambda edge: edge.t_ns), style, times or Times(), end_ns)
    return Verdict(sorted(done.departures, key=lambda one: one.t_ns), done.kept, done.frames)
