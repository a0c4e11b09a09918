"""`backgrip monitor`: its clock, its story, its view, its files."""

import io
import json

import pytest
from backgrip.connect import ConnectError
from backgrip.connect.state import State
from backgrip.monitor.record import JsonLines, Waveform
from backgrip.monitor.story import BACK, FIRST, RESTARTED, Clock, Gone, Said, Seen, Started, Story
from backgrip.monitor.view import BLOCKS, View
from backgrip.monitor.words import Teller
from rich.console import Console
from waveform import vcd


def state(t_ms, levels="0000", presses=(0, 0), frames=0, away_ms=40, shows="ready", style="lock"):
    return State(t_ms, *(level == "1" for level in levels), style, *presses, frames, away_ms, shows)


STORY = [
    Started(0, "1.0", "switched-on", 0, FIRST),
    Seen(0, state(500)),
    Seen(5000, state(5500, "1010", (1, 0), shows="focus locked")),
    Seen(9000, state(9500, "0010", (1, 1), 1, shows="focus locked")),  # a tap of the index between two looks
    Said(9500, "style track"),
    Gone(10000, "The cable came out."),
    Started(14000, "1.0", "hang", 2, RESTARTED),
    Seen(14000, state(60, style="track")),
    Seen(16000, state(2060, "0111", (0, 1), 1, 55, "shutter closed", "track")),
]


def test_one_clock():
    """The grip's own milliseconds, across their wrap; this computer's while nobody tells; never back."""
    clock = Clock(100.0)
    assert clock.host(105.0) == 0  # nothing yet
    assert clock.told((1 << 30) - 10, 110.0) == 0 and clock.told(20, 110.5) == 30 and clock.now_ms == 30
    assert clock.lost(115.0) == 5000
    assert clock.told(6020, 116.0) == 6030  # the same run told again
    assert clock.told(6000, 116.0) == 6030
    assert clock.anew(120.0) == 10000 and clock.told(50, 120.5) == 10500 and clock.told(80, 120.6) == 10530


def test_the_story():
    story = Story()
    for event in STORY:
        story.take(event)
    assert story.totals() == (1, 2, 2) and story.away_ms == 55 and story.resets == [(14000, "hang")]
    assert story.faults == 2 and list(story.blips) == [(9000, "index"), (9000, "SHUTTER")]
    assert [text for _, text in story.news] == ["style track", "The cable came out."]
    story.take(Gone(17000, "x"))
    story.take(Started(18000, "1.0", "hang", 2, BACK))
    assert story.totals() == (1, 2, 2) and len(story.resets) == 1


def test_a_line_for_each_change():
    teller = Teller()
    told = [teller.line(event) for event in STORY + [Seen(16500, STORY[-1].state)]]
    assert told[-1] is None
    text = "\n".join(told[:-1])
    for words in (
        "0.000 s  watching Backgrip 1.0; it runs because: switched on",
        "5.000 s  thumb down; FOCUS closed; lamp: focus locked",
        "9.000 s  thumb up; index pressed and up again; SHUTTER closed and open again; frames 1", "says: style track",
        "10.000 s  gone: The cable came out. Waiting",
        "14.000 s  the grip restarted: its watchdog restarted it: it hung; 2 faults in a row",
        "16.000 s  index down; FOCUS closed; SHUTTER closed; lamp: shutter closed; frames 1; longest away 55 ms",
    ):  # fmt: skip
        assert words in text, words
    assert "run on meanwhile" in teller.line(Started(17000, "1.0", "hang", 2, BACK))


def test_the_timeline():
    story = Story()
    for event in STORY:
        story.take(event)
    console = Console(file=io.StringIO(), width=80, force_terminal=True, color_system=None)
    view = View(story, console)
    rows = [view.row(at, 18000, 20) for at in range(4)]  # a second a column, from -2 s to 18 s
    names = {sign: name for name, sign in BLOCKS.items()} | {" ": "none"}
    drawn = ["".join({"none": " ", "full": "#", "part": "+", "open": "_", "blip": "'", "gone": "?"}[names[sign]]
                     for sign in row) for row in rows]  # fmt: skip
    assert drawn[0] == "  _____####_????____", drawn
    assert drawn[1] == "  _________'????__##", drawn
    assert drawn[2] == "  _____#####????__##", drawn
    assert drawn[3] == "  _________'????__##", drawn
    console.print(view.draw(18000, "COM5"))
    picture = console.file.getvalue()
    for words in ("Backgrip 1.0 at COM5, style track, lamp: shutter closed", "thumb 1, index 2   frames 2", "closed",
                  "longest away 55 ms", "resets while watched  1, the last: its watchdog", "faults in a row 2",
                  "style track", "Ctrl-C ends it"):  # fmt: skip
        assert words in picture, words
    assert max(map(len, picture.splitlines())) <= 80
    story.take(Gone(19000, "x"))
    console.print(view.draw(19000, "COM5"))
    assert "The grip is gone. Waiting" in console.file.getvalue()


def test_the_recordings(tmp_path):
    waves, lines = Waveform(tmp_path / "a.vcd"), JsonLines(tmp_path / "a.jsonl")
    for count, event in enumerate(STORY):
        waves.take(event)
        lines.take(event)
        assert len((tmp_path / "a.jsonl").read_text().splitlines()) == count + 1  # complete after every event
    waves.close(17000)
    lines.close(17000)
    names, changes, end = vcd(tmp_path / "a.vcd")
    assert {"thumb", "index", "FOCUS", "SHUTTER", "style", "shows", "frames", "resets", "telling"} <= set(names)
    assert end == 17000 and (5000, "FOCUS", "1") in changes and (10000, "FOCUS", "x") in changes
    assert (14000, "FOCUS", "0") in changes and (14000, "telling", "1") in changes and (14000, "resets", 1) in changes
    assert (16000, "away_ms", 55) in changes and (9000, "index_presses", 1) in changes
    told = [json.loads(one) for one in (tmp_path / "a.jsonl").read_text().splitlines()]
    assert [one["event"] for one in told] == [
        "started", "state", "state", "state", "text", "gone", "started", "state", "state",
    ]  # fmt: skip
    assert told[2]["ms"] == 5000 and told[2]["focus"] is True and told[6]["before"] == "restarted"


def test_files_that_cannot_be_written(tmp_path):
    for kind in (Waveform, JsonLines):
        with pytest.raises(ConnectError, match="cannot be written: No such file"):
            kind(tmp_path / "no" / "file")
