"""`backgrip cameras` and `backgrip camera NAME`."""

import json
import sys
from enum import Enum
from typing import Annotated

import typer
from rich.console import Console

from backgrip.cameras import listing
from backgrip.cameras.book import read_book
from backgrip.cameras.lookup import Folders, Name, folders_read, look_up
from backgrip.cameras.show import Sheet, data

COLUMNS = 100  # in a file or a pipe; a terminal knows its own width
Sure = Enum("Sure", {name: name for name in listing.EVIDENCE}, type=str)
Port = Enum("Port", {name: name for name in listing.PORTS}, type=str)
Json = Annotated[bool, typer.Option("--json", help="For programs.")]


def cameras(
    brand: Annotated[str | None, typer.Option(help="Only this brand.")] = None,
    connector: Annotated[
        str | None, typer.Option(help='Only this remote system, by its key or by a remote: "canon-e3", "MC-DC2".')
    ] = None,
    needs_focus: Annotated[
        bool | None, typer.Option(help="Only bodies that ignore SHUTTER unless FOCUS is closed, or only the others.")
    ] = None,
    evidence: Annotated[
        Sure | None, typer.Option(help="Only bodies known this well, by the weaker of socket and behaviour.")
    ] = None,
    port: Annotated[
        Port | None, typer.Option(help="Only bodies with a wired release, without one, or where nobody knows.")
    ] = None,
    as_json: Json = False,
    folder: Folders = None,
) -> None:
    """List the cameras that the grip knows. In a pipe: a line a body, cells parted by tabs."""
    sure = listing.EVIDENCE[evidence.value] if evidence else None
    try:
        found = listing.rows(
            read_book(*folders_read(folder)), brand, connector, needs_focus, sure, port.value if port else None
        )
    except listing.NoSuch as error:
        raise typer.BadParameter(str(error)) from None
    if as_json:
        typer.echo(json.dumps([one.data() for one in found], indent=2))
    elif not found:
        typer.echo("No camera in the data fits all of that.", err=True)
    elif sys.stdout.isatty():
        listing.table(found, Console(highlight=False, markup=False))
    else:
        typer.echo(listing.lines(found), nl=False)


def camera(name: Name, as_json: Json = False, folder: Folders = None) -> None:
    """Show one camera: socket and cable, behaviour, menus, and how sure each fact is.

    Exit codes: 0 done, 1 no such camera, or several, or a camera file that cannot be used.
    """
    book, body = look_up(name, folder)
    if as_json:
        typer.echo(json.dumps(data(book, body), indent=2))
        return
    console = Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else COLUMNS)
    with console.capture() as told:
        Sheet(book, body, console).show()
    typer.echo("\n".join(line.rstrip() for line in told.get().splitlines()))
