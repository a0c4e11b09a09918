"""A board under way in a story: the hooked copy of the firmware, driven in small steps."""

import functools
from binascii import crc32
from dataclasses import dataclass, field

from backgrip.board import Board
from backgrip.firmware import settings_file

from soak.hooks import Hooked, Probe

WATCHDOG = 0x40058000
SCRATCH0 = WATCHDOG + 0x0C
READY_MS = 130

# Waits that the copy cuts short, so that what comes after them is reached in seconds. No statement is changed.
_SHORTER = {
    "grip/guard.py": [("SOUND_AFTER_MS = 60_000", "SOUND_AFTER_MS = 1_000")],
    "grip/powerup.py": [("STUCK_MS = 10_000", "STUCK_MS = 3_000")],
    "grip/settings.py": [  # the defaults, which plain mode lives by
        ('"focus_limit_s", 300,', '"focus_limit_s", 5,'),
        ('"shutter_limit_s", 1800,', '"shutter_limit_s", 5,'),
    ],
}


def _shorten(file, text):
    for old, new in _SHORTER.get(file, []):
        assert text.count(old) == 1, f"{file} has no {old}"
        text = text.replace(old, new)
    return text


@functools.cache
def copy():
    """The firmware with hooks and shorter waits."""
    return Hooked(_shorten)


class Walk:
    """A board under way in a story. `stopped` is set by who wants no more of it: `run` then raises Stopped."""

    def __init__(self, board, probe):
        self.board, self.probe = board, probe
        self.stopped = False

    def run(self, ms):
        self.board.run(ms=ms)
        self.look()

    def look(self):
        if self.stopped:
            raise Stopped

    def press(self, button, ms):
        self.board.press(button)
        self.run(ms)

    def release(self, button, ms):
        self.board.release(button)
        self.run(ms)

    def tap(self, button, ms, then_ms):
        self.press(button, ms)
        self.release(button, then_ms)

    def restart(self, word):
        """Restarts the chip with `word` where the guard keeps its count."""
        self.board.rp2040.write_uint32(SCRATCH0, word)
        self.board.rp2040.write_uint32(WATCHDOG, 1 << 31)  # as machine.reset() does
        self.run(READY_MS)

    def order(self, file, text, what):
        """Has the probe do `what` once at the first statement of `file` whose line holds `text`."""
        self.probe.orders[copy().number(file, text)] = [what, 1]

    def ask(self, *words, ms=100):
        for word in words:
            text = f"1 {word}"
            self.board.send(f"!{text}*{crc32(text.encode()) & 0xFFFF:04x}\n")
            self.run(ms)


class Stopped(Exception):
    """The story goes no further."""


@dataclass(frozen=True)
class Story:
    name: str
    play: object
    stored: bytes = field(default_factory=settings_file)
    board: dict = field(default_factory=dict)
    shoots: bool = True  # False: it ends in maintenance, by the owner's wish

    def begin(self, image=None):
        board = Board((image or copy()).uf2, files={"backgrip.json": self.stored}, **self.board)
        return Walk(board, Probe(board))
