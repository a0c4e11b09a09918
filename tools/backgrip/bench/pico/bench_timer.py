"""A timer looks at the button 1000 times a second. Before MicroPython 1.26 its callback is always soft."""

from machine import Pin, Timer

button = Pin(14, Pin.IN, Pin.PULL_UP)
line = Pin(16, Pin.OUT, value=0)


def look(_timer):
    line.value(not button.value())


timer = Timer(freq=1000, callback=look)
