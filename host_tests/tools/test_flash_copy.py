"""The image checked and copied: wrong files, drives that fail in the middle, Picos that do not come back."""

import errno
import os
import shutil
import struct
import subprocess
import sys

import pytest
import typer
from backgrip.connect import ConnectError
from backgrip.flash import back, cli, copying, drives, images
from backgrip.flash.errors import FlashError
from backgrip.image import frozen_uf2, stock_uf2, uf2
from backgrip.version import VERSION
from bootsel import RomDrive, put_drive
from typer.testing import CliRunner

app = typer.Typer(pretty_exceptions_enable=False)
app.command()(cli.flash)


@pytest.fixture
def place(tmp_path, monkeypatch):
    """The only folder where a drive can appear; nothing else is connected, and nobody waits for long."""
    folder = tmp_path / "RPI-RP2"
    monkeypatch.setattr(drives, "candidates", lambda: {folder: None})
    monkeypatch.setattr(drives, "unmounted", lambda: [])
    monkeypatch.setattr("backgrip.connect.ports.list_ports.comports", lambda: [])
    monkeypatch.setattr(copying, "GONE_S", 1)
    monkeypatch.setattr(back, "BACK_S", 0.2)
    monkeypatch.setattr(back, "LOOK_S", 0.05)
    monkeypatch.setattr(cli, "DRIVE_S", 0.3)
    monkeypatch.setattr(cli, "LOOK_S", 0.05)
    return folder


def flashed(*arguments):
    """The failure of `backgrip flash`, as the command line gets it."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=True)
    assert isinstance(result.exception, (FlashError, ConnectError)), result.output
    return str(result.exception)


def ours():
    return frozen_uf2().read_bytes()


def other_family():
    raw = bytearray(ours())
    for at in range(0, len(raw), uf2.BLOCK):
        struct.pack_into("<I", raw, at + 28, 0xE48BFF59)
    return bytes(raw)


def beyond():
    """An image that reaches into the file system."""
    whole = uf2.parse(ours())
    return uf2.encode(uf2.Image(whole.start, whole.data.ljust(0xA0100, b"\0")))


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: b"", "no UF2 file but empty"),
        (lambda: b"<html>404</html>" * 64, "no UF2 file but a web page"),
        (lambda: b"x" * 1024, "no UF2 file but something else"),
        (lambda: ours()[:-512], "cut short"),
        (lambda: ours()[: 512 * 300 + 77], "cut short"),
        (other_family, "another chip"),
        (lambda: ours()[:5120] + bytes(512) + ours()[5632:], "damaged .block 11 has no"),
        (lambda: stock_uf2().read_bytes(), "not Backgrip but MicroPython v"),
        (beyond, "overwrite the grip's settings"),
    ],
)
def test_wrong_files(place, tmp_path, make, says):
    put_drive(place)
    path = tmp_path / "given.uf2"
    path.write_bytes(make())
    told = flashed("--uf2", path)
    assert says.replace(" .", " (") in told and "Nothing was written" in told
    assert [file.name for file in place.iterdir()] == ["INFO_UF2.TXT"]


def test_a_name_that_promises_another_version(place, tmp_path):
    path = tmp_path / f"backgrip-{VERSION}.uf2"
    path.write_bytes(ours().replace(b"\0" + VERSION.encode() + b"\0", b"\x009.9.9\0"))
    assert f"is called {VERSION} but is of another version" in flashed("--uf2", path)


def test_no_image(place, monkeypatch):
    monkeypatch.setattr(images, "find", lambda: None)
    assert "no image to flash. Build it first: make uf2" in flashed()
    monkeypatch.setattr(images, "CHECKOUT", None)
    assert "project's release" in flashed()
    assert "cannot be read" in flashed("--uf2", "nowhere.uf2")


def test_nothing_connected(place):
    told = flashed("--uf2", frozen_uf2())
    assert "No drive of a Pico appeared" in told and "Hold the BOOTSEL button" in told and "no data wires" in told


def test_port_and_drive(place):
    result = CliRunner().invoke(app, ["--port", "COM3", "--drive", str(place)])
    assert result.exit_code == 2


@pytest.mark.parametrize("after", [1, 66, 600])
def test_the_cable_comes_out(place, after):
    """The drive vanishes after so many blocks."""
    with RomDrive(place, bytes(2 << 20), leave_after=after) as rom:
        told = flashed("--uf2", frozen_uf2())
    assert "vanished before everything was on it" in told and "hold BOOTSEL down" in told
    assert rom.order[0] == 1 and 0 not in rom.order


def test_the_drive_stays(place):
    with RomDrive(place, bytes(2 << 20), stays=True):
        assert "does not go away" in flashed("--uf2", frozen_uf2())


def test_copied_and_nothing_comes_back(place):
    """Also the whole way on a bare Pico: everything copied in order, in pieces that wait for the drive."""
    with RomDrive(place, bytes(2 << 20)) as rom:
        told = flashed("--uf2", frozen_uf2())
    assert "no grip has come back" in told and rom.rom.restarted
    assert rom.order == [*range(1, len(rom.order)), 0]


def test_it_comes_back_as_a_drive(place):
    with RomDrive(place, bytes(2 << 20), on_restart=lambda flash: put_drive(place)):
        # the drive is back before or after the copy has seen it vanish
        told = flashed("--uf2", frozen_uf2())
    assert "came back as a drive" in told or "does not go away" in told


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.EROFS, "is read-only"),
        (errno.EACCES, "may not be written"),
        (errno.ENOSPC, "is full"),
        (errno.EIO, "vanished"),
    ],
)
@pytest.mark.parametrize("pieces", [0, 3])
def test_the_system_refuses(place, monkeypatch, number, says, pieces):
    """From the first write on, or after some: what is told of the Pico differs."""
    put_drive(place)
    calls = []

    def fsync(file):
        calls.append(file)
        if len(calls) > pieces:
            if number == errno.EIO:
                shutil.rmtree(place)
            raise OSError(number, os.strerror(number))

    monkeypatch.setattr(copying.os, "fsync", fsync)
    told = flashed("--uf2", frozen_uf2())
    assert says in told
    assert ("has what it had" in told) == (pieces == 0 and number != errno.EIO)
    assert ("no more than the first block" in told) == (pieces == 0 and number == errno.EIO)
    assert ("starts none" in told) == (pieces > 0)


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are POSIX")
def test_a_full_drive_for_real(place, tmp_path):
    """A process that may write 100 kB and no more."""
    put_drive(place)
    code = (
        "import resource, signal, sys; from pathlib import Path\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "from backgrip.flash import copying, drives\n"
        "try: copying.copy(Path(sys.argv[1]).read_bytes(), drives.at(Path(sys.argv[2])), 'a.uf2', lambda _: None)\n"
        "except Exception as why: print(why)\n"
    )
    command = [sys.executable, "-c", code, str(frozen_uf2()), str(place)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "is full" in told and "starts none" in told


def test_a_fault_of_the_very_last_block_is_no_verdict(place, monkeypatch):
    """The Pico may have restarted before the system had its answer."""
    put_drive(place)
    raw = ours()[:4096]
    left = [len(list(copying.pieces(raw)))]

    def fsync(file):
        left[0] -= 1
        if not left[0]:
            raise OSError(errno.EIO, "gone")

    monkeypatch.setattr(copying.os, "fsync", fsync)
    assert copying.copy(raw, drives.at(place), "a.uf2", lambda _: None) is False


def test_ctrl_c_in_the_middle(place, monkeypatch, capsys):
    put_drive(place)

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(copying, "_write", stop)
    with pytest.raises(KeyboardInterrupt):
        cli._copy(images.check(frozen_uf2()), drives.at(place))
    assert "hold BOOTSEL down" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"state": ["state 0 0 1 0 lock 0 0 0 0 ready"]}, "FOCUS is closed"),
        ({"status": ["is defaults 1", "is faults 0"]}, "default settings"),
        ({"status": ["is defaults 0", "is faults 2"]}, "restarted after a fault"),
        ({"settings": ["setting tap_ms 250"]}, "tap_ms was 300 and is now 250"),
        ({"version": "0.0.1"}, "It says version 0.0.1"),
    ],
)
def test_a_grip_that_is_not_as_it_should_be(answers, says):
    good = {
        "version": VERSION, "state": ["state 0 0 0 0 lock 0 0 0 0 ready"], "status": ["is defaults 0", "is faults 0"],
        "settings": ["setting tap_ms 300", "setting wake_lead_ms None", "setting dark True"],
    }  # fmt: skip

    class Link:
        def __init__(self, answers):
            self.version, self.ask = answers["version"], answers.get

    for given, problems in ((good, 0), (good | answers, 1)):
        grip = back._asked("COM3", Link(given))
        back.compare(grip, VERSION, {"tap_ms": 300, "wake_lead_ms": None, "dark": True})
        assert len(grip.problems) == problems
    assert says in grip.problems[0]
