"""The emulated grip with a USB host: console, soft reset, and the real mpremote over a socket."""

import subprocess
import sys

import pytest
from backgrip.board import Board, BoardError

MAIN = b"""
import machine, rp2
from machine import Pin
@rp2.asm_pio(set_init=rp2.PIO.OUT_LOW)
def on():
    label("here")
    set(pins, 1)
    jmp("here")
Pin(25, Pin.OUT).on()
rp2.StateMachine(0, on, set_base=Pin(16)).active(1)
"""


@pytest.fixture
def board(stock):
    board = Board(stock, files={"main.py": MAIN}, usb=True)
    assert board.run_until(lambda b: b.host.connected, 500)
    board.run(50)
    return board


def ask(board, text):
    start = len(board.console)
    board.send(text + "\r")
    assert board.run_until(lambda b: b.console[start:].count(">>> "), 2_000), board.console
    return board.console[start:].splitlines()[1:-1]


def test_console(board):
    ask(board, "")
    assert ask(board, "6 * 7") == ["42"]
    assert ask(board, "Pin(24).value()") == ["1"], "VBUS is there"
    long = ask(board, "print('x' * 3000)")
    assert len("".join(long)) == 3000


def test_an_idle_host_lets_the_cpu_sleep(board):
    """rp2040py's host answers every poll with an empty packet and keeps the CPU busy with them."""
    board.run(20)
    before, start = board.rp2040.core.cycles, board.now_ns
    board.run(200)
    assert (board.rp2040.core.cycles - before) * 8 < (board.now_ns - start) / 10


def test_soft_reset_leaves_the_pads_alone(board):
    """On hardware, too, MicroPython's soft reset touches no pad: a line stays as it was until the program
    opens it."""
    ask(board, "import os; os.remove('main.py')")
    assert board.level("LED") and board.level("FOCUS")
    before = len(board.edges)
    board.send("\x04")
    assert board.run_until(lambda b: b.resets[-1].cause == "soft", 500)
    board.run(50)
    assert board.level("LED") == 1 and not [edge for edge in board.edges[before:] if edge.signal == "LED"]


def test_there_is_no_console_on_batteries(stock):
    board = Board(stock)
    with pytest.raises(BoardError):
        board.send("x")
    with pytest.raises(BoardError):
        board.serve()


def test_mpremote(board, tmp_path):
    note = tmp_path / "note.txt"
    note.write_bytes(bytes(range(256)) * 8)
    with board.serve() as server:

        def mpremote(*args):
            return subprocess.run(
                [sys.executable, "-m", "mpremote", "connect", f"socket://127.0.0.1:{server.port}", *args],
                capture_output=True, text=True, timeout=60, check=True,
            ).stdout  # fmt: skip

        assert mpremote("exec", "print(6 * 7)").strip() == "42"
        mpremote("fs", "cp", str(note), ":note.txt")
        assert "note.txt" in mpremote("fs", "ls")
        mpremote("reset")
        assert mpremote("exec", "import machine; print(machine.reset_cause())").strip() == "3"
    assert board.read_file("note.txt") == note.read_bytes()
    assert "forced" in [reset.cause for reset in board.resets]
