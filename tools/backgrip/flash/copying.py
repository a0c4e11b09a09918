"""Copies a UF2 onto a drive so that the Pico gets its blocks in the file's order, and tells what went wrong."""

import errno
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from backgrip.flash.drives import Drive, who_may
from backgrip.flash.errors import BROKEN_OFF, PERHAPS, FlashError
from backgrip.image.uf2 import BLOCK

PIECE = 64 * BLOCK  # between two looks; the first and the last block go alone
GONE_S = 15  # the ROM restarts a second after the last block; systems notice a few seconds later
LOOK_S = 0.1
_QUOTA = getattr(errno, "EDQUOT", errno.ENOSPC)  # Windows has none
_REFUSED = (errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOSPC, _QUOTA, errno.EFBIG)  # nothing was sent
UNHARMED = "Nothing was written: the Pico has what it had."


def copy(raw: bytes, drive: Drive, name: str, tick: Callable[[str], None]) -> bool:
    """Copies `raw` to `name` on the drive; `tick` hears the percentage.

    Returns False if the system reported a fault for the very last block only: whether the Pico has it, only the Pico
    can tell. Raises FlashError for every other fault.
    """
    path = drive.folder / name
    done = 0
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o644)
    except OSError as why:
        raise _in_words(why, drive, UNHARMED) from None
    try:
        for piece in pieces(raw):
            try:
                _write(file, piece)
                if done + len(piece) < len(raw) and not drive.present():
                    raise OSError(errno.ENODEV, "the drive vanished")
            except OSError as why:
                if done + len(piece) == len(raw) and why.errno not in _REFUSED:
                    return False  # the ROM may have restarted before the system had its answer
                after = BROKEN_OFF if done else UNHARMED if why.errno in _REFUSED else PERHAPS
                raise _in_words(why, drive, after) from None
            done += len(piece)
            tick(f"{100 * done // len(raw)}%")
        return True
    finally:
        _close(file)


def pieces(raw: bytes) -> Iterator[bytes]:
    """The first block alone, the last block alone, larger pieces in between."""
    yield raw[:BLOCK]
    for at in range(BLOCK, len(raw) - BLOCK, PIECE):
        yield raw[at : min(at + PIECE, len(raw) - BLOCK)]
    if len(raw) > BLOCK:
        yield raw[-BLOCK:]


def wait_gone(drive: Drive) -> None:
    """Waits until the drive has vanished, which says that the Pico has every block. Raises FlashError if it stays."""
    deadline = time.monotonic() + GONE_S
    while drive.present():
        if time.monotonic() > deadline:
            raise FlashError(
                f"Everything was copied, but the drive at {drive.folder} does not go away: the Pico misses a part.\n"
                f"{BROKEN_OFF}"
            )
        time.sleep(LOOK_S)


def _write(file: int, piece: bytes) -> None:
    """Returns when the piece is on the drive."""
    while piece:
        piece = piece[os.write(file, piece) :]
    os.fsync(file)


def _close(file: int) -> None:
    try:
        os.close(file)
    except OSError:
        pass  # a drive that is gone


def _in_words(why: OSError, drive: Drive, after: str) -> FlashError:
    """What happened, and `after`: what that means for the Pico."""
    where = drive.folder
    if why.errno == errno.EROFS:
        return FlashError(
            f"The drive at {where} is read-only. {after}\n"
            "Unplug the Pico, plug it in with BOOTSEL held down, and repeat the command. If it stays read-only, a\n"
            "rule of this computer forbids writing to USB drives: use another one."
        )
    if why.errno in (errno.EACCES, errno.EPERM):
        return FlashError(f"The drive at {where} may not be written. {after}\n{who_may(where)}")
    if why.errno in (errno.ENOSPC, _QUOTA, errno.EFBIG):
        return FlashError(
            f"The drive at {where} is full ({why.strerror}). {after}\n"
            "A Pico's drive is always empty after plugging in: unplug it, plug it in with BOOTSEL held down, and\n"
            "repeat the command. If you named the drive yourself, is it the Pico's?"
        )
    if drive.present():
        return FlashError(f"The drive at {where} cannot be written: {why.strerror or why}.\n{after}")
    return FlashError(
        f"The drive at {where} vanished before everything was on it ({why.strerror or why}): the cable came out or\n"
        f"has a loose contact.\n{after}"
    )


def name_on_drive(path: Path) -> str:
    """A name that any drive takes."""
    return path.name if path.suffix.lower() == ".uf2" else "backgrip.uf2"
