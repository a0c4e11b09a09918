"""One line a step, with the time it took: live on a terminal, plain lines in a log. All on standard error."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PLAIN_EVERY_S = 15  # a log hears from a long step this often


@contextmanager
def step(title: str) -> Iterator[Callable[[str], None]]:
    """Show that `title` is under way. Yields a function that shows how far it has come (`"45%"`)."""
    started = time.monotonic()
    if sys.stderr.isatty():
        yield from _live(title, started)
    else:
        yield from _plain(title, started)


def note(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _plain(title: str, started: float) -> Iterator[Callable[[str], None]]:
    note(f"{title} ...")
    last = started

    def tick(how_far: str) -> None:
        nonlocal last
        if time.monotonic() - last >= PLAIN_EVERY_S:
            last = time.monotonic()
            note(f"{title} ... {how_far}, {last - started:.0f} s")

    yield tick
    note(f"{title}: done in {time.monotonic() - started:.1f} s")


def _live(title: str, started: float) -> Iterator[Callable[[str], None]]:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(title)
        yield lambda how_far: bar.update(task, description=f"{title} {how_far}")
    console.print(f"[green]✓[/] {title} [dim]{time.monotonic() - started:.1f} s[/]", highlight=False)
