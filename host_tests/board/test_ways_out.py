"""Ways out of the application that something else goes wrong on, and edges that were lost."""

from board.rig import doctored

RUNS = "from grip import app\napp.run()\n"


def test_a_fault_whose_report_fails_still_restarts():
    """The first cannot be printed, the later ones cannot be kept in the fault log."""
    board = doctored(
        """
import sys
from machine import mem32
from grip import app, faultlog, lamp
def broken(self, state, now):
    raise MemoryError
lamp.Lamp.show = broken
class Mute:
    def __getattr__(self, name):
        if name == "print_exception":
            raise MemoryError
        return getattr(sys, name)
def full(what, text):
    raise OSError(28)
faultlog.add = full
if mem32[0x4005800C] & 15 == 0:
    app.sys = Mute()
app.run()
"""
    )
    assert board.run_until(lambda b: len(b.resets) == 4, limit_ms=3000)  # three faults, then plain mode
    board.run(ms=400)
    board.press("thumb")
    board.run(ms=20)
    assert len(board.resets) == 4 and board.level("FOCUS")


def test_a_second_ctrl_c_does_not_leave_the_watchdog_on():
    board = doctored(RUNS, usb=True)
    board.run(ms=300)
    board.send("\x03\x03\x03")
    board.run(ms=2500)
    assert [reset.cause for reset in board.resets] == ["power-on"]
    assert "Maintenance" in board.console


AWAY = """
from time import sleep_ms, ticks_ms
from grip import app, lamp
show = lamp.Lamp.show
away = []
def broken(self, state, now):
    show(self, state, now)
    if ticks_ms() > {at_ms} and not away:
        away.append(1)
        sleep_ms({ms})
lamp.Lamp.show = broken
app.run()
"""


def locked_shutter(board):
    board.press("index")
    board.run(ms=2200)
    board.press("thumb")
    board.run(ms=1300)
    board.release("thumb")
    board.release("index")
    board.run(ms=200)
    assert board.level("SHUTTER")


def test_a_press_while_the_loop_is_away_opens_a_locked_shutter():
    board = doctored(AWAY.format(at_ms=4200, ms=150))
    board.run(ms=300)
    locked_shutter(board)
    board.run(ms=4250 - board.now_ns / 1e6)
    board.press("index", at_us=1000)
    board.release("index", at_us=60_000)
    board.run(ms=250)
    assert not board.level("SHUTTER")


def test_a_full_queue_opens_a_locked_shutter_and_shoots_on():
    """More presses than the queue holds while the loop is away: edges are lost, lines are not."""
    board = doctored(AWAY.format(at_ms=4200, ms=600))
    board.run(ms=300)
    locked_shutter(board)
    board.run(ms=4250 - board.now_ns / 1e6)
    board.play([(1000 + n * 25_000, "thumb", n % 2 == 0) for n in range(20)])
    board.press("index", at_us=10_000)
    board.release("index", at_us=300_000)
    board.run(ms=900)
    assert not board.level("SHUTTER")
    frames = len(board.closed_of("SHUTTER"))
    board.press("index")
    board.run(ms=300)
    board.release("index")
    board.run(ms=300)
    assert len(board.closed_of("SHUTTER")) == frames + 1 and not board.level("SHUTTER")
