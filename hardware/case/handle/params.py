"""Reads case.toml, and says what a variant is."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

CASE = Path(__file__).resolve().parents[1]
BOARD_MIDDLE = 18.0  # mm; the left hand's buttons are mirrored across it, the board is not


def read_params(path: Path = CASE / "case.toml") -> SimpleNamespace:
    """All sizes in mm, by section: p.hull.wall. Raises OSError and tomllib.TOMLDecodeError."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return SimpleNamespace(**{name: SimpleNamespace(**table) for name, table in tables.items()})


@dataclass(frozen=True)
class Variant:
    """One handle: `left` for the left hand, `large` with plates over the caps."""

    name: str
    left: bool = False
    large: bool = False

    def y(self, value: float) -> float:
        """Where a feature of the right hand's handle is in this one, mm."""
        return 2 * BOARD_MIDDLE - value if self.left else value

    @property
    def outward(self) -> int:
        """The direction of y in which the fingers' side looks."""
        return -1 if self.left else 1


VARIANTS = {
    "right": Variant("right"),
    "left": Variant("left", left=True),
    "right-large": Variant("right-large", large=True),
    "left-large": Variant("left-large", left=True, large=True),
}
