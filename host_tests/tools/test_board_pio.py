"""The PIO engine against the data sheet, one machine or a few at a time, to the system clock (8 ns)."""

import random

import pytest
from backgrip.board import pio_polling
from backgrip.board.bench import IO_BANK0, PioBench
from rp2040py.peripherals import pio_registers as reg
from rp2040py.utils.pio_assembler import (
    PIO_COND_NOTEMPTYOSR,
    PIO_COND_NOTX,
    PIO_COND_PIN,
    PIO_COND_XDEC,
    PIO_COND_XNEY,
    PIO_COND_YDEC,
    pio_in,
    pio_irq,
    pio_jmp,
    pio_mov,
    pio_out,
    pio_set,
    pio_wait,
)

GPIO, PIN, IRQ = 0, 1, 2
PINS, X, Y, NULL, ISR, OSR = 0, 1, 2, 3, 6, 7
PUSH_BLOCK, PUSH, PULL_BLOCK, PULL = 0x8020, 0x8000, 0x80A0, 0x8080
NOP = 0xA042
SIO_IN, SIO_OUT_SET, SIO_OE_SET, PADS_BANK0 = 0xD0000004, 0xD0000014, 0xD0000024, 0x4001C000


@pytest.fixture
def bench():
    return PioBench()


def times(bench, pin, level=1):
    return [t for t, p, value in bench.edges if p == pin and value == level]


# -- time ------------------------------------------------------------------------------------------


def test_pio_runs_while_the_cpu_sleeps(bench):
    """rp2040py gives a sleeping CPU's PIO one instruction per alarm: this would take a millisecond or
    more."""
    bench.setup(0, [pio_wait(0, GPIO, 14), pio_set(PINS, 1), pio_wait(1, GPIO, 14), pio_set(PINS, 0)],
                set_base=16, set_count=1, div=62.5)  # fmt: skip
    bench.drive(14, 1)
    bench.run(1000)
    bench.enable(0)
    bench.drive(14, 0, 2_000_000)
    bench.run(10_000_000)
    (closed,) = times(bench, 16)
    # synchroniser 16 ns, up to one tick of 500 ns until the wait ends, one tick, one clock to the pad
    assert 2_001_000 + 500 < closed <= 2_001_000 + 16 + 500 + 500 + 8


@pytest.mark.parametrize("div", [1, 4, 31, 31.25, 2.5, 1.00390625])
def test_divider_and_delay(bench, div):
    bench.setup(0, [pio_set(PINS, 1, 6), pio_set(PINS, 0, 2)], set_base=16, set_count=1, div=div)
    bench.enable(0)
    bench.run(200_000)
    starts = times(bench, 16)
    # ten ticks a round from clock 1 on; an instruction runs on the first system clock at or after its tick
    expected = [16 + 8 * -(-k * 10 * round(div * 256) // 256) for k in range(len(starts))]
    assert len(starts) > 50 and starts == expected


def test_waits_end_on_a_tick(bench):
    """The divider runs on while a machine stalls, so what follows a wait stays on the machine's own grid."""
    bench.setup(0, [pio_wait(1, GPIO, 14), pio_set(PINS, 1), pio_wait(0, GPIO, 14), pio_set(PINS, 0)],
                set_base=16, set_count=1, div=125)  # fmt: skip
    bench.enable(0)
    for k in range(20):
        bench.drive(14, not k & 1, 5_000 + k * 7_777)
    bench.run(200_000)
    assert len(times(bench, 16)) == 10
    assert all((t - 16) % 1000 == 0 for t, pin, _ in bench.edges if pin == 16)


def test_output_is_read_back_three_clocks_later_by_the_other_block(bench):
    """One clock to the pad, two through the synchroniser; rp2040py's outputs do not read back at all."""
    bench.setup(0, [pio_set(PINS, 1), pio_jmp(1)], set_base=18, set_count=1)
    bench.setup(0, [pio_wait(1, GPIO, 18), pio_set(PINS, 1), pio_jmp(2)], block=1, set_base=19, set_count=1)
    bench.enable(0, block=1)
    bench.run(1000)
    bench.enable(0)
    bench.run(1000)
    (first,), (second,) = times(bench, 18), times(bench, 19)
    # set runs at clock 0 and shows at 1; seen, and the wait over, at 3; set at 4; shown at 5
    assert second - first == 4 * 8


def test_input_sync_bypass(bench):
    bench.write(reg.INPUT_SYNC_BYPASS, 1 << 14)
    bench.setup(0, [pio_wait(1, GPIO, 14), pio_set(PINS, 1), pio_jmp(2)], set_base=16, set_count=1)
    bench.enable(0)
    bench.drive(14, 1, 800)
    bench.run(2000)
    assert times(bench, 16) == [800 + 3 * 8]


def test_sio_output_is_read_by_pio(bench):
    bench.rp2040.write_uint32(IO_BANK0 + 8 * 20 + 4, 5)
    bench.rp2040.write_uint32(SIO_OE_SET, 1 << 20)
    bench.setup(0, [pio_wait(1, GPIO, 20), pio_set(PINS, 1), pio_jmp(2)], set_base=16, set_count=1)
    bench.enable(0)
    bench.run(800)
    bench.rp2040.write_uint32(SIO_OUT_SET, 1 << 20)
    bench.run(800)
    assert times(bench, 20) == [800] and times(bench, 16) == [800 + 16 + 8 + 8]


# -- polling is taken in one go, and nothing can tell ----------------------------------------------


def random_program(rng):
    """A loop of the kinds that debouncers and timers are made of, small counts and long ones."""
    length = rng.randint(2, 9)
    words = []
    for _ in range(length):
        delay, to = rng.choice((0, 0, 0, 1, 7)), rng.randrange(length)
        words.append(
            rng.choice(
                [
                    pio_jmp(to, PIO_COND_PIN, delay),
                    pio_jmp(to, PIO_COND_XDEC, delay),
                    pio_jmp(to, PIO_COND_YDEC, delay),
                    pio_jmp(to, PIO_COND_XNEY, delay),
                    pio_jmp(to, PIO_COND_NOTX, delay),
                    pio_jmp(to, PIO_COND_NOTEMPTYOSR, delay),
                    pio_jmp(to, 0, delay),
                    pio_set(X, rng.randrange(32), delay),
                    pio_set(Y, rng.randrange(32), delay),
                    pio_set(PINS, rng.randrange(2), delay),
                    pio_mov(X, PINS, rng.choice((0, 1)), delay),
                    pio_mov(Y, X, rng.choice((0, 1, 2)), delay),
                    pio_mov(PINS, rng.choice((X, Y, PINS)), 0, delay),
                    pio_mov(OSR, X, 0, delay),
                    pio_mov(X, OSR, 0, delay),
                    pio_mov(ISR, NULL, 0, delay),
                    pio_in(PINS, rng.choice((1, 2, 32)), delay),
                    pio_in(X, 3, delay),
                    pio_out(rng.choice((X, Y, NULL, PINS)), rng.choice((1, 5, 32)), delay),
                    pio_irq(rng.random() < 0.5, False, rng.choice((0, 1, 0x10)), delay),
                    pio_irq(False, True, 2, delay) if rng.random() < 0.2 else NOP,
                    pio_wait(rng.randrange(2), rng.choice((GPIO, PIN)), rng.choice((14, 15)), delay),
                    pio_wait(rng.randrange(2), IRQ, rng.choice((0, 1)), delay),
                    rng.choice((PUSH, PUSH, PULL, PULL_BLOCK)),
                ]
            )
        )
    return words


def play(seed):
    """Random programs on five machines of both blocks, random pins, flags and FIFO words; all that came of
    it."""
    rng = random.Random(seed)
    bench = PioBench()
    for block, machine in ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1)):
        words = random_program(rng)
        pin = rng.choice((16, 17, 18))
        bench.setup(
            machine,
            words,
            at=10 * machine,
            block=block,
            div=rng.choice((1, 4, 31, 62.5)),
            set_base=pin,
            set_count=1,
            out_base=pin,
            out_count=1,
            in_base=rng.choice((0, 14, 18)),
            jmp_pin=rng.choice((14, 15, 16, 18)),
            shift=rng.getrandbits(4) << 16,
        )
        words = bench.rp2040.pio[block].instructions
        for index in range(10 * machine, 10 * machine + 9):  # jumps are relative to the program
            if words[index] >> 13 == 0:
                words[index] += 10 * machine
    at = 0
    for _ in range(60):
        at += rng.choice((8, 40, 500, 3_000, 40_000, rng.random() * 1000))
        bench.drive(rng.choice((14, 15)), rng.randrange(2), at)
    bench.enable(0, 1, 2)
    bench.run(rng.randrange(200))
    bench.enable(0, 1, block=1)
    seen = []
    for _ in range(12):
        bench.run(rng.choice((24, 1_000, 30_000, 100_000)))
        block, machine = rng.choice(((0, 0), (0, 1), (0, 2), (1, 0), (1, 1)))
        action = rng.randrange(6)
        if action == 0:
            bench.write(reg.TXF0 + 4 * machine, rng.getrandbits(32), block)
        elif action == 1:
            seen.append(bench.read(reg.RXF0 + 4 * machine, block))
        elif action == 2:
            bench.write(rng.choice((reg.IRQ, reg.IRQ_FORCE)), 1 << rng.randrange(3), block)
        elif action == 3:
            bench.execute(machine, rng.choice((pio_set(X, 31), 10 * machine, NOP)), block)
        elif action == 4:
            bench.disable(machine, block=block)
            bench.run(rng.randrange(2_000))
            bench.enable(machine, block=block)
        else:
            seen.append(bench.read(bench.sm(machine, reg.SM0_ADDR), block))
    for block in (0, 1):
        for machine in range(3):
            m = bench.machine(machine, block)
            seen.append((m.x, m.y, m.pc, m.isr, m.isr_count, m.osr, m.osr_count, m.tx, m.rx))
        seen += [bench.read(reg.IRQ, block), bench.read(reg.FDEBUG, block), bench.read(reg.DBG_PADOUT, block)]
    return bench.edges, seen


@pytest.mark.parametrize("seed", [*range(20), 24, 27, 33, 46, 59, 72, 132, 177, 183, 553])
def test_taking_rounds_at_once_changes_nothing(seed, monkeypatch):
    skipped = play(seed)
    monkeypatch.setattr(pio_polling, "FEWEST_ROUNDS", 2 * pio_polling.NEVER)
    assert play(seed) == skipped


def test_polling_at_8_mhz_for_ten_seconds_costs_nothing(bench):
    """Eighty million instructions that nothing depends on; run one by one they would take a minute."""
    words = [pio_jmp(0, PIO_COND_PIN), pio_set(X, 31), pio_jmp(0, PIO_COND_PIN), pio_jmp(2, PIO_COND_XDEC)]
    bench.setup(0, words, jmp_pin=14, div=15.625)
    bench.drive(14, 1)
    bench.enable(0)
    bench.run(10_000_000_000)
    assert bench.machine(0).pc == 0


# -- stalls, forced instructions, flags ------------------------------------------------------------


def test_executed_pin_change_shows_at_once(bench):
    bench.setup(0, [pio_wait(1, GPIO, 14)], set_base=16, set_count=1, div=1000)
    bench.enable(0)
    bench.run(100_000)
    bench.execute(0, pio_set(PINS, 1))
    assert bench.edges == [(100_000, 16, 1)]


def test_forced_jump_leaves_a_stall_and_nop_does_not(bench):
    words = [pio_wait(1, GPIO, 14), pio_set(PINS, 1), pio_jmp(2)]
    bench.setup(0, words, set_base=16, set_count=1)
    bench.enable(0)
    bench.run(1000)
    bench.execute(0, NOP)
    bench.execute(0, pio_set(X, 5))
    bench.run(1000)
    assert bench.machine(0).pc == 0 and bench.machine(0).x == 5 and not bench.edges
    bench.execute(0, 1)
    bench.run(1000)
    assert times(bench, 16) == [2000 + 8 + 8]


def test_stalled_executed_instruction_is_kept_until_it_completes(bench):
    bench.setup(0, [pio_set(PINS, 1, 31), pio_set(PINS, 0, 31)], set_base=16, set_count=1, div=10)
    bench.enable(0)
    bench.run(100)
    bench.execute(0, PULL_BLOCK)
    execctrl = bench.sm(0, reg.SM0_EXECCTRL)
    bench.run(100_000)
    assert bench.read(execctrl) >> 31 and len(bench.edges) == 1
    bench.write(reg.TXF0, 7)
    bench.run(1000)
    assert not bench.read(execctrl) >> 31 and bench.machine(0).osr == 7
    bench.run(10_000)
    assert len(bench.edges) > 2
    bench.execute(0, PULL_BLOCK)
    assert bench.read(execctrl) >> 31
    bench.execute(0, NOP)  # replaces it (datasheet 3.5.7)
    assert not bench.read(execctrl) >> 31


def test_disabled_machine_executes(bench):
    bench.setup(0, [pio_jmp(0)], set_base=16, set_count=1)
    bench.run(1000)
    bench.execute(0, pio_set(PINS, 1))
    bench.execute(0, pio_set(Y, 9))
    assert times(bench, 16) == [1000] and bench.machine(0).y == 9


@pytest.mark.parametrize("register", [reg.IRQ_FORCE, reg.IRQ])
def test_writing_flags_wakes_waiting_machines(bench, register):
    first = pio_wait(1, IRQ, 3) if register == reg.IRQ_FORCE else pio_irq(False, True, 3)
    bench.setup(0, [first, pio_set(PINS, 1), pio_jmp(2)], set_base=16, set_count=1)
    bench.enable(0)
    bench.run(80_000)
    assert not bench.edges
    bench.write(register, 1 << 3)
    bench.run(800)
    assert [t // 100 for t in times(bench, 16)] == [800]
    assert bench.read(reg.IRQ) == 0


def test_wait_for_a_clear_flag_is_a_level_and_clears_nothing(bench):
    bench.setup(0, [pio_wait(0, IRQ, 2), pio_set(PINS, 1), pio_jmp(2)], set_base=16, set_count=1)
    bench.write(reg.IRQ_FORCE, 0b110)
    bench.enable(0)
    bench.run(1000)
    assert not bench.edges
    bench.write(reg.IRQ, 0b100)
    bench.run(1000)
    assert times(bench, 16) and bench.read(reg.IRQ) == 0b010


def test_wait_for_a_flag_clears_it_and_both_waiters_of_one_clock_see_it(bench):
    words = [pio_wait(1, IRQ, 5), pio_set(PINS, 1), pio_jmp(2)]
    bench.setup(0, words, set_base=16, set_count=1)
    bench.setup(1, words, set_base=17, set_count=1)
    bench.enable(0, 1)
    bench.run(1000)
    bench.write(reg.IRQ_FORCE, 1 << 5)
    bench.run(1000)
    assert times(bench, 16) == times(bench, 17) != [] and bench.read(reg.IRQ) == 0


def test_relative_flags(bench):
    """`rel` adds the machine's number to the two low bits, modulo 4 (datasheet 3.4.9)."""
    bench.load([pio_irq(False, False, 0x10 | 6), pio_jmp(1)])
    for machine in range(4):
        bench.setup(machine, [pio_irq(False, False, 0x10 | 6), pio_jmp(1)])
        bench.enable(machine)
        bench.run(100)
        assert bench.read(reg.IRQ) == 1 << (4 | (2 + machine) % 4)
        bench.write(reg.IRQ, 0xFF)
        bench.disable(machine)


def test_patched_instruction_reaches_a_stalled_machine(bench):
    bench.setup(0, [pio_wait(1, GPIO, 14), pio_set(PINS, 1), pio_jmp(2)], set_base=16, set_count=1)
    bench.enable(0)
    bench.run(1000)
    bench.load([NOP])
    bench.run(1000)
    assert len(times(bench, 16)) == 1


# -- FIFOs and shift registers ---------------------------------------------------------------------


def test_push_without_blocking_drops_and_says_so(bench):
    bench.setup(0, [pio_set(X, 9), pio_in(X, 32), PUSH, pio_jmp(1, PIO_COND_XDEC), pio_jmp(4)])
    bench.enable(0)
    bench.run(2000)
    assert bench.read(reg.FDEBUG) & 1, "RXSTALL is set by a push that dropped its word"
    assert [bench.read(reg.RXF0) for _ in range(5)] == [9, 8, 7, 6, 0]
    bench.write(reg.FDEBUG, 0xFFFFFFFF)
    assert bench.read(reg.FDEBUG) == 0


def test_blocking_push_and_pull_flag_their_stalls(bench):
    bench.setup(0, [PULL_BLOCK])
    bench.setup(1, [PUSH_BLOCK], at=1)
    bench.enable(0, 1)
    bench.run(1000)
    assert bench.read(reg.FDEBUG) == 1 << 24 | 1 << 1
    assert bench.read(reg.FSTAT) >> 1 & 1, "machine 1's RX FIFO is full"
    for _ in range(5):
        bench.read(reg.RXF0 + 4)
        bench.run(100)
    assert bench.read(reg.FLEVEL) >> 12 & 0xF == 4, "and is filled again as soon as there is room"


@pytest.mark.parametrize("bit, offset, level", [(30, reg.TXF0, 0), (31, reg.RXF0, 4)])
def test_joined_fifo_holds_eight(bench, bit, offset, level):
    words = [pio_jmp(0)] if bit == 30 else [PUSH_BLOCK]
    bench.setup(0, words, shift=0b11 << 18 | 1 << bit)
    if bit == 30:
        for word in range(9):
            bench.write(reg.TXF0, word)
        assert bench.read(reg.FDEBUG) == 1 << 16, "the ninth is TXOVER"
    bench.enable(0)
    bench.run(1000)
    assert bench.read(reg.FLEVEL) >> level & 0xF == 8
    bench.write(bench.sm(0, reg.SM0_SHIFTCTRL), 0b11 << 18)
    assert bench.read(reg.FLEVEL) & 0xFF in (0, 0x10), "changing FJOIN empties both"


def test_autopull_stalls_one_tick_to_refill_and_then_goes_on(bench):
    bench.setup(0, [pio_out(PINS, 1)], out_base=16, out_count=1, div=10, shift=0b11 << 18 | 1 << 17 | 4 << 25)
    bench.enable(0)
    bench.run(10_000)
    assert bench.read(reg.FDEBUG) == 1 << 24
    bench.write(reg.TXF0, 0b0101)
    bench.write(reg.TXF0, 0b0011)
    bench.run(10_000)
    first = times(bench, 16)[0]
    assert [(t - first) // 80 for t, pin, _ in bench.edges if pin == 16] == [0, 1, 2, 3, 4, 6]


def test_autopush(bench):
    bench.setup(0, [pio_set(X, 5), pio_in(X, 8)], shift=1 << 19 | 1 << 16 | 16 << 20)
    bench.enable(0)
    bench.run(10_000)
    assert [bench.read(reg.RXF0) for _ in range(4)] == [0x0505] * 4
    assert bench.read(reg.FDEBUG) & 1


def test_pull_without_blocking_takes_x(bench):
    bench.setup(0, [pio_set(X, 21), PULL, pio_jmp(2)])
    bench.enable(0)
    bench.run(100)
    assert bench.machine(0).osr == 21


def test_out_exec(bench):
    bench.setup(0, [PULL_BLOCK, pio_out(7, 16, 5), pio_set(Y, 3), pio_jmp(3)], set_base=16, set_count=1)
    bench.enable(0)
    bench.run(1000)
    bench.write(reg.TXF0, pio_set(PINS, 1))
    bench.run(1000)
    assert times(bench, 16) == [1000 + 8 + 8 + 8 + 8] and bench.machine(0).y == 3


# -- pins ------------------------------------------------------------------------------------------


def test_highest_machine_wins_a_pin_written_twice_on_one_clock(bench):
    bench.setup(0, [pio_set(PINS, 1, 9), pio_set(PINS, 0, 9)], set_base=16, set_count=1)
    bench.setup(1, [pio_set(PINS, 0, 9)] * 2, at=2, set_base=16, set_count=1)
    bench.enable(0, 1)
    bench.run(2000)
    assert not bench.edges
    bench.disable(0, 1)
    bench.setup(0, [pio_set(PINS, 0, 9)] * 2, set_base=16, set_count=1)
    bench.setup(1, [pio_set(PINS, 1, 9)] * 2, at=2, set_base=16, set_count=1)
    bench.enable(0, 1)
    bench.run(2000)
    assert len(bench.edges) == 1


def test_pads_come_out_of_reset_as_inputs_that_can_be_read(bench):
    """0x56: input enabled, pull-down (datasheet 2.19.6.3); rp2040py has the input disabled."""
    assert bench.rp2040.read_uint32(PADS_BANK0 + 4) == 0x56
    bench.drive(0, 1)
    bench.run(100)
    assert bench.rp2040.read_uint32(SIO_IN) & 1


def test_a_pad_belongs_to_the_block_its_function_names(bench):
    bench.setup(0, [pio_set(PINS, 1), pio_jmp(1)], set_base=16, set_count=1)
    bench.setup(0, [pio_set(PINS, 1), pio_jmp(1)], block=1, set_base=17, set_count=1)
    bench.rp2040.write_uint32(IO_BANK0 + 8 * 17 + 4, 6)  # GP17 is PIO0's, whatever PIO1 says
    bench.enable(0)
    bench.enable(0, block=1)
    bench.run(1000)
    assert [pin for _, pin, _ in bench.edges] == [16]
    bench.rp2040.write_uint32(IO_BANK0 + 8 * 17 + 4, 7)
    assert bench.edges[-1] == (1000, 17, 1)


def test_side_set_happens_though_the_instruction_stalls(bench):
    bench.setup(0, [pio_wait(1, GPIO, 14) | 1 << 12, NOP], side_base=17, side_count=1)
    bench.enable(0)
    bench.run(1000)
    assert times(bench, 17) == [16]


def test_switched_off_and_on_it_resumes_where_it_was(bench):
    bench.setup(0, [pio_set(PINS, 1, 31), pio_set(PINS, 0, 31)], set_base=16, set_count=1, div=125)
    bench.enable(0)
    bench.run(10_000)  # in the middle of the first delay
    bench.disable(0)
    bench.run(1_000_000)
    bench.enable(0)
    bench.run(100_000)
    (opened, *_) = times(bench, 16, 0)
    assert 1_000_000 + 32_000 - 1000 <= opened - 8 <= 1_000_000 + 32_000 + 1000


def test_flags_reach_the_cpu(bench):
    bench.rp2040.core.enabled_interrupts = 0
    bench.write(reg.IRQ0_INTE, 1 << 8)
    bench.setup(0, [pio_set(X, 31), pio_jmp(1, PIO_COND_XDEC), pio_irq(False, False, 0), pio_jmp(3)])
    bench.enable(0)
    bench.run(200)
    assert not bench.rp2040.core.pending_interrupts >> 7 & 1
    bench.run(200)
    assert bench.rp2040.core.pending_interrupts >> 7 & 1 and bench.read(reg.INTR) >> 8 & 1
