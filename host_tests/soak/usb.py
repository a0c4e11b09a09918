"""The USB line under attack: streams of nonsense and near-sense into the protocol's parser and into a shooting board.

Nothing that is sent here holds a Ctrl-C, which is the owner's way to the console: see firmware/PROTOCOL.md.
"""

import hashlib
import random

from backgrip.board import Board, bounce
from backgrip.board.flash import FS_START
from backgrip.firmware import settings_file
from backgrip.image import frozen_uf2
from board.rig import closed_us
from board.watch import faults
from grip import settings

from soak.tally import Clock, Tally
from soak.usb_parser import VERBS, line, search, words_in

NAME = "The USB line: nonsense, near-sense and fuzzed commands"
LATENCY_US = 5
READY_MS = 150
TIMES = {"style": "track", "focus_lead_ms": 20, "shutter_min_ms": 20, "focus_tail_ms": 20}
VALUES = {**settings.defaults(), **TIMES}
EXAMPLES = 200  # of the parser, in one case
PRESSES = 6
FLOOD = 6000  # bytes; more than the board takes in during the presses

# What a command that did more than answer might be called, and what it might be given.
_ACTS = (
    "exec eval import run call open close focus shutter press release set write put rm remove rename mv mkdir format "
    "reset reboot bootloader maintenance stop! kbd_intr plain install update flash erase style change"
).split()
_GIVEN = (
    "../../main.py", "/main.py", "/backgrip.json", "main.py x=1", "style=track", "style track", "__import__('os')",
    "import os;os.remove('/main.py')", "print(1)", "{}", "%s%n", "\\x03", "1 1", "-1", "99999999999999999999", "x" * 60,
)  # fmt: skip


def grip(board=None):
    """A shooting grip on a cable. `board`: another than the image's, not booted."""
    board = board or Board(frozen_uf2(), files={"backgrip.json": settings_file(**TIMES)}, usb=True)
    board.run(ms=READY_MS)
    return board


def commands(rng, count):
    """Lines of the protocol, whole, that ask for more than there is."""
    told = _ACTS + [f"{act} {given}"[:72] for act in [*_ACTS, *VERBS] for given in _GIVEN]
    return [line(words) for words in rng.sample(told, min(count, len(told)))]


def flood(rng, size):
    """Bytes as fast as the cable takes them: random ones, control characters, whole, damaged and endless lines."""
    data = bytearray()
    while len(data) < size:
        kind = rng.randrange(5)
        if kind == 0:
            piece = rng.randbytes(rng.randint(1, 200))
        elif kind == 1:
            piece = bytes(rng.choice(b"\0\1\2\4\5\x1a\x1b!*\x7f\xff\r\n") for _ in range(rng.randint(1, 40)))
        elif kind == 2:
            piece = rng.choice(commands(rng, 3))
        elif kind == 3:
            piece = bytearray(line(rng.choice(VERBS)))
            piece[rng.randrange(len(piece))] = rng.randrange(256)
        else:
            piece = line(rng.choice(VERBS))
        data += bytes(piece).replace(b"\3", b"") + rng.choice([b"\r", b"\n", b"\r\n", b""])
    return bytes(data)


def _files(board):
    return hashlib.sha256(board.flash[FS_START:]).hexdigest()


def under_flood(board, number):
    """Bouncing presses while nonsense comes in at full speed. Returns a Tally."""
    rng, tally = random.Random(number), Tally()
    files, start, took = _files(board), board.now_ns, []
    board.send(flood(rng, FLOOD))
    for press in range(PRESSES):
        button = "thumb" if press % 2 else "index"
        edges = bounce(0, True, rng.uniform(0, 5), rng)
        pulses = [(a, b) for (a, _), (b, _) in zip(edges[0::2], edges[1::2] + [(1e9, False)])]
        contact_us = next(a for a, b in pulses if b - a > 3)  # what outlasts the filter
        pressed = board.now_ns
        board.play([(at + 1000, button, closed) for at, closed in edges])
        board.run(ms=rng.uniform(45, 60))
        board.play([(at, button, closed) for at, closed in bounce(0, False, 3, rng)])
        board.run(ms=rng.uniform(95, 110))
        closed = closed_us(board, "FOCUS", pressed)
        took.append(closed[0][0] - 1000 - contact_us if len(closed) == 1 else 1e6)
    tally.add("presses under a flood", PRESSES)
    tally.add("bytes sent to a shooting board", FLOOD - len(board.host.queue))
    tally.saw("latency_us", max(took))
    told = faults(board, VALUES, start)
    told += [f"a line closed {took_us:.3f} us after contact" for took_us in took if took_us > LATENCY_US]
    for line_, wanted in (("FOCUS", PRESSES), ("SHUTTER", PRESSES // 2)):
        if len(board.closed_of(line_)) != wanted:
            told.append(f"{line_} closed {len(board.closed_of(line_))} times for {wanted} presses")
    if not board.host.queue:
        told.append("the flood was over before the presses")
    told += _left(board, files)
    tally.broken = [f"flood {number}: {one}" for one in told]
    return tally


def commanded(board, number, count=60):
    """Whole lines that ask for more than there is. Returns a Tally."""
    rng, tally = random.Random(number), Tally()
    files, operations, edges = _files(board), [], len(board.edges)
    board.on_flash_op = operations.append
    before = len(board.console)
    for one in commands(rng, count):
        board.send(one + b"\r")
    board.run_until(lambda b: not b.host.queue, limit_ms=20_000)
    board.run(ms=400)
    tally.add("commands that there are not", count)
    told = [f"answered with {one!r}" for one in words_in(board.console[before:].encode())]
    told += [f"{one.kind} of flash at {one.address:#x}" for one in operations]
    told += [f"{edge.signal} went {edge.level}" for edge in board.edges[edges:] if not edge.signal.startswith("LED")]
    told += _left(board, files)
    tally.broken = [f"commands {number}: {one}" for one in told]
    return tally


def _left(board, files):
    """Sentences on a grip that is not as it was: restarted, stopped, deaf, with other files."""
    told = []
    if len(board.resets) != 1:
        told.append(f"{len(board.resets) - 1} resets")
    if _files(board) != files:
        told.append("the file system has changed")
    board.host.queue.clear()
    before = len(board.console)
    board.send(b"\r" + line("stop") + b"\r" + line("hello") + b"\r")
    if not board.run_until(lambda b: "hello backgrip" in b.console[before:], limit_ms=2000):
        told.append("it does not answer any more")
    return told


def campaign(seconds: float, seed: int) -> Tally:
    clock, tally, number = Clock(seconds), Tally(), seed
    board = grip()
    while True:
        found = search(number, EXAMPLES)
        tally.add("streams for the parser", EXAMPLES)
        tally.broken += [f"parser, seed {number}: {found}"] if found else []
        for case in (under_flood, commanded):
            if clock.is_over():
                return tally
            tally.merge(board.fork(case, number))
        number += 1
