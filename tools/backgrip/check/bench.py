"""One run of the check: the console, whoever answers, and what was read so far."""

from dataclasses import dataclass, field
from typing import Protocol

from backgrip.check.board_code import answer, fill
from backgrip.connect.console import ANSWER_S
from backgrip.firmware import module


class Runs(Protocol):
    """Something that runs Python on the board (`connect.Console`)."""

    def run(self, code: str, answer_s: float = ANSWER_S) -> str:
        """Returns what the code printed."""


class Ask(Protocol):
    """The person with the grip."""

    def tell(self, text: str) -> None:
        """Says something that needs no answer."""

    def ready(self, text: str) -> None:
        """Says what to do and waits until it is done."""

    def choose(self, question: str, answers: dict[str, str]) -> str:
        """Asks; `answers` is letter: words. Returns the letter."""

    def number(self, question: str, words: dict[str, str]) -> float | str:
        """Asks for a figure; a key of `words` may be answered instead."""


@dataclass
class Bench:
    """What the steps share. `pins` are the grip's own, so a grip wired another way is checked as it is wired."""

    console: Runs
    ask: Ask | None = None
    pins: dict[str, int] = field(default_factory=dict)
    debounce_ms: int = 8
    plug: bool = False  # the loop-back plug is in

    def board(self, code: str, busy_ms: int = 0, **values: object):
        """Runs a piece of `board_code`, which takes `busy_ms`, and returns what it measured. Raises Problem."""
        return answer(self.console.run(fill(code, **values), answer_s=ANSWER_S + busy_ms / 1000))

    def take_pins(self, of_board: dict[str, int]) -> None:
        """Takes the board's pin map; what an older firmware does not name is as in ours."""
        ours = module("pins")
        self.pins = {name: getattr(ours, name) for name in dir(ours) if name.isupper()} | of_board

    @property
    def lines(self) -> list[int]:
        """FOCUS and SHUTTER."""
        return [self.pins["FOCUS"], self.pins["SHUTTER"]]

    @property
    def buttons(self) -> list[int]:
        """Thumb and index."""
        return [self.pins["THUMB"], self.pins["INDEX"]]

    @property
    def sense(self) -> list[int]:
        """The loop-back plug's ring, tip and sleeve."""
        return [self.pins["SENSE_FOCUS"], self.pins["SENSE_SHUTTER"], self.pins["SENSE_COMMON"]]
