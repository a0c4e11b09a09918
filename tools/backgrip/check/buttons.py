"""The buttons, pressed one by one, and the style switch."""

from dataclasses import dataclass

from backgrip.check.bench import Bench
from backgrip.check.board_code import LEVEL, PRESS
from backgrip.check.places import gp
from backgrip.check.result import Result, failed, passed, unchecked

LIMIT_MS = 15_000  # to press and let go
QUIET_MS = 500  # after the last edge a press is over
BURST_US = 25_000  # edges closer than this are bounces of one movement
WORN_EDGES = 12  # in one movement; a fresh tactile switch makes a few
TOGETHER_US = 2000  # two buttons that move within this are one wire
NAMES = ("thumb", "index")


@dataclass(frozen=True)
class Movement:
    """A burst of edges of one contact: when it began, how many edges, how long it took, its level afterwards."""

    at_us: int
    edges: int
    lasts_us: int
    level: int


def check_button(bench: Bench, number: int) -> list[Result]:
    """`number` is 0 for the thumb, 1 for the index."""
    name = NAMES[number]
    bench.ask.ready(f"The {name} button next: one press, held for about a second, then let go.")
    bench.ask.tell(f"Press the {name} button now ...")
    read = bench.board(PRESS, LIMIT_MS, buttons=bench.buttons, limit_ms=LIMIT_MS, quiet_ms=QUIET_MS)
    return [judge_press(number, bench.buttons, bench.debounce_ms, read)]


def movements(edges: list, number: int) -> list[Movement]:
    """The bursts of one contact, in order."""
    mine = [(at_us, level) for at_us, which, level in edges if which == number]
    groups: list[list] = []
    for at_us, level in mine:
        if groups and at_us - groups[-1][-1][0] <= BURST_US:
            groups[-1].append((at_us, level))
        else:
            groups.append([(at_us, level)])
    return [Movement(group[0][0], len(group), group[-1][0] - group[0][0], group[-1][1]) for group in groups]


def judge_press(number: int, gpios: list[int], debounce_ms: int, read: dict) -> Result:
    """`read` is what PRESS measured."""
    name, other = NAMES[number], NAMES[1 - number]
    key, title, mine, theirs = name, f"{name} button", gpios[number], gpios[1 - number]
    moved = [movements(read["edges"], which) for which in (0, 1)]
    own, their = moved[number], moved[1 - number]
    if not read["start"][number]:
        return failed(
            key,
            title,
            "pressed from the start",
            f"{gp(mine)} is at GND before you press: the {name} button sticks, is shorted, or is turned by a "
            "quarter. Turn it, or look for a bridge to GND.",
        )
    if not own and not their:
        return failed(
            key,
            title,
            f"nothing moved at GP{mine}",
            f"No contact reached {gp(mine)} within {LIMIT_MS // 1000} s. Follow the wire: from that pin to one "
            "corner of the button, from the opposite corner to GND. Wrong column? Pico not pressed home?",
        )
    if not own:
        return failed(
            key,
            title,
            f"GP{theirs} moved, not GP{mine}",
            f"You pressed the {name} and the {other} pin answered: the wires of the two buttons are swapped. "
            f"Swap them at the Pico: {name} to {gp(mine)}, {other} to {gp(theirs)}.",
        )
    if their and abs(their[0].at_us - own[0].at_us) <= TOGETHER_US:
        return failed(
            key,
            title,
            "both buttons' pins moved together",
            f"One press reaches {gp(mine)} and {gp(theirs)}: the two buttons share a column or touch. Each has "
            "its own wire to the Pico; only GND is shared.",
        )
    if not read["end"][number]:
        return failed(
            key,
            title,
            "does not open again",
            f"{gp(mine)} stayed at GND for {LIMIT_MS // 1000} s: the button sticks, or you held it all the time.",
        )
    return _judge_contact(key, title, name, debounce_ms, own)


def _judge_contact(key: str, title: str, name: str, debounce_ms: int, own: list[Movement]) -> Result:
    edges, longest_us = max(one.edges for one in own), max(one.lasts_us for one in own)
    found = f"{edges} edge{'s' if edges > 1 else ''}, bounces for {longest_us / 1000:.1f} ms"
    if len(own) > 2:
        return failed(
            key,
            title,
            f"{len(own)} movements for one press",
            "The contact opened while the button was held (or it was pressed more than once: then repeat). A "
            f"loose wire, a bad joint or a worn {name} button.",
        )
    if longest_us > debounce_ms * 1000:
        return failed(
            key,
            title,
            found,
            f"It bounces for longer than the grip waits (debounce_ms {debounce_ms}): the {name} button is worn "
            "or its wire loose. Put in another one, or raise debounce_ms.",
        )
    if edges > WORN_EDGES:
        return passed(
            key,
            title,
            found,
            f"The {name} button bounces a lot and is getting worn. The grip copes with it as long as it takes "
            f"less than {debounce_ms} ms.",
        )
    clean = "clean" if edges == 1 else found
    return passed(key, title, clean)


def check_switch(bench: Bench) -> list[Result]:
    """The optional slide switch."""
    key, title, gpio = "style-switch", "style switch", bench.pins["STYLE_SWITCH"]
    if bench.ask.choose("Have you fitted the style switch?", {"y": "yes", "n": "no"}) == "n":
        return [judge_no_switch(gpio, bench.board(LEVEL, gpio=gpio))]
    bench.ask.ready("Slide the style switch to track.")
    track = bench.board(LEVEL, gpio=gpio)
    bench.ask.ready("Slide it back.")
    return [judge_switch(key, title, gpio, track, bench.board(LEVEL, gpio=gpio))]


def judge_no_switch(gpio: int, level: int) -> Result:
    """`level` is 1 for open."""
    key, title = "style-switch", "style switch"
    if not level:
        return failed(
            key,
            title,
            "closed, and none is fitted",
            f"{gp(gpio)} is at GND: the grip is always in track style. Take the wire or bridge off.",
        )
    return unchecked(key, title, "not fitted")


def judge_switch(key: str, title: str, gpio: int, track: int, back: int) -> Result:
    """The levels in the two positions: 0 is closed."""
    if (track, back) == (0, 1):
        return passed(key, title, "both positions seen")
    if (track, back) == (1, 0):
        return failed(
            key,
            title,
            "the wrong way round",
            "Closed is track. Turn the switch, or move its wire to the other outer leg.",
        )
    return failed(
        key,
        title,
        "always closed" if not back else "never closes",
        f"The switch goes between {gp(gpio)} and GND, middle leg and one outer leg.",
    )
