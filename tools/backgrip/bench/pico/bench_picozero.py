"""picozero's Button, as its documentation shows it."""

from picozero import Button, DigitalOutputDevice

button = Button(14)
line = DigitalOutputDevice(16)
button.when_pressed = line.on
button.when_released = line.off
