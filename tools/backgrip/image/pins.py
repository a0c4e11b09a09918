"""Which sources an image is made from: each archive by its sha256, and what may replace it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from backgrip.image.errors import ImageError, NoSources
from backgrip.image.progress import note

VERSION = "v1.25.0"
RELEASED = 1744675200  # 2025-04-15, as Unix time: the build's date, so that equal sources give equal images


@dataclass(frozen=True)
class Pin:
    """One archive, known by its sha256.

    package: its name in Debian (a source package if the file is a tar archive, else a binary one)
    into: its place in MicroPython's tree
    inner: the folder of the archive that goes there
    newer: a later version that Debian has signed will do
    """

    package: str
    version: str
    file: str
    sha256: str
    into: str
    inner: str = ""
    newer: bool = False


PINS = (
    Pin(
        "micropython",
        "1.25.0+ds-1",
        "micropython_1.25.0+ds.orig.tar.xz",
        "7b25be99a502f070b2de81dafc08da7051d992325d6e67daa9045a918fffdbea",
        ".",
    ),
    # Debian replaces mbedtls at each security update. A Pico image takes its hashes and ciphers; the grip
    # uses none of them.
    Pin(
        "mbedtls",
        "3.6.6-0.1~deb13u1",
        "mbedtls_3.6.6.orig.tar.bz2",
        "8fb65fae8dcae5840f793c0a334860a411f884cc537ea290ce1c52bb64ca007a",
        "lib/mbedtls",
        newer=True,
    ),
    Pin(
        "pico-sdk-source",
        "2.1.1-1",
        "pico-sdk-source_2.1.1-1_all.deb",
        "507a3ca37636641bc90239d7c04dc9dc28c5008087a8162102ea94d2273153d3",
        "lib/pico-sdk",
        "usr/src/pico-sdk",
    ),
    Pin(
        "tinyusb-source",
        "0.18.0+dfsg-1",
        "tinyusb-source_0.18.0+dfsg-1_all.deb",
        "01ce2c645df68f14a8a7dcfc8fb355713152543757955820479a87949a61154e",
        "lib/tinyusb",
        "usr/src/tinyusb",
    ),
)


@dataclass(frozen=True)
class Offer:
    """A file that the archive has."""

    version: str
    file: str
    sha256: str


def key() -> str:
    """Changes whenever the sources would."""
    return hashlib.sha256(repr(PINS).encode()).hexdigest()[:12]


def choose(pin: Pin, offers: list[Offer]) -> Offer:
    """The offer to take. Raises NoSources if none will do."""
    for offer in offers:
        if offer.sha256 == pin.sha256:
            return offer
    if pin.newer and offers:
        newest = offers[-1]
        note(f"Debian now has {pin.package} {newest.version}; taking that for the pinned {pin.version}")
        return newest
    there = ", ".join(offer.version for offer in offers) or "no version of it"
    raise NoSources(otherwise(f"Debian's archive has {there}, not the pinned {pin.package} {pin.version}"))


def check(archive: Path, offer: Offer) -> None:
    """Raises ImageError unless the file is the one that was promised."""
    actual = hashlib.sha256(archive.read_bytes()).hexdigest()
    if actual != offer.sha256:
        raise ImageError(
            f"{archive.name} is refused: its sha256 is {actual}, expected {offer.sha256}. "
            "Nothing of it was used."
        )


def otherwise(reason: str) -> str:
    return (
        f"MicroPython's sources cannot be had: {reason}.\n"
        "Point MICROPYTHON_DIR at a checkout of MicroPython (with `make -C ports/rp2 submodules` done in it)."
    )
