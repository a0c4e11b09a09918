"""The schematic's netlist, as KiCad exports it."""

import tempfile
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from pathlib import Path

from boardcheck.kicad import kicad
from boardcheck.project import Project


@dataclass(frozen=True)
class Part:
    """A part: its value, its footprint's name, its fields (Maker, MPN, Price_EUR, ...)."""

    value: str
    footprint: str
    fitted: bool
    bought: bool
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Netlist:
    parts: dict[str, Part]
    nets: dict[str, frozenset[tuple[str, str]]]  # name -> the (reference, pin) on it
    names: dict[tuple[str, str], str]  # (reference, pin) -> what the symbol calls the pin

    def net_of(self, reference: str, pin: str) -> str | None:
        return next((name for name, pins in self.nets.items() if (reference, pin) in pins), None)


def _plain(name: str) -> str:
    """A sheet's own nets begin with a slash."""
    return name.removeprefix("/")


def read_netlist(project: Project) -> Netlist:
    """Exports and reads. Raises CheckError."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "grip.xml"
        kicad("sch", "export", "netlist", "--format", "kicadxml", "-o", target, project.schematic)
        tree = ElementTree.parse(target).getroot()
    parts = {}
    for one in tree.iter("comp"):
        flags = {prop.get("name") for prop in one.findall("property")}
        fields = {each.get("name"): each.text or "" for each in one.iter("field")}
        parts[one.get("ref")] = Part(
            value=one.findtext("value", ""),
            footprint=one.findtext("footprint", "").split(":")[-1],
            fitted="dnp" not in flags,
            bought="exclude_from_bom" not in flags,
            fields=fields,
        )
    nets, names = {}, {}
    for net in tree.find("nets"):
        nets[_plain(net.get("name"))] = frozenset((node.get("ref"), node.get("pin")) for node in net)
        for node in net:
            names[node.get("ref"), node.get("pin")] = node.get("pinfunction", "")
    return Netlist(parts, nets, names)
