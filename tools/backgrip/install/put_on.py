"""A whole installation."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from backgrip.connect import Console
from backgrip.connect.errors import Unplugged
from backgrip.image.errors import BuildFailed
from backgrip.image.plain import plain_files
from backgrip.install.errors import InstallError
from backgrip.install.refuse import Found, refuse, survey
from backgrip.install.session import Session

MPY_VERSION = 1  # the byte of an .mpy file that says which MicroPythons read it

# A bar of so many steps with a title; yields what moves it on.
Bar = Callable[[str, int], AbstractContextManager[Callable[[int], None]]]


@dataclass(frozen=True)
class Done:
    """What came of it. `kind` is ".mpy" or ".py", `why` a sentence if that is not what was asked for, `kept` the copies
    of the owner's boot.py and main.py, `already` whether nothing had to be done."""

    kind: str
    why: str
    kept: tuple[str, ...]
    already: bool


def put_on(console: Console, source: bool, bar: Bar) -> Done:
    """Installs the plain files, as .py if `source`. Raises Refused, InstallError, ConnectError; the board then has the
    version it had, or the new one whole."""
    board = survey(console)
    refuse(board)
    files, kind, why = files_for(board, source)
    try:
        with Session(console) as session:
            session.tidy()
            already = session.has(files)
            kept = () if already else _replace(session, files, bar)
    except Unplugged as error:
        raise InstallError(
            f"{error}\nSwitched on again, it runs the version it had or the new one: never a part of one."
        ) from None
    return Done(kind, why, kept, already)


def _replace(session: Session, files: dict[str, bytes], bar: Bar) -> tuple[str, ...]:
    session.make_sure_of_room(files)
    with bar("Copying", sum(len(content) for path, content in files.items() if "/" in path)) as copied:
        session.stage(files, copied)
    kept = [session.put(name, files[name]) for name in ("boot.py", "main.py")]
    session.switch()
    session.tidy()
    return tuple(path for path in kept if path)


def files_for(board: Found, source: bool) -> tuple[dict[str, bytes], str, str]:
    """(files, ".mpy" or ".py", why not .mpy): .mpy unless `source`, or unless they cannot be had for this board."""
    if not source:
        try:
            files = plain_files()
        except BuildFailed as error:
            why = str(error)
        else:
            theirs = files["grip/app.mpy"][MPY_VERSION]
            if theirs == board.mpy:
                return files, ".mpy", ""
            why = f"This MicroPython reads .mpy files of version {board.mpy}, ours are of version {theirs}."
        return plain_files(compiled=False), ".py", f"{why}\nThe .py files go on instead: the grip starts in a second."
    return plain_files(compiled=False), ".py", ""
