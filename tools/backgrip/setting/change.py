"""`backgrip set NAME=VALUE ...`."""

from typing import Annotated

import typer

from backgrip.connect import ConnectError, find_port, open_console, read_settings, write_settings
from backgrip.report.options import Port
from backgrip.setting import files
from backgrip.setting.fields import complete_assignment, fields, firmware
from backgrip.setting.values import assignments


def set_(
    changes: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME=VALUE...",
            help="A setting and its new value: tap_ms=350, lock_timeout_s=2min, dark=yes, wake_lead_ms=none.",
            autocompletion=complete_assignment,
            show_default=False,
        ),
    ],
    port: Port = None,
) -> None:
    """Change settings of a connected grip: one or several, all or none.

    `backgrip get` lists them with what they mean and how far they go. A value may have a unit (ms, s, min, h). All are
    checked before anything is sent. Then the grip is stopped for a moment (both lines open), the settings are written
    and read back, and it starts again with them.

    Examples: backgrip set tap_ms=350; backgrip set style=track dark=yes; backgrip set lock_timeout_s=2min

    Exit codes: 0 done, 1 it did not work (the reason is told), 2 wrong usage or a value out of range, 130 Ctrl-C.
    """
    wanted = assignments(changes)
    with open_console(find_port(port)) as console:
        before = read_settings(console)
        files.must_be_usable(before)
        _together({**before.values, **wanted})
        after = write_settings(console, wanted).values
    for name in wanted:
        field = fields()[name]
        was = before.values[name]
        changed = f"was {field.shown(was)}" if was != after[name] else "as it was"
        typer.echo(f"{name}: {field.shown(after[name])} ({changed})")
    typer.echo("Written, read back, and the grip has started again with it.")


def _together(values: dict[str, object]) -> None:
    """Raises ConnectError if the firmware would not take these values together, though each by itself."""
    own = {name: value for name, value in values.items() if name in fields()}
    complaints = firmware().check(own)[1]
    if complaints:
        raise ConnectError(
            f"Nothing was changed; the grip would not keep these together: {'; '.join(complaints)}.\n"
            "Set both in one command, for example: backgrip set debounce_ms=20 shutter_min_ms=20"
        )
