"""Runs both PIO blocks on the emulator's clock, exactly, while the CPU works and while it sleeps.

rp2040py steps each block once per CPU instruction or idle jump, so PIO starves while the CPU sleeps. Here PIO
is a client of the clock instead: one alarm stands at the next thing any machine does. While the CPU sleeps
nothing can look at PIO before the next alarm of somebody else, so machines run ahead to it in one go, up to
the first effect that the outside could notice (a pad, a flag, a FIFO); that effect is delivered by an alarm
at its own time.

Delays, in system clocks of 8 ns: an instruction's pins appear on the pads one clock after it, and a pad
reaches PIO two clocks after it changed (the input synchroniser, datasheet 3.5.6.3; one where
INPUT_SYNC_BYPASS is set). Flags and FIFOs are seen from the clock after. Machines that act on the same clock
therefore never see each other.
"""

from heapq import heappop, heappush

from backgrip.board.pio_polling import NEVER

CLOCK_NS = 8  # 125 MHz
SYNCHRONISER, BYPASSED = 2, 1
LONGEST_RUN_AHEAD = 125_000  # 1 ms; only matters when nobody else has an alarm


class Engine:
    def __init__(self, rp2040):
        self.rp2040, self.clock, self.core = rp2040, rp2040.clock, rp2040.core
        self.blocks = []
        self.machines = []
        self.enabled = []  # those of them that are, in the same order
        self.armed_for = NEVER
        self.inputs = []  # heap of (clock at which PIO sees it, number, blocks, mask, level)
        self.inputs_queued = 0
        self.deliver_at = NEVER
        self.running = False
        # set while the clock runs: once it is to stop, whoever stops it may act at any time
        self.ahead = False
        self.cycle = 0
        self.alarm = self.clock.create_alarm(self._fire)

    @property
    def now(self):
        """The system clock that the emulator's clock is in."""
        return int(self.clock.nanos / CLOCK_NS + 1e-3)

    def pad_changed(self, index, level):
        """A pad's input (after input enable and override) changed now."""
        now, mask = self.now, 1 << index
        direct = [block for block in self.blocks if block.bypass & mask]
        self.inputs_queued += 1
        if direct:
            heappush(self.inputs, (now + BYPASSED, self.inputs_queued, direct, mask, level))
        behind = [block for block in self.blocks if block not in direct] if direct else self.blocks
        heappush(self.inputs, (now + SYNCHRONISER, self.inputs_queued, behind, mask, level))
        if self.inputs[0][0] < self.armed_for:
            self.arm()

    def effect(self):
        """A machine did something that the outside can see; it is delivered on the next system clock."""
        if self.deliver_at == NEVER:
            self.deliver_at = self.cycle + 1

    def arm(self):
        """Set the alarm to the next thing to do."""
        if self.running:
            return
        due = self.armed_for = self._next()
        if due >= NEVER:
            self.alarm.cancel()
        else:
            self.alarm.schedule(max(0, due * CLOCK_NS - self.clock.nanos))

    def _next(self):
        due = self.deliver_at
        if self.inputs and self.inputs[0][0] < due:
            due = self.inputs[0][0]
        for machine in self.enabled:
            due = min(due, machine.due)
        return due

    def _fire(self):
        now = self.now
        horizon = now
        if self.ahead and self.core.waiting:
            clock = self.clock
            ahead = clock.nanos_to_next_alarm if clock.has_scheduled_alarm else LONGEST_RUN_AHEAD * CLOCK_NS
            horizon = max(now, int((clock.nanos + ahead) / CLOCK_NS + 1e-3))
        self.running = True
        try:
            self.run(now, horizon)
        finally:
            self.running = False
            self.arm()

    def run(self, now, horizon):
        """Do everything that is due up to system clock `horizon`; effects only up to `now`."""
        while True:
            cycle = self._next()
            if cycle > horizon:
                return
            self.cycle = cycle
            if self.deliver_at <= cycle:
                if cycle > now:
                    return
                self.deliver_at = NEVER
                for block in self.blocks:
                    if block.changed_pins or block.changed:
                        block.deliver()
            while self.inputs and self.inputs[0][0] <= cycle:
                _, _, blocks, mask, level = heappop(self.inputs)
                for block in blocks:
                    block.see_input(mask, level, cycle)
            for machine in self.enabled:
                if machine.due <= cycle:
                    machine.step()
            for block in self.blocks:
                if block.irq_set or block.irq_clear:
                    block.commit_irq(cycle + 1)

    def enabled_changed(self):
        self.enabled = [machine for machine in self.machines if machine.enabled]
