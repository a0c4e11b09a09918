"""Reads `figures.toml`: the figures of isolators, pin, board and cable, each with evidence and source."""

import tomllib
from functools import cache
from pathlib import Path

from backgrip.cameras.facts import KINDS, Evidence, Fact, Source

HERE = Path(__file__).parents[1]
Figure = Fact[bool | float | list[float]]


@cache
def figures() -> dict[str, dict[str, Figure]]:
    """Sections of figures by name. Raises ValueError if a figure claims more than its source can give."""
    data = tomllib.loads((HERE / "figures.toml").read_text("utf-8"))
    sources = {key: Source.model_validate(source) for key, source in data.pop("sources").items()}
    found = {part: {key: Figure.model_validate(fact) for key, fact in facts.items()} for part, facts in data.items()}
    for part, facts in found.items():
        for key, fact in facts.items():
            if fact.source not in sources:
                raise ValueError(f"figures.toml: {part}.{key}: there is no source {fact.source!r}")
            best = KINDS[sources[fact.source].kind]
            own_choice = fact.source == "choice"  # our own circuit, ranges and limits need no source
            if not own_choice and best.weaker_than(fact.evidence):
                raise ValueError(f"figures.toml: {part}.{key}: {fact.source!r} cannot make it {fact.evidence.value}")
    return found


def figure(part: str, key: str):
    """The value of one figure, SI units unless its name says otherwise."""
    return figures()[part][key].is_


def assumed() -> list[tuple[str, Figure]]:
    """Every assumed figure with its path, for the report."""
    return [
        (f"{part}.{key}", fact)
        for part, facts in figures().items()
        for key, fact in facts.items()
        if fact.evidence is Evidence.ASSUMED
    ]
