"""One panel of the picture: a heading, rows of signals over time, numbered moves, and what they mean."""

import textwrap
from typing import NamedTuple

import drawsvg as draw

from backgrip.board import Edge, intervals
from backgrip.tryout.axis import Axis

ROW, BLOCK, LABEL = 36, 24, 84  # px: height of a row, of a closed signal in it, width of the names
NOTE_LINE, TEXT, SMALL = 21, 15, 13
CHARACTER = 0.56  # mean width of a character of the sans fonts in use, in font sizes
NAMES = {"thumb": "thumb", "index": "index", "FOCUS": "FOCUS", "SHUTTER": "SHUTTER", "LED": "lamp"}


class Note(NamedTuple):
    """A numbered mark at a time, and its words below."""

    t_ns: int
    words: str
    alarm: bool = False


class Label(NamedTuple):
    """Words in the row of a signal, between two times, if they fit. `arrow`: over an arrow."""

    signal: str
    from_ns: int
    to_ns: int
    words: str
    arrow: bool = False


class Panel(NamedTuple):
    """What is drawn. `lit` names signals that are closed at the start; `tick_ns` spaces the time marks, which
    count from `zero_ns`. `aside` stands at the right of the heading."""

    title: str
    aside: str
    about: str
    signals: tuple[str, ...]
    edges: list[Edge]
    lit: set[str]
    from_ns: int
    to_ns: int
    zero_ns: int
    tick_ns: int
    longest_ns: int | None
    notes: list[Note]
    labels: list[Label]

    def note_lines(self, width: float) -> list[tuple[int, list[str]]]:
        """(column, lines) of every note, wrapped for `width`."""
        columns = 2 if width > 800 else 1
        characters = int((width / columns - 40) / (TEXT * CHARACTER))
        half = -(-len(self.notes) // columns)
        return [(i // half, textwrap.wrap(note.words, characters)) for i, note in enumerate(self.notes)]

    def height(self, width: float) -> float:
        """Height in px if drawn `width` wide."""
        lines = self.note_lines(width)
        notes = max((sum(len(one) for column, one in lines if column == c) for c in (0, 1)), default=0)
        return 86 + ROW * len(self.signals) + 34 + notes * NOTE_LINE + 14

    def draw(self, to: draw.Drawing, x: float, y: float, width: float, height: float) -> None:
        """Draws the panel with its upper left corner at x, y."""
        to.append(draw.Rectangle(x, y, width, height, rx=8, class_="panel"))
        to.append(draw.Text(self.aside, TEXT, x + width - 18, y + 29, class_="quiet end"))
        to.append(draw.Text(self.title, 19, x + 16, y + 29, class_="heading"))
        to.append(draw.Text(self.about, TEXT, x + 16, y + 51, class_="quiet"))
        events = [edge.t_ns for edge in self.edges if edge.signal not in ("LED", "LED22")]
        axis = Axis(self.from_ns, self.to_ns, x + 16 + LABEL, x + width - 18, events, self.longest_ns)
        top = y + 86
        bottom = top + ROW * len(self.signals)
        self._time(to, axis, top, bottom)
        self._marks(to, axis, top, bottom)
        for row, signal in enumerate(self.signals):
            self._signal(to, axis, signal, x + 16, top + ROW * (row + 1) - 6)
        self._cuts(to, axis, top, bottom)
        self._words(to, x + 16, bottom + 52, width)

    def _time(self, to, axis, top, bottom):
        unit, size = ("µs", 1000) if self.tick_ns < 1_000_000 else ("s", 1_000_000_000)
        for t_ns in axis.ticks(self.zero_ns, self.tick_ns):
            x = axis.x(t_ns)
            to.append(draw.Line(x, bottom, x, bottom + 5, class_="line"))
            if any(one.x0 - 32 < x < one.x1 + 32 for one in axis.cuts()):
                continue  # their words stand there
            words = f"{(t_ns - self.zero_ns) / size:g}" + (f" {unit}" if t_ns == self.zero_ns else "")
            to.append(draw.Text(words, SMALL, x, bottom + 19, class_="quiet middle"))

    def _cuts(self, to, axis, top, bottom):
        """A double slash through everything where the axis is shortened, and by how much time it is."""
        for cut in axis.cuts():
            middle = (cut.x0 + cut.x1) / 2
            for x in (middle - 4, middle + 4):
                to.append(draw.Line(x + 7, top, x - 7, bottom, class_="slash"))
            words = f"{(cut.to_ns - cut.from_ns) / 1e9:.1f} s shortened"
            to.append(draw.Text(words, SMALL, middle, bottom + 19, class_="quiet middle"))

    def _signal(self, to, axis, signal, x, base):
        to.append(draw.Text(NAMES[signal], TEXT, x, base - 6, class_=f"name {signal}-name"))
        to.append(draw.Line(axis.x(self.from_ns), base, axis.x(self.to_ns), base, class_="line"))
        edges = [edge for edge in self.edges if edge.signal == signal]
        if signal in self.lit:
            edges.insert(0, Edge(self.from_ns, signal, 1))
        for closed in intervals(edges):
            x0 = axis.x(closed.close_ns)
            x1 = axis.x(self.to_ns if closed.open_ns is None else closed.open_ns)
            block = draw.Rectangle(
                round(x0, 2), base - BLOCK, round(max(x1 - x0, 0.4), 2), BLOCK, class_=signal
            )
            to.append(block)
        for label in self.labels:
            if label.signal == signal:
                self._label(to, axis, label, base)

    def _label(self, to, axis, label, base):
        x0, x1 = axis.widest(label.from_ns, label.to_ns)
        if len(label.words) * SMALL * CHARACTER > x1 - x0 - 6:
            return
        middle = (x0 + x1) / 2
        if label.arrow:
            to.append(draw.Text(label.words, SMALL, middle, base - 11, class_="quiet middle halo"))
            to.append(draw.Line(x0 + 1, base - 5, x1 - 1, base - 5, class_="line"))
            for end, inward in ((x0 + 1, 5), (x1 - 1, -5)):
                to.append(
                    draw.Lines(end + inward, base - 8, end, base - 5, end + inward, base - 2, class_="arrow")
                )
        else:
            to.append(draw.Text(label.words, SMALL, middle, base - 7, class_=f"in-{label.signal} middle"))

    def _marks(self, to, axis, top, bottom):
        last = 0
        for number, note in enumerate(self.notes, 1):
            x = axis.x(note.t_ns)
            last = at = max(x, last + 23)  # marks never lie on each other
            kind = " alarm" if note.alarm else ""
            to.append(draw.Lines(at, top - 6, x, top + 2, x, bottom, class_=f"mark{kind}"))
            to.append(draw.Circle(at, top - 15, 10, class_=f"dot{kind}"))
            to.append(draw.Text(str(number), SMALL, at, top - 10.5, class_="in-dot middle"))

    def _words(self, to, x, y, width):
        at = {}
        for number, ((column, lines), note) in enumerate(
            zip(self.note_lines(width), self.notes, strict=True), 1
        ):
            left = x + column * (width / 2 - 8)
            line_y = at.get(column, y)
            kind = " alarm" if note.alarm else ""
            to.append(draw.Circle(left + 9, line_y - 5, 9, class_=f"dot{kind}"))
            to.append(draw.Text(str(number), SMALL - 1, left + 9, line_y - 0.7, class_="in-dot middle"))
            for line in lines:
                to.append(draw.Text(line, TEXT, left + 26, line_y, class_=f"words{kind}"))
                line_y += NOTE_LINE
            at[column] = line_y
