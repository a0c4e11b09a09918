"""How every command that talks to a board is told where it is."""

from typing import Annotated

import typer

Port = Annotated[
    str | None,
    typer.Option(
        "--port",
        envvar="BACKGRIP_PORT",
        help="The grip's serial port (COM5, /dev/ttyACM0), where more than one board is connected.",
        show_default=False,
        show_envvar=False,
    ),
]
