"""`backgrip check`, what is made of answers and readings: pure, so every case is tried."""

import math

import pytest
from backgrip.check import buttons, camera, loopback, meter, software
from backgrip.check.places import gp, pico_pin
from backgrip.check.result import Outcome
from backgrip.connect import GripSettings
from grip import pins as firmware_pins

PINS = {name: getattr(firmware_pins, name) for name in dir(firmware_pins) if name.isupper()}
OPEN = math.inf


def contact(number, at_ms, *lengths_us, level=0):
    """Edges of one contact that moves at a time and bounces: each length is until the next edge."""
    at, edges = at_ms * 1000, [(at_ms * 1000, number, level)]
    for length in lengths_us:
        at, level = at + length, 1 - level
        edges.append((at, number, level))
    return edges


def press(number, *bounces_us):
    return contact(number, 0, *bounces_us) + contact(number, 900, level=1)


def read(edges, start=(1, 1), end=(1, 1)):
    return {"start": list(start), "end": list(end), "edges": sorted(edges)}


def judged(measured, number=0, debounce_ms=8):
    return buttons.judge_press(number, [14, 15], debounce_ms, measured)


@pytest.mark.parametrize(
    "measured, outcome, words",
    [
        (read(press(0)), "pass", "clean"),
        (read(press(0, 300, 500)), "pass", "3 edges, bounces for 0.8 ms"),
        (read(press(0, *[200] * 14)), "pass", "getting worn"),
        (read(press(0, 4000, 6000)), "fail", "worn"),
        (read(press(0) + contact(0, 400, level=1) + contact(0, 500)), "fail", "opened while the button was held"),
        (read(press(1)), "fail", "the wires of the two buttons are swapped"),
        (read(press(0) + [(at + 5, 1, level) for at, _, level in press(0)]), "fail", "share a column or touch"),
        (read([]), "fail", "No contact reached GP14 (Pico pin 19)"),
        (read([], start=(0, 1), end=(0, 1)), "fail", "turned by a quarter"),
        (read(contact(0, 0), end=(0, 1)), "fail", "the button sticks"),
    ],
    ids=["clean", "bounce", "old", "worn", "loose", "swapped", "joined", "dead", "shorted", "sticks"],
)
def test_a_button(measured, outcome, words):
    result = judged(measured)
    assert result.outcome == outcome and words in f"{result.found} {result.look}", result


def test_worn_is_by_the_debounce_time_that_is_set():
    assert judged(read(press(0, 4000, 6000)), debounce_ms=20).outcome is Outcome.PASS


def test_a_late_press_of_the_other_button_is_no_short():
    late = [(at + 300_000, 1, level) for at, _, level in press(0)]
    assert judged(read(press(0) + late)).outcome is Outcome.PASS


def test_the_index_button_has_its_own_words():
    result = judged(read([]), number=1)
    assert result.key == "index" and "GP15 (Pico pin 20)" in result.look


@pytest.mark.parametrize(
    "track, back, outcome, words",
    [(0, 1, "pass", "both"), (1, 0, "fail", "Closed is track"), (1, 1, "fail", "never"), (0, 0, "fail", "always")],
)
def test_the_style_switch(track, back, outcome, words):
    result = buttons.judge_switch("style-switch", "style switch", 13, track, back)
    assert result.outcome == outcome and words in f"{result.found} {result.look}"


def test_no_style_switch():
    assert buttons.judge_no_switch(13, 1).outcome is Outcome.NOT_CHECKED
    assert "GP13 (Pico pin 17)" in buttons.judge_no_switch(13, 0).look


@pytest.mark.parametrize(
    "volts, outcome, words",
    [
        (0.5, "pass", ""), (1.0, "fail", "the isolator alone"), (3.3, "fail", "nothing holds"),
        (None, "not checked", ""),
    ],
)  # fmt: skip
def test_a_pull_down(volts, outcome, words):
    result = meter.judge_pull_down("SHUTTER", 17, volts)
    assert result.outcome == outcome and words in result.look


@pytest.mark.parametrize(
    "rest, own, cross, outcome, words",
    [
        (OPEN, 0.12, OPEN, "pass", "SHUTTER leaves it alone"),
        (OPEN, 0.0, OPEN, "pass", "closes"),
        (OPEN, OPEN, 0.12, "fail", "The two lines are swapped"),
        (OPEN, 0.12, 0.12, "fail", "Tip and ring are joined"),
        (0.0, 0.0, 0.0, "fail", "closed at rest"),
        (OPEN, OPEN, OPEN, "fail", "GP16 (Pico pin 21), 220 Ω, isolator pin 1 (the dot)"),
        (OPEN, 0.9, OPEN, "fail", "2.2 kΩ instead of 220 Ω"),
        (OPEN, None, OPEN, "not checked", "skipped"),
    ],
    ids=["PC817", "photo-MOS", "swapped", "joined", "stuck", "dead", "weak", "skipped"],
)
def test_a_line_by_the_meter(rest, own, cross, outcome, words):
    result = meter.judge_line("FOCUS", 16, rest, own, cross)
    assert result.outcome == outcome and words in f"{result.found} {result.look}", result


def test_the_isolation():
    assert [meter.judge_isolation(said).outcome.value for said in "nys"] == ["pass", "fail", "not checked"]
    assert "Do not plug in a camera" in meter.judge_isolation("y").look


@pytest.mark.parametrize(
    "focus, both, alone, outcome, words",
    [
        ("f", "p", None, "pass", ""),
        ("p", None, None, "fail", "The two lines are swapped"),
        ("p", None, None, "fail", "Half Press Release"),
        ("n", "p", "f", "fail", "The two lines are swapped"),  # a body that ignores SHUTTER alone
        ("n", "n", "f", "fail", "The two lines are swapped"),
        ("n", "p", "p", "fail", "AF off the half-press"),
        ("n", "p", "n", "fail", "the plug's ring"),
        ("f", "f", None, "fail", "focus priority"),
        ("f", "n", None, "fail", "the plug's tip"),
        ("n", "n", "n", "fail", "the sleeve"),
        ("s", None, None, "not checked", "skipped"),
        ("f", "s", None, "not checked", "skipped"),
    ],
)
def test_the_order_by_a_camera(focus, both, alone, outcome, words):
    result = camera.judge_camera(16, 17, focus, both, alone)
    assert result.outcome == outcome and words in f"{result.found} {result.look}", result


SOUND_LOOP = {
    "common": [1, 0], "through": [1, 1], "plug": [[1, 1], [1, 1]], "loose": [3290, 3290], "rest": [3290, 3290],
    "alone": [[80, 3290], [3290, 3290], [3290, 85], [3290, 3290]], "ms": [[0, 1], [0, 1]], "both": [85, 88],
}  # fmt: skip


def test_the_slowest_relay_is_not_too_slow():
    """5.9 ms to close and 3.0 ms to open: hardware/spice/RESULTS.md, AQY212EH."""
    slow = loopback.judge_loopback(PINS, SOUND_LOOP | {"ms": [[6, 4], [6, 4]]})
    assert all(result.outcome is Outcome.PASS for result in slow)


@pytest.mark.parametrize(
    "changes, key, words",
    [
        ({"rest": [2500, 3290]}, "loop-focus", "leaks"),
        ({"alone": [[80, 1500], [3290, 3290], [3290, 85], [3290, 3290]]}, "loop-focus", "SHUTTER moved to 1500 mV"),
        ({"alone": [[80, 3290], [900, 3290], [3290, 85], [3290, 3290]]}, "loop-focus", "slow"),
        ({"ms": [[0, 1], [20, 1]]}, "loop-shutter", "closes in 20 ms"),
        ({"ms": [[0, 6], [1, 1]]}, "loop-focus", "opens in 6 ms"),
        ({"common": [1, 1]}, "isolation", "joined to 3V3"),
        ({"loose": [3290, 2000]}, "isolation", "weakly"),
    ],
)
def test_the_plug_where_the_emulator_has_no_such_fault(changes, key, words):
    assert all(result.outcome is Outcome.PASS for result in loopback.judge_loopback(PINS, SOUND_LOOP))
    wrong = [one for one in loopback.judge_loopback(PINS, SOUND_LOOP | changes) if one.outcome is Outcome.FAIL]
    assert [one.key for one in wrong] == [key] and words in f"{wrong[0].found} {wrong[0].look}"


def test_a_jack_with_its_sleeve_on_ground_tests_the_lines_only():
    *lines, isolation = loopback.judge_loopback(PINS, SOUND_LOOP | {"through": [0, 0]})
    assert all(result.outcome is Outcome.PASS for result in lines)
    assert isolation.outcome is Outcome.NOT_CHECKED and "on GND, not on GP28" in isolation.found


def test_the_program_and_its_board():
    assert "radio" in software.judge_firmware("0.1.0", "Raspberry Pi Pico W with RP2040", (1, 25, 0)).look
    assert "older than 1.24" in software.judge_firmware("0.1.0", software.PICO, (1, 19, 1)).look
    assert "Update" in software.judge_firmware("0.0.1", software.PICO, (1, 25, 0)).look
    assert software.judge_log(None).outcome is Outcome.PASS
    taken = GripSettings("0.1.0", {"style": "lock"}, ("tap_ms is 9: using 250",), True)
    assert software.judge_settings(taken, []).outcome is Outcome.FAIL
    whole = GripSettings("0.1.0", {"style": "lock"}, (), True)
    assert "backgrip.bad" in software.judge_settings(whole, ["backgrip.bad"]).look
    assert "too many cells" in software.judge_supply(6100).look


def test_where_a_pin_is():
    assert [pico_pin(gpio) for gpio in (0, 14, 16, 17, 22, 26, 27, 28, 25)] == [1, 19, 21, 22, 29, 31, 32, 34, None]
    assert gp(16) == "GP16 (Pico pin 21)" and gp(25) == "GP25 (on the Pico itself)"
