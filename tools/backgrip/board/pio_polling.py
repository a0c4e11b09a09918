"""State machines that poll, taken many rounds at a time."""

NEVER = 1 << 62  # a system clock that never comes
FEWEST_ROUNDS = 4  # skipping fewer rounds than this costs more than running them


class Polling:
    """The part of a machine that recognises polling (`_loop_closed`) and ends it (`unwind`)."""

    def _loop_closed(self):
        """The program jumped back. If it came to this very place before and nothing that it sees has changed
        since, it polls, and all rounds until the next change can be taken at once.

        `snaps` is emptied by every change that the machine sees and by every effect that it has itself, so a
        snapshot found here means a whole round without either. If all registers are as they were, every
        further round is identical. If X (or Y) is lower by k and nothing but taken `jmp x--` touched it,
        every further round is identical too as long as X >= k at its beginning.
        """
        key = (self.isr, self.isr_count, self.osr, self.osr_count, self.irq_waiting)
        snap = self.snaps.get(self.pc)
        if snap is not None and snap[0] == key:
            x_step, y_step = snap[1] - self.x, snap[2] - self.y
            if (x_step == 0 or x_step > 0 and snap[3] == self.x_uses) and (
                y_step == 0 or y_step > 0 and snap[4] == self.y_uses
            ):
                rounds = min(
                    self.x // x_step if x_step else NEVER,
                    self.y // y_step if y_step else NEVER,
                )
                if rounds >= FEWEST_ROUNDS:
                    period = self.due_fp - snap[5]
                    self.steady = (self.due_fp, period, x_step, y_step, rounds)
                    self.due = NEVER if rounds == NEVER else (self.due_fp + rounds * period + 255) >> 8
                    return
        self.snaps[self.pc] = (key, self.x, self.y, self.x_uses, self.y_uses, self.due_fp)

    def _finish_rounds(self, rounds):
        start_fp, period, x_step, y_step, _ = self.steady
        self.x -= x_step * rounds
        self.y -= y_step * rounds
        self.due_fp = start_fp + rounds * period
        self.due = (self.due_fp + 255) >> 8
        self.steady = None
        self.snaps.clear()

    def unwind(self, cycle):
        """Stop polling as if every instruction before system clock `cycle` had been run one by one.

        To be called before anything that the machine can see changes at `cycle`. What the CPU does at a
        system clock comes after what PIO does at it, so for the CPU `cycle` is the one after."""
        steady = self.steady
        if steady:
            self._finish_rounds(max(0, min(((cycle << 8) - steady[0]) // steady[1], steady[4])))
            while self.due < cycle:
                self.step()
                if self.steady:  # cannot be: a round has to be run before one can be recognised
                    raise AssertionError("a state machine polls while it is being unwound")
        if self.snaps:
            self.snaps.clear()
