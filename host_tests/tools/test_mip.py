"""package.json: mip puts the plain files onto a board, with the real mpremote."""

import json
import subprocess
import sys

from backgrip.firmware import FIRMWARE, ROOT
from backgrip.mip import NAME, package
from backgrip.version import VERSION
from install_rig import stock_board, tiny, url


def test_it_lists_every_file():
    text = (ROOT / NAME).read_text(encoding="utf-8")
    assert text == package(FIRMWARE, VERSION), "write it anew: python -m backgrip.mip"
    listed = json.loads(text)
    assert listed["version"] == VERSION
    wanted = {"boot.py", "main.py"} | {f"grip/{path.name}" for path in (FIRMWARE / "grip").iterdir() if path.is_file()}
    assert {target for target, _ in listed["urls"]} == wanted
    assert all(source == f"firmware/{target}" for target, source in listed["urls"])
    assert listed["urls"][-1][0] == "main.py"


def test_mip_installs_it(tmp_path):
    """A small firmware, so that it takes seconds; its list is made as the real one."""
    files = {name: (FIRMWARE / name).read_bytes() for name in ("boot.py", "main.py")} | tiny("9.9", ".py", tmp_path)
    for path, content in files.items():
        place = tmp_path / "firmware" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    (tmp_path / NAME).write_text(package(tmp_path / "firmware", "9.9"))
    board = stock_board({})
    with board.serve() as server:
        words = ["connect", url(server), "mip", "install", "--target", "/", f"./{NAME}", "+", "soft-reset"]
        run = subprocess.run(
            [sys.executable, "-m", "mpremote", *words], cwd=tmp_path, capture_output=True, text=True, timeout=300
        )
        assert run.returncode == 0, run.stdout + run.stderr
    assert {path: board.read_file(path) for path in board.list_files()} == files
    board.power_cycle()
    board.run(ms=300)
    assert "Backgrip 9.9" in board.console and board.level("FOCUS")
