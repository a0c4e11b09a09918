"""What INFO_UF2.TXT on a drive says: which boot loader it is, and of which chip."""

from dataclasses import dataclass
from pathlib import Path

from backgrip.flash.errors import FlashError

NAME = "INFO_UF2.TXT"
RP2040, RP2350 = "RPI-RP2", "RP2350"  # Board-ID
_LONGEST = 4096  # bytes; the RP2040's has 62


@dataclass(frozen=True)
class Info:
    """The first line, and what follows `Model:` and `Board-ID:`; empty where nothing does."""

    loader: str
    model: str
    board: str

    @property
    def title(self) -> str:
        """How to call it."""
        return self.model or self.board or self.loader or "an unknown board"


def parse(text: str) -> Info:
    """Takes any text; what it does not say stays empty."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    said = {}
    for line in lines:
        name, _, value = line.partition(":")
        said[name.strip().casefold()] = value.strip()
    return Info(lines[0] if lines else "", said.get("model", ""), said.get("board-id", ""))


def read(folder: Path) -> Info | None:
    """What the drive at `folder` says, None if it is none of a boot loader.

    Raises PermissionError if it may not be looked at.
    """
    try:
        with (folder / NAME).open("rb") as file:
            return parse(file.read(_LONGEST).decode("utf-8", "replace"))
    except PermissionError:
        raise
    except OSError:  # not there, a card reader without a card, a drive just going away
        return None


def refuse_other_boards(info: Info, where: Path) -> None:
    """Raises FlashError unless the drive is that of an RP2040, for which the image is."""
    if info.board == RP2040:
        return
    if info.board == RP2350:
        raise FlashError(
            f"The drive at {where} is a Pico 2 or another board with the RP2350 chip. The image is for the RP2040 of\n"
            "the Raspberry Pi Pico and does not run there. Nothing was written. Use a Pico or a Pico H."
        )
    raise FlashError(
        f"The drive at {where} is no Raspberry Pi Pico: its {NAME} says {info.title!r}, board {info.board!r}.\n"
        "Nothing was written. Unplug that board, or name the Pico's drive: --drive FOLDER"
    )
