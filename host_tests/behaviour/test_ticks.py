"""Differences of ticks that wrap, at every place where a sign could turn."""

import pytest
from grip.ticks import diff

WRAP, HALF = 1 << 30, 1 << 29


@pytest.mark.parametrize("start", [0, 1, 5, HALF - 1, HALF, HALF + 1, WRAP - 5, WRAP - 1])
@pytest.mark.parametrize("span", [0, 1, -1, 1000, -1000, HALF - 1, 1 - HALF, -HALF])
def test_spans_either_way(start, span):
    assert diff((start + span) % WRAP, start) == span


def test_half_the_wrap_is_before():
    """As `time.ticks_diff` has it: from -HALF to HALF - 1."""
    assert diff(HALF, 0) == diff(0, HALF) == -HALF
