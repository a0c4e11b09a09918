"""Waits for a freshly flashed grip and has it tested: its version, its lines, its settings, every byte of its image."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from zlib import crc32

from serial.tools import list_ports

from backgrip.connect import ConnectError, open_console
from backgrip.connect.link import LinkClient
from backgrip.connect.ports import PICO
from backgrip.connect.state import parse
from backgrip.flash import drives
from backgrip.flash.errors import BROKEN_OFF, NO_DATA, FlashError
from backgrip.image.uf2 import Image

BACK_S = 40  # a new flash is formatted first, and a slow computer takes a while over a new USB device
LOOK_S = 0.5
PIECE = 64 * 1024  # bytes of flash read back at a time

_READ_BACK = "from binascii import crc32; from uctypes import bytearray_at; print(crc32(bytearray_at(%d, %d)))"


@dataclass
class Grip:
    """A grip that has come back. `problems` are sentences, each with what to do; none: it is as it should be."""

    port: str
    version: str
    settings: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def ports() -> set[str]:
    """Every serial port of a board with MicroPython."""
    return {port.device for port in list_ports.comports() if (port.vid, port.pid) == PICO}


def wait(named: str | None, before: set[str], tick: Callable[[str], None]) -> Grip:
    """The grip on the port `named`, or on one that was not there before. Its version and settings are read.

    Raises FlashError if it does not come back, in words that depend on what is there instead.
    """
    started = time.monotonic()
    drives_before = {drive.folder for drive in drives.mounted()}
    seen, why = None, None
    while time.monotonic() - started < BACK_S:
        for port in sorted((ports() - before) | ({named} if named else set())):
            try:
                with LinkClient(port) as link:
                    return _asked(port, link)
            except ConnectError as error:  # not there yet, or another program looks at it first
                seen, why = port, error
        if {drive.folder for drive in drives.mounted()} - drives_before:
            raise FlashError(f"The Pico came back as a drive, so the image is not on it whole.\n{BROKEN_OFF}")
        tick(f"{time.monotonic() - started:.0f} s")
        time.sleep(LOOK_S)
    raise FlashError(_no_answer(seen, why))


def _asked(port: str, link: LinkClient) -> Grip:
    """The self-test that a running grip can take."""
    grip = Grip(port, link.version)
    state = parse(link.ask("state")[0])
    status = dict(_pair(words) for words in link.ask("status"))
    grip.settings = dict(_pair(words) for words in link.ask("settings"))
    if state is None or state.focus or state.shutter:
        closed = [name for name, on in (("FOCUS", state and state.focus), ("SHUTTER", state and state.shutter)) if on]
        grip.problems.append(
            f"{' and '.join(closed) or 'A line'} is closed. Is a finger on a button, or a button wired wrongly? "
            "Let go and see: backgrip status"
        )
    if status.get("defaults") == "1":
        grip.problems.append("It runs on default settings: its settings file could not be used. See: backgrip status")
    if status.get("faults", "0") != "0":
        grip.problems.append("It restarted after a fault. See what it says: backgrip log")
    return grip


def compare(grip: Grip, version: str | None, settings: dict[str, object] | None) -> None:
    """Adds to `grip.problems` what is not as it should be: the image's version, the settings it had before."""
    if version and grip.version != version:
        grip.problems.append(f"It says version {grip.version}, the image is {version}. Repeat the command.")
    for name, value in (settings or {}).items():
        if name in grip.settings and grip.settings[name] != str(value):
            grip.problems.append(f"The setting {name} was {value} and is now {grip.settings[name]}.")


def read_back(grip: Grip, image: Image, tick: Callable[[str], None]) -> None:
    """Compares every byte of flash with the image; the grip is stopped for it and starts again.

    Raises FlashError if they differ, ConnectError.
    """
    end = image.start + len(image.data)
    with open_console(grip.port) as console:
        for at in range(image.start, end, PIECE):
            part = image.data[at - image.start : at - image.start + PIECE]
            if console.run(_READ_BACK % (at, len(part))).strip() != str(crc32(part)):
                raise FlashError(
                    f"The Pico's flash differs from the image within 64 KiB of {at:#x}.\n"
                    "Unplug it, plug it in with BOOTSEL held down, and repeat the command. If it happens again, its\n"
                    "flash is worn out or broken: use another Pico."
                )
            tick(f"{100 * (at + len(part) - image.start) // len(image.data)}%")


def _pair(words: str) -> tuple[str, str]:
    _, name, value = (words.split(" ", 2) + ["", ""])[:3]
    return name, value


def _no_answer(port: str | None, why: ConnectError | None) -> str:
    if port is None or "cannot be opened" in str(why):
        return (
            f"The image was copied, but no grip has come back on USB after {BACK_S} s.\n"
            "Unplug the Pico, plug it in again and look at it: backgrip status\n"
            f"If its LED stays dark, flash it again. {NO_DATA}"
        )
    return f"The image was copied, but the grip could not be tested.\n{why}"
