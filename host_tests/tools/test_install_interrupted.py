"""`backgrip install` interrupted: whatever moment it is, the old version or the new one runs, and settings are intact.

Nothing outlasts an interruption but what is in flash. So one installation is recorded, operation by operation, and
every state of the flash in between is looked at: that covers every exchange on the console and everything between two.
A sample is switched on, for a small application's update; BACKGRIP_ALL_BOOTS=1 switches on every state of it.
"""

import os
import random

import pytest
from backgrip.firmware import FIRMWARE, settings_file
from backgrip.image.plain import compile_file, plain_files
from backgrip.install import put_on as installing
from backgrip.install.cli import install
from backgrip.install.errors import InstallError
from backgrip.version import VERSION
from install_rig import OLD_MAIN, Recorder, boots, put, started, stock_board, tiny, url

OURS = {name: (FIRMWARE / name).read_bytes() for name in ("boot.py", "main.py")}
MINE = {"backgrip.json": settings_file(style="track"), "backgrip.log": b"1 hang x", "lib/mine.py": b"x = 1"}
OLD_VERSION = "0.0.9"
SAMPLE = 12


def test_every_state_between_two_versions_of_the_firmware(tmp_path, monkeypatch, capsys):
    """The old version up to a moment, the new one from then on, never neither; settings, log and files of the owner's
    as they were. The moment with no folder in its place is switched on."""
    (tmp_path / "version.py").write_text(f'VERSION = "{OLD_VERSION}"\n')
    new = plain_files()
    monkeypatch.setattr(installing, "plain_files", lambda: new)
    older = {"grip/version.mpy": compile_file(tmp_path / "version.py"), "grip/gone.mpy": new["grip/ticks.mpy"]}
    old = {**new, **older, "main.py": OLD_MAIN}
    board = stock_board({**old, **MINE, "grip/notes.txt": b"mine"})
    with board.serve() as server:
        recorder = Recorder(board)
        install(url(server))
    told = capsys.readouterr().out
    assert f"Backgrip {VERSION} is on the board" in told and "every one checked). It runs" in told
    story, between = [], None
    for state in recorder.states():
        files = state.files()
        story.append(started(files, old, new))
        assert story[-1] in ("old", "new"), f"state {state.number}, torn {state.torn}: {sorted(files)}"
        assert {path: files.get(path) for path in MINE} == MINE, f"state {state.number}"
        assert b"mine" in (files.get("grip/notes.txt"), files.get("grip.old/notes.txt")), f"state {state.number}"
        if "grip/app.mpy" not in files:
            between = state
    assert len(story) > 200 and story == sorted(story, reverse=True) and set(story) == {"old", "new"}
    assert files == {**new, **MINE, "grip/notes.txt": b"mine"}
    assert "grip/app.mpy" in boots(between.flash, f"Backgrip {VERSION}, style track").list_files()


@pytest.fixture
def small(monkeypatch, tmp_path):
    """A small application in place of the firmware's, so that a test takes seconds."""
    new = OURS | tiny("9.9", ".mpy", tmp_path)
    monkeypatch.setattr(installing, "plain_files", lambda: new)
    return new


def test_states_between_two_small_versions_are_switched_on(small, tmp_path):
    """A sample of them, and of those that a second interruption right after the first leaves."""
    old = {**tiny(OLD_VERSION, ".mpy", tmp_path), "main.py": OLD_MAIN}
    board = stock_board(old | MINE)
    with board.serve() as server:
        recorder = Recorder(board)
        put(server)
    states = list(recorder.states())
    chosen = states if os.environ.get("BACKGRIP_ALL_BOOTS") else random.Random(4).sample(states, SAMPLE)
    for state in chosen:
        version = {"old": OLD_VERSION, "new": "9.9"}[started(state.files(), old, small)]
        after = boots(state.flash, f"Backgrip {version}")
        assert after.run_until(lambda b: b.level("FOCUS"), limit_ms=100)
        assert {path: after.read_file(path) for path in MINE} == MINE


def test_a_bare_pico_never_starts_half_of_it(small):
    board = stock_board(MINE)
    with board.serve() as server:
        recorder = Recorder(board)
        put(server)
    states = list(recorder.states())
    told = [started(state.files(), {}, small) for state in states]
    assert set(told) == {"none", "new"} and told == sorted(told, reverse=True)
    first = states[told.index("new")]
    assert "grip/app.mpy" not in first.files()  # main.py does the last step
    board = boots(first.flash, "Backgrip 9.9")
    assert {path: board.read_file(path) for path in board.list_files()} == small | MINE


def test_an_installation_after_an_interrupted_one(small, tmp_path):
    """Interrupted before the switch, with the new folder whole, and the old one's leftovers still there."""
    old = tiny(OLD_VERSION, ".mpy", tmp_path)
    next_to_it = {path.replace("grip/", "grip.next/"): content for path, content in small.items() if "/" in path}
    board = stock_board({**OURS, **old, **next_to_it, **MINE, "grip.old/app.mpy": b"older"})
    assert f"Backgrip {OLD_VERSION}" in board.console
    with board.serve() as server:
        recorder = Recorder(board)
        put(server)
    assert {started(state.files(), {**OURS, **old}, small) for state in recorder.states()} == {"old", "new"}
    assert {path: board.read_file(path) for path in board.list_files()} == small | MINE


def test_the_cable_comes_out_and_the_board_restarts_by_itself(small, tmp_path):
    """In the middle of a command. On batteries the board would sit at its console otherwise, with both buttons dead."""
    board = stock_board({**tiny(OLD_VERSION, ".mpy", tmp_path), **MINE, "main.py": OLD_MAIN})
    server = board.serve()
    cut_after(server, board, b"more('")
    with server, pytest.raises(InstallError, match="is gone(.|\n)*the version it had or the new one"):
        put(server)
    resets = len(board.resets)
    board.run(ms=9000)
    assert [reset.cause for reset in board.resets[resets:]] == ["watchdog"] and board.level("FOCUS")
    assert board.console.rpartition("Backgrip ")[2].strip() == OLD_VERSION
    assert {path: board.read_file(path) for path in MINE} == MINE


def cut_after(server, board, last):
    """The connection ends with the first such bytes that come to the board."""
    send, heard = board.send, bytearray()

    def counted(data):
        heard.extend(data)
        at = heard.find(last)
        if at < 0:
            send(data)
        elif server.client:
            send(data[: max(0, at + len(last) - len(heard) + len(data))])
            server.client.close()

    board.send = counted
