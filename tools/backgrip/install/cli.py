"""`backgrip install`: the plain files onto a Pico that runs MicroPython."""

from typing import Annotated

import typer

from backgrip.connect import find_port, open_console
from backgrip.connect.option import Port
from backgrip.image.progress import note, step
from backgrip.install.answer import answers
from backgrip.install.bar import bar
from backgrip.install.errors import InstallError
from backgrip.install.put_on import Done, put_on
from backgrip.version import VERSION


def install(
    port: Port = None,
    source: Annotated[
        bool, typer.Option("--source", help="Put .py files on it, to change them there; it then starts in a second.")
    ] = False,
) -> None:
    """Put Backgrip onto a Pico that runs MicroPython 1.24 or later, or update it there.

    Every file is checked before the old version goes. Settings, the fault log and files of your own stay. Pull the
    cable or press Ctrl-C at any moment: the grip then has the version it had, or the new one, whole.

    Take the camera off first. For a Pico without MicroPython use backgrip flash instead, which needs nothing on it.

    Exit codes: 0 done, 1 it did not work (the reason is told), 2 wrong usage, 130 Ctrl-C.
    """
    where = find_port(port)
    try:
        with open_console(where) as console:
            done = put_on(console, source, bar)
    except KeyboardInterrupt:
        note("Interrupted. The board starts again within 10 s, with what it had or with the new version, whole.")
        raise
    if done.why:
        note(done.why)
    with step("Starting it"):
        runs = answers(where, VERSION)
    if not runs:
        raise InstallError(
            f"Backgrip {VERSION} is on the board at {where}, every file checked, but it has not answered yet.\n"
            "Switch it off and on. If it shows five flashes every 3 s it runs in plain mode; switching off ends that."
        )
    for line in _told(done, where):
        typer.echo(line)


def _told(done: Done, where: str) -> list[str]:
    if done.already:
        return [f"Backgrip {VERSION} was on the board at {where} already, every file checked. It runs."]
    kept = [f"What was there before as {_before(path)} is kept as {path}." for path in done.kept]
    return [
        f"Backgrip {VERSION} is on the board at {where} ({done.kind} files, every one checked). It runs: it was asked.",
        *kept,
        "Next, tell it which camera it is for: backgrip use NAME",
    ]


def _before(path: str) -> str:
    return f"{path.partition('.kept')[0]}.py"
