"""A PIO block as the CPU sees it: the register map of the RP2040 datasheet, section 3.7."""

from rp2040py.peripherals import pio_registers as reg
from rp2040py.peripherals.peripheral import BasePeripheral

PINS = 0x3FFFFFFF
OUT_STICKY, INLINE_OUT_EN, EXEC_STALLED = 1 << 17, 1 << 18, 1 << 31
SM_FIRST, SM_STRIDE, SM_LAST = reg.SM0_CLKDIV, 0x18, reg.SM3_PINCTRL


class Registers(BasePeripheral):
    """Reads and writes of a block's registers; `Block` is what they act on."""

    def read_uint32(self, offset):
        machines = self.machines
        if reg.RXF0 <= offset <= reg.RXF3:
            return self._read_rx(machines[(offset - reg.RXF0) >> 2])
        if offset == reg.FSTAT:
            return sum(self._fifo_status(m) << m.index for m in machines)
        if offset == reg.FLEVEL:
            return sum((len(m.tx) | len(m.rx) << 4) << 8 * m.index for m in machines)
        if offset in (reg.IRQ0_INTE, reg.IRQ1_INTE):
            return self.enable[offset == reg.IRQ1_INTE]
        if offset in (reg.IRQ0_INTF, reg.IRQ1_INTF):
            return self.forced[offset == reg.IRQ1_INTF]
        if offset == reg.INTR:
            return self.int_raw
        if offset in (reg.IRQ0_INTS, reg.IRQ1_INTS):
            line = offset == reg.IRQ1_INTS
            return self.int_raw & self.enable[line] | self.forced[line]
        if offset == reg.CTRL:
            return sum(m.enabled << m.index for m in machines)
        if offset == reg.IRQ:
            return self.irq
        if offset == reg.INPUT_SYNC_BYPASS:
            return self.bypass
        if offset == reg.DBG_PADOUT:
            return self.pin_values
        if offset == reg.DBG_PADOE:
            return self.pin_directions
        if offset == reg.DBG_CFGINFO:
            return 0x200404
        self._catch_up()
        if offset == reg.FDEBUG:
            return self.fdebug
        if SM_FIRST <= offset <= SM_LAST:
            return self._read_machine(
                machines[(offset - SM_FIRST) // SM_STRIDE], (offset - SM_FIRST) % SM_STRIDE
            )
        return 0  # IRQ_FORCE, the FIFOs' other ends and instruction memory are write-only

    def write_uint32(self, offset, value):
        engine = self.engine
        now = engine.cycle = engine.now
        if reg.TXF0 <= offset <= reg.TXF3:
            self._write_tx(self.machines[(offset - reg.TXF0) >> 2], value, now)
        elif offset in (reg.IRQ0_INTE, reg.IRQ1_INTE):
            self.enable[offset == reg.IRQ1_INTE] = value & 0xFFF
        elif offset in (reg.IRQ0_INTF, reg.IRQ1_INTF):
            self.forced[offset == reg.IRQ1_INTF] = value & 0xFFF
        else:
            self._catch_up()
            self._write_slow(offset, value, now)
        if self.irq_set or self.irq_clear:
            self.commit_irq(now + 1)
        self._show()

    def _write_slow(self, offset, value, now):
        if reg.INSTR_MEM0 <= offset <= reg.INSTR_MEM31:
            self.instructions[(offset - reg.INSTR_MEM0) >> 2] = value & 0xFFFF
            for machine in self.machines:  # fetched on every tick, so a stalled machine sees the new word too
                self._reconfigured(machine, now)
        elif SM_FIRST <= offset <= SM_LAST:
            machine = self.machines[(offset - SM_FIRST) // SM_STRIDE]
            self._write_machine(machine, (offset - SM_FIRST) % SM_STRIDE, value, now)
        elif offset == reg.CTRL:
            for machine in self.machines:
                if value >> 4 + machine.index & 1:
                    machine.restart()
                    machine.clear_delay(now)
                    if machine.stalled and machine.enabled:
                        machine.retime(now + 1)
                if value >> 8 + machine.index & 1:
                    machine.restart_clkdiv(now)
                machine.enable(bool(value >> machine.index & 1), now)
        elif offset == reg.FDEBUG:
            self.fdebug &= ~self.raw_write_value
            for machine in self.machines:  # a machine that still stalls sets its bit again on its next tick
                if machine.stalled and machine.enabled and machine.sees_fifo:
                    machine.retime(now + 1)
        elif offset == reg.IRQ:
            self.irq_clear |= self.raw_write_value & 0xFF
        elif offset == reg.IRQ_FORCE:
            self.irq_set |= value & 0xFF
        elif offset == reg.INPUT_SYNC_BYPASS:
            self.bypass = value & PINS

    def _catch_up(self):
        """Before the CPU looks into the machines: those that poll are put where they are by now."""
        now = self.engine.now
        for machine in self.machines:
            machine.unwind(now + 1)
        self.engine.arm()

    def _reconfigured(self, machine, now):
        machine.recompile()
        if machine.stalled and machine.enabled:
            machine.retime(now + 1)

    def _read_machine(self, m, offset):
        if offset == 0x00:
            return m.clkdiv
        if offset == 0x04:
            return m.exec_ctrl | (EXEC_STALLED if m.latched else 0)
        if offset == 0x08:
            return m.shift_ctrl
        if offset == 0x0C:
            return m.pc
        if offset == 0x10:
            return self.instructions[m.pc]
        return m.pin_ctrl

    def _write_machine(self, m, offset, value, now):
        if offset == 0x00:
            m.set_clkdiv(value, now)
        elif offset == 0x04:
            if value & (OUT_STICKY | INLINE_OUT_EN):
                raise NotImplementedError("EXECCTRL.OUT_STICKY and INLINE_OUT_EN are not modelled")
            m.exec_ctrl = value & ~EXEC_STALLED
        elif offset == 0x08:
            m.set_shiftctrl(value)
        elif offset == 0x10:
            m.force(value & 0xFFFF, now)
            return
        elif offset == 0x14:
            m.pin_ctrl = value
        self._reconfigured(m, now)

    def _fifo_status(self, m):
        tx, rx = len(m.tx), len(m.rx)
        return (
            (reg.FSTAT_TXEMPTY if not tx else 0)
            | (reg.FSTAT_TXFULL if tx >= m.tx_depth else 0)
            | (reg.FSTAT_RXEMPTY if not rx else 0)
            | (reg.FSTAT_RXFULL if rx >= m.rx_depth else 0)
        )

    def _write_tx(self, m, value, now):
        if len(m.tx) >= m.tx_depth:
            self.fdebug |= reg.FDEBUG_TXOVER << m.index
            return
        m.unwind(now + 1)
        m.tx.append(value & 0xFFFFFFFF)
        m.refill()
        if m.stalled and m.enabled:
            m.retime(now + 1)

    def _read_rx(self, m):
        if not m.rx:
            self.fdebug |= reg.FDEBUG_RXUNDER << m.index
            return 0
        now = self.engine.now
        m.unwind(now + 1)
        value = m.rx.pop(0)
        if m.stalled and m.enabled:
            m.retime(now + 1)
        self._show()
        return value
