"""`backgrip check`, faults on the emulated board: each is found by its own words, and nothing else is."""

import pytest
from backgrip.check.bench import Bench
from backgrip.check.loopback import check_loopback
from backgrip.check.result import Outcome
from backgrip.check.software import check_software
from backgrip.check.wires import check_wires
from backgrip.connect import Lines
from check_rig import FOCUS, INDEX, SHUTTER, THUMB, Plug, bridge, driven, hold, on_a_copy, pads, pull

OPEN = [False, False]  # both lines driven low


def checked(console, check, wired):
    """Results by key, after `wired` has changed the board; both lines are open and driven afterwards."""
    wired(console)
    bench = Bench(console)
    bench.take_pins({})
    results = {result.key: result for result in check(bench)}
    lines = [driven(pads(console)[gpio]) for gpio in (FOCUS, SHUTTER)]
    return results, bench.plug, lines


def faults(check, wired):
    results, _, lines = on_a_copy(checked, check, wired)
    assert lines == OPEN
    return {key: result for key, result in results.items() if result.outcome is Outcome.FAIL}


def says(result, *parts):
    for part in parts:
        assert part in f"{result.found} {result.look}", (part, result)


def test_a_sound_grip():
    results, plug, lines = on_a_copy(checked, check_wires, lambda console: None)
    assert not plug and lines == OPEN
    assert {result.outcome for result in results.values()} == {Outcome.PASS}
    assert set(results) == {"joined", "focus-pin", "shutter-pin", "thumb-pin", "index-pin", "inside"}


def test_pins_that_are_held():
    """Five faults that have nothing to do with each other, in one go."""

    def wired(console):
        pad = pads(console)
        pull(pad[FOCUS], None)  # no pull-down
        hold(pad[SHUTTER], False)  # to GND
        hold(pad[THUMB], False)  # stuck
        hold(pad[18], False)
        hold(pad[20], True)

    found = faults(check_wires, wired)
    assert set(found) == {"focus-pin", "shutter-pin", "thumb-pin", "inside"}
    says(found["focus-pin"], "nothing pulls GP16 low", "10 kΩ", "Pico pin 21", "may fire")
    says(found["shutter-pin"], "GP17 is shorted to GND", "Pico pin 22", "Pico pin 23")
    says(found["thumb-pin"], "reads pressed", "GP14 (Pico pin 19)", "turned by a quarter")
    says(found["inside"], "GP18 (Pico pin 24) is joined to GND", "GP20 (Pico pin 26) is joined to 3V3")


def test_a_line_at_3v3_and_buttons_that_are_joined():
    def wired(console):
        hold(pads(console)[FOCUS], True)
        bridge(console, THUMB, INDEX)

    found = faults(check_wires, wired)
    assert set(found) == {"focus-pin", "joined"}
    says(found["focus-pin"], "GP16 is held high", "closed all the time", "3V3 (Pico pin 36)")
    says(found["joined"], "GP14 with GP15", "the thumb button", "the index button", "bridge of solder")


def test_shutter_joined_to_a_neighbour():
    results, _, _ = on_a_copy(checked, check_wires, lambda console: bridge(console, SHUTTER, FOCUS))
    found = {key: result for key, result in results.items() if result.outcome is Outcome.FAIL}
    assert set(found) == {"joined"}
    says(found["joined"], "FOCUS", "SHUTTER", "one wire")
    assert results["shutter-pin"].outcome is Outcome.NOT_CHECKED


def test_shutter_joined_to_an_inside_wire():
    found = faults(check_wires, lambda console: bridge(console, SHUTTER, 18))
    assert set(found) == {"joined"}
    says(found["joined"], "an inside wire", "SHUTTER", "GP18 (Pico pin 24)")


def both(console, **how):
    Plug(console, **how)


def looped(**how):
    return faults(check_loopback, lambda console: both(console, **how))


def test_a_sound_grip_with_the_plug():
    results, _, lines = on_a_copy(checked, check_loopback, both)
    assert {result.outcome for result in results.values()} == {Outcome.PASS}
    assert set(results) == {"loop-focus", "loop-shutter", "loop-both", "isolation"}
    says(results["loop-focus"], "closes to", "opens to", "SHUTTER did not move (3")
    assert lines == OPEN


def test_the_plug_is_noticed():
    _, plug, _ = on_a_copy(checked, check_wires, both)
    assert plug


def test_no_plug():
    found = faults(check_loopback, lambda console: None)
    assert set(found) == {"loop-focus"}
    says(found["loop-focus"], "no loop-back plug", "GP26 (Pico pin 31)", "GP28 (Pico pin 34)", "hardware/loopback.md")


SWAPPED = {FOCUS: ("tip", "sleeve"), SHUTTER: ("ring", "sleeve")}


@pytest.mark.parametrize(
    "how, wanted",
    [
        ({"lines": SWAPPED}, {"loop-focus": "the tip closed instead", "loop-shutter": "the ring closed instead"}),
        ({"lines": {SHUTTER: None}}, {"loop-shutter": "does not close (3", "loop-both": ""}),
        ({"joints": [("ring", "sleeve")]}, {"loop-focus": "closed all the time (0 mV)"}),
        ({"joints": [("ring", "tip")]}, {"loop-focus": "SHUTTER moved as well", "loop-shutter": "FOCUS moved as well"}),
        (
            {"lines": {FOCUS: None, SHUTTER: None}},
            {"loop-focus": "nor does SHUTTER", "loop-shutter": "pin 3 of both isolators", "loop-both": ""},
        ),
        ({"drop_mv": {FOCUS: 800}}, {"loop-focus": "closes badly (8", "loop-both": ""}),
        ({"joints": [("sleeve", "ground")]}, {"isolation": "sleeve at the Pico's GND"}),
        ({"joints": [("tip", "ground")]}, {"loop-shutter": "tip is at the Pico's GND", "isolation": "a contact"}),
        ({"resistors": ("ring",)}, {"loop-shutter": "the jack's tip is not wired"}),
    ],
    ids=["swapped", "dead", "both dead", "stuck", "together", "weak", "no isolation", "tip at GND", "no wire"],
)
def test_faults_through_the_plug(how, wanted):
    found = looped(**how)
    assert set(found) == set(wanted)
    for key, words in wanted.items():
        says(found[key], words)
    if how.get("lines") == SWAPPED:
        says(found["loop-focus"], "The two lines are swapped", "ring", "tip", "GP16", "GP17")


def program(console):
    bench = Bench(console)
    return {result.key: result for result in check_software(bench)}, bench.pins, bench.debounce_ms


def test_the_program():
    def wired(console):
        console.run("from grip import faultlog\nfaultlog.add('hang', 'the watchdog restarted a grip that hung')")
        console.run("with open('/backgrip.json', 'w') as file: file.write('rubbish')")
        console.board.battery_v = 3.0
        return program(console)

    results, pins, debounce_ms = on_a_copy(wired)
    assert (pins["SENSE_COMMON"], debounce_ms) == (28, 8)
    assert [results[key].outcome.value for key in ("firmware", "settings", "log", "supply")] == [
        "pass", "fail", "pass", "fail",
    ]  # fmt: skip
    says(results["firmware"], "Backgrip", "MicroPython 1.")
    says(results["settings"], "defaults in use", "damaged", "backgrip use")
    says(results["log"], "1 kept", "hang the watchdog")
    says(results["supply"], "3.0 V", "cells", "Pico pin 39")


def test_a_weak_pull_up_ends_with_both_lines_driven_open():
    from backgrip.check.board_code import WEAK

    def held(console):
        bench = Bench(console)
        bench.take_pins({})
        bench.board(WEAK, lines=bench.lines, hold_ms=50)
        Lines(console).play([("FOCUS", True, 5)])
        return [driven(pads(console)[gpio]) for gpio in (FOCUS, SHUTTER)], console.board.closed_of("SHUTTER")

    states, shutter = on_a_copy(held)
    assert states == OPEN and shutter == []
