"""`backgrip bench`."""

import os
import sys
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from backgrip.bench.limits import checks
from backgrip.bench.picture import draw
from backgrip.bench.plan import FULL, QUICK
from backgrip.bench.plan import bench as measure
from backgrip.bench.table import show
from backgrip.firmware import ROOT, need_checkout

EXIT_MISSED = 1
LOG_WIDTH = 110  # characters, where no terminal says how wide it is


def bench(
    quick: Annotated[bool, typer.Option(help="A few presses of each kind: to see that it works.")] = False,
    out: Annotated[Path, typer.Option(help="The folder for bench.json and bench.svg.")] = ROOT / "build",
    jobs: Annotated[int, typer.Option(min=1, help="Measurements side by side.")] = min(
        os.cpu_count() or 1, 8
    ),
) -> None:
    """Measure contact to line beside the usual ways, start, memory, size. Exit code 1: a promise missed."""
    need_checkout("backgrip bench")
    began = time.monotonic()
    found = measure(QUICK if quick else FULL, jobs)
    found.write(out / "bench.json")
    (out / "bench.svg").write_text(draw(found), encoding="utf-8")
    console = Console(width=None if sys.stdout.isatty() else LOG_WIDTH)
    show(found, console)
    console.print(
        f"{out / 'bench.json'} and {out / 'bench.svg'} written, {time.monotonic() - began:.0f} s in all."
    )
    missed = [check.what for check in checks(found) if not check.holds]
    for what in missed:
        typer.secho(f"Missed: {what}", fg="red", err=True)
    if missed:
        raise typer.Exit(EXIT_MISSED)
