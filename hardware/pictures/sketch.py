"""A pen for schemdraw: x runs right, y runs down, one unit is one pixel of the picture.

schemdraw's own breadboard ends at 30 columns and knows no Pico, so the pictures are drawn from its
segments. Its plain SVG backend is used on purpose: no fonts, no dates and no random ids go into the
file, so the same script writes the same bytes.
"""

import math
import xml.etree.ElementTree as ET
from html import escape

import schemdraw
from schemdraw.backends import svg as svg_backend
from schemdraw.elements import Element
from schemdraw.segments import Segment, SegmentCircle, SegmentPath, SegmentPoly, SegmentText

FONT = "Helvetica, Arial, sans-serif"

# One colour, one meaning, in every picture. Blue and orange stay apart for colour-blind eyes.
INK = "#2b2b2b"
PAPER = "#fbfaf7"
BOARD = "#f1eee6"
SHADE = "#e7e3da"
MUTED = "#6d6a64"
FOCUS = "#1565ad"
SHUTTER = "#cf5a0a"
GROUND = "#2b2b2b"
COMMON = "#7b4fa3"
PICO = "#2f7d4f"
CHIP = "#3b3b3f"
METAL = "#b9b7b1"
GOLD = "#d9b34a"


class Sketch:
    """Collects shapes on a light card, which keeps the picture readable on a dark page too."""

    def __init__(self, width, height):
        self.size = width, height
        self.segments = []
        self.rect(0, 0, width, height, fill=PAPER, color="#d5d0c4", radius=14)

    def rect(self, x, y, width, height, fill="none", color=INK, lw=1.5, radius=0, ls="-"):
        right, low, r = x + width, y + height, radius
        if not r:
            self.path("M", (x, y), "L", (right, y), "L", (right, low), "L", (x, low), "Z",
                      fill=fill, color=color, lw=lw, ls=ls)
            return
        self.path("M", (x + r, y), "L", (right - r, y), "Q", (right, y), (right, y + r),
                  "L", (right, low - r), "Q", (right, low), (right - r, low), "L", (x + r, low),
                  "Q", (x, low), (x, low - r), "L", (x, y + r), "Q", (x, y), (x + r, y), "Z",
                  fill=fill, color=color, lw=lw, ls=ls)

    def poly(self, points, fill="none", color=INK, lw=1.5):
        flipped = [(x, -y) for x, y in points]
        self.segments.append(SegmentPoly(flipped, fill=fill, color=color, lw=lw, zorder=2))

    def circle(self, x, y, radius, fill="none", color=INK, lw=1.5):
        self.segments.append(SegmentCircle((x, -y), radius, fill=fill, color=color, lw=lw, zorder=2))

    def path(self, *steps, fill="none", color=INK, lw=1.5, ls="-"):
        """SVG path: letters and (x, y) points, as in ``"M", (0, 0), "C", (..), (..), (..), "Z"``."""
        flipped = [step if isinstance(step, str) else (step[0], -step[1]) for step in steps]
        self.segments.append(SegmentPath(flipped, fill=fill, color=color, lw=lw, ls=ls, zorder=2))

    def line(self, *points, color=INK, lw=1.5, ls="-", cap="round", arrow=None):
        """`ls` is a name or an SVG dash list such as ``"5,15"``."""
        self.segments.append(
            Segment([(x, -y) for x, y in points], color=color, lw=lw, ls=ls, arrow=arrow,
                    arrowwidth=9, arrowlength=11, capstyle=cap, joinstyle="round", zorder=2)
        )

    def wire(self, *points, color, lw=4):
        """A wire with a light rim, so that a crossing reads as one wire over another."""
        self.line(*points, color=PAPER, lw=lw + 3)
        self.line(*points, color=color, lw=lw)

    def text(self, x, y, words, size=16, color=INK, align="left", rotation=0):
        """Words whose capitals are centred on y: viewers disagree on "central", so the baseline is set."""
        turn, drop = math.radians(rotation), 0.36 * size
        place = (round(x + drop * math.sin(turn), 1), -round(y + drop * math.cos(turn), 1))
        self.segments.append(
            SegmentText(place, words, align=(align, "base"), fontsize=size, font=FONT, color=color,
                        rotation=rotation, rotation_mode="anchor", zorder=3)
        )

    def pill(self, x, y, words, color, size=15, width=None):
        """Light words on a coloured lozenge, centred on x, y."""
        width, height = width or len(words) * size * 0.68 + 14, size * 1.5
        self.rect(x - width / 2, y - height / 2, width, height, fill=color, color=color, radius=size * 0.7)
        self.text(x, y, words, size=size, color="#ffffff", align="center")

    def svg(self, title, description, command):
        """The finished file. `title` and `description` are what a screen reader says."""
        svg_backend.config.text = "text"  # otherwise it depends on which fonts packages are installed
        drawing = schemdraw.Drawing(canvas="svg", show=False, inches_per_unit=1 / 72, unit=1, margin=2)
        element = Element()
        element.segments = self.segments
        drawing += element
        root = ET.fromstring(drawing.get_imagedata("svg"))
        width, height = self.size
        root.set("viewBox", f"-2 -2 {width + 4} {height + 4}")
        root.set("width", str(width + 4))
        root.set("height", str(height + 4))
        root.set("role", "img")
        body = ET.tostring(root, encoding="unicode")
        start, rest = body.split(">", 1)
        rest = rest.replace("><", ">\n<")
        return (
            f"<!-- made by: {command} -->\n{start}>\n<title>{escape(title)}</title>\n"
            f"<desc>{escape(description)}</desc>\n{rest}\n"
        )
