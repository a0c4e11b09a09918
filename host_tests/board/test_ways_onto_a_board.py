"""Both ways onto a board, with the commands that the README gives, and the real mpremote."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from backgrip.board import Board
from backgrip.image import frozen_uf2, stock_uf2
from grip import settings

from board.rig import booted, closed_us, settings_file, stock

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def shoots(board):
    """One frame from nothing: FOCUS, lead, SHUTTER, tail. Returns the style, too."""
    start = board.now_ns
    board.press("index")
    board.run(ms=200)
    board.release("index")
    board.run(ms=400)
    (frame,), (focus,) = closed_us(board, "SHUTTER", start), closed_us(board, "FOCUS", start)
    assert 100_000 <= frame[0] - focus[0] <= 102_000 and 100_000 <= focus[1] - frame[1] <= 102_000
    board.press("thumb")
    board.run(ms=300)
    board.release("thumb")
    board.run(ms=50)
    return "lock" if board.level("FOCUS") else "track"


def mpremote(server, *words):
    run = subprocess.run(
        [sys.executable, "-m", "mpremote", "connect", f"socket://127.0.0.1:{server.port}", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def readme_command(start):
    """The README's own command line that begins so, as words without the `mpremote`."""
    (line,) = re.findall(rf"^{re.escape(start)}.*$", README, re.MULTILINE)
    return shlex.split(line)[1:]


def test_plain_files_with_mpremote():
    board = Board(stock_uf2(), files={}, usb=True, erase_ms=0, program_ms=0)
    board.run(ms=100)
    with board.serve() as server:
        mpremote(server, *readme_command("mpremote cp -r"))
    board.run(ms=1200)
    for path in ("main.py", "boot.py", *(f"grip/{file.name}" for file in (ROOT / "firmware" / "grip").glob("*.py"))):
        assert board.read_file(path) == (ROOT / "firmware" / path).read_bytes()
    assert shoots(board) == "lock"


def test_a_setting_changed_over_the_console():
    """mpremote stops the grip, which opens both lines, changes the file, and restarts it."""
    board = Board(frozen_uf2(), files={"backgrip.json": settings_file(dark=True)}, usb=True)
    board.run(ms=150)
    with board.serve() as server:
        told = mpremote(server, *readme_command("mpremote exec"))
    board.run(ms=200)
    assert "style track" in told
    kept = json.loads(board.read_file("backgrip.json"))
    assert kept["settings"] == {**settings.defaults(), "dark": True, "style": "track"}
    assert shoots(board) == "track"


def test_a_wrong_setting_changes_nothing():
    for values, why in (({"style": "both"}, "style must be lock or track"), ({"stile": "lock"}, "stile is no setting")):
        with pytest.raises(ValueError, match=why):
            settings.change(**values)


def test_files_never_shadow_the_frozen_application():
    wreck = b"raise SystemExit('shadowed')"
    ours = ("main.py", "boot.py", "grip/__init__.py", "grip/app.py", "grip.py")
    names = (*ours, "json.py", "machine.py", "array.py", "lib/rp2.py")
    board = Board(frozen_uf2(), files={**dict.fromkeys(names, wreck), "backgrip.json": settings_file(style="track")})
    board.run(ms=120)
    assert shoots(board) == "track"


@pytest.mark.parametrize(
    "board, limit_ms",
    [(lambda: booted(style="lock"), 100), (lambda: stock(True), 300), (lambda: stock(False), 1000)],
    ids=["frozen", "mpy", "py"],
)
def test_reset_to_ready(board, limit_ms):
    """From the RUN pin's rise to a press that closes FOCUS; the press comes 20 ms before the limit."""

    def ready(board):
        board.hold_reset()
        board.run(ms=5)
        board.release_reset()
        board.press("thumb", at_us=(limit_ms - 20) * 1000)
        board.run(ms=limit_ms)
        return board.level("FOCUS")

    assert board().fork(ready) == 1
