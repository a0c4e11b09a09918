"""Where things are: a GPIO as the person with the board in hand finds it."""

_EDGE = (0, 1, None, 2, 3, 4, 5, None, 6, 7, 8, 9, None, 10, 11, 12, 13, None, 14, 15,
         16, 17, None, 18, 19, 20, 21, None, 22, None, 26, 27, None, 28)  # fmt: skip
GROUND_PIN = 23  # the GND next to the two lines

# The part behind each name, with the words of hardware/README.md.
PARTS = {
    "THUMB": "the thumb button", "INDEX": "the index button", "STYLE_SWITCH": "the style switch",
    "FOCUS": "FOCUS (220 Ω to the FOCUS isolator)", "SHUTTER": "SHUTTER (220 Ω to the SHUTTER isolator)",
    "WIRE_SHOT": "an inside wire", "WIRE_THUMB": "an inside wire", "WIRE_READY": "an inside wire",
}  # fmt: skip


def pico_pin(gpio: int) -> int | None:
    """The pin's number on the Pico's edge, USB socket up, counted from the upper left; None for one inside."""
    return _EDGE.index(gpio) + 1 if gpio in _EDGE else None


def gp(gpio: int) -> str:
    """As in `GP16 (Pico pin 21)`."""
    pin = pico_pin(gpio)
    return f"GP{gpio} (Pico pin {pin})" if pin else f"GP{gpio} (on the Pico itself)"
