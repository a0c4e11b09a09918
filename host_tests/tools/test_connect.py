"""The cable: a grip's console, settings and lines through the real mpremote, on the emulated Pico over a socket."""

import os
import re
import sys

import pytest
import serial
from backgrip.board import Board
from backgrip.connect import (
    ConnectError,
    Lines,
    find_port,
    open_console,
    read_settings,
    write_settings,
)
from backgrip.connect.errors import NoGrip, Unplugged
from backgrip.connect.ports import why_not_opened
from backgrip.image import frozen_uf2, stock_uf2
from backgrip.version import VERSION
from board.rig import settings_file
from grip import settings


def grip(**changes):
    """A grip on the cable, ready; not yet served."""
    board = Board(frozen_uf2(), files={"backgrip.json": settings_file(**changes)}, usb=True, erase_ms=0, program_ms=0)
    board.run(ms=150)
    return board


def url(server):
    return f"socket://127.0.0.1:{server.port}"


def test_settings_lines_and_a_restart():
    board = grip(dark=True)
    with board.serve() as server, open_console(url(server)) as console:
        before = read_settings(console)
        after = write_settings(console, {"style": "track", "wake_lead_ms": None, "shutter_needs_focus": False})
        with pytest.raises(ConnectError, match="tap_ms must be 200 to 500 ms"):
            write_settings(console, {"tap_ms": 9, "dark": False})
        with pytest.raises(ConnectError, match="does not know zoom_ms.\nIt is older"):
            write_settings(console, {"zoom_ms": 9, "dark": False})
        again = read_settings(console)
        Lines(console).play([("FOCUS", True, 30), ("SHUTTER", True, 20), ("SHUTTER", False, 10), ("FOCUS", True, 0)])
    board.run(ms=150)
    assert before.firmware == VERSION and before.values == {**settings.defaults(), "dark": True} and before.usable
    wanted = {**before.values, "style": "track", "shutter_needs_focus": False}
    assert after.values == again.values == wanted
    (focus,), (shutter,) = board.closed_of("FOCUS"), board.closed_of("SHUTTER")
    assert focus.close_ns < shutter.close_ns < shutter.open_ns < focus.open_ns
    assert 20 <= (shutter.open_ns - shutter.close_ns) / 1e6 < 25 and 60 <= (focus.open_ns - focus.close_ns) / 1e6 < 70
    assert board.console.rstrip().endswith(f"Backgrip {VERSION}, style track")  # it has started again


def test_an_exception_on_the_host_leaves_a_grip_that_shoots():
    board = grip()
    with board.serve() as server, pytest.raises(KeyboardInterrupt), open_console(url(server)):
        raise KeyboardInterrupt
    board.run(ms=150)
    board.press("index")
    board.run(ms=150)
    assert board.level("SHUTTER")


def test_the_cable_comes_out():
    """In the middle of a plan: the host says so, and the board opens both lines by itself."""
    board = grip()
    server = board.serve().__enter__()
    with pytest.raises(Unplugged, match="is gone"), open_console(url(server)) as console:
        console.run("print(1)")
        server.__exit__(None, None, None)
        Lines(console).play([("FOCUS", True, 200)])
    board.run(ms=300)
    assert not board.level("FOCUS") and not board.level("SHUTTER")


def test_a_settings_file_that_cannot_be_used():
    newer = settings_file().replace(b'"version": 1', b'"version": 99')
    board = Board(frozen_uf2(), files={"backgrip.json": newer}, usb=True)
    board.run(ms=150)
    with board.serve() as server, open_console(url(server)) as console:
        with pytest.raises(ConnectError, match="of version 99.*\n.*update the grip's firmware"):
            write_settings(console, {"style": "track"})
        kept = console.run("print(open('/backgrip.json').read())")
    assert kept.strip().encode() == newer


def test_micropython_without_a_grip():
    board = Board(stock_uf2(), files={}, usb=True)
    board.run(ms=100)
    with board.serve() as server, open_console(url(server)) as console:
        with pytest.raises(ConnectError, match="MicroPython but not Backgrip"):
            read_settings(console)


def test_no_grip():
    with pytest.raises(NoGrip, match="No grip is connected.*\n.*data"):
        find_port(None)
    assert find_port("COM7") == "COM7"


def test_more_than_one(monkeypatch):
    class Port:
        vid, pid = 0x2E8A, 0x0005

        def __init__(self, device):
            self.device = device

    monkeypatch.setattr("backgrip.connect.ports.list_ports.comports", lambda: [Port("B"), Port("A")])
    with pytest.raises(ConnectError, match="2 boards are connected: A, B.\n.*--port A"):
        find_port(None)


def test_nobody_answers():
    with pytest.raises(ConnectError, match="Nothing answers at socket://127.0.0.1:9"), open_console(
        "socket://127.0.0.1:9"
    ):
        pass


@pytest.mark.parametrize(
    "error, says",
    [
        (PermissionError(13, "Permission denied: '/dev/ttyACM0'"), "group|another program"),
        (serial.SerialException("Could not exclusively lock port"), "another program"),
        (serial.SerialException("could not open port 'x': No such file"), "plugged in"),
    ],
)
def test_why_a_port_does_not_open(error, says):
    assert re.search(says, why_not_opened("/dev/ttyACM0", error))


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal stands for a serial port here")
def test_a_port_in_use():
    ours, theirs = os.openpty()
    name = os.ttyname(theirs)
    with serial.Serial(name, exclusive=True):
        with pytest.raises(ConnectError, match="in use by another program"), open_console(name):
            pass
    os.close(ours)
    os.close(theirs)
