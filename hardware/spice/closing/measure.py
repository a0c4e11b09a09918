"""Simulates a grip on a camera: what the contacts do at rest, half-pressed and pressed, and how long they take."""

from itertools import product

from closing.corners import STATES, Corner, celsius, copy, pull
from closing.figures import figure
from closing.inputs import System
from closing.ngspice import netlist, simulate
from closing.parts import Isolator

_SHARED = ("esd_leak_a", "esd_tenfold_k", "esd_at_v", "esd_pf", "pull_down_ohm")
CHUNK = 24  # copies in one circuit; ngspice takes more than twice as long for twice as many


def _circuit(isolator: Isolator, system: System, temperature: float, copies: list[dict], analysis: str) -> str:
    shared = {key: figure("board", key) for key in _SHARED} | {"leak_exponent": figure("leakage", "exponent")}
    title = f"{isolator.key} on {system.name or 'a camera'} at {temperature:g} C"
    used = {c["part"]: isolator.variants[c["part"]] for c in copies}
    values = {"title": title, "temperature": temperature, "parts": used, "copies": copies, "analysis": analysis}
    return netlist("grip.cir.j2", **values, **shared)


def _by_temperature(corners: list[Corner]) -> dict[float, list[Corner]]:
    sorted_out: dict[float, list[Corner]] = {}
    for corner in corners:
        sorted_out.setdefault(celsius(corner), []).append(corner)
    return sorted_out


def at_rest(isolator: Isolator, system: System, corners: list[Corner], led_ohm: float, setting_ma: float) -> list[dict]:
    """One record a corner and state: corner, state, volts of f, s (and sense), leakage or current, LED current (A)."""
    records = []
    for temperature, group in _by_temperature(corners).items():
        for jobs in batched([(corner, state) for corner in group for state in STATES]):
            copies = [copy(n, at, system, led_ohm, setting_ma) | {"on": STATES[on]} for n, (at, on) in enumerate(jobs)]
            names = {n: _names(n, system) for n in range(len(jobs))}
            wanted = [name for each in names.values() for name in each.values()]
            prints = "\n".join(f"print {' '.join(each.values())}" for each in names.values())
            analysis = f".control\nop\n{prints}\n.endc"
            values = simulate(_circuit(isolator, system, temperature, copies, analysis), wanted)
            for n, (corner, state) in enumerate(jobs):
                records.append(_record(corner, state, {key: values[name] for key, name in names[n].items()}))
    return records


def batched(jobs: list) -> list[list]:
    return [jobs[start : start + CHUNK] for start in range(0, len(jobs), CHUNK)]


def _names(n: int, system: System) -> dict[str, str]:
    names = {"f": f"v(wf_{n})", "s": f"v(ws_{n})", "k": f"v(k_{n})"}
    names |= {"i_f": f"i(vinf_{n})", "i_s": f"i(vins_{n})", "led_f": f"i(vledf_{n})", "led_s": f"i(vleds_{n})"}
    return names | ({"sense": f"v(sense_{n})"} if system.ladder else {})


def _record(corner: Corner, state: str, values: dict[str, float]) -> dict:
    common = values.pop("k")
    volts = {key: values[key] - common for key in ("f", "s", "sense") if key in values}
    return {"corner": corner, "state": state, **values, **volts}


def press_current(system: System, camera: str) -> dict[str, float]:
    """The least leakage at FOCUS, and at SHUTTER, that the camera takes for a press, in A, with this pull-up."""
    line = system.ladder or system.focus
    ohm = line.pull_strong if camera == "strong" else line.pull_weak
    if not system.ladder:
        return {key: (each.open_v - each.opens_v) / ohm for key, each in (("f", system.focus), ("s", system.shutter))}
    target, found = system.ladder.volts(system.ladder.half.highest, ohm), {}
    for wire in ("f", "s"):
        rest, drawn = (_ladder_alone(system, ohm, wire, amps) for amps in (0.0, 1e-6))
        found[wire] = (rest - target) / (rest - drawn) * 1e-6
    return found


def _ladder_alone(system: System, pull_ohm: float, wire: str, amps: float) -> float:
    """The sense contact's volts with this current drawn from a wire of the plug."""
    parts = [{"a": a, "b": b, "ohm": ohm} for a, b, ohm, _ in system.ladder.resistors]
    values = {"open_v": system.ladder.open_v, "pull_ohm": pull_ohm, "resistors": parts, "wire": wire, "amps": amps}
    return simulate(netlist("plug.cir.j2", **values), ["v(sense)"])["v(sense)"]


FOCUS_AT, SHUTTER_AT, HELD, END = 1e-3, 31e-3, 25e-3, 90e-3  # both close and open once, SHUTTER within FOCUS
SHUTTER_HELD = 20e-3


def timing(isolator: Isolator, system: System, led_ohm: float, setting_ma: float) -> list[dict]:
    """One record a corner: how long FOCUS and SHUTTER take, in s, from the pin's edge to the camera's threshold."""
    records = []
    for temperature, group in _by_temperature(_timing_corners(system)).items():
        copies, wanted, lines = [], [], [f".tran 20u {END} 0 200u"]
        for n, corner in enumerate(group):
            pulses = {"f": (FOCUS_AT, END - FOCUS_AT - HELD), "s": (SHUTTER_AT, SHUTTER_HELD)}
            values = copy(n, corner, system, led_ohm, setting_ma)
            copies.append(values | {"pulses": pulses, "on": None})
            for name, text in _meas(n, system, corner, values["supply"]).items():
                wanted.append(name)
                lines.append(f".meas tran {name} {text}")
        values = simulate(_circuit(isolator, system, temperature, copies, "\n".join(lines)), wanted, may_never=True)
        for n, corner in enumerate(group):
            times = {key: values[f"{key}_{n}"] for key in ("on_f", "off_f", "on_s", "off_s")}
            records.append({"corner": corner, **times})
    return records


def _timing_corners(system: System) -> list[Corner]:
    """Slow corners only: the weak part driven low, the strong one driven high; and one typical case."""
    plug = 1 if system.ladder else 0
    slow = product((("weak", "low"), ("strong", "high")), ("cold", "hot"), ("strong", "weak"))
    found = [Corner(part, drive, temperature, True, camera, plug) for (part, drive), temperature, camera in slow]
    return [*found, Corner("typical", "low", "room", False, "strong", 0)]


def _meas(n: int, system: System, corner: Corner, supply: float) -> dict[str, str]:
    """What ngspice is to measure: from half the pin's swing to the threshold that the camera must pass."""
    half = supply / 2
    if system.ladder:
        ladder, ohm = system.ladder, pull(system.ladder, corner)
        wire, levels = f"v(dsense_{n})", {}
        for line, reading in (("f", ladder.half), ("s", ladder.full)):
            levels[line] = (ladder.volts(reading.highest, ohm),) * 2
        wires = {"f": wire, "s": wire}
    else:
        levels = {key: (line.closes_v, line.opens_v) for key, line in (("f", system.focus), ("s", system.shutter))}
        wires = {"f": f"v(dwf_{n})", "s": f"v(dws_{n})"}
    found = {}
    for line in ("f", "s"):
        closes, opens = levels[line]
        start = FOCUS_AT / 2 if line == "f" else SHUTTER_AT - 1e-3  # not the pull-up coming on
        pin = f"trig v(g{line}_{n}) val={half}"
        found[f"on_{line}_{n}"] = f"{pin} rise=1 targ {wires[line]} val={closes} fall=1 td={start}"
        found[f"off_{line}_{n}"] = f"{pin} fall=1 targ {wires[line]} val={opens} rise=1 td={start + 2e-3}"
    return found
