"""Runs on the board before `backgrip install` changes anything: what board this is, a fact a line."""

import os
import sys


def frozen():
    """The version of a Backgrip that is frozen into the image, or ""."""
    path = sys.path[:]
    sys.path[:] = (".frozen",)
    try:
        from grip.version import VERSION

        return VERSION
    except ImportError:
        return ""
    finally:
        sys.path[:] = path


def in_the_way():
    """Whether a file has the folder's name."""
    try:
        return os.stat("/grip")[0] == 0x8000
    except OSError:
        return False


print(sys.implementation.name)
print(*sys.implementation.version[:3])
print(getattr(sys.implementation, "_machine", sys.platform))
print(getattr(sys.implementation, "_mpy", 0) & 0xFF)
print(frozen())
print(int(in_the_way()))
