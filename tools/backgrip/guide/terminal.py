"""The sheet on a terminal."""

import re
from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table as RichTable
from rich.text import Text

from backgrip.cameras.schema import Evidence
from backgrip.guide.sheet import Mark, MenuPath, Plug, Points, Say, Sheet, Steps, Table, Warn

STYLES = {
    Evidence.TESTED: "bold green",
    Evidence.VERIFIED: "green",
    Evidence.REPORTED: "yellow",
    Evidence.ASSUMED: "magenta",
}
BORDERS = {"yes": "green", "perhaps": "yellow", "look": "yellow", "no": "red"}


def show(sheet: Sheet, console: Console) -> None:
    """Prints the whole sheet."""
    for part in parts(sheet):
        console.print(part)


def parts(sheet: Sheet) -> Iterator[RenderableType]:
    """What `show` prints, from above."""
    head = Text(sheet.headline + " ", style="bold") + _mark(sheet.mark, sheet)
    names = [Text(f"also {', '.join(sheet.also)}", style="dim")] if sheet.also else []
    yield Panel(Group(head, *names), title=Text(sheet.title), title_align="left", border_style=BORDERS[sheet.answer])
    yield _glance(sheet)
    for number, section in enumerate(sheet.sections, 1):
        yield Text(f"\n{number}. {section.title}", style="bold underline")
        for block in section.blocks:
            if not isinstance(block, Plug):  # its contacts stand in the table below it
                yield Padding(_block(block, sheet), (0, 0, 0, 2))
    yield Text("\nSources", style="bold underline")
    for number, (_, source) in enumerate(sheet.sources, 1):
        address = f"\n      {source.url}" if source.url else ""
        yield Text(f"  [{number}] {source.title}{address}", overflow="ignore", no_wrap=True)


def _glance(sheet: Sheet) -> RichTable:
    grid = RichTable.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column()
    for line in sheet.glance:
        grid.add_row(line.label, _text(line.text, line.mark, sheet))
    return grid


def _block(block, sheet: Sheet) -> RenderableType:
    match block:
        case Say(text, mark):
            return _text(text, mark, sheet)
        case Warn(text, mark):
            return Text("! ", style="bold red") + _text(text, mark, sheet)
        case MenuPath(label, levels, mark, note):
            path = Text(f"{label}: ", style="bold") + _text(" > ".join(levels), mark, sheet)
            return Group(path, Text(note)) if note else path
        case Steps(items):
            return Group(*(Text(f"{i}. ") + _text(item.text, item.mark, sheet) for i, item in enumerate(items, 1)))
        case Points(items, careful):
            sign = Text("! ", style="bold red") if careful else Text("* ")
            return Group(*(sign + _text(item.text, item.mark, sheet) for item in items))
        case Table():
            return _table(block, sheet)


def _table(table: Table, sheet: Sheet) -> RichTable:
    shown = RichTable(show_lines=True, header_style="bold")
    for name in (*table.head, *(["How sure"] if table.marked else [])):
        shown.add_column(name)
    for row in table.rows:
        sure = [_mark(row.mark, sheet)] if table.marked else []
        shown.add_row(*(_text(cell, None, sheet) for cell in row.cells), *sure)
    return shown


def _text(text: str, mark: Mark | None, sheet: Sheet) -> Text:
    shown = Text()
    for i, part in enumerate(re.split(r"\*\*(.+?)\*\*", text)):
        shown.append(part, style="bold" if i % 2 else "")
    if mark:
        shown.append(" ").append_text(_mark(mark, sheet))
    return shown


def _mark(mark: Mark | None, sheet: Sheet) -> Text:
    if mark is None:
        return Text()
    numbers = ",".join(str(sheet.number(key)) for key in mark.sources)
    return Text(f"({mark.evidence.value} [{numbers}])", style=STYLES[mark.evidence])
