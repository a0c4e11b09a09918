"""What `make try` leaves behind: a table, a picture and a waveform file, from recordings made without a grip."""

import io
import re
from xml.etree import ElementTree

import pytest
from backgrip.board import Reset
from backgrip.judge import Clause
from backgrip.tryout import cli
from backgrip.tryout.axis import Axis
from backgrip.tryout.picture import WIDTH, picture
from backgrip.tryout.player import Recording
from backgrip.tryout.scenes import film
from backgrip.tryout.story import STORY, Chapter, Move, Session
from backgrip.tryout.timeline import sum_up, tell
from backgrip.tryout.waveform import STEP_NS
from rich.console import Console
from try_waves import BY_NAME, MS, drop, wave
from vcd.reader import TokenKind, tokenize

SVG = "{http://www.w3.org/2000/svg}"
THREE = "track: a burst under the thumb"
BULB = "shutter lock, opened by the index"


def recorded(name, edges=None, frames=1, resets=()):
    """A session with one chapter made of a story, and what a perfect grip would have done."""
    story = BY_NAME[name]
    moves = tuple(Move(at, button, down, f"move at {at}") for at, button, down in story["moves"])
    chapter = Chapter(name, "about it", story["end"], frames, moves)
    edges = wave(story) if edges is None else edges
    resets = [Reset(0, "power-on"), *resets]
    return Session(story["style"], (chapter,)), Recording(edges, resets, 0, story["end"] * MS)


def filmed(*pairs):
    return film(tuple(session for session, _ in pairs), [recording for _, recording in pairs])


def printed(told, width=100, encoding="utf-8"):
    raw = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    console = Console(file=raw, width=width, highlight=False, markup=False)
    tell(told, console)
    sum_up(told, console)
    raw.flush()
    return raw.buffer.getvalue().decode(encoding)


@pytest.fixture
def burst():
    return filmed(recorded(THREE))


def test_the_table_fits_100_columns_and_tells_what_the_camera_saw(burst):
    text = printed(burst)
    assert max(map(len, text.splitlines())) <= 100
    assert "\x1b" not in text
    assert re.search(r"0\.100\s+thumb down\s+FOCUS closes 0\.0 µs after contact\s+move at 100", text)
    assert "frame: closed for 508.0 ms" in text
    assert "Nothing departs from the contract." in text


def test_a_terminal_without_unicode_is_told_all_the_same(burst):
    text = printed(burst, encoding="ascii")
    assert "us after contact" in text and "closed for 508.0 ms" in text


def test_a_departure_is_told_where_it_happened_and_at_the_end():
    told = filmed(recorded(THREE, edges=drop(wave(BY_NAME[THREE]), "SHUTTER", 0, 2)))
    text = printed(told)
    assert text.count("✗") == 4  # the press and the count, each where it happened and at the end
    assert re.search(r"✗ at 0\.400\d+ s: SHUTTER does not close for a press", text)
    assert "The contract: no press is lost" in text
    assert "0 frames, 1 asked for" in text


def test_a_restart_and_a_grip_that_never_gets_ready_depart():
    told = filmed(recorded(THREE, resets=[Reset(1400 * MS, "watchdog")]))
    assert [one.clause for one in told.departures] == [Clause.READY]
    session, recording = recorded(THREE)
    told = filmed((session, recording._replace(story_ns=None, edges=[])))
    assert [one.clause for one in told.departures] == [Clause.READY]
    assert "and then runs on" in printed(told)


def test_sessions_follow_each_other_and_go_dark_in_between(burst):
    locked = recorded("a locked focus fires at once")
    told = filmed(locked, recorded(THREE))
    focus = [edge for edge in told.edges if edge.signal == "FOCUS"]
    assert [edge.level for edge in focus] == [1, 0, 1, 0]
    assert focus[1].t_ns == told.scenes[0].to_ns == told.scenes[1].from_ns == 1500 * MS
    assert told.end_ns == 3000 * MS
    assert told.scenes[1].frames == [
        (start + 1500 * MS, end + 1500 * MS) for start, end in burst.scenes[0].frames
    ]


def test_the_picture_shows_the_frames_and_keeps_its_words_inside(burst):
    root = ElementTree.fromstring(picture(filmed(recorded(THREE), recorded(BULB)), "a <program> & more"))
    texts = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
    assert any("a <program> & more" in text for text in texts)
    assert "frame" in texts and "1  track: a burst under the thumb" in texts
    assert any(re.fullmatch(r"\d\.\d s shortened", text) for text in texts)
    for text in root.iter(f"{SVG}text"):
        words, size, x = "".join(text.itertext()), float(text.get("font-size")), float(text.get("x"))
        width = len(words) * size * 0.56
        kind = text.get("class").split()
        left = x - width if "end" in kind else x - width / 2 if "middle" in kind else x
        assert 0 <= left and left + width <= WIDTH, words
    blocks = [one for one in root.iter(f"{SVG}rect") if one.get("class") == "SHUTTER"]
    assert len(blocks) == 3  # each frame, and the first once more under the magnifier
    assert "prefers-color-scheme: dark" in "".join(root.find(f"{SVG}style").itertext())


def test_a_departure_is_in_the_picture():
    told = filmed(recorded(THREE, edges=drop(wave(BY_NAME[THREE]), "SHUTTER", 0, 2)))
    root = ElementTree.fromstring(picture(told, "this"))
    alarms = ["".join(one.itertext()) for one in root.iter(f"{SVG}text") if "alarm" in one.get("class")]
    assert any("SHUTTER does not close for a press" in words for words in alarms)


def test_a_cut_axis_keeps_order_and_scale_elsewhere():
    axis = Axis(0, 3000 * MS, 0, 1000, [100 * MS, 2500 * MS], 900 * MS)
    (cut,) = axis.cuts()
    assert cut.to_ns - cut.from_ns == 1950 * MS
    xs = [axis.x(t_ms * MS) for t_ms in range(0, 3001, 50)]
    assert xs == sorted(xs) and (xs[0], round(xs[-1], 6)) == (0, 1000)
    assert axis.x(100 * MS) - axis.x(0) == pytest.approx(axis.x(2600 * MS) - axis.x(2500 * MS))


def test_files_are_whole_and_a_waveform_viewer_can_read_them(burst, tmp_path):
    folder = tmp_path / "build"
    assert [path.name for path in cli.save(burst, "this", folder)] == ["try.svg", "try.vcd"]
    assert sorted(path.name for path in folder.iterdir()) == ["try.svg", "try.vcd"]
    with (folder / "try.vcd").open("rb") as file:
        tokens = list(tokenize(file))
    names = {token.data.id_code: token.data.reference for token in tokens if token.kind is TokenKind.VAR}
    assert set(names.values()) == {"thumb", "index", "FOCUS", "SHUTTER", "LED", "LED22", "style", "resets"}
    now, seen = 0, []
    for token in tokens:
        if token.kind is TokenKind.CHANGE_TIME:
            now = token.data
        elif token.kind is TokenKind.CHANGE_SCALAR and now:
            seen.append((now, names[token.data.id_code], int(token.data.value)))
    assert seen == [(edge.t_ns // STEP_NS, edge.signal, edge.level) for edge in burst.edges]


def test_ctrl_c_while_writing_leaves_the_old_files(burst, tmp_path, monkeypatch):
    (tmp_path / "try.svg").write_text("old")
    monkeypatch.setattr(cli, "picture", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        list(cli.save(burst, "this", tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["try.svg"]
    assert (tmp_path / "try.svg").read_text() == "old"


def test_the_story_is_told_in_fifteen_seconds_and_moves_in_order():
    assert sum(session.length_ms for session in STORY) <= 14_000  # and three times the start
    for session in STORY:
        for chapter in session.chapters:
            times = [move.at_ms for move in chapter.moves]
            assert times == sorted(times) and times[-1] < chapter.length_ms
