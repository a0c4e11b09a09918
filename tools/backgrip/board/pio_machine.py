"""One PIO state machine, in the RP2040's own time.

Times are in 1/256 of a system clock where the name ends in `_fp` (the resolution of CLKDIV), else in system
clocks of 8 ns. Between instructions a machine is in one of these states:

* due: it runs its next instruction at `due`;
* stalled: its instruction waits for a pin, flag or FIFO, and is tried again on the machine's first tick at or
  after a
  change that it can see. It costs nothing meanwhile;
* steady: it polls. It has gone once round a loop and nothing changed but X or Y, counted down by `jmp x--`;
  as long as
  nothing it looks at changes, every further round is the same. It costs nothing until the count runs out or
  something changes, when `unwind` puts it where it would have been. This is exact, not a shortcut: see
  `_loop_closed`.
"""

from backgrip.board.pio_fifos import Fifos
from backgrip.board.pio_ops import compile_op
from backgrip.board.pio_polling import NEVER, Polling


class Machine(Polling, Fifos):
    # rp2040py's pins look for stalled machines by this name; ours are woken by the engine instead
    waiting = False

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

    # -- the next instruction ----------------------------------------------------------------------

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
        # the delay of the OUT or MOV that hands over to an EXEC'd instruction is ignored (datasheet 3.4.5)
        self.due_fp = due_fp = self.due_fp + (op[1] if self.special is None else self.div_fp)
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

        The instruction runs at once, whatever the divider and the delay counter say, its own delay is
        ignored, and the program counter stays unless it is a jump. If it stalls it is kept until it
        completes, and a further write replaces it. Whatever the program was stalled on is looked at afresh on
        the next tick (datasheet 3.5.7). The waiting-on-IRQ state is one of the things only SM_RESTART clears
        (CTRL, 3.7), so it is left alone.
        """
        self.unwind(now + 1)
        self.special, self.latched = None, False
        run, _ = compile_op(self, opcode, self.pc)
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

    # -- ticks -------------------------------------------------------------------------------------

    def retime(self, cycle):
        """Stalled or new: be due on the machine's first tick at or after `cycle`. Its ticks run on while it
        stalls."""
        self.stalled = False
        lag = (cycle << 8) - self.due_fp
        if lag > 0:
            self.due_fp += -(-lag // self.div_fp) * self.div_fp
        self.due = (self.due_fp + 255) >> 8

    def enable(self, on, now):
        """CTRL.SM_ENABLE. A machine that is switched off keeps everything, its delay counter included, and
        resumes."""
        if on == self.enabled:
            return
        self.enabled = on
        self.engine.enabled_changed()
        if not on:
            self.unwind(now + 1)
            self.ticks_left = 1 if self.stalled else max(1, -(-(self.due_fp - (now << 8)) // self.div_fp))
            self.due = NEVER
        else:
            self.retime(now + 1)
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
        """CTRL.CLKDIV_RESTART: the tick grid begins at the next system clock."""
        self.due_fp = now + 1 << 8
        if self.enabled and not self.stalled:
            self.due = now + 1
