"""breadboard.svg: every wire of the bench build, from hole to hole.

A breadboard's five holes of one column (a-e, or f-j) are one piece of metal, and so is a whole rail. Holes
are named as they are printed on the board: column then row, ``18j``.
"""

from sketch import BOARD, CHIP, COMMON, FOCUS, GOLD, GROUND, INK, METAL, MUTED, PICO, SHUTTER, Sketch

TITLE = "Wiring of the breadboard build"
DESCRIPTION = (
    "A Raspberry Pi Pico, two buttons to ground, two PC817C opto-isolators with 330 ohm resistors and "
    "10 kohm pull-downs, and three wires to a 2.5 mm plug: tip SHUTTER, ring FOCUS, sleeve common. The hole "
    "of every wire is listed in hardware/README.md."
)

PITCH = 20
COLUMNS = 50
ROW_Y = {"j": 140, "i": 160, "h": 180, "g": 200, "f": 220, "e": 280, "d": 300, "c": 320, "b": 340, "a": 360}
RAIL_Y = {"+": 76, "-": 96}
BOTTOM_RAIL_Y = (404, 424)

# Where the parts sit: first column of each.
INDEX_AT, THUMB_AT = 23, 28
FOCUS_NODE, FOCUS_OPTO = 33, 37
SHUTTER_NODE, SHUTTER_OPTO = 42, 46


def pico_pin(gpio):
    """GPIO number -> pin number on the Pico's edge."""
    edge = [0, 1, None, 2, 3, 4, 5, None, 6, 7, 8, 9, None, 10, 11, 12, 13, None, 14, 15,
            16, 17, None, 18, 19, 20, 21, None, 22, None, 26, 27, None, 28]
    return edge.index(gpio) + 1


def pico_column(pin):
    """The breadboard column under a Pico pin, USB socket to the left, pin 1 in column 1."""
    return pin if pin <= 20 else 41 - pin


def jumpers(pins):
    """Every wire and resistor: (what, from, to, colour). The table in hardware/README.md lists the same."""
    at = {name: pico_column(pico_pin(pins[name])) for name in ("THUMB", "INDEX", "FOCUS", "SHUTTER")}
    ground = pico_column(23)
    return [
        ("ground", f"{ground}j", "- rail", GROUND),
        ("thumb button to the Pico", f"{at['THUMB']}a", f"{THUMB_AT}a", FOCUS),
        ("thumb button to ground", f"{THUMB_AT + 2}j", "- rail", GROUND),
        ("index button to the Pico", f"{at['INDEX']}b", f"{INDEX_AT}b", SHUTTER),
        ("index button to ground", f"{INDEX_AT + 2}j", "- rail", GROUND),
        ("FOCUS from the Pico", f"{at['FOCUS']}j", f"{FOCUS_NODE}j", FOCUS),
        ("FOCUS 10 kohm to ground", f"{FOCUS_NODE}i", f"{FOCUS_OPTO}i", "10k"),
        ("FOCUS 330 ohm to the isolator", f"{FOCUS_NODE}g", f"{FOCUS_OPTO + 1}g", "330"),
        ("FOCUS isolator to ground", f"{FOCUS_OPTO}j", "- rail", GROUND),
        ("SHUTTER from the Pico", f"{at['SHUTTER']}j", f"{SHUTTER_NODE}j", SHUTTER),
        ("SHUTTER 10 kohm to ground", f"{SHUTTER_NODE}i", f"{SHUTTER_OPTO}i", "10k"),
        ("SHUTTER 330 ohm to the isolator", f"{SHUTTER_NODE}g", f"{SHUTTER_OPTO + 1}g", "330"),
        ("SHUTTER isolator to ground", f"{SHUTTER_OPTO}j", "- rail", GROUND),
        ("common, both isolators", f"{FOCUS_OPTO}b", f"{SHUTTER_OPTO}b", COMMON),
        ("common", f"{FOCUS_OPTO}a", "plug sleeve", COMMON),
        ("FOCUS", f"{FOCUS_OPTO + 1}a", "plug ring", FOCUS),
        ("SHUTTER", f"{SHUTTER_OPTO + 1}a", "plug tip", SHUTTER),
    ]


def x_of(column):
    return 54 + (column - 1) * PITCH


def xy(hole):
    return x_of(int(hole[:-1])), ROW_Y[hole[-1]]


def board(s):
    left, right = x_of(1) - 30, x_of(COLUMNS) + 22
    edge = [(left, 46), (right, 46)]
    edge += [(right + (6 if k % 2 else -6), 46 + (k + 1) * 400 / 15) for k in range(14)]
    edge += [(right, 446), (left, 446)]
    s.poly(edge, fill=BOARD, color="#bdb7a9", lw=2)
    s.rect(left + 2, 240, right - left - 10, 20, fill="#ddd8cb", color="none", lw=0.1)
    for y, sign, color in ((RAIL_Y["+"], "+", "#c0392b"), (RAIL_Y["-"], "-", "#2c5aa0"),
                           (BOTTOM_RAIL_Y[0], "-", "#2c5aa0"), (BOTTOM_RAIL_Y[1], "+", "#c0392b")):
        offset = -10 if y in (RAIL_Y["+"], BOTTOM_RAIL_Y[0]) else 10
        s.line((x_of(1), y + offset), (x_of(COLUMNS), y + offset), color=color, lw=1)
        s.text(x_of(1) - 20, y, "\u2212" if sign == "-" else sign, size=15, color=color, align="center")
        for first in range(0, COLUMNS + 1, 6):
            holes(s, max(first, 1), min(first + 4, COLUMNS), y)
    for name, y in ROW_Y.items():
        s.text(x_of(1) - 19, y, name, size=11, color=MUTED, align="center")
        holes(s, 1, COLUMNS, y)
    for column in (1, 5, 10, 15, *range(25, COLUMNS + 1, 5)):
        s.text(x_of(column), 56, str(column), size=11, color=MUTED, align="center")
        s.text(x_of(column), 379, str(column), size=11, color=MUTED, align="center")


def holes(s, first, last, y):
    """A row of 5 px holes as one dashed line, which keeps the file small."""
    s.line((x_of(first) - 2.5, y), (x_of(last) + 2.5, y), color="#8f8a7d", lw=5, ls="5,15", cap="butt")


def pico(s, pins):
    top, bottom = ROW_Y["h"], ROW_Y["c"]
    s.rect(x_of(1) - 12, top - 12, 19 * PITCH + 24, bottom - top + 24, fill=PICO, color=INK, radius=6)
    s.rect(x_of(1) - 22, 232, 34, 36, fill=METAL, color=INK, radius=3)
    s.text(x_of(1) - 5, 250, "USB", size=11, align="center", rotation=90)
    s.rect(x_of(8), 232, 36, 36, fill=CHIP, color=CHIP, radius=2)
    s.text(x_of(10) + 14, 250, "Raspberry Pi Pico", size=17, color="#ffffff")
    names = {pico_pin(pins[name]): f"GP{pins[name]}" for name in ("THUMB", "INDEX", "FOCUS", "SHUTTER")}
    names[23] = "GND"
    for pin in range(1, 41):
        x, y = x_of(pico_column(pin)), bottom if pin <= 20 else top
        s.circle(x, y, 5, fill=GOLD if pin in names else "#8aa892", color=INK, lw=0.8)
        if pin in names:
            up = pin <= 20
            s.text(x, y - 11 if up else y + 11, names[pin], size=12, color="#ffffff",
                   align="left" if up else "right", rotation=90)


def button(s, column, words, color):
    x = x_of(column + 1)
    for leg in (column, column + 2):
        s.line((x_of(leg), ROW_Y["f"]), (x_of(leg), ROW_Y["e"]), color=METAL, lw=5)
    s.rect(x - 28, 223, 56, 54, fill="#55565b", color=INK, radius=5)
    s.circle(x, 250, 18, fill=color, color=INK, lw=2)
    s.pill(x, 309, words, color, size=14, width=70)


def opto(s, column):
    left, right = x_of(column), x_of(column + 1)
    for x in (left, right):
        s.line((x, ROW_Y["f"]), (x, ROW_Y["e"]), color=METAL, lw=5)
    s.rect(left - 9, 226, PITCH + 18, 48, fill=CHIP, color=INK, radius=3)
    s.circle(right + 2, 234, 3.5, fill="#ffffff", color="none", lw=0.1)
    s.text((left + right) / 2, 253, "PC817", size=10, color="#ffffff", align="center")


def resistor(s, start, end, value):
    (x0, y), (x1, _) = xy(start), xy(end)
    middle = (x0 + x1) / 2
    bands = {"330": ("#e07b16", "#e07b16", "#7a4a21"), "10k": ("#7a4a21", "#1c1c1c", "#e07b16")}[value]
    s.line((x0, y), (x1, y), color=METAL, lw=3)
    s.rect(middle - 26, y - 8, 52, 16, fill="#ead9b5", color=INK, radius=7, lw=1.2)
    for k, color in enumerate(bands):
        s.rect(middle - 17 + k * 9, y - 8, 5, 16, fill=color, color="none", lw=0.1)
    words = {"330": "330 \u03a9", "10k": "10 k\u03a9"}[value]
    s.rect(x1 + 10, y - 9, 46, 18, fill=BOARD, color="none", lw=0.1)
    s.text(x1 + 12, y, words, size=13)
    s.rect(middle + 15, y - 8, 4, 16, fill=GOLD, color="none", lw=0.1)


def wires(s, pins):
    lanes = {"FOCUS from the Pico": 122, "SHUTTER from the Pico": 110,
             "thumb button to the Pico": 392, "index button to the Pico": 376}
    for what, start, end, kind in jumpers(pins):
        if kind in ("10k", "330"):
            resistor(s, start, end, kind)
        elif end == "- rail":
            x, y = xy(start)
            s.wire((x, y), (x, RAIL_Y["-"]), color=kind)
        elif what in lanes:
            (x0, y0), (x1, y1) = xy(start), xy(end)
            s.wire((x0, y0), (x0, lanes[what]), (x1, lanes[what]), (x1, y1), color=kind)
        elif not end.startswith("plug"):
            s.wire(xy(start), xy(end), color=kind)


def ends(s, pins):
    """A dot in every hole that takes a wire."""
    for _what, start, end, _color in jumpers(pins):
        x, y = xy(start)
        s.circle(x, y, 3.2, fill=INK, color="none", lw=0.1)
        if not end.startswith("plug"):
            s.circle(*((x, RAIL_Y["-"]) if end == "- rail" else xy(end)), 3.2, fill=INK, color="none", lw=0.1)


def plug(s, pins):
    y, joint = 520, 700
    targets = {"plug sleeve": -12, "plug ring": 0, "plug tip": 12}
    lanes = {"plug sleeve": 508, "plug ring": 520, "plug tip": 532}
    for _what, start, end, color in jumpers(pins):
        if end in targets:
            x, y0 = xy(start)
            s.wire((x, y0), (x, lanes[end]), (joint, y + targets[end]), color=color)
    s.rect(520, y - 20, 190, 40, fill="#8a8780", color=INK, radius=14)
    s.text(615, y, "cable to the plug", size=15, color="#ffffff", align="center")
    s.rect(440, y - 22, 82, 44, fill=CHIP, color=INK, radius=7)
    s.rect(402, y - 10, 38, 20, fill=COMMON, color=INK)
    s.rect(397, y - 10, 5, 20, fill=INK, color=INK, lw=0.5)
    s.rect(371, y - 10, 26, 20, fill=FOCUS, color=INK)
    s.rect(366, y - 10, 5, 20, fill=INK, color=INK, lw=0.5)
    s.poly([(366, y - 10), (352, y - 10), (343, y - 6), (336, y), (343, y + 6), (352, y + 10), (366, y + 10)],
           fill=SHUTTER)
    s.text(330, y, "tip SHUTTER", size=16, color=SHUTTER, align="right")
    s.line((384, y + 12), (384, y + 30), color=FOCUS)
    s.text(384, y + 42, "ring FOCUS", size=16, color=FOCUS, align="center")
    s.line((421, y - 12), (421, y - 30), color=COMMON)
    s.text(421, y - 42, "sleeve common", size=16, color=COMMON, align="center")


def labels(s):
    s.text(34, 26, "Power: the Pico's USB socket", size=16, color=MUTED)
    note = "White dot: pin 1 of the isolator, upper right"
    s.text(x_of(COLUMNS), 26, note, size=16, color=MUTED, align="right")
    gaps = [(x_of(32) - 4, x_of(FOCUS_OPTO) - 12), (x_of(FOCUS_OPTO + 1) + 12, x_of(SHUTTER_OPTO) - 12),
            (x_of(SHUTTER_OPTO + 1) + 12, x_of(COLUMNS) + 8)]
    for start, end in gaps:
        s.line((start, 250), (end, 250), color=COMMON, lw=2, ls="--")
    s.pill(x_of(42), 310, "camera's side", COMMON, size=14, width=116)
    s.text(1050, 562, "No wire crosses the dashed line.", size=16, color=COMMON, align="right")


def draw(pins):
    s = Sketch(1090, 590)
    board(s)
    pico(s, pins)
    button(s, INDEX_AT, "INDEX", SHUTTER)
    button(s, THUMB_AT, "THUMB", FOCUS)
    wires(s, pins)
    opto(s, FOCUS_OPTO)
    opto(s, SHUTTER_OPTO)
    labels(s)
    plug(s, pins)
    ends(s, pins)
    return s, TITLE, DESCRIPTION
