"""What the CPU tells the state machines, word by word: `edges` on a chip that only writes down what it is told.

Addresses and instructions stand here as the RP2040 data sheet has them (2.19.6.3, 3.4, 3.7), not as `edges` does. What
the words do on the lines is proven on the emulated board.
"""

import importlib
import sys
import types

import pytest

PIO0, PIO1, IRQ, FORCE, FSTAT, SHIFTCTRL = 0x5020_0000, 0x5030_0000, 0x30, 0x34, 0x04, 0xD0
GPIO_IN, PADS = 0xD000_0004, 0x4001_C004
THUMB, INDEX, FOCUS, SHUTTER, SHOT, WIRE_THUMB = 14, 15, 16, 17, 18, 19


class Chip:
    """Registers, pads and machines; `told` is what was written to them, in order."""

    def __init__(self):
        self.told, self.words, self.levels, self.queues = [], {}, {}, {}

    def __getitem__(self, address):
        return self.words.get(address, 0)

    def __setitem__(self, address, value):
        self.words[address] = value
        self.told.append((address, value))


@pytest.fixture
def chip(monkeypatch):
    """The chip, with `chip.edges` imported on top of it."""
    chip = Chip()

    class Pin:
        IN, OUT, PULL_UP = "in", "out", "up"

        def __init__(self, number, mode=None, pull=None, value=None):
            self.number = number
            if mode == self.OUT:
                chip.levels[number] = value
            chip.told.append(("pin", number, mode, pull, value))

        def value(self):
            return chip.levels.get(self.number, 0)

    class StateMachine:
        def __init__(self, number, program, hz, **config):
            self.number = number
            chip.told.append(("machine", number, hz, {name: pin.number for name, pin in config.items()}))

        def active(self, on):
            chip.told.append(("active", self.number, on))

        def exec(self, word):
            chip.told.append(("exec", self.number, word))

        def put(self, value):
            chip.told.append(("put", self.number, value))

        def rx_fifo(self):
            return len(chip.queues.get(self.number, ()))

        def get(self, buffer, shift):
            assert buffer is None and shift == 31
            return chip.queues[self.number].pop(0)

    class PIO:
        OUT_LOW, SHIFT_RIGHT = "low", "right"

        def __init__(self, number):
            self.number = number

        def remove_program(self):
            chip.told.append(("remove", self.number))

    machine = types.SimpleNamespace(Pin=Pin, mem32=chip)
    rp2 = types.SimpleNamespace(
        PIO=PIO, StateMachine=StateMachine, asm_pio=lambda **_: lambda program: [None, None, 26, 0, 0]
    )
    monkeypatch.setitem(sys.modules, "machine", machine)
    monkeypatch.setitem(sys.modules, "rp2", rp2)
    module = sys.modules.get("grip.edges")
    for name in ("grip.edges", "grip.programs"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    chip.module = importlib.import_module("grip.edges") if module is None else _again(module, monkeypatch)
    return chip


def _again(module, monkeypatch):
    """The module as it is, on this chip: a mutant stays one."""
    for name, owner in (("Pin", "machine"), ("mem32", "machine"), ("PIO", "rp2"), ("StateMachine", "rp2")):
        monkeypatch.setattr(module, name, getattr(sys.modules[owner], name))
    monkeypatch.setattr(module, "programs", importlib.import_module("grip.programs"))
    monkeypatch.setitem(sys.modules, "grip.edges", module)
    return module


@pytest.fixture
def made(chip):
    from grip import settings

    chip.edges = chip.module.Edges(settings.defaults(), False)
    chip.start, chip.told = chip.told, []
    return chip


def test_turns_last_at_least_as_long_as_asked(chip):
    turns = chip.module.turns
    assert [turns(us, cycles) for us, cycles in ((0, 2), (1, 2), (1, 5), (100_000, 4), (2, 3))] == [0, 3, 1, 125_000, 4]


def test_lines_open_and_stop(chip):
    chip.module.lines_open()
    lines = [("pin", FOCUS, "out", None, 0), ("pin", SHUTTER, "out", None, 0)]
    assert chip.told == lines
    del chip.told[:]
    chip.module.stop()
    assert chip.told == [*lines, (PIO1, 0), (PIO0, 0)] or chip.told == [*lines, (PIO0, 0), (PIO1, 0)]


def test_the_lines_open_before_anything_else_and_machines_start_from_the_lines_up(made):
    assert made.start[:2] == [("pin", FOCUS, "out", None, 0), ("pin", SHUTTER, "out", None, 0)]
    inputs = [told for told in made.start if told[0] == "pin" and told[2] == "in"]
    assert inputs == [("pin", THUMB, "in", "up", None), ("pin", INDEX, "in", "up", None)]
    wires = [told for told in made.start[2:] if told[0] == "pin" and told[2] == "out"]
    assert wires == [("pin", wire, "out", None, 0) for wire in (SHOT, WIRE_THUMB, 20)]
    assert [told[1] for told in made.start if told[0] == "active"] == [3, 5, 6, 7, 4, 2, 1, 0]
    assert all(told[2] == 1 for told in made.start if told[0] == "active")
    assert ("remove", 0) in made.start and ("remove", 1) in made.start


def test_registers_at_the_start(made):
    written = [told for told in made.start if isinstance(told[0], int)]
    drive = [(PADS + 4 * line, 0b11 << 4) for line in (FOCUS, SHUTTER)]
    flags = [(PIO1 + IRQ, 0xFF), (PIO0 + IRQ, 0xFF)]
    joined = [(PIO0 + SHIFTCTRL + n * 0x18, 1 << 31) for n in (0, 1)]
    assert sorted(written) == sorted([*drive, *flags, *joined])


def test_machines(made):
    found = {told[1]: told[2:] for told in made.start if told[0] == "machine"}
    line = {"in_base": SHOT, "set_base": FOCUS, "out_base": FOCUS}
    assert found == {
        0: (5_000_000, {"in_base": THUMB, "jmp_pin": THUMB, "set_base": WIRE_THUMB}),
        1: (5_000_000, {"in_base": INDEX, "jmp_pin": INDEX}),
        2: (5_000_000, {"set_base": SHUTTER}),
        3: (5_000_000, {}),
        4: (5_000_000, line),
        5: (5_000_000, {**line, "jmp_pin": SHOT}),
        6: (5_000_000, {"sideset_base": 20, "jmp_pin": FOCUS}),
        7: (5_000_000, {"set_base": FOCUS, "jmp_pin": SHOT}),
    }


def test_times_at_the_start(made):
    """Each goes through the FIFO into the OSR (`pull block`, 0x80A0); the gap on into Y (`mov y, osr`, 0xA047)."""
    from grip import programs

    told = [told for told in made.start if told[0] in ("put", "exec")]
    per_ms = 5000  # cycles
    debounce = -(-8 * per_ms // programs.DEBOUNCE_CYCLES)
    gap, floor = -(-50 * per_ms // programs.SHOT_CYCLES), -(-100 * per_ms // programs.SHOT_CYCLES)
    tail, lead = -(-100 * per_ms // programs.TAIL_CYCLES), -(-100 * per_ms // programs.LEAD_CYCLES)
    assert told == [
        ("put", 0, debounce), ("exec", 0, 0x80A0), ("put", 1, debounce), ("exec", 1, 0x80A0),
        ("put", 2, gap), ("exec", 2, 0x80A0), ("exec", 2, 0xA047), ("put", 2, floor), ("exec", 2, 0x80A0),
        ("put", 5, tail), ("exec", 5, 0x80A0), ("exec", 4, 0xE040), ("put", 6, lead), ("exec", 6, 0x80A0),
    ]  # fmt: skip


@pytest.mark.parametrize("empty, pad, shutter, news", [
    (0b11, 0, False, False), (0b01, 0, False, True), (0b10, 0, False, True), (0b00, 0, False, True),
    (0b11, 1, False, True), (0b11, 1, True, False), (0b11, 0, True, True),
])  # fmt: skip
def test_news(made, empty, pad, shutter, news):
    made.words[PIO0 + FSTAT] = empty << 8 | 0xF000_00FF
    made.words[GPIO_IN] = pad << SHUTTER | 1 << FOCUS
    assert made.edges.news(shutter) is news


def test_events(made):
    made.queues = {0: [1, 0], 1: [1, 0]}
    edges = made.edges
    assert [edges.thumb_event() for _ in range(3)] == [True, False, None]
    assert [edges.index_event() for _ in range(3)] == [True, False, None]
    for queue in (0, 1):
        made.queues = {queue: [1] * 7}
        assert not edges.overflowed()
        made.queues = {queue: [1] * 8}
        assert edges.overflowed()
    made.queues = {0: [1, 0, 1], 1: [0, 1]}
    edges.drop_events()
    assert made.queues == {0: [], 1: []}


def test_levels(made):
    edges, made.words[PIO0 + IRQ] = made.edges, 0
    for pin, asked in ((WIRE_THUMB, edges.thumb_down), (SHOT, edges.shot)):
        assert not asked()
        made.levels[pin] = 1
        assert asked()
        made.levels[pin] = 0
    made.words[PIO0 + IRQ] = ~(1 << 1) & 0xFF  # the index's press is flag 1
    assert not edges.index_waits() and not edges.shot()
    made.words[PIO0 + IRQ] = 1 << 1
    assert edges.index_waits() and edges.shot()
    made.words[PIO1 + IRQ] = ~(1 << 4) & 0xFF  # held is flag 4
    assert not edges.held()
    made.words[PIO1 + IRQ] = 1 << 4
    assert edges.held()


def test_a_press_that_waits_needs_no_focus_yet_where_it_opens_between(chip):
    from grip import settings

    edges = chip.module.Edges(dict(settings.defaults(), focus_open_between=True), False)
    chip.words[PIO0 + IRQ] = 1 << 1
    assert edges.index_waits() and not edges.shot()
    chip.levels[SHOT] = 1
    assert edges.shot()


GAP = -(-120 * 5000 // 2)  # turns of two cycles
REFOCUS = [("exec", 7, 26), ("put", 7, GAP)]
OPEN = [("exec", 7, 26), (PIO1 + IRQ, 1 << 4), ("exec", 4, 0xA000)]  # `mov pins, pins`


def test_orders_for_focus(made):
    edges = made.edges

    def told(order, thumb=0, held=0):
        made.levels[WIRE_THUMB], made.words[PIO1 + IRQ], made.told = thumb, held << 4, []
        order()
        return made.told

    assert told(edges.refocus) == REFOCUS
    assert told(edges.open_focus) == OPEN
    assert told(edges.let_go) == OPEN
    assert told(edges.let_go, thumb=1) == [*OPEN, (PIO1 + FORCE, 1 << 4), *REFOCUS]
    assert told(edges.end_gap) == OPEN
    assert told(edges.end_gap, held=1) == [("exec", 7, 26 + 5)]
    assert told(lambda: edges.set_style(True)) == [("exec", 4, 0xE041)]
    assert told(lambda: edges.set_style(False)) == [("exec", 4, 0xE040)]
    assert told(lambda: edges.set_lead(400)) == [("put", 6, 500_000), ("exec", 6, 0x80A0)]


def test_orders_for_shutter(made):
    made.levels[SHUTTER] = 1
    assert made.edges.lock_shutter() is True and made.told == [("active", 2, 0)]
    made.levels[SHUTTER], made.told = 0, []
    assert made.edges.lock_shutter() is False and made.told == [("active", 2, 0), ("active", 2, 1)]
    made.told = []
    made.edges.open_shutter()
    assert made.told == [(PIO0 + IRQ, 1 << 1), (PIO0 + FORCE, 1 << 5), ("active", 2, 1)]
