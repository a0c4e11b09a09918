"""Which legs the metal of the board, the wires and the parts' own insides join."""

from .boards import Breadboard, Stripboard
from .kinds import KINDS
from .layout import Layout, Part


class Joined:
    """Follows the metal. `legs` is (part.pin, hole) of every leg that sits in metal, by group."""

    def __init__(self, layout: Layout, board: Breadboard | Stripboard):
        self.board = board
        self._above: dict[str, str] = {}
        self.legs: list[tuple[str, str]] = []
        for wire in layout.wire:
            if not any(board.why_not(hole) for hole in wire.ends()):
                self._join(board.piece(wire.start), board.piece(wire.end))
        for part in layout.part:
            self._place(part)

    def _place(self, part: Part) -> None:
        sound = [(pin, hole) for pin, hole in part.holes() if not self.board.why_not(hole)]
        first: dict[str, str] = {}
        for pin, hole in sound:
            self.legs.append((f"{part.ref}.{pin}", hole))
            contact = "inside" if pin in KINDS[part.kind].inside else pin
            self._join(first.setdefault(contact, self.board.piece(hole)), self.board.piece(hole))

    def _top(self, piece: str) -> str:
        while self._above.get(piece, piece) != piece:
            piece = self._above[piece]
        return piece

    def _join(self, one: str, other: str) -> None:
        self._above[self._top(one)] = self._top(other)

    def group(self, hole: str) -> str:
        """The same word for every hole that is joined to this one."""
        return self._top(self.board.piece(hole))

    def groups(self) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = {}
        for pin, hole in self.legs:
            found.setdefault(self.group(hole), []).append((pin, hole))
        return found

    def pieces(self) -> dict[str, list[str]]:
        """Group -> the pieces of metal in it, those without a leg or wire included."""
        found: dict[str, list[str]] = {}
        for piece in self.board.metal():
            found.setdefault(self._top(piece), []).append(piece)
        return found
