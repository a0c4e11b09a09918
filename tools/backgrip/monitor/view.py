"""The live view: a rolling timeline of buttons and lines, and counters below it."""

from bisect import bisect_right

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from backgrip.monitor.story import SIGNALS, Story
from backgrip.monitor.words import STARTS

SHOWN_S = 20
LABEL = 9  # columns
STYLES = {"thumb": "cyan", "index": "magenta", "FOCUS": "green", "SHUTTER": "red"}
BLOCKS = {"full": "█", "part": "▌", "open": "▁", "blip": "╵", "gone": "░"}
ASCII = {"full": "#", "part": "+", "open": "_", "blip": "'", "gone": "?"}


class View:
    """Draws a story as it is at `now_ms`. Drawn anew for every frame by rich's Live."""

    def __init__(self, story: Story, console: Console):
        self._story = story
        self._blocks = BLOCKS if console.encoding.lower().startswith("utf") else ASCII
        self._console = console

    def draw(self, now_ms: int, port: str) -> RenderableType:
        """The whole picture."""
        story = self._story
        width = max(10, self._console.width - LABEL - 12)
        rows = Table.grid(padding=(0, 1))
        rows.add_column(width=LABEL, no_wrap=True)
        rows.add_column(width=width, no_wrap=True)
        rows.add_column(no_wrap=True)
        for at, name in enumerate(SIGNALS):
            timeline = Text(self.row(at, now_ms, width), style=STYLES[name])
            rows.add_row(Text(name, style="bold"), timeline, _now(story, at))
        rows.add_row("", Text(f"{-SHOWN_S} s".ljust(width - 3) + "now", style="dim"), "")
        return Group(self._head(port), rows, *self._counters(), *self._news(), Text("Ctrl-C ends it.", style="dim"))

    def row(self, at: int, now_ms: int, width: int) -> str:
        """One signal's timeline, a character for each stretch of time."""
        story, blocks = self._story, self._blocks
        starts = [span[0] for span in story.spans]
        step = SHOWN_S * 1000 / width
        drawn = []
        for column in range(width):
            begin = now_ms - (width - column) * step
            seen = _within(story.spans, starts, begin, begin + step, at)
            if not seen:
                drawn.append(" ")
            elif None in seen:
                drawn.append(blocks["gone"])
            elif any(name == SIGNALS[at] and begin <= when < begin + step for when, name in story.blips):
                drawn.append(blocks["part"] if True in seen else blocks["blip"])
            else:
                drawn.append(blocks["full" if seen == {True} else "part" if True in seen else "open"])
        return "".join(drawn)

    def _head(self, port: str) -> Text:
        story = self._story
        if not story.telling:
            return Text("The grip is gone. Waiting for it to come back; Ctrl-C ends it.", style="bold yellow")
        head = Text(f"Backgrip {story.version}", style="bold")
        style = f", style {story.state.style}, lamp: {story.state.shows}" if story.state else ""
        return head + Text(f" at {port}{style}")

    def _counters(self) -> list[Text]:
        story = self._story
        thumb, index, frames = story.totals()
        resets = "none" if not story.resets else f"{len(story.resets)}, the last: " + STARTS.get(
            story.resets[-1][1], story.resets[-1][1])  # fmt: skip
        return [
            Text(f"presses  thumb {thumb}, index {index}   frames {frames}   longest away {story.away_ms} ms"),
            Text(f"faults in a row {story.faults}   resets while watched  {resets}"),
        ]

    def _news(self) -> list[Text]:
        return [Text(f"{at_ms / 1000:9.1f} s  {text}", style="dim", overflow="ellipsis", no_wrap=True)
                for at_ms, text in self._story.news]  # fmt: skip


def _within(spans, starts: list[int], begin: float, end: float, at: int) -> set:
    """The levels of signal number `at` between two moments: True, False, None while nobody told."""
    first = max(0, bisect_right(starts, begin) - 1)
    found = set()
    for number in range(first, len(starts)):
        if starts[number] >= end:
            break
        levels = spans[number][1]
        found.add(None if levels is None else levels[at])
    return found


def _now(story: Story, at: int) -> Text:
    if not story.telling or not story.spans or story.spans[-1][1] is None:
        return Text("?")
    on = story.spans[-1][1][at]
    words = ("up", "down") if at < 2 else ("open", "closed")
    return Text(words[on], style="bold" if on else "dim")
