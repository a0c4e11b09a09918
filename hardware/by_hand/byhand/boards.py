"""What a hole of a board is joined to by the board alone, and where it is in millimetres, seen from above."""

import re
from functools import cached_property

from .layout import Board, Cut

PITCH = 2.54
METAL = 2.0  # mm: width of a strip, and of a breadboard's spring; between two of them there is 0.54 mm

Rect = tuple[float, float, float, float]  # left, top, right, bottom in mm


class Breadboard:
    """Columns of five holes above and below the trough, and two rails on each long side.

    The rails are taken as split in the middle, between columns 31 and 33, as they are on many boards with 830 holes.
    A layout that bridges the split works on both kinds. Rails have groups of five holes, columns 3-7, 9-13, ... 57-61.
    """

    ROWS = {row: index * PITCH for index, row in enumerate("jihgf")} | {
        row: (index + 7) * PITCH for index, row in enumerate("edcba")
    }  # e is 0.3 inch from f
    RAILS = {"T+": -5.6 * PITCH, "T-": -4.6 * PITCH, "B-": 15.6 * PITCH, "B+": 16.6 * PITCH}
    RAIL_WORDS = {"T+": "upper + rail", "T-": "upper − rail", "B-": "lower − rail", "B+": "lower + rail"}
    LAST_LEFT = 31  # the last rail hole before the split

    def __init__(self, board: Board):
        self.columns = board.columns

    def _parse(self, hole: str) -> tuple[int, str] | None:
        if found := re.fullmatch(r"(\d+)([a-j])", hole):
            column, row = int(found[1]), found[2]
        elif found := re.fullmatch(r"([TB][+-])(\d+)", hole):
            column, row = int(found[2]), found[1]
            if (column - 3) % 6 == 5 or not 3 <= column <= 61:
                return None
        else:
            return None
        return (column, row) if 1 <= column <= self.columns else None

    def why_not(self, hole: str) -> str:
        """Why no leg can go there, or nothing."""
        return "" if self._parse(hole) else f"{hole} is no hole of this board"

    def piece(self, hole: str) -> str:
        """The name of the metal under a hole. Raises ValueError for what is no hole."""
        parsed = self._parse(hole)
        if not parsed:
            raise ValueError(self.why_not(hole))
        column, row = parsed
        if row in self.RAILS:
            return f"{self.RAIL_WORDS[row]}, {'left' if column <= self.LAST_LEFT else 'right'} half"
        return f"column {column}, {'f to j' if row in 'fghij' else 'a to e'}"

    def at(self, hole: str) -> tuple[float, float]:
        column, row = self._parse(hole) or (0, "j")
        return (column - 1) * PITCH, {**self.ROWS, **self.RAILS}[row]

    def metal(self) -> dict[str, list[Rect]]:
        half = METAL / 2
        pieces = {}
        for column in range(1, self.columns + 1):
            x = (column - 1) * PITCH
            for first, last in (("j", "f"), ("e", "a")):
                where = (x - half, self.ROWS[first] - half, x + half, self.ROWS[last] + half)
                pieces[self.piece(f"{column}{first}")] = [where]
        return pieces


class Stripboard:
    """Strips A, B, ... from left to right, holes 1, 2, ... along each, counted from above; cuts at holes."""

    def __init__(self, board: Board, cuts: list[Cut]):
        self.columns, self.rows, self.cut_mm = board.columns, board.rows, board.cut_mm
        self.letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: self.rows]
        self.cuts = {hole for cut in cuts for hole in self.block(cut.holes)}

    def block(self, holes: str) -> list[str]:
        """``A18-B19`` -> A18, A19, B18, B19. Raises ValueError."""
        ends = [self._parse(hole) for hole in holes.split("-")]
        if not all(ends) or len(ends) > 2:
            raise ValueError(f"{holes} is no block of holes of this board")
        (top, left), (low, right) = ends[0], ends[-1]
        return [f"{self.letters[row]}{column}" for row in range(top, low + 1) for column in range(left, right + 1)]

    def _parse(self, hole: str) -> tuple[int, int] | None:
        found = re.fullmatch(r"([A-Z])(\d+)", hole)
        if not found or found[1] not in self.letters or not 1 <= int(found[2]) <= self.columns:
            return None
        return self.letters.index(found[1]), int(found[2])

    def why_not(self, hole: str) -> str:
        if not self._parse(hole):
            return f"{hole} is no hole of this board"
        return f"the copper at {hole} is cut away, there is nothing to solder to" if hole in self.cuts else ""

    @cached_property
    def _pieces(self) -> dict[str, tuple[int, int, int]]:
        """Name -> (row, first hole, last hole)."""
        found = {}
        for row, letter in enumerate(self.letters):
            start = 1
            for column in range(1, self.columns + 2):
                if column > self.columns or f"{letter}{column}" in self.cuts:
                    if column > start:
                        found[f"strip {letter}, {start} to {column - 1}"] = (row, start, column - 1)
                    start = column + 1
        return found

    @cached_property
    def _under(self) -> dict[str, str]:
        return {
            f"{self.letters[row]}{column}": name
            for name, (row, first, last) in self._pieces.items() for column in range(first, last + 1)
        }  # fmt: skip

    def piece(self, hole: str) -> str:
        if hole not in self._under:
            raise ValueError(self.why_not(hole))
        return self._under[hole]

    def at(self, hole: str) -> tuple[float, float]:
        row, column = self._parse(hole) or (0, 1)
        return (column - 1) * PITCH, row * PITCH

    def metal(self) -> dict[str, list[Rect]]:
        """Each piece ends where the cut beside it begins, or half a pitch after its last hole."""
        ends = PITCH - self.cut_mm / 2
        pieces = {}
        for name, (row, first, last) in self._pieces.items():
            y = row * PITCH
            left = (first - 1) * PITCH - (PITCH / 2 if first == 1 else ends)
            right = (last - 1) * PITCH + (PITCH / 2 if last == self.columns else ends)
            pieces[name] = [(left, y - METAL / 2, right, y + METAL / 2)]
        return pieces


def board_of(board: Board, cuts: list[Cut]) -> Breadboard | Stripboard:
    return Breadboard(board) if board.kind == "breadboard" else Stripboard(board, cuts)
