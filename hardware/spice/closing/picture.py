"""`margins.svg`: for every system how well a coupler and the relay to buy close it, and how much they leak."""

import drawsvg

from closing.figures import figure

INK, FAINT, PASS, FAIL = "#222222", "#dddddd", "#1a7f37", "#c0392b"
FONT = {"font_family": "sans-serif", "fill": INK}
LEFT, TOP, ROW, WIDE, NARROW, GAP = 285, 74, 26, 400, 190, 60
SHOWN = ("PC817C", "AQY212EH")
LEAK_SPAN = 0.15  # of a half-press, the whole width of the right panel


def picture(found: dict) -> str:
    """The text of the SVG; the same for the same results."""
    rows = list(found["systems"].values())
    height, width = TOP + ROW * len(rows) + 56, LEFT + WIDE + GAP + NARROW + 25
    drawing = drawsvg.Drawing(width, height)
    drawing.append(drawsvg.Rectangle(0, 0, width, height, fill="#ffffff"))
    bottom = TOP + ROW * len(rows)
    margin, leak = figure("limits", "margin"), figure("limits", "leak")
    _panel(drawing, LEFT, WIDE, bottom, "left of the threshold or window, worst case", [0, margin, 0.5, 1], margin, 1)
    right = LEFT + WIDE + GAP
    _panel(drawing, right, NARROW, bottom, "leakage, of a half-press", [0, 0.05, leak, LEAK_SPAN], leak, LEAK_SPAN)
    for n, row in enumerate(rows):
        y = TOP + ROW * (n + 0.5)
        name = row["name"] + ("" if row["measured"] != "nothing" else " *")
        drawing.append(drawsvg.Text(name, 12, LEFT - 14, y + 4, text_anchor="end", **FONT))
        for key in SHOWN:
            verdict = row["isolators"][key]
            _mark(drawing, key, LEFT + WIDE * min(max(verdict["margin"], 0), 1), y, verdict["margin"] >= margin)
            if verdict["margin"] < 0:
                below = f"{100 * verdict['margin']:.0f} %".replace("-", "−")
                drawing.append(drawsvg.Text(below, 11, LEFT + 10, y + 4, **(FONT | {"fill": FAIL})))
            _mark(drawing, key, right + NARROW * min(verdict["leak"] / LEAK_SPAN, 1), y, verdict["leak"] <= leak)
    _legend(drawing, bottom)
    return drawing.as_svg().rstrip() + "\n"


def _panel(drawing, x: float, width: float, bottom: float, title: str, ticks: list, limit: float, span: float) -> None:
    """A heading and a scale from 0 to `span`; the limit's line is dashed."""
    drawing.append(drawsvg.Text(title, 13, x, TOP - 42, font_weight="bold", **FONT))
    for tick in ticks:
        at = x + width * tick / span
        stroke = {"stroke": INK, "stroke_dasharray": "5 3"} if tick == limit else {"stroke": FAINT}
        drawing.append(drawsvg.Line(at, TOP - 8, at, bottom, **stroke))
        drawing.append(drawsvg.Text(f"{100 * tick:.0f} %", 11, at, TOP - 14, text_anchor="middle", **FONT))


def _mark(drawing, key: str, x: float, y: float, good: bool) -> None:
    """A circle for the coupler, a diamond for the relay; filled if good, hollow if not."""
    look = {"stroke": PASS if good else FAIL, "stroke_width": 2, "fill": PASS if good else "#ffffff"}
    if key == "PC817C":
        drawing.append(drawsvg.Circle(x, y, 5, **look))
    else:
        drawing.append(drawsvg.Lines(x, y - 7, x + 6, y, x, y + 7, x - 6, y, close=True, **look))


def _legend(drawing, bottom: float) -> None:
    y = bottom + 24
    for x, key in zip((LEFT, LEFT + 90), SHOWN):
        _mark(drawing, key, x, y - 4, True)
        drawing.append(drawsvg.Text(key, 12, x + 12, y, **FONT))
    words = "dashed: the limit; hollow: not good enough; * nothing of this input was measured"
    drawing.append(drawsvg.Text(words, 12, LEFT + 195, y, **FONT))
