"""`RESULTS.md` from the results: the table, what follows from it, and what is assumed."""

from closing.figures import assumed, figure, figures
from closing.inputs import left_out
from closing.ngspice import templates
from closing.work import CHOICE

COMMAND = "python hardware/spice/run.py"


def report(found: dict) -> str:
    """The text of RESULTS.md for these results; the same text for the same results."""
    text = templates().get_template("report.md.j2").render(
        found=found,
        command=COMMAND,
        cell=cell,
        percent=percent,
        ohms=ohms,
        ms=ms,
        parts=CHOICE,
        relays=[relay(found, key) for key in CHOICE if found["parts"][key]["kind"] == "relay"],
        suits_all=found["best"][f"{found['setting_ma']:g} mA"],
        own=_own(found),
        resistors=resistors(found),
        alike=alike(found),
        limits={key: fact.is_ for key, fact in figures()["limits"].items()},
        figures=assumed(),
        left_out=left_out(),
        drop=figure("pin", "drop_v"),
        fits=[row for row in found["fit"] if row["part"] in CHOICE],
        others=[row for row in found["fit"] if row["part"] not in CHOICE],
    )
    return text.strip() + "\n"


def relay(found: dict, key: str) -> dict:
    """A relay with its own resistor: its rows of the sweep and its slowest times in ms, None for never."""
    rows = _with(found, found["parts"][key]["led_ohm"])
    mine = {row["setting_ma"]: row for row in rows if row["isolator"] == key}
    times = [[row["isolators"][key][name] for row in found["systems"].values()] for name in ("on_ms", "off_ms")]
    on_ms, off_ms = (None if None in each else max(each) for each in times)
    passes = all(row["isolators"][key]["passes"] for row in found["systems"].values())
    facts = found["parts"][key] | {"key": key, "passes": passes, "on_ms": on_ms, "off_ms": off_ms}
    return facts | {"now": mine[found["setting_ma"]], "reset": mine[4.0]}


def resistors(found: dict) -> list[tuple[float, dict]]:
    """The board's LED resistor and the next two larger ones, in ohms, with each part's row of the sweep."""
    ohms = sorted({row["led_ohm"] for row in found["sweep"] if row["led_ohm"] >= found["led_ohm"]})[:3]
    now = {ohm: [row for row in _with(found, ohm) if row["setting_ma"] == found["setting_ma"]] for ohm in ohms}
    return [(ohm, {row["isolator"]: row for row in now[ohm]}) for ohm in ohms]


def _own(found: dict) -> str:
    """The LED resistors in words: one for all parts, or each part with its own."""
    each = {key: f"{part['led_ohm']:g} Ω" for key, part in found["parts"].items()}
    if len(set(each.values())) == 1:
        return next(iter(each.values()))
    return ", ".join(f"{key} {ohm}" for key, ohm in each.items())


def _with(found: dict, led_ohm: float) -> list[dict]:
    """The rows of the sweep with this resistor."""
    return [row for row in found["sweep"] if row["led_ohm"] == led_ohm]


def alike(found: dict) -> list[tuple[str, dict]]:
    """Systems with the same circuit under one name each, for the long tables."""
    groups: list[tuple[list[str], dict]] = []
    for row in found["systems"].values():
        same = [names for names, other in groups if all(other[key] == row[key] for key in ("isolators", "press_v"))]
        if same:
            same[0].append(row["name"])
        else:
            groups.append(([row["name"]], row))
    return [(", ".join(names), row) for names, row in groups]


def cell(verdict: dict) -> str:
    """One field of the table: pass or fail, the worst margin, and the typical part's if it fails."""
    if verdict["passes"]:
        return f"pass, {percent(verdict['margin'])}"
    return f"**fails**, {percent(verdict['margin'])} (typical {percent(verdict['typical'])})"


def percent(fraction: float | None) -> str:
    return "" if fraction is None else f"{100 * fraction:.0f} %".replace("-", "−")


def ohms(value: float) -> str:
    return f"{value / 1000:.2f} kΩ" if value >= 1000 else f"{value:.0f} Ω"


def ms(value: float | None) -> str:
    return "never" if value is None else f"{value:.2g} ms"


def summary(found: dict) -> str:
    """A few lines for the terminal."""
    lines = []
    for row in found["systems"].values():
        verdicts = ", ".join(f"{key} {percent(v['margin'])}" for key, v in row["isolators"].items())
        lines.append(f"{row['name']}: {verdicts}; fit {row['fit'] or 'nothing'}")
    return "\n".join(lines)
