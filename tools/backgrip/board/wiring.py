"""What is soldered to the chip: buttons, lines, lamps, style switch and battery."""

from backgrip.board.contacts import Contacts
from backgrip.board.record import Edge, intervals
from backgrip.board.running import Running

BUTTONS = {"thumb": 14, "index": 15}
LINES = {"FOCUS": 16, "SHUTTER": 17, "LED": 25, "LED22": 22}
STYLE_SWITCH, VBUS_SENSE, BATTERY_CHANNEL = 13, 24, 3
ADC_FULL_SCALE_V = 3.3
TEMPERATURE_CHANNEL, TEMPERATURE_27C = 4, 876  # 0.706 V at 27 degrees Celsius, datasheet 4.9.5
SIGNAL_OF = {pin: name for name, pin in LINES.items()}


class Wiring(Running):
    """A running chip with buttons to press and lines to watch. Every change is in `edges`."""

    def __init__(self, chip, usb, style_switch):
        super().__init__(chip)
        self.edges: list[Edge] = []
        self.contacts = Contacts(self.clock, self._contact)
        gpio = self.rp2040.gpio
        for pin in BUTTONS.values():
            gpio[pin].resistor = True  # the board's own pull-up
        for line in ("FOCUS", "SHUTTER"):
            gpio[LINES[line]].resistor = False  # 10 kohm to ground
        if style_switch is not None:
            gpio[STYLE_SWITCH].resistor = True
            gpio[STYLE_SWITCH].contact = False if style_switch == "track" else None
        gpio[VBUS_SENSE].contact = usb  # a divider from VBUS on the Pico
        for pin in gpio:
            pin.settle()

    def press(self, button, at_us=0):
        """Close "thumb" or "index", `at_us` microseconds from now, without a bounce."""
        self.play([(at_us, button, True)])

    def release(self, button, at_us=0):
        """Open "thumb" or "index", `at_us` microseconds from now, without a bounce."""
        self.play([(at_us, button, False)])

    def play(self, edges, absolute=False):
        """Play contact edges `(t_us, button, closed)`; times are from now, or from power-up if `absolute`.

        Fractions of a microsecond count, to the nanosecond. Raises ValueError for a button that there is not
        or a time that has passed."""
        base = 0 if absolute else self.now_ns
        timed = [(base + t_us * 1000, button, closed) for t_us, button, closed in edges]
        for t_ns, button, _ in timed:
            if button not in BUTTONS:
                raise ValueError(f"no button {button!r}; there are {', '.join(BUTTONS)}")
            if t_ns < self.now_ns:
                raise ValueError(f"{button} at {t_ns} ns, but it is {self.now_ns} ns already")
        self.contacts.add(timed)

    def slide(self, style):
        """Move the style switch at this moment: "track" (to ground) or "stored" (open)."""
        pad = self.rp2040.gpio[STYLE_SWITCH]
        pad.contact = False if style == "track" else None
        pad.settle()

    def is_pressed(self, button):
        """Whether the contact is closed at this moment."""
        return self.rp2040.gpio[BUTTONS[button]].contact is False

    @property
    def battery_v(self):
        """VSYS in volts; a third of it is on ADC channel 3 (GP29)."""
        return self._battery_v

    @battery_v.setter
    def battery_v(self, volts):
        self._battery_v = volts
        values = self.rp2040.adc.channel_values
        values[BATTERY_CHANNEL] = max(0, min(4095, round(volts / 3 / ADC_FULL_SCALE_V * 4096)))
        values[TEMPERATURE_CHANNEL] = TEMPERATURE_27C

    def _contact(self, name, closed):
        pad = self.rp2040.gpio[BUTTONS[name]]
        if (pad.contact is False) == closed:
            return
        pad.contact = False if closed else None
        self.edges.append(Edge(self.now_ns, name, int(closed)))
        pad.settle()
        self._check()

    def _line_changed(self, pin, high):
        if pin in SIGNAL_OF:
            self.edges.append(Edge(self.now_ns, SIGNAL_OF[pin], int(high)))
            self._check()

    def level(self, signal):
        """1 if the signal is closed, lit or pressed at this moment, else 0."""
        if signal in BUTTONS:
            return int(self.is_pressed(signal))
        return int(self.rp2040.gpio[LINES[signal]].lit)

    def edges_of(self, signal):
        """The recorded edges of one signal, in order."""
        return [edge for edge in self.edges if edge.signal == signal]

    def closed_of(self, signal):
        """The intervals during which a signal was closed, lit or pressed."""
        return intervals(self.edges_of(signal))
