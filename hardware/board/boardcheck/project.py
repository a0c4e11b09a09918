"""Where the board's files are, and the one error of these checks."""

from dataclasses import dataclass
from pathlib import Path

BOARD = Path(__file__).resolve().parents[1]
ROOT = BOARD.parents[1]


class CheckError(Exception):
    """Something keeps the checks from running: a tool is missing, a file cannot be read. Says what to do."""


@dataclass(frozen=True)
class Project:
    """A board's folder; the tests hand in a copy with a fault seeded."""

    folder: Path = BOARD
    pins: Path = ROOT / "firmware" / "grip" / "pins.py"

    @property
    def schematic(self) -> Path:
        return self.folder / "grip.kicad_sch"

    @property
    def board(self) -> Path:
        return self.folder / "grip.kicad_pcb"

    @property
    def settings(self) -> Path:
        return self.folder / "grip.kicad_pro"

    @property
    def rules(self) -> Path:
        return self.folder / "grip.kicad_dru"

    @property
    def outputs(self) -> Path:
        return self.folder / "outputs"
