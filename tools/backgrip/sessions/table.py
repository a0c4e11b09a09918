"""The result on a terminal of 80 columns or more."""

import textwrap

from rich.console import Console
from rich.table import Table

from backgrip.sessions.result import Results
from backgrip.sessions.verdict import TITLES, losses, promises
from backgrip.sessions.ways import WAYS
from backgrip.sessions.words import ASSUMED, HOW_TO_READ, class_rows, many, scene_rows, total_rows

TITLE_WIDTH = 13
HEAD = (
    "scene", "way", "in\nfocus", "AF\nruns", "\nstray", "\nstale", "decision\nto frame\nms", "not\nasked",
    "lost\npresses",
)  # fmt: skip
CLASS_HEAD = ("class", *(way.title.replace(" ", "\n", 1) for way in WAYS), "index\nstarts", "index\nkeeps")


def show(results: Results, console: Console) -> None:
    """Prints the tables, what must hold, and where the grip loses."""
    console.print(_scenes(results))
    console.print(_classes(results))
    _list(console, (*HOW_TO_READ, *ASSUMED), style="dim")
    console.print("\nWhere the grip loses", style="bold")
    _list(console, [loss.sentence for loss in losses(results)] or ["Nowhere."])
    console.print("\nMust hold", style="bold")
    for promise in promises(results):
        style, mark = ("green", "holds") if promise.holds else ("bold red", "MISSED")
        console.print(f"  {mark}  {promise.what}: {promise.measured}", style=style, highlight=False)


def _list(console, sentences, style=None):
    for words in sentences:
        text = textwrap.fill(words, console.width, initial_indent="  * ", subsequent_indent="    ")
        console.print(text, style=style, highlight=False, markup=False)


def _table(title, head, words):
    """A table with narrow gaps; the first `words` columns are text, the others figures."""
    table = Table(title=title, box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim", title_justify="left")
    for number, name in enumerate(head):
        table.add_column(name, justify="right" if number >= words else "left", no_wrap=True)
    return table


def _scenes(results: Results) -> Table:
    table = _table(f"\nSix scenes, four ways, {many(results)}", HEAD, 2)
    for title, rows in [(TITLES[scene], scene_rows(results, scene)) for scene in results.scenes] + [
        ("All scenes", total_rows(results))
    ]:
        lines = textwrap.wrap(title, TITLE_WIDTH)
        for number, row in enumerate(rows):
            name = lines[number] if number < len(lines) else ""
            short = [cell.removesuffix(" ms").replace(" of ", "/") for cell in row[1:]]
            table.add_row(f"[bold]{name}[/]", row[0], *short, style="cyan" if "grip" in row[0] else None)
        table.add_row()
    return table


def _classes(results: Results) -> Table:
    title = "By class: frames in focus, and AF runs in track that the index starts or keeps"
    table = _table(title, CLASS_HEAD, 1)
    for key, _, *figures in class_rows(results):
        table.add_row(key, *(cell.replace(" of ", "/") for cell in figures))
    table.add_row()
    return table
