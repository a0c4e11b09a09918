"""A cable as a list of joints and resistors, and how the camera data makes one."""

from dataclasses import dataclass

from backgrip.cameras.schema import WIRES, Connector

POLES = {"tip": "SHUTTER", "ring": "FOCUS", "sleeve": "common"}  # the grip's plug: Canon E3 order
POLE_OF = {wire: pole for pole, wire in POLES.items()}

Node = tuple[str, str]  # (component of the drawing, its pin): ("GRIP", "tip"), ("CAM", "pole 3"), ("JOINT", "FOCUS")


@dataclass(frozen=True)
class Part:
    """A resistor: ohm, tolerance in per cent, and the two nodes it joins."""

    ohm: float
    percent: int
    ends: tuple[Node, Node]


@dataclass(frozen=True)
class Cable:
    """`contacts`: every contact of the camera's plug, in its order; `joins`: pairs of nodes that are one copper."""

    contacts: tuple[str, ...]
    joins: tuple[tuple[Node, Node], ...]
    parts: tuple[Part, ...] = ()


def why_not(connector: Connector) -> str | None:
    """Why no cable can be made from what the data knows; None if one can.

    It can where each of FOCUS, SHUTTER and common reaches a contact or a resistor.
    """
    contacts = connector.contacts.is_
    if not contacts:
        note = connector.contacts.note
        return f"Which contact does what was not found{f' ({note})' if note else ''}."
    if not connector.lost_wires:
        return None
    why = f" {connector.warnings[0].is_}" if connector.warnings else ""
    return f"{' and '.join(connector.lost_wires)} would end nowhere.{why}"


def resistors(connector: Connector) -> tuple:
    return connector.resistors.is_ if connector.resistors else ()


def cable_of(connector: Connector) -> Cable:
    """The cable that the data describes. Raises ValueError where `why_not` has a reason."""
    if reason := why_not(connector):
        raise ValueError(f"{connector.name}: {reason}")
    does = {contact.at: contact.does for contact in connector.contacts.is_}
    at = {doing: name for name, doing in does.items() if doing in WIRES}
    parts = resistors(connector)
    if not parts:
        return Cable(tuple(does), tuple((("GRIP", POLE_OF[wire]), ("CAM", at[wire])) for wire in WIRES))

    def end(name: str) -> Node:
        """A resistor's end: the wire's solder joint if it is on a wire, else a contact of the plug."""
        wire = does.get(name, name)
        return ("JOINT", wire) if wire in WIRES else ("CAM", name)

    joins = [(("GRIP", POLE_OF[wire]), ("JOINT", wire)) for wire in WIRES]
    joins += [(("JOINT", wire), ("CAM", at[wire])) for wire in WIRES if wire in at]
    placed = tuple(Part(float(part.ohm), part.percent, tuple(end(name) for name in part.between)) for part in parts)
    return Cable(tuple(does), tuple(joins), placed)
