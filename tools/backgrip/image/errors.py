"""What can go wrong. Every message is written for the person at the terminal and says what to do next."""

import errno

from backgrip.problem import Problem


class ImageError(Problem):
    """An image could not be had."""


class NoToolchain(ImageError):
    """No image can be built on this machine: the compilers cannot be had here."""


class NoSources(NoToolchain):
    """No image can be built on this machine: MicroPython's sources cannot be had here."""


class BuildFailed(ImageError):
    """The compilers ran and refused the code; the message quotes them."""


def disk_full(place: object) -> ImageError:
    return ImageError(
        f"The disk is full at {place}. A build needs about 500 MB there; free some space, "
        "or set BACKGRIP_CACHE to a folder on another disk."
    )


def is_disk_full(error: OSError) -> bool:
    # shutil gathers the errors of a whole folder into one that has no number, only their text.
    return error.errno in (errno.ENOSPC, errno.EDQUOT) or f"[Errno {errno.ENOSPC}]" in str(error)
