"""`backgrip log`: the fault log, in words."""

import json
import re
import sys
from dataclasses import asdict, dataclass

import typer
from rich.console import Console

from backgrip.connect import ConnectError, find_port
from backgrip.firmware import module
from backgrip.report.options import Json, Port, Stop
from backgrip.report.reading import open_grip

COLUMNS = 100  # in a file or a pipe; a terminal knows its own width
WORDS = {
    "exception": "Its program stopped on a fault; both lines were opened and it started again.",
    "hang": "It hung: its watchdog opened both lines and started it again.",
    "plain": "It went into plain mode, which shoots without any extras until it is switched off and on.",
}
_FRAME = re.compile(r'File "([^"]+)", line (\d+)(?:, in (\S+))?')


@dataclass(frozen=True)
class Fault:
    """One line of the log. `where` are the places its traceback names, the last is where it went wrong."""

    number: int
    what: str
    text: str
    where: tuple[str, ...]

    @property
    def reason(self) -> str:
        """What stands after the traceback; the whole text without one."""
        return _FRAME.split(self.text)[-1].strip()


def log(as_json: Json = False, port: Port = None, stop: Stop = False) -> None:
    """Show a connected grip's fault log: what went wrong on it, oldest first.

    It holds the latest faults on flash, so it survives switching off. A grip has no clock: faults are numbered, not
    dated. The grip keeps shooting while it is asked; in plain mode it does not answer, then add --stop.

    Exit codes: 0 done (also when the log is empty), 1 it did not work (the reason is told), 2 wrong usage, 130 Ctrl-C.
    """
    with open_grip(find_port(port), stop) as grip:
        version, lines = grip.status()["version"], grip.log()
    if lines is None:
        raise ConnectError(f"The grip's firmware {version} is older than the fault log. Update it.")
    faults = [fault(line) for line in lines]
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in faults], indent=2))
        return
    if not faults:
        typer.echo("The fault log is empty: nothing has gone wrong on this grip.")
        return
    _tell(faults, Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else COLUMNS))
    typer.echo(f"File and line are those of the firmware that ran then; it is {version} now. Please report exceptions.")


def fault(line: str) -> Fault:
    """A line of the grip's log taken apart; a damaged one becomes a fault numbered 0, of kind "unreadable"."""
    number, _, rest = line.partition(" ")
    what, _, text = rest.partition(" ")
    if not number.isdigit() or not what:
        return Fault(0, "unreadable", line, ())
    where = tuple(
        f"firmware/grip/{name.rsplit('/', 1)[-1]} line {at}" + (f", in {function}" if function else "")
        for name, at, function in _FRAME.findall(text)
        if name.rsplit("/", 1)[-1] not in ("main.py", "<stdin>")
    )
    return Fault(int(number), what, text.strip(), where)


def _tell(faults: list[Fault], out: Console) -> None:
    for one in faults:
        out.print(f"{one.number}. {WORDS.get(one.what, one.what)}", style="bold")
        if one.where:
            out.print(f"   {one.reason}")
            out.print(f"   at {one.where[-1]}")
            if len(one.where) > 1:
                out.print(f"   called from {'; '.join(reversed(one.where[:-1]))}")
        elif one.what not in WORDS or one.what == "exception":
            out.print(f"   {one.text}")
        if len(f"{one.number} {one.what} {one.text}") >= module("faultlog").LONGEST:
            out.print("   (cut off: the log keeps the beginning)")
