"""What stands on the stripboard, with its words beside it."""

from sketch import COMMON, FOCUS, INK, SHUTTER

from . import art
from .layout import Part
from .stripboard_view import PHENOLIC, TOP, U, View

PINS = {"17": "GP13", "18": "GND", "19": "GP14", "20": "GP15", "21": "GP16", "22": "GP17", "23": "GND", "28": "GND",
        "29": "GP22", "31": "GP26", "32": "GP27", "34": "GP28", "36": "3V3", "38": "GND", "39": "VSYS"}  # fmt: skip
# Where the words beside a part go: holes right of and below its first pin.
LABELS = {"J2": (0, -2.1), "J3": (0, 2.1), "J5": (0, -1.1), "J6": (1.2, -1.5)}
ABOVE = ("R1",)  # an isolator stands where its words would be


def draw_part(view: View, part: Part, at: dict) -> None:
    s = view.s
    if part.kind == "pico":
        if view.alone:  # while it is built the sockets stay empty
            _sockets(view, at)
        else:
            art.pico(s, at, PINS, U, sockets=True)
    elif part.kind == "resistor":
        art.resistor(s, at["1"], at["2"], part.value, U)
        _beside(view, f"{part.ref}  {art.WORDS[part.value]}", at)
    elif part.kind == "diode":
        art.diode(s, at["1"], at["2"], U)
        _label(view, (at["1"][0] + at["2"][0]) / 2, at["1"][1] + 0.98 * U, part.ref)
    elif part.kind == "dip4":
        art.dip4(s, at, U)
        s.text((at["1"][0] + at["4"][0]) / 2, (at["1"][1] + at["2"][1]) / 2, part.ref, size=14, color="#ffffff",
               align="center")  # fmt: skip
    elif part.kind == "led":
        art.led(s, at["1"], at["2"], U)
        _label(view, at["1"][0] - 1.5 * U, at["1"][1], part.ref)
    elif part.kind == "button":
        color = FOCUS if part.name == "THUMB" else SHUTTER
        holes = [view.xy(hole) for _pin, hole in part.holes()]
        art.button(s, holes, color, U)
        s.pill(sum(x for x, _y in holes) / 4, max(y for _x, y in holes) + 1.0 * U, part.name, color, size=13, width=62)
    elif part.kind == "switch":
        art.switch(s, [at["1"], at["2"], at["3"]], U)
        _label(view, at["3"][0] - 1.4 * U, at["3"][1] + 2.0 * U, "SW1 ON / OFF")
    elif part.kind.startswith("header"):
        art.header(s, list(at.values()), U)
        across, down = LABELS[part.ref]
        _label(view, at["1"][0] + across * U, at["1"][1] + down * U, part.ref)
    elif part.ref == "J7":
        _cable(view, at)
    elif part.ref == "J1":
        for pin, words, color in (("1", "+", art.WIRES["power"]), ("2", "−", INK)):
            s.wire(at[pin], (at[pin][0], 50), color=color)
            s.text(at[pin][0] + 9, 54, words, size=18, color=color)
        s.text(at["2"][0] - 12, 54, "two AA cells", size=15, align="right")


def _sockets(view: View, at: dict) -> None:
    for one, other in (("1", "20"), ("40", "21")):
        (x, y0), (_x, y1) = at[one], at[other]
        view.s.rect(x - 0.5 * U, y0 - 0.5 * U, U, y1 - y0 + U, fill="#3b3b3f", color=INK, radius=2)
    for x, y in at.values():
        view.s.rect(x - 4, y - 4, 8, 8, fill="#b9b7b1", color="none", lw=0.1)
    for pin in ("1", "20", "21", "40"):
        x, y = at[pin]
        inward = 1 if int(pin) <= 20 else -1
        _label(view, x + inward * 1.75 * U, y, f"pin {pin}")
    _label(view, (at["1"][0] + at["40"][0]) / 2, at["1"][1] + 3 * U, "USB this end")


def _label(view: View, x: float, y: float, words: str, rotation: int = 0) -> None:
    """Words on a patch of the board's colour, so that no hole shows through."""
    long, high = len(words) * 7.6 + 6, 17
    wide, tall = (high, long) if rotation else (long, high)
    view.s.rect(x - wide / 2, y - tall / 2, wide, tall, fill=PHENOLIC, color="none", lw=0.1)
    view.s.text(x, y, words, size=14, align="center", rotation=rotation)


def _beside(view: View, words: str, at: dict) -> None:
    (x0, y0), (x1, y1), ref = at["1"], at["2"], words.split()[0]
    if ref in ABOVE:
        _label(view, x0, min(y0, y1) - U, words)
    elif x0 == x1:
        _label(view, x0 + 0.85 * U, (y0 + y1) / 2, words, rotation=90)
    else:
        _label(view, (x0 + x1) / 2, y0 + 0.95 * U, words)


def _cable(view: View, at: dict) -> None:
    s, right = view.s, view.edges()[2]
    x, y = right + 92, TOP + 18.5 * U
    y_cable = (view.xy("S36")[1] + view.xy("V36")[1]) / 2
    start = view.xy("S35")[0] - 4
    for pin, off, color in (("3", 0, COMMON), ("2", -9, FOCUS), ("1", 9, SHUTTER)):
        s.wire(at[pin], (start + (8 if pin == "2" else 0), y_cable + off), (right - 20, y_cable + off), color=color)
    bend = (x, y_cable), (x, y_cable - 50)
    for color, thick in ((INK, 27), ("#8a8780", 23)):
        s.path("M", (right - 38, y_cable), "L", (right + 40, y_cable), "Q", *bend, "L", (x, y - 290), color=color,
               lw=thick)  # fmt: skip
    s.line(view.xy("S36"), view.xy("V36"), color="#ffffff", lw=8)
    s.line(view.xy("S36"), view.xy("V36"), color=INK, lw=1)
    s.rect(x - 21, y - 366, 42, 76, fill="#3b3b3f", color=INK, radius=7)
    rings = (-400, 34, COMMON), (-404, 4, INK), (-430, 26, FOCUS), (-434, 4, INK), (-458, 24, SHUTTER)
    for top, high, color in rings:
        s.rect(x - 10, y + top, 20, high, fill=color, color=INK, lw=1)
    for down, words, color in ((-446, "tip", SHUTTER), (-417, "ring", FOCUS), (-383, "sleeve", COMMON)):
        s.text(x - 16, y + down, words, size=15, color=color, align="right")
