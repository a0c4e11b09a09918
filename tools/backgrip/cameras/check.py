"""What hangs together in the book: names that point to something, and no fact surer than its source."""

from collections.abc import Iterator

from pydantic import BaseModel

from backgrip.cameras.files import CameraDataError
from backgrip.cameras.schema import KINDS, BrandFile, Fact, Source

NO_PORT, UNKNOWN_PORT = "none", "unknown"


def check_bodies(bodies, connectors: dict, classes: dict) -> None:
    """What a body names must exist. Raises CameraDataError."""
    for body in bodies:
        here = f"{body.file}: {body.name}"
        if body.port.is_ not in (NO_PORT, UNKNOWN_PORT, *connectors):
            raise CameraDataError(f"{here}: port: there is no connector {body.port.is_!r}{_known(connectors)}")
        if body.port.is_ == NO_PORT and body.instead is None:
            raise CameraDataError(f"{here}: instead: a body without a port needs a word on what its owner can do")
        behaves = body.facts.get("behaves_as")
        if behaves is None:
            raise CameraDataError(f"{here}: behaves_as: this is missing{_known(classes)}")
        if behaves.is_ not in classes:
            raise CameraDataError(f"{here}: behaves_as: there is no class {behaves.is_!r}{_known(classes)}")


def check_facts(facts: Iterator[tuple[str, Fact]], sources: dict[str, Source]) -> None:
    """Each fact's source must exist, and no fact may be surer than it. Raises CameraDataError."""
    for where, fact in facts:
        if fact.source not in sources:
            raise CameraDataError(f"{where}: source: there is no source {fact.source!r} in [sources]")
        kind = sources[fact.source].kind
        if KINDS[kind].weaker_than(fact.evidence):
            most = KINDS[kind].value
            raise CameraDataError(
                f"{where}: evidence: a source of kind {kind!r} can say {most!r} at most, not {fact.evidence.value!r}"
            )


def facts_of_brand(part: BrandFile, file: str) -> Iterator[tuple[str, Fact]]:
    """Every fact as the file has it, before bodies inherit, with its place."""
    yield from facts_of(part.defaults, f"{file}: defaults")
    for name, series in part.series.items():
        yield from facts_of(series, f"{file}: series {name}")
    for entry in part.body:
        yield from facts_of(entry, f"{file}: {entry.name}")


def facts_of(model: BaseModel, where: str) -> Iterator[tuple[str, Fact]]:
    for name in type(model).model_fields:
        value = getattr(model, name)
        if name == "profile":
            for key, fact in facts_of(value, f"{where}: profile"):
                yield key.replace("profile: ", "profile."), fact
        for i, fact in enumerate(value if isinstance(value, tuple) else (value,)):
            if isinstance(fact, Fact):
                yield f"{where}: {name}.{i}" if isinstance(value, tuple) else f"{where}: {name}", fact


def _known(table: dict) -> str:
    return f"; there are {', '.join(sorted(table))}"
