"""What can be found electrically, with no question: pins held low or high, missing, or joined."""

from backgrip.check.bench import Bench
from backgrip.check.board_code import WIRES
from backgrip.check.places import GROUND_PIN, PARTS, gp
from backgrip.check.result import Result, failed, passed, unchecked

INSIDE = ("WIRE_SHOT", "WIRE_THUMB", "WIRE_READY")
INSIDE_TITLE = "inside wires left free"
IDLE_HIGH = ("STYLE_SWITCH", "THUMB", "INDEX", *INSIDE)


def check_wires(bench: Bench) -> list[Result]:
    """Also notes whether the loop-back plug is in."""
    read = bench.board(WIRES, high=[bench.pins[name] for name in IDLE_HIGH], lines=bench.lines, sense=bench.sense)
    bench.plug = all(read["plug"])
    return judge_wires(bench.pins, read)


def judge_wires(pins: dict[str, int], read: dict) -> list[Result]:
    """One result for joined pins, one a line, one a button, one for the inside wires."""
    up, down = dict(read["up"]), dict(read["down"])
    pairs = sorted({tuple(sorted(pair)) for pair in read["joined"]})
    joined = {gpio for pair in pairs for gpio in pair}
    return [
        _joined(pins, pairs),
        *(_line(name, pins[name], up, down, joined, read["grounded"]) for name in ("FOCUS", "SHUTTER")),
        *(_button(name, pins[name], up, joined) for name in ("THUMB", "INDEX")),
        _inside([pins[name] for name in INSIDE], up, down, joined),
    ]


def _joined(pins: dict[str, int], pairs: list[tuple[int, int]]) -> Result:
    key, title = "joined", "no two pins joined"
    if not pairs:
        return passed(key, title, "each stands alone")
    names = {gpio: name for name, gpio in pins.items()}
    told = [
        f"{gp(one)}, {PARTS[names[one]]}, and {gp(other)}, {PARTS[names[other]]}, are one wire." for one, other in pairs
    ]
    return failed(
        key,
        title,
        ", ".join(f"GP{one} with GP{other}" for one, other in pairs),
        f"{' '.join(told)} Look for a bridge of solder, two wires in one column of the breadboard, or "
        "touching resistor legs.",
    )


def _line(name: str, gpio: int, up: dict, down: dict, joined: set[int], grounded: list[int]) -> Result:
    key, title = f"{name.lower()}-pin", f"{name} at the Pico"
    if gpio in joined:
        return unchecked(key, title, "joined to another pin")
    if down[gpio]:
        return failed(
            key,
            title,
            f"GP{gpio} is held high",
            f"{gp(gpio)} is joined to 3V3: the line would be closed all the time. The 10 kΩ of {name} must go "
            "to GND, not to 3V3 (Pico pin 36); look for a bridge to the + rail.",
        )
    if gpio in grounded:
        return failed(
            key,
            title,
            f"GP{gpio} is shorted to GND",
            f"{gp(gpio)} cannot be driven high: it touches GND (Pico pin {GROUND_PIN} is next to it), or its 10 "
            "kΩ resistor is a piece of wire or bridged. The line can never close.",
        )
    if up[gpio]:
        return failed(
            key,
            title,
            f"nothing pulls GP{gpio} low",
            f"Neither the 10 kΩ pull-down nor the isolator hangs on {gp(gpio)}. Is there a wire from that pin "
            f"to the column of the 10 kΩ and the 220 Ω of {name}, and one from the 10 kΩ to GND? Without it the "
            "camera may fire while the grip is switched on.",
        )
    return passed(key, title, "pulled low, can be driven")


def _button(name: str, gpio: int, up: dict, joined: set[int]) -> Result:
    word = name.lower()
    key, title = f"{word}-pin", f"{word} button, untouched"
    if not up[gpio] and gpio not in joined:
        return failed(
            key,
            title,
            "reads pressed",
            f"{gp(gpio)} is at GND with nobody pressing. Is the {word} button held down, sticking, or turned by "
            "a quarter so that its two joined legs short the pin? Is its wire in the GND column?",
        )
    return passed(key, title, "open")


def _inside(gpios: list[int], up: dict, down: dict, joined: set[int]) -> Result:
    key, title = "inside", INSIDE_TITLE
    low = [gpio for gpio in gpios if not up[gpio] and gpio not in joined]
    high = [gpio for gpio in gpios if down[gpio] and gpio not in joined]
    if not low and not high:
        return passed(key, title, ", ".join(f"GP{gpio}" for gpio in gpios))
    told = [f"{gp(gpio)} is joined to GND." for gpio in low] + [f"{gp(gpio)} is joined to 3V3." for gpio in high]
    return failed(
        key,
        title,
        f"{', '.join(f'GP{gpio}' for gpio in low + high)} not free",
        f"{' '.join(told)} The program uses this pin inside: take off whatever is wired to it.",
    )
