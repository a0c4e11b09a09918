"""Time that the emulated Pico need not live through: its timer jumps ahead, or begins just before it wraps.

A rest costs the host over a second each second. While the state machines only wait for a contact, nothing in them
counts, and the CPU looks at its timer alone: so the timer's count is moved on, a step at a time, with a few turns of
the firmware's loop after each step. The loop sees every step as a time that it was away. The watchdog is not moved.
"""

from bisect import bisect_right

from backgrip.board import Board

STEP_S = 60  # the lamp plays the time that it missed: a longer step keeps the loop busy
AWAKE_MS = 70  # a few turns
WRAP_MS = 1 << 30  # of MicroPython's ticks_ms: 12.4 days
MICROS_WRAP_MS = (1 << 32) / 1000  # of the timer's lower word, which alarms are compared with: 71.6 minutes
TIMER_STARTS_MS = 2  # after power-up; the application starts at about 12


class Jumps:
    """The jumps of one board's timer, and its edges with their times by that timer."""

    def __init__(self, board):
        self.board, self.at_ns, self.total_ns = board, [], [0]

    def jump(self, seconds):
        """Moves the timer on, at this moment."""
        self.board.rp2040.timer._epoch_nanos -= seconds * 1e9
        self.at_ns.append(self.board.now_ns)
        self.total_ns.append(self.total_ns[-1] + round(seconds * 1e9))

    def rest(self, seconds, step_s=STEP_S):
        """Lets so much time pass, the smallest part of it emulated. For a board on which no state machine counts."""
        left = seconds
        while left > 0:
            step = max(0, min(step_s, left - AWAKE_MS / 1000))
            if step:
                self.jump(step)
            self.board.run(ms=AWAKE_MS)
            left -= step + AWAKE_MS / 1000

    def by_timer(self, t_ns):
        """A time of the board's clock as one of its timer."""
        return t_ns + self.total_ns[bisect_right(self.at_ns, t_ns)]

    @property
    def now_ns(self):
        return self.board.now_ns + self.total_ns[-1]

    def edges(self):
        return [edge._replace(t_ns=self.by_timer(edge.t_ns)) for edge in self.board.edges]


def started_at(ticks_ms, *args, **options):
    """A Board whose timer shows `ticks_ms` before the application starts, as after so long a run."""
    board = Board(*args, **options)
    board.run(ms=TIMER_STARTS_MS)
    board.rp2040.timer._epoch_nanos -= ticks_ms * 1e6
    return board
