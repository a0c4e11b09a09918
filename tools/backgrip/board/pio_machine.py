"""One PIO state machine, in the RP2040's own time.

Times are in 1/256 of a system clock where the name ends in `_fp` (the resolution of CLKDIV), else in system clocks of
8 ns. Between instructions a machine is in one of these states:

* due: it runs its next instruction at `due`;
* stalled: its instruction waits for a pin, flag or FIFO, and is tried again on the machine's first tick at or after a
  change that it can see. It costs nothing meanwhile;
* steady: it polls. It has gone once round a loop and nothing changed but X or Y, counted down by `jmp x--`; as long as
  nothing it looks at changes, every further round is the same. It costs nothing until the count runs out or something
  changes, when `unwind` puts it where it would have been. This is exact, not a shortcut: see `_loop_closed`.
"""

from backgrip.board.pio_ops import AUTOPULL, STALL, compile_op

NEVER = 1 << 62
FEWEST_ROUNDS = 4  # skipping fewer rounds than this costs more than running them
FJOIN_TX, FJOIN_RX = 1 << 30, 1 << 31


class Machine:
    waiting = False  # rp2040py's pins look for stalled machines by this name; ours are woken by the engine instead

    def __init__(self, engine, block, index):
        self.engine, self.block, self.index = engine, block, index
        self.reset()

    def reset(self):
        """Registers as after power-on (datasheet 3.7)."""
        self.enabled = False
        self.x = self.y = self.pc = self.osr = self.clkdiv = 0
        self.div_fp = 256
        self.clkdiv = 1 << 16
        self.exec_ctrl, self.shift_ctrl, self.pin_ctrl = 0x1F << 12, 0b11 << 18, 0x5 << 26
        self.tx, self.rx = [], []
        self.tx_depth = self.rx_depth = 4
        self.due_fp, self.due = 0, NEVER
        self.stalled, self.steady = False, None
        self.ticks_left = 1
        self.restart()
        self.recompile()

    def restart(self):
        """CTRL.SM_RESTART: what it clears and what it leaves (PC, X, Y, OSR) after datasheet 3.7."""
        self.isr = self.isr_count = 0
        self.osr_count = 32
        self.in_pending = self.irq_waiting = self.retry = False
        self.special, self.latched = None, False
        self.ticks_left = 1
        self.snaps = {}

    def recompile(self):
        """Forget the compiled program: its configuration or the instruction memory changed."""
        self.code = [None] * 32
        self.snaps = {}
        self.x_uses = self.y_uses = 0
        self.sees_pins = self.sees_irq = self.writes_pins = 0
        self.sees_fifo = False
        self.wrap_top, self.wrap_bottom = self.exec_ctrl >> 12 & 0x1F, self.exec_ctrl >> 7 & 0x1F

    def irq_index(self, field):
        """Flag number, `rel` adding the machine's number to the two low bits (datasheet 3.4.9)."""
        return field & 4 | (field + self.index) & 3 if field & 0x10 else field & 7

    # -- the next instruction ----------------------------------------------------------------------------------------

    def step(self):
        """Run what is due at `due`. Sets `due` to the next instruction's time, or NEVER when stalled."""
        if self.steady:
            self._finish_rounds(self.steady[4])
        if self.special is not None:
            self._step_special()
            return
        pc = self.pc
        op = self.code[pc]
        if op is None:
            following = self.wrap_bottom if pc == self.wrap_top else (pc + 1) & 0x1F
            run, ticks = compile_op(self, self.block.instructions[pc], following)
            op = self.code[pc] = (run, ticks * self.div_fp)
        following = op[0]()
        if following < 0:
            self._stall()
            return
        self.due_fp = due_fp = self.due_fp + op[1]
        self.due = (due_fp + 255) >> 8
        self.pc = following
        if following <= pc:
            self._loop_closed()

    def _stall(self):
        if self.retry:  # an `out` that has just been refilled is tried on the very next tick
            self.retry = False
            self.due_fp += self.div_fp
            self.due = (self.due_fp + 255) >> 8
        else:
            self.stalled, self.due = True, NEVER

    def _step_special(self):
        """An instruction from OUT EXEC or MOV EXEC, or a stalled one written to SMx_INSTR."""
        run, ticks = self.special
        self.special = None
        following = run()
        if following < 0:
            if self.special is None:
                self.special = (run, ticks)
            self._stall()
            return
        self.latched = False
        self.pc = following
        self.due_fp += ticks * self.div_fp
        self.due = (self.due_fp + 255) >> 8

    def execute_next(self, opcode, following):
        """OUT EXEC and MOV EXEC: `opcode` runs on the next tick in place of the instruction fetched."""
        self.special = compile_op(self, opcode, following)

    def force(self, opcode, now):
        """A write to SMx_INSTR at system clock `now`.

        The instruction runs at once, whatever the divider and the delay counter say, its own delay is ignored, and the
        program counter stays unless it is a jump. If it stalls it is kept until it completes, and a further write
        replaces it. Whatever the program was stalled on is looked at afresh on the next tick (datasheet 3.5.7).
        The waiting-on-IRQ state is one of the things only SM_RESTART clears (CTRL, 3.7), so it is left alone.
        """
        self.unwind(now)
        self.special, self.latched = None, False
        run, ticks = compile_op(self, opcode, self.pc)
        following = run()
        if following < 0:
            if self.special is None:
                self.special = (run, 1)
            self.latched = True
            again, self.retry = self.retry, False
            self.stalled, self.due = True, NEVER
            if again and self.enabled:
                self.retime(now + 1)
        else:
            self.pc = following
            if self.stalled and self.enabled:
                self.retime(now + 1)

    # -- polling loops ----------------------------------------------------------------------------------------------

    def _loop_closed(self):
        """The program jumped back. If it came to this very place before and nothing that it sees has changed since,
        it polls, and all rounds until the next change can be taken at once.

        `snaps` is emptied by every change that the machine sees and by every effect that it has itself, so a snapshot
        found here means a whole round without either. If all registers are as they were, every further round is
        identical. If X (or Y) is lower by k and nothing but taken `jmp x--` touched it, every further round is
        identical too as long as X >= k at its beginning.
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

        To be called before anything that the machine can see changes at `cycle`."""
        steady = self.steady
        if steady:
            self._finish_rounds(max(0, min(((cycle << 8) - steady[0]) // steady[1], steady[4])))
            while self.due < cycle:
                self.step()
                if self.steady:  # cannot be: a round has to be run before one can be recognised
                    raise AssertionError("a state machine polls while it is being unwound")
        if self.snaps:
            self.snaps.clear()

    # -- ticks --------------------------------------------------------------------------------------------------------

    def retime(self, cycle):
        """Stalled or new: be due on the machine's first tick at or after `cycle`. Its ticks run on while it stalls."""
        self.stalled = False
        lag = (cycle << 8) - self.due_fp
        if lag > 0:
            self.due_fp += -(-lag // self.div_fp) * self.div_fp
        self.due = (self.due_fp + 255) >> 8

    def enable(self, on, now):
        """CTRL.SM_ENABLE. A machine that is switched off keeps everything, its delay counter included, and resumes."""
        if on == self.enabled:
            return
        self.enabled = on
        self.engine.enabled_changed()
        if not on:
            self.unwind(now)
            self.ticks_left = 1 if self.stalled else max(1, -(-(self.due_fp - (now << 8)) // self.div_fp))
            self.due = NEVER
        else:
            self.retime(now)
            self.due_fp += (self.ticks_left - 1) * self.div_fp
            self.due = (self.due_fp + 255) >> 8

    def set_clkdiv(self, value, now):
        """SMx_CLKDIV. An integer part of 0 divides by 65536 (datasheet 3.7)."""
        self.clkdiv = value & 0xFFFFFF00
        self.div_fp = (value >> 16 or 65536) << 8 | value >> 8 & 0xFF
        self.recompile()

    def clear_delay(self, now):
        """Cut short the delay cycles of the instruction that ran last: due on the next tick."""
        ticks = (self.due_fp - (now << 8)) // self.div_fp
        if self.enabled and not self.stalled and ticks > 0:
            self.due_fp -= ticks * self.div_fp
            self.due = (self.due_fp + 255) >> 8

    def restart_clkdiv(self, now):
        """CTRL.CLKDIV_RESTART: the tick grid begins at `now`."""
        self.due_fp = now << 8
        if self.enabled and not self.stalled:
            self.due = now

    # -- FIFOs -------------------------------------------------------------------------------------------------------

    def push(self, value):
        """Into the RX FIFO; False if it is full."""
        if len(self.rx) >= self.rx_depth:
            return False
        self.rx.append(value)
        self.block.fifo_changed(self)
        return True

    def pull(self):
        """The next word of the TX FIFO, which must not be empty."""
        value = self.tx.pop(0)
        self.block.fifo_changed(self)
        return value

    def refill(self):
        """Autopull: an emptied shift register takes the next word as soon as there is one (datasheet 3.5.4.2)."""
        threshold = self.shift_ctrl >> 25 & 0x1F or 32
        if self.shift_ctrl & AUTOPULL and self.osr_count >= threshold and self.tx:
            self.osr, self.osr_count = self.pull(), 0

    def set_shiftctrl(self, value):
        """SMx_SHIFTCTRL. Changing a FJOIN bit empties both FIFOs (datasheet 3.7)."""
        joined = FJOIN_TX | FJOIN_RX
        if (value ^ self.shift_ctrl) & joined:
            self.tx.clear()
            self.rx.clear()
            self.tx_depth = 8 if value & FJOIN_TX else 0 if value & FJOIN_RX else 4
            self.rx_depth = 8 if value & FJOIN_RX else 0 if value & FJOIN_TX else 4
            self.block.fifo_changed(self)
        self.shift_ctrl = value
        self.recompile()


assert STALL < 0  # `step` tests for it by its sign
