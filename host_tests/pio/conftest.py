"""The programs' words as MicroPython's own assembler makes them on the emulated Pico."""

import json

import pytest
from backgrip.board import Board
from backgrip.image import stock_uf2
from backgrip.image.plain import plain_files

ASSEMBLE = """
import json
from grip import programs
made = {
    "button": programs.button(), "eat": programs.eat(), "shot": programs.shot(20, 16, True),
    "shot alone": programs.shot(20, 16, False), "focus": programs.focus(19), "hold": programs.hold(18),
    "lead": programs.lead(16), "refocus": programs.refocus(18),
}
with open("/made.json", "w") as file:
    json.dump({name: [list(p[0]), p[3], p[4]] for name, p in made.items()}, file)
"""


@pytest.fixture(scope="session")
def made():
    """name -> (words, wrap target, wrap) of every program."""
    board = Board(stock_uf2(), files={**plain_files(), "main.py": ASSEMBLE.encode()})
    board.run_until(lambda b: "made.json" in b.list_files() and b.read_file("made.json")[-2:] == b"]}", limit_ms=2000)
    programs = json.loads(board.read_file("made.json"))
    return {name: (words, execctrl >> 7 & 31, execctrl >> 12 & 31) for name, (words, execctrl, _) in programs.items()}
