"""The two FIFOs of a state machine."""

from backgrip.board.pio_parts import AUTOPULL

FJOIN_TX, FJOIN_RX = 1 << 30, 1 << 31


class Fifos:
    """The part of a machine that has words in `tx` and `rx`, at most `tx_depth` and `rx_depth` of them."""

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
        """Autopull: an emptied shift register takes the next word as soon as there is one (datasheet
        3.5.4.2)."""
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
