"""`backgrip reset-settings [NAME...]`."""

from typing import Annotated

import typer

from backgrip.connect import ConnectError, find_port, open_console, read_settings, write_settings
from backgrip.report.options import Port
from backgrip.setting import files
from backgrip.setting.fields import complete, fields, known


def reset_settings(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME...]", help="Only these settings; without any, all.", autocompletion=complete,
            show_default=False,
        ),  # fmt: skip
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    port: Port = None,
) -> None:
    """Set a connected grip's settings back to their defaults: all, or those that are named.

    The settings file that was there is kept on the grip, as /backgrip.old (one: the next time it is replaced). The
    grip is stopped for a moment (both lines open) and starts again. Also the way out when its settings file is damaged.
    A camera's profile is reset too when all are; `backgrip use "NAME"` writes it again.

    Exit codes: 0 done, 1 it did not work or you said no, 2 wrong usage, 130 Ctrl-C.
    """
    chosen = [known(name).name for name in names or ()]
    what = ", ".join(chosen) if chosen else "All settings"
    found = find_port(port)
    if not yes:
        typer.confirm(f"{what} of the grip at {found}: back to default?", abort=True)
    with open_console(found) as console:
        before = read_settings(console)
        if chosen:
            files.must_be_usable(before)
        kept = files.keep_old(console, move=not chosen)
        if chosen:
            values = write_settings(console, {name: fields()[name].default for name in chosen}).values
        else:
            values = read_settings(console).values
    wrong = [name for name in chosen or fields() if name in values and values[name] != fields()[name].default]
    if wrong:
        # Not a failure of the grip: a firmware of another version has other defaults.
        raise ConnectError(
            f"The grip's defaults differ from those this tool knows, in {', '.join(wrong)}: it has firmware "
            f"{before.firmware}.\nThe settings are the grip's own defaults now."
        )
    for name in chosen or values:
        if name in fields() and (chosen or before.values.get(name) != values[name]):
            was = fields()[name].shown(before.values.get(name))
            typer.echo(f"{name}: {fields()[name].shown(values[name])} (was {was})")
    typer.echo(f"{what}: back to default, read back, and the grip has started again.")
    if kept:
        typer.echo(f"The file that was there is kept on the grip as {files.OLD}.")
