"""A file system that is damaged, full, formatted, or holds what it should not: the grip starts and shoots all the same.

The image that a user flashes has the application in it, so that no file is needed to start.
"""

import functools
import json

from backgrip.board import Board, CaseFailed
from backgrip.board.flash import BLOCK, FS_SIZE, FS_START, build_fs
from backgrip.firmware import settings_file
from backgrip.image import frozen_uf2
from grip import settings

FILES = {
    "backgrip.json": settings_file(style="track"), "backgrip.log": b"1 hang it hung", "lib/mine.py": b"x = 1" * 400,
    "notes.txt": b"hello" * 3000,
}  # fmt: skip
START_MS = 450  # a file system beyond reading is formatted first, which takes four operations
LATENCY_NS = 5_000
LEAD_MS = 100
CODE = 4  # flashes in a row: defaults in use


@functools.cache
def _image():
    return Board(frozen_uf2(), files=FILES).flash


def flash_with(file_system):
    return _image()[:FS_START] + file_system


def used_blocks(file_system):
    return [n for n in range(FS_SIZE // BLOCK) if file_system[n * BLOCK : n * BLOCK + BLOCK].strip(b"\xff")]


# Random damage. Each takes (bytearray of the file system, its used blocks, rng).


def flip_bits(now, used, rng):
    for _ in range(rng.choice((1, 3, 30, 1000))):
        now[rng.choice(used) * BLOCK + rng.randrange(BLOCK)] ^= 1 << rng.randrange(8)


def change_headers(now, used, rng):
    """Bytes near the beginning of a block, where the file system keeps its own."""
    start = rng.choice(used) * BLOCK
    for _ in range(rng.choice((1, 4, 16))):
        now[start + min(BLOCK - 1, int(rng.expovariate(1 / 60)))] = rng.randrange(256)


def _fill(now, used, rng, content):
    for block in rng.sample(used, rng.randint(1, len(used))):
        now[block * BLOCK : block * BLOCK + BLOCK] = content()


def blank_sectors(now, used, rng):
    _fill(now, used, rng, lambda: b"\xff" * BLOCK)


def zeroed_sectors(now, used, rng):
    _fill(now, used, rng, lambda: bytes(BLOCK))


def garbage_sectors(now, used, rng):
    _fill(now, used, rng, lambda: rng.randbytes(BLOCK))


def swapped_sectors(now, used, rng):
    a, b = (block * BLOCK for block in rng.sample(used, 2))
    now[a : a + BLOCK], now[b : b + BLOCK] = now[b : b + BLOCK], now[a : a + BLOCK]


def garbage_everywhere(now, used, rng):
    now[:] = rng.randbytes(len(now))


def older_superblock(now, used, rng):
    """One of the two copies of the root is gone."""
    block = rng.randrange(2) * BLOCK
    now[block : block + BLOCK] = rng.randbytes(BLOCK)


DAMAGE = (
    flip_bits, change_headers, blank_sectors, zeroed_sectors, garbage_sectors, swapped_sectors, garbage_everywhere,
    older_superblock,
)  # fmt: skip


def damaged(rng):
    """(what was done, flash)."""
    now = bytearray(build_fs(FILES))
    damage = rng.choice(DAMAGE)
    damage(now, used_blocks(now), rng)
    return damage.__name__.replace("_", " "), flash_with(bytes(now))


# File systems that are sound and hold what they should not.


def _wrong(crc_of=None, **stored):
    values = {**settings.defaults(), **stored}
    return json.dumps({"version": 1, "settings": values, "crc": crc_of or settings.checksum(values)}).encode()


ODD = {
    "formatted": {},
    "settings are a folder": {"backgrip.json/x": b"1"},
    "the aside file is a folder": {**FILES, "backgrip.new/x": b"1"},
    "the log is a folder": {"backgrip.json": FILES["backgrip.json"], "backgrip.log/x": b"1"},
    "lib is a file, grip is a file": {"lib": b"1", "grip": b"1", "backgrip.json": FILES["backgrip.json"]},
    "own boot.py and main.py": {**FILES, "boot.py": b"while True: pass", "main.py": b"while True: pass"},
    "own modules in place of ours": {**FILES, "grip/app.py": b"boom", "json.py": b"boom", "umachine.py": b"boom"},
    "settings of 300 KB": {"backgrip.json": b"{" * 300_000},
    "settings of 1 MB of spaces": {"backgrip.json": b" " * 1_000_000 + FILES["backgrip.json"]},
    "settings nested deeply": {"backgrip.json": b"[" * 4000},
    "settings nested in braces": {"backgrip.json": b'{"a":' * 3000},
    "settings with a wrong checksum": {"backgrip.json": _wrong("00000000")},
    "settings that are a list": {"backgrip.json": b"[1, 2]"},
    "settings of odd types": {"backgrip.json": _wrong(style=["track"], tap_ms=1e300, debounce_ms="8", dark=None)},
    "settings of huge numbers": {"backgrip.json": _wrong(focus_lead_ms=10**40, lock_timeout_s=-(10**40))},
    "a log of 300 KB": {**FILES, "backgrip.log": b"x" * 300_000},
}
NO_CODE = (
    "formatted", "the aside file is a folder", "the log is a folder", "lib is a file, grip is a file",
    "own boot.py and main.py", "own modules in place of ours", "a log of 300 KB",
)  # fmt: skip


def full():
    """Nothing more can be stored: a file that takes all that is left but for a few blocks."""
    files = {"backgrip.json": FILES["backgrip.json"], "filler.bin": bytes(FS_SIZE - 7 * BLOCK)}
    return flash_with(build_fs(files))


def odd(name):
    return full() if name == "full" else flash_with(build_fs(ODD[name]))


def starts_and_shoots(flash, held=(), code=None, start_ms=START_MS):
    """Sentences on what a board with this flash does not do: start, close nothing, shoot, tell by its lamp (`code`)."""
    board = Board(flash=flash, held=held)
    board.run(ms=start_ms)
    closed = [edge.signal for edge in board.edges if edge.signal in ("FOCUS", "SHUTTER") and edge.level]
    told = [f"{line} closes by itself" for line in closed]
    if len(board.resets) > 1:
        told.append(f"it restarts {len(board.resets) - 1} times: {board.resets[-1].cause}")
    at_ns = board.now_ns
    board.press("index")
    board.run(ms=130)
    board.release("index")
    board.run(ms=120)
    focus, shutter = (
        [a - at_ns for a, _ in board.closed_of(line) if a >= at_ns] for line in ("FOCUS", "SHUTTER")
    )
    if not focus or focus[0] > LATENCY_NS:
        told.append("FOCUS does not close for the index")
    if not shutter or not LEAD_MS * 1e6 <= shutter[0] <= (LEAD_MS + 2) * 1e6:
        told.append("SHUTTER does not close for the index")
    if code is not None:
        board.run(ms=2000)  # the pattern begins as the lines open
        if (most_flashes(board) == CODE) != code:
            told.append(f"the lamp flashes {most_flashes(board)} times in a row, the code for defaults is {CODE}")
    return told


def most_flashes(board):
    """The longest row of flashes with under half a second between them, once the lines are open."""
    quiet_ns = max(edge.t_ns for edge in board.edges if edge.signal == "FOCUS" and not edge.level)
    # The first flash may follow from a lamp that was lit while FOCUS was closed.
    spans = [span for span in board.closed_of("LED") if span.open_ns and span.open_ns > quiet_ns + 30e6]
    longest = count = 0
    for number, span in enumerate(spans):
        near = number and span.close_ns - spans[number - 1].open_ns < 5e8
        count = count + 1 if near else 1
        longest = max(longest, count)
    return longest


def safely(look, *args, **options):
    """`look`, or a sentence on what it raised: a CPU that stopped, for one."""
    try:
        return look(*args, **options)
    except (CaseFailed, RuntimeError, AssertionError) as why:
        return [f"{type(why).__name__}: {why}"]
