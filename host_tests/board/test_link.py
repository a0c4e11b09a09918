"""The USB line protocol on the emulated board: it answers, it ignores what is not its own, and it delays no press."""

import random
from binascii import crc32

from backgrip.board import Board, bounce
from backgrip.image import frozen_uf2

from board.rig import closed_us, settings_file

LATENCY_US = 5
READY_MS = 150


def asked(words, version=1):
    text = f"{version} {words}"
    return f"!{text}*{crc32(text.encode()) & 0xFFFF:04x}\n"


def grip(files=None, **changes):
    board = Board(frozen_uf2(), files={"backgrip.json": settings_file(**changes), **(files or {})}, usb=True)
    board.run(ms=READY_MS)
    return board


def told(board, line, ms=120):
    """What the board says after `line`: the words of each answer, its frame and checksum checked."""
    before = len(board.console)
    board.send(line)
    board.run(ms=ms)
    found = []
    for answer in board.console[before:].split("\r\n"):
        if answer.startswith("!"):
            assert answer + "\n" == asked(answer[3:-5]) and len(answer) <= 80, answer
            found.append(answer[3:-5])
    return found


def test_it_answers():
    board = grip(files={"backgrip.log": b"7 hang it hung\n8 exception " + b"x" * 100}, dark=True)
    (hello,) = told(board, asked("hello"))
    assert hello.startswith("hello backgrip ")
    (state,) = told(board, asked("state"))
    assert state.startswith("state 0 0 0 0 lock 0 0 0 ") and state.endswith(" ready")
    status = dict(line.split(" ", 2)[1:] for line in told(board, asked("status"), ms=250)[:-1])
    assert status["start"] == "switched-on" and status["faults"] == "0" and status["battery_mv"] == "3000"
    settings = told(board, asked("settings"), ms=450)
    assert "setting dark True" in settings and len(settings) == 18 and settings[-1] == "end"
    log = told(board, asked("log"))
    assert log[0] == "log 7 hang it hung" and log[-1] == "end"
    assert "".join(line.split(" ", 2)[2] for line in log[1:-1]) == "exception " + "x" * 100


def test_what_is_not_the_protocol_is_ignored():
    board = grip()
    wrong = (
        "hello\n", "!1 hello*0000\n", asked("hello", 2), asked("reboot"), asked("__import__('os')"), "\n\r\n!*\n",
        "!1 hello" + " " * 80 + "*0000\n", asked("state " + "x" * 80), "import os\r\n", "\x04\x01\x02\x05",
    )  # fmt: skip
    for line in wrong:
        assert told(board, line, ms=60) == [], line
    board.send("\n")
    assert len(told(board, asked("hello"))) == 1
    board.press("index")
    board.run(ms=150)
    assert board.level("SHUTTER")


def shoot(board, presses, rng):
    """Bouncing presses of both buttons, in turn. Returns how long after contact each closed its line, in us."""
    took = []
    for number in range(presses):
        button, line = ("thumb", "FOCUS") if number % 2 else ("index", "FOCUS")
        edges = bounce(0, True, rng.uniform(0, 5), rng)
        pulses = [(a, b) for (a, _), (b, _) in zip(edges[0::2], edges[1::2] + [(1e9, False)])]
        contact = next(a for a, b in pulses if b - a > 3)
        start = board.now_ns
        board.play([(at + 1000, button, closed) for at, closed in edges])
        board.run(ms=rng.uniform(45, 60))
        board.play([(at, button, closed) for at, closed in bounce(0, False, 3, rng)])
        board.run(ms=rng.uniform(95, 110))
        took.append(closed_us(board, line, start)[0][0] - 1000 - contact)
    return took


TIMES = {"style": "track", "focus_lead_ms": 20, "shutter_min_ms": 20, "focus_tail_ms": 20}
PRESSES = 16


def test_a_watched_grip_loses_no_press():
    """Contact to line stays within 5 us, every press and frame is counted, and each change of a line is told."""
    board = grip(**TIMES)
    board.send(asked("watch"))
    board.run(ms=60)
    took = shoot(board, PRESSES, random.Random(5))
    assert max(took) <= LATENCY_US, took
    told_at = [line.split() for line in board.console.split("\r\n") if line.startswith("!1 at ")]
    thumb, index, frames = told_at[-1][9:12]
    assert (int(thumb), int(index), int(frames)) == (PRESSES // 2,) * 3
    assert len(board.closed_of("SHUTTER")) == PRESSES // 2
    levels = [line[6] for line in told_at]
    assert levels.count("1") >= PRESSES and "0" in levels  # FOCUS seen closed and open


def test_a_flood_delays_no_press():
    """Random bytes as fast as the cable takes them, all but Ctrl-C, which is the owner's way to the console."""
    board = grip(**TIMES)
    rng = random.Random(6)
    flood = bytes(rng.choice([n for n in range(256) if n != 3]) for _ in range(4000))
    board.send(flood)
    took = shoot(board, 8, rng)
    assert max(took) <= LATENCY_US, took
    assert len(board.closed_of("SHUTTER")) == 4


def test_a_cable_that_nobody_reads():
    """A watcher that stops reading: the grip drops its words, not a press."""
    board = grip(**TIMES)
    board.send(asked("watch"))
    board.run(ms=60)
    board.host.stop_reading()
    before = len(board.console)
    took = shoot(board, 8, random.Random(7))
    assert len(board.console) - before < 100  # a packet was on its way
    assert max(took) <= LATENCY_US, took
    assert len(board.closed_of("SHUTTER")) == 4 and len(board.resets) == 1


def test_ctrl_c_still_reaches_the_console():
    board = grip()
    board.send(asked("watch"))
    board.press("thumb")
    board.run(ms=60)
    assert board.level("FOCUS")
    board.send("\x03")
    board.run(ms=60)
    assert not board.level("FOCUS") and "Maintenance" in board.console


def unlock_ms(board, after_ms):
    """How long after a press a locked SHUTTER opens; the press comes `after_ms` from now."""
    board.run(ms=after_ms)
    pressed = board.now_ns
    board.press("index")
    assert board.run_until(lambda b: not b.level("SHUTTER"), limit_ms=40)
    return (board.now_ns - pressed) / 1e6


def test_a_locked_shutter_opens_within_5_ms_while_a_watcher_is_told():
    board = grip()
    board.press("index")
    board.run(ms=2300)
    board.press("thumb")
    board.run(ms=1200)
    board.release("index")
    board.release("thumb")
    board.send(asked("watch"))
    board.run(ms=700)
    before = len(board.console)
    assert board.level("SHUTTER") and board.run_until(lambda b: len(b.console) > before, limit_ms=600)
    # The next line is told half a second later; presses around it.
    took = [board.fork(unlock_ms, 488 + 1.25 * n) for n in range(16)]
    assert max(took) <= 5, took
