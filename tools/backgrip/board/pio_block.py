"""One PIO block: four machines, eight flags, and the pins they drive."""

from rp2040py.peripherals import pio_registers as reg

from backgrip.board.pio_machine import Machine
from backgrip.board.pio_registers import PINS, Registers


class Block(Registers):
    stopped = True  # tells rp2040py's loop not to step this block: the engine does

    def __init__(self, engine, name, first_irq, index):
        super().__init__(engine.rp2040, name)
        self.engine, self.first_irq, self.index = engine, first_irq, index
        self.machines = [Machine(engine, self, i) for i in range(4)]
        self.reset()

    def reset(self):
        self.instructions = [0] * 32
        self.inputs = self.bypass = 0
        self.pin_values = self.pin_directions = 0
        self.changed_pins, self.changed = 0, True
        self.irq = self.irq_set = self.irq_clear = 0
        self.fdebug = 0
        self.enable = [0, 0]
        self.forced = [0, 0]
        for machine in self.machines:
            machine.reset()
        self.engine.enabled_changed()
        for pad in self.rp2040.gpio:
            if pad.input_value:
                self.inputs |= 1 << pad.index
        self.deliver()

    # -- what machines do --------------------------------------------------------------------------

    def write_pins(self, machine, value, mask, directions):
        """A machine writes pins. Machines of one clock run in the order of their numbers, so the highest one
        wins where two write the same pin (datasheet 3.5.6.1)."""
        old = self.pin_directions if directions else self.pin_values
        new = (old & ~mask | value) & PINS
        changed = old ^ new
        if not changed:
            return
        cycle = self.engine.cycle
        for other in self.machines:
            if other is not machine and other.writes_pins & changed:
                # it may be polling and write the same pin on this very clock: before or after us, by its
                # number
                other.unwind(cycle if other.index > machine.index else cycle + 1)
        if directions:
            self.pin_directions = new
        else:
            self.pin_values = new
        machine.snaps.clear()
        self.changed_pins |= changed
        self.engine.effect()

    def raise_irq(self, machine, bit):
        if not self.irq & bit:
            machine.snaps.clear()
            self.irq_set |= bit

    def clear_irq(self, machine, bit):
        if self.irq & bit:
            machine.snaps.clear()
            self.irq_clear |= bit

    def commit_irq(self, cycle):
        """Flags raised and cleared by instructions of one clock are seen by all machines from the next one
        on."""
        new = self.irq & ~self.irq_clear | self.irq_set
        self.irq_set = self.irq_clear = 0
        changed = new ^ self.irq
        if not changed:
            return
        for machine in self.machines:
            if machine.sees_irq & changed:
                machine.unwind(cycle)
        self.irq = new
        for machine in self.machines:
            if machine.sees_irq & changed and machine.stalled and machine.enabled:
                machine.retime(cycle)
        self.changed = True
        self.engine.effect()

    def stalled_on(self, which, machine):
        """FDEBUG.TXSTALL or RXSTALL."""
        self.fdebug |= 1 << which + machine.index

    def fifo_changed(self, machine):
        machine.snaps.clear()
        self.changed = True
        self.engine.effect()

    def see_input(self, mask, level, cycle):
        """A pad's new level has come through the synchroniser."""
        if bool(self.inputs & mask) == bool(level):
            return
        for machine in self.machines:
            if machine.sees_pins & mask:
                machine.unwind(cycle)
        self.inputs ^= mask
        for machine in self.machines:
            if machine.sees_pins & mask and machine.stalled and machine.enabled:
                machine.retime(cycle)

    def deliver(self):
        """Let the outside notice what changed: pads, interrupts, DMA requests."""
        changed, self.changed_pins = self.changed_pins, 0
        gpio = self.rp2040.gpio
        while changed:
            bit = changed & -changed
            changed ^= bit
            gpio[bit.bit_length() - 1].check_for_updates()
        if not self.changed:
            return
        self.changed = False
        self.check_interrupts()
        dma, rx, tx = self.rp2040.dma, reg.DREQ_RX0, reg.DREQ_TX0
        if self.index:
            rx, tx = reg.DREQ_RX1, reg.DREQ_TX1
        for machine in self.machines:
            (dma.set_dreq if machine.rx else dma.clear_dreq)(rx[machine.index])
            (dma.set_dreq if len(machine.tx) < machine.tx_depth else dma.clear_dreq)(tx[machine.index])

    def _show(self):
        """After an access by the CPU: it may look at the pin or the flag with its very next instruction."""
        engine, self.changed = self.engine, True
        was_running, engine.running = engine.running, True
        self.deliver()
        engine.running = was_running
        engine.arm()

    # -- interrupts --------------------------------------------------------------------------------

    @property
    def int_raw(self):
        value = (self.irq & 0xF) << 8
        for machine in self.machines:
            value |= bool(machine.rx) << machine.index
            value |= (len(machine.tx) < machine.tx_depth) << 4 + machine.index
        return value

    def check_interrupts(self):
        raw = self.int_raw
        for line in (0, 1):
            self.rp2040.set_interrupt(
                self.first_irq + line, bool(raw & self.enable[line] | self.forced[line])
            )
