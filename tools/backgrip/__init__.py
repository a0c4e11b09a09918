"""Backgrip's host package: image builder, emulated grip, demonstration and benchmark."""

from backgrip.version import VERSION as __version__

__all__ = ["__version__"]
