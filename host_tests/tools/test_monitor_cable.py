"""`backgrip monitor` on the cable: the real command against the emulated grip, restarts, and cables that come out."""

import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from itertools import takewhile

import pytest
import typer
from backgrip.board import Board, bounce
from backgrip.image import frozen_uf2
from backgrip.monitor.cli import monitor
from backgrip.monitor.follow import Follower
from backgrip.monitor.story import BACK, FIRST, RESTARTED, Gone, Said, Seen, Started
from backgrip.monitor.view import BLOCKS
from board.rig import closed_us, settings_file
from fake_grip import STATE, STATUS, FakeGrip, line
from served import when_told
from typer.testing import CliRunner
from waveform import vcd

COMMAND = "import typer; from backgrip.monitor.cli import monitor; typer.run(monitor)"


def told(*states):
    return b"".join(line(f"at {one}") for one in states)


def until(events, wanted, limit_s=15):
    """All events up to the first for which `wanted`, that one too."""
    found, began = [], time.monotonic()
    for event in events:
        assert time.monotonic() - began < limit_s, found
        if event:
            found.append(event)
            if wanted(event):
                return found


PRESSED = "state 1 0 1 0 lock 3 0 0 40 focus-locked"


def test_the_cable_comes_out_and_back(monkeypatch):
    """First of a grip that has run on, then of one that has started anew; the clock goes on."""
    monkeypatch.setattr("backgrip.monitor.follow.AGAIN_S", 0.1)
    with FakeGrip({"watch": told(f"5000 {STATE}", f"5100 {PRESSED}"), "state": line(STATE)}) as end:
        events = Follower(end.url, once=False).events()
        found = until(events, lambda event: isinstance(event, Seen) and event.state.thumb)
    assert [type(event) for event in found] == [Started, Seen, Seen] and found[-1].at_ms == 100
    gone = until(events, lambda event: isinstance(event, Gone))[-1]
    assert "is gone" in gone.why and "\n" not in gone.why
    on = b"".join(map(line, STATUS)).replace(line("is up_ms 5000"), line("is up_ms 9000"))
    with FakeGrip({"watch": told(f"9000 {PRESSED}"), "state": line(PRESSED), "status": on}, port=end.port):
        started, seen = until(events, lambda event: isinstance(event, Seen))
    assert started.before == BACK and seen.at_ms >= gone.at_ms >= 100
    until(events, lambda event: isinstance(event, Gone))
    hang = b"".join(map(line, STATUS)).replace(line("is start switched-on"), line("is start hang"))
    with FakeGrip({"watch": told(f"70 {STATE}"), "status": hang}, port=end.port):
        started, again = until(events, lambda event: isinstance(event, Seen))
    assert started.before == RESTARTED and started.why == "hang" and again.at_ms >= seen.at_ms
    events.close()


def test_a_restart_while_the_cable_stays(monkeypatch):
    """Known by what it says when it starts, or by counters that went back."""
    monkeypatch.setattr("backgrip.connect.link.RENEW_S", 0.1)
    banner = b"MPY: soft reboot\r\nBackgrip 9.9.9, style lock\r\n"
    watch = [told(f"5000 {PRESSED}"), banner, told(f"5200 {STATE}"), told(f"5300 {PRESSED}"), told(f"60 {STATE}")]
    with FakeGrip({"watch": watch, "state": line(STATE)}) as end:
        events = Follower(end.url, once=False).events()
        found = until(events, lambda event: isinstance(event, Seen) and event.state.t_ms == 60)
        events.close()
    kinds = [event.before if isinstance(event, Started) else type(event) for event in found]
    assert [kind for kind in kinds if kind is not Said] == [FIRST, Seen, RESTARTED, Seen, Seen, RESTARTED, Seen]
    assert any(event.text == "MPY: soft reboot" for event in found if isinstance(event, Said))
    times = [event.at_ms for event in found]
    assert times == sorted(times)


def test_once_ends_when_the_grip_goes(tmp_path):
    with FakeGrip({"watch": told(f"5000 {STATE}")}) as end:
        threading.Timer(1, end.ending.set).start()
        threading.Timer(1.3, lambda: end.client and end.client.close()).start()
        command = [sys.executable, "-c", COMMAND, "--port", end.url, "--once", "--record", tmp_path / "a.vcd"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    assert done.returncode == 1 and "gone: " in done.stdout and "is gone" in done.stderr
    assert ("telling", "0") in [change[1:] for change in vcd(tmp_path / "a.vcd")[1]]


def test_no_grip_to_begin_with():
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command()(monitor)
    done = CliRunner().invoke(app, ["--port", "socket://127.0.0.1:9"])
    assert done.exit_code == 1 and "Nothing answers" in str(done.exception)
    help_text = " ".join(CliRunner().invoke(app, ["--help"]).output.split())
    assert "130 Ctrl-C" in help_text and "every 3 to 10 ms" in help_text and "--jsonl" in help_text


def test_json_on_standard_output_is_nothing_else():
    """And a reader that has enough ends it without a complaint."""
    with FakeGrip({"watch": told(*(f"{5000 + n} {STATE}" for n in range(400)))}) as end:
        words = ["--port", end.url, "--jsonl", "-"]
        run = subprocess.run([sys.executable, "-c", COMMAND, *words, "--seconds", "0.6"],
                             capture_output=True, text=True, timeout=30)  # fmt: skip
        assert run.returncode == 0 and run.stderr == ""
        assert {json.loads(one)["event"] for one in run.stdout.splitlines()} == {"started", "state"}
        with subprocess.Popen([sys.executable, "-c", COMMAND, *words], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True) as run:  # fmt: skip
            run.stdout.readline()
            run.stdout.close()
            assert run.wait(timeout=20) == 0 and run.stderr.read() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal stands for the terminal here")
def test_the_live_view_on_a_terminal(tmp_path):
    """Drawn in place, ended by Ctrl-C with 130, the recording complete."""
    ours, theirs = os.openpty()
    shown = bytearray()

    def read():
        try:
            while True:
                shown.extend(os.read(ours, 4096))
        except OSError:
            pass

    reader = threading.Thread(target=read, daemon=True)
    with FakeGrip({"watch": told(f"5000 {STATE}", f"5100 {PRESSED}")}) as end:
        command = [sys.executable, "-c", COMMAND, "--port", end.url, "--record", tmp_path / "a.vcd"]
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80", "LINES": "24"}
        run = subprocess.Popen(command, stdout=theirs, stderr=theirs, env=environment)
        reader.start()
        end.wait_for("watch")
        wait_until(lambda: b"focus locked" in shown)
        run.send_signal(signal.SIGINT)
        assert run.wait(timeout=10) == 130
        end.wait_for("stop")
    os.close(theirs)
    reader.join(timeout=5)
    os.close(ours)
    assert b"\x1b[" in shown and BLOCKS["part"].encode() in shown and b"Ctrl-C ends it" in shown
    assert (100, "FOCUS", "1") in vcd(tmp_path / "a.vcd")[1]


def wait_until(true, limit_s=120):
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < limit_s
        time.sleep(0.02)


# The real command, the emulated grip.

TIMES = {"style": "track", "focus_lead_ms": 20, "shutter_min_ms": 20, "focus_tail_ms": 20}
PRESSES = 10
FIRST_MS, EVERY_MS, DOWN_MS = 60, 160, 60  # from when the grip is watched


def presses(rng):
    """Bouncing presses of both buttons in turn: (edges for `play`, [us of contact])."""
    edges, contacts = [], []
    for number in range(PRESSES):
        button = ("index", "thumb")[number % 2]
        at_us = (FIRST_MS + number * EVERY_MS) * 1000 + rng.uniform(0, 10_000)
        down = bounce(at_us, True, 3, rng, shortest_us=4)  # the glitch filter is 1 to 3 us
        contacts.append(down[0][0])
        up = bounce(at_us + DOWN_MS * 1000, False, 3, rng)
        edges += [(t_us, button, closed) for t_us, closed in down + up]
    return edges, contacts


def test_the_real_command_watches_the_emulated_grip(tmp_path):
    """No press is lost or late, every edge is told in time; then the cable comes out, the grip restarts, Ctrl-C."""
    board = Board(frozen_uf2(), files={"backgrip.json": settings_file(**TIMES)}, usb=True, erase_ms=0, program_ms=0)
    board.run(ms=150)
    edges, contacts = presses(random.Random(8))
    began = []

    def begin():
        began.append(board.now_ns)
        board.play(edges)

    waves, lines, log = tmp_path / "a.vcd", tmp_path / "a.jsonl", tmp_path / "log"

    def said(text):
        return text in log.read_text(encoding="utf-8")

    with log.open("w", encoding="utf-8") as out:
        with board.serve() as server:
            when_told(board, b"!1 at ", begin)
            command = [sys.executable, "-c", COMMAND, "--port", f"socket://127.0.0.1:{server.port}",
                       "--record", waves, "--jsonl", lines]  # fmt: skip
            run = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
            length_ns = (FIRST_MS + PRESSES * EVERY_MS + 100) * 1e6
            wait_until(lambda: began and board.now_ns > began[0] + length_ns)
            end_ns = board.now_ns
        wait_until(lambda: said("gone: "))
        board.reset()
        board.run(ms=150)
        with board.serve(server.port):
            wait_until(lambda: said("the grip restarted"))
            run.send_signal(signal.SIGINT)
            assert run.wait(timeout=20) == 130
    text = log.read_text(encoding="utf-8")
    assert f"Wrote {waves}\nWrote {lines}\n" in text and "Traceback" not in text

    (start_ns,) = began
    focus = [at for at, _ in closed_us(board, "FOCUS", start_ns)]
    took = [at - contact for at, contact in zip(focus, contacts)]
    assert len(focus) == PRESSES and 0 <= min(took) and max(took) <= 5, took
    shutter = [span for span in board.closed_of("SHUTTER")]
    assert len(shutter) == PRESSES // 2 and len(board.resets) == 2

    events = [json.loads(one) for one in lines.read_text(encoding="utf-8").splitlines()]
    states = [one for one in takewhile(lambda one: one["event"] != "gone", events) if one["event"] == "state"]
    last = states[-1]
    assert (last["thumb_presses"], last["index_presses"], last["frames"]) == (PRESSES // 2,) * 3
    for signal_, name in (("FOCUS", "focus"), ("SHUTTER", "shutter")):
        closings = [span.close_ns / 1e6 for span in board.closed_of(signal_) if start_ns <= span.close_ns < end_ns]
        seen = [b["t_ms"] for a, b in zip(states, states[1:]) if b[name] and not a[name]]
        assert len(seen) == len(closings) and all(-1 < b - a < 15 for a, b in zip(closings, seen)), (closings, seen)
    assert [one["before"] for one in events if one["event"] == "started"] == ["first", "restarted"]
    rises = [change for change in vcd(waves)[1] if change[1] == "SHUTTER" and change[2] == "1"]
    assert len(rises) == PRESSES // 2
    assert re.search(r"index down; .*FOCUS closed", text)
