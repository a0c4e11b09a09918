"""`backgrip use`: a camera's profile into a grip or a file, on the emulated Pico over a socket."""

import json
import re
import subprocess
import sys

import pytest
from backgrip.board import Board
from backgrip.image import frozen_uf2
from board.rig import settings_file
from grip import profile, settings

BODY = """
brand = "Made-up"
[sources.m]
title = "a made-up body"
kind = "memory"
[[body]]
name = "M1"
port = { is = "canon-e3", evidence = "assumed", source = "m" }
behaves_as = { is = "canon-fires", evidence = "assumed", source = "m" }
[body.profile]
shutter_needs_focus = { is = false, evidence = "assumed", source = "m" }
shutter_min_ms = { is = 300, evidence = "assumed", source = "m" }
style = { is = "track", evidence = "assumed", source = "m" }
[[body]]
name = "M2"
port = { is = "none", evidence = "assumed", source = "m" }
instead = { is = "Use its own button.", evidence = "assumed", source = "m" }
behaves_as = { is = "canon-fires", evidence = "assumed", source = "m" }
"""
OF_M1 = {"shutter_needs_focus": False, "shutter_min_ms": 300, "style": "track"}


@pytest.fixture
def cameras(tmp_path):
    folder = tmp_path / "cameras"
    folder.mkdir()
    (folder / "made-up.toml").write_text(BODY, encoding="utf-8")
    return folder


def backgrip(*words, cwd=None):
    run = subprocess.run([sys.executable, "-m", "backgrip", *map(str, words)], capture_output=True, text=True, cwd=cwd)
    return run.returncode, run.stdout, run.stderr


def test_a_new_body_from_one_file_sets_up_a_connected_grip(cameras):
    """Every profile field is set, those of the camera before go back to defaults, the owner's settings stay."""
    board = Board(frozen_uf2(), files={"backgrip.json": settings_file(focus_lead_ms=500, tap_ms=400)}, usb=True)
    board.run(ms=150)
    with board.serve() as server:
        code, out, err = backgrip("use", "made-up m1", "--folder", cameras, "--port", f"socket://127.0.0.1:{server.port}")
    assert code == 0, err
    assert "focus_lead_ms" in out and "500" in out and "read back" in out
    board.run(ms=150)
    kept = json.loads(board.read_file("backgrip.json"))["settings"]
    assert kept == {**settings.defaults(), **OF_M1, "tap_ms": 400}
    board.press("index")
    board.run(ms=5)
    assert board.level("SHUTTER") and not board.level("FOCUS")  # the new profile is in force


def test_a_file_to_copy(cameras, tmp_path):
    path = tmp_path / "grip.json"
    code, out, _ = backgrip("use", "m1", "--folder", cameras, "--file", path)
    assert code == 0 and f"mpremote cp {path} :/backgrip.json + reset" in out
    values, complaints = settings.parse(path.read_text())
    assert values == {**settings.defaults(), **OF_M1} and not complaints
    assert {field[0] for field in profile.FIELDS} == set(json.loads(path.read_text())["settings"])


def test_a_file_that_is_there_keeps_what_else_it_holds(cameras, tmp_path):
    path = tmp_path / "grip.json"
    path.write_bytes(settings_file(tap_ms=300, focus_lead_ms=7))
    assert backgrip("use", "m1", "--folder", cameras, "--file", path)[0] == 0
    assert settings.parse(path.read_text())[0] == {**settings.defaults(), **OF_M1, "tap_ms": 300}


@pytest.mark.parametrize(
    "words, says",
    [
        (["use", "m1"], "No grip is connected.*\n.*\n.*--file backgrip.json"),
        (["use", "m2"], "no wired release.*Nothing was changed.*\nUse its own button.*\nMore: backgrip guide"),
        (["use", "m9"], "no camera"),
        (["use", "m1", "--port", "socket://127.0.0.1:9"], "Nothing answers"),
        (["use", "m1", "--file", "notes.txt"], "Nothing was written: notes.txt"),
        (["use", "m1", "--file", "newer.json"], "of version 99"),
        (["use", "m1", "--file", "no/such/folder.json"], "Nothing was written"),
    ],
)
def test_what_does_not_work(cameras, tmp_path, words, says):
    """Told on stderr with exit code 1; nothing half-written, and what was there stays."""
    (tmp_path / "notes.txt").write_text("my notes")
    (tmp_path / "newer.json").write_bytes(settings_file().replace(b'"version": 1', b'"version": 99'))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    code, out, err = backgrip(*words, "--folder", cameras, cwd=tmp_path)
    assert code == 1 and re.search(says, err, re.DOTALL), err
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before
