"""The chip's hardware divider, quicker: MicroPython divides at every look into a dictionary."""

from rp2040py.sio import (
    CPUID,
    DIV_CSR,
    DIV_QUOTIENT,
    DIV_REMAINDER,
    DIV_SDIVIDEND,
    DIV_SDIVISOR,
    DIV_UDIVIDEND,
    DIV_UDIVISOR,
    RPSIO,
)

OPERANDS = {DIV_UDIVIDEND, DIV_UDIVISOR, DIV_SDIVIDEND, DIV_SDIVISOR}
DIVIDENDS = {DIV_UDIVIDEND, DIV_SDIVIDEND}
SIGNED = {DIV_SDIVIDEND, DIV_SDIVISOR}
READY_AND_DIRTY = 0b11
CYCLES = 8  # that rp2040py counts for a division


class Sio(RPSIO):
    """rp2040py's, but that the registers in most use are looked at first, and that it divides only when asked for
    the answer and not after each operand."""

    _signed = None  # how to divide, once somebody asks; None: that is done

    def reset(self):
        super().reset()
        self._signed = None

    def write_uint32(self, offset, value):
        if offset not in OPERANDS:
            self._divide()
            super().write_uint32(offset, value)
            return
        if offset in DIVIDENDS:
            self.div_dividend = value
        else:
            self.div_divisor = value
        self._signed = offset in SIGNED
        self.div_csr = READY_AND_DIRTY
        self.rp2040.core.cycles += CYCLES

    def read_uint32(self, offset):
        if offset == DIV_CSR:
            return self.div_csr
        if offset == DIV_REMAINDER:
            self._divide()
            return self.div_remainder
        if offset == DIV_QUOTIENT:
            self._divide()
            self.div_csr = self.div_csr & ~0b10
            return self.div_quotient
        if offset == CPUID:
            return 0
        return super().read_uint32(offset)

    def _divide(self):
        signed, self._signed = self._signed, None
        if signed is None:
            return
        if signed or not self.div_divisor:
            cycles = self.rp2040.core.cycles
            self.update_hardware_divider(signed)
            self.rp2040.core.cycles = cycles  # counted with the operand
        else:
            self.div_quotient, self.div_remainder = divmod(
                self.div_dividend & 0xFFFFFFFF, self.div_divisor & 0xFFFFFFFF
            )
