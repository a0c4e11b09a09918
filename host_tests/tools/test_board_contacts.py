"""Bouncing contacts and intervals, without a board."""

import random
from itertools import pairwise

import pytest
from backgrip.board import Edge, Interval, bounce, intervals


def test_clean_edge():
    assert bounce(12.5, True, 0, random.Random(1)) == [(12.5, True)]


@pytest.mark.parametrize("closed", [True, False])
def test_bouncing_edge_begins_ends_and_stays_within_its_length(closed):
    rng, lengths = random.Random(7), []
    for _ in range(300):
        edges = bounce(1000, closed, 10, rng)
        assert edges[0] == (1000, closed) and edges[-1][1] == closed
        assert [level for _, level in edges] == [
            closed if k % 2 == 0 else not closed for k in range(len(edges))
        ]
        times = [t for t, _ in edges]
        assert times == sorted(times) and times[-1] <= 11_000
        lengths += [b - a for a, b in pairwise(times)]
    assert min(lengths) >= 1 and max(lengths) <= 5000
    assert min(lengths) < 2 and max(lengths) > 3000, "short and long pulses both come up"


@pytest.mark.parametrize("shortest, longest", [(0, 5), (-1, 5), (6, 5)])
def test_pulse_lengths_are_checked(shortest, longest):
    with pytest.raises(ValueError):
        bounce(0, True, 5, random.Random(1), shortest, longest)


def test_intervals():
    edges = [Edge(5, "FOCUS", 0), Edge(10, "FOCUS", 1), Edge(20, "FOCUS", 0), Edge(30, "FOCUS", 1)]
    assert intervals(edges) == [Interval(10, 20), Interval(30, None)]
    assert intervals([]) == []
