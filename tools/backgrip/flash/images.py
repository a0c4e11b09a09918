"""Which UF2 to flash, checked before anything is touched."""

from dataclasses import dataclass
from pathlib import Path

from backgrip.firmware import CHECKOUT
from backgrip.flash.errors import FlashError
from backgrip.image import uf2
from backgrip.image.binary_info import binary_info
from backgrip.image.build import STOCK_FILE_SYSTEM
from backgrip.image.released import released_uf2
from backgrip.version import VERSION

FILE = f"backgrip-{VERSION}.uf2"
BUILT = CHECKOUT / "build" if CHECKOUT else None


@dataclass(frozen=True)
class Checked:
    """An image that is ours and fits. `version` is None if it is not of this tool's version."""

    path: Path
    raw: bytes  # in the order in which it is to be copied
    image: uf2.Image
    version: str | None
    micropython: str


def find() -> Path | None:
    """The image that comes with this tool: in a released wheel, or built in the checkout."""
    built = BUILT / FILE if BUILT else None
    return released_uf2() or (built if built and built.is_file() else None)


def choose(asked: Path | None) -> Checked:
    """The image to flash: `asked`, else what comes with this tool. Raises FlashError."""
    path = asked or find()
    if path is None:
        raise FlashError(f"There is no image to flash. {how_to_get()}")
    return check(path)


def check(path: Path) -> Checked:
    """Raises FlashError saying why this file is not flashed."""
    raw = _read(path)
    try:
        image = uf2.parse(raw)
    except uf2.UF2Error as why:
        raise FlashError(
            f"{path} is not flashed: {_meaning(raw, str(why))}\nNothing was written. {_get_another()}"
        ) from None
    said = binary_info(image)
    if "grip/app" not in said.frozen:
        what = f"{said.program} {said.version}".strip() or "a program that does not say what it is"
        raise FlashError(
            f"{path} is not flashed: it is not Backgrip but {what}.\nNothing was written. {_get_another()}"
        )
    end = image.start + len(image.data)
    if image.start != uf2.FLASH_START or end > uf2.FLASH_START + uf2.FLASH_SIZE - STOCK_FILE_SYSTEM:
        raise FlashError(
            f"{path} is not flashed: it would overwrite the grip's settings ({image.start:#x} to {end:#x}).\n"
            f"Nothing was written. {_get_another()}"
        )
    return Checked(path, uf2.start_last(raw), image, _version(path, image), said.version)


def how_to_get() -> str:
    """Where an image comes from, for whoever has none."""
    if CHECKOUT:
        return f"Build it first: make uf2\n(it becomes {BUILT / FILE}), or name one: backgrip flash --uf2 FILE"
    return (
        f"This installation brings none. Take {FILE} from the project's release and name it:\n"
        f"  backgrip flash --uf2 {FILE}\n"
        "or build it in a clone of the sources (Linux): make uf2"
    )


def older_than_firmware(path: Path) -> bool:
    """Whether a built image is older than the firmware's files beside it, in a checkout."""
    if path.parent != BUILT:
        return False
    built = path.stat().st_mtime
    return any(file.stat().st_mtime > built for file in (CHECKOUT / "firmware").rglob("*.py"))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(2 * uf2.FLASH_SIZE + uf2.BLOCK)
    except OSError as why:
        raise FlashError(f"{path} cannot be read: {why.strerror or why}. Nothing was written.") from None


def _meaning(raw: bytes, why: str) -> str:
    """The fault in a file, in words for someone who downloaded it."""
    if raw[:4] != uf2.MAGIC[0].to_bytes(4, "little"):
        kind = "a web page" if raw.lstrip()[:1] == b"<" else "empty" if not raw else "something else"
        return f"it is no UF2 file but {kind} ({why})."
    if len(raw) >= uf2.BLOCK:
        header = uf2.HEADER.unpack_from(raw)
        if header[2] & uf2.FLAG_FAMILY and header[7] != uf2.RP2040:
            return f"it is for another chip, not for the RP2040 of the Raspberry Pi Pico ({why})."
    if len(raw) % uf2.BLOCK or len(raw) < uf2.HEADER.unpack_from(raw)[6] * uf2.BLOCK:
        return f"a part of it is missing, the download was probably cut short ({why})."
    return f"it is damaged ({why})."


def _get_another() -> str:
    return f"Get {FILE} anew, or leave --uf2 out to flash the image that comes with this tool."


def _version(path: Path, image: uf2.Image) -> str | None:
    """This tool's version if the image is of it. Raises FlashError if the file's name promises it and it is not."""
    if b"\0" + VERSION.encode() + b"\0" in image.data:  # the firmware's VERSION, a frozen string
        return VERSION
    if path.name == FILE:
        raise FlashError(
            f"{path} is not flashed: it is called {VERSION} but is of another version. Nothing was written.\n"
            f"{_get_another()}"
        )
    return None
