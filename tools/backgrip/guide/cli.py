"""`backgrip guide NAME`: shows the sheet, or writes it as a page."""

import errno
import json
import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from backgrip.cameras.lookup import Folders, Name, look_up
from backgrip.guide.advice import advise
from backgrip.guide.page import page
from backgrip.guide.sheet import as_data
from backgrip.guide.terminal import show
from backgrip.problem import Problem
from backgrip.version import VERSION
from backgrip.whole import written_whole

COLUMNS = 100  # of a log; a terminal knows its own width
PLAIN = {
    errno.EACCES: "you may not write there",
    errno.EISDIR: "that is a folder, not a file",
    errno.ENOENT: "there is no such folder",
    errno.ENOSPC: "the disk is full",
    errno.ENOTDIR: "there is no such folder",
    errno.EROFS: "nothing can be written on that disk",
}


def guide(
    name: Name,
    html: Annotated[Path | None, typer.Option("--html", help="Write the sheet as one page, to read or print.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The sheet as JSON, for other programs.")] = False,
    folder: Folders = None,
) -> None:
    """The set-up sheet for your camera: will it work, which cable, what to set, what the fingers do, how to check it.

    Exit codes: 0 done, 1 no such camera or the file cannot be written (the reason is told).
    """
    book, body = look_up(name, folder)
    sheet = advise(book, body)
    if html is not None:
        _write(html, page(sheet, book, VERSION))
    if as_json:
        typer.echo(json.dumps(as_data(sheet), ensure_ascii=False, indent=2))
    elif html is None:
        show(sheet, Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else COLUMNS))
    if html is not None:
        typer.echo(f"Wrote {html}: the sheet for the {body.title}.", err=as_json)


def _write(path: Path, text: str) -> None:
    """Writes the file whole or not at all. Raises Problem where it cannot be written."""
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        with written_whole(path) as temporary:
            temporary.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        reason = PLAIN.get(error.errno, error.strerror or str(error))
        raise Problem(f"{path} was not written: {reason}. Name another place with --html.") from None
