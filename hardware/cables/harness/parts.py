"""What to buy for a cable."""

import csv
import io

from backgrip.cameras.schema import Connector
from backgrip.guide.cable import ohms as in_words
from backgrip.guide.known import sentence

from harness.cable import Cable

HEAD = ("Ref", "How many", "Part", "Mind")
JACK = "2.5 mm jack plug, three poles"


def parts(connector: Connector, cable: Cable) -> list[tuple[str, int, str, str]]:
    """The bill of materials: reference on the drawing, number, part, what to mind."""
    where = "into the camera" if connector.wire_it == "straight" else f"where from: {connector.buy.is_}"
    rows = [
        ("GRIP", 1, JACK, "into the grip; to solder, or moulded on a bought cable"),
        ("W1", 1, "cable, three cores, 1 m", "up to 2 m were simulated"),
        ("CAM", 1, connector.plug, where),
    ]
    for i, part in enumerate(cable.parts, 1):
        rows.append((f"R{i}", 1, f"resistor {in_words(part.ohm)}, {part.percent} %", "any power rating; in the plug"))
    tube = "over every joint, and over both plugs where the cable leaves"
    return [*rows, ("", 1, "heat-shrink tube, some", tube)]


def sheet(cables: dict[str, tuple[Connector, Cable]]) -> str:
    """Every cable's parts as one CSV file."""
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(("System", *HEAD))
    for key, (connector, cable) in cables.items():
        out.writerows((key, *row[:3], sentence(row[3])) for row in parts(connector, cable))
    return text.getvalue()
