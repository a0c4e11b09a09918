"""The board's circuit as a meter sees it, with only some of its parts fitted."""

import csv
import re
from pathlib import Path

import numpy

OUTPUTS = Path(__file__).resolve().parents[2] / "board" / "outputs"
CLOSED_OHM, OPEN_OHM = 2.0, 1e6
LEAK_S = 1e-12  # from every net to every other through "ground", so that the equations can be solved
# Contacts that a hand closes. The slide switch's third pin is unused.
SWITCHED = {"SW1": ("1", "2"), "SW2": ("1", "2"), "SW3": ("1", "2")}


def read_nets(path: Path = OUTPUTS / "nets.csv") -> dict[str, str]:
    """Pin, such as "U1.1", to the name of its net."""
    with path.open(encoding="utf-8", newline="") as file:
        return {pin: row["Net"] for row in csv.DictReader(file) for pin in row["Pins"].split()}


def read_parts(path: Path = OUTPUTS / "parts.csv") -> list[dict[str, str]]:
    """The rows of the bill of materials."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def ohms(value: str) -> float:
    """"10k" or "220" or "10 kΩ" in ohms."""
    number, kilo = re.fullmatch(r"([\d.]+) ?(k?)Ω?", value).groups()
    return float(number) * (1000 if kilo else 1)


def _pin(point: str) -> str:
    return point if "." in point else point + ".1"


def reads(nets: dict[str, str], parts: list[dict[str, str]], fitted: set[str], held: list[str], between) -> float:
    """The resistance in ohms between two points, everything but resistors and held switches taken as open.

    Raises KeyError for a point that the netlist does not have.
    """
    one, other = (nets[_pin(point)] for point in between)
    names = sorted(set(nets.values()))
    place = {name: index for index, name in enumerate(names)}
    matrix = numpy.eye(len(names)) * LEAK_S

    def joined(a: str, b: str, resistance: float) -> None:
        if a in nets and b in nets:
            i, j = place[nets[a]], place[nets[b]]
            matrix[[i, j], [i, j]] += 1 / resistance
            matrix[[i, j], [j, i]] -= 1 / resistance

    for row in parts:
        for reference in set(row["References"].split()) & fitted:
            if reference.startswith("R"):
                joined(f"{reference}.1", f"{reference}.2", ohms(row["Value"]))
    for reference in held:
        joined(*(f"{reference}.{pin}" for pin in SWITCHED[reference]), 0.01)
    if one == other:
        return 0.0
    current = numpy.zeros(len(names))
    current[place[one]], current[place[other]] = 1, -1
    volts = numpy.linalg.solve(matrix, current)
    return float(volts[place[one]] - volts[place[other]])


def agrees(said: str, measured: float) -> bool:
    if said == "open":
        return measured >= OPEN_OHM
    if said == "closed":
        return measured <= CLOSED_OHM
    return abs(measured / ohms(said) - 1) < 0.02
