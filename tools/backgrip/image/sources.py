"""MicroPython's sources: the user's own checkout, else the cache, else Debian's archive."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from backgrip.image import cache, debian, pins
from backgrip.image.errors import ImageError

CHECKOUT = "MICROPYTHON_DIR"
# What the Pico image is compiled from. The first file of each missing one is what its absence is told by.
COMPILED_FROM = (
    "py",
    "extmod",
    "shared",
    "drivers",
    "mpy-cross",
    "tools",
    "ports/rp2",
    "lib/littlefs",
    "lib/mbedtls",
    "lib/micropython-lib",
    "lib/pico-sdk",
    "lib/tinyusb",
)
SUBMODULES = {
    "lib/mbedtls": "library/aes.c",
    "lib/micropython-lib": "README.md",
    "lib/pico-sdk": "pico_sdk_init.cmake",
    "lib/tinyusb": "src/tusb.c",
}
OLDEST = (1, 24)


@dataclass(frozen=True)
class Sources:
    """A MicroPython source tree.

    origin: why this one, for the user
    tree_key: names the build folder; stays while a checkout is edited, so that a rebuild is quick
    key: names what is in the tree; changes with any edit
    version: the version to stamp into the image ("v1.25.0"), or "" to let the build ask git
    epoch: the build's date as Unix time
    """

    path: Path
    origin: str
    tree_key: str
    key: str
    version: str
    epoch: int

    @property
    def has_library(self) -> bool:
        """Whether micropython-lib is there, so that MicroPython's own list of frozen modules can be used."""
        return (self.path / "lib/micropython-lib/micropython").is_dir()


def find() -> Sources:
    """The sources to build from. They may still have to be fetched: `obtain()` them before use.

    Raises ImageError for a checkout that will not do.
    """
    checkout = os.environ.get(CHECKOUT)
    if checkout:
        return _from_checkout(Path(checkout).expanduser().absolute())
    key = f"debian-{pins.key()}"
    path = cache.folder("sources") / key
    origin = "the cache" if path.exists() else "Debian's source packages"
    return Sources(path, f"MicroPython {pins.VERSION} from {origin}", key, key, pins.VERSION, pins.RELEASED)


def obtain(sources: Sources) -> None:
    """Have the sources on this machine. Raises NoSources or ImageError."""
    if sources.version:  # a checkout is there already
        cache.once(sources.path, debian.fetch)


def _from_checkout(path: Path) -> Sources:
    if not (path / "ports/rp2/CMakeLists.txt").is_file():
        raise ImageError(
            f"{CHECKOUT}={path} is no checkout of MicroPython: it has no ports/rp2/CMakeLists.txt."
        )
    absent = [name for name, file in SUBMODULES.items() if not (path / name / file).is_file()]
    if absent:
        raise ImageError(
            f"{CHECKOUT}={path} lacks the submodules {', '.join(absent)}. "
            f"Fetch them: make -C {path}/ports/rp2 submodules"
        )
    version = _version(path)
    if version < OLDEST:
        raise ImageError(
            f"{CHECKOUT}={path} is MicroPython {'.'.join(map(str, version))}; "
            f"Backgrip needs {'.'.join(map(str, OLDEST))} or later."
        )
    tree_key = "checkout-" + hashlib.sha256(str(path).encode()).hexdigest()[:12]
    epoch = int((path / "py/mpconfig.h").stat().st_mtime)
    return Sources(path, f"{CHECKOUT}={path}", tree_key, f"{tree_key}-{_stamp(path)}", "", epoch)


def _version(path: Path) -> tuple[int, int]:
    found = {}
    for line in (path / "py/mpconfig.h").read_text(encoding="utf-8").splitlines():
        words = line.split()
        if len(words) == 3 and words[1] in ("MICROPY_VERSION_MAJOR", "MICROPY_VERSION_MINOR"):
            found[words[1]] = int(words[2])
    return found.get("MICROPY_VERSION_MAJOR", 0), found.get("MICROPY_VERSION_MINOR", 0)


def _stamp(path: Path) -> str:
    """Changes when any file that goes into the image does: names, sizes and times, as make itself goes by."""
    digest = hashlib.sha256()
    for name in COMPILED_FROM:
        for place, folders, files in os.walk(path / name):
            # Products of the user's own builds, and git's housekeeping, are not sources.
            folders[:] = sorted(f for f in folders if not f.startswith((".", "build", "__pycache__")))
            for file in sorted(files):
                facts = os.stat(os.path.join(place, file), follow_symlinks=False)
                digest.update(f"{place}/{file} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:12]
