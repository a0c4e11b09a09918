"""The board's checks: silent on the board as it is, and loud on every fault that is seeded into a copy.

Needs KiCad (sh hardware/setup.sh), so it is not part of `make test`: `pytest -m hardware host_tests/hardware`.
"""

import json
import re
import shutil
import struct
import sys
import zlib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "hardware" / "board"))

from boardcheck import compare, isolation, kicad, netlist, parts, rules, wiring  # noqa: E402
from boardcheck.project import BOARD, Project  # noqa: E402

pytestmark = pytest.mark.hardware


@pytest.fixture
def copy(tmp_path) -> Project:
    """The board's files, to break."""
    folder = tmp_path / "board"
    shutil.copytree(BOARD, folder, ignore=shutil.ignore_patterns("outputs", "*.step", "*.kicad_prl", "__pycache__"))
    shutil.copy(Project().pins, tmp_path / "pins.py")
    return Project(folder=folder, pins=tmp_path / "pins.py")


def edit(path: Path, pattern: str, instead: str, count: int = 1) -> None:
    """Replaces the first `count` places; a pattern that is not there is a test gone stale."""
    text, done = re.subn(pattern, instead, path.read_text(encoding="utf-8"), count=count, flags=re.DOTALL)
    assert done, f"{pattern} is not in {path.name}"
    path.write_text(text, encoding="utf-8")


def add_to_board(project: Project, item: str) -> None:
    text = project.board.read_text(encoding="utf-8").rstrip()
    assert text.endswith(")")
    project.board.write_text(f"{text[:-1]}\t{item}\n)\n", encoding="utf-8")


def net_number(project: Project, name: str) -> str:
    return re.search(rf'\(net (\d+) "{re.escape(name)}"\)', project.board.read_text(encoding="utf-8"))[1]


def wired(project: Project) -> list[str]:
    return wiring.wiring(project, netlist.read_netlist(project))


def says(findings: list[str], *words: str) -> bool:
    return any(all(word in one for word in words) for one in findings)


class TestAsItIs:
    def test_nothing_is_found(self):
        project = Project()
        nets = netlist.read_netlist(project)
        assert rules.rules(project) == []
        assert wiring.wiring(project, nets) == []
        assert parts.parts(nets) == []
        assert isolation.isolation(project) == []
        assert kicad.electrical(project) == []
        assert kicad.design(project) == []

    def test_the_copy_is_as_good_as_the_board(self, copy):
        """Else the seeded faults below would be found for a wrong reason."""
        assert rules.rules(copy) + wired(copy) + isolation.isolation(copy) == []
        assert kicad.electrical(copy) + kicad.design(copy) == []


class TestBoardFaults:
    def test_a_moved_track(self, copy):
        edit(copy.board, r"(\(segment\s+\(start )([\d.]+) ([\d.]+)", r"\g<1>\g<2>9 1\g<3>")
        findings = kicad.design(copy)
        assert says(findings, "track_dangling") or says(findings, "unconnected_items")

    def test_a_track_across_the_gap(self, copy):
        net = net_number(copy, "GND")
        add_to_board(
            copy,
            f'(segment (start 115 80) (end 128 80) (width 0.3) (layer "F.Cu") (net {net})'
            ' (uuid "00000000-0000-4000-8000-000000000001"))',
        )
        findings = kicad.design(copy)
        assert says(findings, "isolation: 4 mm of air")
        assert says(findings, "isolation: the strip between the sides is empty")
        assert says(isolation.isolation(copy), "between the sides")

    def test_copper_that_belongs_to_no_net_in_the_gap(self, copy):
        add_to_board(
            copy,
            "(gr_line (start 119 80) (end 124 80) (stroke (width 0.3) (type solid))"
            ' (layer "B.Cu") (uuid "00000000-0000-4000-8000-000000000002"))',
        )
        assert says(kicad.design(copy), "isolation:")

    def test_no_slot_under_the_isolators(self, copy):
        """Everything stays 6 mm apart: only the surface rule sees it."""
        text = copy.board.read_text(encoding="utf-8")
        for shape in re.findall(r"\t\(gr_(?:line|arc)\n(?:\t\t.*\n)*?\t\)\n", text):
            xs = [float(x) for x in re.findall(r"\((?:start|end) ([\d.]+) ", shape)]
            if '"Edge.Cuts"' in shape and all(120 < x < 123.5 for x in xs):
                text = text.replace(shape, "")
        copy.board.write_text(text, encoding="utf-8")
        assert says(kicad.design(copy), "creepage")
        assert says(isolation.isolation(copy), "slot")

    def test_a_part_left_out_of_the_board(self, copy):
        text = copy.board.read_text(encoding="utf-8")
        footprint = next(one for one in re.findall(r"\t\(footprint .*?\n\t\)\n", text, re.DOTALL) if '"R3"' in one)
        copy.board.write_text(text.replace(footprint, ""), encoding="utf-8")
        assert says(kicad.design(copy), "missing_footprint", "R3")

    def test_pads_of_the_jack_swapped(self, copy):
        """The board says otherwise than the schematic."""
        text = copy.board.read_text(encoding="utf-8")
        jack = next(one for one in re.findall(r"\t\(footprint .*?\n\t\)\n", text, re.DOTALL) if '"J4"' in one)
        swapped = jack.replace("CAM_FOCUS", "CAM_OTHER").replace("CAM_COMMON", "CAM_FOCUS").replace("OTHER", "COMMON")
        copy.board.write_text(text.replace(jack, swapped), encoding="utf-8")
        assert says(kicad.design(copy), "parity")


class TestSchematicFaults:
    def test_a_typing_error_in_a_label(self, copy):
        edit(copy.schematic, r'\(label "SENSE_COMMON"', '(label "SENSE_COMON"')
        assert kicad.electrical(copy)
        assert says(wired(copy), "SENSE_COMMON")
        assert says(kicad.design(copy), "parity")

    def test_the_two_lines_swapped(self, copy):
        """Electrically without fault, and the wrong camera contact closes."""
        text = copy.schematic.read_text(encoding="utf-8")
        for name in ("CAM_FOCUS", "CAM_SHUTTER"):
            assert f'(label "{name}"' in text
        text = text.replace('(label "CAM_FOCUS"', '(label "X"').replace('(label "CAM_SHUTTER"', '(label "CAM_FOCUS"')
        copy.schematic.write_text(text.replace('(label "X"', '(label "CAM_SHUTTER"'), encoding="utf-8")
        assert kicad.electrical(copy) == []
        assert says(wired(copy), "CAM_FOCUS") and says(wired(copy), "CAM_SHUTTER")

    def test_a_missing_part(self, copy):
        text = copy.schematic.read_text(encoding="utf-8")
        symbol = next(
            one
            for one in re.findall(r"\t\(symbol\n\t\t\(lib_id .*?\n\t\)\n", text, re.DOTALL)
            if '"Reference" "R4"' in one
        )
        copy.schematic.write_text(text.replace(symbol, ""), encoding="utf-8")
        assert says(wired(copy), "R4 is missing")
        assert says(kicad.design(copy), "parity")

    def test_another_value(self, copy):
        edit(copy.schematic, r'(\(property "Reference" "R1".*?\(property "Value" ")220"', r'\g<1>22"')
        assert says(wired(copy), "R1 is 22,")

    def test_something_on_a_wire_of_the_program(self, copy):
        """GPIO18's pin gets the name of a net instead of its cross."""
        edit(copy.schematic, r"\(no_connect\s+\(at 139\.7 88\.9\)", '(label "FOCUS" (at 139.7 88.9 0)')
        assert says(wired(copy), "GPIO18 (WIRE_SHOT) must be left open")

    def test_the_camera_joined_to_ground(self, copy):
        edit(copy.schematic, r'\(lib_id "grip:CAM_COMMON"\)', '(lib_id "grip:GND")', count=99)
        edit(copy.schematic, r'\(property "Value" "CAM_COMMON"', '(property "Value" "GND"', count=99)
        assert says(wired(copy), "CAM_COMMON")

    def test_too_dear(self, copy):
        edit(copy.schematic, r'\(property "Price_EUR" "4.50"', '(property "Price_EUR" "14.50"')
        assert says(parts.parts(netlist.read_netlist(copy)), "EUR")

    def test_a_part_nobody_can_order(self, copy):
        edit(copy.schematic, r'\(property "MPN" "SJ1-2503A"', '(property "MPN" ""')
        assert says(parts.parts(netlist.read_netlist(copy)), "J4 lacks MPN")


class TestFirmwareFaults:
    @pytest.mark.parametrize(
        ("change", "word"),
        [
            (("FOCUS = 16", "FOCUS = 17"), "FOCUS on GPIO17"),
            (("THUMB = 14", "THUMB = 12"), "THUMB on GPIO12"),
            (("LED_CASE = 22", "LED_CASE = 21"), "LED_CASE on GPIO21"),
            (("WIRE_READY = 20", "WIRE_READY = 22"), "must be left open"),
            (("BATTERY = 29", "BATTERY = 29\nBUZZER = 5"), "BUZZER, which the board does not know"),
        ],
    )
    def test_a_pin_map_that_the_board_does_not_follow(self, copy, change, word):
        edit(copy.pins, re.escape(change[0]), change[1])
        assert says(wired(copy), word)


class TestRulesFaults:
    @pytest.mark.parametrize("name", rules.LEAST)
    def test_a_zeroed_rule(self, copy, name):
        settings = json.loads(copy.settings.read_text(encoding="utf-8"))
        settings["board"]["design_settings"]["rules"][name] = 0.0
        copy.settings.write_text(json.dumps(settings), encoding="utf-8")
        assert says(rules.rules(copy), name)

    @pytest.mark.parametrize("name", ["creepage", "clearance", "unconnected_items", "net_conflict"])
    def test_findings_switched_off(self, copy, name):
        settings = json.loads(copy.settings.read_text(encoding="utf-8"))
        settings["board"]["design_settings"]["rule_severities"][name] = "ignore"
        copy.settings.write_text(json.dumps(settings), encoding="utf-8")
        assert says(rules.rules(copy), name)

    def test_findings_excused(self, copy):
        settings = json.loads(copy.settings.read_text(encoding="utf-8"))
        settings["board"]["design_settings"]["drc_exclusions"] = ["clearance|1|2|3|4"]
        copy.settings.write_text(json.dumps(settings), encoding="utf-8")
        assert says(rules.rules(copy), "excused")

    def test_no_net_belongs_to_the_camera_any_more(self, copy):
        edit(copy.settings, r"\*CAM_\*", "*KAM_*")
        assert says(rules.rules(copy), "Camera")

    @pytest.mark.parametrize(
        ("pattern", "instead"),
        [
            (r"clearance \(min 4mm\)", "clearance (min 1mm)"),
            (r"\(constraint creepage \(min 8mm\)\)", ""),
            (r"'Camera' && B", "'Kamera' && B"),
            (r"severity error", "severity ignore"),
            (r"\(rule ", "# (rule "),
            (r"disallow track via", "disallow track"),
        ],
    )
    def test_an_isolation_rule_loosened(self, copy, pattern, instead):
        edit(copy.rules, pattern, instead)
        assert says(rules.rules(copy), "grip.kicad_dru")

    def test_no_isolation_rules_at_all(self, copy):
        copy.rules.unlink()
        assert len(rules.rules(copy)) == len(rules.ISOLATION)


def png(pixel, width: int = 16, height: int = 16) -> bytes:
    """A picture; `pixel(x, y)` gives three bytes."""
    raw = b"".join(b"\0" + b"".join(bytes(pixel(x, y)) for x in range(width)) for y in range(height))
    chunks = (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(raw))
    packed = [struct.pack(">I", len(data)) + name + data + struct.pack(">I", 0) for name, data in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


class TestOutputsFaults:
    @pytest.fixture
    def made(self, tmp_path) -> Path:
        """As if just made: what is kept."""
        return Path(shutil.copytree(Project().outputs, tmp_path / "made"))

    def test_the_same(self, made):
        assert compare.compare(Project(), made) == []

    @pytest.mark.parametrize("name", ["gerbers/grip-F_Cu.gtl", "gerbers/grip-PTH.drl", "parts.csv", "positions.csv"])
    def test_another_file(self, made, name):
        (made / name).write_bytes((made / name).read_bytes() + b"X0Y0D02*\n")
        assert says(compare.compare(Project(), made), name)

    def test_a_file_too_few_and_one_too_many(self, made):
        (made / "parts.csv").rename(made / "pieces.csv")
        findings = compare.compare(Project(), made)
        assert says(findings, "parts.csv is kept and no longer made")
        assert says(findings, "pieces.csv is made and not kept")

    def test_another_picture(self, made):
        (made / "top.png").write_bytes((made / "bottom.png").read_bytes())
        assert says(compare.compare(Project(), made), "top.png")

    def test_grain_is_no_difference_and_a_spot_is_one(self):
        plain = png(lambda x, y: (100, 100, 100))
        grain = png(lambda x, y: (100 + (x + y) % 2 * 20, 100, 100))
        spot = png(lambda x, y: (250, 100, 100) if x < 4 and y < 4 else (100, 100, 100))
        assert compare._same_picture(plain, grain)
        assert not compare._same_picture(plain, spot)
