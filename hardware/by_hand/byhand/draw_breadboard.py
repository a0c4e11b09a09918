"""The breadboard from above, as far as a step."""

from sketch import BOARD, COMMON, FOCUS, INK, MUTED, SHUTTER, Sketch

from . import art
from .boards import PITCH, Breadboard
from .layout import Layout, Part, Wire

U = 18  # pixels from hole to hole
LEFT, TOP = 52, 182  # hole 1j
DRAWN = 57  # columns; the board goes on
LANE = 0.95  # holes between two long wires
PINS = {"19": "GP14", "20": "GP15", "21": "GP16", "22": "GP17", "23": "GND"}


class View:
    def __init__(self, layout: Layout, step: int, alone: bool):
        """Everything up to `step`; `alone` marks what this step adds."""
        self.layout, self.step, self.alone = layout, step, alone
        self.board = Breadboard(layout.board)
        self.s = Sketch(LEFT + (DRAWN - 1) * U + 44, 626)
        self.parts = [part for part in layout.part if part.step <= step]
        self.wires = [wire for wire in layout.wire if wire.step <= step]

    def xy(self, hole: str) -> tuple[float, float]:
        x, y = self.board.at(hole)
        return LEFT + x / PITCH * U, TOP + y / PITCH * U

    def new(self, thing: Part | Wire) -> bool:
        return self.alone and thing.step == self.step

    def used(self) -> set[int]:
        """Columns of the holes that this step fills."""
        found = set()
        for thing in [*self.parts, *self.wires]:
            if self.new(thing) and getattr(thing, "kind", "") != "pico":
                holes = [hole for _pin, hole in thing.holes()] if isinstance(thing, Part) else thing.ends()
                found |= {round(self.board.at(hole)[0] / PITCH) + 1 for hole in holes}
        return found


def draw(layout: Layout, step: int, alone: bool = True) -> Sketch:
    view = View(layout, step, alone)
    _board(view)
    legs = {part.ref: {pin: view.xy(holes[0]) for pin, holes in part.legs.items()} for part in view.parts}
    for part in view.parts:
        _under(view, part, legs[part.ref])
    for wire in view.wires:
        _wire(view, wire)
    for part in view.parts:
        _over(view, part, legs[part.ref])
    _notes(view)
    _dots(view)
    return view.s


def _board(view: View) -> None:
    s, (left, right) = view.s, (LEFT - 28, LEFT + (DRAWN - 1) * U + 22)
    top, low = TOP - 6.5 * U, TOP + 17.6 * U
    edge = [(left, top), (right, top)]
    edge += [(right + (6 if k % 2 else -6), top + (k + 1) * (low - top) / 15) for k in range(14)]
    s.poly([*edge, (right, low), (left, low)], fill=BOARD, color="#bdb7a9", lw=2)
    s.rect(left + 2, TOP + 5 * U, right - left - 10, U, fill="#ddd8cb", color="none", lw=0.1)
    for name, y in Breadboard.RAILS.items():
        color, py = "#c0392b" if "+" in name else "#2c5aa0", TOP + y / PITCH * U
        offset = 9 if name in ("T-", "B+") else -9
        for start, stop in ((3, 31), (33, DRAWN)):
            s.line((LEFT + (start - 1.4) * U, py + offset), (LEFT + (stop - 0.7) * U, py + offset), color=color, lw=1)
        s.text(LEFT - 18, py, "−" if "-" in name else "+", size=16, color=color, align="center")
        for first in range(3, DRAWN + 1, 6):
            _holes(view, first, min(first + 4, DRAWN), py)
    for row, y in Breadboard.ROWS.items():
        s.text(LEFT - 18, TOP + y / PITCH * U, row, size=15, color=MUTED, align="center")
        _holes(view, 1, DRAWN, TOP + y / PITCH * U)
    _numbers(view)


def _holes(view: View, first: int, last: int, y: float) -> None:
    """A row of 5 px holes as one dashed line, which keeps the file small."""
    start, stop = LEFT + (first - 1) * U - 2.5, LEFT + (last - 1) * U + 2.5
    view.s.line((start, y), (stop, y), color="#8f8a7d", lw=5, ls=f"5,{U - 5}", cap="butt")


def _numbers(view: View) -> None:
    used = {column for column in view.used() if column <= DRAWN}
    every = {1, *range(5, DRAWN + 1, 5)}
    for column in sorted(used | {one for one in every if not used & {one - 1, one + 1}}):
        bold = column in used
        for y in (TOP - 6.02 * U - 18, TOP + 17.6 * U + 12):
            if column in ((52, 53, 54) if y < TOP else (37, 38, 47)) and _wired(view, "J1" if y < TOP else "J7"):
                continue  # the leads of the cells, or of the cable, go there
            view.s.text(LEFT + (column - 1) * U, y, str(column), size=15 if bold else 13,
                        color=art.NEW if bold else MUTED, align="center")  # fmt: skip


def _wired(view: View, ref: str) -> bool:
    return any(part.ref == ref for part in view.parts)


def _under(view: View, part: Part, at: dict) -> None:
    """What lies flat on the board: wires go over it."""
    if part.kind == "pico":
        art.pico(view.s, at, PINS, U, sockets=False)
    elif part.kind == "button":
        color = FOCUS if part.name == "THUMB" else SHUTTER
        x = sum(px for px, _py in at.values()) / 2
        art.button(view.s, [view.xy(hole) for _pin, hole in part.holes()], color, U)
        view.s.pill(x, TOP + 8.9 * U, part.name, color, size=14, width=66)


def _over(view: View, part: Part, at: dict) -> None:
    s = view.s
    if part.kind == "dip4":
        art.dip4(s, at, U)
        color = FOCUS if part.ref == "U1" else SHUTTER
        s.rect(at["4"][0] + 12, at["4"][1] + 0.9 * U - 9, 24, 18, fill=BOARD, color="none", lw=0.1)
        s.text(at["4"][0] + 14, at["4"][1] + 0.9 * U, part.ref, size=15, color=color)
    elif part.kind == "resistor":
        art.resistor(s, at["1"], at["2"], part.value, U)
        s.rect(at["2"][0] + 8, at["2"][1] - 9, 52, 18, fill=BOARD, color="none", lw=0.1)
        s.text(at["2"][0] + 11, at["2"][1], art.WORDS[part.value], size=14)
    elif part.kind == "diode":
        art.diode(s, at["1"], at["2"], U)
    elif part.kind == "switch":
        art.switch(s, [at["1"], at["2"], at["3"]], U)
        s.text(at["2"][0], at["2"][1] + 1.6 * U, "ON / OFF", size=13, align="center")
    elif part.ref == "J7":
        _cable(view, at)
    elif part.ref == "J1":
        for pin, words, color, x in (("1", "+", art.WIRES["power"], -9), ("2", "−", INK, 9)):
            s.wire(at[pin], (at[pin][0] + x, 92), (at[pin][0] + x, 16), color=color)
            s.text(at[pin][0] + x + 9, 24, words, size=18, color=color)
        s.text(at["1"][0] - 14, 24, "two AA cells", size=16, color=INK, align="right")


def _wire(view: View, wire: Wire) -> None:
    (x0, y0), (x1, y1) = view.xy(wire.start), view.xy(wire.end)
    color = art.WIRES[wire.color]
    if wire.lane:
        y = TOP - wire.lane * LANE * U if wire.lane > 0 else TOP + (11 - wire.lane * LANE) * U
        view.s.wire((x0, y0), (x0, y), (x1, y), (x1, y1), color=color)
    else:
        view.s.wire((x0, y0), (x1, y1), color=color)


def _cable(view: View, at: dict) -> None:
    s, x, y = view.s, 452, TOP + 17.6 * U + 66
    joints = art.plug(s, x, y)
    for pin, color in (("3", COMMON), ("2", FOCUS), ("1", SHUTTER)):
        (px, py), (jx, jy) = at[pin], joints[pin]
        s.wire((px, py), (px, jy), (jx, jy), color=color)
    s.text(x + 72, y, "cable", size=15, color="#ffffff", align="center")
    s.text(x - 174, y, "tip SHUTTER", size=16, color=SHUTTER, align="right")
    s.line((x - 127, y + 11), (x - 127, y + 22), color=FOCUS)
    s.text(x - 127, y + 33, "ring FOCUS", size=16, color=FOCUS, align="center")
    s.line((x - 93, y - 11), (x - 93, y - 22), color=COMMON)
    s.text(x - 93, y - 32, "sleeve common", size=16, color=COMMON, align="center")


def _notes(view: View) -> None:
    s, width = view.s, view.s.size[0]
    if any(part.ref == "U1" for part in view.parts):
        s.text(LEFT - 20, 26, "White dot: pin 1, upper right", size=16, color=MUTED)
        xs = sorted(view.xy(f"{column}e")[0] for column in (37, 46))
        y = TOP + 5.5 * U
        ends = (view.xy("32e")[0], xs[0] - 10), (xs[0] + U + 10, xs[1] - 10), (xs[1] + U + 10, width - 24)
        for start, stop in ends:
            s.line((start, y), (stop, y), color=COMMON, lw=2, ls="--")
        s.pill((xs[0] + xs[1] + U) / 2, TOP + 10.2 * U, "camera's side", COMMON, size=14, width=112)
        s.text(width - 24, TOP + 17.6 * U + 54, "No wire crosses", size=16, color=COMMON, align="right")
        s.text(width - 24, TOP + 17.6 * U + 76, "the dashed line.", size=16, color=COMMON, align="right")


def _dots(view: View) -> None:
    """A dot in every hole that takes a leg or a wire; a ring round those of this step."""
    for thing in [*view.parts, *view.wires]:
        if getattr(thing, "kind", "") == "pico":
            continue
        for hole in [hole for _pin, hole in thing.holes()] if isinstance(thing, Part) else thing.ends():
            if view.new(thing):
                view.s.circle(*view.xy(hole), 5.6, fill="#ffffff", color=art.NEW, lw=2.4)
            view.s.circle(*view.xy(hole), 2.8, fill=INK, color="none", lw=0.1)
