"""A hard interrupt on the pin: the line follows the button."""

from machine import Pin

button = Pin(14, Pin.IN, Pin.PULL_UP)
line = Pin(16, Pin.OUT, value=0)


def changed(pin):
    line.value(not pin.value())


button.irq(changed, Pin.IRQ_FALLING | Pin.IRQ_RISING, hard=True)
