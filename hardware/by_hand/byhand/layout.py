"""A build as data: layout.toml beside its page says where every leg, wire and cut goes.

Everything else, pictures, tables and checks, is made from it. Holes are named as on the board: ``18j`` and ``T-18``
(top - rail beside column 18) on a breadboard, ``Q23`` (strip Q, hole 23) on a stripboard.
"""

import re
import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator


class LayoutError(Exception):
    """A layout that cannot be read: which file, which field, and what is wrong with it."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


def _row_of_legs(pins: str, holes: str) -> dict[str, list[str]]:
    """``1-20`` in ``A15-T15`` or ``1c-20c``: a leg a strip or a column. Raises ValueError."""
    (first, last), ends = (int(pin) for pin in pins.split("-")), holes.split("-")
    split = [re.fullmatch(r"(\d+)([a-j])|([A-Z])(\d+)", hole) for hole in ends]
    if len(split) != 2 or not all(split):
        raise ValueError(f"{holes} is no row of holes")
    if split[0][1]:
        start, stop = int(split[0][1]), int(split[1][1])
        row = [f"{column}{split[0][2]}" for column in _between(start, stop)]
    else:
        row = [f"{chr(letter)}{split[0][4]}" for letter in _between(ord(split[0][3]), ord(split[1][3]))]
    if row[-1] != ends[1] or len(row) != last - first + 1:
        raise ValueError(f"pins {pins} do not fit the row {holes}")
    return {str(first + index): [hole] for index, hole in enumerate(row)}


def _between(start: int, stop: int) -> range:
    return range(start, stop + 1) if start <= stop else range(start, stop - 1, -1)


class Part(_Strict):
    """`legs` is pin -> its holes: two where a part has the same contact twice. `option` is what it is for."""

    ref: str
    kind: str
    name: str
    value: str = ""
    step: int
    legs: dict[str, list[str]]
    option: str | None = None

    @field_validator("legs", mode="before")
    @classmethod
    def _lists(cls, legs: dict) -> dict:
        found = {}
        for pin, holes in legs.items():
            if "-" in pin:
                found |= _row_of_legs(pin, holes)
            else:
                found[pin] = [holes] if isinstance(holes, str) else holes
        return found

    def holes(self) -> list[tuple[str, str]]:
        """Every leg as (pin, hole)."""
        return [(pin, hole) for pin, holes in self.legs.items() for hole in holes]


class Wire(_Strict):
    """`lane`: how many lanes above (or, negative, below) the holes a long wire runs in the picture."""

    name: str
    start: str = Field(alias="from")
    end: str = Field(alias="to")
    color: Literal["ground", "focus", "shutter", "common", "power", "other"]
    step: int
    option: str | None = None
    lane: float = 0

    def ends(self) -> tuple[str, str]:
        return self.start, self.end


class Cut(_Strict):
    """`holes`: one hole, or the first and last of a block, ``A18-T18``."""

    holes: str
    why: str


class Board(_Strict):
    kind: Literal["breadboard", "stripboard"]
    columns: int
    rows: int = 0  # stripboard: how many strips
    cut_mm: float = 0  # stripboard: diameter of a cut
    size: str


class Step(_Strict):
    title: str
    alt: str
    option: str | None = None


class Buy(_Strict):
    """A line of the parts list. `price_eur` is an estimate for one piece; `refs` are the parts that it covers."""

    what: str
    count: int
    maker: str = ""
    sold_by: str = "any"
    price_eur: float
    refs: list[str] = []
    note: str = ""
    option: str | None = None


class Measure(_Strict):
    """What a meter between two free holes reads after a step. `through` is the part that it reads; without one,
    `reads` begins with "closed" or "open". `mend`: what it is when it reads something else."""

    step: int
    between: tuple[str, str]
    through: str = ""
    reads: str
    mend: str


class Layout(_Strict):
    title: str
    board: Board
    step: list[Step]
    part: list[Part]
    wire: list[Wire]
    cut: list[Cut] = []
    drill: list[str] = []
    measure: list[Measure]
    absent: dict[str, str]
    buy: list[Buy]

    def chosen(self, options: set[str]) -> "Layout":
        """This build with those options and no other."""
        def keep(things: list) -> list:
            return [one for one in things if one.option is None or one.option in options]

        return self.model_copy(update={"part": keep(self.part), "wire": keep(self.wire)})

    def options(self) -> list[str]:
        return sorted({one.option for one in [*self.part, *self.wire] if one.option})


def read_layout(path: Path) -> Layout:
    """Raises LayoutError, which names the file and every wrong field."""
    try:
        return Layout.model_validate(tomllib.loads(Path(path).read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise LayoutError(f"{path} is not there.") from None
    except tomllib.TOMLDecodeError as error:
        raise LayoutError(f"{path} is no TOML: {error}") from None
    except ValidationError as error:
        wrong = [f"  {'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in error.errors()]
        raise LayoutError("\n".join([f"{path} does not fit:", *wrong])) from None
