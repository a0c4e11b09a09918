"""The firmware's settings as the host sees them: one table, read from the firmware."""

import difflib
import functools
from dataclasses import dataclass

import typer

from backgrip.firmware import module

NOT_USED = "not used"


@dataclass(frozen=True)
class Field:
    """One setting. `lowest` and `highest` are None where there is no range; a default of None means not used."""

    name: str
    default: object
    lowest: int | None
    highest: int | None
    unit: str
    meaning: str

    @property
    def ranged(self) -> bool:
        """A number, not a choice."""
        return self.lowest is not None

    def problem(self, value: object) -> str | None:
        """Why the firmware would not take `value`, in its own words, or None."""
        return firmware().problem(
            (self.name, self.default, self.lowest, self.highest, self.unit, self.meaning), value
        )  # fmt: skip

    def range(self) -> str:
        """What it can be, in words."""
        if self.ranged:
            none = ", or none" if self.default is None else ""
            return f"{self.lowest} to {self.highest} {self.unit}{none}"
        return "lock or track" if self.name == "style" else "yes or no"

    def shown(self, value: object) -> str:
        """A value for a person: with its unit, yes and no."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if value is None:
            return NOT_USED
        return f"{value} {self.unit}" if self.ranged else str(value)

    def told(self, word: str) -> object:
        """The value that the grip wrote as `word`, which is as Python prints it."""
        known = {"True": True, "False": False, "None": None}
        return known[word] if word in known else int(word) if word.lstrip("-").isdigit() else word


@functools.cache
def firmware():
    """The firmware's module `settings`."""
    return module("settings")


@functools.cache
def fields() -> dict[str, Field]:
    """All settings by name, in the firmware's order."""
    return {field[0]: Field(*field) for field in firmware().FIELDS}


def known(name: str) -> Field:
    """The field of that name; `-` stands for `_` too. Raises typer.BadParameter with the nearest names."""
    field = fields().get(name.strip().replace("-", "_"))
    if field is None:
        near = difflib.get_close_matches(name, fields(), n=3, cutoff=0.5)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        raise typer.BadParameter(f"there is no setting {name!r}.{hint} All of them: backgrip get")
    return field


def complete(begun: str) -> list[str]:
    """Names of settings for the shell's completion."""
    return [name for name in fields() if name.startswith(begun)]


def complete_assignment(begun: str) -> list[str]:
    """As `complete`, each with its `=`."""
    return [f"{name}=" for name in complete(begun)]
