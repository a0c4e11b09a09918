"""The README's commands, in its words: the wheel in an empty environment, then a grip on the cable."""

import os
import re
import shlex
import subprocess
import sys
import sysconfig
import time
import venv

import pytest
from backgrip.board import Board
from backgrip.firmware import ROOT
from backgrip.image import frozen_uf2
from served import served, when_told
from test_wheel import sources, wheel  # noqa: F401  fixtures

README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCED = [line.strip() for block in re.findall(r"^ *```\n(.*?)^ *```", README, re.M | re.S)
          for line in block.splitlines()]  # fmt: skip
INLINE = re.findall(r"`((?:backgrip|make|pip|mpremote) [^`]+)`", README)
WINDOWS = sys.platform == "win32"

# What is added to a line so that it ends by itself, and what must be said.
HERE = {
    'backgrip guide "EOS 600D" --html sheet.html': ("", "Wrote sheet.html"),
    "backgrip cameras": ("", "EOS 600D"),
    'backgrip use "EOS 600D"': ("", "The grip is set up for the Canon EOS 600D"),
    "backgrip check": ("--auto", "settings"),
    "backgrip monitor --record first.vcd": ("--seconds 6", "first.vcd"),
    "backgrip status": ("", "lock"),
    "backgrip log": ("", "fault"),
    "backgrip get": ("", "tap_ms"),
    "backgrip set style=track tap_ms=400": ("", "track"),
    "backgrip backup my-grip.json": ("", "my-grip.json"),
    "backgrip restore my-grip.json": ("", "has the settings of my-grip.json"),
    "backgrip reset-settings": ("--yes", "default"),
}
# Where the others are run, and the words that prove it.
ELSEWHERE = {
    "pip install .": ("tools/test_wheel.py", "build_wheel"),
    "backgrip flash": ("tools/test_flash_board.py", "flash"),
    "backgrip install": ("tools/test_install.py", "install"),
    "backgrip probe": ("tools/test_probe_cli.py", "probe"),
    "backgrip doctor": ("tools/test_doctor.py", "doctor"),
    'backgrip camera "your body"': ("tools/test_cameras_cli.py", "camera"),
    'backgrip guide "your body"': ("tools/test_guide_cli.py", "guide"),
    "backgrip guide": ("tools/test_guide_cli.py", "guide"),
    "make uf2": ("tools/test_image_build.py", "uf2"),
    "make wheel": ("tools/test_wheel.py", "BACKGRIP_RELEASE"),
    "backgrip judge build/try.vcd": ("tools/test_judge_cli.py", "judge"),
    "make try": ("tools/test_try_run.py", "try"),
    "make test": (None, None),
    "make bench": ("tools/test_bench_run.py", "bench"),
    "make sessions": ("tools/test_sessions_run.py", "sessions"),
    "make soak": ("tools/test_soak.py", "soak"),
    "make hardware": ("hardware/test_board.py", "hardware"),
    "mpremote cp": ("board/test_ways_onto_a_board.py", "mpremote cp -r"),
    "mpremote exec": ("board/test_ways_onto_a_board.py", "mpremote exec"),
    "mpremote mip install": ("tools/test_mip.py", "mip"),
    "mpremote reset": ("tools/test_board_usb.py", "reset"),
}


def test_every_command_of_the_readme_is_run_by_a_test():
    for line in (*FENCED, *INLINE):
        words = line.split("#")[0].strip()
        if words in HERE or not re.match(r"(backgrip|make|pip|mpremote) ", words):
            continue
        (known,) = [place for begin, place in ELSEWHERE.items() if words == begin or words.startswith(begin + " -")
                    or begin.startswith("mpremote") and words.startswith(begin)]  # fmt: skip
        file, proof = known
        assert file is None or proof in (ROOT / "host_tests" / file).read_text(encoding="utf-8"), words
    assert set(HERE) <= {line.split("#")[0].strip() for line in (*FENCED, *INLINE)}


@pytest.fixture(scope="module")
def backgrip(wheel, tmp_path_factory):  # noqa: F811
    """Runs a line of the README in an environment that holds the wheel and what it depends on, far from the sources."""
    place = tmp_path_factory.mktemp("photographer")
    venv.create(place / "env", with_pip=False)
    folder = place / "env" / ("Scripts" if WINDOWS else "bin")
    python = folder / ("python.exe" if WINDOWS else "python")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, str(wheel)], check=True)
    site = subprocess.run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
                          capture_output=True, text=True, check=True).stdout.strip()  # fmt: skip
    with open(os.path.join(site, "depends.pth"), "w") as file:
        file.write(sysconfig.get_path("purelib"))

    def run(line, port):
        words = shlex.split(line)
        words[0] = str(folder / words[0])
        env = {**os.environ, "BACKGRIP_PORT": port, "COLUMNS": "120", "PYTHONPATH": ""}
        return subprocess.run(words, cwd=place, capture_output=True, text=True, env=env, timeout=200)

    run.place = place
    return run


def started(board):
    """Waits until the served grip runs again: emulated on a busy machine that takes longer than a real one."""
    for _ in range(600):
        said = board.console
        if said.rfind("Backgrip ") > said.rfind("soft reboot"):
            return
        time.sleep(0.1)
    raise AssertionError("the grip did not start again")


def test_from_choosing_the_camera_to_the_settings(backgrip):
    board = Board(frozen_uf2(), files={}, usb=True, battery_v=4.8, erase_ms=0, program_ms=0)
    board.run(ms=250)
    shot = [(100_000, "thumb", True), (300_000, "thumb", False), (500_000, "index", True), (700_000, "index", False)]
    with served(board) as port:
        for line, (more, says) in HERE.items():
            started(board)
            if "monitor" in line:
                before = len(board.closed_of("SHUTTER"))  # `check` has closed it, too
                when_told(board, b"!1 at", lambda: board.play(shot))
            done = backgrip(f"{line} {more}", port)
            assert done.returncode == 0 and says in done.stdout + done.stderr, (line, done.stdout, done.stderr)
    assert "<svg" in (backgrip.place / "sheet.html").read_text(encoding="utf-8")
    recorded = (backgrip.place / "first.vcd").read_text()
    assert "SHUTTER" in recorded and recorded.count("\n1") >= 4  # thumb, index and both lines
    assert len(board.closed_of("SHUTTER")) == before + 1
