"""The command line `backgrip` (also `python -m backgrip`)."""

import sys

import typer

from backgrip.bench.cli import bench
from backgrip.cameras.cli import camera, cameras
from backgrip.check.cli import check
from backgrip.doctor import doctor
from backgrip.flash.cli import flash
from backgrip.guide.cli import guide
from backgrip.image.cli import app as image
from backgrip.install.cli import install
from backgrip.judge.cli import judge_file
from backgrip.monitor.cli import monitor
from backgrip.probe.cli import probe
from backgrip.problem import Problem
from backgrip.report.get import get
from backgrip.report.log import log
from backgrip.report.status import status
from backgrip.sessions.cli import sessions
from backgrip.setting.backup import backup, restore
from backgrip.setting.change import set_
from backgrip.setting.reset import reset_settings
from backgrip.tryout.cli import tryout
from backgrip.use import use
from backgrip.version import VERSION

app = typer.Typer(
    help="Backgrip: back-button focus for any camera with a wired-remote port.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
WITHOUT = "Without a grip"
COMMANDS = {
    "Your camera": {"guide": guide, "cameras": cameras, "camera": camera, "use": use, "probe": probe},
    "Your grip, over USB": {
        "flash": flash, "install": install, "status": status, "get": get, "set": set_, "reset-settings": reset_settings,
        "backup": backup, "restore": restore, "monitor": monitor,
    },
    "When something is wrong": {"check": check, "log": log, "doctor": doctor},
    WITHOUT: {"try": tryout, "judge": judge_file, "sessions": sessions, "bench": bench},
}  # fmt: skip
for panel, commands in COMMANDS.items():
    for name, command in commands.items():
        app.command(name=name, rich_help_panel=panel)(command)
app.add_typer(image, name="image", rich_help_panel=WITHOUT)


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
