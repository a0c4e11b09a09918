"""What must be joined: the board's netlist, read from the file that its own check keeps true to the schematic."""

import csv
from pathlib import Path


def read_nets(path: Path) -> dict[str, str]:
    """Pin (``U3.21``) -> net (``FOCUS``). Pins on nothing are not in it."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        return {pin: row["Net"] for row in csv.DictReader(file) for pin in row["Pins"].split()}


def is_camera(net: str) -> bool:
    """Whether a net is the camera's side: the same rule as in the board's design rules, by its name."""
    return net.startswith("CAM_")
