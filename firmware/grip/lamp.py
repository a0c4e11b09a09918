"""The status LED: one table of patterns, shown alike on the Pico and in the case."""

from machine import Pin, Timer

from grip import behaviour, pins
from grip.ticks import diff

BATTERY_LOW = "battery low"
DEFAULTS = "defaults in use"
PLAIN = "plain mode"
MAINTENANCE = "maintenance"
STYLE_LOCK = "style: lock"
STYLE_TRACK = "style: track"

# state: (what it looks like, (ms on, ms off, ms on, ...) and over again)
TABLE = {
    behaviour.READY: ("one short flash every 3 s", (30, 2970)),
    behaviour.FOCUS_CLOSED: ("steady", (1000,)),
    behaviour.LOCK_ENDING: ("quick blinking, 4 a second", (125, 125)),
    behaviour.SHUTTER_CLOSED: ("flicker, 6 a second", (80, 80)),
    behaviour.SHUTTER_LOCKED: ("steady with a short gap every second", (900, 100)),
    behaviour.LIMIT_HIT: ("three flashes a second apart from the next three", (100, 150, 100, 150, 100, 1000)),
    STYLE_LOCK: ("one long blink", (600, 600)),
    STYLE_TRACK: ("two long blinks", (600, 300, 600, 600)),
    BATTERY_LOW: ("two flashes every 3 s", (60, 200, 60, 2680)),
    DEFAULTS: ("four flashes every 3 s", (60, 200, 60, 200, 60, 200, 60, 2160)),
    PLAIN: ("five flashes every 3 s", (60, 200, 60, 200, 60, 200, 60, 200, 60, 1900)),
    MAINTENANCE: ("slow and even, a second each", (1000, 1000)),
}

# What the `dark` setting hides. The rest tells that something is wrong, or answers the owner.
SHOOTING = (
    behaviour.READY,
    behaviour.FOCUS_CLOSED,
    behaviour.LOCK_ENDING,
    behaviour.SHUTTER_CLOSED,
    behaviour.SHUTTER_LOCKED,
)


_TICKS = (1 << 30) - 1  # ticks wrap here
_maintenance = None  # the timer, kept from the garbage collector, which would stop it


def show_maintenance():
    """Shows maintenance while the console has the Pico: a timer blinks, until the next reset."""
    leds = Pin(pins.LED, Pin.OUT, value=1), Pin(pins.LED_CASE, Pin.OUT, value=1)

    def blink(_):
        for led in leds:
            led.toggle()

    global _maintenance
    _maintenance = Timer(-1, period=TABLE[MAINTENANCE][1][0], callback=blink)


class Lamp:
    """Plays the pattern of a state; call `show` often. `dark` keeps it off while shooting."""

    def __init__(self, dark, now):
        self._leds = (Pin(pins.LED, Pin.OUT, value=0), Pin(pins.LED_CASE, Pin.OUT, value=0))
        self._dark = dark
        self._state = None
        self._lit = False
        self._once = None
        self._phase = 0
        self._since = now

    def play_once(self, state, now):
        """Plays the pattern of `state` from its start, once, before anything else."""
        self._once = state
        self._start(state, now)

    def show(self, state, now):
        """Shows `state`, one of TABLE's."""
        if self._once:
            state = self._once
        elif state != self._state:
            self._start(state, now)
        pattern = TABLE[state][1]
        while diff(now, self._since) >= pattern[self._phase]:
            self._since = (self._since + pattern[self._phase]) & _TICKS
            self._phase += 1
            if self._phase == len(pattern):
                self._phase = 0
                if self._once:
                    self._once = self._state = None
                    return
        self._light(self._phase % 2 == 0 and not (self._dark and state in SHOOTING))

    def _start(self, state, now):
        self._state = state
        self._phase = 0
        self._since = now

    def _light(self, lit):
        if lit != self._lit:
            self._lit = lit
            for led in self._leds:
                led.value(lit)
