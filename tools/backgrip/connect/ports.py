"""Which serial port the grip is on."""

import sys

from serial.tools import list_ports

from backgrip.connect.errors import ConnectError, NoGrip

PICO = (0x2E8A, 0x0005)  # USB vendor and product of MicroPython on the RP2040

_NONE = (
    "No grip is connected: no USB serial port belongs to a Pico with MicroPython.\n"
    "Plug in the USB cable (it must carry data; many charging cables do not) and switch the grip on. If it is\n"
    "plugged in, its firmware may be missing: flash it first. Another port can be named with --port."
)


def find_port(asked: str | None) -> str:
    """The port to talk to: `asked` if given, else the only Pico that is connected. Raises ConnectError."""
    if asked:
        return asked
    found = sorted(port.device for port in list_ports.comports() if (port.vid, port.pid) == PICO)
    if not found:
        raise NoGrip(_NONE)
    if len(found) > 1:
        raise ConnectError(
            f"{len(found)} boards are connected: {', '.join(found)}.\n"
            f"Unplug all but the grip, or name one: --port {found[0]}"
        )
    return found[0]


def why_not_opened(port: str, error: Exception) -> str:
    """What to tell someone whose port could not be opened."""
    text = str(error)
    if isinstance(error, PermissionError) or "ermission" in text or "Access is denied" in text:
        return f"{port} may not be opened: {_who_may(text)}"
    if "busy" in text.lower() or "exclusively lock" in text or "temporarily unavailable" in text:
        return f"{port} is in use by another program. Close it (a terminal, an editor such as Thonny) and try again."
    if "refused" in text.lower():
        return f"Nothing answers at {port}. Is the emulated grip running, and is the number right?"
    return f"{port} cannot be opened: {text}\nIs the grip plugged in, and is this its port?"


def _who_may(text: str) -> str:
    if sys.platform == "win32":
        return "another program uses it. Close that program (a terminal, an editor such as Thonny) and try again."
    if sys.platform == "darwin":
        return f"{text}. Close other programs that use it and try again."
    return (
        "your user has no right to use serial ports.\n"
        "Join the group that owns them, then log out and in again: sudo usermod -aG dialout $USER\n"
        "(on Arch Linux the group is uucp)."
    )
