"""`RESULTS.md` from the results: the table, what follows from it, and what is assumed."""

from math import inf

from closing.figures import assumed, figure, figures
from closing.inputs import left_out
from closing.ngspice import templates

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
        choice=choice(found),
        relay_ms=max(row["isolators"]["TLP222A"]["on_ms"] or inf for row in found["systems"].values()),
        alike=alike(found),
        limits={key: fact.is_ for key, fact in figures()["limits"].items()},
        figures=assumed(),
        left_out=left_out(),
        drop=figure("pin", "drop_v"),
        fits=[row for row in found["fit"] if row["part"] in ("PC817C", "TLP222A")],
        others=[row for row in found["fit"] if row["part"] not in ("PC817C", "TLP222A")],
    )
    return text.strip() + "\n"


def choice(found: dict) -> dict:
    """What the sweep comes to: the settings at which the board's resistor is the best, or any resistor is."""
    best, board = found["best"], found["led_ohm"]
    return {
        "settings": [setting for setting, ohm in best.items() if ohm == board],
        "ohm": next((ohm for ohm in best.values() if ohm), None),
        "today": best[f"{found['setting_ma']:g} mA"],
        "at_board": {(row["isolator"], row["setting_ma"]): row for row in found["sweep"] if row["led_ohm"] == board},
    }


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
