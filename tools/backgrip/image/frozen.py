"""The image a user flashes: MicroPython with the whole application frozen in."""

from pathlib import Path

from backgrip.firmware import FIRMWARE
from backgrip.image import build, cache, sources
from backgrip.image.errors import ImageError


def frozen_uf2(*, refresh: bool = False, out: Path | None = None, extra_frozen: Path | None = None) -> Path:
    """The UF2 of MicroPython with firmware/ frozen in, built if anything changed since it was last asked for.

    refresh: build from scratch even so
    out: copy it there and return that path, else the path in the cache, which stays as it is for a day's work
    extra_frozen: a folder of further Python files to freeze; one named as one of firmware's takes its place

    Raises NoToolchain where nothing can be built, BuildFailed if the code does not compile, else ImageError.
    """
    found = sources.find()
    files = frozen_files(FIRMWARE, extra_frozen)
    built = build.image(found, files, "Compiling MicroPython with the grip frozen in", refresh=refresh)
    return cache.copy(built, out) if out else built


def frozen_files(firmware: Path, extra: Path | None = None) -> dict[str, bytes]:
    """Every Python file of a firmware folder as it is now: what is hashed is what is built."""
    files = _python_files(firmware)
    if build.MANIFEST not in files:
        raise ImageError(f"{firmware} has no {build.MANIFEST}, which says what to freeze.")
    if extra:
        added = _python_files(extra)
        replaced = {name: added.pop(name) for name in list(added) if name in files}
        files |= replaced | {f"extra/{name}": content for name, content in added.items()}
        if added:
            files[build.MANIFEST] += b'\nfreeze("extra")\n'
    return files


def _python_files(folder: Path) -> dict[str, bytes]:
    if not folder.is_dir():
        raise ImageError(f"{folder} is not a folder of Python files.")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.py"))}
