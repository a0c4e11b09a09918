"""`backgrip status | get | set | reset-settings | backup | restore | log`, against the emulated grip over a socket."""

import contextlib
import json
import re
from pathlib import Path

import pytest
from backgrip.board import Board
from backgrip.image import frozen_uf2, stock_uf2
from backgrip.setting.fields import complete, complete_assignment, fields
from backgrip.version import VERSION
from commands import LOG, NOWHERE, app, call, ok
from fake_grip import FakeGrip
from grip import settings
from served import served
from typer.testing import CliRunner

CHANGES = Path(__file__).resolve().parents[2] / "firmware" / "CHANGES.md"


def stored(values, version=1, crc=None):
    """A settings file."""
    return json.dumps({"version": version, "settings": values, "crc": crc or settings.checksum(values)}).encode()


FIRST = stored({"tap_ms": 300, "style": "track", "future_ms": 5})  # of an older grip, and with a name of a newer one


@pytest.fixture(scope="module")
def board():
    files = {"backgrip.json": FIRST, "backgrip.log": LOG}
    board = Board(frozen_uf2(), files=files, usb=True, erase_ms=0, program_ms=0)
    board.run(ms=150)
    return board


@pytest.fixture(scope="module")
def port(board):
    """A grip that shoots, served for this module; what a test leaves on it is what the next finds."""
    with served(board) as url:
        yield url


def test_a_grip_tells_and_goes_on(port, board):
    told = json.loads(ok(port, "status", "--json"))
    assert told["mode"] == "shooting" and told["version"] == VERSION and told["start"] == "switched-on"
    assert told["battery_mv"] == 3000 and told["defaults"] == 1  # a name it does not know
    assert told["state"]["style"] == "track" and told["state"]["frames"] == 0
    assert told["settings"] == {**settings.defaults(), "tap_ms": 300, "style": "track"}
    said = ok(port, "get", "tap-ms", "wake_lead_ms")
    assert re.search(r"tap_ms +│ 300 ms\* +│ 250 ms +│ 200 to 500 ms +│ longest tap", said)
    assert re.search(r"wake_lead_ms +│ not used +│ not used +│ 0 to 5000 ms, or none", said) and "dark" not in said
    assert [one["number"] for one in json.loads(ok(port, "log", "--json"))] == [7, 8, 9]
    assert len(board.resets) == 1 and board.console.count(", style ") == 1 and "Maintenance" not in board.console


def test_set_backup_reset_restore(port, board, tmp_path):
    """What is unknown to this version survives it all; what was there before is kept."""
    said = ok(port, "set", "tap_ms=0.35s", "dark=yes", "wake_lead_ms=400")
    assert "tap_ms: 350 ms (was 300 ms)" in said and "dark: yes (was no)" in said and "started again" in said
    kept = tmp_path / "kept.json"
    ok(port, "backup", kept)
    values = {"tap_ms": 350, "style": "track", "future_ms": 5, "dark": True, "wake_lead_ms": 400}
    assert kept.read_bytes() == board.read_file("backgrip.json")
    found = json.loads(kept.read_bytes())
    assert found["settings"] == values and found["version"] == 1 and found["crc"] == settings.checksum(values)
    code, _, problem = call(port, "backup", kept)
    assert code == 1 and "is there already" in problem

    code, said, _ = call(port, "reset-settings", answer="n\n")
    assert code == 1 and "All settings" in said
    assert "tap_ms: 250 ms (was 350 ms)" in ok(port, "reset-settings", "tap_ms", "--yes")
    said = ok(port, "reset-settings", answer="y\n")
    assert "dark: no (was yes)" in said and "/backgrip.old" in said and "tap_ms:" not in said
    assert json.loads(board.read_file("backgrip.old"))["settings"] == {**values, "tap_ms": 250}
    said = ok(port, "restore", kept)
    assert "tap_ms 350 ms" in said and "not known to this version: future_ms" in said
    assert board.read_file("backgrip.json") == kept.read_bytes()


def test_backup_of_a_grip_without_a_file(tmp_path, monkeypatch):
    monkeypatch.setattr("backgrip.setting.backup.open_console", contextlib.nullcontext)
    monkeypatch.setattr("backgrip.setting.files.read", lambda console: None)
    assert "on defaults" in ok(NOWHERE, "backup", tmp_path / "empty.json")
    text = (tmp_path / "empty.json").read_text()
    assert settings.parse(text) == (settings.defaults(), [])


@pytest.mark.parametrize("text, code, says", [
    (stored({"tap_ms": 300}, version=3), 0, "of version 3, this firmware knows 1. It was saved as it is"),
    (stored({"tap_ms": 300}, crc="0"), 1, "Nothing was saved: the grip's settings file is damaged"),
])  # fmt: skip
def test_backup_of_a_file_that_is_not_in_order(tmp_path, monkeypatch, text, code, says):
    monkeypatch.setattr("backgrip.setting.backup.open_console", contextlib.nullcontext)
    monkeypatch.setattr("backgrip.setting.files.read", lambda console: text)
    ended, said, problem = call(NOWHERE, "backup", tmp_path / "a.json")
    assert ended == code and says in said + problem
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [text] * (code == 0)


def test_all_or_none(port, board):
    """Values that do not go together; values that each are wrong never reach a grip."""
    before = board.read_file("backgrip.json")
    code, _, problem = call(port, "set", "dark=no", "debounce_ms=40", "shutter_min_ms=30")
    assert code == 1 and "Nothing was changed" in problem and "shutter_min_ms is below debounce_ms" in problem
    assert board.read_file("backgrip.json") == before


def test_a_file_that_the_grips_firmware_is_too_old_for(port, tmp_path, monkeypatch):
    from backgrip.setting.fields import firmware

    newer = tmp_path / "newer.json"
    newer.write_bytes(stored({"tap_ms": 300}, version=2))
    code, _, problem = call(NOWHERE, "restore", newer)
    assert code == 1 and "of version 2, this firmware knows 1" in problem and "update this tool" in problem
    monkeypatch.setattr(firmware(), "VERSION", 2)  # a newer tool, and the grip as it is
    code, _, problem = call(port, "restore", newer)
    assert code == 1 and "Nothing was changed" in problem and "the grip's firmware knows 1. Update" in problem


@pytest.mark.parametrize(
    "text, says",
    [
        (b"", "damaged or empty"), (b"\xff\xfe\x00", "no text"), (b"[1, 2]", "damaged"),
        (stored({"tap_ms": 300}, crc="00000000"), "checksum is wrong"),
        (stored({"tap_ms": 9}), "tap_ms is 9, it must be 200 to 500 ms"),
        (stored({"debounce_ms": 40, "shutter_min_ms": 30}), "shutter_min_ms is below debounce_ms"),
    ],
)  # fmt: skip
def test_files_that_are_not_restored(tmp_path, text, says):
    """Nothing is sent: there is no grip."""
    file = tmp_path / "file.json"
    file.write_bytes(text)
    code, _, problem = call(NOWHERE, "restore", file)
    assert code == 1 and "Nothing was changed" in problem and says in problem


def test_files_that_cannot_be_read_or_written(tmp_path):
    code, _, problem = call(NOWHERE, "restore", tmp_path / "none.json")
    assert code == 1 and "cannot be read: No such file" in problem
    code, _, problem = call(NOWHERE, "backup", tmp_path / "no" / "folder.json")
    assert code == 1 and "Nothing was saved: there is no folder" in problem and list(tmp_path.iterdir()) == []


def test_names_that_are_no_settings():
    for words in (["get", "nap_ms"], ["reset-settings", "nap_ms", "--yes"]):
        done = CliRunner().invoke(app, [*words, "--port", NOWHERE])
        assert done.exit_code == 2 and "tap_ms" in done.output
    assert complete("shutter_m") == ["shutter_min_ms"] and complete_assignment("da") == ["dark="]


def test_nobody_there():
    for words in (["status"], ["get"], ["log"], ["set", "dark=yes"], ["reset-settings", "-y"]):
        code, _, problem = call(NOWHERE, *words)
        assert code == 1 and "Nothing answers at" in problem


def test_maintenance_then_stopped():
    """Through the console, and left in maintenance; a stop on request ends with a grip that shoots."""
    board = Board(frozen_uf2(), files={}, usb=True, erase_ms=0, program_ms=0)
    board.run(ms=150)
    board.send("\x03")
    board.run(ms=50)
    with served(board) as port:
        said = ok(port, "status")
        assert "maintenance mode: both lines open" in said and "it stays stopped" in said and "all at default" in said
        assert board.console.count(", style ") == 1
        done = CliRunner().invoke(app, ["log", "--stop", "--port", port])
        assert "log is empty: nothing has gone wrong" in done.stdout and "has started again" in done.stderr
    board.run(ms=150)
    assert board.console.rstrip().endswith(", style lock")


def test_micropython_without_a_grip():
    board = Board(stock_uf2(), files={}, usb=True)
    board.run(ms=100)
    with served(board) as port:
        code, _, problem = call(port, "status")
    assert code == 1 and "MicroPython but not Backgrip" in problem


def test_a_grip_in_plain_mode_is_not_stopped_unasked(monkeypatch):
    monkeypatch.setattr("backgrip.connect.link.ANSWER_S", 0.1)
    with FakeGrip({"hello": b""}) as end:
        code, _, problem = call(end.url, "log")
    assert code == 1 and "plain mode" in problem and "add --stop" in problem and b"\x03" not in end.raw


def test_the_page_of_changes_has_every_setting():
    page = CHANGES.read_text(encoding="utf-8")
    assert set(fields()) <= set(re.findall(r"`(\w+)`", page))
    versions = re.findall(r"^## (\d{4}-\d\d-\d\d): file version (\d+)$", page, flags=re.M)
    assert int(versions[0][1]) == settings.VERSION and versions == sorted(versions, reverse=True)


@pytest.mark.parametrize("name", ["status", "get", "log", "set", "reset-settings", "backup", "restore"])
def test_help_teaches(name):
    said = " ".join(CliRunner().invoke(app, [name, "--help"]).output.split())
    assert "Exit codes: 0 done" in said and "130 Ctrl-C" in said and "--port" in said
    assert "keeps shooting" in said or "stopped for a moment" in said
