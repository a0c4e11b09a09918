"""What runs on the Pico. Every piece ends by itself within its time and leaves both lines driven open.

Filled in with `fill`, which puts values in for words like `@FOCUS@`; each prints one line of JSON.
"""

import json
import re

from backgrip.check.errors import CheckError

FACTS = """
import json, os, sys
from grip import pins
from grip.battery import Battery
try:
    from grip import faultlog
    log = faultlog.read()
except ImportError:
    log = None
print(json.dumps({
    "machine": sys.implementation._machine,
    "micropython": list(sys.implementation.version)[:3],
    "pins": {n: getattr(pins, n) for n in dir(pins) if n == n.upper() and n[0] != "_"},
    "vsys_mv": Battery().mv(),
    "log": log,
    "aside": [n for n in os.listdir("/") if n.startswith("backgrip.bad")],
}))
"""

# Which pins are held down or up, and which are joined. `up`, `down`: each pin read against its own weak pull. `joined`:
# pairs. A pin that idles high is driven low and those that follow it are joined to it; a line is driven high (it
# closes for 20 ms), because its pull-down holds it low. 20 ms: a capacitor of 100 nF across a button settles.
WIRES = """
import json
from machine import Pin
from time import sleep_ms
HIGH, LINES, SENSE = @high@, @lines@, @sense@
ALL = HIGH + LINES
def look(pins, pull):
    pads = [Pin(gpio, Pin.IN, pull) for gpio in pins]
    sleep_ms(20)
    return {pad_of: pad.value() for pad_of, pad in zip(pins, pads)}
try:
    down = look(ALL, Pin.PULL_DOWN)
    up = look(ALL, Pin.PULL_UP)
    joined, grounded = [], []
    for one in HIGH:
        drive = Pin(one, Pin.OUT, value=0)
        sleep_ms(20)
        joined += [(one, gpio) for gpio in ALL if gpio != one and up[gpio] and not Pin(gpio).value()]
        Pin(one, Pin.IN, Pin.PULL_UP)
        sleep_ms(20)
    for one in LINES:
        others = [gpio for gpio in ALL if gpio != one and not down[gpio]]
        look(others, Pin.PULL_DOWN)
        drive = Pin(one, Pin.OUT, value=1)
        sleep_ms(20)
        if not drive.value():
            grounded.append(one)
        joined += [(one, gpio) for gpio in others if Pin(gpio).value()]
        drive.value(0)
    plug = look(SENSE[:2], Pin.PULL_DOWN)
finally:
    for gpio in LINES:
        Pin(gpio, Pin.OUT, value=0)
    for gpio in SENSE:
        Pin(gpio, Pin.IN, None)
    for gpio in HIGH:
        Pin(gpio, Pin.IN, Pin.PULL_UP)
print(json.dumps({"up": list(up.items()), "down": list(down.items()), "joined": joined, "grounded": grounded,
                  "plug": [plug[gpio] for gpio in SENSE[:2]]}))
"""

# Edges of the buttons by interrupt, each with its time, until one was pressed and let go and all is quiet.
PRESS = """
import json
from array import array
from machine import Pin
from time import sleep_ms, ticks_diff, ticks_ms, ticks_us
MOST = 400
at, what, n = array("i", [0] * MOST), bytearray(MOST), 0
pads = [Pin(gpio, Pin.IN, Pin.PULL_UP) for gpio in @buttons@]
def listener(number):
    def moved(pad):
        global n
        if n < MOST:
            at[n] = ticks_us()
            what[n] = number * 2 + pad.value()
            n += 1
    return moved
sleep_ms(5)
start = [pad.value() for pad in pads]
try:
    for number, pad in enumerate(pads):
        pad.irq(listener(number), Pin.IRQ_FALLING | Pin.IRQ_RISING, hard=True)
    began = quiet = ticks_ms()
    seen = 0
    while ticks_diff(ticks_ms(), began) < @limit_ms@:
        sleep_ms(10)
        if n != seen:
            seen, quiet = n, ticks_ms()
        elif n and ticks_diff(ticks_ms(), quiet) > @quiet_ms@ and [pad.value() for pad in pads] == start:
            break
finally:
    for pad in pads:
        pad.irq(None)
print(json.dumps({"start": start, "end": [pad.value() for pad in pads],
                  "edges": [(ticks_diff(at[i], at[0]), what[i] // 2, what[i] % 2) for i in range(n)]}))
"""

LEVEL = """
import json
from machine import Pin
from time import sleep_ms
pad = Pin(@gpio@, Pin.IN, Pin.PULL_UP)
sleep_ms(20)
print(json.dumps(pad.value()))
"""

BLINK = """
import json
from machine import Pin
from time import sleep_ms
leds = [Pin(gpio, Pin.OUT, value=0) for gpio in @leds@]
lit = Pin(@gpio@, Pin.OUT, value=0)
try:
    for _ in range(@times@):
        lit.value(1)
        sleep_ms(350)
        lit.value(0)
        sleep_ms(350)
finally:
    for led in leds:
        led.value(0)
print(json.dumps(True))
"""

WEAK = """
import json
from machine import Pin
from time import sleep_ms
LINES = @lines@
try:
    for gpio in LINES:
        Pin(gpio, Pin.IN, Pin.PULL_UP)
    sleep_ms(@hold_ms@)
finally:
    for gpio in LINES:
        Pin(gpio, Pin.OUT, value=0)
print(json.dumps(True))
"""

# The loop-back plug: ring and tip have 10 kohm to 3.3 V each. The sleeve is first let go: nothing may hold it,
# and `through` a closed line the 10 kohm must pull it up. Then it is driven low, as a camera's common, and each line is
# closed alone, then both. Readings in mV, times in ms.
LOOP = """
import json
from machine import ADC, Pin
from time import sleep_ms
SENSE, COMMON = @sense@, @common@
lines = [Pin(gpio, Pin.OUT, value=0) for gpio in @lines@]
def weak(gpio, pull):
    pad = Pin(gpio, Pin.IN, pull)
    sleep_ms(@settle_ms@)
    return pad.value()
def mv():
    sleep_ms(@settle_ms@)
    return [adc.read_u16() * 3300 // 65535 for adc in adcs]
def until(adc, low):
    for waited in range(@limit_ms@):
        if (adc.read_u16() * 3300 // 65535 < @closed_mv@) == low:
            return waited
        sleep_ms(1)
    return @limit_ms@
try:
    common = [weak(COMMON, pull) for pull in (Pin.PULL_UP, Pin.PULL_DOWN)]
    through = []
    for line in lines:
        line.value(1)
        through.append(weak(COMMON, Pin.PULL_DOWN))
        line.value(0)
    Pin(COMMON, Pin.IN, None)
    plug = [[weak(gpio, pull) for pull in (Pin.PULL_DOWN, Pin.PULL_UP)] for gpio in SENSE]
    adcs = [ADC(gpio) for gpio in SENSE]
    told = {"common": common, "through": through, "plug": plug, "loose": mv()}
    Pin(COMMON, Pin.OUT, value=0)
    told["rest"] = mv()
    told["alone"], told["ms"] = [], []
    for line, adc in zip(lines, adcs):
        line.value(1)
        closing = until(adc, True)
        told["alone"].append(mv())
        line.value(0)
        told["ms"].append((closing, until(adc, False)))
        told["alone"].append(mv())
    for line in lines:
        line.value(1)
    told["both"] = mv()
finally:
    for line in lines:
        line.value(0)
    Pin(COMMON, Pin.IN, None)
    for gpio in SENSE:
        Pin(gpio, Pin.IN, None)
print(json.dumps(told))
"""


def fill(code: str, **values: object) -> str:
    """`code` with `@name@` replaced by the value as Python writes it. Raises KeyError for one that is not given."""
    return re.sub(r"@(\w+)@", lambda name: repr(values[name[1]]), code)


def answer(text: str) -> object:
    """What a piece printed. Raises CheckError."""
    try:
        return json.loads(text.strip().splitlines()[-1])
    except (ValueError, IndexError):
        raise CheckError(f"The grip's answer cannot be read: {text[:80]!r}. Run the check again.") from None
