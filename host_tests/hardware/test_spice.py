"""The simulated output stage: models against data sheets, and what must hold on every camera. Needs ngspice."""

import importlib.util
import json
import sys
from dataclasses import replace
from itertools import product
from math import ceil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SPICE = ROOT / "hardware" / "spice"
WHY_ISOLATOR = ROOT / "hardware" / "guide" / "why_isolator.md"
sys.path.insert(0, str(SPICE))

from closing import (  # noqa: E402
    compare,
    corners,
    figures,
    firmware,
    fit,
    inputs,
    judge,
    measure,
    ngspice,
    parts,
    picture,
    report,
    sweep,
    work,
)

pytestmark = pytest.mark.hardware
LED_OHM = figures.figure("board", "led_ohm")
SETTING = work.SETTING_MA


@pytest.fixture(scope="module")
def run():
    """run.py as a module; its name is too common to import."""
    spec = importlib.util.spec_from_file_location("spice_run", SPICE / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def committed():
    return json.loads((SPICE / "results.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def systems():
    return {system.key: system for system in inputs.systems()}


@pytest.fixture(scope="module")
def isolators():
    return parts.isolators()


# --- models against data sheets --------------------------------------------------------------------------------------


def test_the_models_do_what_the_data_sheets_say():
    rows = fit.comparisons()
    assert len(rows) == 4 * 3 * 5 + 2 * 3 * 6
    assert not [row for row in rows if not row["good"]]


def test_a_model_that_is_off_is_found_out(isolators):
    coupler = isolators["PC817C"]
    spoiled = {name: part | {"reverse_gain": part["reverse_gain"] * 20} for name, part in coupler.variants.items()}
    wrong = [row["what"] for row in fit._compare(replace(coupler, variants=spoiled)) if not row["good"]]
    assert set(wrong) == {"V_CE(sat), 20 mA / 1 mA"}


@pytest.mark.parametrize("amps, sheet_ms", [(0.005, 1.0), (0.010, 0.47)])
def test_the_relay_closes_faster_with_more_led_current_as_in_its_sheet(isolators, amps, sheet_ms):
    """Figure 10-2 of the AQY212EH's data sheet; only the first of the two was fitted."""
    part, given = isolators["AQY212EH"].variants["typical"], {"supply": 20, "load": 200, "length": 40e-3}
    times = fit._test(part, "edges", ["t_on"], i_f=amps, **given, high=18, low=2)
    assert times["t_on"] * 1e3 == pytest.approx(sheet_ms, rel=0.1)


@pytest.mark.parametrize("celsius, sheet_ma", [(-10, 0.75), (25, 1.25), (50, 1.91)])
def test_the_relay_needs_more_led_current_when_hot_as_in_its_sheet(isolators, celsius, sheet_ma):
    """Figure 5 of the AQY212EH's data sheet."""
    part = isolators["AQY212EH"].variants["typical"]
    trigger = fit._test(part, "trigger", ["i_trigger"], celsius)["i_trigger"]
    assert trigger * 1e3 == pytest.approx(sheet_ma, rel=0.05)


def test_the_relays_led_voltage_is_the_sheets_at_5_ma_too(isolators):
    part = isolators["AQY212EH"].variants["typical"]
    assert fit._test(part, "saturation", ["v(a)"], i_f=0.005, i_c=0.1)["v(a)"] == pytest.approx(1.14, abs=0.01)


@pytest.mark.parametrize("i_f, measured", fit.BENCH_CTR)
def test_ctr_bends_with_the_led_current_as_on_the_bench(i_f, measured):
    assert fit.ctr(i_f) / fit.ctr(0.005) == pytest.approx(measured / 1.94, rel=fit.BENCH_WITHIN)


def test_temperature_goes_the_right_way(isolators):
    assert fit.dark_current("weak", 50) == pytest.approx(10 * fit.dark_current("weak", 25), rel=0.1)
    assert 0.8 < fit.ctr(0.005, 50) / fit.ctr(0.005) < 0.95
    assert 0.85 < fit.ctr(0.005, -10) / fit.ctr(0.005) < 1
    part = isolators["PC817C"].variants["typical"]
    volts = [fit._test(part, "saturation", ["v(a)"], t, i_f=0.005, i_c=1e-4)["v(a)"] for t in (-10, 50)]
    assert 1.0 < (volts[0] - volts[1]) / 60 * 1000 < 2.0  # mV per kelvin


# --- ngspice, which goes on after an error ---------------------------------------------------------------------------

DIVIDER = "* two resistors\nV1 a 0 2\nR1 a b 1k\nR2 b 0 1k\n.tran 1u 10u\n{meas}\n.end\n"


def test_a_value_is_read():
    circuit = DIVIDER.format(meas=".meas tran half find v(b) at=5u")
    assert ngspice.simulate(circuit, ["half"]) == {"half": pytest.approx(1.0)}


@pytest.mark.parametrize(
    "meas",
    [
        ".meas tran half find v(nowhere) at=5u",
        ".meas tran other find v(b) at=5u",
        ".meas tran half when v(b)=1.5 rise=1",
        "R3 b",
    ],
)
def test_what_ngspice_only_mentions_is_an_error(meas):
    with pytest.raises(ngspice.SpiceError):
        ngspice.simulate(DIVIDER.format(meas=meas), ["half"])


def test_an_error_in_the_output_counts_even_if_all_values_are_there():
    with pytest.raises(ngspice.SpiceError, match="singular matrix"):
        ngspice.read_values("half = 1.0\n", "Warning: singular matrix: check node b\n", ["half"])
    assert ngspice.read_values("half = 1.0\n", "", ["half"]) == {"half": 1.0}


def test_an_edge_that_never_comes_is_infinite_only_where_that_is_asked_for():
    circuit = DIVIDER.format(meas=".meas tran wait trig at=1u targ v(b) val=1.5 rise=1")
    assert ngspice.simulate(circuit, ["wait"], may_never=True)["wait"] == float("inf")
    with pytest.raises(ngspice.SpiceError):
        ngspice.simulate(circuit, ["wait"])


def test_without_ngspice_it_says_what_to_install(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ngspice.SpiceError, match="apt-get install ngspice"):
        ngspice.simulate(DIVIDER, [])


# --- cameras and corners ---------------------------------------------------------------------------------------------


def test_measured_figures_come_from_the_camera_data(systems):
    book = inputs.read_book()
    canon, panasonic = (book.connectors[key] for key in ("canon-e3", "panasonic-rs1"))
    assert systems["canon-e3"].focus.closes_v == canon.focus_input.is_.threshold_v
    assert systems["panasonic-rs1"].ladder.full.highest == panasonic.ladder.is_.full.highest
    assert systems["nikon-dc2"].shutter.rest_v == book.connectors["nikon-dc2"].shutter_input.is_.open_v
    assert systems["canon-e3"].measured == "verified"
    assert systems["nikon-dc2"].measured == "reported, threshold assumed"
    assert systems["olympus-rm-uc1"].measured == "nothing"


def test_every_system_with_figures_is_modelled(systems):
    for key, connector in inputs.read_book().connectors.items():
        if connector.focus_input or connector.shutter_input or connector.ladder:
            assert key in systems


def test_a_connector_that_nobody_thought_of_is_refused(monkeypatch):
    own = inputs._own()
    monkeypatch.setattr(inputs, "_own", lambda: own | {"left_out": {}})
    with pytest.raises(ValueError, match="leica-sl"):
        inputs.systems()


def test_the_pins_are_driven_as_the_firmware_sets_them(committed):
    assert committed["setting_ma"] == SETTING == firmware.setting_ma() == 12
    assert SETTING in figures.figure("pin", "settings_ma")
    ohm = f"({SETTING:g} mA: {corners.pad_ohm(SETTING):.0f} Ω)"
    assert ohm in (SPICE / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    "old, new, found",
    [("_DRIVE_12_MA = 0b11", "_DRIVE_12_MA = 0b10", 12), ("_DRIVE_12_MA = 0b11", "_DRIVE_12_MA = 0b00", 4)],
)
def test_bits_are_added_to_those_after_a_reset(tmp_path, old, new, found):
    text = firmware.EDGES.read_text("utf-8")
    assert old in text
    changed = tmp_path / "edges.py"
    changed.write_text(text.replace(old, new), "utf-8")
    assert firmware.setting_ma(changed) == found


@pytest.mark.parametrize("gone", ["pins.SHUTTER] |= _DRIVE_12_MA", "_DRIVE_12_MA = 0b11 << 4"])
def test_a_firmware_that_does_not_set_both_pads_is_refused(tmp_path, gone):
    text = firmware.EDGES.read_text("utf-8")
    assert gone in text
    changed = tmp_path / "edges.py"
    changed.write_text(text.replace(gone, "pass"), "utf-8")
    with pytest.raises(ValueError, match="both pads"):
        firmware.setting_ma(changed)


def test_low_and_high_drive_are_the_ends_of_the_leds_spread(isolators, systems):
    system, every = systems["canon-e3"], []
    low, high = (corners.Corner("typical", drive, "room", False, "strong") for drive in ("low", "high"))
    ends = [corners.copy(n, corner, system, LED_OHM, SETTING) for n, corner in enumerate((low, high))]
    keys = ("supply", "pad_ohm", "led_ohm")
    for n, values in enumerate(product(*((ends[0][key], ends[1][key]) for key in keys))):
        every.append(ends[0] | dict(zip(keys, values)) | {"n": n, "on": corners.STATES["full"]})
    names = [f"i(vledf_{n})" for n in range(len(every))]
    analysis = f".control\nop\nprint {' '.join(names)}\n.endc"
    found = ngspice.simulate(measure._circuit(isolators["PC817C"], system, 25, every, analysis), names)
    amps = list(found.values())
    assert amps[0] == min(amps) and amps[-1] == max(amps) and len(amps) == 8


@pytest.mark.parametrize("part", work.CHOICE)
@pytest.mark.parametrize("key", ["canon-e3", "nikon-dc2", "panasonic-rs1"])
def test_the_hardest_corners_are_the_hardest(isolators, systems, key, part):
    system, led_ohm = systems[key], isolators[part].led_ohm
    some, all_ = (
        judge.contact(system, measure.at_rest(isolators[part], system, which(system), led_ohm, SETTING))
        for which in (corners.hardest, corners.corners)
    )
    assert some["margin"] == pytest.approx(all_["margin"], abs=0.02)
    assert some["leak"] == pytest.approx(all_["leak"], rel=0.02)


def test_times_are_limited_by_what_a_profile_may_ask_for():
    from grip.profile import FIELDS

    lowest = {name: low for name, _, low, *_ in FIELDS}
    assert figures.figure("limits", "on_ms") == lowest["shutter_min_ms"] / 2
    assert figures.figure("limits", "off_ms") == lowest["shutter_gap_ms"] / 2


def test_the_boards_resistor_is_the_guides():
    assert f"{LED_OHM:g} Ω" in (ROOT / "hardware" / "README.md").read_text("utf-8")


# --- what must hold --------------------------------------------------------------------------------------------------


def test_every_camera_closes_and_stays_open_with_the_part_to_fit(committed, systems):
    assert set(committed["systems"]) == set(systems)
    for row in committed["systems"].values():
        for part in {row["fit"], committed["one_for_all"]}:
            verdict = row["isolators"][part]
            assert verdict["margin"] >= 0.30 and verdict["leak"] <= 0.10, row["name"]


def test_the_coupler_fails_on_panasonic_and_the_table_says_so(committed):
    assert committed["systems"]["panasonic-rs1"]["isolators"]["PC817C"]["margin"] < 0
    line = next(line for line in report.report(committed).splitlines() if line.startswith("| Panasonic DMW-RS1 |"))
    assert line.count("**fails**") == 4 and line.endswith("| AQY212EH |")


def test_no_resistor_in_panasonics_plug_makes_a_coupler_good_enough(committed):
    rows = {(row["isolator"], row["ohm"]): row["margin"] for row in committed["plug"]}
    couplers = {ohm: margin for (key, ohm), margin in rows.items() if key == "PC817C"}
    best = max(couplers, key=couplers.get)
    assert couplers[best] < 0.30 <= min(rows["TLP222A", 2000], rows["AQY212EH", 2000])
    why = " ".join(WHY_ISOLATOR.read_text("utf-8").split())
    assert why.count(f"the best, {best / 1000:g} kΩ, leaves {100 * couplers[best]:.0f} %") == 1


def test_the_guides_times_are_those_of_the_table(committed):
    def slowest(key, which):
        times = [row["isolators"][key][which] for row in committed["systems"].values()]
        return ceil(10 * max(time for time in times if time is not None)) / 10

    why = WHY_ISOLATOR.read_text("utf-8")
    for words, which in (("closes", "on_ms"), ("opens", "off_ms")):
        cells = [f"{slowest(key, which):.1f} ms" for key in ("AQY212EH", "TLP222A", "PC817C")]
        assert f"| {words} within | {' | '.join(cells)} |" in why


def test_every_parts_resistor_suits_it_and_the_one_to_buy_has_the_one_that_suits_all(committed, isolators):
    rows = {(row["isolator"], row["led_ohm"]): row for row in committed["sweep"] if row["setting_ma"] == SETTING}
    for key in work.CHOICE:
        assert rows[key, isolators[key].led_ohm]["against"] == []
    assert committed["best"][f"{SETTING:g} mA"] == isolators[committed["one_for_all"]].led_ohm


def test_the_boards_resistor_suits_all_and_larger_ones_do_not_and_the_report_says_so(committed):
    (board, suits), (_, hardly), (largest, fails) = report.resistors(committed)
    assert (board, largest) == (LED_OHM, 330)
    assert not any(suits[key]["against"] for key in work.CHOICE)
    for rows in (hardly, fails):
        assert [key for key, row in rows.items() if row["against"]] == ["AQY212EH"]
    assert fails["AQY212EH"]["close"] == 0 < hardly["AQY212EH"]["close"]
    cells = " | ".join(f"**{', '.join(rows['AQY212EH']['against'])}**" for rows in (hardly, fails))
    assert f"| AQY212EH | nothing | {cells} |" in report.report(committed)


def test_the_part_to_buy_is_still_made_and_follows_from_that(committed, isolators):
    table = committed["systems"]
    assert isolators[committed["one_for_all"]].made and not isolators["TLP222A"].made
    assert work.one_for_all(table, isolators) == committed["one_for_all"] == "AQY212EH"
    assert {row["fit"] for row in table.values()} == {"PC817C", "AQY212EH"}
    facts = figures.figures()
    swapped = {"tlp222a": True, "aqy212eh": False, "coupler": True}
    with pytest.MonkeyPatch.context() as patch:
        for section, made in swapped.items():
            patch.setitem(facts[section], "made", facts[section]["made"].model_copy(update={"is_": made}))
        assert work.one_for_all(table, isolators) == "TLP222A"
        patch.setitem(facts["tlp222a"], "made", facts["aqy212eh"]["made"])
        assert work.one_for_all(table, isolators) is None


def test_the_pages_say_what_the_table_says_of_the_part_to_buy(committed):
    relay = report.relay(committed, committed["one_for_all"])
    assert f"Photo-MOS relay {relay['key']}, **with {relay['led_ohm']:g} Ω** |" in WHY_ISOLATOR.read_text("utf-8")
    resistor = (ROOT / "hardware" / "guide" / "why_resistor.md").read_text("utf-8")
    assert f"| {relay['key']} | **{relay['led_ohm']:g} Ω** | {report.percent(relay['now']['reserve'])} |" in resistor
    assert f"{relay['led_ohm']:g} Ω" in (ROOT / "hardware" / "board" / "README.md").read_text("utf-8")


def test_the_resistor_follows_from_the_sweep(committed):
    rows = committed["sweep"]
    assert sweep.best(rows) == committed["best"]
    assert {row["led_ohm"] for row in rows} == set(sweep.LED_OHMS)
    spoiled = [row | {"against": ["anything"]} if row["led_ohm"] == 330 else row for row in rows]
    assert 330 not in sweep.best(spoiled).values()
    low = [row for row in rows if "LED below the maker's 5 mA" in row["against"]]
    assert low and {row["isolator"] for row in low} == {"AQY212EH"} and max(row["led_min_a"] for row in low) < 0.005


@pytest.mark.parametrize("key, part", [("canon-n3", "PC817C"), ("panasonic-rs1", "AQY212EH"), ("nikon-dc2", "TLP222A")])
def test_a_fresh_simulation_agrees_with_the_committed_table(isolators, systems, committed, key, part):
    found = work._rounded(judge.judge(isolators[part], systems[key], isolators[part].led_ohm, SETTING))
    assert compare.differences(found, committed["systems"][key]["isolators"][part]) == []


def test_too_large_a_resistor_no_longer_closes_the_relay(isolators, systems):
    row = sweep.led_row(isolators["TLP222A"], [systems["canon-e3"]], 680, SETTING)
    assert row["close"] == 0 and row["reserve"] < 0 and row["against"]


def test_a_camera_with_a_lower_threshold_is_not_passed(isolators, systems):
    canon = systems["canon-e3"]
    stern = replace(canon, focus=replace(canon.focus, closes_v=0.1, opens_v=0.1))
    records = measure.at_rest(isolators["PC817C"], stern, corners.hardest(stern), LED_OHM, SETTING)
    assert judge.contact(stern, records)["margin"] < 0.30


def test_a_leaky_part_is_not_passed(isolators, systems):
    coupler = isolators["PC817C"]
    leaky = replace(coupler, variants={name: part | {"dark_a": 5e-6} for name, part in coupler.variants.items()})
    verdict = judge.judge(leaky, systems["canon-e3"], LED_OHM, SETTING)
    assert judge.failings(verdict) == ["leaks too much"] and not verdict["passes"]


# --- files and command -----------------------------------------------------------------------------------------------


def test_report_and_picture_are_made_of_the_results(committed):
    assert (SPICE / "RESULTS.md").read_text("utf-8") == report.report(committed)
    assert (SPICE / "margins.svg").read_text("utf-8") == picture.picture(committed)


def test_check_agrees_with_itself_and_finds_a_change(run, committed, monkeypatch, capsys):
    changed = json.loads(json.dumps(committed))
    monkeypatch.setattr(run, "results", lambda progress, quick: changed)
    assert run.main(["--check"]) == 0
    changed["systems"]["canon-e3"]["isolators"]["PC817C"]["margin"] -= 0.1
    assert run.main(["--check"]) == 1
    assert "systems.canon-e3.isolators.PC817C.margin" in capsys.readouterr().err


def test_a_camera_without_a_part_fails_the_run(run, committed, monkeypatch):
    changed = json.loads(json.dumps(committed))
    changed["systems"]["canon-e3"]["fit"] = None
    monkeypatch.setattr(run, "results", lambda progress, quick: changed)
    assert run.main(["--quick"]) == 1


def test_trouble_in_ngspice_fails_the_run(run, monkeypatch, capsys):
    def fails(progress, quick):
        raise ngspice.SpiceError("ngspice: it stopped")

    monkeypatch.setattr(run, "results", fails)
    assert run.main(["--quick"]) == 1
    assert "it stopped" in capsys.readouterr().err
