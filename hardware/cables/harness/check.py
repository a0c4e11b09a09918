"""A cable, for instance one read back from its drawing's file, against the camera data: findings in words."""

from collections import Counter

from backgrip.cameras.schema import WIRES, Connector, Window

from harness.buzz import INDEX, THUMB
from harness.cable import POLE_OF, Cable, Node, resistors
from harness.network import groups, ohms


def findings(cable: Cable, connector: Connector) -> list[str]:
    """What is wrong with the cable; nothing if it is as the data say."""
    if found := _contacts(cable, connector):
        return found
    return _copper(cable, connector) + _resistors(cable, connector) + ladder(cable, connector)


def _contacts(cable: Cable, connector: Connector) -> list[str]:
    known = [contact.at for contact in connector.contacts.is_]
    return [] if list(cable.contacts) == known else [f"the plug has the contacts {list(cable.contacts)}, not {known}"]


def _copper(cable: Cable, connector: Connector) -> list[str]:
    """Each wire's pole and contact are one piece, and no piece has anything else on it."""
    wanted: dict[Node, Node] = {("GRIP", pole): ("GRIP", pole) for pole in POLE_OF.values()}
    does = {("CAM", contact.at): contact.does for contact in connector.contacts.is_}
    for node, doing in does.items():
        wanted[node] = ("GRIP", POLE_OF[doing]) if doing in WIRES else node
    pieces, found = groups(cable), []
    wanted |= {node: ("GRIP", POLE_OF[node[1]]) for node in pieces if node[0] == "JOINT"}
    nodes = list(wanted)
    for i, one in enumerate(nodes):
        for other in nodes[i + 1 :]:
            joined, should = pieces[one] == pieces[other], wanted[one] == wanted[other]
            if joined and not should:
                alarm = [_name(node) for node in (one, other) if does.get(node) == "never connect"]
                found.append(f"{_name(one)} and {_name(other)} are joined")
                found += [f"{contact} must never be connected, and is" for contact in alarm]
            elif should and not joined:
                found.append(f"{_name(one)} and {_name(other)} are not joined")
    return found


def _resistors(cable: Cable, connector: Connector) -> list[str]:
    """The resistors and where they sit, named by wire or contact."""
    names = _names(cable, connector)
    pieces = groups(cable)
    has = Counter()
    for part in cable.parts:
        has[_told(part.ohm, part.percent, [names.get(pieces[end], "nowhere") for end in part.ends])] += 1
    does = {contact.at: contact.does for contact in connector.contacts.is_}
    should = Counter()
    for part in resistors(connector):
        ends = [does[end] if does.get(end) in WIRES else end for end in part.between]
        should[_told(part.ohm, part.percent, ends)] += 1
    missing = [f"missing: {told}" for told in (should - has).elements()]
    return missing + [f"not in the data: {told}" for told in (has - should).elements()]


def ladder(cable: Cable, connector: Connector) -> list[str]:
    """What the camera reads in each state, against its windows."""
    states = ladder_states(connector)
    return [told for name, window, state in states for told in _window(cable, connector, name, window, state)]


def ladder_states(connector: Connector) -> list[tuple[str, Window, tuple]]:
    """Name, the camera's window, and what the grip joins, of each state that a ladder has; none without a ladder."""
    if connector.ladder is None:
        return []
    known = connector.ladder.is_
    return [("remote present", known.present, ()), ("half-press", known.half, THUMB), ("full press", known.full, INDEX)]


def sense_and_common(connector: Connector) -> tuple[Node, Node]:
    at = {contact.does: contact.at for contact in connector.contacts.is_}
    return ("CAM", at["sense"]), ("CAM", at["common"])


def _window(cable: Cable, connector: Connector, name: str, window: Window, state: tuple) -> list[str]:
    low, nominal, high = (ohms(cable, *sense_and_common(connector), state, off) for off in (-1, 0, 1))
    found = []
    if abs(nominal - window.ohm) > 1:
        found.append(f"{name}: {nominal:.0f} ohm, the data say {window.ohm}")
    if low < (window.lowest or 0) or high > (window.highest or float("inf")):
        found.append(f"{name}: {low:.0f} to {high:.0f} ohm leaves the camera's window")
    return found


def _names(cable: Cable, connector: Connector) -> dict[int, str]:
    """What each piece of copper is called: its contact, or the wire of the grip if it is on one."""
    pieces = groups(cable)
    names = {pieces["CAM", contact.at]: contact.at for contact in connector.contacts.is_}
    return names | {pieces["GRIP", pole]: wire for wire, pole in POLE_OF.items()}


def _told(ohm: float, percent: int, ends: list[str]) -> str:
    return f"{ohm:g} ohm, {percent} %, between {' and '.join(sorted(ends))}"


def _name(node: Node) -> str:
    side, pin = node
    return {"GRIP": "the grip's ", "CAM": "the camera's ", "JOINT": "the joint of "}[side] + pin
