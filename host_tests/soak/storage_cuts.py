"""Power fails while flash is written: after every single erase and program, and in the middle of each.

A write is recorded on the emulated board, operation by operation. What an operation leaves that was cut short no data
sheet defines: a page of which only the first bytes, or only some of the bits, were programmed; a sector of which only a
part, or only some of the bits, were erased. Each is made here, drawn from a seed.
"""

import functools
import random
from dataclasses import dataclass

from backgrip.board import Board
from backgrip.board.flash import FileSystem
from backgrip.firmware import settings_file
from backgrip.image import frozen_uf2
from grip import settings

WATCHDOG = 0x40058000
LOG = b"1 exception of long ago"
HUNG = "1 exception of long ago\n2 hang the watchdog restarted a grip that hung"
OLD, NEW = "lock", "track"
TEARS = 4  # of each operation, in different ways


@dataclass(frozen=True)
class Written:
    """A write: the flash before it, its operations as (address, content before, content after), the whole after it."""

    what: str
    before: bytes
    operations: tuple
    after: bytes


class _Recorder:
    def __init__(self, board):
        self.board, self.before, self.operations = board, board.flash, []
        self._now = bytearray(self.before)
        board.on_flash_op = self._written

    def _written(self, op):
        here = slice(op.address, op.address + op.size)
        after = bytes(self.board.rp2040.flash[here])
        self.operations.append((op.address, bytes(self._now[here]), after))
        self._now[here] = after

    def written(self, what):
        return Written(what, self.before, tuple(self.operations), bytes(self._now))


def _settings_write(board):
    """The thumb held from switching on swaps the style; two quiet seconds later it is stored."""
    recorder = _Recorder(board)
    board.run(ms=1100)
    board.release("thumb")
    board.run_until(lambda b: len(recorder.operations) > 3, limit_ms=3500)
    board.run(ms=400)
    return recorder.written("settings")


def _log_write(board):
    """A restart that looks like the watchdog's after a hang; two quiet seconds later the log tells of it."""
    board.run(ms=100)
    board.rp2040.write_uint32(WATCHDOG + 0x0C, 0xB680)
    board.rp2040.write_uint32(WATCHDOG, 1 << 31)
    recorder = _Recorder(board)
    board.run_until(lambda b: len(recorder.operations) > 3, limit_ms=3500)
    board.run(ms=400)
    return recorder.written("log")


@functools.cache
def recorded(what):
    """The recorded write of "settings" or of the fault "log"."""
    files = {"backgrip.json": settings_file(style=OLD, tap_ms=333), "backgrip.log": LOG, "notes.txt": b"mine" * 1000}
    write, held = {"settings": (_settings_write, ("thumb",)), "log": (_log_write, ())}[what]
    return Board(frozen_uf2(), files=files, held=held).fork(write)


def states(written, seed=0, tears=TEARS):
    """Every flash that power lost during a write may leave: (name, flash), in order."""
    now = bytearray(written.before)
    yield "before", bytes(now)
    for number, (address, before, after) in enumerate(written.operations):
        here = slice(address, address + len(after))
        for way in range(tears):
            rng = random.Random(f"{seed} {number} {way}")
            now[here] = torn(before, after, way, rng)
            yield f"operation {number} torn, way {way}", bytes(now)
        now[here] = after
        yield f"after operation {number}", bytes(now)


def torn(before, after, way, rng):
    """What an operation that turns `before` into `after` leaves if it is cut short."""
    if way % 2 == 0:  # the first bytes are done, the others not begun
        done = len(after) // 2 if way == 0 else rng.randrange(len(after))
        return after[:done] + before[done:]
    # Each bit has or has not changed; a few of them, or most.
    part = rng.choice((0.02, 0.5, 0.98))
    masks = bytes(sum((rng.random() < part) << bit for bit in range(8)) for _ in range(len(after)))
    return bytes(old ^ ((old ^ new) & mask) for old, new, mask in zip(before, after, masks))


def kept(flash):
    """(style that is stored, log) as they lie in the file system; raises AssertionError if either is not whole."""
    system = FileSystem(flash)
    values, complaints = settings.parse(system.read("backgrip.json").decode())
    assert not complaints and values["tap_ms"] == 333, f"settings {complaints}"
    assert system.read("notes.txt") == b"mine" * 1000, "another file has changed"
    log = system.read("backgrip.log").decode()
    assert log in (LOG.decode(), HUNG), f"log {log!r}"
    return values["style"], log


def looked_at(name, flash, written):
    """Sentences on a state in which not the old or the new is there, whole."""
    try:
        style, log = kept(flash)
    except Exception as why:  # noqa: BLE001 - a file that is gone, a file system that cannot be mounted: all are told
        return [f"power cut in the {written.what} write, {name}: {type(why).__name__} {why}"]
    wrong = style == NEW if written.what == "log" else log == HUNG
    return [f"power cut in the {written.what} write, {name}: more than was written has changed"] if wrong else []
