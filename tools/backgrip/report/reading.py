"""Asking a grip: while it shoots over the line protocol, in maintenance mode through its console."""

import contextlib
import json
from collections.abc import Iterator

import typer

from backgrip.connect import ConnectError, Console, open_console
from backgrip.connect.link import LinkClient, NotSpoken
from backgrip.connect.state import State, parse
from backgrip.connect.stopped import open_stopped
from backgrip.setting.fields import fields

SHOOTING, MAINTENANCE, STOPPED = "shooting", "maintenance", "stopped"

_ASK = """
import json
from grip import settings, version
from grip.battery import Battery
try:
    from grip import faultlog
    log = faultlog.read()
except ImportError:
    log = None
values, complaints, usable = settings.load()
status = {"version": version.VERSION, "defaults": int(bool(complaints)), "battery_mv": Battery().mv()}
print(json.dumps((status, values, complaints, log)))
"""


class Running:
    """A grip that shoots, and goes on shooting."""

    mode = SHOOTING
    complaints: tuple[str, ...] = ()  # told only on the console

    def __init__(self, link: LinkClient):
        self._link = link

    def state(self) -> State | None:
        """Buttons, lines and counters now."""
        return parse(self._link.ask("state")[0])

    def status(self) -> dict[str, str | int]:
        """By name: version, up_ms, start, faults, defaults, battery_mv, free_bytes; numbers as such."""
        told = {}
        for answer in self._link.ask("status"):
            _, name, *value = answer.split(" ", 2)
            text = "".join(value)
            told[name] = int(text) if text.lstrip("-").isdigit() else text
        return told

    def settings(self) -> dict[str, object]:
        """By name, also those that this version does not know."""
        told = {}
        for answer in self._link.ask("settings"):
            _, name, *value = answer.split(" ", 2)
            word = "".join(value)
            told[name] = fields()[name].told(word) if name in fields() else word
        return told

    def log(self) -> list[str] | None:
        """The fault log, oldest first: `number what text`. A long line comes in pieces."""
        lines: list[str] = []
        for answer in self._link.ask("log"):
            _, number, piece = answer.split(" ", 2)
            if lines and lines[-1].startswith(number + " "):
                lines[-1] += piece
            else:
                lines.append(f"{number} {piece}")
        return lines


class Stopped:
    """A grip whose console has it. It tells what lies on its flash."""

    def __init__(self, console: Console, mode: str):
        self.mode = mode
        try:
            self._status, self._settings, complaints, self._log = json.loads(console.run(_ASK))
        except ValueError:
            raise ConnectError("The grip's answer cannot be read. Try again.") from None
        self.complaints = tuple(complaints)

    def state(self) -> State | None:
        return None

    def status(self) -> dict[str, str | int]:
        return self._status

    def settings(self) -> dict[str, object]:
        return self._settings

    def log(self) -> list[str] | None:
        """None if the firmware is older than the fault log."""
        return self._log


@contextlib.contextmanager
def open_grip(port: str, stop: bool) -> Iterator[Running | Stopped]:
    """What can be asked at `port`. Says on standard error if it is not a grip that shoots. Raises ConnectError."""
    if stop:
        with open_console(port) as console:
            yield Stopped(console, STOPPED)
        _note("The grip was stopped for this (both lines open) and has started again.")
        return
    with contextlib.ExitStack() as stack:
        try:
            grip: Running | Stopped = Running(stack.enter_context(LinkClient(port)))
        except NotSpoken as why:
            if not why.console:
                raise ConnectError(
                    f"{why}\nTo stop it and read through its console all the same, add --stop."
                ) from None  # fmt: skip
            stack.close()
            grip = Stopped(stack.enter_context(open_stopped(port)), MAINTENANCE)
            _note("The grip is in maintenance mode: this was read through its console, and it stays stopped.")
        yield grip


def _note(text: str) -> None:
    typer.secho(text, fg="yellow", err=True)
