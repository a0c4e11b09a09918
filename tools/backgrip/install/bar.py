"""Progress: a bar on a terminal, two lines in a log. On standard error."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from backgrip.image.progress import step


@contextmanager
def bar(title: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar of `total` steps. Yields what is called with how many steps more are done."""
    if not sys.stderr.isatty():
        done = 0

        with step(title) as how_far:

            def tell(count: int) -> None:
                nonlocal done
                done += count
                how_far(f"{100 * done // total}%")

            yield tell
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as shown:
        task = shown.add_task(title, total=total)
        yield lambda count: shown.advance(task, count)
