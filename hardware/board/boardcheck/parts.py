"""The bill of materials, made from the schematic's fields: outputs/parts.csv."""

import csv
import io
import re

from boardcheck.netlist import Netlist, Part

MOST_EUR = 15.0  # all that is fitted, together; prices are estimates for one-off orders
HEADINGS = "References Quantity Value Maker MPN Alternative Price_EUR Fitted Footprint Note".split()
# What is bought and is no part of the schematic: value, how many, price of one, what for.
BESIDE = (
    ("socket 1x20, 2.54 mm", 2, 0.50, "under the Pico, so that it can be taken out"),
    ("holder for two AA cells, with leads", 1, 1.20, "on J1: red lead to plus"),
)


def rows(netlist: Netlist) -> list[dict[str, str]]:
    """One row for each kind of part, in the order of their first reference, then what is beside the schematic."""
    kinds: dict[tuple, list[str]] = {}
    for reference in sorted(netlist.parts, key=_in_order):
        part = netlist.parts[reference]
        if part.bought:
            kinds.setdefault(_kind(part), []).append(reference)
    made = [_row(references, [netlist.parts[one] for one in references]) for references in kinds.values()]
    blank = dict.fromkeys(HEADINGS, "")
    beside = [
        {
            **blank,
            "Quantity": str(many),
            "Value": value,
            "Maker": "any",
            "Price_EUR": f"{price:.2f}",
            "Fitted": "yes",
            "Note": note,
        }
        for value, many, price, note in BESIDE
    ]
    return made + beside


def _in_order(reference: str) -> tuple[str, int]:
    letters, number = re.fullmatch(r"([A-Z#]+)(\d+)", reference).groups()
    return letters, int(number)


def _kind(part: Part) -> tuple:
    return part.fields.get("MPN"), part.footprint, part.fitted


def _row(references: list[str], kind: list[Part]) -> dict[str, str]:
    """Values may differ within a kind: a button's value says what it is for."""
    one = kind[0]
    return {
        "References": " ".join(references),
        "Quantity": str(len(references)),
        "Value": ", ".join(dict.fromkeys(part.value for part in kind)),
        "Fitted": "yes" if one.fitted else "no",
        "Footprint": one.footprint,
        **{name: one.fields.get(name, "") for name in ("Maker", "MPN", "Alternative", "Price_EUR", "Note")},
    }


def as_csv(netlist: Netlist) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADINGS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows(netlist))
    return text.getvalue()


def total_eur(netlist: Netlist) -> float:
    """Everything that is fitted, and what is beside the schematic. The bare board is not in it."""
    fitted = [part for part in netlist.parts.values() if part.bought and part.fitted]
    beside = sum(many * price for _, many, price, _ in BESIDE)
    return sum(float(part.fields.get("Price_EUR") or 0) for part in fitted) + beside


def parts(netlist: Netlist) -> list[str]:
    """Every part to buy has a maker, a number and a price, and all together stay below the limit."""
    found = []
    for reference, part in netlist.parts.items():
        missing = [name for name in ("Maker", "MPN", "Price_EUR") if not part.fields.get(name)]
        if part.bought and missing:
            found.append(f"parts: {reference} lacks {', '.join(missing)}")
    if total_eur(netlist) > MOST_EUR:
        found.append(f"parts: {total_eur(netlist):.2f} EUR together, must be {MOST_EUR:.2f} or less")
    return found
