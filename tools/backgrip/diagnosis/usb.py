"""Boards on USB: serial ports, drives, and whether this user may use them."""

import getpass
import os
import sys

from serial import SerialException, serial_for_url
from serial.tools import list_ports

from backgrip.connect import ConnectError
from backgrip.connect.link import LinkClient, NotSpoken
from backgrip.connect.ports import PICO, why_not_opened
from backgrip.diagnosis.finding import Finding
from backgrip.flash import drives
from backgrip.flash.errors import BY_BUTTON, NO_DATA
from backgrip.flash.info import RP2040
from backgrip.problem import Problem

GROUPS = ("dialout", "uucp", "plugdev")  # Debian, Fedora and others; Arch; sometimes drives
USUAL = 0x2E8A  # USB vendor: Raspberry Pi


def boards() -> list[Finding]:
    """Every serial port and every drive of a board; told what to do if there is neither."""
    ports = [_port(port) for port in sorted(list_ports.comports(), key=lambda port: port.device) if port.vid]
    found = [finding for port in ports for finding in port] + _drives()
    if not any(finding.name in ("grip", "drive") for finding in found):
        found.append(Finding("boards", "Pico", "none connected", None, f"{BY_BUTTON}\n{NO_DATA}"))
    return found


def _port(port) -> list[Finding]:
    what = f"{port.device}, USB {port.vid:04x}:{port.pid:04x}, {port.product or port.description or 'no name'}"
    if (port.vid, port.pid) != PICO:
        own = " (Raspberry Pi, not MicroPython)" if port.vid == USUAL else ""
        return [Finding("boards", "serial port", what + own)]
    try:
        serial_for_url(port.device, exclusive=True).close()
    except (OSError, ValueError, SerialException) as why:
        return [Finding("boards", "grip", what, False, why_not_opened(port.device, why))]
    return [Finding("boards", "grip", what, True), _hello(port.device)]


def _hello(device: str) -> Finding:
    """What is on the port says; a board without Backgrip is fine for flashing."""
    try:
        with LinkClient(device) as link:
            return Finding("boards", "says", f"Backgrip {link.version}", True)
    except NotSpoken as why:
        return Finding("boards", "says", "MicroPython's console" if why.console else "nothing", None, str(why))
    except ConnectError as why:
        return Finding("boards", "says", "gone while it was asked", None, str(why))


def _drives() -> list[Finding]:
    try:
        mounted = drives.mounted()
    except Problem as why:
        return [Finding("boards", "drive", "may not be read", False, str(why))]
    found = []
    for drive in mounted:
        ours = drive.info.board == RP2040
        advice = "" if ours else "The image is for the RP2040 of the Raspberry Pi Pico, not for this board. Unplug it."
        told = f"{drive.folder}, {drive.info.title} ({drive.info.board})"
        found.append(Finding("boards", "drive", told, ours, advice))
    for device in drives.unmounted():
        found.append(Finding("boards", "drive", f"{device}, not mounted", False, drives.how_to_mount(device)))
    return found


def rights() -> list[Finding]:
    """Linux: whether this user is in the group of serial ports. Elsewhere nobody needs one."""
    if not sys.platform.startswith("linux"):
        return []
    import grp

    members = {group.gr_name: group for group in grp.getgrall() if group.gr_name in GROUPS}
    mine = sorted(name for name, group in members.items() if group.gr_gid in {os.getegid(), *os.getgroups()})
    if os.geteuid() == 0:
        return [Finding("rights", "groups", "root, needs none", True)]
    if {"dialout", "uucp"} & set(mine) or not {"dialout", "uucp"} & set(members):
        return [Finding("rights", "groups", ", ".join(mine) or "none is known here", True if mine else None)]
    group = "dialout" if "dialout" in members else "uucp"
    if getpass.getuser() in members[group].gr_mem:
        advice = f"You have joined {group}, but not logged in anew since. Log out and in again."
    else:
        advice = f"Join the group that owns serial ports, then log out and in again: sudo usermod -aG {group} $USER"
    return [Finding("rights", "groups", f"not in {group}", _reachable(), advice)]


def _reachable() -> bool | None:
    """Without the group: False, unless udev gives this user the ports that are there."""
    ports = [port.device for port in list_ports.comports() if (port.vid, port.pid) == PICO]
    return None if ports and all(os.access(port, os.R_OK | os.W_OK) for port in ports) else False
