"""`NAME=VALUE` as it is typed: units, yes and no, and what the firmware would refuse."""

import re
from fractions import Fraction

import typer

from backgrip.setting.fields import Field, known

_MS = {"ms": Fraction(1), "s": Fraction(1000), "min": Fraction(60_000), "h": Fraction(3_600_000)}
_NUMBER = re.compile(r"([-+]?\d+(?:\.\d+)?)\s*([a-z]*)")
_WORDS = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
_NONE = ("none", "not used", "-")


def assignments(typed: list[str]) -> dict[str, object]:
    """The changes asked for. Raises typer.BadParameter for the first that is no setting or out of range."""
    found: dict[str, object] = {}
    for one in typed:
        name, equals, text = one.partition("=")
        field = known(name)
        if not equals:
            raise typer.BadParameter(
                f"{one!r} has no value: write {field.name}=VALUE, where VALUE is {field.range()}"
            )  # fmt: skip
        if field.name in found:
            raise typer.BadParameter(f"{field.name} is there twice")
        found[field.name] = value(field, text)
    return found


def value(field: Field, text: str) -> object:
    """The value that `text` means for `field`: "8", "8ms", "0.3 s", "2min", "yes", "none", "track".

    Raises typer.BadParameter for one that the firmware would refuse, with its reason.
    """
    said = text.strip().lower()
    found: object = said
    if field.ranged:
        found = None if said in _NONE else _number(field, said)
    elif isinstance(field.default, bool):
        found = _WORDS.get(said, said)
    why = field.problem(found)
    if why:
        if found is None or isinstance(field.default, bool):
            why = f"must be {field.range()}"
        raise typer.BadParameter(f"{field.name}={text.strip()}: it {why} ({field.meaning}). Nothing was changed.")
    return found


def _number(field: Field, said: str) -> object:
    """A whole number in the field's own unit; the text itself if it is none, for the firmware's reason."""
    match = _NUMBER.fullmatch(said)
    if not match or (match[2] and match[2] not in _MS):
        return said
    number = Fraction(match[1]) * (_MS[match[2]] / _MS[field.unit] if match[2] else 1)
    return int(number) if number.denominator == 1 else said
