"""The pin map: the only file with pin numbers (GPIO numbers of the Raspberry Pi Pico)."""

STYLE_SWITCH = 13  # optional slide switch: to ground = track, open = as stored
THUMB = 14  # focus button, to ground, pull-up
INDEX = 15  # release button, to ground, pull-up
FOCUS = 16  # opto-isolator on the camera's half-press contact (S1), active high
SHUTTER = 17  # opto-isolator on the camera's full-press contact (S2), active high

# Internal wires between state machines. The board leaves these three unconnected.
# SHUTTER and WIRE_SHOT are set by one PIO instruction, so they must be neighbours.
WIRE_SHOT = 18  # a shot is on: from the press being taken until SHUTTER has opened
WIRE_THUMB = 19  # the thumb button, debounced
WIRE_READY = 20  # FOCUS has been closed for the whole lead

LED_CASE = 22  # the same signal as LED, for an LED in the case
LED = 25  # on the Pico

# The loop-back plug (hardware/loopback.md); free otherwise, and nothing that shoots uses them.
SENSE_FOCUS = 26  # the plug's ring (ADC)
SENSE_SHUTTER = 27  # the plug's tip (ADC)
SENSE_COMMON = 28  # the plug's sleeve: driven low for a test, let go to test the isolation

BATTERY = 29  # VSYS / 3, on the Pico itself (ADC)
