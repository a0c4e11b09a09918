"""The fault log on the emulated board: what went wrong is told after it, and only written while no line is closed."""

from grip import faultlog

from board.rig import booted, doctored

WATCHDOG = 0x40058000


def log_of(board):
    return board.read_file("backgrip.log").decode().split("\n")


def lines_at_flash(board):
    """FOCUS and SHUTTER at every flash operation from now on."""
    seen = []
    board.on_flash_op = lambda op: seen.append((board.level("FOCUS"), board.level("SHUTTER")))
    return seen


def hang(board):
    """Marks the watchdog as armed, as `guard` does, and lets it restart the chip; then the thumb holds FOCUS."""
    board.rp2040.write_uint32(WATCHDOG + 0x0C, 0xB680)
    board.rp2040.write_uint32(WATCHDOG, 1 << 31)
    board.run(ms=200)
    during = lines_at_flash(board)
    board.press("thumb")
    board.run(ms=2500)
    board.release("thumb")
    board.run(ms=50)
    while_held = list(during)
    board.run(ms=2500)
    return while_held, during, log_of(board)


def test_a_hang_is_told_when_all_is_quiet():
    """Not while a press holds a line."""
    while_held, during, told = booted(style="track").fork(hang)
    assert not while_held and during and set(during) == {(0, 0)}
    assert told == ["1 hang the watchdog restarted a grip that hung"]


def test_the_log_is_bounded_and_keeps_the_newest(tmp_path, monkeypatch):
    monkeypatch.setattr(faultlog, "PATH", str(tmp_path / "log"))
    monkeypatch.setattr(faultlog, "NEW", str(tmp_path / "new"))
    assert faultlog.read() == []
    for n in range(40):
        faultlog.add("exception", f"number {n}\n  é {'x' * 500}")
    lines = faultlog.read()
    assert len(lines) == faultlog.KEPT and all(len(line) <= faultlog.LONGEST for line in lines)
    assert lines[0].startswith("25 exception number 24 ? xxx") and lines[-1].startswith("40 ")
    (tmp_path / "log").write_bytes(b"\xff\xfe rubbish")
    assert faultlog.read() == []
    faultlog.add("hang", "after a damaged log")
    assert faultlog.read() == ["1 hang after a damaged log"]


ALWAYS = """
from grip import app, edges, faultlog
def broken(self, *_):
    raise RuntimeError
edges.Edges.__init__ = broken
app.run()
"""


def test_a_grip_that_fails_for_ever_does_not_wear_out_its_flash():
    board = doctored(ALWAYS)
    assert board.run_until(lambda b: len(b.resets) == 5, limit_ms=6000)
    during = lines_at_flash(board)
    assert board.run_until(lambda b: len(b.resets) == 6, limit_ms=4000)
    assert not during
    assert [line.split()[1] for line in log_of(board)] == ["exception"] * 3 + ["plain", "exception"]


HANG_AND_FULL = """
from machine import mem32
mem32[0x4005800C] = 0xB680
from grip import app, faultlog, guard
guard.machine = type("", (), {"reset_cause": lambda: 3, "WDT_RESET": 3, "WDT": guard.machine.WDT})
def full(what, text):
    raise OSError(28)
faultlog.add = full
apps = []
init = app.App.__init__
def kept(self, guard):
    init(self, guard)
    apps.append(self)
app.App.__init__ = kept
loop = app.App.loop
from time import ticks_ms
turn = app.App.turn
def turned(self):
    if ticks_ms() > 3000 and apps:
        print("hung", self._hung, "defaults", self.on_defaults)
        apps.clear()
    return turn(self)
app.App.turn = turned
app.run()
"""


def test_a_log_that_cannot_be_written_says_nothing_of_the_settings():
    board = doctored(HANG_AND_FULL, usb=True)
    board.run(ms=3300)
    assert "fault log: not written" in board.console and "hung False defaults False" in board.console
