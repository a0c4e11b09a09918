"""`build/sessions.svg`: a contact sheet. Every square is a frame wanted; the fuller, the more cameras got it sharp."""

import textwrap

import drawsvg as draw

from backgrip.sessions.result import Results, Run, add_up
from backgrip.sessions.scenes import SESSIONS
from backgrip.sessions.ways import WAYS
from backgrip.sessions.words import many

WIDTH, MARGIN, HEAD, ROW, FOOT = 1120, 24, 142, 118, 62
LEFT, COLUMN = 352, 188  # where the first way begins, and how wide each is
SIZE, STEP, GROUP = 13, 16, 7  # a square, from one to the next, and more between two presses
PER_LINE = 9
TEXT = 14

# Colours that the colour-blind can tell apart (Okabe and Ito).
LIGHT = {"paper": "#ffffff", "panel": "#f3f5f8", "ink": "#1a1d21", "quiet": "#59616b", "line": "#aab2bc",
         "own": "#8d5a00", "grip": "#0072b2"}  # fmt: skip
DARK = {"paper": "#0d1117", "panel": "#161b22", "ink": "#e6edf3", "quiet": "#a0aab5", "line": "#59616b",
        "own": "#e69f00", "grip": "#56b4e9"}  # fmt: skip
RULES = """
.paper {{ fill: {paper} }} .panel {{ fill: {panel} }} .ink {{ fill: {ink} }} .quiet {{ fill: {quiet} }}
.own {{ fill: {own} }} .grip {{ fill: {grip} }} .frame {{ fill: {paper}; stroke: {line} }} .rule {{ stroke: {line} }}
"""
SHAPES = 'text { font-family: system-ui, "Segoe UI", "DejaVu Sans", sans-serif } .strong { font-weight: 600 }\n'
MODES = {"half-press": "body as the scene asks", "back-button": "body in AF-C", "lock": "body in AF-S",
         "track": "body in AF-C"}  # fmt: skip


def draw_picture(results: Results) -> str:
    """The picture as SVG."""
    sessions = [session for session in SESSIONS if session.key in results.scenes]
    height = HEAD + ROW * len(sessions) + FOOT
    drawing = draw.Drawing(WIDTH, height, font_family="sans-serif", id_prefix="sessions")
    drawing.append_css(RULES.format(**LIGHT) + SHAPES)
    drawing.append_css("@media (prefers-color-scheme: dark) {" + RULES.format(**DARK) + "}")
    drawing.append_title("Frames in focus out of frames wanted: six scenes, four ways of shooting them")
    drawing.append(draw.Rectangle(0, 0, WIDTH, height, class_="paper"))
    drawing.append(
        draw.Rectangle(LEFT + 2 * COLUMN - 12, HEAD - 52, 2 * COLUMN, ROW * len(sessions) + 52, rx=8, class_="panel")
    )
    _head(drawing, results)
    for number, session in enumerate(sessions):
        _row(drawing, results, session, HEAD + number * ROW)
    _foot(drawing, results, height)
    return drawing.as_svg() + "\n"


def _text(drawing, words, size, x, y, kind="ink"):
    drawing.append(draw.Text(words, size, x, y, class_=kind))


def _head(drawing, results):
    _text(drawing, "The same photographer, four ways: how many frames are in focus?", 24, MARGIN, 42, "ink strong")
    words = (
        f"Each square is a frame wanted, filled as far as the {many(results)} got it in focus. A gap is a new press."
    )
    _text(drawing, words, TEXT, MARGIN, 68, "quiet")
    for number, way in enumerate(WAYS):
        x = LEFT + number * COLUMN
        _text(drawing, way.title, 17, x, HEAD - 28, f"{'grip' if way.style else 'own'} strong")
        _text(drawing, MODES[way.key], 12, x, HEAD - 11, "quiet")


def _row(drawing, results, session, top):
    drawing.append(draw.Line(MARGIN, top, WIDTH - MARGIN, top, class_="rule"))
    _text(drawing, session.title, 17, MARGIN, top + 26, "ink strong")
    for number, line in enumerate(textwrap.wrap(session.about, 48)):
        _text(drawing, line, 12, MARGIN, top + 45 + 15 * number, "quiet")
    for number, way in enumerate(WAYS):
        runs = results.of(session.key, way.key)
        _cell(drawing, runs, "grip" if way.style else "own", LEFT + number * COLUMN, top)


def _cell(drawing, runs: list[Run], kind, left, top):
    total = add_up(runs)
    if not total.wanted:
        _text(drawing, "has no such button", TEXT, left, top + 30, "quiet")
        return
    share = f"{100 * total.sharp / total.wanted:.0f} %"
    _text(drawing, share, 20, left, top + 30, f"{kind} strong")
    _text(drawing, f"{total.sharp} of {total.wanted}", 12, left + 76, top + 30, "quiet")
    x, y = left, top + 44
    for press in range(len(runs[0].wanted_each)):
        shares = _shares(runs, press)
        if x > left and x + STEP * len(shares) > left + STEP * PER_LINE + 2 * GROUP:
            x, y = left, y + STEP + 5
        for full in shares:
            _square(drawing, kind, x, y, full)
            x += STEP
        x += GROUP


def _shares(runs, press):
    """For every frame wanted of one press, the share of classes that got as many in focus."""
    most = max(run.wanted_each[press] for run in runs)
    shares = []
    for number in range(most):
        wanting = [run for run in runs if run.wanted_each[press] > number]
        shares.append(sum(run.sharp_each[press] > number for run in wanting) / len(wanting))
    return shares


def _square(drawing, kind, x, y, full):
    drawing.append(draw.Rectangle(x, y, SIZE, SIZE, rx=2, class_="frame"))
    if full:
        high = round(SIZE * full, 2)
        drawing.append(draw.Rectangle(x, y + SIZE - high, SIZE, high, rx=2, class_=kind))


def _foot(drawing, results, height):
    lines = (
        f"Grip: Backgrip {results.version} on MicroPython {results.micropython}, the firmware as it is flashed, on an "
        "emulated Pico, buttons bouncing.",
        "Cameras: virtual, one for each way that bodies behave on the wire; no real camera was tried. "
        "Fingers: scripted, the same for all.",
    )
    for number, line in enumerate(lines):
        _text(drawing, line, 12, MARGIN, height - 34 + 17 * number, "quiet")
