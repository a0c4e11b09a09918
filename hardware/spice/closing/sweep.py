"""Which LED resistor, and which resistors in Panasonic's plug? Tried out over the standard values, not typed in."""

from dataclasses import replace

from closing.corners import Corner, celsius, hardest
from closing.figures import figure, figures
from closing.inputs import System
from closing.judge import contact
from closing.measure import at_rest
from closing.parts import Isolator

E12 = (1.0, 1.2, 1.5, 1.8, 2.2, 2.7, 3.3, 3.9, 4.7, 5.6, 6.8, 8.2)
E24 = sorted((*E12, 1.1, 1.3, 1.6, 2.0, 2.4, 3.0, 3.6, 4.3, 5.1, 6.2, 7.5, 9.1))
LED_OHMS = [round(100 * value) for value in E12 if value >= 1.5] + [1000]
BENCH_A = 0.0032  # the least LED current at which the coupler's model was compared with a measurement


def led_row(isolator: Isolator, systems: list[System], led_ohm: float, setting_ma: float) -> dict:
    """One resistor at one drive setting: how many systems close with margin, LED current, trigger reserve, verdict."""
    verdicts, reserve, records = [], None, []
    for system in systems:
        found = at_rest(isolator, system, hardest(system), led_ohm, setting_ma)
        verdicts.append(contact(system, found))
        records += found
    leds = [(record[f"led_{line}"], record) for record in records for line in ("f", "s") if record["state"] == "full"]
    if isolator.kind == "relay":
        reserve = min(amps / _trigger(isolator, record) - 1 for amps, record in leds)
    row = {
        "isolator": isolator.key,
        "setting_ma": setting_ma,
        "led_ohm": led_ohm,
        "close": sum(verdict["margin"] >= figure("limits", "margin") for verdict in verdicts),
        "of": len(systems),
        "led_min_a": min(amps for amps, _ in leds),
        "led_max_a": max(amps for amps, _ in leds),
        "total_a": max(verdict["total_a"] for verdict in verdicts),
        "reserve": reserve,
    }
    least = figures()[isolator.section].get("led_least_a")
    return row | {"against": _against(row, least.is_ if least else 0)}


def _trigger(isolator: Isolator, record: dict) -> float:
    """The LED current that this corner's relay needs, in A."""
    warmer = celsius(record["corner"]) - figure("temperature", "room")
    part = isolator.variants[record["corner"].part]
    return part["trigger_a"] * (1 + part["trigger_hot_per_k" if warmer > 0 else "trigger_cold_per_k"] * warmer)


def _against(row: dict, least_a: float) -> list[str]:
    """What speaks against a row; nothing if it is a good choice. `least_a`: LED current that its maker asks for."""
    found = [f"closes {row['close']} of {row['of']}"] if row["close"] < row["of"] else []
    if row["reserve"] is None:
        found += ["LED below what was measured"] if row["led_min_a"] < BENCH_A else []
    else:
        reserve = f"reserve {100 * row['reserve']:.1f} %".replace("-", "−")
        found += [reserve] if row["reserve"] < figure("limits", "margin") else []
    found += [f"LED below the maker's {1e3 * least_a:g} mA"] if row["led_min_a"] < least_a else []
    found += ["pin above its setting"] if row["led_max_a"] > row["setting_ma"] * 1e-3 else []
    return found + (["all pins above 50 mA"] if row["total_a"] > figure("pin", "total_max_a") else [])


def best(rows: list[dict]) -> dict:
    """For each drive setting the largest resistor that suits every isolator in the rows, None if there is none."""
    found = {}
    for setting in sorted({row["setting_ma"] for row in rows}):
        mine = [row for row in rows if row["setting_ma"] == setting]
        good = [ohm for ohm in LED_OHMS if not any(row["against"] for row in mine if row["led_ohm"] == ohm)]
        found[f"{setting:g} mA"] = max(good, default=None)
    return found


def plug_rows(
    isolator: Isolator, system: System, which: int, ohms: list[float], led_ohm: float, setting: float
) -> list[dict]:
    """Another resistor in place of one in a ladder's plug: what is left of the windows."""
    rows = []
    for ohm in ohms:
        parts = [(a, b, ohm if n == which else own, tol) for n, (a, b, own, tol) in enumerate(system.ladder.resistors)]
        changed = replace(system, ladder=replace(system.ladder, resistors=tuple(parts)))
        typical = Corner("typical", "low", "room", False, "strong")
        verdict = contact(changed, at_rest(isolator, changed, [*hardest(changed), typical], led_ohm, setting))
        row = {"isolator": isolator.key, "resistor": which, "ohm": ohm}
        rows.append(row | {key: verdict[key] for key in ("margin", "typical", "present", "full_ohm", "open_ohm")})
    return rows
