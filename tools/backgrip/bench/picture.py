"""`build/bench.svg`: every press as a dot on a scale of time, beside times that a photographer knows."""

import math
import random
from html import escape

from backgrip.bench.result import Bench, Latency
from backgrip.bench.ways import BY_NAME, GRIP
from backgrip.bench.words import duration

WIDTH, LEFT, RIGHT, TOP, ROW = 1060, 350, 50, 150, 54
FROM_US, TO_US = 1.0, 300_000.0
FONT = "Helvetica, Arial, sans-serif"
INK, MUTED, PAPER, GRID = "#2b2b2b", "#6d6a64", "#fbfaf7", "#e3ded2"
COLOURS = {"idle": "#1565ad", "busy": "#cf5a0a"}  # blue and orange stay apart for colour-blind eyes

# What the scale is compared with: (from µs, to µs, words)
KNOWN = (
    (4, 18, "isolator (PC817)"),
    (125, 125, "1/8000 s"),
    (1000, 1000, "1/1000 s"),
    (9_000, 117_000, "a camera's own release lag"),
)


def draw(bench: Bench) -> str:
    """The picture as SVG."""
    ways = list(dict.fromkeys(latency.way for latency in bench.latency))
    bottom = TOP + ROW * len(ways)
    height = bottom + 112
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}">',
        f'<g font-family="{FONT}" fill="{INK}">',
        f'<rect width="100%" height="100%" rx="14" fill="{PAPER}"/>',
        _text(24, 40, "How long after the finger does the line close?", 23, weight="bold"),
        _text(
            24,
            65,
            "Each dot is one press, the bar their median; further left is better. "
            "The scale is ten times the time at every grid line.",
            14,
            MUTED,
        ),
        *_key(),
        *_known(bottom),
        *_scale(bottom),
    ]
    for number, way in enumerate(ways):
        parts += _row(bench, way, TOP + number * ROW)
    parts.append(
        _text(
            24,
            bottom + 92,
            f"Backgrip {bench.version} on MicroPython {bench.micropython}, emulated "
            "Pico, contact to the Pico's pin; the isolator and the camera come on top.",
            13,
            MUTED,
        )
    )
    return "\n".join([*parts, "</g>", "</svg>"]) + "\n"


def _x(us: float) -> float:
    share = math.log(us / FROM_US) / math.log(TO_US / FROM_US)
    return LEFT + min(1, max(0, share)) * (WIDTH - LEFT - RIGHT)


def _text(x, y, words, size, fill=INK, anchor="start", weight="normal") -> str:
    style = f'font-size="{size}" fill="{fill}" text-anchor="{anchor}" font-weight="{weight}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {style}>{escape(words)}</text>'


def _key() -> list[str]:
    found = []
    for number, (load, words) in enumerate(
        (("idle", "at rest"), ("busy", "while Python is busy: garbage collection, flash write, printing"))
    ):
        x = 30 + number * 110
        found += [f'<circle cx="{x}" cy="90" r="5" fill="{COLOURS[load]}"/>', _text(x + 12, 95, words, 14)]
    return found


def _known(bottom) -> list[str]:
    found = []
    for begin, end, words in KNOWN:
        width = max(2.0, _x(end) - _x(begin))
        found.append(
            f'<rect x="{_x(begin):.1f}" y="{TOP - 8}" width="{width:.1f}" height="{bottom - TOP + 8}" '
            f'fill="#efe6cf"/>'
        )
        found.append(_text(_x(begin) + width / 2, TOP - 16, words, 13, MUTED, "middle"))
    return found


def _scale(bottom) -> list[str]:
    found = [_text(LEFT, bottom + 46, "time from the button's contact to the line", 14, MUTED)]
    for power in range(6):
        us = 10**power
        words = duration(us).replace(".0", "")
        found.append(
            f'<line x1="{_x(us):.1f}" y1="{TOP - 8}" x2="{_x(us):.1f}" y2="{bottom}" stroke="{GRID}"/>'
        )
        found.append(_text(_x(us), bottom + 22, words, 14, INK, "middle"))
    return found


def _row(bench: Bench, way: str, top: float) -> list[str]:
    ours = BY_NAME[way].module == GRIP
    worst = bench.worst_us(way)
    found = [
        f'<line x1="24" y1="{top}" x2="{WIDTH - 24}" y2="{top}" stroke="{GRID}"/>',
        _text(24, top + 24, BY_NAME[way].label, 15, weight="bold" if ours else "normal"),
        _text(24, top + 42, f"slowest {duration(worst)}", 13, MUTED),
    ]
    for load, y in (("idle", top + 18), ("busy", top + 38)):
        found += _strip(bench.of(way, load), y)
    return found


def _strip(latency: Latency, y: float) -> list[str]:
    jitter = random.Random(latency.way)  # dots beside, not upon, each other
    colour = COLOURS[latency.load]
    found = [
        f'<circle cx="{_x(us):.1f}" cy="{y + jitter.uniform(-6, 6):.1f}" r="2.6" fill="{colour}" '
        'fill-opacity="0.45"/>'
        for us in latency.sorted_us
    ]
    median = latency.quantile_us(0.5)
    if not math.isinf(median):
        found.append(f'<rect x="{_x(median) - 1.5:.1f}" y="{y - 8}" width="3" height="16" fill="{colour}"/>')
    return found
