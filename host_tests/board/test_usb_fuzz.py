"""A sample of `soak.usb`: what comes over the cable stops nothing, moves no line and changes no file."""

import ast

import pytest
from backgrip.firmware import FIRMWARE
from soak import usb, usb_parser

from board.rig import doctored

SOURCE = (FIRMWARE / "grip/link.py").read_text()


def test_streams_into_the_parser():
    assert usb_parser.search(1, 300) is None


@pytest.mark.parametrize(
    "right, wrong",
    [
        ("if bytes(line[-4:]).decode() != checksum(text):", "if False:"),
        ("if not 32 <= byte <= 126:", "if False:"),
        ("len(line) <= LONGEST", "len(line) <= LONGEST + 1"),
        ("words if version == str(VERSION) else None", "words"),
    ],
)
def test_a_parser_that_takes_too_much_is_found(right, wrong):
    assert SOURCE.count(right) == 1
    assert usb_parser.search(1, 300, SOURCE.replace(right, wrong), smallest=False)


def test_ctrl_c_is_heeded_when_it_comes_as_a_byte():
    with pytest.raises(KeyboardInterrupt):
        usb_parser.asked(usb_parser.link_module(), b"half a li\x03ne\r")


def test_nothing_in_the_link_runs_code_or_opens_files():
    """link.py and report.py by what they name; the log is read by `faultlog.read`, which names its own path."""
    names, modules = set(), set()
    for file in ("link.py", "report.py"):
        for node in ast.walk(ast.parse((FIRMWARE / "grip" / file).read_text())):
            if isinstance(node, ast.Name):
                names.add(node.id)
            elif isinstance(node, ast.ImportFrom):
                modules.add(node.module)
            elif isinstance(node, ast.Import):
                modules.update(one.name for one in node.names)
    assert not names & {"exec", "eval", "compile", "open", "getattr", "setattr", "globals", "__import__", "vars"}
    assert modules <= {
        "sys", "gc", "time", "select", "binascii", "machine", "grip", "grip.ticks", "grip.profile", "grip.version",
    }  # fmt: skip


@pytest.fixture(scope="module")
def board():
    return usb.grip()


def test_a_flood_while_shooting(board):
    tally = board.fork(usb.under_flood, 1)
    assert not tally.broken and tally.tried["bytes sent to a shooting board"] > 1000, tally
    assert tally.worst["latency_us"] <= usb.LATENCY_US


def test_commands_that_there_are_not(board):
    tally = board.fork(usb.commanded, 1)
    assert not tally.broken and sum(tally.tried.values()), tally


OBEYS = """
from grip import app, link
taken = link.unframed
def unframed(line):
    words = taken(line)
    if words and "main.py" in words:
        with open("/x", "w") as file:
            file.write(words)
    return words
link.unframed = unframed
app.run()
"""


def test_a_grip_that_obeys_is_found():
    board = doctored(OBEYS, usb=True, **usb.TIMES)
    board.run(ms=300)
    tally = usb.commanded(usb.grip(board), 1, count=20)
    assert any("file system has changed" in one for one in tally.broken), tally
