"""Ctrl-C while the grip writes flash: heeded after it, and the console finds a file system in order."""

import json

import pytest
from backgrip.board import Board
from backgrip.image import frozen_uf2

REPL = "f=open('/own.txt','w');n=f.write('x'*9000);f.close();import os;print(sorted(os.listdir('/')))\r"


@pytest.fixture(scope="module")
def board():
    """A grip whose style was swapped at power-up, just before it writes that down."""
    board = Board(frozen_uf2(), files={"own.py": b"x" * 5000}, usb=True, held=("thumb",))
    board.run(ms=1700)
    board.release("thumb")
    board.run(ms=1950)
    return board


def operations(board):
    """How many there are in the write."""
    found = []
    board.on_flash_op = found.append
    board.run(ms=1500)
    return len(found)


def ctrl_c(board, number):
    """Ctrl-C as operation `number` begins. Returns sentences on what is wrong."""
    found = []

    def begun(op):
        found.append(op)
        if len(found) == number + 1:
            board.send(b"\x03")

    board.on_flash_op = begun
    if not board.run_until(lambda b: "Maintenance:" in b.console, limit_ms=2500):
        return [f"{number}: Ctrl-C is lost"]
    board.run(ms=20)
    board.send(REPL)
    told = [] if board.run_until(lambda b: "'own.txt'" in b.console, limit_ms=3000) else [f"{number}: {board.console}"]
    board.run(ms=100)
    if json.loads(board.read_file("backgrip.json"))["settings"] != {"style": "track"}:
        told.append(f"{number}: the style was not kept")
    if board.list_files() != ["backgrip.json", "own.py", "own.txt"] or board.read_file("own.txt") != b"x" * 9000:
        told.append(f"{number}: {board.list_files()}")
    return told


def test_the_style_is_written_after_two_seconds_with_the_buttons_up(board):
    assert board.fork(first_write_ms) >= 2000


def first_write_ms(board):
    """From the release to the first operation, in ms."""
    released_ns = board.edges_of("thumb")[-1].t_ns
    found = []
    board.on_flash_op = found.append
    board.run(ms=1500)
    return (found[0].t_ns - released_ns) / 1e6


def test_ctrl_c_at_every_flash_operation_of_a_write(board):
    count = board.fork(operations)
    assert count > 3
    assert not sum(board.map_forked(ctrl_c, range(count), jobs=1), [])
