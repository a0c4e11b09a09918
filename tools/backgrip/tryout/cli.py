"""`backgrip try`: plays the story, tells it, checks it, draws it."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import typer
from rich.console import Console

from backgrip.image import BuildFailed, NoToolchain, frozen_uf2, stock_uf2
from backgrip.image.plain import plain_files
from backgrip.image.progress import note, step
from backgrip.image.released import released_uf2
from backgrip.tryout.picture import picture
from backgrip.tryout.player import PlayFailed, play_all
from backgrip.tryout.scenes import Film, film
from backgrip.tryout.story import STORY
from backgrip.tryout.timeline import sum_up, tell
from backgrip.tryout.waveform import write_waveform
from backgrip.version import ROOT, VERSION
from backgrip.whole import written_whole

BUILD = ROOT / "build"
COLUMNS = 100  # of a log; a terminal knows its own width


def tryout() -> None:
    """Play a photographer's minute on the emulated Pico, check it against the contract, and draw it.

    Exit codes: 0 all is as the contract says, 1 something departs from it or could not be run, 130 Ctrl-C.
    """
    uf2, files, what = _program()
    with step("Playing the story on emulated Picos") as how_far:
        try:
            recordings = play_all(STORY, uf2, files, how_far)
        except PlayFailed as error:
            note(f"The emulation stopped: {error}")
            raise typer.Exit(1) from None
    told = film(STORY, recordings)
    console = Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else COLUMNS)
    tell(told, console)
    sum_up(told, console)
    for name in save(told, what, BUILD):
        console.print(f"Wrote {_shown(name)}", soft_wrap=True)
    if told.departures:
        raise typer.Exit(1)


def _program() -> tuple[Path, dict[str, bytes], str]:
    """(image, its files, name) of what is to run: the image a user flashes, else plain files on a stock one."""
    if released := released_uf2():
        return released, {}, _shown(released)
    image = BUILD / f"backgrip-{VERSION}.uf2"
    try:
        # No files, but a file system: the very first power-up after flashing makes one, later ones find it.
        return frozen_uf2(out=image), {}, _shown(image)
    except NoToolchain as error:
        note(f"{error}\nNo image can be built here, so this is not the image you would flash:")
    uf2 = stock_uf2()
    try:
        files, kind = plain_files(), ".mpy"
    except BuildFailed:
        files, kind = plain_files(compiled=False), ".py"
    note(f"the plain files of firmware/, as {kind}, run on a stock MicroPython instead.")
    return uf2, files, f"the plain files, as {kind}, on a stock MicroPython"


def save(told: Film, what: str, folder: Path) -> Iterator[Path]:
    """Writes `try.svg` and `try.vcd`, each whole or not at all. `what` names the program recorded."""
    folder.mkdir(parents=True, exist_ok=True)
    with written_whole(folder / "try.svg") as path:
        path.write_text(picture(told, what), encoding="utf-8")
    yield folder / "try.svg"
    with written_whole(folder / "try.vcd") as path:
        write_waveform(told, path)
    yield folder / "try.vcd"


def _shown(path: Path) -> str:
    """A path as the user would type it."""
    return os.path.relpath(path)
