"""Looks up the body that somebody typed, or stops with words that help. Every command that takes a NAME uses this."""

from pathlib import Path
from typing import Annotated

import platformdirs
import typer

from backgrip.cameras.book import Body, Book, read_book
from backgrip.cameras.search import Found, find
from backgrip.problem import Problem

# What such a command declares: `name: Name, folder: Folders = None`.
Name = Annotated[str, typer.Argument(help='The camera, as you would say it: "t3i", "a7 III", "d 850".')]
Folders = Annotated[
    list[Path] | None,
    typer.Option("--folder", envvar="BACKGRIP_CAMERAS", help="A folder of camera files of your own; may be repeated."),
]



def own_folder() -> Path:
    """Where this computer's user keeps camera files; `backgrip probe` writes them there. It need not exist."""
    return Path(platformdirs.user_data_dir("backgrip", appauthor=False)) / "cameras"


def folders_read(folders: list[Path] | None) -> list[Path]:
    """The folders to read besides the package's own files: the user's, then those that were named."""
    own = own_folder()
    return [*([own] if own.is_dir() else []), *(folders or ())]


SHOWN = 8  # of a long list; the rest is a command away
_NEXT = (
    "`backgrip cameras` lists all that are known. For a body nobody has described, `backgrip probe` finds out how it\n"
    "behaves, in ten minutes."
)


class UnknownCamera(Problem):
    """The name names no body, or several. `str(error)` is ready to print; `suggestions` are titles, best first."""

    def __init__(self, text: str, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(text)
        self.suggestions = suggestions


def look_up(name: str, folders: list[Path] | None = None) -> tuple[Book, Body]:
    """The book and the body that `name` means; `folders` hold further camera files of one's own, later ones win.

    Raises UnknownCamera, and CameraDataError for a file that cannot be used.
    """
    book = read_book(*folders_read(folders))
    found = find(book, name)
    if found.body is None:
        titles = tuple(body.title for body in found.others)
        raise UnknownCamera(_say(name, found), titles)
    return book, found.body


def _say(name: str, found: Found) -> str:
    lines = [f"  {body.title}" + (f" ({', '.join(body.also)})" if body.also else "") for body in found.others]
    if found.ambiguous:
        return "\n".join([f'"{name}" may be any of these; which one is it?', *lines[:SHOWN], *_more(found)])
    if lines:
        return "\n".join([f'There is no camera "{name}" in the data. Did you mean:', *lines, _NEXT])
    return f'There is no camera "{name}" in the data, nor one like it.\n{_NEXT}'


def _more(found: Found) -> list[str]:
    if len(found.others) <= SHOWN:
        return []
    brands = {body.brand for body in found.others}
    only = f' --brand "{found.others[0].brand}"' if len(brands) == 1 else ""
    return [f"  and {len(found.others) - SHOWN} more: `backgrip cameras{only}` lists them."]
