"""What the simulation says about one isolator on one system: margins, leakage, times, and whether that is enough."""

from math import inf, isinf

from closing.corners import cameras, corners, pull
from closing.figures import figure
from closing.inputs import Reading, System
from closing.measure import at_rest, press_current, timing
from closing.ngspice import SpiceError
from closing.parts import Isolator

CLOSED = (("f", "half"), ("f", "full"), ("s", "full"))
OPEN = (("f", "open"), ("s", "open"), ("s", "half"))


def judge(isolator: Isolator, system: System, led_ohm: float, setting_ma: float) -> dict:
    """The verdict as plain numbers: volts, A, ohm, ms; `margin`, `leak` and `present` are fractions.

    Raises SpiceError if a contact that is closed at rest is never seen to close.
    """
    records = at_rest(isolator, system, corners(system), led_ohm, setting_ma)
    verdict = contact(system, records)
    times = timing(isolator, system, led_ohm, setting_ma)
    on = max(record[key] for record in times for key in ("on_f", "on_s"))
    off = max(record[key] for record in times for key in ("off_f", "off_s"))
    if isinf(on + off) and verdict["margin"] > 0:
        raise SpiceError(f"{isolator.key} on {system.name}: the contact closes at rest and never in time")
    verdict |= {"on_ms": None if isinf(on) else on * 1e3, "off_ms": None if isinf(off) else off * 1e3}  # None: never
    verdict["passes"] = not failings(verdict)
    return verdict


def contact(system: System, records: list[dict]) -> dict:
    """The part of the verdict that needs no times."""
    margins = [(_margin(system, record), str(record["corner"])) for record in records]
    margin, worst = min(margins, key=lambda pair: pair[0])
    typical = [record for record in records if record["corner"].part == "typical"] or records
    press = {camera: press_current(system, camera) for camera in cameras(system)}
    opens = [(line, record) for record in records for line, state in OPEN if record["state"] == state]
    if system.ladder:  # a half-pressed ladder is judged by its window
        opens = [(line, record) for line, record in opens if record["state"] == "open"]
    leaks = [(r[f"i_{line}"] / press[r["corner"].camera][line], r[f"i_{line}"]) for line, r in opens]
    leds = [record[f"led_{line}"] for record in records for line, state in CLOSED if record["state"] == state]
    found = {
        "margin": margin,
        "worst": worst,
        "typical": min(_margin(system, record) for record in typical),
        "closed_v": max(r[line] for r in records for line, state in CLOSED if r["state"] == state),
        "leak": max(share for share, _ in leaks),
        "leak_a": max(amps for _, amps in leaks),
        "led_min_a": min(leds),
        "led_max_a": max(leds),
        "total_a": max(_total(record) for record in records),
    }
    return found | (_readings(system, records) if system.ladder else {})


def failings(verdict: dict) -> list[str]:
    """What is not good enough, in a word or two each."""
    limits = {"margin": figure("limits", "margin"), "leak": figure("limits", "leak")}
    found = ["does not close well enough"] if verdict["margin"] < limits["margin"] else []
    found += ["leaks too much"] if verdict["leak"] > limits["leak"] else []
    for key, words in (("on_ms", "closes too slowly"), ("off_ms", "opens too slowly")):
        found += [words] if verdict[key] is None or verdict[key] > figure("limits", key) else []
    return found


def _margin(system: System, record: dict) -> float:
    """How much of the threshold is left, or of the way from the nominal resistance to the window's edge."""
    if system.ladder:
        wanted = {"open": None, "half": system.ladder.half, "full": system.ladder.full}[record["state"]]
        return _window(wanted, _seen(system, record)) if wanted else inf
    lines = {"f": system.focus, "s": system.shutter}
    closed = [line for line, state in CLOSED if state == record["state"]]
    return min(((lines[line].closes_v - record[line]) / lines[line].closes_v for line in closed), default=inf)


def _seen(system: System, record: dict) -> float:
    return system.ladder.seen(record["sense"], pull(system.ladder, record["corner"]))


def _window(reading: Reading, ohm: float) -> float:
    above, below = reading.highest - reading.ohm, reading.ohm - reading.lowest
    return (reading.highest - ohm) / above if ohm > reading.ohm else (ohm - reading.lowest) / below


def _readings(system: System, records: list[dict]) -> dict:
    """The least and the most that the camera reads in each state, in ohm, and how much of `present` is left."""
    found = {}
    for state in ("open", "half", "full"):
        seen = [_seen(system, record) for record in records if record["state"] == state]
        found[f"{state}_ohm"] = [min(seen), max(seen)]
    found["present"] = min(_window(system.ladder.present, ohm) for ohm in found["open_ohm"])
    return found


def _total(record: dict) -> float:
    """What both pins give together: LEDs and pull-downs, in A."""
    downs = 2 * figure("pin", "supply_high_v") / figure("board", "pull_down_ohm") if record["state"] == "full" else 0
    return record["led_f"] + record["led_s"] + downs
