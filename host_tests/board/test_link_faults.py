"""The USB line when the other end fails: cable out, computer asleep, a program that stops reading."""

from rp2040py.peripherals.usb import SIE_STATUS, SIE_SUSPENDED, SOF_RD

from board.rig import doctored
from board.test_link import asked, grip, told


def with_frames(board):
    """A host that begins a frame every ms, as USB has it."""
    usb = board.rp2040.usb_ctrl
    read = usb.read_uint32
    board.unplugged_ms = None

    def read_uint32(offset):
        if offset != SOF_RD:
            return read(offset)
        return int(board.unplugged_ms or board.now_ns // 1_000_000) & 0x7FF

    usb.read_uint32 = read_uint32
    return board


def unplug(board):
    """The cable comes out of a grip with cells in it. To the chip that is a bus without frames: suspended."""
    usb = board.rp2040.usb_ctrl
    write = usb.write_uint32

    def write_uint32(offset, value):
        if offset == SIE_STATUS:
            usb._sie_status &= ~(usb.raw_write_value & SIE_SUSPENDED)
        write(offset, value)

    usb.write_uint32 = write_uint32
    board.host.stop_reading()
    board.unplugged_ms = board.now_ns // 1_000_000
    board.run(ms=3)
    usb._sie_status |= SIE_SUSPENDED
    usb._sie_status_updated()


def watched(board):
    board.send(asked("watch"))
    board.run(ms=60)
    return board


def test_the_cable_comes_out_while_watched():
    """MicroPython would wait for ever for room on the cable, until the watchdog restarts the grip."""
    board = watched(with_frames(grip()))
    unplug(board)
    board.run(ms=100)
    board.press("index")
    board.run(ms=4500)
    assert len(board.resets) == 1 and board.level("SHUTTER")
    assert len(board.closed_of("SHUTTER")) == 1
    board.release("index")
    board.run(ms=150)
    assert not board.level("SHUTTER")


def test_a_watcher_that_stops_reading_stops_nothing():
    """The loop goes on: a locked style, a switched style, and no watchdog."""
    board = watched(grip())
    board.host.stop_reading()
    board.run(ms=3000)
    board.slide("track")
    board.run(ms=2500)
    assert len(board.resets) == 1
    board.press("thumb")
    board.run(ms=30)
    board.release("thumb")
    board.run(ms=30)
    assert not board.level("FOCUS")


def test_answers_are_whole_while_frames_come():
    board = with_frames(grip())
    settings = told(board, asked("settings"), ms=600)
    assert len(settings) == 18 and settings[-1] == "end"
    board.slide("track")
    board.run(ms=100)
    assert "style track\r\n" in board.console


def test_a_file_that_is_no_log_of_ours():
    """Too long for the memory, and no text."""
    for rubbish in (b"x" * 150_000, b"\xff" * 5000):
        board = grip(files={"backgrip.log": rubbish})
        assert told(board, asked("log"), ms=3000)[-1:] == ["end"]
        assert len(board.resets) == 1


def test_why_it_started():
    """A restart by a command is no fault."""
    board = grip()
    board.send("\x03")
    board.run(ms=100)
    board.send("import machine\rmachine.reset()\r")
    board.run(ms=400)
    assert len(board.resets) == 2
    assert "is start switched-on" in told(board, asked("status"), ms=250)


FAULT = """
from machine import mem32
from grip import app, edges
def broken(self, *_):
    raise RuntimeError("something rather wordy in the depth of the edges")
if mem32[0x4005800C] & 15 == 0:
    edges.Edges.let_go = broken
app.run()
"""


def test_a_fault_while_nobody_reads():
    """It is kept in the log, its own words last, before a `print` waits for the cable; it is no hang besides."""
    board = doctored(FAULT, usb=True)
    board.run(ms=500)
    board.send(asked("watch"))
    board.run(ms=60)
    board.host.stop_reading()
    board.run(ms=2500)
    for _ in range(2):  # two taps let go
        board.press("thumb")
        board.run(ms=60)
        board.release("thumb")
        board.run(ms=60)
    let_go_ns = board.now_ns
    assert board.run_until(lambda b: len(b.resets) == 2, limit_ms=2500)
    assert board.now_ns - let_go_ns < 2.2e9
    board.run(ms=3000)
    (line,) = board.read_file("backgrip.log").decode().split("\n")
    assert line.startswith("1 exception ") and line.endswith("in the depth of the edges")
    assert len(board.resets) == 2
