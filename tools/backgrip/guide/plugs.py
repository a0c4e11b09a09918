"""The shells of the plugs. Each draws itself and says where its contacts are, by the names the data give them.

Only where a source says which contact is where has a shell places for them; elsewhere it shows a question mark and the
contacts are listed beside it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import drawsvg as draw

from backgrip.guide.ink import METAL, PAPER, PEN, PLASTIC, QUIET, box, words

MIDDLE = 76  # x of the middle of a shell


@dataclass(frozen=True)
class Slot:
    """The metal of a contact. `point`: it ends in the point of a jack. `below`: its line leaves downwards."""

    x: float
    y: float
    width: float
    height: float
    point: bool = False
    below: bool = False

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    def paint(self, drawing, fill: str) -> None:
        if not self.point:
            box(drawing, self.x, self.y, self.width, self.height, fill)
            return
        left, right, end = self.x, self.x + self.width, self.y + self.height
        path = draw.Path(fill=fill, stroke=PEN, stroke_width=1.5)
        path.M(left, end).L(left, self.y + 14).L(left + 6, self.y + 4).Q(
            left + self.width / 2, self.y - 4, right - 6, self.y + 4
        )
        drawing.append(path.L(right, self.y + 14).L(right, end).Z())


@dataclass(frozen=True)
class Shell:
    """`seen`: how one looks at it. `outline(drawing)` draws it empty; `slots`: its contacts, by name or number."""

    seen: str
    height: float
    outline: Callable
    slots: dict[str, Slot] = field(default_factory=dict)
    in_a_row: bool = False


def _jack(poles: tuple[tuple[str, float], ...]) -> Shell:
    """A jack plug from the side, tip up: (name, length of the metal) from the tip."""
    slots, y = {}, 10.0
    for name, length in poles:
        slots[name] = Slot(MIDDLE - 14, y, 28, length, point=not slots)
        y += length + 7

    def outline(drawing):
        box(drawing, MIDDLE - 13, 24, 26, y - 31, PAPER)
        for slot in slots.values():
            slot.paint(drawing, METAL)
        box(drawing, MIDDLE - 28, y - 7, 56, 48, PLASTIC, 6)
        box(drawing, MIDDLE - 9, y + 41, 18, 16, PLASTIC)

    return Shell("seen from the side", y + 60, outline, slots)


def _row(count: int, width: float, usb: bool, seen: str, letter: str = "") -> Shell:
    """Numbered contacts in a row, in a shell like a USB plug's or a plain one."""
    pitch, left = (width - 22) / count, MIDDLE - width / 2 + 11
    slots = {f"{letter}{i + 1}": Slot(left + i * pitch + 2, 32, pitch - 4, 15) for i in range(count)}

    def outline(drawing):
        lower, upper = MIDDLE - width / 2, MIDDLE + width / 2
        bevel = 16 if usb else 4
        path = draw.Path(fill=METAL, stroke=PEN, stroke_width=1.5)
        drawing.append(
            path.M(lower, 22).L(upper, 22).L(upper, 42).L(upper - bevel, 58).L(lower + bevel, 58).L(lower, 42).Z()
        )
        for name, slot in slots.items():
            slot.paint(drawing, PAPER)
            words(
                drawing,
                name.removeprefix(letter),
                slot.x + slot.width / 2,
                16,
                10 if count > 5 else 11.5,
                QUIET,
                anchor="middle",
            )

    return Shell(seen, 68, outline, slots, in_a_row=True)


def _stack(names: tuple[str, ...]) -> Shell:
    """A flat plug from the front, contacts above each other."""
    slots = {name: Slot(MIDDLE - 14, 26 + i * 42, 28, 22) for i, name in enumerate(names)}
    height = 20 + 42 * len(names)

    def outline(drawing):
        box(drawing, MIDDLE - 30, 8, 60, height, METAL, 12)
        for slot in slots.values():
            slot.paint(drawing, PAPER)

    return Shell("seen from the front", height + 14, outline, slots)


def _triangle() -> Shell:
    """A round socket with one pin above two."""
    spots = {"top": (MIDDLE, 36), "lower left": (MIDDLE - 26, 82), "lower right": (MIDDLE + 26, 82)}
    slots = {name: Slot(x - 8, y - 8, 16, 16, below=name == "lower left") for name, (x, y) in spots.items()}

    def outline(drawing):
        drawing.append(draw.Circle(MIDDLE, 66, 58, fill=METAL, stroke=PEN, stroke_width=1.5))
        drawing.append(draw.Circle(MIDDLE, 66, 48, fill=PAPER, stroke=PEN, stroke_width=1))
        for slot in slots.values():
            slot.paint(drawing, PAPER)

    return Shell("looking into the camera’s socket; on the plug left and right change places", 130, outline, slots)


def _grid(columns: int) -> Shell:
    """Two rows of numbered contacts: 1 to `columns` in one, the rest in the other."""
    spots = [(MIDDLE - 50 + (i % columns) * 38, 26 + (i // columns) * 46) for i in range(columns * 2)]

    def outline(drawing):
        box(drawing, MIDDLE - 66, 8, 132, 100, METAL, 8)
        for x, y in spots:
            box(drawing, x, y, 24, 24, PAPER)

    return Shell("seen from the front; look for number 1 on the plug itself", 114, outline)


def _blank(pins: int, round_shell: bool = False) -> Shell:
    """A plug of which no more than the number of pins is drawn."""

    def outline(drawing):
        if round_shell:
            drawing.append(draw.Circle(MIDDLE, 68, 58, fill=METAL, stroke=PEN, stroke_width=1.5))
            drawing.append(draw.Circle(MIDDLE, 68, 47, fill=PAPER, stroke=PEN, stroke_width=1))
        else:
            box(drawing, MIDDLE - 56, 10, 112, 96, METAL, 14)
        words(drawing, "?", MIDDLE, 72, 32, QUIET, 600, "middle")
        if pins:
            words(drawing, f"{pins} pins", MIDDLE, 94, anchor="middle", fill=QUIET)

    return Shell("where on the plug each contact sits is not drawn", 132 if round_shell else 114, outline)


NUMBERED = "contacts in the order of their numbers; look on the plug for where number 1 is"
SHELLS = {
    "trs": _jack((("tip", 36), ("ring", 22), ("sleeve", 50))),
    "trrs": _jack((("1", 32), ("2", 20), ("3", 20), ("4", 46))),
    "n3": _triangle(),
    "nikon-10": _blank(10, round_shell=True),
    "nikon-dc2": _stack(("top", "middle", "bottom")),
    "nikon-dc0": _blank(3),
    "sony-multi": _row(10, 152, usb=False, seen=f"without its micro-USB part; M1 to M10 are {NUMBERED}", letter="m"),
    "micro-usb": _row(5, 130, usb=True, seen=NUMBERED),
    "mini-usb": _row(5, 130, usb=True, seen=NUMBERED),
    "olympus-12": _row(12, 152, usb=True, seen=NUMBERED),
    "3-pin": _blank(3),
    "2-pin": _blank(2),
    "molex-6": _grid(3),
    "lemo": _blank(0, round_shell=True),
    "unknown": _blank(0),
}
