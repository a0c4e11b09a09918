"""Where the lens stands."""

import math
from bisect import bisect_right
from collections.abc import Callable

NEAR_M = 0.5  # a hunting lens runs through its range, from here to infinity (assumed: a common near limit)


class Lens:
    """A focusing lens. Distances in metres; it moves evenly in dioptres (1/m), as AF motors about do."""

    def __init__(self, focus_m: float):
        self._path = [(0, 1 / focus_m)]
        self._follows: Callable[[int], float] | None = None

    def focus_m(self, t_ns: int) -> float:
        """The distance it is focused at."""
        if self._follows:
            return self._follows(t_ns)
        dioptres = self._dioptres(t_ns)
        return math.inf if dioptres <= 0 else 1 / dioptres

    def _dioptres(self, t_ns: int) -> float:
        number = bisect_right(self._path, t_ns, key=lambda point: point[0])
        if number == 0 or number == len(self._path):
            return self._path[max(0, number - 1)][1]
        (t0, d0), (t1, d1) = self._path[number - 1], self._path[number]
        return d0 + (d1 - d0) * (t_ns - t0) / (t1 - t0)

    def stop(self, t_ns: int) -> None:
        """Stays where it is."""
        focus_m = self.focus_m(t_ns)
        self._follows, self._path = None, [(t_ns, 1 / focus_m)]

    def move(self, t_ns: int, until_ns: int, focus_m: float) -> None:
        """Runs straight to a distance."""
        self.stop(t_ns)
        self._path.append((until_ns, 1 / focus_m))

    def hunt(self, t_ns: int, until_ns: int, focus_m: float) -> None:
        """Runs to the near limit, to infinity, and ends at `focus_m`."""
        self.stop(t_ns)
        third = (until_ns - t_ns) / 3
        self._path += [(t_ns + third, 1 / NEAR_M), (t_ns + 2 * third, 0.0), (until_ns, 1 / focus_m)]

    def follow(self, distance: Callable[[int], float]) -> None:
        """Stays on a distance that changes."""
        self._follows = distance
