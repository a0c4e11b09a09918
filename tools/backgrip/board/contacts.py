"""Buttons: bouncing contacts, played against the Pico's clock."""

import math
from heapq import heappop, heappush


def bounce(t_us, closed, length_ms, rng, shortest_us=1, longest_us=5000):
    """A contact that closes (or opens) at `t_us` and bounces for at most `length_ms`.

    Returns `[(t_us, closed), ...]`, first and last edge to `closed`; one edge if `length_ms` is 0. Pulse
    lengths are drawn from `rng` (a `random.Random`) between `shortest_us` and `longest_us`, evenly on a
    logarithmic scale, so that short and long ones both come up. Raises ValueError if the two are not 0 <
    shortest <= longest.
    """
    if not 0 < shortest_us <= longest_us:
        raise ValueError(f"pulses from {shortest_us} us to {longest_us} us: need 0 < shortest <= longest")
    closed = bool(closed)
    edges, at, end = [(t_us, closed)], t_us, t_us + length_ms * 1000
    while True:
        away, back = (math.exp(rng.uniform(math.log(shortest_us), math.log(longest_us))) for _ in range(2))
        if at + away + back > end:
            return edges
        edges += [(at + away, not closed), (at + away + back, closed)]
        at += away + back


class Contacts:
    """Plays contact edges on pads, each at its time. Times are nanoseconds of the board's clock."""

    def __init__(self, clock, apply):
        """`apply(name, closed)` is called at each edge's time."""
        self.clock, self.apply = clock, apply
        self.pending, self.order = [], 0
        self.alarm = clock.create_alarm(self._fire)

    def add(self, edges):
        """`edges`: (t_ns, name, closed), in any order; one in the past is played at once."""
        for t_ns, name, closed in edges:
            self.order += 1
            heappush(self.pending, (round(t_ns), self.order, name, bool(closed)))
        self._arm()

    def _arm(self):
        if self.pending:
            self.alarm.schedule(max(0, self.pending[0][0] - self.clock.nanos))

    def _fire(self):
        while self.pending and self.pending[0][0] <= self.clock.nanos:
            _, _, name, closed = heappop(self.pending)
            self.apply(name, closed)
        self._arm()
