"""The build guide against the board: each part once, and the meter reads what the pages say."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "hardware" / "guide"
STEPS = (GUIDE / "steps.toml").read_text(encoding="utf-8")
PYTHON = ROOT / "build" / "hardware-venv" / "bin" / "python"
pytestmark = pytest.mark.hardware


def made(folder, text):
    """Exit code and findings of a guide with `text` for its steps; pictures are left out."""
    path = folder / "steps.toml"
    path.write_text(text, encoding="utf-8")
    program = [PYTHON, GUIDE / "make.py", "--quick", "--steps", path]
    done = subprocess.run(program, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def changed(old, new):
    assert STEPS.count(old) == 1, old
    return STEPS.replace(old, new)


def test_as_kept(tmp_path):
    code, said = made(tmp_path, STEPS)
    assert code == 0 and "0 findings" in said, said


@pytest.mark.parametrize("old, new, told", [
    ('fit = ["D3", "Q1"]', 'fit = ["D3"]', "no step fits Q1"),
    ('fit = ["J4"]', 'fit = ["J4", "U1"]', "U1 is fitted twice"),
    ('fit = ["U3"]', 'fit = ["U3", "R7"]', "R7 is no part"),
    ('between = ["TP5", "TP2"], ohm = "10 kΩ", why = "R4', 'between = ["TP5", "TP2"], ohm = "220 Ω", why = "R4',
     "resistors: TP5 to TP2 should read 220 Ω, and the circuit gives 1e+04 Ω"),
    ('"J2.1", "TP2"], held = ["SW2"]', '"J3.1", "TP2"], held = ["SW2"]', "switches: J3.1 to TP2 should read closed"),
    ('"J4.4", "TP7"', '"J4.4", "TP6"', "jack: J4.4 to TP6 should read closed"),
    ('"J4.4", "TP7"', '"J4.9", "TP7"', "the netlist has no J4.9"),
    ('{ between = ["U1.1", "U1.2"], diode', '{ between = ["U1.3", "TP8"], diode', "is a diode by the page"),
    ('title = "Six resistors"', 'title = "Seven resistors"', "is not what steps.toml makes"),
    ('title = "Six resistors"', 'titel = "Six resistors"', "titel"),
])  # fmt: skip
def test_a_page_that_is_wrong_is_found(tmp_path, old, new, told):
    code, said = made(tmp_path, changed(old, new))
    assert code in (1, 2) and told in said, said


def test_links_lead_somewhere():
    broken = []
    for page in GUIDE.glob("*.md"):
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
            if not target.startswith("http") and not (page.parent / target).exists():
                broken.append(f"{page.name}: {target}")
    assert not broken
