"""Compiles rp2040py's own C sources for this very Python: the emulated Pico then runs three times as fast.

The wheel's modules are built for every Python from 3.11 on (its stable ABI), where each call inside the emulator looks
its method up by name. The same sources, built for one Python, call directly. Nothing else differs, not an edge by a
nanosecond. The modules lie beside the wheel's, come first when imported, and pip removes them with the package.

    python -m backgrip.board.native
"""

import importlib.metadata
import subprocess
import sys
import sysconfig
import tempfile
from hashlib import sha256
from pathlib import Path

SETUP = """
from pathlib import Path
from setuptools import Extension, setup
sources = sorted(Path({folder!r}).glob("*.c"))
setup(name="native", ext_modules=[
    Extension("native." + one.stem, [str(one)], extra_compile_args={flags!r}) for one in sources
])
"""
FLAGS = [] if sys.platform == "win32" else ["-O2", "-g0"]  # half the time to compile, as fast when it runs
SUFFIX = sysconfig.get_config_var("EXT_SUFFIX")
NEEDS = "That takes a C compiler and Python's headers (on Debian gcc, libc6-dev and python3-dev)."


def built_for(folder: Path) -> str:
    """What the modules in `folder` must have been made from and for, as one line."""
    digest = sha256()
    for source in sorted(folder.glob("*.c")):
        digest.update(source.read_bytes())
    return f"{digest.hexdigest()} {sys.version}"


def quicken(folder: Path, record: Path, say=lambda text: None) -> str | None:
    """Compiles the sources in `folder`, unless that is done, and enters what was made in pip's `record`.

    Returns why it did not work, or None.
    """
    stamp = folder / f"made{SUFFIX}.txt"
    wanted = built_for(folder)
    if stamp.is_file() and stamp.read_text() == wanted:
        return None
    say("Compiling the emulated Pico for this Python, once (half a minute) ...")
    with tempfile.TemporaryDirectory(dir=folder) as place:
        (script := Path(place) / "setup.py").write_text(SETUP.format(folder=str(folder), flags=FLAGS))
        build = ["build_ext", "--build-lib", place, "--build-temp", place, "--parallel", "2"]
        ran = subprocess.run([sys.executable, script.name, "-q", *build], cwd=place, capture_output=True, text=True)
        made = sorted((Path(place) / "native").glob(f"*{SUFFIX}"))
        if ran.returncode or not made:
            told = [line for line in ran.stderr.splitlines() if "error" in line.lower()] or [f"exit {ran.returncode}"]
            return told[0]
        for module in made:
            module.replace(folder / module.name)
    stamp.write_text(wanted)
    _enter(record, [*(folder / module.name for module in made), stamp])
    return None


def _enter(record: Path, files: list[Path]) -> None:
    """pip's list of what belongs to the package: an upgrade must not leave modules of other sources behind."""
    known = record.read_text()
    names = [path.relative_to(record.parent.parent).as_posix() for path in files]
    new = [f"{name},,\n" for name in names if f"{name}," not in known]
    record.write_text(known + "".join(new))


def main() -> None:
    package = importlib.metadata.distribution("rp2040py")
    record = next(Path(package.locate_file(one)) for one in package.files or () if one.name == "RECORD")
    folder = Path(package.locate_file("rp2040py/native"))
    try:
        why = quicken(folder, record, lambda text: print(text, flush=True))
    except OSError as error:
        why = str(error)
    if why:
        print(f"The emulated Pico stays slow, with the same results: its modules were not compiled ({why}).\n{NEEDS}")


if __name__ == "__main__":
    main()
