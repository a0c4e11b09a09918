"""`backgrip monitor`."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.live import Live

from backgrip.monitor.follow import Follower
from backgrip.monitor.record import JsonLines, Waveform
from backgrip.monitor.story import Event, Story
from backgrip.monitor.view import View
from backgrip.monitor.words import RESOLUTION, Teller
from backgrip.report.options import Port

STDOUT = Path("-")


def monitor(
    port: Port = None,
    seconds: Annotated[
        float | None, typer.Option(min=0.1, help="End after so long; without it, Ctrl-C ends it.", show_default=False)
    ] = None,
    record: Annotated[
        Path | None, typer.Option(help="Record a waveform (.vcd), which GTKWave opens.", show_default=False)
    ] = None,
    jsonl: Annotated[
        Path | None, typer.Option(help="Record JSON, an event a line; - is standard output.", show_default=False)
    ] = None,
    plain: Annotated[
        bool, typer.Option("--plain", "--no-color", help="A line for each change, as in a pipe, not a live view.")
    ] = False,
    once: Annotated[
        bool, typer.Option("--once", help="End with code 1 when the grip goes away, instead of waiting for it.")
    ] = False,
) -> None:
    """Watch a connected grip while it shoots: buttons, lines, style, lamp, counters, restarts.

    On a terminal: a rolling timeline of the last 20 s. Into a pipe: a line for each change. When the grip restarts or
    the cable comes out, that is told and recorded, and it goes on as soon as the grip is back.

    Times are the grip's own, in ms, and as exact as its loop looks: every 3 to 10 ms, every 30 ms where FOCUS moves
    alone. From contact to line it takes a few µs, in hardware; that is not measured here. The grip itself counts
    presses and frames, so none is missed between two looks.

    Examples: backgrip monitor; backgrip monitor --record trip.vcd --seconds 60; backgrip monitor --jsonl - | jq .frames

    Exit codes: 0 done, 1 it did not work (the reason is told), 2 wrong usage, 130 Ctrl-C; the files are complete.
    """
    follower = Follower(port, once)
    files = [path for path in (record, jsonl) if path not in (None, STDOUT)]
    with ExitStack() as stack:
        stack.callback(_wrote, files)  # comes last
        recorders = []
        for path, kind in ((record, Waveform), (jsonl, JsonLines)):
            if path is not None:
                recorders.append(kind(None if path == STDOUT else path))
                stack.callback(lambda one=recorders[-1]: one.close(follower.now_ms()))
        show = stack.enter_context(_show(follower, plain, jsonl == STDOUT))
        try:
            _run(follower, recorders, show, seconds)
        except BrokenPipeError:  # who reads has enough, as `| head`
            sys.stdout = open(os.devnull, "w", encoding="utf-8")  # else Python complains when it ends


def _run(follower: Follower, recorders: list, show, seconds: float | None) -> None:
    until = None
    with closing(follower.events()) as events:
        for event in events:
            with _whole():
                for recorder in recorders if event else ():
                    recorder.take(event)
            show(event)
            now = time.monotonic()
            until = until or (now + seconds if seconds is not None else None)  # from the first event on
            if until and now >= until:
                return


@contextmanager
def _show(follower: Follower, plain: bool, jsonl: bool) -> Iterator[Callable[[Event | None], None]]:
    """What shows an event, or that time passes (None)."""
    if jsonl:  # standard output has JSON and nothing else
        yield lambda event: None
    elif plain or not sys.stdout.isatty():
        teller = Teller()
        typer.echo(RESOLUTION)
        yield lambda event: _tell(teller, event)
    else:
        story, console = Story(), Console(highlight=False, markup=False)
        view = View(story, console)

        def drawn():
            return view.draw(follower.now_ms(), follower.port)

        with Live(get_renderable=drawn, console=console, auto_refresh=False, vertical_overflow="crop") as live:

            def show(event: Event | None) -> None:
                if event:
                    story.take(event)
                live.refresh()

            yield show


def _tell(teller: Teller, event: Event | None) -> None:
    line = teller.line(event) if event else None
    if line:
        print(line, flush=True)


@contextmanager
def _whole() -> Iterator[None]:
    """Ctrl-C waits until what is being written is whole."""
    asked = []
    before = signal.signal(signal.SIGINT, lambda *_: asked.append(True))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if asked:
        raise KeyboardInterrupt


def _wrote(files: list[Path]) -> None:
    for path in files:
        typer.echo(f"Wrote {path}", err=True)
