"""`backgrip check`."""

import json
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console

from backgrip.check import steps
from backgrip.check.ask import Terminal
from backgrip.check.bench import Bench
from backgrip.check.result import Report
from backgrip.check.table import show, tell
from backgrip.connect import find_port, open_console
from backgrip.connect.option import Port

WELCOME = (
    "Is the grip built right? We look at it step by step, about {minutes} minutes. Nothing here can harm it.\n"
    "Unplug the camera, let the grip's plug hang free, keep off the buttons until asked.\n"
    "Ctrl-C ends the check at any time, with both lines open."
)


class With(StrEnum):
    """What is at hand besides eyes and fingers."""

    METER = "meter"
    CAMERA = "camera"
    BOTH = "both"
    NEITHER = "neither"


TOOLS = {
    With.METER: {steps.METER},
    With.CAMERA: {steps.CAMERA},
    With.BOTH: {steps.METER, steps.CAMERA},
    With.NEITHER: set(),
}


def check(
    port: Port = None,
    have: Annotated[
        With | None, typer.Option("--with", help="What you have at hand; asked for if not given.", case_sensitive=False)
    ] = None,
    auto: Annotated[bool, typer.Option("--auto", help="Only what needs no answer and no tool.")] = False,
    loopback: Annotated[
        bool, typer.Option("--loopback", help="With the loop-back plug (hardware/loopback.md): alone, no questions.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="The results as JSON on standard output; questions on standard error.")
    ] = False,
) -> None:
    """Check a grip you have built: buttons, LED, both lines, isolation, the order of the lines, settings, supply.

    Guided, with a multimeter, or a camera, or only your eyes. It says what is wrong and where to look on the board.

    Unplug the camera first: both lines close for moments. The grip is stopped meanwhile and starts again afterwards.

    Exit codes: 0 all that was checked has passed, 1 something failed, 2 wrong usage, 130 Ctrl-C (both lines open).
    """
    out = Console(highlight=False, markup=False, stderr=as_json)
    if auto and loopback:
        raise typer.BadParameter("--loopback does all that --auto does; give one of them", param_hint="--auto")
    try:
        report = _checked(find_port(port), out, have, auto, loopback)
    except KeyboardInterrupt:
        out.print("\nStopped. Both lines are open and the grip has started again.")
        raise typer.Exit(130) from None
    if as_json:
        typer.echo(json.dumps(report.as_json(), indent=2, ensure_ascii=False))
    else:
        show(out, report)
    raise typer.Exit(0 if report.sound else 1)


def _checked(port: str, out: Console, have: With | None, auto: bool, loopback: bool) -> Report:
    guided = not (auto or loopback)
    ask = Terminal(out) if guided else None
    with open_console(port) as console:
        bench = Bench(console, ask)
        at_hand = steps.LOOPBACK if loopback else steps.AUTO
        if guided:
            out.print(WELCOME.format(minutes=3 if have in (With.CAMERA, With.NEITHER) else 10), soft_wrap=True)
            at_hand |= {steps.EYES} | TOOLS[have or _asked(ask)]
        return steps.run_steps(
            bench,
            at_hand,
            port,
            told=lambda result: tell(out, result, words=guided),
            heading=lambda text: out.print(f"\n{text}", style="bold"),
        )


def _asked(ask: Terminal) -> With:
    said = ask.choose("What have you at hand?", {"m": "multimeter", "c": "camera", "b": "both", "n": "neither"})
    return {"m": With.METER, "c": With.CAMERA, "b": With.BOTH, "n": With.NEITHER}[said]
