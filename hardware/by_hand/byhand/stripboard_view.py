"""The stripboard itself, either side up: where its holes are in the picture, its strips, letters and numbers."""

from sketch import MUTED, Sketch

from . import art
from .boards import PITCH, Stripboard
from .layout import Layout, Part, Wire

U = 22  # pixels from hole to hole
LEFT, TOP = 66, 92  # hole A1; on the copper side the last hole
COPPER, PHENOLIC = "#c98a4b", "#e6d3ac"


class View:
    def __init__(self, layout: Layout, step: int, alone: bool = True, mirrored: bool = False):
        self.layout, self.step, self.alone, self.mirrored = layout, step, alone, mirrored
        self.board = Stripboard(layout.board, layout.cut)
        self.s = Sketch(LEFT + (self.board.columns - 1) * U + 190, TOP + self.board.rows * U + 34)
        self.parts = [part for part in layout.part if part.step <= step]
        self.wires = [wire for wire in layout.wire if wire.step <= step]

    def xy(self, hole: str) -> tuple[float, float]:
        x, y = self.board.at(hole)
        if self.mirrored:
            x = (self.board.columns - 1) * PITCH - x
        return LEFT + x / PITCH * U, TOP + y / PITCH * U

    def new(self, thing: Part | Wire) -> bool:
        return self.alone and thing.step == self.step

    def used(self) -> tuple[set[str], set[int]]:
        """Strips and hole numbers that this step fills."""
        holes = {hole for thing, hole in ends_of(self) if self.new(thing) and not self.mirrored}
        return {hole[0] for hole in holes}, {int(hole[1:]) for hole in holes}

    def edges(self) -> tuple[float, float, float, float]:
        right, low = LEFT + (self.board.columns - 1) * U, TOP + (self.board.rows - 1) * U
        return LEFT - 0.7 * U, TOP - 0.6 * U, right + 0.7 * U, low + 0.6 * U


def ends_of(view: View) -> list[tuple[Part | Wire, str]]:
    found = [(part, hole) for part in view.parts for _pin, hole in part.holes()]
    return found + [(wire, hole) for wire in view.wires for hole in wire.ends()]


def draw_board(view: View) -> None:
    s, (left, top, right, low) = view.s, view.edges()
    s.rect(left, top, right - left, low - top, fill=PHENOLIC, color="#9c8a5e", lw=2)
    if not view.mirrored:
        rows_of_holes(view, "#a08c5c")
    letters, columns = view.used()
    for letter in view.board.letters:
        for x in (left - 16, right + 16):
            s.text(x, view.xy(f"{letter}1")[1], letter, size=13, color=art.NEW if letter in letters else MUTED,
                   align="center")  # fmt: skip
    every = {1, *range(5, view.board.columns + 1, 5), view.board.columns}
    for column in sorted(columns | {one for one in every if not columns & {one - 1, one + 1}}):
        x = view.xy(f"A{column}")[0]
        for y in (top - 12, low + 13):
            if not view.mirrored and column == 20 and y < top:
                continue  # the USB socket is there
            if y < top and column in (27, 29) and any(part.ref == "J1" for part in view.parts):
                continue  # the leads of the cells go there
            s.text(x, y, str(column), size=13, color=art.NEW if column in columns else MUTED, align="center")


def rows_of_holes(view: View, color: str) -> None:
    last = LEFT + (view.board.columns - 1) * U
    for letter in view.board.letters:
        y = view.xy(f"{letter}1")[1]
        view.s.line((LEFT - 2.5, y), (last + 2.5, y), color=color, lw=5, ls=f"5,{U - 5}", cap="butt")
