"""`backgrip status`."""

import dataclasses
import json
import sys

import typer
from rich.console import Console
from rich.table import Table

from backgrip.connect import find_port
from backgrip.connect.state import State
from backgrip.firmware import module
from backgrip.report.options import Json, Port, Stop
from backgrip.report.reading import MAINTENANCE, SHOOTING, STOPPED, Running, Stopped, open_grip
from backgrip.setting.fields import fields
from backgrip.version import VERSION

COLUMNS = 100  # in a file or a pipe; a terminal knows its own width
USB_MV = 4000  # cells do not reach it, a USB cable does
STARTS = {
    "switched-on": "switched on, or restarted by a command",
    "hang": "the watchdog: it hung (see backgrip log)",
    "fault": "a fault in its program (see backgrip log)",
}
MODES = {
    SHOOTING: "shooting",
    MAINTENANCE: "maintenance mode: both lines open; it shoots after switching off and on",
    STOPPED: "was stopped for this",
}


def status(as_json: Json = False, port: Port = None, stop: Stop = False) -> None:
    """Show how a connected grip is: version, style, what is set, why it started, faults, battery, counters, lamp.

    The grip keeps shooting while it is asked. One in maintenance mode is read through its console and tells less.

    Exit codes: 0 done, 1 it did not work (the reason is told), 2 wrong usage, 130 Ctrl-C.
    """
    found = find_port(port)
    with open_grip(found, stop) as grip:
        told = _ask(grip)
    if as_json:
        typer.echo(json.dumps({"port": found, **told}, indent=2))
        return
    out = Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else COLUMNS)
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    for name, text in _rows(found, told):
        table.add_row(name, text)
    out.print(table)


def _ask(grip: Running | Stopped) -> dict[str, object]:
    state = grip.state()
    seen = dataclasses.asdict(state) if state else None
    if seen:
        del seen["t_ms"]
    return {
        "mode": grip.mode, **grip.status(), "settings": grip.settings(), "complaints": list(grip.complaints),
        "state": seen,
    }  # fmt: skip


def _rows(port: str, told: dict):
    """(what, in words) for a person."""
    differs = told["version"] != VERSION
    yield "grip", f"Backgrip {told['version']} at {port}" + (f" (this tool is of {VERSION})" if differs else "")
    yield "it is", MODES[told["mode"]]
    state = State(None, **told["state"]) if told["state"] else None
    stored = told["settings"].get("style")
    style = state.style if state else stored
    yield "style", style + (f" (by its slide switch; stored is {stored})" if style != stored else "")
    if state:
        yield "lamp", _lamp(state.shows, told["settings"].get("dark") is True)
        yield "buttons", f"thumb {_down(state.thumb)}, index {_down(state.index)}"
        yield "lines", f"FOCUS {_closed(state.focus)}, SHUTTER {_closed(state.shutter)}"
    if "up_ms" in told:
        yield "up for", duration(told["up_ms"])
        yield "started by", STARTS.get(told["start"], told["start"])
        yield "faults", f"{told['faults']} in a row" if told["faults"] else "none in a row"
    if state:
        yield "presses", f"thumb {state.thumb_presses}, index {state.index_presses}; {state.frames} frames"
        yield "longest away", f"{state.away_ms} ms: its program, never the lines, waited that long"
    yield "battery", _battery(told["battery_mv"])
    if "free_bytes" in told:
        yield "free memory", f"{told['free_bytes'] // 1024} KiB"
    yield "settings", _settings(told)


def _settings(told: dict) -> str:
    lines = [
        f"{name} {field.shown(told['settings'][name])} (default {field.shown(field.default)})"
        for name, field in fields().items()
        if name in told["settings"] and told["settings"][name] != field.default
    ] or ["all at default"]
    if told["defaults"]:
        lines.append("Its settings file was not taken as it is: some are defaults. See backgrip get.")
    return "\n".join([*lines, *told["complaints"]])


def _lamp(shows: str, dark: bool) -> str:
    lamp = module("lamp")
    if dark and shows in lamp.SHOOTING:
        return f"{shows} (the lamp is off: dark is set)"
    return f"{shows} ({lamp.TABLE[shows][0]})" if shows in lamp.TABLE else shows


def _battery(mv: int) -> str:
    if mv > USB_MV:
        return f"{mv / 1000:.1f} V, which is USB; the cells show without the cable"
    low = "; change the cells" if mv < module("battery").LOW_MV else ""
    return f"{mv / 1000:.1f} V{low}"


def duration(ms: int) -> str:
    """ "4 s", "3 min 20 s", "2 h 5 min"."""
    seconds = ms // 1000
    if seconds < 60:
        return f"{seconds} s"
    if seconds < 3600:
        return f"{seconds // 60} min {seconds % 60} s"
    return f"{seconds // 3600} h {seconds % 3600 // 60} min"


def _down(down: bool) -> str:
    return "down" if down else "up"


def _closed(closed: bool) -> str:
    return "closed" if closed else "open"
