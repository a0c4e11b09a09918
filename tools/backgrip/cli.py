"""The command line `backgrip` (also `python -m backgrip`)."""

import sys

import typer

from backgrip.bench.cli import bench
from backgrip.cameras.cli import camera, cameras
from backgrip.guide.cli import guide
from backgrip.image.cli import app as image
from backgrip.problem import Problem
from backgrip.tryout.cli import tryout
from backgrip.use import use
from backgrip.version import VERSION

app = typer.Typer(
    help="Backgrip: back-button focus for any camera with a wired-remote port.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(image, name="image")
app.command(name="try")(tryout)
app.command()(bench)
app.command()(cameras)
app.command()(camera)
app.command()(guide)
app.command()(use)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"backgrip {VERSION}")
        raise typer.Exit


@app.callback()
def options(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="The version."),
) -> None:
    """Backgrip: back-button focus for any camera with a wired-remote port."""


def main() -> None:
    """Runs the command line. Exit codes: 0 done, 1 it did not work (the reason is told), 2 wrong usage, 130 Ctrl-C."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a pipe on Windows may not know every letter of a camera's data
    try:
        app()
    except Problem as error:
        typer.secho(str(error), fg="red", err=True)
        raise SystemExit(1) from None
