"""One program alone, cycle by cycle, in an emulator that shares nothing with the board's (rp2040-pio-emulator).

That emulator knows no irq instructions; they are replaced by no-operations here, which keeps every cycle where it was.
"""

from dataclasses import replace

import pytest
from pioemu import ShiftRegister, State, clock_cycles_reached, emulate

THUMB, FOCUS, SHOT_WIRE, WIRE = 14, 16, 18, 19
ENABLE = WIRE + 1  # see LEAD
OUTPUTS = 1 << WIRE | 1 << ENABLE
NOP = 0xA042
CYCLE_US = 0.2


def without_irq(words):
    """irq -> nop, and `push` stays: the words with the same cycles."""
    return [NOP | word & 0x1F00 if word >> 13 == 6 else word for word in words]


def run(made, name, cycles, pins, osr, **config):
    """Runs a program; `pins(us)` gives the pads. Yields (us, state) after every instruction."""

    def pads(state: State) -> int:
        return state.pin_values & OUTPUTS | pins(state.clock * CYCLE_US)

    words, target, wrap = made[name]
    state = State(output_shift_register=ShiftRegister(osr, 0))
    for _, after in emulate(
        without_irq(words),
        stop_when=clock_cycles_reached(cycles),
        initial_state=state,
        input_source=pads,
        wrap_target=target,
        wrap_top=wrap,
        **config,
    ):
        yield after.clock * CYCLE_US, after


def level(state, pin):
    return state.pin_values >> pin & 1


def first(steps, pin, value, after_us=0):
    """The time at which `pin` first has `value` after `after_us`, or None."""
    for us, state in steps:
        if us > after_us and level(state, pin) == value:
            return us
    return None


def contact(*closed_us):
    """Pads with the thumb's contact closed (low) during the given (from, to) spans."""

    def pins(us):
        return 0 if any(start <= us < end for start, end in closed_us) else 1 << THUMB

    return pins


BUTTON = {"set_base": WIRE, "set_count": 1, "jmp_pin": THUMB}


def button(made, spans, cycles, debounce_us=100):
    words, target, wrap = made["button"]
    # `wait pin 0` is relative to the in base, which that emulator does not have: make it absolute.
    fixed = [word & ~0x007F | THUMB if word >> 13 == 1 and word >> 5 & 3 == 1 else word for word in words]
    turns = round(debounce_us / (2 * CYCLE_US))
    return run({"button": (fixed, target, wrap)}, "button", cycles, contact(*spans), turns, **BUTTON)


def test_sizes_fit_both_blocks(made):
    size = {name: len(words) for name, (words, _, _) in made.items()}
    assert size["button"] + size["eat"] + max(size["shot"], size["shot alone"]) <= 32
    assert size["focus"] + size["hold"] + size["lead"] + size["refocus"] <= 32


@pytest.mark.parametrize("width_us", [0.2, 0.4, 0.6, 0.8, 1.0])
@pytest.mark.parametrize("phase_us", [0, 0.05, 0.1, 0.15])
def test_glitches_close_nothing(made, width_us, phase_us):
    start = 150 + phase_us
    assert first(button(made, [(start, start + width_us)], 1500), WIRE, 1) is None


@pytest.mark.parametrize("phase_us", [0, 0.05, 0.1, 0.15])
def test_a_press_closes_within_the_filter(made, phase_us):
    start = 150 + phase_us
    closed = first(button(made, [(start, 400)], 1500), WIRE, 1)
    assert 1.0 < closed - start <= 2.2


def test_1_mhz_chatter_closes_nothing(made):
    chatter = [(150 + n, 150.5 + n) for n in range(100)]
    assert first(button(made, chatter, 1500), WIRE, 1) is None


def test_held_from_the_start_closes_nothing_until_released(made):
    steps = list(button(made, [(0, 300), (600, 700)], 5000))
    assert first(steps, WIRE, 1) == pytest.approx(602, abs=1)


@pytest.mark.parametrize("pulse_us", [0.6, 1, 5, 50, 95])
def test_release_waits_for_the_whole_debounce_time(made, pulse_us):
    """A closure of any length during the debounce time starts it anew."""
    spans = [(150, 300), (350, 350 + pulse_us)]
    opened = first(button(made, spans, 4000), WIRE, 0, after_us=200)
    assert 100 <= opened - (350 + pulse_us) <= 102


# That emulator knows no optional side-set: it gets two side-set pins, the wire and above it the enable bit, and
# `lead` keeps the wire where the enable bit is 0.
LEAD = {"side_set_base": WIRE, "side_set_count": 2, "jmp_pin": FOCUS}


def focus(*closed_us):
    return lambda us: (1 << FOCUS) * any(start <= us < end for start, end in closed_us)


def lead(made, spans, cycles, lead_us):
    steps, ready = [], 0
    for us, state in run(made, "lead", cycles, focus(*spans), round(lead_us / (4 * CYCLE_US)), **LEAD):
        ready = level(state, WIRE) if level(state, ENABLE) else ready
        steps.append((us, replace(state, pin_values=ready << WIRE)))
    return steps


@pytest.mark.parametrize("lead_us", [0.8, 80, 800])
def test_lead_is_never_short(made, lead_us):
    ready = first(lead(made, [(50, 5000)], 6000, lead_us), WIRE, 1)
    assert lead_us <= ready - 50 <= lead_us + 5


@pytest.mark.parametrize("dark_us, reopened", [(1, False), (10, False), (19, False), (20, True), (60, True)])
def test_only_20_us_of_dark_are_an_opening(made, dark_us, reopened):
    steps = lead(made, [(50, 300), (300 + dark_us, 1000)], 3000, 100)
    assert (first(steps, WIRE, 0, after_us=200) is not None) == reopened
    if reopened:
        again = first(steps, WIRE, 1, after_us=300 + dark_us)
        assert again - (300 + dark_us) >= 100


def test_a_short_dark_in_the_lead_does_not_start_it_anew(made):
    ready = first(lead(made, [(50, 100), (110, 1000)], 2200, 100), WIRE, 1)
    assert 150 <= ready <= 170
