"""The image that a released wheel carries."""

from pathlib import Path

from backgrip.firmware import CHECKOUT, FIRMWARE
from backgrip.version import VERSION


def released_uf2() -> Path | None:
    """The wheel's own UF2 of this version; None in a checkout and in a wheel that was not built for release."""
    path = FIRMWARE / f"backgrip-{VERSION}.uf2"
    return path if CHECKOUT is None and path.exists() else None
