"""Does all of it: the table of isolators and systems, the sweeps, the fit; as plain data for `results.json`."""

from collections.abc import Callable
from math import floor, log10

from closing import fit
from closing.figures import figure
from closing.firmware import setting_ma
from closing.inputs import System, systems
from closing.judge import failings, judge
from closing.parts import isolators
from closing.sweep import E24, LED_OHMS, best, led_row, plug_rows

CHOICE = ("PC817C", "TLP222A", "AQY212EH")  # what fits the board's four holes, cheapest first
SETTING_MA = setting_ma()  # only for the low side of the spread; the high side is a pin without resistance
PLUG_2K = [1000 * value for value in E24 if 1.2 <= value <= 2.2]
PLUG_36K = [36_000, 39_000, 43_000]


def results(progress: Callable[[str], None], quick: bool = False) -> dict:
    """Everything, rounded to four digits. `quick`: only the isolators of the parts list, no sweeps, no fit."""
    parts, every = isolators(), systems()
    keys = CHOICE if quick else tuple(parts)
    table = _table({key: parts[key] for key in keys}, every, progress)
    found = {"led_ohm": figure("board", "led_ohm"), "setting_ma": SETTING_MA, "parts": _facts(parts), "systems": table}
    if not quick:
        rows = _led_rows(parts, every, table, progress)
        found |= {"one_for_all": one_for_all(table, parts), "sweep": rows, "best": best(rows)}
        found |= {"best_each": {key: best([row for row in rows if row["isolator"] == key]) for key in CHOICE}}
        progress("resistors in Panasonic's plug")
        found |= {"plug": _plug(parts, every)}
        progress("models against data sheets")
        found |= {"fit": fit.comparisons()}
    return _rounded(found)


def _table(parts: dict, every: list[System], progress: Callable[[str], None]) -> dict:
    table, known = {}, {}
    for system in every:
        for key, isolator in parts.items():
            if (system.circuit, key) not in known:
                progress(f"{system.name}, {key}")
                known[system.circuit, key] = judge(isolator, system, isolator.led_ohm, SETTING_MA)
        verdicts = {key: known[system.circuit, key] for key in parts}
        table[system.key] = {
            "name": system.name,
            "measured": system.measured,
            "assumed": system.assumed,
            "press_v": None if system.ladder else [system.focus.closes_v, system.shutter.closes_v],
            "windows": _windows(system),
            "isolators": {key: verdict | {"failings": failings(verdict)} for key, verdict in verdicts.items()},
            "fit": next((key for key in CHOICE if verdicts[key]["passes"] and parts[key].made), None),
        }
    return table


def _windows(system: System) -> dict | None:
    if not system.ladder:
        return None
    states = {"open": system.ladder.present, "half": system.ladder.half, "full": system.ladder.full}
    return {key: [reading.lowest, reading.ohm, reading.highest] for key, reading in states.items()}


def _facts(parts: dict) -> dict:
    """What a reader must know of each part of the list: its kind, whether it can be bought new, its LED resistor."""
    found = {key: parts[key] for key in CHOICE}
    return {key: {"kind": part.kind, "made": part.made, "led_ohm": part.led_ohm} for key, part in found.items()}


def one_for_all(table: dict, parts: dict) -> str | None:
    """The cheapest part of the list that every system closes with and that can be bought new."""
    bought = [key for key in CHOICE if parts[key].made]
    return next((key for key in bought if all(row["isolators"][key]["passes"] for row in table.values())), None)


def _led_rows(parts: dict, every: list[System], table: dict, progress: Callable[[str], None]) -> list[dict]:
    """Each part of the list over the systems that it closes with its own resistor."""
    rows = []
    for key in CHOICE:
        mine = {system.circuit: system for system in every if table[system.key]["isolators"][key]["passes"]}
        for setting in figure("pin", "settings_ma"):
            progress(f"LED resistors, {key}, pins at {setting:g} mA")
            rows += [led_row(parts[key], list(mine.values()), ohm, setting) for ohm in LED_OHMS]
    return rows


def _plug(parts: dict, every: list[System]) -> list[dict]:
    system = next(system for system in every if system.key == "panasonic-rs1")
    ohms = {round(resistor[2]): n for n, resistor in enumerate(system.ladder.resistors)}
    tried = [(ohms[2000], PLUG_2K), (ohms[36000], PLUG_36K)]
    return [
        row
        for which, values in tried
        for key in CHOICE
        for row in plug_rows(parts[key], system, which, values, parts[key].led_ohm, SETTING_MA)
    ]


def _rounded(value):
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(each) for each in value]
    if isinstance(value, float) and value:
        return round(value, 3 - floor(log10(abs(value))))
    return value
