"""How the drawings look: one width, one set of colours, small helpers. Units are those of the view box."""

import textwrap

import drawsvg as draw

WIDTH = 380  # about what a phone shows, so letters keep their size there
LABELS_X, LABEL_CHARS, LINE = 186, 23, 17  # the column of labels: its left edge, letters a line, height of a line
NAME, SMALL = 15.5, 13.5  # sizes of letters
PAPER, PEN, QUIET, METAL, PLASTIC = "#ffffff", "#1a1d21", "#59616b", "#d9dce1", "#4a5058"
# Dark enough for white paper, and told apart by the colour-blind; the words carry the meaning without them.
COLOURS = {
    "FOCUS": "#0068a8",
    "SHUTTER": "#b35900",
    "common": "#2b3036",
    "sense": "#6b2f86",
    "unused": "#6a717b",
    "never connect": "#c01c28",
}
NAMES = {
    "FOCUS": "FOCUS, half-press",
    "SHUTTER": "SHUTTER, full press",
    "common": "common",
    "sense": "through resistors",
    "unused": "leave it free",
    "never connect": "NEVER CONNECT",
}
FONT = "system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif"


def words(drawing, text, x, y, size=SMALL, fill=PEN, weight=400, anchor="start") -> None:
    drawing.append(draw.Text(text, size, x, y, fill=fill, font_weight=weight, text_anchor=anchor))


def wrapped(text: str, chars: int = LABEL_CHARS) -> list[str]:
    return textwrap.wrap(text, chars)


def line(drawing, *points, stroke=PEN, width=1.5) -> None:
    drawing.append(draw.Lines(*points, fill="none", stroke=stroke, stroke_width=width, stroke_linejoin="round"))


def box(drawing, x, y, width, height, fill=METAL, r=0) -> None:
    drawing.append(draw.Rectangle(x, y, width, height, rx=r, fill=fill, stroke=PEN, stroke_width=1.5))


def dot(drawing, x, y, r=4.5, fill=PEN) -> None:
    drawing.append(draw.Circle(x, y, r, fill=fill, stroke=PEN, stroke_width=1))


def metal(does: str) -> str:
    """The colour of a contact's metal."""
    return METAL if does == "unused" else COLOURS[does]


def cross(drawing, x, y, width, height) -> None:
    """Crosses out a contact that must never be connected."""
    line(drawing, x + 2, y + 2, x + width - 2, y + height - 2, stroke=PAPER, width=2)
    line(drawing, x + width - 2, y + 2, x + 2, y + height - 2, stroke=PAPER, width=2)
