"""Sends a Pico that runs MicroPython into BOOTSEL mode, so that nobody has to reach the button."""

from dataclasses import dataclass

from backgrip.connect import ConnectError, open_console, read_settings
from backgrip.connect.console import Console
from backgrip.connect.errors import Unplugged
from backgrip.flash.errors import FlashError

_WHO = "import sys; print(getattr(sys.implementation, '_machine', sys.platform))"
# The wait lets the console hear that the code was taken; the cable's other end is gone afterwards.
_GO = "import time, machine\ntime.sleep_ms(100)\nmachine.bootloader()"


@dataclass(frozen=True)
class Before:
    """What ran before: Backgrip's version and settings, or None for a MicroPython without it."""

    machine: str
    version: str | None = None
    settings: dict[str, object] | None = None


def send(port: str) -> Before:
    """The board at `port` restarts as a drive. A grip opens both lines first, as with any Ctrl-C.

    Raises FlashError for a board that the image is not for, ConnectError.
    """
    with open_console(port) as console:
        machine = console.run(_WHO).strip()
        _refuse(machine, port)
        before = _before(console, machine)
        console.leave(_GO)
    return before


def _refuse(machine: str, port: str) -> None:
    """Raises FlashError unless it is the RP2040 of a Pico without radio."""
    if "RP2040" in machine and "Pico W" not in machine:
        return
    why = (
        "its radio sits on the pins of the LED and of the battery's measurement"
        if "RP2040" in machine
        else "the image is for the RP2040 chip"
    )
    raise FlashError(
        f"The board at {port} is a {machine}: {why}.\n"
        "Nothing was changed, it runs on. Use a Raspberry Pi Pico or Pico H."
    )


def _before(console: Console, machine: str) -> Before:
    try:
        found = read_settings(console)
    except Unplugged:
        raise
    except ConnectError:  # no Backgrip on it, or one that is broken: all the more reason to flash
        return Before(machine)
    return Before(machine, found.firmware, found.values if found.usable else None)
