"""flash.svg: from a bare Pico to a grip, in three steps."""

from sketch import BOARD, CHIP, COMMON, FOCUS, GOLD, INK, METAL, MUTED, PICO, SHADE, SHUTTER, Sketch

TITLE = "Putting Backgrip on a Pico: hold BOOTSEL, plug in the cable, run backgrip flash"
DESCRIPTION = (
    "First, hold the white BOOTSEL button on the Pico down while you plug its USB cable into the computer. Second, let "
    "go: a drive called RPI-RP2 appears. Third, type backgrip flash: the drive goes away and the grip runs. A Pico "
    "that runs MicroPython or Backgrip already needs no button."
)


def step(s, x, number, words):
    s.circle(x + 22, 40, 17, fill=INK, color=INK)
    s.text(x + 22, 40, number, size=19, color="#ffffff", align="center")
    s.text(x + 50, 40, words, size=19)


def pico(s, x, y):
    """Lying, its USB socket to the right."""
    s.rect(x, y, 210, 92, fill=PICO, color=INK, lw=2, radius=8)
    for column in range(20):
        for row in (y + 7, y + 85):
            s.circle(x + 10 + column * 10, row, 2.6, fill=GOLD, color="none", lw=0.1)
    s.rect(x + 190, y + 30, 32, 32, fill=METAL, color=INK, radius=3)
    s.rect(x + 78, y + 28, 34, 34, fill=CHIP, color=CHIP, radius=3)
    s.rect(x + 134, y + 25, 28, 22, fill=METAL, color=INK, radius=3)
    s.circle(x + 148, y + 36, 7.5, fill="#ffffff", color=INK, lw=1.5)
    s.text(x + 38, y + 46, "Pico", size=19, color="#ffffff", align="center")


def finger(s, x, y):
    """A fingertip from above, pressing at x, y."""
    s.path("M", (x + 40, y - 70), "L", (x + 11, y - 12), "C", (x + 6, y + 3), (x - 14, y - 2), (x - 10, y - 18),
           "L", (x + 14, y - 82), "Z", fill=SHADE, color=INK, lw=2)
    s.path("M", (x + 3, y - 8), "C", (x, y), (x - 9, y - 4), (x - 6, y - 14), color=MUTED, lw=1.5)


def cable(s, x, y, to_x, to_y):
    sweep = ("M", (x + 34, y), "C", (x + 90, y), (to_x - 70, to_y), (to_x - 30, to_y))
    s.path(*sweep, color=INK, lw=10)
    s.path(*sweep, color="#8a8780", lw=6)
    s.rect(x, y - 14, 38, 28, fill=CHIP, color=INK, radius=4)
    s.rect(to_x - 40, to_y - 13, 34, 26, fill=CHIP, color=INK, radius=4)
    s.rect(to_x - 6, to_y - 8, 14, 16, fill=METAL, color=INK, radius=1)


def computer(s, x, y, width):
    """A screen of that width, and the edge of what stands below it."""
    s.rect(x, y, width, 176, fill=CHIP, color=INK, lw=2, radius=9)
    s.rect(x + 9, y + 9, width - 18, 158, fill="#ffffff", color=INK, lw=1)
    s.poly([(x - 14, y + 196), (x + width + 14, y + 196), (x + width, y + 178), (x, y + 178)], fill=METAL)


def first(s):
    step(s, 16, "1", "Hold BOOTSEL, plug in")
    pico(s, 26, 150)
    finger(s, 176, 188)
    s.text(34, 88, "BOOTSEL", size=18, color=SHUTTER)
    s.text(34, 109, "hold it down", size=14, color=SHUTTER)
    s.line((112, 116), (156, 170), color=SHUTTER, lw=2, arrow="->")
    cable(s, 262, 196, 396, 250)
    s.line((300, 172), (252, 172), color=FOCUS, lw=2.5, arrow="->")
    s.text(34, 272, "USB cable with data wires;", size=15, color=MUTED)
    s.text(34, 293, "many only charge", size=15, color=MUTED)


def second(s):
    step(s, 386, "2", "Let go: a drive appears")
    computer(s, 400, 96, 236)
    s.path("M", (466, 140), "L", (498, 140), "L", (508, 152), "L", (570, 152), "L", (570, 212), "L", (466, 212), "Z",
           fill=GOLD, color=INK, lw=2)
    s.rect(466, 162, 104, 50, fill="#ecd08a", color=INK, lw=2)
    s.text(518, 188, "UF2", size=17, color=INK, align="center")
    s.text(518, 236, "RPI-RP2", size=20, color=INK, align="center")


def third(s):
    step(s, 672, "3", "Type one command")
    computer(s, 686, 96, 290)
    s.rect(695, 105, 272, 158, fill="#20242a", color=INK, lw=1)
    lines = (("$ backgrip flash", "#ffffff"), ("Copying ... 100%", "#c9c4b8"), ("Comparing every byte", "#c9c4b8"),
             ("Backgrip runs. Lines open.", "#8fd6a8"))  # fmt: skip
    for row, (words, color) in enumerate(lines):
        s.text(710, 130 + 33 * row, words, size=17 if row else 19, color=color)


def draw(_pins):
    s = Sketch(1000, 400)
    first(s)
    second(s)
    third(s)
    s.rect(26, 322, 948, 58, fill=BOARD, color="#d5d0c4", radius=8)
    s.pill(120, 351, "no button", COMMON, size=16, width=120)
    s.text(196, 341, "A Pico that runs MicroPython or Backgrip already: plug it in and start with step 3.", size=16)
    s.text(196, 364, "Your settings stay. If it breaks off, repeat it: BOOTSEL always works.", size=16)
    return s, TITLE, DESCRIPTION
