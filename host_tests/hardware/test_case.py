"""The case's checks: each finds the fault that is seeded for it, and names it.

Needs build/hardware-venv (sh hardware/setup.sh); its Python runs the faults, for this one has no CAD kernel:
`pytest -m hardware host_tests/hardware/test_case.py`.
"""

import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CASE = ROOT / "hardware" / "case"
VENV = ROOT / "build" / "hardware-venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

pytestmark = pytest.mark.hardware


@pytest.fixture(scope="module")
def findings() -> dict[str, list[str]]:
    """What the checks say to every seeded fault, in one run: the kernel takes seconds to load."""
    command = [str(PYTHON), str(CASE / "casecheck" / "faults.py")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def says(found: list[str], *words: str) -> bool:
    return any(all(word in one for word in words) for one in found)


def test_as_it_is_nothing_is_found(findings):
    assert findings["as it is"] == []


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("a hole in the mesh", ("lid", "not watertight")),
        ("a face turned inside out", ("lid", "inside out")),
        ("a second piece", ("lid", "2 pieces")),
        ("a lost screw hole", ("lid", "4 tunnels instead of 5")),
        ("a thin wall", ("lid", "wall of 1.")),
        ("an overhang", ("lid", "hang in the air")),
        ("no hole for the jack", ("lid", "jack plug's body")),
        ("a boss under the board", ("body", "the board's grip_PCB")),
        ("a pin beside its hole", ("lid", "the board's grip_PCB")),
        ("a lid too low over the Pico", ("lid", "the board's RaspberryPi_Pico")),
        ("a holder too long", ("body", "battery holder")),
        ("a button out of reach", ("small hand", "do not press together")),
        ("a handle too short", ("large hand", "broad")),
        ("an older file in outputs", ("lid.stl is not what the case's source makes",)),
        ("pictures of another shape", ("pictures.txt shows an older case",)),
    ],
)
def test_a_seeded_fault_is_named(findings, fault, words):
    assert says(findings[fault], *words), findings[fault]
