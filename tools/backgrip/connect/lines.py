"""The two lines of a connected grip, closed and opened by the host for tests, for a bounded time."""

from backgrip.connect.console import ANSWER_S, Console

LIMIT_MS = 30_000  # one plan; also what a grip on batteries may go on for when the cable comes out

_PLAY = """
from machine import Pin
from time import sleep_ms
from grip import pins
lines = {{"FOCUS": Pin(pins.FOCUS, Pin.OUT, value=0), "SHUTTER": Pin(pins.SHUTTER, Pin.OUT, value=0)}}
try:
    for line, closed, ms in {steps!r}:
        if line:
            lines[line].value(closed)
        sleep_ms(ms)
finally:
    for line in lines.values():
        line.value(0)
"""


class Lines:
    """Drives FOCUS and SHUTTER. The board plays a whole plan by itself and opens both lines at its end, whatever
    happens to the cable meanwhile."""

    def __init__(self, console: Console):
        self._console = console

    def play(self, steps: list[tuple[str | None, bool, int]]) -> None:
        """Plays (line, closed, ms to wait then) in order; None as line only waits. Both lines are open afterwards.

        Raises ValueError for a plan over LIMIT_MS, ConnectError.
        """
        total_ms = sum(ms for _, _, ms in steps)
        if total_ms > LIMIT_MS:
            raise ValueError(f"a plan may last {LIMIT_MS} ms, not {total_ms}")
        self._console.run(_PLAY.format(steps=[(line, int(closed), ms) for line, closed, ms in steps]),
                          answer_s=ANSWER_S + total_ms / 1000)  # fmt: skip
