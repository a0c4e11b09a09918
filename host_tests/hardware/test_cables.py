"""The cables: what a meter must read, and that every fault in a harness is found. Those that draw need WireViz."""

import importlib.util
import json
import re
import shutil
import sys
from dataclasses import replace
from math import inf
from pathlib import Path

import pytest
from backgrip.cameras.book import read_book

ROOT = Path(__file__).resolve().parents[2]
CABLES = ROOT / "hardware" / "cables"
sys.path.insert(0, str(CABLES))

from harness import buzz, check, compare, isolators, leakage, pages, tool  # noqa: E402
from harness.cable import POLE_OF, Cable, Part, cable_of, why_not  # noqa: E402
from harness.files import harness, read_back  # noqa: E402
from harness.network import ohms  # noqa: E402

TIP, RING, SLEEVE = (("GRIP", pole) for pole in ("tip", "ring", "sleeve"))
BOOK = read_book()
MADE = pages.cables(BOOK)
OUTPUTS = pages.outputs(BOOK)
CANON, PANASONIC, FUJI, NIKON = (MADE[key] for key in ("canon-e3", "panasonic-rs1", "fuji-rr-80", "nikon-10-pin"))


def pin(at: str) -> tuple[str, str]:
    return "CAM", at


def rewired(cable: Cable, *joins) -> Cable:
    """The cable with joins from the same first node replaced."""
    moved = {one: (one, other) for one, other in joins}
    return replace(cable, joins=tuple(moved.get(one, (one, other)) for one, other in cable.joins))


def says(found: list[str], *words: str) -> bool:
    return any(all(word in one for word in words) for one in found)


def readings(table: buzz.Table) -> dict[str, list[float]]:
    return {" - ".join(filter(None, (one, other))): [each.ohm for each in row] for one, other, row in table.rows}


# --- every system is there -------------------------------------------------------------------------------------------


def test_every_system_of_the_data_is_wired_or_has_a_reason():
    index = OUTPUTS["README.md"]
    for key, connector in BOOK.connectors.items():
        reason = why_not(connector)
        assert (key in MADE) == (reason is None), key
        if reason:
            assert reason in index and f"({key}.md)" not in index and connector.name in index
            with pytest.raises(ValueError, match=re.escape(connector.name)):
                cable_of(connector)
        else:
            assert f"[{connector.name}]({key}.md)" in index
    assert len(MADE) == 17 and len(BOOK.connectors) == 26


def test_what_is_left_out_is_what_nobody_knows():
    left = {key for key, connector in BOOK.connectors.items() if why_not(connector)}
    assert left == {
        "nikon-2-pin", "minolta-3-pin", "fuji-rr-90", "sigma-cr-21", "sigma-cr-31", "leica-s2", "leica-sl",
        "hasselblad-x1d", "phase-one",
    }  # fmt: skip


@pytest.mark.parametrize("key", MADE)
def test_a_cable_does_what_the_data_say(key):
    connector, cable = MADE[key]
    assert check.findings(cable, connector) == []


@pytest.mark.parametrize("key", MADE)
def test_a_page_says_how_sure_and_warns(key):
    connector, _ = MADE[key]
    page = OUTPUTS[f"{key}.md"]
    for warning in connector.warnings:
        assert warning.is_ in page
    for contact in connector.contacts.is_:
        assert (f"| {contact.at} | **NEVER CONNECT** |" in page) == (contact.does == "never connect")
    assert ("**Measure first.**" in page) == (not pages.agreed(connector))
    assert ("ASSUMED, no source" in page.split("##")[0]) == (key == "olympus-rm-cb2")


# --- the solver ------------------------------------------------------------------------------------------------------


def test_the_solver_adds_what_is_in_series_and_in_parallel():
    a, b, c = pin("a"), pin("b"), pin("c")
    series = Cable(("a", "b", "c"), (), (Part(1000, 5, (a, b)), Part(500, 5, (b, c))))
    assert ohms(series, a, c) == pytest.approx(1500)
    assert ohms(series, a, c, off=1) == pytest.approx(1575)
    assert ohms(series, a, c, also=((a, b),)) == pytest.approx(500)
    beside = replace(series, parts=(Part(1000, 5, (a, b)), Part(1000, 5, (b, a))))
    assert ohms(beside, a, b) == pytest.approx(500)
    assert ohms(beside, a, c) == inf and ohms(beside, a, TIP) == inf
    assert ohms(beside, a, b, also=((a, c), (c, b))) == 0


def test_the_solver_knows_a_bridge():
    """Wheatstone's, out of balance: by hand, a, b, c as a star of 500, 250, 500 ohm: 500 + 2250 beside 1500."""
    a, b, c, d = (pin(name) for name in "abcd")
    arms = ((1000, a, b), (2000, b, d), (2000, a, c), (1000, c, d), (1000, b, c))
    bridge = Cable(("a", "b", "c", "d"), (), tuple(Part(ohm, 5, (one, other)) for ohm, one, other in arms))
    assert ohms(bridge, a, d) == pytest.approx(1400)


# --- what a meter must read, against figures worked out by hand ------------------------------------------------------


def test_canon_reads_open_and_closed():
    connector, cable = CANON
    assert readings(buzz.through(cable, connector)) == {
        "tip": [0, inf, inf], "ring": [inf, 0, inf], "sleeve": [inf, inf, 0],
    }  # fmt: skip
    assert readings(buzz.pairs(cable, connector, buzz.PRESSED)) == {
        "tip - ring": [inf, inf, 0], "tip - sleeve": [inf, inf, 0], "ring - sleeve": [inf, 0, 0],
    }  # fmt: skip
    assert readings(buzz.pairs(cable, connector, buzz.BRIDGED)) == {
        "tip - ring": [inf, inf, inf, 0], "tip - sleeve": [inf, inf, 0, 0], "ring - sleeve": [inf, 0, inf, 0],
    }  # fmt: skip


def test_panasonic_reads_its_ladder():
    """36 + 2.7 + 2.0 = 40.7; FOCUS shorts the 36, SHUTTER the 36 and the 2.7."""
    connector, cable = PANASONIC
    pressed = readings(buzz.pairs(cable, connector, buzz.PRESSED))
    assert pressed == {"pole 4 - pole 3": pytest.approx([40700, 4700, 2000])}
    bridged = readings(buzz.pairs(cable, connector, buzz.BRIDGED))
    assert bridged == {"pole 4 - pole 3": pytest.approx([40700, 4700, 2000, 2000])}
    assert readings(buzz.through(cable, connector)) == {
        "pole 3": pytest.approx([38700, 36000, 0]), "pole 4": pytest.approx([2000, 4700, 40700]),
    }  # fmt: skip
    told = str(buzz.reading(cable, pin("pole 4"), pin("pole 3")))
    assert told == "40.7 kΩ (39.9 to 41.5)"  # 1 % of the resistors and 1 % of the meter


def test_fuji_reads_its_ladder():
    """47 k; beside 33 k: 47 x 33 / 80 = 19.39; beside 16.5: 47 x 16.5 / 63.5 = 12.21."""
    connector, cable = FUJI
    assert readings(buzz.pairs(cable, connector, buzz.PRESSED)) == {
        "pin 4 - pin 5": pytest.approx([47000, 19387.5, 12212.6], abs=1)
    }
    assert readings(buzz.pairs(cable, connector, buzz.BRIDGED))["pin 4 - pin 5"][2] == pytest.approx(19387.5, abs=1)
    assert readings(buzz.through(cable, connector))["pin 5"] == pytest.approx([80000, 80000, 0])


@pytest.mark.parametrize("key, sense, common, ohm", [
    ("samsung-sr2nx02", "pin 4", "pin 5", 68000), ("sony-multi", "M5", "M9", 100000),
])  # fmt: skip
def test_an_identity_resistor_reads_the_same_whatever_is_pressed(key, sense, common, ohm):
    connector, cable = MADE[key]
    pressed = readings(buzz.pairs(cable, connector, buzz.PRESSED))
    assert pressed[f"{sense} - {common}"] == pytest.approx([ohm] * 3)


@pytest.mark.parametrize("key", MADE)
def test_what_is_left_free_is_open_to_everything_always(key):
    connector, cable = MADE[key]
    others = [pin(at) for at in cable.contacts] + [TIP, RING, SLEEVE]
    for at in buzz.free(connector):
        for state in buzz.BRIDGED.values():
            assert {ohms(cable, pin(at), other, state) for other in others if other != pin(at)} == {inf}


def test_leakage_is_what_brings_the_reading_to_the_edge():
    """The leak put into the plug as a resistor: the camera then reads the edge."""
    connector, cable = PANASONIC
    edge = connector.ladder.is_.present.lowest
    ours, larger = leakage.spares(connector)
    assert (ours.resistor, larger.resistor) == (36_000, 39_000)
    for spare in (ours, larger):
        parts = tuple(replace(part, ohm=spare.resistor) if part.ohm == 36_000 else part for part in cable.parts)
        leaky = replace(cable, parts=(*parts, Part(spare.leak_ohm, 1, (RING, SLEEVE))))
        assert ohms(leaky, *check.sense_and_common(connector)) == pytest.approx(edge, rel=1e-6)
    assert larger.leak > 4 * ours.leak
    assert leakage.spares(CANON[0]) == leakage.spares(FUJI[0]) == []


# --- the same figures as the simulation's ----------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["panasonic-rs1", "fuji-rr-80"])
def test_the_simulation_reads_the_same_ladder(key):
    connector, cable = MADE[key]
    known = json.loads((ROOT / "hardware/spice/results.json").read_text("utf-8"))["systems"][key]
    relay = known["isolators"]["AQY212EH"]
    for (_, _, state), name in zip(check.ladder_states(connector), ("open", "half", "full"), strict=True):
        nominal = ohms(cable, *check.sense_and_common(connector), state)
        assert known["windows"][name][1] == pytest.approx(nominal, abs=1)
        least, most = relay[f"{name}_ohm"]
        assert least <= nominal <= most
        if name == "open":  # nothing closed: the highest is the resistors' upper limit
            upper = ohms(cable, *check.sense_and_common(connector), state, 1)
            assert most == pytest.approx(upper, rel=2e-3)


def test_pages_name_the_isolators_that_the_simulation_passes():
    assert isolators.isolators("canon-e3") == "PC817C, AQY212EH or TLP222A"
    assert isolators.isolators("panasonic-rs1") == isolators.isolators("nikon-dc2") == "AQY212EH or TLP222A"
    assert isolators.relays() == "AQY212EH or TLP222A"
    assert isolators.isolators("no-such-system") == "not simulated"


# --- faults ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", MADE)
def test_swapped_wires_are_found(key):
    connector, cable = MADE[key]
    ends = dict(join for join in cable.joins if join[0][0] == "GRIP")
    for one, other in ((TIP, RING), (RING, SLEEVE), (TIP, SLEEVE)):
        swapped = rewired(cable, (one, ends[other]), (other, ends[one]))
        found = check.findings(swapped, connector)
        assert says(found, f"the grip's {one[1]}", "are joined") and says(found, "are not joined")


@pytest.mark.parametrize("key", MADE)
def test_a_broken_wire_and_a_short_are_found(key):
    connector, cable = MADE[key]
    for i, _ in enumerate(cable.joins):
        broken = replace(cable, joins=cable.joins[:i] + cable.joins[i + 1 :])
        assert says(check.findings(broken, connector), "are not joined")
    shorted = replace(cable, joins=(*cable.joins, (TIP, RING)))
    assert says(check.findings(shorted, connector), "the grip's tip and the grip's ring are joined")


@pytest.mark.parametrize("key", [key for key, (_, cable) in MADE.items() if cable.parts])
def test_every_resistor_missing_wrong_misplaced_or_bridged_is_found(key):
    connector, cable = MADE[key]
    for i, part in enumerate(cable.parts):
        rest = cable.parts[:i] + cable.parts[i + 1 :]
        assert says(check.findings(replace(cable, parts=rest), connector), "missing", f"{part.ohm:g} ohm")
        wrong = replace(part, ohm=part.ohm * 1.1)
        assert says(check.findings(replace(cable, parts=(*rest, wrong)), connector), "not in the data")
        loose = replace(part, percent=20)
        assert says(check.findings(replace(cable, parts=(*rest, loose)), connector), "20 %")
        moved = replace(part, ends=(part.ends[0], pin(cable.contacts[0])))
        assert says(check.findings(replace(cable, parts=(*rest, moved)), connector), "not in the data")
        bridged = replace(cable, joins=(*cable.joins, part.ends))
        assert check.findings(bridged, connector)
    doubled = replace(cable, parts=(*cable.parts, cable.parts[0]))
    assert says(check.findings(doubled, connector), "not in the data")


def test_a_ladder_outside_the_cameras_window_is_found():
    """Data and cable agree, and the camera would not."""
    connector, cable = PANASONIC
    *others, largest = connector.resistors.is_
    parts = (*others, largest.model_copy(update={"ohm": 33_000}))
    wrong = connector.model_copy(update={"resistors": connector.resistors.model_copy(update={"is_": parts})})
    found = check.findings(cable_of(wrong), wrong)
    assert says(found, "remote present", "37700") and says(found, "leaves the camera's window")


@pytest.mark.parametrize("key", MADE)
def test_a_wire_on_a_contact_that_must_stay_free_is_found(key):
    connector, cable = MADE[key]
    for contact in connector.contacts.is_:
        if contact.does in ("unused", "never connect"):
            extra = replace(cable, joins=(*cable.joins, (RING, pin(contact.at))))
            found = check.findings(extra, connector)
            assert says(found, "the grip's ring and the camera's " + contact.at)
            assert says(found, contact.at, "must never be connected") == (contact.does == "never connect")


def test_the_nikon_battery_reaches_nothing():
    connector, cable = NIKON
    never = [contact.at for contact in connector.contacts.is_ if contact.does == "never connect"]
    assert len(never) == 6 and len(cable.joins) == 3
    assert not {other for _, other in cable.joins} & {pin(at) for at in never}


# --- files -----------------------------------------------------------------------------------------------------------


def test_the_texts_are_the_same_every_time():
    assert OUTPUTS == pages.outputs(read_book())


def test_drawings_are_compared_by_what_they_show():
    one = '<svg xmlns="http://www.w3.org/2000/svg"><text x="1" fill="red">M10</text></svg>'
    assert compare.same_drawing(one, one.replace('x="1"', 'x="7"'))
    assert not compare.same_drawing(one, one.replace("M10", "M1"))
    assert not compare.same_drawing(one, one.replace("red", "blue"))
    assert not compare.same_drawing(one, one.replace("</svg>", "<path/></svg>"))
    assert not compare.same_drawing("<svg>", "<svg> ")


def test_pole_order_is_canons():
    assert POLE_OF == {"SHUTTER": "tip", "FOCUS": "ring", "common": "sleeve"}


# --- with WireViz ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def make():
    spec = importlib.util.spec_from_file_location("cables_make", CABLES / "make.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def copy(tmp_path) -> Path:
    """The kept files, to break."""
    shutil.copytree(CABLES, tmp_path / "cables", ignore=shutil.ignore_patterns("harness", "__pycache__"))
    return tmp_path / "cables"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, f"{old} is not in {path.name}"
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.hardware
class TestWithWireViz:
    def test_all_is_well(self, make, capsys):
        assert make.main([]) == 0, capsys.readouterr().out

    def test_drawings_come_out_the_same_twice(self, make):
        assert make.make_all(BOOK) == make.make_all(BOOK)

    def test_a_harness_read_back_is_the_cable(self, tmp_path):
        files = []
        for key, (connector, cable) in MADE.items():
            files.append(tmp_path / f"{key}.yml")
            files[-1].write_text(harness(connector, cable), "utf-8")
        for (connector, cable), said in zip(MADE.values(), tool.read(files), strict=True):
            back = read_back(said)
            assert check.findings(back, connector) == []
            assert back.contacts == cable.contacts and len(back.parts) == len(cable.parts)

    def test_every_contact_and_resistor_is_on_the_drawing(self):
        for key, (connector, cable) in MADE.items():
            svg = (CABLES / "drawings" / f"{key}.svg").read_text("utf-8").replace("&#45;", "-").replace("&#39;", "'")
            for at in cable.contacts:
                assert f">{at}</text>" in svg, (key, at)
            assert svg.count(">Resistor</text>") == len(cable.parts)
            never = sum(contact.does == "never connect" for contact in connector.contacts.is_)
            assert svg.count('fill="#c01c28">NEVER CONNECT') == never
            assert ("MEASURE FIRST" in svg) == (not pages.agreed(connector))
            assert "raphviz" not in svg and "stroke-dasharray" not in svg

    @pytest.mark.parametrize("key, old, new, words", [
        ("canon-e3", "CAM: [\"tip\", \"ring\"", "CAM: [\"ring\", \"tip\"", ["the grip's tip and the camera's ring"]),
        ("nikon-10-pin", "CAM: [\"pin 7 ?\"", "CAM: [\"pin 1 ?\"", ["pin 1 ?", "must never be connected"]),
        ("sony-multi", "- CAM: [\"M9\"]", "- CAM: [\"M10\"]", ["M10", "must never be connected"]),
        ("panasonic-rs1", "36 kΩ, 1 %", "39 kΩ, 1 %", ["missing", "36000"]),
        ("panasonic-rs1", "36 kΩ, 1 %", "36 kΩ, 5 %", ["not in the data", "5 %"]),
        ("panasonic-rs1", "- - JOINT: [\"FOCUS\"]\n    - \"--\"\n    - R3: [1]", "- - JOINT: [\"SHUTTER\"]\n"
         "    - \"--\"\n    - R3: [1]", ["missing", "36000", "FOCUS"]),
        ("fuji-rr-80", "- JOINT: [\"SHUTTER\", \"FOCUS\"", "- JOINT: [\"FOCUS\", \"SHUTTER\"", ["are joined"]),
        ("fuji-rr-80", "- CAM: [\"pin 4\"]", "- CAM: [\"pin 1\"]", ["pin 1"]),
        ("canon-n3", "connections:", "links:", ["cannot be read"]),
    ])  # fmt: skip
    def test_a_fault_in_a_kept_harness_is_found(self, make, copy, capsys, key, old, new, words):
        edit(copy / "drawings" / f"{key}.yml", old, new)
        assert make.main(["--only", "harnesses", "--folder", str(copy)]) == 1
        assert says([line for line in capsys.readouterr().out.splitlines() if f"{key}.yml" in line], *words)
        assert make.main(["--only", "outputs", "--folder", str(copy)]) == 1
        assert f"drawings/{key}.yml is not what" in capsys.readouterr().out

    @pytest.mark.parametrize("name, old, new", [
        ("panasonic-rs1.md", "40.7 kΩ", "41.7 kΩ"),
        ("README.md", "Canon N3", "Nikon N3"),
        ("parts.csv", "36 kΩ", "39 kΩ"),
        ("drawings/nikon-10-pin.svg", "NEVER CONNECT", "leave free"),
        ("drawings/canon-n3-plug.svg", "#0068a8", "#b35900"),
    ])  # fmt: skip
    def test_an_output_changed_by_hand_is_found(self, make, copy, capsys, name, old, new):
        edit(copy / name, old, new)
        assert make.main(["--only", "outputs", "--folder", str(copy)]) == 1
        assert f"{name} is not what" in capsys.readouterr().out

    def test_a_missing_and_a_stray_file_are_found_and_write_mends_them(self, make, copy, capsys):
        (copy / "sony-multi.md").unlink()
        (copy / "drawings" / "canon-e3.yml").unlink()
        (copy / "drawings" / "kodak.svg").write_text("<svg/>", "utf-8")
        assert make.main(["--folder", str(copy)]) == 1
        told = capsys.readouterr().out
        assert "sony-multi.md is made and not kept" in told and "canon-e3.yml is missing" in told
        assert "kodak.svg is kept and no longer made" in told
        assert make.main(["--write", "--folder", str(copy)]) == 0
        assert make.main(["--folder", str(copy)]) == 0

    def test_without_wireviz_it_says_what_to_do(self, make, monkeypatch, capsys):
        monkeypatch.setattr(tool, "VENV", Path("nowhere"))
        monkeypatch.setattr(sys, "executable", str(CABLES / "no-python"))
        assert make.main(["--only", "outputs"]) == 2
        assert "sh hardware/setup.sh" in capsys.readouterr().err
