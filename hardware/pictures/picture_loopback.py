"""loopback.svg: the loop-back jack, a schematic from the isolators to the Pico's sense pins."""

from pico import pico_pin
from sketch import BOARD, CHIP, COMMON, FOCUS, GOLD, INK, METAL, MUTED, PICO, SHUTTER, Sketch

TITLE = "The loop-back jack"
DESCRIPTION = (
    "Schematic. The grip's plug sits in a jack: its ring goes to GP26 and through 10 kohm to 3V3, its tip to GP27 and "
    "through 10 kohm to 3V3, its sleeve to GP28. Inside the grip the FOCUS isolator joins ring and sleeve, the SHUTTER "
    "isolator tip and sleeve."
)
RED = "#c0392b"
SUPPLY_Y, RING_Y, TIP_Y, SLEEVE_Y = 92, 160, 300, 400
JACK_X, PICO_X = 490, 830
POWER_PIN = 36  # 3V3 on the Pico's edge


def grip(s, pins):
    s.rect(40, 100, 300, 360, fill=BOARD, color="#bdb7a9", lw=2, radius=12)
    s.text(60, 124, "in the grip", size=16, color=MUTED)
    for name, y, color in (("FOCUS", RING_Y, FOCUS), ("SHUTTER", TIP_Y, SHUTTER)):
        s.rect(130, y - 20, 130, 88, fill=CHIP, color=INK, radius=4)
        s.text(195, y + 12, name, size=16, color="#ffffff", align="center")
        s.text(195, y + 34, "isolator", size=14, color="#ffffff", align="center")
        s.line((84, y), (130, y), color=METAL, lw=4)
        s.text(80, y - 14, f"GP{pins[name]}", size=14, color=color, align="center")
        s.text(80, y + 18, "220 Ω", size=13, color=MUTED, align="center")
        s.text(250, y, "4", size=12, color="#ffffff", align="right")
        s.text(250, y + 48, "3", size=12, color="#ffffff", align="right")
        s.wire((260, y), (JACK_X, y), color=color)
        s.wire((260, y + 48), (300, y + 48), (300, SLEEVE_Y), color=COMMON)
    s.wire((300, SLEEVE_Y), (JACK_X, SLEEVE_Y), color=COMMON)
    s.circle(300, TIP_Y + 48, 6, fill=COMMON, color="none", lw=0.1)


def jack(s):
    s.rect(JACK_X - 56, 116, 112, 324, fill="none", color=MUTED, lw=2, radius=10, ls="--")
    s.text(JACK_X, 458, "plug in its jack", size=16, color=MUTED, align="center")
    for name, y, color in (("ring", RING_Y, FOCUS), ("tip", TIP_Y, SHUTTER), ("sleeve", SLEEVE_Y, COMMON)):
        s.circle(JACK_X, y, 11, fill=METAL, color=INK)
        s.pill(JACK_X, y - 27, name, color, size=14, width=66)


def resistor(s, x, low_y):
    """10 kohm, standing between a contact's wire and the supply."""
    s.wire((x, low_y), (x, SUPPLY_Y), color=RED, lw=3)
    middle = SUPPLY_Y + 34
    s.rect(x - 8, middle - 26, 16, 52, fill="#ead9b5", color=INK, radius=7, lw=1.2)
    for row, color in enumerate(("#7a4a21", "#1c1c1c", "#e07b16")):
        s.rect(x - 8, middle - 17 + row * 9, 16, 5, fill=color, color="none", lw=0.1)
    s.rect(x - 8, middle + 15, 16, 4, fill=GOLD, color="none", lw=0.1)
    s.text(x + 15, middle, "10 kΩ", size=14)


def header(s, pins):
    s.rect(PICO_X, 56, 140, 390, fill=PICO, color=INK, radius=8)
    s.text(PICO_X + 70, 76, "Pico", size=18, color="#ffffff", align="center")
    rows = [("3V3", POWER_PIN, SUPPLY_Y, RED)]
    for name, y, color in (("FOCUS", RING_Y, FOCUS), ("SHUTTER", TIP_Y, SHUTTER), ("COMMON", SLEEVE_Y, COMMON)):
        gpio = pins[f"SENSE_{name}"]
        rows.append((f"GP{gpio}", pico_pin(gpio), y, color))
        s.wire((JACK_X + 11, y), (PICO_X, y), color=color)
    resistor(s, 620, RING_Y)
    resistor(s, 730, TIP_Y)
    s.wire((JACK_X + 11, RING_Y), (640, RING_Y), color=FOCUS)
    s.wire((620, SUPPLY_Y), (PICO_X, SUPPLY_Y), color=RED)
    for x, y, color in ((620, RING_Y, FOCUS), (730, TIP_Y, SHUTTER), (730, SUPPLY_Y, RED)):
        s.circle(x, y, 6, fill=color, color="none", lw=0.1)
    for name, pin, y, _color in rows:
        s.circle(PICO_X, y, 8, fill=GOLD, color=INK, lw=1)
        s.text(PICO_X + 18, y + (14 if name == "3V3" else 0), f"{name}, pin {pin}", size=15, color="#ffffff")


def draw(pins):
    s = Sketch(1000, 490)
    s.text(40, 40, "Two resistors let a grip test its own lines through the isolators", size=20)
    s.text(40, 68, "For a test only, never beside a camera: the jack joins the two sides.", size=16, color=COMMON)
    header(s, pins)
    grip(s, pins)
    jack(s)
    return s, TITLE, DESCRIPTION
