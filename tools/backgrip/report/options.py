"""Options that several commands share."""

from typing import Annotated

import typer

from backgrip.connect.option import Port

__all__ = ["Json", "Port", "Stop"]

Json = Annotated[bool, typer.Option("--json", help="For programs.")]
Stop = Annotated[
    bool,
    typer.Option("--stop", help="Stop the grip and read through its console; it starts again afterwards. For plain "
                 "mode and for older firmware, which do not answer while they shoot."),
]  # fmt: skip
