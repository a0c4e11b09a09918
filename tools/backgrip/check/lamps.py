"""The two LEDs, blinked one by one."""

from backgrip.check.bench import Bench
from backgrip.check.board_code import BLINK
from backgrip.check.places import gp
from backgrip.check.result import Result, failed, passed, unchecked

TIMES = 3
BUSY_MS = TIMES * 700
ANSWERS = {"y": "yes", "n": "no", "r": "again"}


def check_lamp(bench: Bench) -> list[Result]:
    """The Pico's own."""
    dark = "The LED next to the Pico's USB socket is on the Pico itself: if the rest works, this Pico's LED is broken."
    return [_blink(bench, "led", "LED on the Pico", "LED", dark)]


def check_case_lamp(bench: Bench) -> list[Result]:
    """The one in the case, if there is one."""
    key, title = "led-case", "LED in the case"
    if bench.ask.choose("Have you fitted an LED in the case?", {"y": "yes", "n": "no"}) == "n":
        return [unchecked(key, title, "not fitted")]
    where = gp(bench.pins["LED_CASE"])
    return [
        _blink(
            bench,
            key,
            title,
            "LED_CASE",
            f"From {where} through 1 kΩ to the LED's long leg, its short leg to GND. Is the LED turned round?",
        )
    ]


def _blink(bench: Bench, key: str, title: str, name: str, dark: str) -> Result:
    said = "r"
    while said == "r":
        bench.ask.tell(f"The {title} blinks {TIMES} times ...")
        bench.board(
            BLINK, BUSY_MS, gpio=bench.pins[name], leds=[bench.pins["LED"], bench.pins["LED_CASE"]], times=TIMES
        )
        said = bench.ask.choose("Did you see it?", ANSWERS)
    if said == "y":
        return passed(key, title, "seen")
    return failed(key, title, "not seen", dark)
