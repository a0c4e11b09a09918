"""Fixtures that several folders of tests share."""

import pytest


@pytest.fixture(scope="session")
def stock():
    """Path of a stock MicroPython for the Pico."""
    from backgrip.image import stock_uf2

    return stock_uf2()
