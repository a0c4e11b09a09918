"""Contact to line on the emulated board: latency, glitches, chatter and bounce. Times in the Pico's clock.

The board models the input synchroniser (two system clocks) and the pads' output register (one); what it leaves out is
told in `backgrip.board`.
"""

import random

import pytest
from backgrip.board import bounce

from board.rig import booted, closed_us, machines

LATENCY_US = 5
RELEASE_MS = 1
DEBOUNCE_MS = 8


def latency(board, phase_us):
    """First line to close after one clean press of each kind, in us."""
    took = {}
    for name, button, line in (("thumb", "thumb", "FOCUS"), ("index, FOCUS held", "index", "SHUTTER")):
        start = board.now_ns
        board.press(button, at_us=1000 + phase_us)
        board.run(ms=130)
        took[name] = closed_us(board, line, start)[0][0] - 1000 - phase_us
    return took


def lead_latency(board, phase_us):
    start = board.now_ns
    board.press("index", at_us=1000 + phase_us)
    board.run(ms=2)
    return {"index, must lead": closed_us(board, "FOCUS", start)[0][0] - 1000 - phase_us}


def test_contact_to_line_within_5_us():
    """64 phases against the sampling: the worst case of every kind of press."""
    phases = [n * 0.037 for n in range(64)]
    board = machines(style="track")
    worst = {}
    for one in board.map_forked(latency, phases, jobs=1) + board.map_forked(lead_latency, phases, jobs=1):
        for name, took_us in one.items():
            worst[name] = max(took_us, worst.get(name, 0))
    print({name: f"{took:.2f} us" for name, took in worst.items()})
    assert len(worst) == 3 and all(1 < took_us <= LATENCY_US for took_us in worst.values()), worst


def glitch(board, case):
    width_us, phase_us = case
    start = board.now_ns
    for button, at_us in (("thumb", 100), ("index", 300)):
        board.press(button, at_us=at_us + phase_us)
        board.release(button, at_us=at_us + phase_us + width_us)
    board.run(ms=1)
    return closed_us(board, "FOCUS", start) + closed_us(board, "SHUTTER", start)


def test_glitches_of_1_us_and_less_close_nothing():
    cases = [(width, phase * 0.05) for width in (0.05, 0.2, 0.4, 0.6, 0.8, 0.9, 1.0) for phase in range(8)]
    assert machines(style="track").map_forked(glitch, cases, jobs=1) == [[]] * len(cases)


@pytest.mark.parametrize("button", ["thumb", "index"])
def test_1_mhz_chatter_closes_nothing(button):
    def chatter(board):
        start = board.now_ns
        board.play([(100 + n / 2, button, n % 2 == 0) for n in range(10_000)])  # 5 ms
        board.run(ms=7)
        return closed_us(board, "FOCUS", start) + closed_us(board, "SHUTTER", start)

    assert machines(style="track").fork(chatter) == []


def test_slower_chatter_is_one_long_press():
    def chatter(board):
        start = board.now_ns
        board.play([(100 + n * 10, "thumb", n % 2 == 0) for n in range(2000)])  # 50 kHz for 20 ms, ends open
        board.run(ms=40)
        return closed_us(board, "FOCUS", start)

    ((closed, opened),) = machines(style="track").fork(chatter)
    assert closed - 100 <= LATENCY_US
    assert 0 <= opened - (100 + 1999 * 10) - DEBOUNCE_MS * 1000 <= RELEASE_MS * 1000


def bouncing_presses(board, case):
    """`count` presses of one button, bouncing both ways. Returns how each departs from one clean closure."""
    seed, button, line, count, shortest_ms = case
    rng = random.Random(seed)
    start, at, edges, told = board.now_ns, 2000.0, [], []
    for _ in range(count):
        down = bounce(at, True, rng.uniform(0, 10), rng)
        at = max(at + rng.uniform(shortest_ms * 1000, 60_000), down[-1][0] + 100)
        up = bounce(at, False, rng.uniform(0, 10), rng)
        edges.append((down + up, up[-1][0]))
        at = up[-1][0] + rng.uniform(9_000 + shortest_ms * 1000, 40_000)
    board.play([(t, button, closed) for press, _ in edges for t, closed in press])
    board.run(ms=at / 1000 + 20)
    spans = closed_us(board, line, start)
    if len(spans) != count:
        return [f"{len(spans)} closures for {count} presses"]
    for (press, last), (closed, opened) in zip(edges, spans):
        told += one_press(press, last, closed, opened)
    return told


def one_press(press, last_us, closed_us, opened_us):
    """How one closure of a line departs from its press: `press` the contact's edges, the last one opens for good."""
    told = []
    pulses = list(zip(press[0::2], press[1::2]))
    surely = next((t for (t, _), (end, _) in pulses if end - t > 3), pulses[-1][0][0])
    if not press[0][0] <= closed_us <= surely + LATENCY_US:
        told.append(f"closed {closed_us - surely:.2f} us after the contact")
    if not 0 <= opened_us - last_us - DEBOUNCE_MS * 1000 <= RELEASE_MS * 1000:
        told.append(f"opened {(opened_us - last_us) / 1000:.3f} ms after the last bounce")
    return told


THUMB_CASES = [(seed, "thumb", "FOCUS", 20, 1) for seed in range(10)]
INDEX_CASES = [(seed, "index", "SHUTTER", 20, 20) for seed in range(100, 105)]  # beyond floor and gap, which wait


def test_200_bouncing_presses_of_the_thumb():
    told = booted(style="track").map_forked(bouncing_presses, THUMB_CASES, jobs=1)
    assert told == [[]] * len(THUMB_CASES)


def test_100_bouncing_presses_of_the_index():
    """On a body that needs no FOCUS, with the shortest floor and gap: SHUTTER alone follows the finger."""
    board = booted(style="track", shutter_needs_focus=False, shutter_min_ms=20, shutter_gap_ms=10)
    assert board.map_forked(bouncing_presses, INDEX_CASES, jobs=1) == [[]] * len(INDEX_CASES)


def lead_and_tail(board, _):
    start = board.now_ns
    board.press("index", at_us=100)
    board.release("index", at_us=60_100)
    board.run(ms=350)
    return closed_us(board, "FOCUS", start), closed_us(board, "SHUTTER", start)


def test_lead_floor_and_tail_are_never_short_and_at_most_2_ms_long():
    ((focus,), (shutter,)) = machines(style="track").fork(lead_and_tail, None)
    assert 100_000 <= shutter[0] - focus[0] <= 102_000
    assert 100_000 <= shutter[1] - shutter[0] <= 102_000
    assert 100_000 <= focus[1] - shutter[1] <= 102_000


# The whole firmware, edge to edge. The same times with the state machines alone are above.


def dark_after(focus, at_us):
    """The first opening of FOCUS after `at_us`, as (from, to)."""
    return next((opened, again) for (_, opened), (again, _) in zip(focus, focus[1:]) if opened > at_us)


def every_time(board, _):
    """Every time that is counted, in us, once or more: `{name: [us]}`."""
    start = board.now_ns
    story = "0I 30i 150I 170i 600T 900t 1200T 1500t 1700I 1720i 1740I 1760i 2200T 2500t 2700I 2900i 3100T 3400t"
    names = {"T": ("thumb", True), "t": ("thumb", False), "I": ("index", True), "i": ("index", False)}
    board.play([(100 + int(step[:-1]) * 1000, *names[step[-1]]) for step in story.split()])
    board.run(ms=3450)
    focus, shutter = closed_us(board, "FOCUS", start), closed_us(board, "SHUTTER", start)
    assert len(shutter) == 5 and len(focus) == 5, (focus, shutter)
    darks = [dark_after(focus, at_ms * 1000) for at_ms in (1200, 2200, 3100)]
    return {
        "lead": [shutter[0][0] - focus[0][0]],
        "floor": [opened - closed for closed, opened in shutter[:4]],
        "shutter gap": [shutter[1][0] - shutter[0][1], shutter[3][0] - shutter[2][1]],
        "tail": [focus[0][1] - shutter[1][1]],
        "refocus gap, no frame yet": [darks[0][1] - darks[0][0]],
        "refocus gap, after a frame on the lock": [again - opened for opened, again in darks[1:]],
    }


def test_no_time_is_short_or_more_than_2_ms_long():
    measured = booted(style="lock").fork(every_time, None)
    asked_ms = {"lead": 100, "floor": 100, "shutter gap": 50, "tail": 100}
    for name, took in measured.items():
        least_us = asked_ms.get(name, 120) * 1000
        assert all(least_us <= took_us <= least_us + 2000 for took_us in took), (name, took)


def to_the_gap(board, framed):
    """A lock, with a frame taken on it if `framed`, then the thumb again: 20 to 40 ms into the refocus gap."""
    board.press("thumb")
    board.release("thumb", at_us=300_000)
    if framed:
        board.press("index", at_us=400_000)
        board.release("index", at_us=560_000)
    board.press("thumb", at_us=800_000)
    board.release("thumb", at_us=812_000)
    board.run(ms=840)
    assert len(board.closed_of("SHUTTER")) == framed and not board.level("FOCUS")


def press_in_the_gap(board, case):
    """Returns (us until FOCUS closed, us from there until SHUTTER closed or None)."""
    button, at_us = case
    start = board.now_ns
    board.press(button, at_us=at_us)
    board.release(button, at_us=at_us + 15_000)
    board.run(ms=at_us / 1000 + 110)
    focus, shutter = closed_us(board, "FOCUS", start), closed_us(board, "SHUTTER", start)
    assert len(focus) == 1 and focus[0][1] is None, focus
    return focus[0][0] - at_us, shutter[0][0] - focus[0][0] if shutter else None


def each_press_in_the_gap(board, framed):
    to_the_gap(board, framed)
    cases = [("index", 1000.037), ("thumb", 1000.137), ("index", 60_000.411), ("thumb", 60_000.291)]
    return board.map_forked(press_in_the_gap, cases, jobs=1)


@pytest.mark.parametrize("framed", [0, 1], ids=["no frame yet", "after a frame on the lock"])
def test_a_press_in_the_refocus_gap_closes_focus_at_once(framed):
    """Of either button; the lead runs anew."""
    index, thumb, late_index, late_thumb = booted(style="lock").fork(each_press_in_the_gap, framed)
    for took_us, lead_us in (index, late_index):
        assert 0 < took_us <= LATENCY_US and 100_000 <= lead_us <= 102_000
    for took_us, lead_us in (thumb, late_thumb):
        assert 0 < took_us <= LATENCY_US and lead_us is None
