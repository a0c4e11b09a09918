"""Plain mode, after three faults in a row: as little as still shoots.

Thumb = FOCUS while down; index = FOCUS, lead, SHUTTER while down; nothing else. The state machines do all of it. What
is left for the CPU shares neither behaviour nor settings with the application that failed.
"""

from time import sleep_ms, ticks_diff, ticks_ms

from machine import Pin

from grip import pins, settings
from grip.edges import Edges

TURN_MS = 20
FLASHES = 5  # the lamp's code for plain mode: so many flashes, then a pause
CYCLE = 150  # turns


def run(guard):
    """Runs plain mode until Ctrl-C or a reset."""
    values = settings.defaults()
    edges = Edges(values, True)
    leds = Pin(pins.LED, Pin.OUT, value=0), Pin(pins.LED_CASE, Pin.OUT, value=0)
    focus_since = shutter_since = ticks_ms()
    turn = 0
    print("Backgrip in plain mode after 3 faults in a row: thumb = FOCUS, index = FOCUS and SHUTTER, nothing else.")
    print("Switch off and on to leave it.")
    while True:
        now = ticks_ms()
        edges.drop_events()
        focus, shutter = edges.focus_pad.value(), edges.shutter_pad.value()
        if not shutter:
            shutter_since = now
        if not focus or shutter:
            focus_since = now
        if ticks_diff(now, shutter_since) > values["shutter_limit_s"] * 1000:
            edges.open_shutter()
        if ticks_diff(now, focus_since) > values["focus_limit_s"] * 1000:
            edges.open_focus()
        turn = (turn + 1) % CYCLE
        lit = turn < 12 * FLASHES and turn % 12 < 3
        for led in leds:
            led.value(lit)
        guard.feed()
        sleep_ms(TURN_MS)
