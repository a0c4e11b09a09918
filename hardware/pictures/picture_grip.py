"""grip.svg: what the thing is, for someone who has never seen one."""

from sketch import CHIP, COMMON, FOCUS, GOLD, INK, METAL, MUTED, PICO, SHADE, SHUTTER, Sketch

TITLE = "Backgrip: a hand-held grip with a thumb button for focus and an index button for release"
DESCRIPTION = (
    "Inside the grip a Raspberry Pi Pico reads both buttons and drives two opto-isolators. A three-wire "
    "cable with a 2.5 mm plug (tip SHUTTER, ring FOCUS, sleeve common) goes to the camera's remote socket. "
    "The camera's half-press AF stays on."
)


def handle(s):
    s.path("M", (190, 92), "C", (196, 48), (330, 40), (372, 74), "C", (392, 90), (396, 112), (392, 132),
           "C", (382, 160), (412, 178), (406, 208), "C", (400, 232), (416, 250), (410, 278),
           "C", (404, 302), (416, 322), (410, 350), "C", (406, 400), (398, 440), (382, 458),
           "L", (196, 458), "C", (178, 430), (168, 330), (170, 250), "C", (172, 180), (184, 140), (190, 92),
           "Z", fill=SHADE, color=INK, lw=2.5)


def buttons(s):
    s.path("M", (194, 76), "L", (176, 100), "C", (168, 92), (178, 72), (194, 76), "Z",
           fill=FOCUS, color=INK, lw=2)
    s.path("M", (389, 92), "C", (410, 92), (414, 126), (393, 128), "Z", fill=SHUTTER, color=INK, lw=2)
    s.text(22, 62, "THUMB", size=21, color=FOCUS)
    s.text(22, 87, "focus", size=17)
    s.line((100, 74), (164, 82), color=FOCUS, lw=2, arrow="->")
    s.text(498, 62, "INDEX", size=21, color=SHUTTER)
    s.text(498, 87, "release", size=17)
    s.line((488, 76), (420, 104), color=SHUTTER, lw=2, arrow="->")


def pico(s):
    s.rect(206, 160, 76, 178, fill=PICO, color=INK, radius=5)
    s.rect(230, 152, 28, 22, fill=METAL, color=INK, radius=2)
    for row in range(17):
        s.circle(212, 176 + row * 9.5, 2.2, fill=GOLD, color="none", lw=0.1)
        s.circle(276, 176 + row * 9.5, 2.2, fill=GOLD, color="none", lw=0.1)
    s.rect(231, 232, 26, 26, fill=CHIP, color=CHIP, radius=2)
    s.text(244, 204, "Pico", size=17, color="#ffffff", align="center")


def opto(s, y, color):
    """One isolator: LED on the Pico's side, contact on the camera's, nothing but light between."""
    s.rect(316, y, 52, 40, fill=CHIP, color=INK, radius=3)
    s.poly([(326, y + 12), (326, y + 28), (337, y + 20)], fill=color, color=color)
    s.line((339, y + 12), (339, y + 28), color=color, lw=2.5)
    s.line((345, y + 20), (352, y + 20), color=GOLD, lw=2)
    s.line((358, y + 10), (358, y + 30), color="#ffffff", lw=2.5)
    s.line((282, y + 20), (316, y + 20), color=color, lw=3)


def inside(s):
    s.line((186, 96), (220, 130), (220, 160), color=FOCUS, lw=2.5)
    s.line((388, 112), (268, 130), (268, 160), color=SHUTTER, lw=2.5)
    pico(s)
    s.path("M", (368, 212), "C", (384, 212), (384, 242), (398, 246), color=SHUTTER, lw=3)
    s.path("M", (368, 286), "C", (384, 286), (384, 260), (398, 256), color=FOCUS, lw=3)
    opto(s, 192, SHUTTER)
    opto(s, 266, FOCUS)
    s.text(342, 249, "isolators", size=14, align="center")
    for y in (366, 410):
        s.rect(200, y, 166, 36, fill="#c9c4b8", color=INK, radius=5)
        s.rect(366, y + 11, 7, 14, fill=METAL, color=INK)
        s.text(283, y + 18, "AA cell", size=15, color=INK, align="center")


def camera(s):
    s.path("M", (690, 152), "L", (762, 152), "L", (776, 116), "L", (872, 116), "L", (886, 152),
           "L", (960, 152), "Q", (978, 152), (978, 170), "L", (978, 318), "Q", (978, 336), (960, 336),
           "L", (690, 336), "Q", (672, 336), (672, 318), "L", (672, 170), "Q", (672, 152), (690, 152), "Z",
           fill="#4a4b50", color=INK, lw=2.5)
    s.rect(795, 126, 58, 30, fill="#17181a", color=METAL, radius=6)
    s.rect(706, 178, 188, 140, fill="#dfeaf2", color="#17181a", lw=3, radius=4)
    s.text(800, 206, "your camera's menu", size=14, color=MUTED, align="center")
    s.text(800, 239, "half-press AF", size=20, color=INK, align="center")
    s.pill(800, 277, "stays ON", FOCUS, size=20, width=128)
    s.circle(936, 186, 13, fill="#6a6b70", color="#17181a")
    s.circle(936, 252, 24, fill="#6a6b70", color="#17181a")
    s.circle(936, 252, 9, fill="#4a4b50", color="#17181a")
    s.rect(660, 240, 14, 24, fill=METAL, color=INK, radius=2)


def cable(s):
    sweep = ("M", (408, 252), "C", (500, 262), (520, 170), (580, 214),
             "C", (604, 232), (612, 252), (634, 252))
    s.path(*sweep, color=INK, lw=11)
    s.path(*sweep, color="#8a8780", lw=7)
    s.rect(398, 242, 16, 20, fill=CHIP, color=INK, radius=3)
    s.rect(628, 243, 32, 18, fill=CHIP, color=INK, radius=4)
    s.text(742, 106, "its wired-remote socket", size=15, color=MUTED, align="right")
    s.line((650, 122), (664, 232), color=MUTED, lw=1.5, arrow="->")


def plug(s):
    """The plug, large, with what each part of it carries."""
    s.path("M", (643, 266), "C", (643, 310), (630, 320), (626, 348), color=MUTED, lw=1.5, ls=":")
    x, y = 540, 378
    s.rect(x, y - 20, 66, 40, fill=CHIP, color=INK, radius=6)
    s.rect(x + 66, y - 9, 34, 18, fill=COMMON, color=INK)
    s.rect(x + 100, y - 9, 5, 18, fill=INK, color=INK, lw=0.5)
    s.rect(x + 105, y - 9, 22, 18, fill=FOCUS, color=INK)
    s.rect(x + 127, y - 9, 5, 18, fill=INK, color=INK, lw=0.5)
    s.poly([(x + 132, y - 9), (x + 146, y - 9), (x + 154, y - 5), (x + 160, y), (x + 154, y + 5),
            (x + 146, y + 9), (x + 132, y + 9)], fill=SHUTTER)
    s.text(x - 12, y, "2.5 mm plug", size=15, color=MUTED, align="right")
    s.line((x + 83, y + 12), (x + 72, y + 34), color=COMMON, lw=1.5)
    s.line((x + 116, y + 12), (x + 116, y + 58), color=FOCUS, lw=1.5)
    s.line((x + 146, y + 12), (x + 158, y + 34), color=SHUTTER, lw=1.5)
    s.text(x + 78, y + 46, "sleeve: common", size=15, color=COMMON, align="right")
    s.text(x + 116, y + 72, "ring: FOCUS", size=15, color=FOCUS, align="center")
    s.text(x + 152, y + 46, "tip: SHUTTER", size=15, color=SHUTTER)


def draw(_pins):
    s = Sketch(1000, 490)
    handle(s)
    inside(s)
    buttons(s)
    cable(s)
    camera(s)
    plug(s)
    for row, words in enumerate(("Two isolators:", "only light", "passes between", "Pico and camera.")):
        s.text(22, 240 + 22 * row, words, size=16)
    return s, TITLE, DESCRIPTION
