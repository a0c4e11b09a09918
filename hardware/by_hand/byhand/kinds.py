"""The bodies of the parts: how far their legs stand apart, and how much room they take. Millimetres, from above."""

import math
from dataclasses import dataclass

from .boards import PITCH

P = PITCH


@dataclass(frozen=True)
class Kind:
    """`legs`: pin and place of each leg of a rigid part, which may be turned in quarters but never mirrored.
    `span`: least and greatest distance of the two legs of a part with wires. Neither: loose ends.
    `body`: (along, across) the body; `why` says where the figures are from."""

    words: str
    legs: tuple[tuple[str, float, float], ...] = ()
    span: tuple[float, float] | None = None
    body: tuple[float, float] | None = None
    turned: tuple[tuple[str, str], ...] = ()  # pins that change places when the part is put in the other way round
    inside: tuple[str, ...] = ()  # pins that are one contact inside the part
    why: str = ""


def _row(count: int) -> tuple[tuple[str, float, float], ...]:
    return tuple((str(pin + 1), pin * P, 0.0) for pin in range(count))


_PICO = tuple((str(pin), 0.0, (pin - 1) * P) for pin in range(1, 21)) + tuple(
    (str(pin), 7 * P, (40 - pin) * P) for pin in range(21, 41)
)

KINDS = {
    "pico": Kind(
        "Raspberry Pi Pico", legs=_PICO, body=(51.0, 21.0), inside=("3", "8", "13", "18", "23", "28", "33", "38"),
        why="data sheet: two rows of 20 pins, 17.78 mm apart, pitch 2.54 mm, board 51 x 21 mm; its grounds are one",
    ),
    "dip4": Kind(
        "isolator, DIP-4", legs=(("1", 0, 0), ("2", 0, P), ("3", 3 * P, P), ("4", 3 * P, 0)), body=(6.5, 4.6),
        turned=(("1", "3"), ("2", "4")), why="data sheet of the PC817: 7.62 mm between the rows, body 6.5 x 4.58 mm",
    ),
    "button": Kind(
        "button, 6 mm", legs=(("1", 0, 0), ("1", 3 * P, 0), ("2", 0, 2 * P), ("2", 3 * P, 2 * P)), body=(6.0, 6.0),
        why="Omron B3F: legs 6.5 x 4.5 mm; they spring out to 0.3 x 0.2 inch. Legs 6.5 mm apart are one contact",
    ),
    "resistor": Kind(
        "resistor", span=(3 * P, 8 * P), body=(6.3, 2.5), why="0.25 W metal film: body 6.3 x 2.5 mm (Yageo MFR-25)",
    ),
    "diode": Kind(
        "diode, DO-41", span=(3 * P, 8 * P), body=(5.2, 2.7), turned=(("1", "2"),), why="DO-41: body 5.2 x 2.7 mm",
    ),
    "led": Kind("LED, 3 mm", span=(P, P), body=(3.2, 3.2), turned=(("1", "2"),), why="legs 2.54 mm apart"),
    "switch": Kind(
        "slide switch", legs=_row(3), body=(11.6, 4.0), turned=(("1", "3"),),
        why="E-Switch EG1218: three pins in line, 2.5 mm apart, body 11.6 x 4 mm; an SS-12D00 is shorter",
    ),
    "header2": Kind("pin header, 2 pins", legs=_row(2), body=(5.08, 2.54)),
    "header4": Kind("pin header, 4 pins", legs=_row(4), body=(10.16, 2.54)),
    "leads": Kind("loose wires"),
}  # fmt: skip


def is_same_shape(shape: list[tuple[str, float, float]], placed: list[tuple[str, float, float]]) -> bool:
    """Whether `placed` is `shape`, moved and turned in quarters. Mirrored is not the same: pins would change sides."""
    wanted = _normal(shape)
    return any(_close(wanted, _normal([_turn(one, quarter) for one in placed])) for quarter in range(4))


def _turn(leg: tuple[str, float, float], quarters: int) -> tuple[str, float, float]:
    pin, x, y = leg
    for _ in range(quarters):
        x, y = -y, x
    return pin, x, y


def _normal(legs: list[tuple[str, float, float]]) -> list[tuple[str, float, float]]:
    left, top = min(x for _pin, x, _y in legs), min(y for _pin, _x, y in legs)
    return sorted((pin, round(x - left, 3), round(y - top, 3)) for pin, x, y in legs)


def _close(one: list[tuple[str, float, float]], other: list[tuple[str, float, float]]) -> bool:
    return len(one) == len(other) and all(
        a[0] == b[0] and math.hypot(a[1] - b[1], a[2] - b[2]) < 0.1 for a, b in zip(one, other)
    )


def body_of(kind: Kind, legs: list[tuple[float, float]]) -> tuple[float, float, float, float] | None:
    """The body's outline (left, top, right, bottom), centred between the legs, lying along the longer way of them."""
    if kind.body is None:
        return None
    xs, ys = [x for x, _y in legs], [y for _x, y in legs]
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    along, across = kind.body
    if max(xs) - min(xs) < max(ys) - min(ys):
        along, across = across, along
    return x - along / 2, y - across / 2, x + along / 2, y + across / 2
