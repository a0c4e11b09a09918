"""The two lines through the loop-back plug (hardware/loopback.md): pass or fail per line, alone."""

from backgrip.check.bench import Bench
from backgrip.check.board_code import LOOP
from backgrip.check.places import gp
from backgrip.check.result import Result, failed, passed, unchecked

CLOSED_MV = 300  # an AQY212EH leaves 1 mV, a PC817C 20 to 140 at 0.3 mA (computed), a pin driven low some 30 more
OPEN_MV = 3000  # 3300 less the ADC's error and 10 kohm times what an open isolator leaks (30 uA would be a fault)
SLOW_MS = 8, 5  # to close, to open: the slowest AQY212EH takes 5.9 and 3.0 ms, a PC817 less (hardware/spice)
LIMIT_MS = 20
SETTLE_MS = 10  # a photo-MOS has let go by then
NAMES = ("FOCUS", "SHUTTER")
CONTACTS = ("ring", "tip")
UNWIRED = "the jack is not wired whole"
TITLES = {
    "loop-focus": "FOCUS through the plug",
    "loop-shutter": "SHUTTER through the plug",
    "loop-both": "both lines at once",
    "isolation": "camera's side apart from the Pico's",
}


def check_loopback(bench: Bench) -> list[Result]:
    """Closes both lines one by one, and reads both contacts each time."""
    read = bench.board(
        LOOP,
        sense=bench.sense[:2],
        common=bench.sense[2],
        lines=bench.lines,
        settle_ms=SETTLE_MS,
        limit_ms=LIMIT_MS,
        closed_mv=CLOSED_MV,
    )
    return judge_loopback(bench.pins, read)


def judge_loopback(pins: dict[str, int], read: dict) -> list[Result]:
    """`read` is what LOOP measured."""
    sense = [pins["SENSE_FOCUS"], pins["SENSE_SHUTTER"], pins["SENSE_COMMON"]]
    if not any(down for down, _ in read["plug"]):
        return _no_plug(sense)
    return [*(_line(number, pins, read) for number in (0, 1)), _both(read), _isolation(sense[2], read)]


def _no_plug(sense: list[int]) -> list[Result]:
    first, *others = TITLES.items()
    look = (
        "Put the grip's plug into the loop-back jack, and the jack's four wires on 3V3 (Pico pin 36), "
        f"{gp(sense[0])}, {gp(sense[1])} and {gp(sense[2])}. The drawing is in hardware/loopback.md."
    )
    return [
        failed(*first, "no loop-back plug", look),
        *(unchecked(key, title, "no loop-back plug") for key, title in others),
    ]


def _wired(read: dict, number: int) -> bool:
    """Whether the jack's resistor is at this contact: without it the Pico's own weak pulls move the pin."""
    return read["plug"][number] != [0, 1]


def _closed(mv: int) -> bool:
    return mv < CLOSED_MV


def _open(mv: int) -> bool:
    return mv > OPEN_MV


def _line(number: int, pins: dict[str, int], read: dict) -> Result:
    name, other = NAMES[number], NAMES[1 - number]
    contact, their = CONTACTS[number], CONTACTS[1 - number]
    key = f"loop-{name.lower()}"
    title = TITLES[key]
    rest = read["rest"][number]
    closed, reopened = read["alone"][2 * number], read["alone"][2 * number + 1]
    own, cross = closed[number], closed[1 - number]
    moved = _wired(read, 1 - number) and _closed(cross) and not _closed(read["rest"][1 - number])
    path = (
        f"Follow {name}: {gp(pins[name])}, 220 Ω, isolator pin 1 (the dot), pin 2 to GND; pin 4 to the "
        f"plug's {contact}, pin 3 to its sleeve."
    )
    if not _wired(read, number):
        sense = pins[f"SENSE_{name}"]
        return failed(
            key,
            title,
            f"the jack's {contact} is not wired",
            f"Nothing is on {gp(sense)}: the jack's {contact} goes there, and through 10 kΩ to 3V3 (Pico pin "
            "36). Is the grip's plug pushed home in the jack?",
        )
    if _closed(rest):
        if _closed(read["loose"][number]):
            return failed(
                key,
                title,
                f"{contact} is at the Pico's GND",
                f"The plug's {contact} is joined to the Pico's ground, past the isolator: look for its wire in the "
                f"− rail or in the column of pin 1 or 2 of the {name} isolator. Do not plug in a camera.",
            )
        return failed(
            key,
            title,
            f"closed all the time ({rest} mV)",
            "Ring or tip meets the sleeve though the line is open: touching wires in the plug, or a bridge "
            f"between pins 3 and 4 of the {name} isolator. A camera would "
            f"{'keep focusing' if number == 0 else 'fire at once'}.",
        )
    if not _open(rest):
        return failed(
            key,
            title,
            f"half open at rest ({rest} mV)",
            f"More than {(3300 - OPEN_MV) // 10} µA leaks through the open {name} contact, enough to half-press "
            "some cameras: flux or moisture, or an isolator that is damaged. Is the jack's resistor at the "
            f"{contact} 10 kΩ?",
        )
    if _closed(own) and moved:
        return failed(
            key,
            title,
            f"{other} moved as well ({cross} mV)",
            "Both contacts close together: tip and ring touch in the plug, or the collectors (pin 4) of both "
            "isolators are in one column, or the wires of the two GPIOs meet.",
        )
    if moved:
        return failed(
            key,
            title,
            f"the {their} closed instead",
            "The two lines are swapped: the commonest mistake. Isolator pin 4 of FOCUS goes to the plug's ring "
            f"(the middle), of SHUTTER to its tip: swap those two wires, or the two at GP{pins['FOCUS']} and "
            f"GP{pins['SHUTTER']}. If the plug is right, the jack's two wires are.",
        )
    if _open(own) and _open(read["alone"][2 - 2 * number][1 - number]):
        return failed(
            key,
            title,
            f"does not close, nor does {other}",
            "Neither line closes, so look at what they share: the plug's sleeve to pin 3 of both isolators, the "
            f"jack's sleeve to {gp(pins['SENSE_COMMON'])}, pin 2 of both isolators to GND.",
        )
    if _open(own):
        return failed(
            key,
            title,
            f"does not close ({own} mV)",
            f"{path} Isolator turned round, dead, its GND missing, or 2.2 kΩ instead of 220 Ω?",
        )
    if not _closed(own):
        return failed(
            key,
            title,
            f"closes badly ({own} mV)",
            f"Under {CLOSED_MV} mV is right. {path} Pins 3 and 4 turned round, 2.2 kΩ instead of 220 Ω, or "
            "an isolator that is neither AQY212EH, TLP222A nor PC817C?",
        )
    seen = _wired(read, 1 - number)
    if seen and not _open(cross) and not _closed(read["rest"][1 - number]):
        return failed(
            key,
            title,
            f"{other} moved to {cross} mV",
            "The other contact must not feel this one: moisture or flux between tip and ring, or their wires "
            "share a column.",
        )
    closing, opening = read["ms"][number]
    if not _open(reopened[number]) or closing > SLOW_MS[0] or opening > SLOW_MS[1]:
        return failed(
            key,
            title,
            f"slow: closes in {closing} ms, opens in {opening} ms",
            f"Right is {SLOW_MS[0]} ms to close and {SLOW_MS[1]} ms to open, at most. A capacitor across the "
            "contact, or a wrong isolator?",
        )
    still = f"{other} did not move ({cross} mV)" if seen else f"{other} not seen"
    return passed(key, title, f"closes to {own} mV, opens to {reopened[number]} mV; {still}")


def _both(read: dict) -> Result:
    key = "loop-both"
    if not all(_wired(read, number) for number in (0, 1)):
        return unchecked(key, TITLES[key], UNWIRED)
    if all(map(_closed, read["both"])):
        return passed(key, TITLES[key], f"{read['both'][0]} mV and {read['both'][1]} mV")
    return failed(
        key,
        TITLES[key],
        f"{read['both'][0]} mV and {read['both'][1]} mV",
        f"Both must be under {CLOSED_MV} mV, as for a picture. If each closes alone, the sleeve's wire or "
        "the supply is weak.",
    )


def _isolation(common: int, read: dict) -> Result:
    key = "isolation"
    title = TITLES[key]
    pulled_up, pulled_down = read["common"]
    if not pulled_up:
        return failed(
            key,
            title,
            "sleeve at the Pico's GND",
            "The camera's side touches the Pico's GND, so USB would tie the camera to the computer. The sleeve "
            f"goes to pin 3 of both isolators and, for this test, to {gp(common)}, and nowhere else: look for "
            "pin 3 in the − rail or in pin 2's column. Do not plug in a camera.",
        )
    if pulled_down and not any(map(_closed, read["rest"])):
        return failed(
            key,
            title,
            "sleeve at 3V3",
            "The sleeve is joined to 3V3 (Pico pin 36) or to a GPIO that is high. It goes to pin 3 of both "
            f"isolators and, for this test, to {gp(common)}, and nowhere else.",
        )
    if not all(_wired(read, number) for number in (0, 1)):
        return unchecked(key, title, UNWIRED)
    if not any(read["through"]):
        closes = any(_closed(mv) for pair in read["alone"] for mv in pair)
        why = f"the jack's sleeve is on GND, not on GP{common}: use the multimeter"
        return unchecked(key, title, why if closes else "needs a line that closes")
    if any(map(_closed, read["loose"])):
        return failed(key, title, "a contact at the Pico's GND", "See the line above that says which.")
    if any(not _open(mv) for mv in read["loose"]) and not any(map(_closed, read["rest"])):
        return failed(
            key,
            title,
            f"leaks ({min(read['loose'])} mV)",
            "Something joins the two sides weakly: flux, moisture, a resistor.",
        )
    return passed(key, title, "sleeve, ring and tip are free of the Pico")
