"""Pads that are wires: what drives one, from inside or outside, is what every input on it reads.

rp2040py keeps outputs and inputs apart: an output pad does not read back, and a reset releases pads without a
word to anyone. Here each pad settles to one level whenever anything about it changes, and tells PIO, the
CPU's pin interrupts and the recorder.
"""

from rp2040py.gpio_pin import GPIOPin, GPIOPinState

RESET_VALUE = 0x56  # input enabled, 4 mA, pull-down, Schmitt trigger (datasheet 2.19.6.3); rp2040py has 0x36
LOW, HIGH = GPIOPinState.LOW, GPIOPinState.HIGH


class Pad(GPIOPin):
    """A pad and what the board has on it.

    `contact` is a hard external level (False: a closed button to ground) or None; `resistor` is the level of
    an external pull resistor or None. A contact wins over the chip's driver, that over the resistor, that
    over the chip's own pulls; with neither, the pad keeps its level.
    """

    def wire(self, engine, on_driven):
        """Connect to the PIO engine; `on_driven(index, high)` is told whenever the chip begins or stops to
        drive it high, which is what lights an LED or an isolator."""
        self.engine, self.on_driven = engine, on_driven
        self.contact = self.resistor = None
        self.level = self.seen = self.lit = False
        self.pad_value = RESET_VALUE

    def check_for_updates(self):
        super().check_for_updates()
        self.settle()

    def reset(self, io=True, pads=True):
        super().reset(io, pads)
        if pads:
            self.pad_value = RESET_VALUE
        self.settle()

    def refresh_input(self):
        super().refresh_input()
        self.settle()

    def settle(self):
        """Work out the level anew and tell whoever reads it."""
        state = self.value
        lit = state == HIGH
        if lit != self.lit:
            self.lit = lit
            self.on_driven(self.index, lit)
        if self.contact is not None:
            level = self.contact
        elif lit or state == LOW:
            level = lit
        elif self.resistor is not None:
            level = self.resistor
        elif self.pullup_enabled != self.pulldown_enabled:
            level = self.pullup_enabled
        else:
            level = self.level
        if level != self.level or not self._driven:
            self.level = level
            self.set_input_value(level)
        seen = self.input_value
        if seen != self.seen:
            self.seen = seen
            self.engine.pad_changed(self.index, seen)
