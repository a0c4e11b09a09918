"""The text of a harness in WireViz's language, and a cable read back from it."""

import json
from functools import cache
from html import escape
from pathlib import Path
from types import SimpleNamespace

from backgrip.cameras.schema import Connector, Evidence
from backgrip.guide.cable import agreed
from backgrip.guide.cable import ohms as in_words
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from harness.cable import Cable, Node, Part

COMMAND = "python hardware/cables/make.py"
LABELS = {
    "FOCUS": "FOCUS",
    "SHUTTER": "SHUTTER",
    "common": "common",
    "sense": "through resistors",
    "unused": "leave free",
    "never connect": "NEVER CONNECT",
}
GREEN, YELLOW, RED = "#bfe5c8", "#ffe7a3", "#ffb3ad"
COLOURS = {
    Evidence.TESTED: GREEN,
    Evidence.VERIFIED: GREEN,
    Evidence.REPORTED: YELLOW,
    Evidence.ASSUMED: RED,
}
DOUBT = "MEASURE FIRST: which contact is which is not certain."


@cache
def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {"resistance": in_words, "pin": _pin, "html": escape, "tojson": _quoted}
    return made


def sureness(connector: Connector) -> Evidence:
    """The weakest of what the wiring rests on: contacts and resistors."""
    facts = [fact for fact in (connector.contacts, connector.resistors) if fact]
    return max((fact.evidence for fact in facts), key=list(Evidence).index)


def harness(connector: Connector, cable: Cable) -> str:
    """The YAML that WireViz draws."""
    between = [(one, other) for one, other in cable.joins if one[0] != "GRIP"]
    for i, part in enumerate(cable.parts, 1):
        # From left to right: joints, resistor, plug. A resistor between two joints has both its pins on the left.
        ends = sorted(part.ends, key=lambda end: end[0] == "CAM")
        between += [(end, (f"R{i}", str(pin))) for pin, end in enumerate(ends, 1) if end[0] == "JOINT"]
        between += [((f"R{i}", str(pin)), end) for pin, end in enumerate(ends, 1) if end[0] == "CAM"]
    ends = dict(join for join in cable.joins if join[0][0] == "GRIP")
    reached = [ends["GRIP", pole] for pole in ("tip", "ring", "sleeve")]
    evidence = sureness(connector)
    template = environment().get_template("harness.yml.j2")
    return template.render(
        connector=connector,
        cable=cable,
        command=COMMAND,
        sure=f"how sure: {told(evidence)}",
        colour=COLOURS[evidence],
        labels=[LABELS[contact.does] for contact in connector.contacts.is_],
        doubt=None if agreed(connector) else DOUBT,
        to=SimpleNamespace(name=reached[0][0], pins=[pin for _, pin in reached]),
        leads=between,
    )


def told(evidence: Evidence) -> str:
    """Loud where it is assumed."""
    return "ASSUMED, no source" if evidence is Evidence.ASSUMED else evidence.value


def read_back(data: dict) -> Cable:
    """The cable in a harness file's data, from its connections alone. Raises ValueError if it has none for the grip."""
    joins: list[tuple[Node, Node]] = []
    for chain in data["connections"]:
        stations = [[(name, str(pin)) for name, pins in item.items() for pin in pins] for item in chain if item != "--"]
        for here, there in zip(stations, stations[1:]):
            joins += list(zip(here, there, strict=True))
    parts = tuple(_part(name, said) for name, said in data["connectors"].items() if said["type"] == "Resistor")
    if not any("GRIP" in (one[0], other[0]) for one, other in joins):
        raise ValueError("nothing goes to the grip")
    contacts = tuple(str(pin) for pin in data["connectors"]["CAM"]["pins"])
    return Cable(contacts, tuple(joins), parts)


def _part(name: str, said: dict) -> Part:
    """The resistor as its text on the drawing has it: "2.7 kΩ, 1 %"."""
    value, percent = said["subtype"].split(", ")
    number, unit = value.split()
    scale = {"Ω": 1, "kΩ": 1000}[unit]
    return Part(round(float(number) * scale, 6), int(percent.split()[0]), ((name, "1"), (name, "2")))


def _pin(name: str) -> str:
    """A pin's name as WireViz takes it: numbers bare, for it makes numbers of them where it looks them up."""
    return name if name.isdigit() else json.dumps(name, ensure_ascii=False)


def _quoted(text: str) -> str:
    return json.dumps(str(text), ensure_ascii=False)
