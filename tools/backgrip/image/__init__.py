"""Builds the one-file image for the Pico, and finds a stock MicroPython for the plain files.

`frozen_uf2()` and `stock_uf2()` answer from the cache when nothing has changed, and may be called by any
number of processes at once. Whatever goes wrong is an `ImageError` with a message for the user; `NoToolchain`
is the one to catch where the plain files on a stock image would do instead.
"""

from backgrip.image.errors import BuildFailed, ImageError, NoSources, NoToolchain
from backgrip.image.frozen import frozen_uf2
from backgrip.image.stock import stock_uf2

__all__ = ["BuildFailed", "ImageError", "NoSources", "NoToolchain", "frozen_uf2", "stock_uf2"]
