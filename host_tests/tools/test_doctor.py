"""`backgrip doctor`: what it finds, what it says is wrong, and that it tells nobody's name."""

import json
import os
import sys
from pathlib import Path

import pytest
import typer
from backgrip import diagnosis
from backgrip.connect.link import NotSpoken
from backgrip.diagnosis import machine, making, private, usb
from backgrip.diagnosis.finding import Finding
from backgrip.doctor import doctor
from backgrip.flash import drives
from backgrip.image import frozen_uf2
from backgrip.version import VERSION
from bootsel import INFO_RP2350, put_drive
from typer.testing import CliRunner

app = typer.Typer()
app.command()(doctor)


class Port:
    vid, pid, product, description = 0x2E8A, 0x0005, "Board in FS mode", "Board in FS mode"

    def __init__(self, device, vid=0x2E8A, pid=0x0005):
        self.device, self.vid, self.pid = device, vid, pid


@pytest.fixture(autouse=True)
def nothing(monkeypatch):
    """A computer with an image and rights, and nothing connected."""
    monkeypatch.setattr(usb.list_ports, "comports", lambda: [])
    monkeypatch.setattr(drives, "candidates", dict)
    monkeypatch.setattr(drives, "unmounted", lambda: [])
    monkeypatch.setattr(making.images, "find", frozen_uf2)
    monkeypatch.setattr(diagnosis, "rights", list)


def asked(*options):
    result = CliRunner().invoke(app, list(options))
    return result.exit_code, result.output


def found(*options):
    code, output = asked("--json")
    told = json.loads(output)
    assert told["ok"] == (code == 0)
    return code, {(each["group"], each["name"]): each for each in told["findings"]}


def test_a_computer_that_can_flash():
    code, told = found()
    assert code == 0
    assert told["system", "backgrip"]["value"].startswith(VERSION)
    assert told["packages", "pyserial"]["well"] and told["image", "image"]["well"]
    assert "Hold the BOOTSEL button" in told["boards", "Pico"]["advice"]
    assert told["terminal", "output"]["value"].startswith("no terminal")


def test_for_eyes_and_for_an_issue():
    code, shown = asked()
    assert code == 0 and "A grip can be flashed from this computer." in shown and "mpremote" in shown
    code, text = asked("--text")
    assert code == 0 and text.startswith("backgrip doctor\nsystem:\n") and "\x1b" not in text
    assert asked("--text", "--json")[0] == 2


def test_no_image(monkeypatch):
    monkeypatch.setattr(making.images, "find", lambda: None)
    code, told = found()
    assert code == 1 and "make uf2" in told["image", "image"]["advice"]
    assert "!! image: none\n     Build it first: make uf2" in asked("--text")[1]
    assert "Something is missing" in asked()[1]


def test_a_damaged_image(monkeypatch, tmp_path):
    path = tmp_path / "a.uf2"
    path.write_bytes(frozen_uf2().read_bytes()[:-512])
    monkeypatch.setattr(making.images, "find", lambda: path)
    code, told = found()
    assert code == 1 and "cut short" in told["image", "image"]["advice"]


def test_a_package_that_is_missing(monkeypatch):
    monkeypatch.setattr(machine, "NEEDED", ("pyserial", "no-such-package"))
    code, told = found()
    assert code == 1 and "pip install no-such-package" in told["packages", "no-such-package"]["advice"]


def test_ports(monkeypatch):
    """A grip that answers, one that is in use, something else."""
    ours, theirs = os.openpty()
    taken = os.ttyname(theirs)
    monkeypatch.setattr(usb.list_ports, "comports", lambda: [Port(taken), Port("/dev/ttyUSB7", 0x1234, 0x5678)])

    class Link:
        version = "0.1.0"

        def __init__(self, port):
            pass

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

    monkeypatch.setattr(usb, "LinkClient", Link)
    code, told = found()
    assert code == 0 and told["boards", "says"]["value"] == "Backgrip 0.1.0"
    assert "1234:5678" in told["boards", "serial port"]["value"] and ("boards", "Pico") not in told
    import serial

    with serial.Serial(taken, exclusive=True):
        code, told = found()
    assert code == 1 and "in use by another program" in told["boards", "grip"]["advice"]

    def silent(port):
        raise NotSpoken("MicroPython's console answers", True)

    monkeypatch.setattr(usb, "LinkClient", silent)
    code, told = found()
    assert code == 0 and told["boards", "says"]["value"] == "MicroPython's console"
    os.close(ours)
    os.close(theirs)


def test_drives(monkeypatch, tmp_path):
    pico, other = put_drive(tmp_path / "RPI-RP2"), put_drive(tmp_path / "RP2350", INFO_RP2350)
    monkeypatch.setattr(drives, "candidates", lambda: {pico: None})
    code, told = found()
    assert code == 0 and "RPI-RP2" in told["boards", "drive"]["value"]
    monkeypatch.setattr(drives, "candidates", lambda: {other: None})
    code, told = found()
    assert code == 1 and "not for this board" in told["boards", "drive"]["advice"]
    monkeypatch.setattr(drives, "candidates", dict)
    monkeypatch.setattr(drives, "unmounted", lambda: [Path("/dev/sdx1")])
    code, told = found()
    assert code == 1 and "udisksctl mount -b /dev/sdx1" in told["boards", "drive"]["advice"].replace("\\", "/")


class Group:
    def __init__(self, name, gid, members=()):
        self.gr_name, self.gr_gid, self.gr_mem = name, gid, list(members)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="groups of serial ports are Linux's")
@pytest.mark.parametrize(
    ("groups", "well", "says"),
    [
        ([Group("dialout", 20)], False, "usermod -aG dialout"),
        ([Group("uucp", 14)], False, "usermod -aG uucp"),
        ([Group("dialout", 20, ["ann"])], False, "not logged in anew"),
        ([Group("dialout", 77)], True, ""),
        ([], None, ""),
    ],
)
def test_groups(monkeypatch, groups, well, says):
    import grp

    monkeypatch.setattr(grp, "getgrall", lambda: groups)
    monkeypatch.setattr(os, "getgroups", lambda: [77])
    monkeypatch.setattr(os, "getegid", lambda: 1000)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(usb.getpass, "getuser", lambda: "ann")
    (finding,) = usb.rights()
    assert finding.well is well and says in finding.advice


def test_nobodys_name_is_told():
    text = "/home/ann/x /media/ann/RPI-RP2 C:\\Users\\ann\\y /home/anna/z plan ann's box boxes"
    told = private.without_names(text, Path("/home/ann"), "ann", "box")
    assert told == "~/x /media/USER/RPI-RP2 C:\\Users\\USER\\y /home/anna/z plan ann's HOST boxes"


def test_the_text_has_no_home(monkeypatch):
    secret = Finding("system", "Python", f"{Path.home()}/venv/bin/python")
    monkeypatch.setattr(diagnosis, "system", lambda: [secret])
    text = asked("--text")[1]
    assert "Python: ~/venv/bin/python" in text and str(Path.home()) not in text


def test_a_look_that_fails_is_a_finding(monkeypatch):
    def broken():
        raise OSError("no such thing")

    monkeypatch.setattr(diagnosis, "packages", broken)
    code, told = found()
    assert code == 0 and "OSError: no such thing" in told["doctor", "broken"]["value"]
