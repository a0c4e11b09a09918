"""The cache folder: things made once, whole or not at all, whoever else is making them at the same time."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from backgrip.image import progress
from backgrip.image.errors import ImageError, disk_full, is_disk_full

KEPT_IMAGES = 64  # 0.7 MB each; a day of editing the firmware, and more than any test run uses at once


def folder(name: str) -> Path:
    """One of the cache's folders, made if need be. `BACKGRIP_CACHE` moves the cache.

    Raises ImageError where it cannot be written.
    """
    override = os.environ.get("BACKGRIP_CACHE")
    if override:
        root = Path(override).expanduser().absolute()
    else:
        import platformdirs

        root = Path(platformdirs.user_cache_dir("backgrip", appauthor=False))
    place = root / name
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if is_disk_full(error):
            raise disk_full(root) from error
        raise ImageError(
            f"The cache folder {root} cannot be written ({error.strerror}). "
            "Set BACKGRIP_CACHE to a folder that can."
        ) from error
    return place


@contextmanager
def lock(name: str) -> Iterator[None]:
    """Hold the cache's lock of that name. The system drops it with its process: none stays behind."""
    held = FileLock(folder("locks") / f"{name}.lock")
    try:
        held.acquire(timeout=1)
    except Timeout:
        progress.note("Waiting for another build that uses the same cache")
        held.acquire()
    try:
        yield
    finally:
        held.release()


def once(target: Path, make: Callable[[Path], None], *, refresh: bool = False) -> Path:
    """Return `target`, calling `make` with a path beside it if it is not there yet (or is to be made anew).

    What `make` leaves at that path, a file or a folder, becomes `target` by a rename. Leftovers of an earlier
    attempt that was cut short are removed first, so that nothing half made is ever built upon. One process at
    a time makes things in a folder of the cache.
    """
    if target.exists() and not refresh:
        return target
    with lock(target.parent.name):
        if target.exists() and not refresh:
            return target
        for leftover in target.parent.glob(f".{target.name}.*"):
            remove(leftover)
        temporary = target.parent / f".{target.name}.{os.getpid()}"
        try:
            make(temporary)
            if target.is_dir():  # a rename replaces a file but not a folder
                target.rename(target.parent / f".{target.name}.old")
            temporary.replace(target)
        except OSError as error:
            if is_disk_full(error):
                raise disk_full(target.parent) from error
            raise ImageError(f"{target} could not be made: {error}") from error
        finally:
            remove(temporary)
            remove(target.parent / f".{target.name}.old")
    return target


def copy(source: Path, out: Path) -> Path:
    """Copy a file to where the user asked for it, in one step as seen by anyone who reads it."""
    temporary = out.parent / f".{out.name}.{os.getpid()}"
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, temporary)
        temporary.replace(out)
    except OSError as error:
        if is_disk_full(error):
            raise disk_full(out.parent) from error
        raise ImageError(f"{out} cannot be written: {error.strerror}") from error
    finally:
        remove(temporary)
    return out


def prune_images(images: Path) -> None:
    """Drop the images that were asked for longest ago."""
    by_age = sorted(images.glob("*.uf2"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in by_age[KEPT_IMAGES:]:
        remove(path)


def remove(path: Path) -> None:
    """Remove a file or a folder as far as that can be done; what stays takes up space and no more."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()
