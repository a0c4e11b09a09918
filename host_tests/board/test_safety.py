"""A hung or crashed Python, resets and ways out: both lines end open, and a button must be let go before it works."""

import random

import pytest
from backgrip.board import bounce

from board.judged import judge_board
from board.rig import MACHINES_READY_MS, booted, closed_us, doctored, stock

WATCHDOG = 0x40058000
WATCHDOG_MS = 2000
DEBOUNCE_MS = 8

# The application as it is, but its loop breaks `what` at a time.
BREAKS = """
from time import sleep_ms, ticks_ms
from grip import app, lamp
show = lamp.Lamp.show
def broken(self, state, now):
    show(self, state, now)
    if ticks_ms() > {at_ms}:
        {what}
lamp.Lamp.show = broken
app.run()
"""
HANGS = "while True: pass"
WAITS = "while True: sleep_ms(1000)"  # hung as well, and sixty times cheaper to emulate
RAISES = "raise ValueError('on purpose')"
AT_MS = 400


def broken(what, at_ms=AT_MS, usb=False, **changes):
    return doctored(BREAKS.format(what=what, at_ms=at_ms), usb=usb, **changes)


def watchdog_resets(board):
    return [reset for reset in board.resets if reset.cause == "watchdog"]


@pytest.mark.parametrize("style, how", [("lock", HANGS), ("track", WAITS)])
def test_hung_python(style, how):
    """Held buttons are let go under a hang: what they closed opens (a lock excepted), then the watchdog resets."""
    board = broken(how, style=style, shutter_min_ms=20)
    board.run(ms=AT_MS - 50)
    board.press("thumb")
    board.run(ms=20)
    board.press("index")
    board.run(ms=AT_MS - board.now_ns / 1e6 + 70)  # hung now, and the lead is over
    assert board.level("FOCUS") and board.level("SHUTTER")
    hung = board.now_ns
    board.release("index")
    board.run(ms=DEBOUNCE_MS + 1)
    assert not board.level("SHUTTER")
    board.press("index")  # a press under the hang is served as ever
    board.run(ms=60)
    assert board.level("SHUTTER")
    board.play([(t_us, "index", closed) for t_us, closed in bounce(100, False, 5, random.Random(3))])
    board.run(ms=120)  # gap, floor, then the release
    assert not board.level("SHUTTER") and len(closed_us(board, "SHUTTER", hung)) == 2
    board.release("thumb")
    board.run(ms=120)
    assert board.level("FOCUS") == (style == "lock")  # tail over; a lock stays until the watchdog
    assert board.run_until(watchdog_resets, limit_ms=WATCHDOG_MS)
    assert watchdog_resets(board)[0].t_ns - hung <= WATCHDOG_MS * 1e6
    assert not board.level("FOCUS") and not board.level("SHUTTER")


def test_watchdog_reset_with_both_buttons_held():
    board = broken(WAITS)
    board.run(ms=AT_MS - 50)
    board.press("thumb")
    board.press("index")
    assert board.run_until(watchdog_resets, limit_ms=50 + WATCHDOG_MS)
    reset = watchdog_resets(board)[0].t_ns
    assert not board.level("FOCUS") and not board.level("SHUTTER")
    board.run(ms=340)
    assert not closed_us(board, "FOCUS", reset + 1) and not closed_us(board, "SHUTTER", reset + 1)
    board.release("thumb")  # each button waits only for itself
    board.run(ms=20)
    board.press("thumb")
    board.run(ms=20)
    assert board.level("FOCUS") and not board.level("SHUTTER")
    judge_board(board, ready_ms=300)


def flashes_in_a_row(board, since_ns):
    """Short flashes of the LED after `since_ns`, up to the first pause of half a second."""
    spans = [span for span in board.closed_of("LED") if span.close_ns > since_ns and span.open_ns]
    count = 1
    while count < len(spans) and spans[count].close_ns - spans[count - 1].open_ns < 5e8:
        count += 1
    return count


def test_three_faults_in_a_row_end_in_plain_mode():
    """The application is still broken, but plain mode runs, says so and shoots. The fault log tells the story."""
    board = broken(RAISES, style="lock")
    at_flash = []
    board.run(ms=AT_MS - 50)
    board.on_flash_op = lambda op: at_flash.append((board.level("FOCUS"), board.level("SHUTTER")))
    board.press("thumb")
    board.run(ms=30)
    board.release("thumb")
    assert board.run_until(lambda b: len(b.resets) == 4, limit_ms=4000)
    assert [reset.cause for reset in board.resets] == ["power-on", "forced", "forced", "forced"]
    restarted = board.now_ns
    board.run(ms=2000)
    assert len(board.resets) == 4 and flashes_in_a_row(board, restarted) == 5
    start = board.now_ns
    board.play([(100, "thumb", True), (100_000, "thumb", False), (200_000, "index", True), (400_000, "index", False)])
    board.run(ms=600)
    focus, shutter = closed_us(board, "FOCUS", start), closed_us(board, "SHUTTER", start)
    assert as_ms(focus) == [[0, 108], [200, 508]]  # the lock style that is stored would keep it closed
    assert as_ms(shutter) == [[300, 408]]
    told = board.read_file("backgrip.log").decode().split("\n")
    assert [line.split()[:2] for line in told] == [
        ["1", "exception"], ["2", "exception"], ["3", "exception"], ["4", "plain"],
    ]  # fmt: skip
    assert "on purpose" in told[0] and 'File "main.py"' in told[0] and "after 3 faults" in told[3]
    assert at_flash and set(at_flash) == {(0, 0)}  # the lock was open before the log was written


def as_ms(spans):
    return [[None if t is None else round(t / 1000) for t in span] for span in spans]


# What the fingers do in plain mode, in ms; then a double tap, then what would be the shutter lock.
PLAIN_FINGERS = (
    (0, "thumb", True), (200, "thumb", False), (400, "index", True), (700, "index", False),
    (1000, "thumb", True), (1080, "thumb", False), (1180, "thumb", True), (1260, "thumb", False),
    (1900, "index", True), (4100, "thumb", True), (5300, "thumb", False), (5500, "index", False),
)  # fmt: skip


def plain_mode(board):
    """Marks three faults as `guard` keeps them and restarts the chip."""
    board.rp2040.write_uint32(WATCHDOG + 0x0C, 0xB603)
    board.rp2040.write_uint32(WATCHDOG, 1 << 31)  # as machine.reset() does
    board.judged_as(style="plain")
    board.run(ms=120)
    start = board.now_ns
    board.play([(at_ms * 1000 + 100, button, down) for at_ms, button, down in PLAIN_FINGERS])
    board.run(ms=5800)
    return as_ms(closed_us(board, "FOCUS", start)), as_ms(closed_us(board, "SHUTTER", start))


def test_plain_mode_still_shoots():
    """Thumb = FOCUS while down, index = FOCUS, lead, SHUTTER while down, whatever the settings say; nothing else."""
    focus, shutter = booted(style="lock", focus_lead_ms=300).fork(plain_mode)
    assert focus == [[0, 208], [400, 808], [1000, 1088], [1180, 1268], [1900, 5608]]
    assert shutter == [[500, 708], [2000, 5508]]


def leave(board, how):
    """Both lines closed, then a way out. Returns (ms until both were open, lines at the end)."""
    if board.host is not None:
        board.unjudged("Ctrl-C opens the lines, whatever the fingers do")
    board.press("thumb")
    board.run(ms=50)
    board.press("index")
    board.run(ms=120)
    assert board.level("FOCUS") and board.level("SHUTTER")
    start = board.now_ns
    how(board)
    board.run_until(lambda b: not b.level("FOCUS") and not b.level("SHUTTER"), limit_ms=500)
    took_ms = (board.now_ns - start) / 1e6
    board.run(ms=400)
    return took_ms, board.level("FOCUS") or board.level("SHUTTER"), board.console


def test_ctrl_c_is_maintenance():
    took_ms, closed, console = stock(usb=True).fork(leave, lambda board: board.send("\x03"))
    assert took_ms <= 20 and not closed
    assert "Maintenance: both lines open" in console


def test_ctrl_c_ctrl_d_restarts_with_lines_open():
    def soft_reset(board):
        board.send("\x03")
        board.run(ms=50)
        board.send("\x04")

    took_ms, closed, console = stock(usb=True).fork(leave, soft_reset)
    assert not closed
    assert console.count("Backgrip 0.") == 2


def test_run_pin_opens_at_once():
    took_ms, closed, _ = booted(style="track").fork(leave, lambda board: board.reset())
    assert took_ms <= 1.1 and not closed


def in_maintenance(board):
    board.unjudged("maintenance by Ctrl-C, of which a recording of lines and contacts knows nothing")
    board.send("\x03")
    board.run(ms=50)
    start = board.now_ns
    board.run(ms=4000)
    assert sum(edge.signal == "LED" and edge.t_ns > start for edge in board.edges) in (3, 4, 5)  # a second each
    board.press("thumb")
    board.press("index")
    board.run(ms=300)
    return board.level("FOCUS"), board.level("SHUTTER"), len(board.resets)


def test_maintenance_stays_and_closes_nothing():
    """The watchdog is off: two time-outs pass without a reset."""
    assert stock(usb=True).fork(in_maintenance) == (0, 0, 1)


def test_an_exception_opens_both_lines():
    """At once, not with the reset that follows some 50 ms later."""
    board = broken(RAISES, usb=True, focus_lead_ms=10)
    board.run(ms=AT_MS - 50)
    board.press("thumb")
    board.run(ms=20)
    board.press("index")
    assert board.run_until(lambda b: b.level("FOCUS") and b.level("SHUTTER"), limit_ms=15)
    assert board.run_until(lambda b: len(b.resets) > 1, limit_ms=500)
    reset_ns = board.resets[1].t_ns
    for line in ("FOCUS", "SHUTTER"):
        (span,) = board.closed_of(line)
        assert span.open_ns is not None and span.open_ns < reset_ns - 40e6, line
    assert "Backgrip stopped on a fault, both lines are open" in board.console and "on purpose" in board.console


def test_a_power_cycle_closes_nothing():
    """Buttons held while switching on close nothing until each was seen released."""

    def cycle(board, _):
        board.power_cycle()
        start = board.now_ns
        board.press("index")
        board.run(ms=MACHINES_READY_MS)
        return closed_us(board, "SHUTTER", start), closed_us(board, "FOCUS", start)

    assert booted(style="track").fork(cycle, None) == ([], [])
