"""The pull-downs, the two lines and the isolation, with a multimeter."""

import math

from backgrip.check.bench import Bench
from backgrip.check.board_code import WEAK
from backgrip.check.places import GROUND_PIN, gp
from backgrip.check.result import Result, failed, passed, unchecked
from backgrip.connect import Lines

HOLD_MS = 6000  # a line stays closed for this long while somebody reads a meter
WEAK_MS = 15_000
LEAD_IN_MS = 4000  # to put both leads on
SKIPPED, AGAIN = "s", "r"

# A weak pull-up inside the Pico (50 to 80 kohm, RP2040 data sheet) against 10 kohm: 3.3 V * 10 / 60..90 = 0.37 to
# 0.55 V. Without the 10 kohm the isolator's LED holds about 1 V, from memory; with neither, 3.3 V.
PULLED_V, NOTHING_V = 0.75, 2.0
# The diode range shows what the closed output drops: a photo-MOS some 3 mV, a PC817 at most 0.2 V at 1 mA (their
# data sheets); what is over CLOSED_V is a junction, or an isolator that hardly conducts.
CLOSED_V = 0.45

READING = {"o": "open (OL, 1)", "b": "beep", AGAIN: "again", SKIPPED: "skip"}
VOLTS = {AGAIN: "again", SKIPPED: "skip"}
CONTACT = {"FOCUS": "ring (the middle)", "SHUTTER": "tip"}


def volts(said: float | str) -> float | None:
    """A reading in volts: infinite for open, 0 for a beep, None if it was skipped. Over 9 it was in millivolts."""
    if isinstance(said, str):
        return {"o": math.inf, "b": 0.0}.get(said)
    return said / 1000 if said > 9 else said


def _read(bench: Bench, doing: str, question: str, play, words=READING) -> float | None:
    """Plays, asks, and again if wished."""
    said: float | str = AGAIN
    while said == AGAIN:
        bench.ask.tell(doing)
        play()
        said = bench.ask.number(question, words)
    return volts(said)


def check_pull_downs(bench: Bench) -> list[Result]:
    """Volts at both line pins while the Pico pulls them up weakly."""
    bench.ask.ready(f"Meter to volts (DC). Black lead to GND (Pico pin {GROUND_PIN}), camera unplugged.")
    results = []
    for name in ("FOCUS", "SHUTTER"):
        gpio = bench.pins[name]
        bench.ask.ready(
            f"Red lead to {gp(gpio)}, where its wire goes to 220 Ω and 10 kΩ. You have {WEAK_MS // 1000} s."
        )
        reading = _read(
            bench,
            "Read it now ...",
            "How many volts was it?",
            lambda: bench.board(WEAK, WEAK_MS, lines=bench.lines, hold_ms=WEAK_MS),
            VOLTS,
        )
        results.append(judge_pull_down(name, gpio, reading))
    return results


def judge_pull_down(name: str, gpio: int, reading: float | None) -> Result:
    """`reading` in volts."""
    key, title = f"{name.lower()}-pull-down", f"{name} pull-down, 10 kΩ"
    if reading is None:
        return unchecked(key, title, "skipped")
    found = "open" if math.isinf(reading) else f"{reading:.2f} V"
    if reading < PULLED_V:
        return passed(key, title, found)
    why = "the isolator alone holds the pin" if reading < NOTHING_V else "nothing holds the pin"
    return failed(
        key,
        title,
        found,
        f"About 0.4 V to 0.6 V is right; here {why}. The 10 kΩ from {gp(gpio)} to GND is missing, in a "
        "wrong column, or of another value (brown, black, orange). Without it the camera may fire while "
        "the grip is switched on.",
    )


def check_lines(bench: Bench) -> list[Result]:
    """Both contacts of the plug, while each line is closed in turn."""
    bench.ask.ready("Meter to the diode range. The grip's plug hangs free: not in a camera, not in an adapter.")
    results = []
    for name, other in (("FOCUS", "SHUTTER"), ("SHUTTER", "FOCUS")):
        bench.ask.ready(
            f"Red lead goes on the plug's {CONTACT[name]}, black lead on its sleeve (next to the cable).\n"
            f"Each time you have {LEAD_IN_MS // 1000} s to put them on, then {HOLD_MS // 1000} s to read the meter."
        )
        asked = "What did the meter show?"
        rest = _read(bench, "Leads on ... both lines stay open ...", asked, lambda: _play(bench, None))
        own = _read(bench, f"Leads on ... {name} closes ...", asked, lambda: _play(bench, name))
        cross = _read(bench, f"Leads on the same two ... {other} closes ...", asked, lambda: _play(bench, other))
        results.append(judge_line(name, bench.pins[name], rest, own, cross))
    return results


def _play(bench: Bench, name: str | None) -> None:
    Lines(bench.console).play([(None, False, LEAD_IN_MS), (name, True, HOLD_MS)])


def judge_line(name: str, gpio: int, rest: float | None, own: float | None, cross: float | None) -> Result:
    """Readings in volts at this line's contact: at rest, with this line closed, with the other one closed."""
    key, title, other = f"{name.lower()}-line", f"{name} at the plug", "SHUTTER" if name == "FOCUS" else "FOCUS"
    contact = "ring" if name == "FOCUS" else "tip"
    if own is None:
        return unchecked(key, title, "skipped")
    if rest is not None and rest <= CLOSED_V:
        return failed(
            key,
            title,
            "closed at rest",
            f"The plug's {contact} and sleeve are joined though the line is open: touching wires in the plug, "
            f"or a bridge between pins 3 and 4 of the {name} isolator.",
        )
    crossed = cross is not None and cross <= CLOSED_V
    if own <= CLOSED_V:
        if crossed:
            return failed(
                key,
                title,
                "closes with either line",
                "Tip and ring are joined: touching wires in the plug, or the collectors (pin 4) of both isolators "
                "in one column.",
            )
        return passed(key, title, f"closes ({own:.2f} V), {other} leaves it alone")
    if crossed:
        return failed(
            key,
            title,
            f"closes with {other}",
            "The two lines are swapped. Isolator pin 4 of FOCUS goes to the ring, of SHUTTER to the tip: swap "
            f"those two wires at the plug, or GP{gpio}'s wire with the other line's.",
        )
    if math.isinf(own):
        return failed(
            key,
            title,
            "stays open",
            f"Follow {name}: {gp(gpio)}, 220 Ω, isolator pin 1 (the dot); pin 2 to GND; pin 4 to the {contact}, "
            "pin 3 to the sleeve. Measure volts between isolator pins 1 and 2 while it closes: about 1.2 V is "
            "right, 3 V is an isolator turned round or dead, 0 V a missing wire. 2.2 kΩ instead of 220 Ω? Leads "
            "swapped on the plug?",
        )
    return failed(
        key,
        title,
        f"closes badly ({own:.2f} V)",
        f"More than {CLOSED_V} V is left over a closed contact; a camera may not see it. Pins 3 and 4 of "
        f"the {name} isolator turned round (try the leads the other way)? 2.2 kΩ instead of 220 Ω? A 4N25 "
        "in its place?",
    )


def check_isolation(bench: Bench) -> list[Result]:
    """Nothing of the plug may meet the Pico's ground."""
    ground = f"GND (Pico pin {GROUND_PIN})"
    bench.ask.ready(f"Meter to the beeper (continuity). One lead on {ground}, it stays there.")
    said = bench.ask.choose(
        "Touch the plug's sleeve, ring and tip with the other lead, one after the other. Did it beep?",
        {"n": "no", "y": "yes", SKIPPED: "skip"},
    )
    return [judge_isolation(said)]


def judge_isolation(said: str) -> Result:
    """`said` is y for a beep."""
    key, title = "isolation", "camera's side apart from the Pico's"
    if said == SKIPPED:
        return unchecked(key, title, "skipped")
    if said == "n":
        return passed(key, title, "no contact of the plug meets the Pico's GND")
    return failed(
        key,
        title,
        "joined",
        "A wire of the camera's side touches the Pico's GND, so USB would tie the camera to the computer. "
        "The sleeve goes to pin 3 of both isolators and nowhere else: look for pin 3 in the − rail or pin "
        "2's column. Do not plug in a camera.",
    )
