"""`backgrip get [NAME...]`."""

import json
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from backgrip.connect import ConnectError, find_port
from backgrip.report.options import Json, Port, Stop
from backgrip.report.reading import open_grip
from backgrip.setting.fields import complete, fields, known

COLUMNS = 110  # in a file or a pipe; a terminal knows its own width


def get(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME...]", help="Only these.", autocompletion=complete, show_default=False),
    ] = None,
    as_json: Json = False,
    port: Port = None,
    stop: Stop = False,
) -> None:
    """Show the settings in use on a connected grip: value, default, range, and what each means.

    The grip keeps shooting while it is asked. One in maintenance mode is read through its console. What was changed
    from its default is marked with a star. To change one: backgrip set NAME=VALUE

    Exit codes: 0 done, 1 it did not work (the reason is told), 2 wrong usage, 130 Ctrl-C.
    """
    chosen = [known(name).name for name in names or ()]
    with open_grip(find_port(port), stop) as grip:
        values = grip.settings()
    missing = [name for name in chosen if name not in values]
    if missing:
        raise ConnectError(f"The grip's firmware is older than this tool and has no {', '.join(missing)}. Update it.")
    shown = chosen or [name for name in fields() if name in values]
    foreign = {} if chosen else {name: value for name, value in values.items() if name not in fields()}
    if as_json:
        told = [_data(name, values[name]) for name in shown]
        told += [{"name": name, "value": value} for name, value in foreign.items()]
        typer.echo(json.dumps(told, indent=2))
        return
    out = Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else COLUMNS)
    out.print(_table(shown, values))
    for name, value in foreign.items():
        out.print(f"{name} {value}: not known to this tool, which is older than the grip's firmware.")


def _data(name: str, value: object) -> dict[str, object]:
    field = fields()[name]
    return {
        "name": name, "value": value, "default": field.default, "lowest": field.lowest, "highest": field.highest,
        "unit": field.unit, "meaning": field.meaning,
    }  # fmt: skip


def _table(names: list[str], values: dict[str, object]) -> Table:
    table = Table(header_style="bold")
    for column in ("setting", "value", "default", "can be"):
        table.add_column(column, no_wrap=True)
    table.add_column("meaning")
    for name in names:
        field, value = fields()[name], values[name]
        changed = value != field.default
        star, style = ("*", "bold") if changed else ("", "")
        table.add_row(name, field.shown(value) + star, field.shown(field.default), field.range(), field.meaning,
                      style=style)  # fmt: skip
    return table
