"""One body on the terminal: all that the data says of it, each fact with its evidence and its source's number."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rich.console import Console
from rich.table import Table
from rich.text import Text

from backgrip.cameras.book import NO_PORT, UNKNOWN_PORT, Body, Book
from backgrip.cameras.schema import Connector, Fact, Resistor

WIRE = {
    "straight": "It has a remote socket, and the grip's own 2.5 mm plug fits it.",
    "cable": "It has a remote socket; the grip needs a cable for it, bought or cut: three wires.",
    "resistors": "It has a remote socket; the grip needs a cable with resistors in its plug.",
    "measure": "It has a remote socket, but its contacts are not known well enough: find them with a meter first.",
    "no": "It has a remote socket, but not one that the grip can drive.",
}
LABELS = {
    "behaves_as": "behaves as",
    "single_af": "single AF",
    "continuous_af": "continuous AF",
    "af_off": "AF off half-press",
    "af_on": "AF on half-press",
    "focus_button": "own focus button",
    "half_press_locks_ae": "half-press holds AE",
    "ae_lock_off": "to let AE go on",
    "release_priority": "release priority",
}
ON_THE_WIRE = ("behaves_as",)
NOTHING = "none: this body has no such setting"
Line = tuple[str, str, Fact | None]


def headline(book: Book, body: Body) -> str:
    """Whether the body has a wired release, in one or two sentences."""
    if body.port.is_ == NO_PORT:
        return "It has no wired release: no socket for a remote, so the grip cannot work this body."
    if body.port.is_ == UNKNOWN_PORT:
        return "No source here says which remote socket it has, if any. Look for the socket before you buy anything."
    return WIRE[book.connectors[body.port.is_].wire_it]


@dataclass
class Sheet:
    """Prints a body. Sources are numbered in the order in which they are first named."""

    book: Book
    body: Body
    console: Console
    sources: list[str] = field(default_factory=list)

    def show(self) -> None:
        body = self.body
        self.console.print(Text(body.title, style="bold"))
        if body.also:
            self.console.print(f"Also sold as {', '.join(body.also)}.")
        self.console.print(Text(headline(self.book, body), style="bold red" if body.port.is_ == NO_PORT else ""))
        self._section("Socket and cable", self._port())
        if body.port.is_ != NO_PORT:
            wire = [self._fact(name, fact) for name, fact in body.facts.items() if name in ON_THE_WIRE]
            self._section("On the wire", [*wire, *self._profile()])
        self._section("In its menus", [self._fact(n, f) for n, f in body.facts.items() if n not in ON_THE_WIRE])
        self._section("Mind", [("", trap.is_, trap) for trap in body.traps])
        self._sources()

    def _section(self, title: str, lines: Iterable[Line]) -> None:
        lines = list(lines)
        if not lines:
            return
        grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
        grid.add_column(width=max(len(label) for label, _, _ in lines) or 1, no_wrap=True)
        grid.add_column(ratio=1)
        grid.add_column(width=13, no_wrap=True)
        for label, words, fact in lines:
            said = Text(words)
            if fact and fact.note:
                said.append(f"\n({fact.note})", style="dim")
            grid.add_row(label, said, self._evidence(fact))
        self.console.print(f"\n[bold]{title}[/bold]", markup=True)
        self.console.print(grid)

    def _evidence(self, fact: Fact | None) -> str:
        if fact is None:
            return ""
        if fact.source not in self.sources:
            self.sources.append(fact.source)
        return f"{fact.evidence.name.lower()} [{self.sources.index(fact.source) + 1}]"

    def _fact(self, name: str, fact: Fact) -> Line:
        if name == "behaves_as":
            return LABELS[name], self.book.semantics(self.body).title, fact
        return LABELS[name], NOTHING if fact.is_ == "none" else str(fact.is_), fact

    def _port(self) -> Iterator[Line]:
        connector = self.book.connector(self.body)
        yield "socket", connector.name if connector else self.body.port.is_, self.body.port
        if self.body.instead:
            yield "instead", self.body.instead.is_, self.body.instead
        if connector:
            yield from _cable(connector)

    def _profile(self) -> Iterator[Line]:
        """The fields that differ from the grip's defaults."""
        for name, fact in self.body.profile_facts.items():
            yield name, str(fact.is_).lower() if isinstance(fact.is_, bool) else str(fact.is_), fact

    def _sources(self) -> None:
        self.console.print("\n[bold]Sources[/bold]", markup=True)
        for number, key in enumerate(self.sources, 1):
            source = self.book.sources[key]
            address = f" <{source.url}>" if source.url else ""
            self.console.print(f"[{number}] {source.title}{address}", soft_wrap=True)


def _cable(connector: Connector) -> Iterator[Line]:
    if connector.remotes:
        yield "its remotes", ", ".join(connector.remotes), None
    yield "plug", connector.plug, None
    yield "cable", connector.buy.is_, connector.buy
    contacts = ", ".join(f"{contact.at} = {contact.does}" for contact in connector.contacts.is_)
    yield "contacts", contacts or "not known", connector.contacts
    if connector.resistors:
        yield "resistors", "; ".join(map(_resistor, connector.resistors.is_)), connector.resistors
    if connector.ladder:
        states = connector.ladder.is_
        ohms = ", ".join(f"{name} {_ohm(getattr(states, name).ohm)}" for name in ("present", "half", "full"))
        yield "camera reads", ohms, connector.ladder
    for warning in connector.warnings:
        yield "warning", warning.is_, warning


def _ohm(value: int) -> str:
    return f"{value / 1000:g} kilohm" if value >= 1000 else f"{value} ohm"


def _resistor(one: Resistor) -> str:
    return f"{_ohm(one.ohm)} {one.percent} % between {' and '.join(one.between)} ({one.why})"


def data(book: Book, body: Body) -> dict:
    """The same for programs: ready for JSON. A fact's source is a key of "sources"."""
    connector = book.connector(body)
    facts = {place: fact.model_dump(mode="json", by_alias=True) for place, fact in body.all_facts().items()}
    socket = connector and connector.model_dump(mode="json", by_alias=True, exclude_none=True)
    return {
        "camera": body.title,
        "brand": body.brand,
        "name": body.name,
        "also": body.also,
        "file": body.file,
        "wired_release": headline(book, body),
        "port": body.port.is_,
        "profile": body.profile(),
        "facts": facts,
        "connector": socket,
        "sources": {key: book.sources[key].model_dump(mode="json") for key in sorted(_keys([facts, socket]))},
    }


def _keys(value) -> set[str]:
    """The sources that are named anywhere in a dump."""
    if isinstance(value, dict):
        own = {value["source"]} if "evidence" in value else set()
        return own.union(*map(_keys, value.values()))
    return set().union(*map(_keys, value)) if isinstance(value, list) else set()
