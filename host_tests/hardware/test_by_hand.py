"""Breadboard and stripboard, hole by hole: silent as they are, and loud on every fault that is seeded into a layout.

Needs no KiCad: the netlist is read from hardware/board/outputs/nets.csv, which `make hardware` keeps true.
"""

import importlib.util
import math
import re
import shutil
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HARDWARE = ROOT / "hardware"
sys.path[:0] = [str(HARDWARE / "by_hand"), str(HARDWARE / "pictures")]

from byhand import checks, compare, isolation, kinds, places  # noqa: E402
from byhand.boards import Breadboard, Stripboard, board_of  # noqa: E402
from byhand.layout import LayoutError, read_layout  # noqa: E402
from byhand.netlist import read_nets  # noqa: E402
from byhand.pictures import pictures  # noqa: E402
from byhand.tables import PageError, blocks, fill  # noqa: E402
from pico import PINS  # noqa: E402

NETS = read_nets(HARDWARE / "board" / "outputs" / "nets.csv")
BUILDS = ("breadboard", "stripboard")
build = pytest.mark.parametrize("build", BUILDS)

spec = importlib.util.spec_from_file_location("by_hand_check", HARDWARE / "by_hand" / "check.py")
command = importlib.util.module_from_spec(spec)
spec.loader.exec_module(command)


def layout_of(name):
    return read_layout(HARDWARE / name / "layout.toml")


def found_in(folder, name, *edits):
    """Findings of a layout with every (pattern, instead) done once. A pattern that is not there is a stale test."""
    text = (HARDWARE / name / "layout.toml").read_text(encoding="utf-8")
    for pattern, instead in edits:
        text, done = re.subn(pattern, instead, text, count=1, flags=re.DOTALL)
        assert done, pattern
    path = folder / "layout.toml"
    path.write_text(text, encoding="utf-8")
    return checks.check_build(read_layout(path), NETS)


def says(findings, *words):
    return any(all(word in one for word in words) for one in findings)


def legs(ref, instead):
    """An edit: other legs for a part."""
    return rf'(ref = "{ref}"\n.*?)legs = \{{[^\n]*\}}', rf"\g<1>legs = {{ {instead} }}"


def wire(name, start, end):
    return rf'(name = "{re.escape(name)}"\n)from = "[^"]*"\nto = "[^"]*"', rf'\g<1>from = "{start}"\nto = "{end}"'


def without(ref):
    return rf'\[\[part\]\]\nref = "{ref}"\n.*?\n\n', ""


class TestAsItIs:
    @build
    def test_nothing_is_found(self, build):
        assert checks.check_build(layout_of(build), NETS) == []

    def test_the_netlist_follows_the_firmware(self):
        assert checks.firmware(NETS, PINS) == []

    def test_a_moved_pin_of_the_firmware(self, tmp_path):
        pins = tmp_path / "pins.py"
        text, done = re.subn(r"^(FOCUS = (?:const\()?)16", r"\g<1>21", PINS.read_text(), flags=re.M)
        assert done == 1
        pins.write_text(text)
        assert says(checks.firmware(NETS, pins), "FOCUS", "GPIO21", "U3.27")

    @build
    def test_pictures_tables_and_pages_are_up_to_date(self, build):
        assert command.check(HARDWARE / build, write=False) == []

    @build
    def test_pictures_are_the_same_every_time_and_well_formed(self, build):
        layout = layout_of(build)
        made = pictures(layout)
        assert made == pictures(layout)
        for name, text in made.items():
            ET.fromstring(text)
            assert text.startswith("<!-- made by: python hardware/by_hand/check.py"), name

    @build
    def test_every_step_has_its_picture_and_tables_on_the_page(self, build):
        page = (HARDWARE / build / "README.md").read_text(encoding="utf-8")
        for number in range(1, len(layout_of(build).step) + 1):
            picture, table = page.index(f"](pictures/step_{number}.svg)"), page.index(f"<!-- begin: step {number} -->")
            assert picture < table < page.index(f"<!-- begin: measure {number} -->")

    def test_the_gap_that_the_page_states(self):
        layout = layout_of("stripboard")
        assert round(isolation.gap(layout, board_of(layout.board, layout.cut), NETS)) == 6
        assert "keep it 6 mm from the Pico's side" in (HARDWARE / "stripboard/README.md").read_text(encoding="utf-8")

    def test_how_many_cuts_the_page_states(self):
        layout = layout_of("stripboard")
        cuts = len(Stripboard(layout.board, layout.cut).cuts)
        assert f"and {cuts} cuts" in (HARDWARE / "stripboard/README.md").read_text(encoding="utf-8")


class TestBoards:
    def test_breadboard_metal(self):
        board = Breadboard(layout_of("breadboard").board)
        assert board.piece("18f") == board.piece("18j") != board.piece("18e") == board.piece("18a")
        assert board.piece("T-3") == board.piece("T-31") != board.piece("T-33") == board.piece("T-61")
        assert board.piece("T-9") != board.piece("T+9") and board.piece("T-9") != board.piece("B-9")
        assert board.why_not("T-8") and board.why_not("64a") and board.why_not("0a") and board.why_not("5k")
        assert board.at("5e")[1] - board.at("5f")[1] == pytest.approx(7.62)

    def test_stripboard_metal(self):
        layout = layout_of("stripboard")
        board = Stripboard(layout.board, layout.cut)
        assert board.piece("A1") == board.piece("A17") != board.piece("A19")
        assert board.piece("U1") == board.piece("U31") != board.piece("U34")
        assert "cut away" in board.why_not("A18") and board.why_not("Y1") and board.why_not("A38")

    @staticmethod
    def mm(legs, one, other):
        return math.dist(legs[one][1:], legs[other][1:])

    @staticmethod
    def apart(legs, pin, other):
        return [math.dist(a[1:], b[1:]) for a in legs for b in legs if (a[0], b[0]) == (pin, other)]

    @pytest.mark.parametrize("ref,kind", [("U1", "dip4"), ("SW2", "button")])
    def test_bodies_agree_with_the_printed_board(self, ref, kind):
        """The same legs, from the footprints that KiCad drew; a button's legs spring out by up to 0.6 mm a side."""
        text = (HARDWARE / "board" / "grip.kicad_pcb").read_text(encoding="utf-8")
        part = next(one for one in text.split("\n\t(footprint ")[1:] if f'"Reference" "{ref}"' in one)
        pads = re.findall(r'\(pad "(\d)" thru_hole \w+\s+\(at ([-\d.]+) ([-\d.]+)', part)
        drawn = sorted(pad for pad, _x, _y in pads)
        assert drawn == sorted(pin for pin, _x, _y in kinds.KINDS[kind].legs)
        legs = [(pin, float(x), float(y)) for pin, x, y in pads]
        ours = list(kinds.KINDS[kind].legs)
        for one in range(4):
            for other in range(4):  # each leg is as far from each other leg as the printed board has it
                wanted, pins = self.mm(ours, one, other), (ours[one][0], ours[other][0])
                assert min(abs(mm - wanted) for mm in self.apart(legs, *pins)) < 1.3, pins


class TestBreadboardFaults:
    def test_a_wire_one_hole_off(self, tmp_path):
        found = found_in(tmp_path, "breadboard", wire("FOCUS from the Pico", "20j", "34j"))
        assert says(found, "U3.21 in hole 20h is not joined to FOCUS") or says(found, "R1.1 in hole 33g", "FOCUS")

    def test_a_wire_in_the_next_column_joins_what_must_stay_apart(self, tmp_path):
        found = found_in(tmp_path, "breadboard", wire("thumb button to the Pico", "18a", "28a"))
        assert says(found, "joined, and must not be: GND and THUMB")

    def test_focus_and_shutter_swapped(self, tmp_path):
        found = found_in(tmp_path, "breadboard", wire("FOCUS from the Pico", "20j", "42j"),
                         wire("SHUTTER from the Pico", "19j", "33j"))  # fmt: skip
        assert says(found, "joined, and must not be: FOCUS and SHUTTER", "33", "U3.22 in hole 19h")

    def test_tip_and_ring_swapped(self, tmp_path):
        found = found_in(tmp_path, "breadboard", legs("J7", '1 = "38a", 2 = "47a", 3 = "37a"'))
        assert says(found, "CAM_FOCUS and CAM_SHUTTER", "J7.1 in hole 38a")

    def test_an_isolator_turned_round(self, tmp_path):
        found = found_in(tmp_path, "breadboard", legs("U1", '1 = "37e", 2 = "38e", 3 = "38f", 4 = "37f"'))
        assert says(found, "U1 looks turned round", "pin 1 is in 37e and would do in 38f")
        assert says(found, "isolation", "both sides")

    def test_a_mirrored_isolator_does_not_fit(self, tmp_path):
        found = found_in(tmp_path, "breadboard", legs("U1", '1 = "37f", 2 = "38f", 3 = "38e", 4 = "37e"'))
        assert says(found, "U1 (isolator, DIP-4) does not fit the holes 37f, 38f, 38e, 37e")

    def test_two_legs_in_one_hole(self, tmp_path):
        found = found_in(tmp_path, "breadboard", wire("FOCUS isolator to ground", "37i", "T-37"))
        assert says(found, "hole 37i is to take two", "R3 pin 2", "FOCUS isolator to ground")

    def test_the_split_in_the_rail(self, tmp_path):
        found = found_in(tmp_path, "breadboard", wire("bridge over the middle of the rail", "T-29", "T-31"))
        assert says(found, "is not joined to GND", "37f")

    def test_a_part_missing(self, tmp_path):
        found = found_in(tmp_path, "breadboard", without("R3"))
        assert says(found, "R3 is in the netlist, but it has no holes here")

    def test_a_leg_missing(self, tmp_path):
        found = found_in(tmp_path, "breadboard", legs("J7", '1 = "47a", 2 = "38a"'))
        assert says(found, "J7: pin 3 has no hole")

    def test_a_wire_missing(self, tmp_path):
        found = found_in(tmp_path, "breadboard", (r'\[\[wire\]\]\nname = "common, both isolators"\n.*?\n\n', ""))
        assert says(found, "not joined to CAM_COMMON", "U")

    @pytest.mark.parametrize("ref,instead,words", [
        ("R1", '1 = "33g", 2 = "34g"', ("R1 (resistor)", "2.54 mm apart", "7.62 to 20.32 mm")),
        ("U2", '1 = "47g", 2 = "46g", 3 = "46e", 4 = "47e"', ("U2", "does not fit", "47g")),
        ("SW2", '1 = ["29e", "29f"], 2 = ["28e", "28f"]', ("SW2", "does not fit", "pin 2 2.54 mm")),
        ("U3", '1-20 = "1b-20b", 21-40 = "20h-1h"', ("U3 (Raspberry Pi Pico) does not fit", "17.78 mm")),
    ])  # fmt: skip
    def test_wrong_pitch(self, tmp_path, ref, instead, words):
        assert says(found_in(tmp_path, "breadboard", legs(ref, instead)), *words)

    def test_a_wire_across_the_isolation(self, tmp_path):
        found = found_in(tmp_path, "breadboard", wire("common, both isolators", "37g", "46b"))
        assert says(found, "isolation", "both sides") and says(found, "CAM_COMMON and GND")

    def test_the_camera_beside_the_buttons(self, tmp_path):
        moved = '1 = "32f", 2 = "31f", 3 = "31e", 4 = "32e"'
        found = found_in(tmp_path, "breadboard", legs("U1", moved))
        assert says(found, "isolation: only 0.5 mm", "column 31, a to e")

    def test_a_hole_that_is_none(self, tmp_path):
        assert says(found_in(tmp_path, "breadboard", wire("ground", "18j", "T-20")), "T-20 is no hole of this board")

    def test_a_hole_under_the_pico(self, tmp_path):
        assert says(found_in(tmp_path, "breadboard", wire("ground", "18g", "T-18")), "hole 18g", "is under U3")

    def test_gp18_stays_on_nothing(self, tmp_path):
        found = found_in(tmp_path, "breadboard", wire("ground", "17j", "T-18"))
        assert says(found, "U3.24, which is to be on nothing", "GND")

    def test_a_fault_in_an_option(self, tmp_path):
        found = found_in(tmp_path, "breadboard", legs("D2", '1 = "52i", 2 = "56i"'))
        assert says(found, "D2 looks turned round")


class TestStripboardFaults:
    @pytest.mark.parametrize("hole,words", [
        ("Q23", ("FOCUS_LED and U3.24, which is to be on nothing",)),
        ("B27", ("BAT_SW and VSYS",)),
        ("C25", ("BAT and GND",)),
        ("L26", ("LED_CASE and Net-(D1-A)",)),
        ("K23", ("+3V3 and U3.30",)),
    ])  # fmt: skip
    def test_a_forgotten_cut(self, tmp_path, hole, words):
        found = found_in(tmp_path, "stripboard", (rf'\[\[cut\]\]\nholes = "{hole}"\nwhy = "[^"]*"\n', ""))
        assert says(found, "joined, and must not be", *words)

    def test_one_cut_of_the_gap_forgotten(self, tmp_path):
        found = found_in(tmp_path, "stripboard", ('holes = "A32-X33"', 'holes = "A32-X32"'))
        assert says(found, "isolation: only", "4 mm are asked for")

    def test_one_strip_of_the_gap_forgotten(self, tmp_path):
        """Strip P carries GP19, and it would lie beside the camera's strip Q."""
        rest = 'holes = "Q32-X33"\nwhy = "the rest of the gap"\n\n[[cut]]\n\\1'
        edits = ('holes = "A32-X33"', 'holes = "A32-O33"'), ('(holes = "A23")', rest)
        found = found_in(tmp_path, "stripboard", *edits)
        assert says(found, "isolation: only", "strip P") or says(found, "isolation: only", "strip Q")

    def test_a_leg_across_the_gap(self, tmp_path):
        found = found_in(tmp_path, "stripboard", legs("J1", '1 = "C29", 2 = "M36"'))
        assert says(found, "isolation: only", "J1.2 in M36")
        assert says(found, "J1.2 in hole M36 is not joined to GND")

    def test_a_leg_in_the_gap(self, tmp_path):
        found = found_in(tmp_path, "stripboard", legs("R1", '1 = "T32", 2 = "Q32"'))
        assert says(found, "R1 pin 1", "copper at T32 is cut away")

    def test_a_link_that_crosses_the_gap_in_the_air(self, tmp_path):
        found = found_in(tmp_path, "stripboard", wire("ground, left and right", "U31", "U36"))
        assert says(found, "isolation")

    def test_a_link_one_strip_off(self, tmp_path):
        found = found_in(tmp_path, "stripboard", wire("3V3 to the loop-back header", "F24", "K24"))
        assert says(found, "+3V3", "U3.35, which is to be on nothing")

    def test_a_link_under_a_part(self, tmp_path):
        found = found_in(tmp_path, "stripboard", wire("ground, left and right", "R2", "X2"))
        assert says(found, "runs under SW3")

    def test_focus_and_shutter_swapped(self, tmp_path):
        found = found_in(tmp_path, "stripboard", legs("R1", '1 = "S30", 2 = "W30"'), legs("R2", '1 = "T28", 2 = "Q28"'))
        assert says(found, "joined, and must not be", "FOCUS", "SHUTTER")

    def test_an_isolator_turned_round(self, tmp_path):
        found = found_in(tmp_path, "stripboard", legs("U2", '1 = "X34", 2 = "W34", 3 = "W31", 4 = "X31"'))
        assert says(found, "U2 looks turned round")

    def test_the_diode_turned_round(self, tmp_path):
        assert says(found_in(tmp_path, "stripboard", legs("D2", '1 = "B28", 2 = "B25"')), "D2 looks turned round")

    def test_the_pico_one_strip_down(self, tmp_path):
        found = found_in(tmp_path, "stripboard", legs("U3", '1-20 = "B15-U15", 21-40 = "U22-B22"'))
        assert says(found, "joined, and must not be") and says(found, "not joined to")

    def test_two_parts_in_one_place(self, tmp_path):
        found = found_in(tmp_path, "stripboard", legs("R2", '1 = "S30", 2 = "W30"'))
        assert says(found, "hole S30 (R2 pin 1) is under R1")

    def test_a_button_turned_by_a_quarter(self, tmp_path):
        found = found_in(tmp_path, "stripboard", legs("SW3", '1 = ["R1", "U1"], 2 = ["R3", "U3"]'))
        assert says(found, "GND and INDEX") or says(found, "INDEX", "not joined")

    def test_a_leg_where_the_drill_goes(self, tmp_path):
        found = found_in(tmp_path, "stripboard", legs("J7", '1 = "W35", 2 = "Q36", 3 = "S36"'))
        assert says(found, "hole S36 is to take two", "drill")


def neighbours(hole):
    """The holes beside a hole, as far as names go; rails only along themselves."""
    letter, number = re.sub(r"\d", "", hole), int(re.sub(r"\D", "", hole))
    put = "{1}{0}" if letter.islower() else "{0}{1}"
    found = [put.format(letter, number + step) for step in (-1, 1)]
    return found + [put.format(chr(ord(letter) + step), number) for step in (-1, 1) if len(letter) == 1]


def moved(layout):
    """Every copy of the layout with one leg or one end of a wire in a neighbouring hole of other metal."""
    board = board_of(layout.board, layout.cut)
    for index, part in enumerate(layout.part):
        for pin, holes in part.legs.items():
            for place, hole in enumerate(holes):
                for other in neighbours(hole):
                    if not board.why_not(other) and board.piece(other) != board.piece(hole):
                        legs = {**part.legs, pin: [*holes[:place], other, *holes[place + 1:]]}
                        parts = [*layout.part]
                        parts[index] = part.model_copy(update={"legs": legs})
                        yield f"{part.ref}.{pin} {hole} {other}", layout.model_copy(update={"part": parts})
    for index, wire in enumerate(layout.wire):
        for end, hole in (("start", wire.start), ("end", wire.end)):
            for other in neighbours(hole):
                if not board.why_not(other) and board.piece(other) != board.piece(hole):
                    wires = [*layout.wire]
                    wires[index] = wire.model_copy(update={end: other})
                    yield f"{wire.name} {hole} {other}", layout.model_copy(update={"wire": wires})


@build
def test_no_leg_and_no_wire_can_be_one_hole_off(build):
    layout = layout_of(build)
    board, tried, unseen = board_of(layout.board, layout.cut), 0, []
    for what, other in moved(layout):
        tried += 1
        if not places.places(other, board) and not compare.compare(other, board, NETS):
            unseen.append(what)
    assert tried > 100 and unseen == []


def test_a_wire_to_nowhere(tmp_path):
    """Ground is joined twice on the stripboard, so that this one is no missing join."""
    found = found_in(tmp_path, "stripboard", wire("ground, left and right", "V10", "X10"))
    assert says(found, 'the wire "ground, left and right" ends in V10, where nothing else is')


class TestMeasurements:
    @pytest.mark.parametrize("name,old,new,words", [
        ("breadboard", r'between = \["33h", "38h"\]', 'between = ["33h", "39h"]', "R1 is not between them"),
        ("breadboard", r'between = \["3a", "T-40"\]\nreads = "closed"', 'between = ["3a", "T-40"]\nreads = "open"',
         "they are joined"),
        ("stripboard", r'between = \["T27", "X27"\]', 'between = ["T26", "X27"]', "T26 is taken"),
        ("stripboard", r'between = \["E25", "K25"\]', 'between = ["E25", "L25"]', "nothing joins them"),
        ("stripboard", r'between = \["Q37", "R36"\]', 'between = ["A18", "R36"]', "cut away"),
    ])  # fmt: skip
    def test_a_wrong_one_is_found(self, tmp_path, name, old, new, words):
        assert says(found_in(tmp_path, name, (old, new)), "measurement", words)


class TestCommand:
    def test_a_stale_table_and_a_stale_picture(self, tmp_path, monkeypatch):
        folder = tmp_path / "breadboard"
        shutil.copytree(HARDWARE / "breadboard", folder)
        monkeypatch.setattr(command, "HARDWARE", tmp_path)
        assert command.check(folder, write=False) == []
        page, picture = folder / "README.md", folder / "pictures" / "step_2.svg"
        page.write_text(page.read_text(encoding="utf-8").replace("19a → 28a", "19a → 29a"), encoding="utf-8")
        picture.write_text("other", encoding="utf-8")
        (folder / "pictures" / "old.svg").write_text("stray", encoding="utf-8")
        found = command.check(folder, write=False)
        assert says(found, "README.md", "check.py -w") and says(found, "step_2.svg") and says(found, "old.svg")
        assert command.check(folder, write=True) == [] == command.check(folder, write=False)

    def test_exit_codes(self, tmp_path, monkeypatch, capsys):
        assert command.main(["breadboard"]) == 0
        monkeypatch.setattr(command, "NETS", tmp_path / "nets.csv")
        text = (HARDWARE / "board" / "outputs" / "nets.csv").read_text(encoding="utf-8")
        (tmp_path / "nets.csv").write_text(text.replace("U1.4", "U1.3x").replace("U1.3 ", "U1.4 "), encoding="utf-8")
        assert command.main(["stripboard"]) == 1
        assert "U1.4 in hole Q34" in capsys.readouterr().out

    def test_an_unknown_build(self, capsys):
        with pytest.raises(SystemExit):
            command.main(["veroboard"])
        assert "there is no build veroboard" in capsys.readouterr().err

    def test_a_layout_that_does_not_fit(self, tmp_path):
        path = tmp_path / "layout.toml"
        path.write_text('title = "x"\n[board]\nkind = "perfboard"\ncolumns = 3\nsize = ""\n', encoding="utf-8")
        with pytest.raises(LayoutError, match="board.kind"):
            read_layout(path)
        with pytest.raises(LayoutError, match="not there"):
            read_layout(tmp_path / "none.toml")

    def test_a_page_without_its_marks(self):
        with pytest.raises(PageError, match="step 1"):
            fill("no marks", blocks(layout_of("stripboard")))
