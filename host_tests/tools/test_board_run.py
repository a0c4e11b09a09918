"""The emulated grip running MicroPython: time, contacts, lines, resets, flash and copies."""

import random
from itertools import pairwise

import pytest
from backgrip.board import Board, BoardError, CaseFailed, Interval
from backgrip.board.bench import PioBench

HEAR = b"import os, machine, time\nfrom machine import Pin, mem32\nos.dupterm(machine.UART(0, 115200))\n"
SLEEP = b"\nprint('ready')\nwhile True: time.sleep_ms(10)\n"
ECHO = (
    HEAR
    + b"""
import rp2
@rp2.asm_pio(sideset_init=rp2.PIO.OUT_LOW)
def follow():
    wrap_target()
    wait(0, pin, 0) .side(0)
    wait(1, pin, 0) .side(1)
    wrap()
for n, (button, line) in enumerate(((14, 16), (15, 17))):
    rp2.StateMachine(n, follow, freq=4_000_000, in_base=Pin(button), sideset_base=Pin(line)).active(1)
"""
    + SLEEP
)
SCRATCH, TIMER_ALARM0, TIMER_ARMED = 0x4005800C, 0x40054010, 0x40054020


def ready(board):
    return board.console.count("ready") > board.heard


@pytest.fixture
def boot(stock):
    def boot(program, **options):
        board = Board(stock, files={"main.py": program}, **options)
        board.heard = 0
        assert board.run_until(ready, 500), board.console
        return board

    return boot


@pytest.fixture(scope="module")
def echo(stock):
    """A board whose two machines copy the buttons to the lines; tests use copies of it only."""
    board = Board(stock, files={"main.py": ECHO})
    board.heard = 0
    assert board.run_until(ready, 500), board.console
    return board


# -- time ------------------------------------------------------------------------------------------


def test_nothing_runs_before_run_and_a_run_stops_at_its_deadline(stock):
    board = Board(stock, files={"main.py": HEAR + b"while True: pass"})
    assert board.now_ns == 0 and not board.resets
    for step in range(1, 40):
        board.run(0.5)
        assert step * 500_000 <= board.now_ns < step * 500_000 + 500, (
            "an instruction too far at most, and no drift"
        )
    assert [reset.cause for reset in board.resets] == ["power-on"]


def test_sleeping_python_wakes_on_time(boot):
    board = boot(
        HEAR
        + b"led = Pin(25, Pin.OUT)"
        + SLEEP.replace(b"time.sleep_ms(10)", b"led.toggle(); time.sleep_ms(10)")
    )
    board.run(1000)
    times = [edge.t_ns for edge in board.edges_of("LED")]
    assert len(times) >= 98
    # MicroPython counts its sleep in whole milliseconds of the timer, so one may be up to 1 ms short
    assert all(9_000_000 < b - a < 10_100_000 for a, b in pairwise(times))


def test_run_until(boot):
    board = boot(HEAR + b"led = Pin(22, Pin.OUT)\ntime.sleep_ms(50)\nled.on()" + SLEEP)
    start = board.now_ns
    assert not board.run_until(lambda b: b.level("thumb"), limit_ms=20) and board.now_ns == start + 20_000_000
    board.press("thumb", at_us=3_000.5)
    assert board.run_until(lambda b: b.level("thumb"), limit_ms=20)
    assert board.now_ns == start + 23_000_500
    assert board.level("LED22") == 1 and board.closed_of("LED22")[0].open_ns is None


def test_timer_alarms_go_off_on_their_microsecond():
    """rp2040py's fire up to one microsecond early, and the SDK's handler has to set them again and again."""
    bench = PioBench()
    for after_ns in (0, 300, 999, 123_456):
        bench.run(after_ns)
        target = int(bench.clock.nanos // 1000) + 50
        bench.rp2040.write_uint32(TIMER_ALARM0, target)
        bench.run(target * 1000 - bench.clock.nanos - 1)
        assert bench.rp2040.read_uint32(TIMER_ARMED) == 1
        bench.run(1)
        assert bench.rp2040.read_uint32(TIMER_ARMED) == 0


# -- contacts and lines ----------------------------------------------------------------------------


def test_contact_to_line_through_pio_with_the_cpu_asleep(echo):
    def latency(board, at_us):
        board.press("thumb", at_us)
        board.run(2)
        board.release("thumb")
        board.run(1)
        return [
            line.t_ns - contact.t_ns
            for contact, line in zip(board.edges_of("thumb"), board.edges_of("FOCUS"))
        ]

    for lags in echo.map_forked(latency, [k * 37.1 for k in range(30)]):
        # two clocks to PIO, up to a tick until the wait ends, a tick, a clock to the pad
        assert len(lags) == 2 and all(250 < lag <= 16 + 250 + 250 + 8 for lag in lags)


def test_bouncing_press_is_copied_edge_by_edge(echo):
    def case(board):
        rng, at, edges = random.Random(5), 10.0, []
        for k in range(200):
            edges.append((at, "index", not k & 1))
            at += rng.uniform(2, 60)
        board.play(edges)
        board.run(20)
        return board.edges_of("index"), board.edges_of("SHUTTER")

    contacts, line = echo.fork(case)
    assert len(contacts) == 200 and len(line) == 200
    assert [edge.level for edge in line] == [edge.level for edge in contacts]
    assert all(0 < b.t_ns - a.t_ns < 600 for a, b in zip(contacts, line, strict=True))


def test_play_takes_absolute_times_and_refuses_the_past(echo):
    def case(board):
        now_us = board.now_ns / 1000
        board.play([(now_us + 100, "thumb", True), (now_us + 250.25, "thumb", False)], absolute=True)
        board.run(1)
        for wrong in ([(1, "thumb", True)], "absolute"), ([(1, "little", True)], None):
            with pytest.raises(ValueError):
                board.play(wrong[0], absolute=bool(wrong[1]))
        return now_us, board.closed_of("thumb")

    now_us, closed = echo.fork(case)
    assert closed == [Interval(round(now_us * 1000) + 100_000, round(now_us * 1000) + 250_250)]


def test_inputs_as_python_reads_them(boot):
    program = (
        HEAR
        + b"""
def show(): print([Pin(n, Pin.IN, None).value() for n in (13, 14, 15, 24)], Pin(14).value())
Pin(16, Pin.OUT, value=1); Pin(17, Pin.OUT, value=0)
Pin(21, Pin.IN, Pin.PULL_UP); Pin(22, Pin.IN, Pin.PULL_DOWN)
print([mem32[0xd0000004] >> n & 1 for n in (16, 17, 21, 22)])
adc = machine.ADC(29)
print(adc.read_u16() * 3 * 3.3 / 65535)
"""
        + SLEEP.replace(b"time.sleep_ms(10)", b"show(); time.sleep_ms(10)")
    )
    board = boot(program, held=("thumb",), style_switch="track", battery_v=2.7)
    board.run(15)
    outputs, volts, *shown = board.console.splitlines()
    assert outputs == "[1, 0, 1, 0]", "a pad reads back what drives it: output or pull"
    assert abs(float(volts) - 2.7) < 0.005
    assert shown[-1] == "[0, 0, 1, 0] 0"
    board.release("thumb")
    board.battery_v = 3.3
    board.run(15)
    assert board.console.splitlines()[-1] == "[0, 1, 1, 0] 1"


def test_pin_interrupt(boot):
    board = boot(HEAR + b"""
led = Pin(22, Pin.OUT)
Pin(14, Pin.IN, Pin.PULL_UP).irq(lambda p: led.toggle(), Pin.IRQ_FALLING, hard=True)
""" + SLEEP)  # fmt: skip
    board.press("thumb", 5_000)
    board.release("thumb", 9_000)
    board.press("thumb", 12_000)
    board.run(20)
    assert [edge.level for edge in board.edges_of("LED22")] == [1, 0]


def test_hung_python_does_not_stop_pio(boot):
    board = boot(ECHO.replace(b"while True: time.sleep_ms(10)", b"while True: pass"))
    board.press("thumb", 100)
    board.run(1)
    assert board.closed_of("FOCUS")[0].close_ns - board.closed_of("thumb")[0].close_ns < 600


# -- resets ----------------------------------------------------------------------------------------


def test_watchdog_bites_a_sleeping_program(boot):
    program = (
        HEAR
        + b"""
functions = [mem32[0x40014004 + 8 * n] & 31 for n in (16, 22)]
print(machine.reset_cause(), mem32[0x40058008], mem32[0x40058014], functions)
if mem32[0x40058014] != 77:
    for n in range(8): mem32[0x4005800c + 4 * n] = 75 + n
    Pin(16, Pin.OUT, value=1); Pin(25, Pin.OUT, value=1)
    machine.WDT(timeout=300)
print('ready')
time.sleep_ms(5000)
"""
    )
    board = boot(program)
    armed = board.now_ns
    assert board.console.split() == ["1", "0", "0", "[31,", "31]", "ready"]
    board.run(600)
    (reset,) = board.resets[1:]
    assert reset.cause == "watchdog" and 299_000_000 < reset.t_ns - armed < 301_000_000
    for signal in ("FOCUS", "LED"):
        assert board.closed_of(signal)[0].open_ns == reset.t_ns, "a reset opens the line and it shows"
    assert board.console.split()[6:] == ["3", "1", "77", "[31,", "31]", "ready"]
    assert [board.rp2040.read_uint32(SCRATCH + 4 * n) for n in (0, 1, 2, 3)] == [75, 76, 77, 78]
    board.run(4000)
    assert len(board.resets) == 2, "it has to be switched on anew"


def test_watchdog_reset_stops_pio(boot):
    board = boot(
        ECHO.replace(b"print('ready')", b"machine.WDT(timeout=50); print('ready')\nos.remove('main.py')")
    )
    board.run(500)
    assert board.resets[-1].cause == "watchdog"
    count = len(board.edges_of("FOCUS"))
    board.press("thumb", 100)
    board.release("thumb", 5_000)
    board.run(20)
    assert len(board.edges_of("FOCUS")) == count and board.rp2040.read_uint32(0x50200000) == 0


def test_fed_and_switched_off_watchdog_leaves_the_program_alone(boot):
    board = boot(HEAR + b"""
wdt = machine.WDT(timeout=100)
print('ready')
for _ in range(30):
    time.sleep_ms(50); wdt.feed()
mem32[0x4005b000] = 1 << 30  # ENABLE, through the atomic clear alias
print('off')
time.sleep(3)
""")  # fmt: skip
    board.run(4_000)
    assert "off" in board.console and len(board.resets) == 1


def test_machine_reset(boot):
    board = boot(HEAR + b"""
Pin(17, Pin.OUT, value=1)
print(machine.reset_cause(), 'ready')
if machine.reset_cause() == 1:
    time.sleep_ms(20); machine.reset()
time.sleep(1)
""")  # fmt: skip
    board.run(100)
    assert [reset.cause for reset in board.resets] == ["power-on", "forced"]
    assert board.console.split() == ["1", "ready", "3", "ready"]
    assert board.closed_of("SHUTTER")[0].open_ns == board.resets[1].t_ns


@pytest.mark.parametrize("how", ["reset", "power_cycle"])
def test_run_pin_and_power(boot, how):
    board = boot(HEAR + b"""
print(mem32[0x4005800c], machine.reset_cause())
mem32[0x4005800c] = 5
Pin(16, Pin.OUT, value=1)
""" + SLEEP)  # fmt: skip
    board.heard = 1
    start = board.now_ns
    getattr(board, how)(7)
    assert board.now_ns == start + 7_000_000
    assert board.closed_of("FOCUS") == [Interval(board.edges_of("FOCUS")[0].t_ns, start)]
    assert board.resets[-1] == (start + 7_000_000, {"reset": "run-pin", "power_cycle": "power-on"}[how])
    assert board.run_until(ready, 500) and board.console.replace("y", "y ").split() == ["0", "1", "ready"] * 2


def test_held_in_reset_the_world_goes_on(boot):
    board = boot(ECHO)
    board.hold_reset()
    board.press("thumb", 1_000)
    board.run(50)
    assert board.is_pressed("thumb") and len(board.edges_of("thumb")) == 1
    board.release_reset()
    board.heard = 1
    assert board.run_until(ready, 500)


def test_a_breakpoint_is_an_error(boot):
    board = boot(
        HEAR + b"@micropython.asm_thumb\ndef stop(): data(2, 0xbe2a)\n" + SLEEP.replace(b"True", b"stop()")
    )
    with pytest.raises(BoardError, match="breakpoint 42"):
        board.run(100)


# -- flash -----------------------------------------------------------------------------------------


def test_files_go_in_and_come_out(stock, tmp_path):
    (tmp_path / "grip").mkdir()
    (tmp_path / "grip" / "greet.py").write_text("WORD = 'hello'\n")
    note = b"with open('/note.txt', 'w') as f: f.write('kept ' * 300)\n"
    (tmp_path / "main.py").write_bytes(HEAR + b"from grip.greet import WORD\nprint(WORD)\n" + note + SLEEP)
    board = Board(stock, files=tmp_path)
    board.heard = 0
    assert board.run_until(ready, 800) and board.console.startswith("hello")
    assert board.list_files() == ["grip/greet.py", "main.py", "note.txt"]
    assert board.read_file("note.txt") == b"kept " * 300
    again = Board(flash=board.flash)
    again.heard = 0
    assert again.run_until(ready, 800) and again.read_file("/grip/greet.py") == b"WORD = 'hello'\n"


def test_flash_keeps_python_waiting_and_pio_not(boot):
    writer = b"while True:\n  with open('x', 'w') as f: f.write('y' * 5000)\n"
    board = boot(ECHO.replace(b"while True: time.sleep_ms(10)", writer))
    ops = []
    board.on_flash_op = ops.append
    board.play([(k * 1_000, "thumb", not k & 1) for k in range(200)])
    board.run(210)
    erases = [op for op in ops if op.kind == "erase"]
    assert len(erases) >= 3 and all(op.size == 4096 and op.address >= 0xA0000 for op in erases)
    following = {op.t_ns: after.t_ns - op.t_ns for op, after in pairwise(ops)}
    assert all(following[op.t_ns] >= 45_000_000 for op in erases[:-1])
    line, contacts = board.edges_of("FOCUS"), board.edges_of("thumb")
    assert len(line) == len(contacts) == 200
    assert all(b.t_ns - a.t_ns < 600 for a, b in zip(contacts, line, strict=True))


def test_power_can_be_cut_after_any_flash_operation(boot):
    board = boot(HEAR + b"""
try: print(open('x').read(3))
except OSError: print('none')
print('ready')
time.sleep_ms(5)
for n in range(3):
    with open('y', 'w') as f: f.write('abc' * 1000)
    os.rename('y', 'x')
print('done')
time.sleep(9)
""")  # fmt: skip

    def cut(board, after):
        count = 0

        def on_op(op):
            nonlocal count
            count += 1
            if count == after:
                board.stop()

        board.on_flash_op = on_op
        board.run(2_000)
        board.on_flash_op = None
        if "done" in board.console:
            return "done"
        board.power_cycle()
        board.heard = 1
        assert board.run_until(ready, 1_000), board.console
        return board.console.split()[2]

    seen = board.map_forked(cut, (1, 6, 13, 25))
    assert set(seen) <= {"none", "abc", "done"} and "abc" in seen and "none" in seen


def test_images_are_checked(stock):
    good = stock.read_bytes()
    for bad in (b"", b"x" * 512, good[:1000], good[:28] + b"\0\0\0\0" + good[32:]):
        with pytest.raises(ValueError):
            Board(bad)
    with pytest.raises(ValueError):
        Board()
    with pytest.raises(ValueError):
        Board(flash=b"short")
    with pytest.raises(ValueError):
        Board(good, style_switch="up")


# -- copies and pictures ---------------------------------------------------------------------------


def test_copies_do_not_touch_the_board_or_each_other(echo):
    before = echo.now_ns, len(echo.edges)

    def case(board, n):
        board.press("index", n)
        board.run(n)
        return board.now_ns, len(board.edges_of("index"))

    assert echo.map_forked(case, [1, 2, 3], jobs=3) == [(before[0] + n * 1_000_000, 1) for n in (1, 2, 3)]
    assert (echo.now_ns, len(echo.edges)) == before


def test_a_failing_case_says_which_and_why(echo):
    with pytest.raises(CaseFailed, match=r"(?s)case 1 \(0\).*ZeroDivisionError"):
        echo.map_forked(lambda board, n: 1 / n, [1, 0, 2])


def test_vcd(echo, tmp_path):
    def case(board):
        board.press("thumb", 10)
        board.run(1)
        board.vcd(tmp_path / "x.vcd")
        return board.edges_of("thumb")[0].t_ns

    pressed = echo.fork(case)
    text = (tmp_path / "x.vcd").read_text()
    assert "$timescale 1 ns $end" in text and f"#{pressed}\n1" in text
    assert all(f" {name} $end" in text for name in ("thumb", "index", "FOCUS", "SHUTTER", "LED", "LED22"))
