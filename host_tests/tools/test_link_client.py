"""The line protocol from the computer's end: against the emulated grip, and against what is none."""

import re
import time
from pathlib import Path

import pytest
from backgrip.board import Board
from backgrip.connect import ConnectError
from backgrip.connect.errors import Unplugged
from backgrip.connect.frame import LONGEST, framed, unframed
from backgrip.connect.link import LinkClient, NotSpoken
from backgrip.connect.state import State, parse, since
from backgrip.connect.stopped import open_stopped
from backgrip.image import frozen_uf2, stock_uf2
from backgrip.version import VERSION
from fake_grip import STATE, FakeGrip, line
from grip import settings
from served import served, when_told

PROTOCOL = (Path(__file__).resolve().parents[2] / "firmware" / "PROTOCOL.md").read_text(encoding="utf-8")


@pytest.fixture
def hasty(monkeypatch):
    """No patience, for ends that never answer."""
    monkeypatch.setattr("backgrip.connect.link.ANSWER_S", 0.15)
    monkeypatch.setattr("backgrip.connect.link.SILENT_S", 0.3)


def test_the_worked_example_of_the_protocols_page():
    (example,) = re.findall(r"^    (!.*)$", PROTOCOL, flags=re.M)
    assert framed("hello") == example.encode() + b"\r" == line("hello").rstrip() + b"\r"
    assert unframed(example.encode()) == "hello"
    code = "\n".join(one[4:] for one in PROTOCOL.split("In Python:\n\n")[1].split("\n\n")[0].splitlines())
    said = []
    exec(code, {"print": said.append})
    assert said == [example]


def test_what_is_no_line():
    good = framed("state 1 2").rstrip()
    assert unframed(good) == "state 1 2"
    for at in range(len(good)):
        assert unframed(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :]) is None
        assert unframed(good[:at]) is None
    assert unframed(line("x" * (LONGEST - 8)).rstrip()) == "x" * (LONGEST - 8)
    assert unframed(line("x" * (LONGEST - 7)).rstrip()) is None
    assert unframed(line("\x07").rstrip()) is None
    for words in ("x" * 99, "é", "a\rb"):
        with pytest.raises(ValueError, match="80 printable"):
            framed(words)


def test_a_state_in_words():
    state = parse("at 77 state 1 0 1 0 track 3 4 5 42 lock-about-to-end and-later-words")
    assert state == State(77, True, False, True, False, "track", 3, 4, 5, 42, "lock about to end")
    assert state.presses == 7
    assert parse(STATE).t_ms is None
    for wrong in ("", "at", "at x state", "state 1 0 1", STATE.replace("0 0 0 0", "0 2 0 0"), STATE.replace("40", "x")):
        assert parse(wrong) is None
    assert since(5, (1 << 30) - 5) == 10 and since((1 << 30) - 5, 5) == -10


def test_a_grip_that_shoots():
    """Every verb; a watched press; the grip is not stopped by any of it, nor by opening and closing the port."""
    board = Board(frozen_uf2(), files={"backgrip.log": b"7 hang it hung\n8 exception " + b"x" * 100}, usb=True)
    board.run(ms=150)
    said = []
    with served(board) as url:
        when_told(board, b"!1 at ", lambda: board.play([(50e3, "thumb", True), (130e3, "thumb", False)]))
        with LinkClient(url, said.append) as grip:
            status = dict(one.split(" ", 2)[1:] for one in grip.ask("status"))
            stored = [one.split(" ")[1] for one in grip.ask("settings")]
            log = grip.ask("log")
            seen = []
            for state in grip.watch():
                seen.append(state)
                if state.thumb_presses and not state.thumb:
                    break
            assert parse(grip.ask("state")[0]).focus  # asked between two states
        with LinkClient(url) as grip:
            assert grip.version == VERSION == status["version"]
    assert status["start"] == "switched-on" and stored == sorted(settings.defaults())
    assert log[0] == "log 7 hang it hung" and len(log) > 2
    assert [state.thumb for state in seen if state.thumb_presses][0] and seen[-1].focus and seen[-1].style == "lock"
    edges = [edge.t_ns / 1e6 for edge in board.edges if edge.signal == "thumb"]
    told = [state for state in seen if state.thumb_presses]
    down, up = (next(state.t_ms for state in told if state.thumb is level) for level in (True, False))
    assert -1 < down - edges[0] < 15 and 7 < up - edges[-1] < 25  # 8 ms of debounce
    assert board.level("FOCUS") and len(board.resets) == 1 and said == []


def test_maintenance_and_a_console_that_is_left_as_it_was():
    board = Board(frozen_uf2(), files={}, usb=True)
    board.run(ms=150)
    board.send("\x03")
    board.run(ms=50)
    with served(board) as url:
        with pytest.raises(NotSpoken, match="maintenance mode.*\n.*switching off and on") as why:
            LinkClient(url).__enter__()
        assert why.value.console
        with open_stopped(url) as console:
            assert console.run("from grip import version; print(version.VERSION)").strip() == VERSION
    board.run(ms=100)
    assert len(board.resets) == 1 and board.console.count(", style ") == 1  # nothing started
    assert board.console.rstrip().endswith(">>>")  # as it was found


def test_micropython_without_a_grip():
    board = Board(stock_uf2(), files={}, usb=True)
    board.run(ms=100)
    with served(board) as url:
        with pytest.raises(NotSpoken, match="no Backgrip") as why, LinkClient(url):
            pass
        assert why.value.console


def test_a_port_that_says_nothing(hasty):
    """Plain mode, older firmware, a board with something else."""
    with FakeGrip({"hello": b""}) as end:
        with pytest.raises(NotSpoken, match="plain mode(.*\n)*.*older(.*\n)*.*right port") as why, LinkClient(end.url):
            pass
    assert not why.value.console and end.asked == ["hello"] * 3


@pytest.mark.parametrize(
    "rubbish", [b"\x00\xff" * 3000, b"$GPGGA,123519,4807.038,N*47\r\n" * 200, b"!1 hello*0000\r\n", b"!" * 9000 + b"\n"]
)
def test_a_port_that_speaks_rubbish(hasty, rubbish):
    with FakeGrip({"hello": rubbish}, greeting=rubbish) as end:
        with pytest.raises(NotSpoken, match="answers as a running grip"), LinkClient(end.url):
            pass


def test_another_program_that_speaks_the_protocol(hasty):
    with FakeGrip({"hello": line("hello toaster 1")}) as end:
        with pytest.raises(NotSpoken), LinkClient(end.url):
            pass


def test_rubbish_round_the_answers_is_ignored(hasty):
    said = []
    status = b"style track\r\n\xff\xfe\r\n" + line("is faults 0") + b"\r\n" + line("setting a 1") + line("end")
    with FakeGrip({"status": status}, greeting=b"half a li") as end, LinkClient(end.url, said.append) as grip:
        assert grip.ask("status") == ["is faults 0"]
        with pytest.raises(ValueError, match="no verb 'reboot'"):
            grip.ask("reboot")
    assert "style track" in said and "reboot" not in end.asked


def test_a_damaged_or_missing_answer_is_asked_for_again(hasty):
    whole = line("is version 1") + line("is faults 0") + line("end")
    damaged = whole.replace(b"faults 0", b"faults 1")
    with FakeGrip({"status": [damaged, b"", whole], "log": []}) as end, LinkClient(end.url) as grip:
        assert grip.ask("status") == ["is version 1", "is faults 0"]
        with pytest.raises(NotSpoken):
            grip.ask("log")
    assert end.asked.count("status") == 3


def test_an_answer_that_came_too_late_is_not_taken_for_the_next(hasty):
    hello, status = line("hello backgrip 9.9.9"), line("is version 2") + line("end")
    answers = {"hello": [hello, line("is faults 1") + line("end") + hello], "status": [line("is version 1"), status]}
    with FakeGrip(answers) as end, LinkClient(end.url) as grip:
        assert grip.ask("status") == ["is version 2"]


def test_watching(monkeypatch):
    """Renewed while it lasts, stopped at its end; nothing that is sent is Ctrl-C."""
    monkeypatch.setattr("backgrip.connect.link.RENEW_S", 0.1)
    with FakeGrip({"watch": line(f"at 5 {STATE}") * 2}) as end:
        with LinkClient(end.url) as grip:
            states = []
            for state in grip.watch(idle_s=0.05):
                states.append(state)
                if end.asked.count("watch") >= 3:
                    break
        end.wait_for("stop")
    assert None in states and states[0].t_ms == 5 and states[0].shows == "ready"
    assert b"\x03" not in end.raw and b"\x04" not in end.raw


def test_a_watched_grip_that_falls_silent(hasty):
    hello = line("hello backgrip 9.9.9")
    with FakeGrip({"hello": [hello, hello]}) as end, LinkClient(end.url) as grip:
        began = time.monotonic()
        with pytest.raises(NotSpoken):
            for _ in grip.watch():
                pass
    assert end.asked.count("hello") >= 4 and time.monotonic() - began < 5


def test_the_cable_comes_out():
    with FakeGrip({"watch": line(f"at 5 {STATE}")}) as end:
        grip = LinkClient(end.url).__enter__()
        states = grip.watch()
        assert next(states).frames == 0
    with pytest.raises(Unplugged, match="is gone.*\n.*shoots on"):
        for _ in states:
            pass
    with pytest.raises(Unplugged):
        for _ in range(9):
            grip.ask("state")
    grip.__exit__()


def test_nobody_there():
    with pytest.raises(ConnectError, match="Nothing answers at"), LinkClient("socket://127.0.0.1:9"):
        pass
    with pytest.raises(ConnectError, match="plugged in"), LinkClient("/dev/no-such-port"):
        pass
