"""All cameras as one book: reads the TOML files, lets bodies inherit, and checks what hangs together.

    book = read_book()                   # the package's own files
    book = read_book(Path("my-bodies"))  # and a folder of one's own, which adds bodies or overrides single facts
    body = book.body("Canon EOS 600D")
    body.fact("af_on").is_, body.profile()["focus_lead_ms"], book.connector(body), book.semantics(body)
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from backgrip.cameras.check import NO_PORT, UNKNOWN_PORT, check_bodies, check_facts, facts_of, facts_of_brand
from backgrip.cameras.files import HERE, CameraDataError, label, load
from backgrip.cameras.schema import (
    BodyEntry,
    BrandFile,
    ClassFile,
    Connector,
    ConnectorFile,
    Evidence,
    Fact,
    Facts,
    Profile,
    SemanticClass,
    Source,
)

__all__ = ["HERE", "NO_PORT", "UNKNOWN_PORT", "Body", "Book", "CameraDataError", "read_book"]

CLASSES, CONNECTORS = "classes.toml", "connectors.toml"
INHERITED = tuple(name for name in Facts.model_fields if name not in ("traps", "profile"))
PROFILE = tuple(Profile.model_fields)


@dataclass(frozen=True)
class Body:
    """One body with everything it inherits. `facts` and `profile_facts` hold only what is known."""

    brand: str
    name: str
    also: tuple[str, ...]
    port: Fact
    instead: Fact | None
    facts: dict[str, Fact]
    profile_facts: dict[str, Fact]
    traps: tuple[Fact, ...]
    file: str

    @property
    def title(self) -> str:
        return f"{self.brand} {self.name}"

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that a `seen_on` may have for it, with and without the brand."""
        return _names(self.brand, self)

    def fact(self, name: str) -> Fact | None:
        """A fact by its field's name, None if nothing is known."""
        return self.facts.get(name)

    def profile(self) -> dict[str, object]:
        """The profile fields that this body's data sets; every other has the grip's default."""
        return {name: fact.is_ for name, fact in self.profile_facts.items()}

    def all_facts(self) -> dict[str, Fact]:
        """Every fact of this body, by its path in the file: "port", "profile.focus_lead_ms", "traps.0"."""
        found = {"port": self.port, **self.facts}
        if self.instead:
            found["instead"] = self.instead
        found |= {f"profile.{name}": fact for name, fact in self.profile_facts.items()}
        return found | {f"traps.{i}": fact for i, fact in enumerate(self.traps)}


@dataclass
class Book:
    """Bodies in the order of their files; connectors, semantic classes and sources by key."""

    bodies: list[Body] = field(default_factory=list)
    connectors: dict[str, Connector] = field(default_factory=dict)
    classes: dict[str, SemanticClass] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    brand_names: dict[str, tuple[str, ...]] = field(default_factory=dict)  # brand -> its other names

    def body(self, title: str) -> Body:
        """The body with exactly this brand and name. Raises KeyError; to find what people type, use `search`."""
        for body in self.bodies:
            if body.title == title:
                return body
        raise KeyError(title)

    def connector(self, body: Body) -> Connector | None:
        """The body's remote system, None where it has no port or nobody knows."""
        return self.connectors.get(body.port.is_)

    def semantics(self, body: Body) -> SemanticClass:
        """The class the body belongs to; what was seen on other bodies only is assumed for this one."""
        general = self.classes[body.facts["behaves_as"].is_]
        facts = {name: fact for name in type(general).model_fields if isinstance(fact := getattr(general, name), Fact)}
        return general.model_copy(update={name: _for(fact, body.names) for name, fact in facts.items()})

    def source(self, fact: Fact) -> Source:
        return self.sources[fact.source]


def read_book(*folders: Path) -> Book:
    """Reads the package's files, then those of each folder, later ones overriding single facts of earlier ones.

    Raises CameraDataError.
    """
    book = Book()
    parts = [part for folder in (HERE, *folders) for part in _read_folder(book, Path(folder))]
    brands: dict[str, BrandFile] = {}
    files: dict[tuple[str, str], str] = {}
    for file, part in parts:
        if isinstance(part, BrandFile):
            key = part.brand.casefold()
            files |= {(key, _key(entry)): file for entry in part.body}
            brands[key] = _overlay(brands[key], part) if key in brands else part
        elif isinstance(part, ClassFile):
            book.classes |= part.semantic_class
        else:
            book.connectors |= part.connector
    for key, brand in brands.items():
        book.brand_names[brand.brand] = brand.also
        book.bodies += [_resolve(brand, entry, files[key, _key(entry)]) for entry in brand.body]
    check_bodies(book.bodies, book.connectors, book.classes)
    for file, part in parts:
        check_facts(_facts(part, file), book.sources)
    return book


def _read_folder(book: Book, folder: Path) -> list[tuple[str, BrandFile | ClassFile | ConnectorFile]]:
    """Each file of a folder with the name that errors use for it; their sources go into the book."""
    if not folder.is_dir():
        raise CameraDataError(f"{folder}: there is no such folder of camera files; make it, or leave it out")
    parts = []
    stands: dict[tuple[str, str], str] = {}
    for path in sorted(folder.glob("*.toml")):
        part = load(path, {CLASSES: ClassFile, CONNECTORS: ConnectorFile}.get(path.name, BrandFile), book.sources)
        book.sources |= part.sources
        for entry in part.body if isinstance(part, BrandFile) else ():
            key = (part.brand.casefold(), _key(entry))
            if key in stands:
                where = "in this file" if stands[key] == path.name else f"in {stands[key]}"
                raise CameraDataError(f"{label(path)}: {entry.name}: name: this body stands {where} already")
            stands[key] = path.name
        parts.append((label(path), part))
    return parts


def _facts(part: BrandFile | ClassFile | ConnectorFile, file: str) -> Iterator[tuple[str, Fact]]:
    if isinstance(part, BrandFile):
        yield from facts_of_brand(part, file)
        return
    for key, model in (part.semantic_class if isinstance(part, ClassFile) else part.connector).items():
        yield from facts_of(model, f"{file}: {key}")


def _key(entry: BodyEntry) -> str:
    return entry.name.casefold()


def _overlay(first: BrandFile, second: BrandFile) -> BrandFile:
    """The same brand in two files: the later file's facts win, one by one."""
    bodies = {_key(entry): entry for entry in first.body}
    for entry in second.body:
        bodies[_key(entry)] = _over(bodies[_key(entry)], entry) if _key(entry) in bodies else entry
    series = dict(first.series)
    for name, facts in second.series.items():
        series[name] = _over(series[name], facts) if name in series else facts
    return first.model_copy(
        update={
            "also": _sum(first.also, second.also),
            "body": tuple(bodies.values()),
            "series": series,
            "defaults": _over(first.defaults, second.defaults),
        }
    )


def _over(first, second):
    """A copy of `first` in which what `second` says wins; traps and other names add up, a body keeps its name."""
    update = {}
    for name in type(second).model_fields:
        value = getattr(second, name)
        if name in ("traps", "also"):
            update[name] = _sum(getattr(first, name), value)
        elif name == "profile":
            update[name] = first.profile.model_copy(
                update={key: fact for key in PROFILE if (fact := getattr(value, key)) is not None}
            )
        elif value is not None and name != "name":
            update[name] = value
    return first.model_copy(update=update)


def _sum(first: tuple, second: tuple) -> tuple:
    return (*first, *(value for value in second if value not in first))


def _resolve(brand: BrandFile, entry: BodyEntry, file: str) -> Body:
    if entry.series is not None and entry.series not in brand.series:
        there = f"; there are {', '.join(brand.series)}" if brand.series else ""
        raise CameraDataError(f"{file}: {entry.name}: series: {brand.brand} has no series {entry.series!r}{there}")
    if entry.port is None:
        raise CameraDataError(f'{file}: {entry.name}: port: this is missing; write "unknown" where no source names it')
    names = _names(brand.brand, entry)
    levels = [entry, *([brand.series[entry.series]] if entry.series else []), brand.defaults]

    def inherited(tables: list, fields: tuple[str, ...]) -> dict[str, Fact]:
        """Of each field the first table's that has it."""
        found = {name: next((fact for t in tables if (fact := getattr(t, name)) is not None), None) for name in fields}
        return {name: _for(fact, names) for name, fact in found.items() if fact is not None}

    return Body(
        brand=brand.brand,
        name=entry.name,
        also=entry.also,
        port=_for(entry.port, names),
        instead=entry.instead and _for(entry.instead, names),
        facts=inherited(levels, INHERITED),
        profile_facts=inherited([level.profile for level in levels], PROFILE),
        traps=tuple(_for(trap, names) for level in levels for trap in level.traps),
        file=file,
    )


def _names(brand: str, body: BodyEntry | Body) -> tuple[str, ...]:
    return tuple(name for own in (body.name, *body.also) for name in (own, f"{brand} {own}"))


def _for(fact: Fact, names: tuple[str, ...]) -> Fact:
    """The fact as it holds for the body of these names: only assumed if its source speaks of other bodies."""
    if not fact.seen_on or {name.casefold() for name in names} & {name.casefold() for name in fact.seen_on}:
        return fact
    note = f"seen on {', '.join(fact.seen_on)}" + (f"; {fact.note}" if fact.note else "")
    return fact.model_copy(update={"evidence": Evidence.ASSUMED, "note": note})
