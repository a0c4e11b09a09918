"""The remote systems as rows for the README: what a manual names, and how the grip's plug gets there."""

from backgrip.cameras.book import NO_PORT, UNKNOWN_PORT, Book
from backgrip.cameras.schema import Connector

HEAD = ("The manual names", "Socket", "Plug", "From the grip's 2.5 mm plug", "How sure", "Bodies known")
_WAYS = {
    "straight": "straight in",
    "cable": "a cable, three wires",
    "resistors": "**a cable with resistors in its plug**",
    "measure": "a bought cable, or measure first",
    "no": "cannot be done",
}


def rows(book: Book) -> list[tuple[str, ...]]:
    """One row a system that some known body has, most bodies first."""
    count = {key: sum(body.port.is_ == key for body in book.bodies) for key in book.connectors}
    used = sorted((key for key in count if count[key]), key=lambda key: (-count[key], key))
    return [_row(book.connectors[key], count[key]) for key in used]


def _row(connector: Connector, bodies: int) -> tuple[str, ...]:
    remotes = ", ".join(connector.remotes[:3])
    sure = connector.contacts.evidence.value
    return remotes, connector.name, connector.plug, _WAYS[connector.wire_it], sure, str(bodies)


def without_port(book: Book) -> str:
    """The bodies without a wired release, by brand, as one sentence a brand."""
    brands = dict.fromkeys(body.brand for body in book.bodies if body.port.is_ == NO_PORT)
    told = []
    for brand in brands:
        names = [body.name for body in book.bodies if body.brand == brand and body.port.is_ == NO_PORT]
        told.append(f"{brand} {', '.join(names)}")
    return "; ".join(told)


def unknown_ports(book: Book) -> int:
    """How many bodies nobody has told us the port of."""
    return sum(body.port.is_ == UNKNOWN_PORT for body in book.bodies)
