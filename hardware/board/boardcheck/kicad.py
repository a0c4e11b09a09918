"""kicad-cli: running it, and reading what it found. It needs no window and no settings in the home folder."""

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from boardcheck.project import CheckError, Project

MINUTES = 5  # the longest single run, the pictures, takes some 20 s on two busy cores
VIOLATIONS = 5  # kicad-cli's exit code for "ran, and found something"


def kicad(*words: object) -> subprocess.CompletedProcess:
    """Runs kicad-cli. Raises CheckError when it is missing or fails otherwise than by finding something."""
    program = shutil.which("kicad-cli")
    if program is None:
        raise CheckError("kicad-cli is missing. Install it with: sh hardware/setup.sh")
    try:
        done = subprocess.run([program, *map(str, words)], capture_output=True, text=True, timeout=60 * MINUTES)
    except subprocess.TimeoutExpired:
        raise CheckError(f"kicad-cli {words[0]} {words[1]} did not end within {MINUTES} minutes.") from None
    if done.returncode not in (0, VIOLATIONS):
        raise CheckError(f"kicad-cli {' '.join(map(str, words[:3]))} failed:\n{done.stdout}{done.stderr}".rstrip())
    return done


def version() -> str:
    """Such as "9.0.8"."""
    return kicad("version").stdout.split("+")[0].split("-")[0].strip()


def _report(*words: object, source: Path) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "report.json"
        kicad(*words, "--severity-all", "--format", "json", "--exit-code-violations", "-o", target, source)
        if not target.is_file():
            raise CheckError(f"KiCad cannot read {source.name}. Open it in KiCad and see what it says.")
        return json.loads(target.read_text(encoding="utf-8"))


def _told(kind: str, found: dict) -> str:
    where = "; ".join(
        f"{item['description']} at {item['pos']['x']:g}, {item['pos']['y']:g}" for item in found.get("items", [])
    )
    return f"{kind}: {found['type']}: {found['description']} ({where})"


def electrical(project: Project) -> list[str]:
    """The schematic's electrical rules (ERC), warnings included."""
    report = _report("sch", "erc", source=project.schematic)
    return [_told("ERC", found) for sheet in report["sheets"] for found in sheet["violations"]]


def design(project: Project) -> list[str]:
    """The board's design rules (DRC), what is not connected, where schematic and board differ; warnings included."""
    report = _report("pcb", "drc", "--schematic-parity", source=project.board)
    parts = ("violations", "DRC"), ("unconnected_items", "open"), ("schematic_parity", "parity")
    return [_told(kind, found) for part, kind in parts for found in report[part]]
