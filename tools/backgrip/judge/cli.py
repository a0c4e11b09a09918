"""`backgrip judge`."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from backgrip.cameras.lookup import Folders, look_up
from backgrip.judge import Allowances, Settings, judge
from backgrip.judge.report import as_data, show, show_clauses
from backgrip.judge.vcd import read
from backgrip.problem import Problem

COLUMNS = 100  # of a log; a terminal knows its own width
SIGNALS = ("thumb", "index", "FOCUS", "SHUTTER", "LED", "style")
PROFILE_HELP = "The camera the grip is set up for; without one, the grip's defaults."


def judge_file(
    file: Annotated[Path | None, typer.Argument(help="The recording, a value change dump (.vcd).")] = None,
    profile: Annotated[str | None, typer.Option(help=PROFILE_HELP)] = None,
    settings: Annotated[
        Path | None, typer.Option(help="The grip's settings: its backgrip.json, or what `backgrip backup` wrote.")
    ] = None,
    style: Annotated[str | None, typer.Option(help="lock or track, if not as stored; plain for plain mode.")] = None,
    signal: Annotated[
        list[str] | None, typer.Option(help="A signal's name in the file, as thumb=D0; thumb=none if not recorded.")
    ] = None,
    contacts: Annotated[str, typer.Option(help="Level of a pressed contact: high, low, or auto.")] = "auto",
    power_up: Annotated[bool, typer.Option("--power-up", help="It begins as the grip is switched on.")] = False,
    ready_ms: Annotated[int, typer.Option(help="Switched on, the grip is ready after this.")] = 100,
    loaded: Annotated[bool, typer.Option("--loaded", help="Under load, when times may be 5 ms longer.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The verdict as JSON, for other programs.")] = False,
    clauses: Annotated[bool, typer.Option("--clauses", help="List what is judged, and stop.")] = False,
    folder: Folders = None,
) -> None:
    """Judge a recording of contacts and lines by the behaviour contract, and name every clause that was broken.

    It knows nothing of the firmware: clip a logic analyser to a grip of any make, record thumb, index, FOCUS and
    SHUTTER, and see. What the recording never put to the test is listed, too.

    Exit codes: 0 nothing is broken, 1 something is, 2 the file or an option cannot be used (the reason is told).
    """
    console = Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else COLUMNS)
    if clauses:
        show_clauses(console)
        return
    try:
        if file is None:
            raise Problem("Which recording? As in: backgrip judge build/try.vcd")
        chosen = _settings(profile, settings, style, folder)
        waves = read(file, _names(signal or ()), _contacts(contacts), power_up)
    except Problem as error:
        typer.secho(str(error), fg="red", err=True)
        raise typer.Exit(2) from None
    late_ms = 5 if loaded else 2
    allow = Allowances(step_ns=waves.step_ns, ready_ns=ready_ms * 1_000_000, late_ns=late_ms * 1_000_000)
    verdict = judge(waves.record, chosen, allow)
    if as_json:
        typer.echo(json.dumps(as_data(verdict, waves), indent=2))
    else:
        show(verdict, waves, console)
    if verdict.breaks:
        raise typer.Exit(1)


def _settings(profile, file, style, folders):
    """Profile, then file, then style, each over the ones before. Raises Problem."""
    values = {}
    if profile is not None:
        _, body = look_up(profile, folders)
        values |= body.profile()
    if file is not None:
        values |= _stored(file)
    if style is not None:
        values["style"] = style
    return Settings.of(values)


def _stored(file):
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        values = found.get("settings", found)
        return dict(values.items())
    except OSError as error:
        raise Problem(f"{file} cannot be read: {error.strerror or error}.") from None
    except (ValueError, AttributeError):
        raise Problem(f"{file} is no settings file: backgrip backup writes one.") from None


def _names(options):
    names = {}
    for option in options:
        ours, equals, theirs = option.partition("=")
        known = {name.lower(): name for name in SIGNALS}
        if not equals or not theirs or ours.lower() not in known:
            raise Problem(f"--signal {option}: say it as thumb=D0; there are {', '.join(SIGNALS)}.")
        names[known[ours.lower()]] = theirs
    return names


def _contacts(level):
    if level not in ("auto", "high", "low"):
        raise Problem(f"--contacts {level}: there are auto, high and low.")
    return level
