"""PIO alone: a chip whose CPU sleeps, set up through the registers as a program would.

For tests of one PIO program, to the system clock, and of the PIO engine itself.
"""

from rp2040py.execute_batch import execute_batch
from rp2040py.peripherals import pio_registers as reg

from backgrip.board.chip import Chip

IO_BANK0, PIO = 0x40014000, (0x50200000, 0x50300000)
SET, CLEAR = 0x2000, 0x3000  # atomic aliases (datasheet 2.1.2)


class PioBench:
    """`edges` lists `(t_ns, pin, level)` of every pad the chip drives high or lets go. Time begins at 0
    ns."""

    def __init__(self):
        self.edges = []
        self.chip = Chip(
            lambda pin, high: self.edges.append((round(self.chip.clock.nanos), pin, int(high))), None
        )
        self.rp2040, self.clock = self.chip.rp2040, self.chip.clock
        self.rp2040.core.waiting = True
        self.stopped = False  # rp2040py's loop looks at it
        self._deadline = self.clock.create_alarm(self._stop)

    def _stop(self):
        self.stopped, self.chip.engine.ahead = True, False

    def run(self, ns):
        """Advance `ns` nanoseconds."""
        self._deadline.schedule(ns)
        self.stopped, self.chip.engine.ahead = False, True
        while not self.stopped:
            execute_batch(self, 1)

    def write(self, offset, value, block=0, alias=0):
        """Write a PIO register (`alias`: SET or CLEAR for the atomic ones)."""
        self.rp2040.write_uint32(PIO[block] + offset + alias, value)

    def read(self, offset, block=0):
        """Read a PIO register."""
        return self.rp2040.read_uint32(PIO[block] + offset)

    def sm(self, machine, register):
        """Offset of a state machine's register, named by that of machine 0."""
        return register + 0x18 * machine

    def load(self, words, at=0, block=0):
        """Put a program into instruction memory."""
        for index, word in enumerate(words):
            self.write(reg.INSTR_MEM0 + 4 * (at + index), word, block)

    def setup(self, machine, words, *, at=0, block=0, div=1, set_base=0, set_count=0, out_base=0, out_count=0,
              in_base=0, side_base=0, side_count=0, jmp_pin=0, shift=0b11 << 18, execctrl=0):  # fmt: skip
        """Load a program and configure a machine to run it, wrapping from its last word to its first.

        `div` is the clock divider (fractions in 1/256), `shift` SHIFTCTRL, `execctrl` further EXECCTRL bits;
        the pins that `set` and `out` reach become outputs of this block, low."""
        self.load(words, at, block)
        self.write(self.sm(machine, reg.SM0_CLKDIV), round(div * 256) << 8, block)
        self.write(self.sm(machine, reg.SM0_SHIFTCTRL), shift, block)
        wrap = (at + len(words) - 1) << 12 | at << 7
        self.write(self.sm(machine, reg.SM0_EXECCTRL), wrap | jmp_pin << 24 | execctrl, block)
        for base, count in ((set_base, set_count), (out_base, out_count), (side_base, side_count)):
            for pin in range(base, base + count):
                self.outputs([pin], block)
        pins = set_base << 5 | set_count << 26 | out_base | out_count << 20 | in_base << 15
        self.write(self.sm(machine, reg.SM0_PINCTRL), pins | side_base << 10 | side_count << 29, block)
        self.execute(machine, at, block)

    def outputs(self, pins, block=0):
        """Give pins to a block and make them outputs, through machine 3's `set pindirs` as the SDK does."""
        for pin in pins:
            self.rp2040.write_uint32(IO_BANK0 + 8 * pin + 4, 6 + block)
            self.write(self.sm(3, reg.SM0_PINCTRL), pin << 5 | 1 << 26, block)
            self.execute(3, 0xE081, block)

    def execute(self, machine, word, block=0):
        """Write an instruction to SMx_INSTR; a plain address is a jump."""
        self.write(self.sm(machine, reg.SM0_INSTR), word, block)

    def enable(self, *machines, block=0):
        """Start machines, and their dividers, on the next system clock, as the SDK's
        `pio_enable_sm_mask_in_sync`."""
        self.write(reg.CTRL, sum(0x101 << machine for machine in machines), block, SET)

    def disable(self, *machines, block=0):
        """Stop machines."""
        self.write(reg.CTRL, sum(1 << machine for machine in machines), block, CLEAR)

    def drive(self, pin, level, after_ns=0):
        """Drive a pad from outside, `after_ns` from now."""
        pad = self.rp2040.gpio[pin]

        def apply():
            pad.contact = bool(level)
            pad.settle()

        self.clock.create_alarm(apply).schedule(after_ns)

    def machine(self, index, block=0):
        """A state machine's inside, put where it is by now: `x`, `y`, `pc`, `isr`, `osr`, `tx`, `rx`."""
        self.read(reg.FDEBUG, block)
        return self.rp2040.pio[block].machines[index]
