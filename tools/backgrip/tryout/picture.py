"""The story as a picture: what the fingers did and what the camera saw, chapter by chapter."""

import drawsvg as draw

from backgrip.judge import Clause
from backgrip.judge.why import duration
from backgrip.tryout.panel import TEXT, Label, Note, Panel
from backgrip.tryout.scenes import Film, Scene
from backgrip.tryout.timeline import shot_name

WIDTH, MARGIN, GAP = 1120, 20, 16
MS = 1_000_000
BESIDE_MS = 900  # chapters shorter than this share a line
LONGEST_NS = 900 * MS  # a longer quiet stretch is drawn shorter
FIRST_US, ZOOM_US = -2, 10  # the magnifier's window round a contact

# Colours that the colour-blind can tell apart (Okabe and Ito), each readable on its ground.
LIGHT = {
    "paper": "#ffffff", "panel": "#f6f7f9", "ink": "#1a1d21", "quiet": "#59616b", "line": "#8d96a1",
    "button": "#6b7683", "FOCUS": "#56b4e9", "SHUTTER": "#e69f00", "LED": "#cfa900", "dot": "#1a1d21",
    "in-dot": "#ffffff", "alarm": "#c01c28", "on": "#1a1d21",
}  # fmt: skip
DARK = {
    "paper": "#0d1117", "panel": "#161b22", "ink": "#e6edf3", "quiet": "#a0aab5", "line": "#6e7883",
    "button": "#8b96a3", "FOCUS": "#56b4e9", "SHUTTER": "#e69f00", "LED": "#f0e442", "dot": "#e6edf3",
    "in-dot": "#0d1117", "alarm": "#ff6b6b", "on": "#0d1117",
}  # fmt: skip
# librsvg and some viewers know no CSS variables, so the rules are written out once for each ground.
RULES = """
.paper {{ fill: {paper} }} .panel {{ fill: {panel} }} .heading, .words, .name {{ fill: {ink} }}
.quiet {{ fill: {quiet} }} .line, .arrow {{ stroke: {line} }} .slash {{ stroke: {panel} }}
.thumb, .index {{ fill: {button} }} .FOCUS {{ fill: {FOCUS} }}
.SHUTTER {{ fill: {SHUTTER} }} .LED {{ fill: {LED} }}
.in-FOCUS, .in-SHUTTER {{ fill: {on} }} .dot {{ fill: {dot} }} .in-dot {{ fill: {in-dot} }}
.halo {{ stroke: {panel} }} .mark {{ stroke: {quiet} }}
.dot.alarm, .words.alarm {{ fill: {alarm} }} .mark.alarm {{ stroke: {alarm} }}
"""
SHAPES = """
text { font-family: system-ui, "Segoe UI", "DejaVu Sans", sans-serif } .middle { text-anchor: middle }
.end { text-anchor: end } .halo { stroke-width: 5px; paint-order: stroke; stroke-linejoin: round }
.title, .heading, .FOCUS-name, .SHUTTER-name, .in-dot, .in-SHUTTER { font-weight: 600 }
.line, .arrow, .mark { fill: none; stroke-width: 1 } .slash { stroke-width: 3 }
.mark { stroke-dasharray: 3 3 }
"""


def picture(told: Film, what: str) -> str:
    """The SVG. `what` names the program that was recorded."""
    rows = _rows(told)
    head = 172
    heights = [max(panel.height(width) for panel, width in row) for row in rows]
    height = head + sum(heights) + GAP * len(rows) + 44
    drawing = draw.Drawing(WIDTH, height, font_family="sans-serif")
    drawing.append_css(RULES.format(**LIGHT) + SHAPES)
    drawing.append_css("@media (prefers-color-scheme: dark) {" + RULES.format(**DARK) + "}")
    drawing.append_title("Backgrip: what two fingers do and what the camera sees")
    drawing.append(draw.Rectangle(0, 0, WIDTH, height, class_="paper"))
    _head(drawing, what)
    y = head
    for row, row_height in zip(rows, heights, strict=True):
        x = MARGIN
        for panel, width in row:
            panel.draw(drawing, x, y, width, row_height)
            x += width + GAP
        y += row_height + GAP
    _verdict(drawing, told, y + 16)
    return drawing.as_svg()


def _head(drawing, what):
    drawing.append(
        draw.Text(
            "Backgrip: focus on the thumb, release on the index finger",
            26,
            MARGIN,
            42,
            class_="heading title",
        )
    )
    lines = (
        "Raised: the button is down, the camera’s contact closed, the lamp lit. Ragged ends: bouncing contacts.",
        "FOCUS is the camera’s half-press contact, SHUTTER its full press. A camera sees nothing else.",
        "The lamp is the status LED: steady while focus is held, flickering while SHUTTER is closed.",
        f"Recorded on an emulated Raspberry Pi Pico on batteries, running {what}. Times are the Pico’s own.",
    )
    for number, line in enumerate(lines):
        drawing.append(
            draw.Text(line, TEXT, MARGIN, 72 + 22 * number, class_="quiet" if number == 3 else "words")
        )


def _verdict(drawing, told, y):
    frames = f"{told.frames_taken} frames, {told.frames_asked} asked for."
    if told.departures:
        first = told.departures[0]
        words = f"{frames} {len(told.departures)} departures from the contract, first: {first.words}."
        drawing.append(draw.Text(words, TEXT, MARGIN, y, class_="words alarm"))
    else:
        drawing.append(
            draw.Text(f"{frames} Nothing departs from the contract.", TEXT, MARGIN, y, class_="words")
        )


def _rows(told):
    """Panels with their widths, line by line; neighbours that are short enough share a line."""
    whole, half = WIDTH - 2 * MARGIN, (WIDTH - 2 * MARGIN - GAP) / 2
    rows = []
    for scene in told.scenes:
        panel = _panel(scene, told)
        if scene.chapter.length_ms > BESIDE_MS:
            rows.append([(panel, whole)])
        elif rows and len(rows[-1]) == 1 and rows[-1][0][1] == half:
            rows[-1].append((panel, half))
        else:
            rows.append([(panel, half)])
    zooms = [(zoom, half) for line in ("FOCUS", "SHUTTER") if (zoom := _zoom(told, line))]
    return [*rows, zooms] if zooms else rows


def _panel(scene: Scene, told: Film) -> Panel:
    notes = [Note(beat.t_ns, beat.means) for beat in scene.beats if beat.means]
    notes += [Note(one.t_ns, one.words, alarm=True) for one in scene.departures]
    long = scene.chapter.length_ms > BESIDE_MS
    return Panel(
        f"{scene.number}  {scene.chapter.title}", f"style: {scene.style}", scene.chapter.about,
        ("thumb", "index", "FOCUS", "SHUTTER", "LED"), scene.edges, scene.levels_at_start(told.edges),
        scene.from_ns, scene.to_ns, scene.from_ns, (200 if long else 100) * MS, LONGEST_NS, sorted(notes),
        _labels(scene),
    )  # fmt: skip


def _labels(scene):
    """Names of the frames, and the lead, tail and refocus gap with their lengths."""
    labels = []
    for number, (close_ns, open_ns) in enumerate(scene.frames, 1):
        until_ns = scene.to_ns if open_ns is None else open_ns
        name = shot_name(scene, number)
        labels += [
            Label("SHUTTER", close_ns, until_ns, text)
            for text in [
                name if scene.chapter.shot == "frame" else f"{name}, {duration(until_ns - close_ns)}"
            ]
        ]
    for edge in scene.kept:
        took = Label("SHUTTER", edge.t_ns - edge.took_ns, edge.t_ns, "", arrow=True)
        if edge.clause is Clause.LEAD_LATE:
            labels.append(took._replace(words="lead"))
        elif edge.clause is Clause.TAIL_LATE:
            labels.append(took._replace(words="tail"))
        elif edge.clause is Clause.REFOCUS_GAP_LATE:
            labels.append(took._replace(signal="FOCUS", words=f"{took.to_ns - took.from_ns:d}"[:3] + " ms"))
    return labels


def _zoom(told, line):
    """The first contact that closed `line` at once, under the magnifier; None if there is none."""
    for scene in told.scenes:
        for edge in scene.kept:
            if edge.line == line and edge.clause is Clause.LATENCY:
                return _magnified(scene, told, edge)
    return None


def _magnified(scene, told, edge):
    button = "thumb" if edge.line == "FOCUS" else "index"
    contact_ns = edge.t_ns - edge.took_ns
    from_ns, to_ns = contact_ns + FIRST_US * 1000, contact_ns + ZOOM_US * 1000
    near = scene._replace(from_ns=from_ns)
    words = (
        f"The {button} contact touches; {edge.line} is closed {duration(edge.took_ns)} later, bounces or not."
    )
    return Panel(
        f"Under the magnifier: {button} to {edge.line}", "", "Millionths of a second round the first press.",
        (button, edge.line), [one for one in told.edges if from_ns <= one.t_ns < to_ns],
        near.levels_at_start(told.edges), from_ns, to_ns, contact_ns, 2000, None, [Note(contact_ns, words)],
        [Label(edge.line, contact_ns, edge.t_ns, duration(edge.took_ns), arrow=True)],
    )  # fmt: skip
