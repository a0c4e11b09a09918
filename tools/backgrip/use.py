"""`backgrip use NAME`: the camera's profile into the settings of a connected grip, or into a file to copy."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from backgrip.cameras.book import NO_PORT, UNKNOWN_PORT, Body
from backgrip.cameras.lookup import Folders, Name, look_up
from backgrip.connect import ConnectError, find_port, open_console, read_settings, write_settings
from backgrip.connect.errors import NoGrip
from backgrip.connect.option import Port
from backgrip.firmware import module
from backgrip.whole import written_whole

DEFAULT_FROM = "the grip's default"


def use(
    name: Name,
    port: Port = None,
    file: Annotated[
        Path | None, typer.Option(help="Write a settings file to copy later, instead of a connected grip's settings.")
    ] = None,
    folder: Folders = None,
) -> None:
    """Set a grip up for your camera: writes what the camera wants on its two lines into the grip's settings.

    The grip is stopped for a moment (both lines open), its settings are changed and read back, and it starts again.
    Your own settings (tap time, limits, dark lamp) stay as they are.

    Exit codes: 0 done, 1 it did not work (the reason is told), 2 wrong usage, 130 Ctrl-C.
    """
    _, body = look_up(name, folder)
    out = Console(highlight=False, markup=False)
    _stop_without_port(body)
    wanted = profile_of(body)
    if file is not None:
        write_file(file, wanted)
        out.print(_told(body, wanted, None))
        out.print(f"Wrote {file}. Copy it onto the grip, which starts again with it:")
        out.print(f"  mpremote cp {file} :/backgrip.json + reset", soft_wrap=True)
        return
    try:
        found = find_port(port)
    except NoGrip as error:
        later = f'backgrip use "{body.title}" --file backgrip.json'
        raise NoGrip(f"{error}\nTo write a settings file now and copy it later: {later}") from None
    with open_console(found) as console:
        before = read_settings(console).values
        write_settings(console, wanted)
    out.print(_told(body, wanted, before))
    out.print(f"The grip is set up for the {body.title}, read back and started again.")
    out.print(f'What to set on the camera: backgrip guide "{body.title}"')


def profile_of(body: Body) -> dict[str, object]:
    """Every profile field for this body: what its data say, else the grip's default."""
    return {field[0]: field[1] for field in module("profile").FIELDS} | body.profile()


def write_file(path: Path, changes: dict[str, object]) -> None:
    """Writes a settings file, or changes one that is there and keeps all else in it. Whole or not at all.

    Raises ConnectError if what is there is no settings file that this version can use, or cannot be written.
    """
    settings = module("settings")
    kept = {}
    try:
        if path.exists():
            text = path.read_text(encoding="utf-8")
            settings.parse(text)
            kept = json.loads(text)["settings"]
    except (OSError, ValueError) as why:
        raise ConnectError(f"Nothing was written: {path} is there and no settings file to change ({why}).") from None
    values = {**kept, **changes}
    stored = {"version": settings.VERSION, "settings": values, "crc": settings.checksum(values)}
    try:
        with written_whole(path) as temporary:
            temporary.write_text(json.dumps(stored), encoding="utf-8")
    except OSError as why:
        raise ConnectError(f"Nothing was written: {path}: {why.strerror or why}.") from None


def _stop_without_port(body: Body) -> None:
    if body.port.is_ == NO_PORT:
        raise ConnectError(
            f"The {body.title} has no wired release, so a grip cannot work on it. Nothing was changed.\n"
            f"{body.instead.is_}\nMore: backgrip guide \"{body.title}\""
        )
    if body.port.is_ == UNKNOWN_PORT:
        typer.secho(
            f"Nobody has told us which remote socket the {body.title} has. Look for it before you rely on the grip.",
            fg="yellow",
            err=True,
        )


def _told(body: Body, wanted: dict[str, object], before: dict[str, object] | None) -> Table:
    """What was set, and how sure it is."""
    table = Table(title=f"Profile of the {body.title}", title_justify="left")
    for column in ("setting", "was", "is", "how sure") if before else ("setting", "is", "how sure"):
        table.add_column(column)
    for name, value in wanted.items():
        fact = body.profile_facts.get(name)
        sure = fact.evidence.value if fact else DEFAULT_FROM
        was = [_shown(before[name])] if before else []
        table.add_row(name, *was, _shown(value), sure)
    return table


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "not used" if value is None else str(value)
