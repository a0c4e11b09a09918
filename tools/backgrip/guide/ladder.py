"""Resistors in a plug as a small schematic: a chain where they are in series, else a rung each."""

from collections import Counter

from backgrip.cameras.schema import WIRES, Connector, Resistor
from backgrip.guide import ink
from backgrip.guide.cable import ohms

HEAD, STEP, LEFT = 42, 66, 30
WIRE = {"FOCUS": "ring", "SHUTTER": "tip", "common": "sleeve"}  # of the grip's own plug


def height(connector: Connector) -> float:
    """How much room the schematic takes; 0 without resistors."""
    return HEAD + STEP * len(connector.resistors.is_) + 34 if connector.resistors else 0


def draw_into(drawing, connector: Connector, top: float) -> None:
    """Draws from `top` downwards; nothing where the plug has no resistors."""
    if not connector.resistors:
        return
    ink.words(drawing, "Resistors in the plug", 8, top + 18, ink.NAME, weight=700)
    parts = connector.resistors.is_
    nodes = chain(parts)
    if nodes:
        _chain(drawing, parts, nodes, connector, top + HEAD)
    else:
        _rungs(drawing, parts, connector, top + HEAD)


def chain(parts: tuple[Resistor, ...]) -> list[str] | None:
    """The nodes in order where each resistor hangs on the one before, else None."""
    if max(Counter(node for part in parts for node in part.between).values()) > 2:
        return None
    nodes = list(parts[0].between)
    if len(parts) > 1 and nodes[1] not in parts[1].between:
        nodes.reverse()
    for part in parts[1:]:
        if nodes[-1] not in part.between:
            return None
        nodes.append(part.between[1] if part.between[0] == nodes[-1] else part.between[0])
    return nodes if len(set(nodes)) == len(nodes) else None


def _chain(drawing, parts, nodes, connector, top) -> None:
    y = top + 8
    for part, node in zip(parts, nodes, strict=False):
        ink.line(drawing, LEFT, y, LEFT, y + STEP)
        ink.box(drawing, LEFT - 9, y + 15, 18, STEP - 30, ink.PAPER)
        ink.words(drawing, ohms(part.ohm), LEFT + 20, y + STEP / 2 + 5, ink.NAME, weight=700)
        _node(drawing, node, connector, LEFT, y)
        y += STEP
    _node(drawing, nodes[-1], connector, LEFT, y)


def _rungs(drawing, parts, connector, top) -> None:
    """A rung a resistor; ends of the same name are the same point."""
    for i, part in enumerate(parts):
        y = top + 14 + i * STEP
        ink.line(drawing, 14, y, 150, y)
        ink.box(drawing, 50, y - 9, 62, 18, ink.PAPER)
        ink.words(drawing, ohms(part.ohm), 81, y - 15, ink.NAME, weight=700, anchor="middle")
        _node(drawing, part.between[1], connector, 150, y)
        ink.dot(drawing, 14, y)
        ink.words(drawing, _meaning(part.between[0], connector), 8, y + 24)


def _node(drawing, node, connector, x, y) -> None:
    does = next((contact.does for contact in connector.contacts.is_ if contact.at == node), node)
    ink.dot(drawing, x, y, fill=ink.COLOURS.get(does, ink.PEN))
    for i, text in enumerate(ink.wrapped(_meaning(node, connector), 26 if x > LEFT else 40)):
        ink.words(drawing, text, x + 20 if x == LEFT else x + 12, y + 5 + i * ink.LINE)


def _meaning(node: str, connector: Connector) -> str:
    """A node in words: a wire of the grip, or a contact of the plug, or both where they are joined."""
    joined = next((contact.at for contact in connector.contacts.is_ if contact.does == node), None)
    if node not in WIRES:
        does = next((contact.does for contact in connector.contacts.is_ if contact.at == node), None)
        return f"{node} and the grip’s {does}, {WIRE[does]}" if does in WIRES else node
    return f"the grip’s {node} wire, {WIRE[node]}" + (f"; {joined}" if joined else "")
