"""The parts as they look from above, drawn with the pen of hardware/pictures. Pixels; `u` is one hole to the next."""

from sketch import CHIP, COMMON, FOCUS, GOLD, INK, METAL, PICO, SHUTTER, Sketch

Point = tuple[float, float]

WIRES = {"ground": "#2b2b2b", "focus": FOCUS, "shutter": SHUTTER, "common": COMMON, "power": "#b3261e",
         "other": "#6b7a12"}  # fmt: skip
BROWN, BLACK, RED, ORANGE = "#7a4a21", "#1c1c1c", "#c0392b", "#e07b16"
BANDS = {"220": (RED, RED, BROWN), "10k": (BROWN, BLACK, ORANGE), "1k": (BROWN, BLACK, RED)}
WORDS = {"220": "220 Ω", "10k": "10 kΩ", "1k": "1 kΩ"}
NEW = "#d6006c"  # rings round the holes of this step


def box(s: Sketch, x: float, y: float, along: float, across: float, lying: bool, **style) -> None:
    """A rectangle round a centre, its long side lying or standing."""
    wide, high = (along, across) if lying else (across, along)
    s.rect(x - wide / 2, y - high / 2, wide, high, **style)


def resistor(s: Sketch, a: Point, b: Point, value: str, u: float) -> None:
    (x0, y0), (x1, y1) = a, b
    lying = abs(x1 - x0) > abs(y1 - y0)
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    s.line(a, b, color=METAL, lw=3)
    box(s, x, y, 2.5 * u, 0.86 * u, lying, fill="#ead9b5", color=INK, radius=0.36 * u, lw=1.2)
    # Gold is the last band: towards b, or the lower end.
    for band, color in zip((-0.85, -0.42, 0.01, 0.75), (*BANDS[value], GOLD)):
        place = (x + band * u, y) if lying else (x, y + band * u)
        box(s, *place, 0.24 * u, 0.86 * u, lying, fill=color, color="none", lw=0.1)


def diode(s: Sketch, stripe: Point, other: Point, u: float) -> None:
    """Lying; the stripe is at its first point."""
    x, y = (stripe[0] + other[0]) / 2, (stripe[1] + other[1]) / 2
    s.line(stripe, other, color=METAL, lw=3)
    box(s, x, y, 2.1 * u, 1.0 * u, True, fill=CHIP, color=INK, radius=2)
    side = -1 if stripe[0] < other[0] else 1
    box(s, x + side * 0.72 * u, y, 0.32 * u, 1.0 * u, True, fill="#e8e6e0", color="none", lw=0.1)


def led(s: Sketch, cathode: Point, anode: Point, u: float) -> None:
    """Standing; the flat is at the cathode."""
    x, y = (cathode[0] + anode[0]) / 2, (cathode[1] + anode[1]) / 2
    s.circle(x, y, 0.72 * u, fill="#7ec98a", color=INK)
    down = 1 if cathode[1] > anode[1] else -1
    s.line((x - 0.5 * u, y + down * 0.62 * u), (x + 0.5 * u, y + down * 0.62 * u), color=INK, lw=4)


def dip4(s: Sketch, legs: dict[str, Point], u: float) -> None:
    xs, ys = [x for x, _y in legs.values()], [y for _x, y in legs.values()]
    lying = max(xs) - min(xs) > max(ys) - min(ys)
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    for one, other in (("1", "4"), ("2", "3")):
        s.line(legs[one], legs[other], color=METAL, lw=5)
    box(s, x, y, 2.3 * u, 1.8 * u, lying, fill=CHIP, color=INK, radius=3)
    dot = legs["1"]
    s.circle(x + (dot[0] - x) * (0.56 if lying else 0.95), y + (dot[1] - y) * (0.95 if lying else 0.56), 0.2 * u,
             fill="#ffffff", color="none", lw=0.1)  # fmt: skip
    for pin, (px, py) in legs.items():
        if pin != "1":
            s.text(x + (px - x) * (0.56 if lying else 0.95), y + (py - y) * (0.95 if lying else 0.56), pin, size=11,
                   color="#ffffff", align="center")  # fmt: skip


def button(s: Sketch, legs: list[Point], color: str, u: float) -> None:
    x, y = (sum(axis) / len(legs) for axis in zip(*legs))
    for px, py in legs:
        s.line((px, py), (px + (x - px) * 0.4, py + (y - py) * 0.4), color=METAL, lw=5)
    box(s, x, y, 2.5 * u, 2.5 * u, True, fill="#55565b", color=INK, radius=4)
    s.circle(x, y, 0.8 * u, fill=color, color=INK, lw=2)


def switch(s: Sketch, legs: list[Point], u: float) -> None:
    """Its lever at pin 1's end, where it joins pins 1 and 2: on."""
    (x0, y0), (x, y), (x1, _y1) = legs
    lying = x0 != x1
    box(s, x, y, 4.4 * u, 1.5 * u, lying, fill=METAL, color=INK, radius=2)
    box(s, x, y, 2.4 * u, 0.8 * u, lying, fill="#55565b", color=INK, lw=1)
    box(s, x + (x0 - x) * 0.6, y + (y0 - y) * 0.6, 1.0 * u, 0.8 * u, lying, fill="#ffffff", color=INK, lw=1)


def header(s: Sketch, legs: list[Point], u: float) -> None:
    """The first of `legs` is pin 1, with a white corner."""
    for x, y in legs:
        box(s, x, y, 0.94 * u, 0.94 * u, True, fill=CHIP, color=INK, lw=1)
        box(s, x, y, 0.36 * u, 0.36 * u, True, fill=GOLD, color="none", lw=0.1)
    s.circle(legs[0][0] - 0.3 * u, legs[0][1] - 0.3 * u, 0.13 * u, fill="#ffffff", color="none", lw=0.1)


def pico(s: Sketch, legs: dict[str, Point], names: dict[str, str], u: float, sockets: bool) -> None:
    """`names`: pin -> what to write beside it. USB is beyond pins 1 and 40."""
    (x1, y1), (x40, y40), (x20, y20) = legs["1"], legs["40"], legs["20"]
    lying = abs(x20 - x1) > abs(y20 - y1)
    x, y = (x40 + x20) / 2, (y40 + y20) / 2
    box(s, x, y, 20.3 * u, 8.3 * u, lying, fill=PICO, color=INK, radius=6)
    if sockets:
        for one, other in (("1", "20"), ("40", "21")):
            s.line(legs[one], legs[other], color=CHIP, lw=0.9 * u, cap="butt")
    end = ((x1 + x40) / 2 - (0.7 * u if lying else 0), (y1 + y40) / 2 - (0 if lying else 0.7 * u))
    box(s, *end, 2.2 * u, 3.1 * u, lying, fill=METAL, color=INK, radius=3)
    s.text(*end, "USB", size=13, align="center", rotation=90 if lying else 0)
    s.text(x, y, "Raspberry Pi Pico", size=17, color="#ffffff", align="center", rotation=0 if lying else 90)
    for pin, (px, py) in legs.items():
        s.circle(px, py, 0.24 * u, fill=GOLD if pin in names else "#8aa892", color=INK, lw=0.8)
    for pin, name in names.items():
        px, py = legs[pin]
        first = int(pin) <= 20
        if lying:
            s.text(px, py - 0.6 * u if first else py + 0.6 * u, name, size=13, color="#ffffff",
                   align="left" if first else "right", rotation=90)  # fmt: skip
        else:
            s.text(px + 0.65 * u if first else px - 0.65 * u, py, name, size=13, color="#ffffff",
                   align="left" if first else "right")  # fmt: skip


def plug(s: Sketch, x: float, y: float, stands: bool = False) -> dict[str, Point]:
    """A 2.5 mm plug, its tip to the left (lying) or down (standing); returns where its three wires enter the cable."""
    def part(along: float, length: float, across: float, **style) -> None:
        place = (x, y + along) if stands else (x - along, y)
        box(s, *place, length, across, not stands, **style)

    part(-70, 140, 38, fill="#8a8780", color=INK, radius=13)
    part(38, 76, 42, fill=CHIP, color=INK, radius=7)
    part(93, 34, 20, fill=COMMON, color=INK)
    part(112, 4, 20, fill=INK, color=INK, lw=0.5)
    part(127, 26, 20, fill=FOCUS, color=INK)
    part(142, 4, 20, fill=INK, color=INK, lw=0.5)
    part(156, 24, 20, fill=SHUTTER, color=INK, radius=8)
    joints = {"3": -11, "2": 0, "1": 11}
    return {pin: (x + off, y - 140) if stands else (x + 140, y + off) for pin, off in joints.items()}
