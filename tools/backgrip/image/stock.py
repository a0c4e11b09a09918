"""A MicroPython without us, for a Pico that gets the plain files."""

import hashlib
import os
import re
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from backgrip.image import build, cache, sources, uf2
from backgrip.image.binary_info import binary_info
from backgrip.image.errors import ImageError
from backgrip.image.progress import note, step
from backgrip.image.sources import OLDEST, Sources

GIVEN = "MICROPYTHON_UF2"
DOWNLOAD_BASE = "BACKGRIP_DOWNLOAD_BASE"
SILENCE_S = 5  # a server that says nothing for so long is not there
WHOLE_S = 60  # nor is one that takes so long over 0.7 MB
LARGEST = 2 * uf2.FLASH_SIZE  # bytes: half of a UF2 is payload


@dataclass(frozen=True)
class Release:
    """An official image. sha256: None where nobody has vouched for one; then the checks below must do."""

    version: str
    base: str
    file: str
    sha256: str | None


# micropython.org publishes no checksums, and the file could not be fetched where this table was written.
RELEASE = Release(
    "v1.25.0", "https://micropython.org/resources/firmware", "RPI_PICO-20250415-v1.25.0.uf2", None
)

PORT_ONLY = b'freeze("$(PORT_DIR)/modules")\ninclude("$(MPY_DIR)/extmod/asyncio")\n'
OFFICIAL = (
    b'include("$(PORT_DIR)/boards/manifest.py")\n'  # needs micropython-lib, which Debian does not package
)


class DownloadFailed(ImageError):
    """The official image could not be had, or was not what it should be."""


def stock_uf2() -> Path:
    """A stock MicroPython for the Pico: MICROPYTHON_UF2, else cached, else downloaded, else built.

    Raises NoToolchain if it can be neither downloaded nor built, ImageError for a given file that will
    not do.
    """
    given = os.environ.get(GIVEN)
    if given:
        return check_given(Path(given).expanduser().absolute())
    if cached := cached_official() or cached_built():
        return cached
    try:
        return cache.once(official(), download)
    except DownloadFailed as error:
        note(f"{error}\nBuilding a stock MicroPython instead.")
        failure = error
    try:
        found = sources.find()
        return build.image(found, stock_files(found), "Compiling a stock MicroPython")
    except ImageError as error:
        raise type(error)(f"{failure}\n{error}\nOr give a stock image: {GIVEN}=file.uf2") from error


def official() -> Path:
    """Where the cache keeps the official image."""
    return cache.folder("stock") / RELEASE.file


def cached_official() -> Path | None:
    return official() if official().exists() else None


def cached_built() -> Path | None:
    """A stock image that was built earlier from the sources now in use."""
    found = sources.find()
    return build.cached(found, stock_files(found))


def stock_files(found: Sources) -> dict[str, bytes]:
    """What a stock image freezes, as far as these sources have it."""
    return {build.MANIFEST: OFFICIAL if found.has_library else PORT_ONLY}


def check_given(path: Path) -> Path:
    """Raises ImageError unless the file is a MicroPython for the Pico of a version we run on."""
    try:
        _check_micropython(uf2.read(path))
    except OSError as error:
        raise ImageError(f"{GIVEN}={path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise ImageError(f"{GIVEN}={path} will not do: {error}") from error
    return path


def download(target: Path) -> None:
    """Fetch and check the official image. Raises DownloadFailed."""
    base = os.environ.get(DOWNLOAD_BASE) or RELEASE.base
    address = f"{base.rstrip('/')}/{RELEASE.file}"
    with step(f"Downloading MicroPython {RELEASE.version}"):
        try:
            raw = _get(address)
        except (OSError, ValueError) as error:  # ValueError: an override that is no address
            reason = getattr(error, "reason", None) or error
            raise DownloadFailed(f"{address} could not be downloaded: {reason}") from error
        try:
            if RELEASE.sha256 and hashlib.sha256(raw).hexdigest() != RELEASE.sha256:
                raise ValueError("its sha256 is not the expected one")
            version = _check_micropython(uf2.parse(raw))
            if version != RELEASE.version:
                raise ValueError(f"it is MicroPython {version}, not {RELEASE.version}")
        except ValueError as error:
            raise DownloadFailed(f"{address} is refused: {error}") from error
    target.write_bytes(raw)


def _get(address: str) -> bytes:
    deadline = time.monotonic() + WHOLE_S
    raw = bytearray()
    with urllib.request.urlopen(address, timeout=SILENCE_S) as response:
        promised = response.headers.get("Content-Length")
        while chunk := response.read1(64 * 1024):
            raw += chunk
            if len(raw) > LARGEST:
                raise OSError(f"more than {LARGEST} bytes, no Pico image is that large")
            if time.monotonic() > deadline:
                raise TimeoutError(f"not complete after {WHOLE_S} s")
    if promised and len(raw) != int(promised):
        raise OSError(f"{len(raw)} bytes arrived of {promised}")
    return bytes(raw)


def _check_micropython(image: uf2.Image) -> str:
    """The image's version ("v1.25.0"). Raises ValueError saying why it will not do."""
    info = binary_info(image)
    if info.program != "MicroPython":
        raise ValueError(f"it is not MicroPython but {info.program or 'a program without a name'}")
    if info.board != "pico":
        raise ValueError(f"it is for the board {info.board!r}, not for 'pico'")
    number = re.match(r"v(\d+)\.(\d+)", info.version)
    if not number or (int(number[1]), int(number[2])) < OLDEST:
        raise ValueError(f"it is MicroPython {info.version}, older than v{'.'.join(map(str, OLDEST))}")
    if not info.file_system or info.file_system[1] != build.STOCK_FILE_SYSTEM:
        raise ValueError(f"its file system is not the stock {build.STOCK_FILE_SYSTEM // 1024} KiB")
    return info.version
