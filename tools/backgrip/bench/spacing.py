"""The closest presses that are all caught: each closes its line anew."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from backgrip.bench.image import booted
from backgrip.bench.ways import Way

TAP_MS = 2.0  # the finger's contact; shorter than any hand's, so that the firmware sets the limit
STEP_MS = 0.1
LONGEST_MS = 64.0  # beyond the longest debounce time and a tap
TOO_FAST_MS = 40.0  # frames asked for faster than the default floor and gap allow

THUMB = Way("thumb_spacing", "thumb", settings={"style": "track"})
INDEX = Way("index_spacing", "index", button="index", line="SHUTTER", latch=True)


def thumb_ms(uf2: Path, presses: int, tick: Callable[[], None]) -> float:
    """The smallest period, to STEP_MS, at which `presses` taps of the thumb in a row close FOCUS once each.

    Raises ValueError if that is not between TAP_MS and LONGEST_MS.
    """
    board = booted(uf2, THUMB, busy=False)
    low, high = round(TAP_MS / STEP_MS), round(LONGEST_MS / STEP_MS)
    if not board.fork(_all_caught, high * STEP_MS, presses):
        raise ValueError(f"thumb presses every {high * STEP_MS:g} ms are not all caught")
    while high - low > 1:
        middle = (low + high) // 2
        if board.fork(_all_caught, middle * STEP_MS, presses):
            high = middle
        else:
            low = middle
        tick()
    return round(high * STEP_MS, 3)


def _all_caught(board, period_ms, presses):
    _tap(board, THUMB, period_ms, presses)
    board.run(50)
    return len(board.closed_of(THUMB.line)) == presses


def frame_ms(uf2: Path, frames: int, tick: Callable[[], None]) -> float:
    """Milliseconds between SHUTTER closures when the index asks for frames faster than the grip gives them.

    One press waits and more merge into it, so presses further apart than this are all frames of their own.
    The longest of `frames` periods, with the default floor and gap.
    """
    board = booted(uf2, INDEX, busy=False)
    _tap(board, INDEX, TOO_FAST_MS, round(frames * 150 / TOO_FAST_MS))
    tick()
    closed = [interval.close_ns for interval in board.closed_of(INDEX.line)]
    return max(later - earlier for earlier, later in pairwise(closed)) / 1e6


def _tap(board, way, period_ms, presses):
    board.edges.clear()
    for number in range(presses):
        board.press(way.button, number * period_ms * 1000)
        board.release(way.button, (number * period_ms + TAP_MS) * 1000)
    board.run(presses * period_ms)
