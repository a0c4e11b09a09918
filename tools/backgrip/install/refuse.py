"""Which boards the plain files can go onto."""

from dataclasses import dataclass

from backgrip.connect import Console
from backgrip.image.sources import OLDEST
from backgrip.install.errors import Refused
from backgrip.install.pico_code import pico_code

MACHINE = "RP2040"
WITH_RADIO = "Pico W"  # its radio sits on the pins of the LED and of the battery reading


@dataclass(frozen=True)
class Found:
    """A board: its Python's name and version, its machine, the `.mpy` version it reads (0: none), the version of a
    Backgrip frozen into its image (""), and whether a file named grip lies where the folder must go."""

    python: str
    version: tuple[int, ...]
    machine: str
    mpy: int
    frozen: str
    in_the_way: bool


def survey(console: Console) -> Found:
    """Asks the board what it is; changes nothing. Raises ConnectError, Refused for an answer that is none."""
    answer = console.run(pico_code("survey"))
    try:
        python, version, machine, mpy, frozen, in_the_way = answer.split("\n")[:6]
        return Found(python, tuple(map(int, version.split())), machine, int(mpy), frozen, in_the_way == "1")
    except ValueError:
        raise Refused(f"The board's answer cannot be read: {answer[:80]!r}. Nothing was changed; try again.") from None


def refuse(board: Found) -> None:
    """Raises Refused unless the plain files can run on this board."""
    oldest = ".".join(map(str, OLDEST))
    version = ".".join(map(str, board.version))
    if board.python != "micropython":
        raise Refused(
            f"This board runs {board.python} {version}, not MicroPython. Nothing was changed.\n"
            "Put Backgrip's one-file image on it, which brings its own: backgrip flash"
        )
    if MACHINE not in board.machine or WITH_RADIO in board.machine:
        raise Refused(
            f"This is a {board.machine}. Backgrip is made for the plain Raspberry Pi Pico or Pico H ({MACHINE}).\n"
            "Nothing was changed. Is it the right board? Another port can be named with --port."
        )
    if board.frozen:
        raise Refused(
            f"This board runs Backgrip's one-file image, version {board.frozen}: files beside it would never be used.\n"
            "Nothing was changed. To update it, put the new image on it: backgrip flash"
        )
    if board.version < OLDEST:
        raise Refused(
            f"This board runs MicroPython {version}; Backgrip needs {oldest} or later. Nothing was changed.\n"
            "Put Backgrip's one-file image on it, which brings its own (backgrip flash), or a newer MicroPython."
        )
    if board.in_the_way:
        raise Refused(
            "A file of yours named grip lies where Backgrip's folder must go. Nothing was changed. Rename it:\n"
            "mpremote cp :/grip :/grip.txt + rm :/grip"
        )
