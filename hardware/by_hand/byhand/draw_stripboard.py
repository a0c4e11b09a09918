"""The stripboard from above as far as a step, and its copper side, mirrored as it lies in the hand."""

from sketch import COMMON, INK, MUTED, Sketch

from . import art
from .boards import PITCH
from .layout import Layout
from .stripboard_parts import draw_part
from .stripboard_view import COPPER, LEFT, TOP, U, View, draw_board, ends_of, rows_of_holes


def draw(layout: Layout, step: int, alone: bool = True) -> Sketch:
    """From above, the parts' side: the strips are underneath and only hinted at."""
    view = View(layout, step, alone)
    draw_board(view)
    for hole in sorted(view.board.cuts):
        x, y = view.xy(hole)
        view.s.circle(x, y, 0.3 * U, fill="none", color="#a89468", lw=1.5)
    for hole in layout.drill:
        view.s.circle(*view.xy(hole), 0.55 * U, fill="#ffffff", color=INK, lw=1)
    legs = {part.ref: {pin: view.xy(holes[0]) for pin, holes in part.legs.items()} for part in view.parts}
    for wire in view.wires:
        view.s.wire(view.xy(wire.start), view.xy(wire.end), color=art.WIRES[wire.color])
    # The Pico is the highest part: last, but for the loose wires.
    for part in sorted(view.parts, key=lambda one: (one.kind == "leads", one.kind == "pico")):
        draw_part(view, part, legs[part.ref])
    _gap(view)
    _dots(view)
    view.s.text(LEFT - 14, 26, "From above, the side of the parts. Strips run left to right, underneath.", size=16,
                color=MUTED)  # fmt: skip
    return view.s


def underside(layout: Layout, step: int) -> Sketch:
    """The copper side; with `step` above 1 also where solder comes."""
    view = View(layout, step, mirrored=True)
    draw_board(view)
    s, metal = view.s, view.board.metal()
    for rects in metal.values():
        for left, top, right, low in rects:
            wide = (view.board.columns - 1) * PITCH
            x = LEFT + (wide - right) / PITCH * U
            s.rect(x, TOP + top / PITCH * U, (right - left) / PITCH * U, (low - top) / PITCH * U, fill=COPPER,
                   color="none", lw=0.1)  # fmt: skip
    rows_of_holes(view, "#5c4424")
    block = {hole for cut in layout.cut if "-" in cut.holes for hole in view.board.block(cut.holes)}
    for hole in sorted(view.board.cuts):
        x, y = view.xy(hole)
        s.circle(x, y, 0.66 * U, fill="#ffffff", color=INK if hole in block else art.NEW, lw=1.6)
        s.circle(x, y, 2.5, fill=INK, color="none", lw=0.1)
        if hole not in block and step == 1:
            s.rect(x - 1.95 * U, y - 9, 1.3 * U + 4, 18, fill="#ffffff", color="none", lw=0.1)
            s.text(x - 1.93 * U, y, hole, size=14, color=art.NEW)
    for hole in layout.drill:
        s.circle(*view.xy(hole), 0.6 * U, fill="#ffffff", color=INK, lw=1)
    if step > 1:
        for _thing, hole in ends_of(view):
            s.circle(*view.xy(hole), 0.34 * U, fill="#d9dade", color=INK, lw=1)
    s.text(LEFT - 14, 26, "The copper side, turned over sideways: hole 1 is at the right. White discs: cuts.", size=16,
           color=MUTED)  # fmt: skip
    x = view.edges()[2] + 30
    for index, words in enumerate(("24 strips,", "two cuts in each:", "the gap, 32 and 33", "", "20 strips, one cut",
                                   "each: under the", "Pico, 18")):  # fmt: skip
        s.text(x, TOP + 60 + index * 22, words, size=14, color=MUTED)
    s.text(x, TOP + 230, "pink: single cuts", size=14, color=art.NEW)
    for index, words in enumerate(("S36, V36: drilled", "3 mm, for the tie")):
        s.text(x, view.xy("S1")[1] + index * 22, words, size=14, color=MUTED)
    return s


def _gap(view: View) -> None:
    """The line that only the isolators cross."""
    x = (view.xy("A32")[0] + view.xy("A33")[0]) / 2
    _left, top, right, low = view.edges()
    q, r, w, x_row = (view.xy(f"{letter}1")[1] for letter in "QRWX")
    for start, stop in ((top - 4, q - 14), (r + 14, w - 14), (x_row + 12, low + 4)):
        view.s.line((x, start), (x, stop), color=COMMON, lw=2, ls="--")
    view.s.pill((x + right) / 2 + 3, TOP + 2.0 * U, "camera", COMMON, size=14, width=72)
    view.s.text((x + right) / 2 + 3, TOP + 3.3 * U, "side", size=14, color=COMMON, align="center")


def _dots(view: View) -> None:
    for thing, hole in ends_of(view):
        if getattr(thing, "kind", "") in ("pico", "header2", "header4") and not view.new(thing):
            continue
        if getattr(thing, "kind", "") == "pico":
            continue
        if view.new(thing):
            view.s.circle(*view.xy(hole), 6, fill="#ffffff", color=art.NEW, lw=2.4)
        view.s.circle(*view.xy(hole), 2.8, fill=INK, color="none", lw=0.1)
