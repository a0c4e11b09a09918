"""What a board has done: edges with their times, resets, and intervals made from them."""

from typing import NamedTuple


class Edge(NamedTuple):
    """A change of one signal. `t_ns` is the Pico's own clock since power-up; `level` 1 is closed for a
    contact ("thumb", "index"), driven high for a line ("FOCUS", "SHUTTER", "LED", "LED22")."""

    t_ns: int
    signal: str
    level: int


class Reset(NamedTuple):
    """`cause` is "power-on", "run-pin", "watchdog" (it ran out), "forced" (the program asked the watchdog for
    it, as `machine.reset()` does) or "soft" (MicroPython's own, known from its console message over USB
    only)."""

    t_ns: int
    cause: str


class Interval(NamedTuple):
    """`close_ns` to `open_ns`; the latter is None while it lasts."""

    close_ns: int
    open_ns: int | None


def intervals(edges):
    """The times during which a signal was 1, from its edges in order."""
    found, since = [], None
    for edge in edges:
        if edge.level and since is None:
            since = edge.t_ns
        elif not edge.level and since is not None:
            found.append(Interval(since, edge.t_ns))
            since = None
    if since is not None:
        found.append(Interval(since, None))
    return found
