"""Advancing a chip on its own clock, to a deadline or to an event."""

from rp2040py.execute_batch import execute_batch

LOOK_EVERY_NS = 1_000_000


class BoardError(RuntimeError):
    """The emulated program did something no board recovers from, or the board was used wrongly."""


class _Loop:
    """What rp2040py's instruction loop wants of its owner."""

    def __init__(self, rp2040):
        self.rp2040, self.clock, self.stopped = rp2040, rp2040.clock, False


class Running:
    """A chip that runs. Subclasses say in `_switch_on` what happens at the first `run`."""

    def __init__(self, chip):
        self.chip, self.rp2040, self.clock = chip, chip.rp2040, chip.clock
        self._loop = _Loop(self.rp2040)
        self._deadline = self.clock.create_alarm(self.stop)
        self._look = self.clock.create_alarm(self._look_again)
        self._started = self._run_low = self._met = False
        self._until = self._fault = None
        self._aim = 0
        self.rp2040.on_break = self._break

    @property
    def now_ns(self):
        """Nanoseconds of the Pico's clock since the board was first switched on."""
        return round(self.clock.nanos)

    def run(self, ms):
        """Advance `ms` milliseconds. Stops at that time; a CPU that is busy then finishes its instruction,
        and the next `run` counts from where this one was to stop."""
        start = self._aim if self._started and 0 <= self.clock.nanos - self._aim < 1000 else self.clock.nanos
        self._advance(start + ms * 1e6)

    def run_until(self, condition, limit_ms):
        """Advance until `condition(board)` is true, at most `limit_ms`. Returns whether it came true.

        It is looked at after every edge, reset and piece of console text, and every millisecond."""
        if condition(self):
            return True
        self._until, self._met = condition, False
        self._look.schedule(LOOK_EVERY_NS)
        try:
            self._advance(self.clock.nanos + limit_ms * 1e6)
        finally:
            self._until = None
            self._look.cancel()
        return self._met or condition(self)

    def stop(self):
        """End the `run` under way; for callbacks."""
        self._loop.stopped, self.chip.engine.ahead = True, False

    def _advance(self, until_ns):
        if not self._started:
            self._started = True
            self._switch_on()
        self._aim, self._fault = until_ns, None
        self._deadline.schedule(max(0, until_ns - self.clock.nanos))
        loop = self._loop
        loop.stopped, self.chip.engine.ahead = False, True
        while not loop.stopped:
            if self._run_low:
                self.clock.tick(self.clock.nanos_to_next_alarm)  # the chip is in reset, the world goes on
            else:
                execute_batch(loop, 1)
        self._deadline.cancel()
        if self._fault:
            raise BoardError(self._fault)

    def _look_again(self):
        self._look.schedule(LOOK_EVERY_NS)
        self._check()

    def _check(self):
        if self._until and self._until(self):
            self._met = True
            self.stop()

    def _break(self, code):
        self._fault = (
            f"the CPU stopped at breakpoint {code} at {self.now_ns} ns, address {self.rp2040.core.pc:#x}"
        )
        self.stop()
