"""The bench's image: the grip as a user gets it, and every other way frozen beside it."""

import importlib.util
import shutil
import tempfile
from pathlib import Path

from backgrip.bench.ways import GRIP, Way
from backgrip.board import Board
from backgrip.firmware import FIRMWARE, settings_file
from backgrip.image import ImageError, build, frozen_uf2, sources

PICO = Path(__file__).parent / "pico"
SETTLED_MS = 300  # from switching on until nothing of a start is left, whichever way runs


def bench_uf2() -> Path:
    """The image, built if anything in it changed. Raises ImageError, also where picozero is not installed."""
    picozero = importlib.util.find_spec("picozero")
    if picozero is None:
        raise ImageError("picozero, which the bench compares with, is not installed: pip install -e '.[dev]'")
    with tempfile.TemporaryDirectory() as folder:
        for source in PICO.glob("*.py"):
            shutil.copy(source, folder)
        shutil.copy(FIRMWARE / "main.py", Path(folder) / "grip_main.py")
        package = Path(picozero.submodule_search_locations[0])
        shutil.copytree(package, Path(folder) / "picozero", ignore=shutil.ignore_patterns("__pycache__"))
        return frozen_uf2(extra_frozen=Path(folder))


def bare_image() -> Path:
    """The same MicroPython with nothing of ours frozen in. Raises ImageError."""
    manifest = (FIRMWARE / build.MANIFEST).read_text(encoding="utf-8").splitlines(keepends=True)
    ported = "".join(line for line in manifest if not line.startswith(("module(", "package(")))
    return build.image(
        sources.find(), {build.MANIFEST: ported.encode()}, "Compiling MicroPython without the grip"
    )


def files(module: str, load: str, settings: dict | None = None) -> dict[str, bytes]:
    """The file system that makes the image start `module` with that load ("idle", "busy" or "ram")."""
    return {"bench": f"{module} {load}".encode(), "backgrip.json": settings_file(**(settings or {}))}


def booted(uf2: Path, way: Way, busy: bool) -> Board:
    """A board on which `way` runs, on batteries, ready for its first press."""
    board = Board(uf2, files=files(way.module, "busy" if busy else "idle", way.settings))
    board.run(SETTLED_MS)
    if way.module == GRIP and way.latch:
        board.press("thumb")
        board.release("thumb", at_us=20_000)
        board.run(150)  # the lead has passed
        if not board.level("FOCUS"):
            raise RuntimeError("FOCUS did not stay closed after a tap of the thumb in lock style")
    return board
