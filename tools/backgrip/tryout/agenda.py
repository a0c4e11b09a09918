"""What is to come: events in the order of their times, and windows within which a line must do something."""

from heapq import heappop, heappush
from typing import NamedTuple

from backgrip.tryout.clauses import CONTACT_US, Clause


class Window(NamedTuple):
    """When an edge must come. `cause_ns` is what its delay is counted from."""

    earliest_ns: int
    latest_ns: int
    cause_ns: int
    clause: Clause


class Agenda:
    """`windows` holds one window for each (line, level) that is to come."""

    def __init__(self):
        self.windows: dict[tuple[str, int], Window] = {}
        self._queue, self._order = [], 0

    def at(self, t_ns, act, argument):
        """Queues `act(argument)`. Of two things at one time the first queued comes first."""
        self._order += 1
        heappush(self._queue, (t_ns, self._order, act, argument))

    def in_order(self, end_ns):
        """Everything queued up to `end_ns`, also what is queued on the way, as (t_ns, act, argument)."""
        while self._queue and self._queue[0][0] <= end_ns:
            t_ns, _, act, argument = heappop(self._queue)
            yield t_ns, act, argument

    def expect(self, line, level, since_ns, after_ns, long_ns, clause):
        """An edge is due `after_ns` after `since_ns`, at most `long_ns` later."""
        earliest_ns = since_ns + after_ns
        self.windows[line, level] = Window(earliest_ns, earliest_ns + long_ns, since_ns, clause)

    def expect_at_once(self, line, press):
        """A press closes a line itself."""
        long_ns = press.contact_ns - press.first_ns + CONTACT_US * 1000
        self.expect(line, 1, press.first_ns, 0, long_ns, Clause.CONTACT)

    def cancel(self, line, level):
        """Nothing is due any more. Returns the window there was, or None."""
        return self.windows.pop((line, level), None)
