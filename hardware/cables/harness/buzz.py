"""What a meter must read on a finished cable, alone and on the grip."""

from dataclasses import dataclass
from itertools import combinations
from math import inf

from backgrip.cameras.schema import WIRES, Connector
from backgrip.guide.cable import ohms as in_words

from harness.cable import POLES, Cable, Node
from harness.network import ohms

METER = 0.01  # what a cheap meter's ohm range may be off, as a part of the reading

TIP, RING, SLEEVE = (("GRIP", pole) for pole in POLES)
THUMB, INDEX = ((RING, SLEEVE),), ((RING, SLEEVE), (TIP, SLEEVE))  # the index closes FOCUS first, then SHUTTER
BRIDGED = {  # a bit of wire on the grip's plug
    "nothing joined": (),
    "ring to sleeve": THUMB,
    "tip to sleeve": ((TIP, SLEEVE),),
    "all three": INDEX,
}
PRESSED = {"none": (), "thumb": THUMB, "index": INDEX}


@dataclass(frozen=True)
class Reading:
    """Ohm: nominal and the limits that resistors and meter allow. 0 is "closed", inf is "open"."""

    ohm: float
    lowest: float
    highest: float

    def __str__(self) -> str:
        if self.ohm == inf:
            return "open"
        if self.ohm == 0:
            return "closed"
        return f"{_short(self.ohm)} ({_bare(self.lowest)} to {_bare(self.highest)})"


@dataclass(frozen=True)
class Table:
    """`head`, and rows: what is measured between, and a reading for each further column."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[Reading, ...]], ...]


def reading(cable: Cable, one: Node, other: Node, also: tuple = ()) -> Reading:
    limits = ohms(cable, one, other, also, -1) * (1 - METER), ohms(cable, one, other, also, 1) * (1 + METER)
    return Reading(ohms(cable, one, other, also), *limits)


def live(connector: Connector) -> list[str]:
    """The contacts that something in the cable goes to."""
    return [contact.at for contact in connector.contacts.is_ if contact.does in (*WIRES, "sense")]


def free(connector: Connector) -> list[str]:
    """The contacts that must read open to everything, always."""
    return [contact.at for contact in connector.contacts.is_ if contact.at not in live(connector)]


def through(cable: Cable, connector: Connector) -> Table:
    """End to end: each contact in use against each pole of the grip's plug."""
    rows = tuple(
        (at, "", tuple(reading(cable, ("CAM", at), ("GRIP", pole)) for pole in POLES)) for at in live(connector)
    )
    return Table(("Camera's plug", *(f"{pole} ({wire})" for pole, wire in POLES.items())), rows)


def pairs(cable: Cable, connector: Connector, states: dict[str, tuple]) -> Table:
    """Every pair of contacts in use, in each state; higher side first."""
    rows = []
    for one, other in combinations(_common_last(connector), 2):
        found = tuple(reading(cable, ("CAM", one), ("CAM", other), state) for state in states.values())
        rows.append((one, other, found))
    return Table(("Between", *states), tuple(rows))


def _common_last(connector: Connector) -> list[str]:
    does = {contact.at: contact.does for contact in connector.contacts.is_}
    return sorted(live(connector), key=lambda at: does[at] == "common")


def _short(ohm: float) -> str:
    return in_words(float(f"{ohm:.3g}"))


def _bare(ohm: float) -> str:
    return in_words(float(f"{ohm:.3g}")).split()[0] if ohm >= 1000 else f"{ohm:.0f}"
