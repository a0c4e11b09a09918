"""`backgrip sessions`."""

import os
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from backgrip import readme
from backgrip.board import BoardError, CaseFailed
from backgrip.cameras.book import CameraDataError, read_book
from backgrip.firmware import ROOT, need_checkout
from backgrip.image import frozen_uf2
from backgrip.image.progress import note
from backgrip.image.released import released_uf2
from backgrip.problem import Problem
from backgrip.sessions.block import block, publish, published
from backgrip.sessions.bodies import shooters
from backgrip.sessions.picture import draw_picture
from backgrip.sessions.plan import shoot_all
from backgrip.sessions.result import Results, SessionsFileError, write_whole
from backgrip.sessions.table import show
from backgrip.sessions.verdict import promises

LOG_WIDTH = 100  # characters, where no terminal says how wide it is
README = ROOT / "README.md"


def sessions(
    only: Annotated[list[str] | None, typer.Option(help="A class of cameras; may be given again.")] = None,
    out: Annotated[Path, typer.Option(help="The folder for sessions.json and sessions.svg.")] = ROOT / "build",
    jobs: Annotated[int, typer.Option(min=1, help="Emulated grips side by side.")] = min(os.cpu_count() or 1, 8),
    take: Annotated[bool, typer.Option("--publish", help="Put the result into the README as well.")] = False,
    replay: Annotated[
        bool, typer.Option(help="Take the grip's lines from the published run where nothing of theirs has changed.")
    ] = False,
) -> None:
    """Shoot six scenes four ways: the camera's own buttons and the grip's, on virtual cameras of every class.

    Exit codes: 0 done, 1 something that must hold does not or it could not be run, 130 Ctrl-C.
    """
    began = time.monotonic()
    try:
        found = _shoot(tuple(only or ()), jobs, take, replay)
        found.write(out / "sessions.json")
        write_whole(out / "sessions.svg", draw_picture(found))
    except BrokenProcessPool:
        _fail("An emulation ended without a word; most likely this machine is short of memory. Try --jobs 1.")
    except (BoardError, CaseFailed, CameraDataError, Problem, SessionsFileError, OSError) as error:
        _fail(error)
    console = Console(width=None if sys.stdout.isatty() else LOG_WIDTH)
    show(found, console)
    took = time.monotonic() - began
    typer.echo(f"\n{out / 'sessions.json'} and {out / 'sessions.svg'} written, {took:.0f} s in all.")
    if not all(promise.holds for promise in promises(found)):
        _fail("Something that must hold does not: see above.")
    if take:
        _publish(found)


def _shoot(only: tuple[str, ...], jobs: int, take: bool, replay: bool) -> Results:
    book = read_book()
    unknown = [key for key in only if key not in book.classes]
    if unknown:
        raise Problem(f"there is no class {', '.join(unknown)}; there are {', '.join(book.classes)}")
    if take:
        need_checkout("Publishing")
    if only and take:
        raise Problem("only a run with every class of cameras is published: leave --only or --publish out")
    known = published().recordings if replay else ()
    note("Playing six scenes on emulated grips; about four minutes on two processors, all classes together.")
    return shoot_all(released_uf2() or frozen_uf2(), shooters(book, only), workers=jobs, known=known)


def _publish(found: Results) -> None:
    """The published files, and the README's block."""
    for path in publish(found):
        typer.echo(f"{path} written.")
    try:
        write_whole(README, readme.filled(README.read_text(encoding="utf-8"), {"sessions": block(found)}))
    except ValueError as error:
        _fail(f"{README}: {error}")
    typer.echo(f"{README} written.")


def _fail(error) -> None:
    typer.secho(str(error), fg="red", err=True)
    raise typer.Exit(1)
