"""Compiles MicroPython for the Pico with a set of Python files frozen in.

One build folder serves every image made from the same sources: only the frozen modules differ, so the second
image compiles one C file and links. A folder that is being worked in has no pointer to it; one whose build
was cut short is therefore never found again, and the next build starts in a new one.
"""

import hashlib
import os
import secrets
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from backgrip.image import cache, toolchain
from backgrip.image.binary_info import binary_info
from backgrip.image.errors import BuildFailed, ImageError, disk_full
from backgrip.image.progress import step
from backgrip.image.run import clean_environment, run
from backgrip.image.sources import Sources, obtain
from backgrip.image.uf2 import FLASH_SIZE, FLASH_START, Image, encode, start_last

RECIPE = 2  # raise it when the build below changes, so that no image of the old way is taken from the cache
STOCK_FILE_SYSTEM = 1408 * 1024  # bytes, at the end of flash: what every stock MicroPython for the Pico has
MANIFEST = "manifest.py"
TOO_LITTLE = 2 * 1024 * 1024  # bytes free on a disk: the largest object would not fit

Files = Mapping[str, bytes]  # the frozen folder: relative path -> content, `manifest.py` among them


def image(sources: Sources, files: Files, title: str, *, refresh: bool = False) -> Path:
    """The UF2 of MicroPython with `files` frozen in, from the cache if they and the sources are unchanged.

    Raises NoToolchain, BuildFailed (with the compiler's words), or ImageError.
    """
    images = cache.folder("images")
    target = images / f"{_key(sources, files)}.uf2"

    def make(temporary: Path) -> None:
        toolchain.ensure()
        obtain(sources)
        compiler = _mpy_cross(sources)
        with _build_folder(sources, refresh=refresh) as folder:
            temporary.write_bytes(start_last(encode(_compile(sources, files, folder, compiler, title))))
        cache.prune_images(images)

    cache.once(target, make, refresh=refresh)
    os.utime(target)
    return target


def cached(sources: Sources, files: Files) -> Path | None:
    """The image that `image()` would return at once."""
    target = cache.folder("images") / f"{_key(sources, files)}.uf2"
    return target if target.exists() else None


def _key(sources: Sources, files: Files) -> str:
    digest = hashlib.sha256(f"{RECIPE} {sources.key}".encode())
    for name in sorted(files):
        digest.update(f"\n{name} {hashlib.sha256(files[name]).hexdigest()}".encode())
    return digest.hexdigest()[:16]


def _mpy_cross(sources: Sources) -> Path:
    """MicroPython's own compiler for this machine, built once a source tree."""

    def make(folder: Path) -> None:
        with step("Compiling mpy-cross"):
            run(
                ["make", f"-j{os.cpu_count()}", "-C", sources.path / "mpy-cross", f"BUILD={folder}"],
                env=_environment(sources),
            )

    return cache.once(cache.folder("mpy-cross") / sources.tree_key, make) / "mpy-cross"


@contextmanager
def _build_folder(sources: Sources, *, refresh: bool) -> Iterator[Path]:
    """A folder to build in, for the holder of the images' lock: the last one left whole, else a new one."""
    place = cache.folder("build")
    pointer = place / f"{sources.tree_key}.whole"
    whole = pointer.is_file() and not refresh
    name = pointer.read_text() if whole else f"{sources.tree_key}.{secrets.token_hex(4)}"
    pointer.unlink(missing_ok=True)
    for leftover in place.glob(f"{sources.tree_key}.*"):
        if leftover.name != name:
            cache.remove(leftover)
    folder = place / name
    folder.mkdir(exist_ok=True)
    try:
        yield folder
        whole = True
    except BuildFailed:
        raise  # make gave up of itself, which leaves a folder as whole as it was
    except BaseException:
        whole = False
        raise
    finally:
        if whole:
            pointer.write_text(name)
        else:
            cache.remove(folder)


def _compile(sources: Sources, files: Files, folder: Path, mpy_cross: Path, title: str) -> Image:
    frozen = folder / "frozen"
    # make goes by times; these start anew, so that an older file with other content is not passed over.
    for stale in (frozen, folder / "cmake/frozen_mpy", folder / "cmake/frozen_content.c"):
        cache.remove(stale)
    for name, content in files.items():
        path = frozen / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    environment = _environment(sources) | {"MICROPY_MPYCROSS": str(mpy_cross)}
    with step(title) as tick:
        try:
            _configure(sources, folder, environment)
            run(["make", f"-j{os.cpu_count()}", "-C", folder / "cmake"], env=environment, tick=tick)
        except BuildFailed as error:
            if shutil.disk_usage(folder).free < TOO_LITTLE:  # make and cmake may fail of it without a word
                raise disk_full(folder) from error
            raise
        run(["arm-none-eabi-objcopy", "-O", "binary", folder / "cmake/firmware.elf", folder / "image.bin"])
    return _checked(Image(FLASH_START, (folder / "image.bin").read_bytes()))


def _configure(sources: Sources, folder: Path, environment: dict[str, str]) -> None:
    command = [
        "cmake",
        *("-S", str(sources.path / "ports/rp2"), "-B", str(folder / "cmake")),
        "-DMICROPY_BOARD=RPI_PICO",
        f"-DMICROPY_FROZEN_MANIFEST={folder / 'frozen' / MANIFEST}",
        # The virtual environment may be gone at the next build, the Python it was made from hardly.
        f"-DPython3_EXECUTABLE={getattr(sys, '_base_executable', sys.executable)}",
        "-DPICO_NO_PICOTOOL=1",  # it would be fetched from the net; we write the UF2 ourselves
        "-DPICO_BUILD_DOCS=0",
    ]
    done = folder / "configured"
    if not done.is_file() or done.read_text() != "\n".join(command):
        run(command, env=environment)
        done.write_text("\n".join(command))


def _environment(sources: Sources) -> dict[str, str]:
    environment = clean_environment() | {"SOURCE_DATE_EPOCH": str(sources.epoch)}
    if sources.version:  # a cache inside someone's git repository would otherwise be stamped with its version
        environment |= {"MICROPY_GIT_TAG": sources.version, "MICROPY_GIT_HASH": ""}
    return environment


def _checked(built: Image) -> Image:
    """Raises ImageError if the image would not leave a Pico's files where a stock MicroPython has them."""
    start = FLASH_START + FLASH_SIZE - STOCK_FILE_SYSTEM
    found = binary_info(built).file_system
    if found != (start, STOCK_FILE_SYSTEM):
        raise ImageError(
            f"The image has its file system (address, bytes) at {found}, not at "
            f"{(start, STOCK_FILE_SYSTEM)}: settings on a Pico that ran a stock MicroPython would be lost."
        )
    room = start - FLASH_START
    if len(built.data) > room:
        raise ImageError(f"The image has {len(built.data)} bytes; only {room} fit before the file system.")
    return built
