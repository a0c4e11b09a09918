"""Fixtures that several folders of tests share."""

import os
import tempfile

import pytest

os.environ["BACKGRIP_PATIENCE"] = "6"  # for an emulated board beside another test
# Camera files of whoever runs the tests must not change what the tests find.
os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp(prefix="backgrip-no-cameras-")


@pytest.fixture(scope="session")
def stock():
    """Path of a stock MicroPython for the Pico."""
    from backgrip.image import stock_uf2

    return stock_uf2()
