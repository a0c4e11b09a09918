"""The list of all bodies: what stands in a row, and which rows are asked for."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from backgrip.cameras.book import NO_PORT, UNKNOWN_PORT, Body, Book
from backgrip.cameras.schema import Evidence
from backgrip.cameras.spelling import plain

WIRED = "wired"  # any port that is known
PORTS = (WIRED, NO_PORT, UNKNOWN_PORT)
EVIDENCE = {evidence.name.lower(): evidence for evidence in Evidence}
HEADS = ("Camera", "Socket", "Known", "FOCUS first", "Known")


class NoSuch(ValueError):
    """A filter names what the data does not have. The text says what there is."""


@dataclass(frozen=True)
class Row:
    """What the list says of a body. `needs_focus` and `behaviour` are None where there is no socket to act on."""

    body: Body
    needs_focus: bool | None
    socket: Evidence
    behaviour: Evidence | None

    @property
    def evidence(self) -> Evidence:
        """That of the weaker of the two facts which decide whether a grip works: the socket and the behaviour."""
        weaker = self.behaviour and self.behaviour.weaker_than(self.socket)
        return self.behaviour if weaker else self.socket

    def cells(self) -> tuple[str, ...]:
        needs = {True: "yes", False: "no", None: "-"}[self.needs_focus]
        behaviour = self.behaviour.name.lower() if self.behaviour else "-"
        return self.body.title, self.body.port.is_, self.socket.name.lower(), needs, behaviour

    def data(self) -> dict:
        return {
            "camera": self.body.title,
            "brand": self.body.brand,
            "name": self.body.name,
            "also": self.body.also,
            "port": self.body.port.is_,
            "port_evidence": self.socket.value,
            "needs_focus": self.needs_focus,
            "behaviour_evidence": self.behaviour and self.behaviour.value,
        }


def row(book: Book, body: Body) -> Row:
    if body.port.is_ == NO_PORT:
        return Row(body, None, body.port.evidence, None)
    alone, sure = book.semantics(body).shutter_alone, body.facts["behaves_as"].evidence
    if sure is not Evidence.TESTED and alone.evidence.weaker_than(sure):
        sure = alone.evidence  # a body that was itself tested needs no other's word
    return Row(body, alone.is_ == "ignored", body.port.evidence, sure)


def rows(
    book: Book,
    brand: str | None = None,
    connector: str | None = None,
    needs_focus: bool | None = None,
    evidence: Evidence | None = None,
    port: str | None = None,
) -> list[Row]:
    """The rows that pass every filter which is not None, in the order of the data.

    connector: a key, or a word of its name or of its remotes' names. port: one of PORTS. Raises NoSuch.
    """
    brands = {brand_named(book, brand)} if brand else set(book.brand_names)
    keys = set(_connectors(book, connector)) if connector else None
    found = (row(book, body) for body in book.bodies if body.brand in brands)
    return [
        one
        for one in found
        if (keys is None or one.body.port.is_ in keys)
        and (needs_focus is None or one.needs_focus is needs_focus)
        and (evidence is None or one.evidence is evidence)
        and (port is None or port == _kind(one.body))
    ]


def brand_named(book: Book, text: str) -> str:
    """The brand by any of its names. Raises NoSuch."""
    for brand, also in book.brand_names.items():
        if plain(text) in map(plain, (brand, *also)):
            return brand
    raise NoSuch(f'there is no brand "{text}"; there are {", ".join(book.brand_names)}')


def _connectors(book: Book, text: str) -> Iterator[str]:
    if text in book.connectors:
        return iter([text])
    wanted = plain(text)
    names = {key: plain(" ".join((key, c.name, *c.remotes))) for key, c in book.connectors.items()}
    keys = [key for key, name in names.items() if wanted and f" {wanted} " in f" {name} "]
    if not keys:
        raise NoSuch(f'there is no connector "{text}"; there are {", ".join(sorted(book.connectors))}')
    return iter(keys)


def _kind(body: Body) -> str:
    return body.port.is_ if body.port.is_ in PORTS else WIRED


def table(found: list[Row], console: Console) -> None:
    """On a terminal: aligned columns, one line a body, and what they mean."""
    grid = Table(box=None, pad_edge=False, header_style="bold")
    for head in HEADS:
        grid.add_column(head, no_wrap=True, overflow="ellipsis")
    for one in found:
        grid.add_row(*one.cells(), style="dim" if one.body.port.is_ == NO_PORT else "")
    console.print(grid)
    without = sum(one.body.port.is_ == NO_PORT for one in found)
    console.print(f"\n{len(found)} bodies, {without} of them without a wired release.")
    console.print(
        'FOCUS first: SHUTTER does nothing on the wire unless FOCUS is closed. "Known": how sure the column before it '
        "is. `backgrip camera NAME` tells more, with the sources."
    )


def lines(found: list[Row]) -> str:
    """For pipes: one line a body, cells parted by tabs."""
    out = io.StringIO()
    for one in found:
        print(*one.cells(), sep="\t", file=out)
    return out.getvalue()
