"""What a set-up sheet is made of. Pure data: the terminal, the page and `--json` show the same sheet.

Texts are one sentence or a few, with `**bold**` and back-quoted names of commands and settings in them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from backgrip.cameras.schema import Evidence, Source


@dataclass(frozen=True)
class Mark:
    """How sure a statement is, and the keys of the sources behind it."""

    evidence: Evidence
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Say:
    """A paragraph."""

    text: str
    mark: Mark | None = None


@dataclass(frozen=True)
class Warn:
    """A paragraph that must not be overlooked."""

    text: str
    mark: Mark | None = None


@dataclass(frozen=True)
class MenuPath:
    """A way through the camera's menu, a level an entry, in the menu's own words."""

    label: str
    levels: tuple[str, ...]
    mark: Mark | None = None
    note: str = ""


@dataclass(frozen=True)
class Steps:
    """Things to do, in order."""

    items: tuple[Say, ...]


@dataclass(frozen=True)
class Points:
    """Things to know, in any order; `careful` ones must not be overlooked."""

    items: tuple[Say, ...]
    careful: bool = False


@dataclass(frozen=True)
class Row:
    cells: tuple[str, ...]
    mark: Mark | None = None


def row(*cells: str, mark: Mark | None = None) -> Row:
    return Row(cells, mark)


@dataclass(frozen=True)
class Table:
    """`head` has a name for each cell; with `marked`, each row shows how sure it is."""

    head: tuple[str, ...]
    rows: tuple[Row, ...]
    marked: bool = True


@dataclass(frozen=True)
class Plug:
    """A place for the drawing of a plug; `connector` is a key of the book's connectors."""

    connector: str
    caption: str


Block = Say | Warn | MenuPath | Steps | Points | Table | Plug


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Glance:
    """A line of the summary at the top."""

    label: str
    text: str
    mark: Mark | None = None


@dataclass(frozen=True)
class Sheet:
    """`answer` is "yes", "perhaps", "look" or "no"; `headline` is the first line a reader sees, `mark` how sure it "
    "is."""

    title: str
    also: tuple[str, ...]
    answer: str
    headline: str
    mark: Mark
    glance: tuple[Glance, ...]
    sections: tuple[Section, ...]
    sources: tuple[tuple[str, Source], ...] = ()  # in the order in which the sheet names them

    def section(self, key: str) -> Section | None:
        return next((section for section in self.sections if section.key == key), None)

    def number(self, source: str) -> int:
        """A source's number on this sheet, from 1."""
        return [key for key, _ in self.sources].index(source) + 1


def sources_named(part: object) -> Iterator[str]:
    """The source keys in a sheet or a part of it, each once, in order."""
    return iter(dict.fromkeys(_sources(part)))


def _sources(part: object) -> Iterator[str]:
    if isinstance(part, Mark):
        yield from part.sources
    elif isinstance(part, tuple):
        for item in part:
            yield from _sources(item)
    elif is_dataclass(part):
        for entry in fields(part):
            yield from _sources(getattr(part, entry.name))


def as_data(part: object) -> object:
    """A sheet as what `json.dumps` takes; every block says its `kind`."""
    if isinstance(part, Source):
        return part.model_dump(exclude_none=True)
    if isinstance(part, Sheet):
        return _fields(part) | {"sources": {key: as_data(source) for key, source in part.sources}}
    if isinstance(part, Block):
        return {"kind": type(part).__name__.lower(), **_fields(part)}
    if isinstance(part, Mark):
        return {"evidence": part.evidence.value, "sources": list(part.sources)}
    if is_dataclass(part):
        return _fields(part)
    return [as_data(item) for item in part] if isinstance(part, tuple) else part


def _fields(part) -> dict[str, object]:
    return {entry.name: as_data(getattr(part, entry.name)) for entry in fields(part)}
