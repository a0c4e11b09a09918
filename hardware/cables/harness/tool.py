"""WireViz, which lives in the hardware's own environment: drawing, and reading its files."""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
VENV = ROOT / "build" / "hardware-venv"
FONTS = "DejaVu Sans, Verdana, sans-serif"  # of equal width, for whoever has not got the first
LOUD, RED = ("NEVER CONNECT", "MEASURE FIRST", "how sure: ASSUMED"), "#c01c28"
READ = """
import json, sys, yaml
json.dump([yaml.safe_load(open(name, encoding="utf-8")) for name in sys.argv[1:]], sys.stdout)
"""


class ToolError(Exception):
    """WireViz or Graphviz is missing or failed; the text says what to do."""


def python() -> Path:
    """The interpreter that has WireViz."""
    places = [VENV / "bin" / "python", VENV / "Scripts" / "python.exe"]
    return next((place for place in places if place.exists()), Path(sys.executable))


def draw(files: list[Path], folder: Path) -> None:
    """Draws each harness file as SVG into `folder`. Raises ToolError."""
    told = _run("-m", "wireviz.wv_cli", "-f", "s", "-o", str(folder), *map(str, files))
    if "Unknown" in told:
        raise ToolError(f"WireViz: {told}")
    for file in files:
        path = folder / f"{file.stem}.svg"
        path.write_text(cleaned(path.read_text("utf-8"), file.stem), "utf-8", newline="\n")


def read(files: list[Path]) -> list[dict]:
    """What each harness file says. Raises ToolError."""
    return json.loads(_run("-c", READ, *map(str, files)))


def cleaned(svg: str, name: str) -> str:
    """Without Graphviz's version and comments, direct joints drawn through, and with fonts that others have too."""
    svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<!DOCTYPE.*?>\s*", "", svg, flags=re.DOTALL)
    svg = svg.replace("<title>%3</title>", f"<title>{name}</title>").replace(' stroke-dasharray="5,2"', "")
    svg = svg.replace('font-family="DejaVu Sans"', f'font-family="{FONTS}"')
    svg = svg.replace(">CAM:", ">")  # beside a wire; the longest of these would run out of its box
    svg = re.sub(rf"(<text[^>]*)>({'|'.join(LOUD)})", rf'\1 fill="{RED}">\2', svg)
    origin = f"<!-- Made from {name}.yml by hardware/cables/make.py; do not edit. -->\n"
    return re.sub(r"(<\?xml.*?\?>\s*)", lambda found: found[1].rstrip() + "\n" + origin, svg, count=1)


def _run(*words: str) -> str:
    try:
        done = subprocess.run([str(python()), *words], capture_output=True, text=True, encoding="utf-8", timeout=300)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ToolError(f"{python()}: {error}. Set up first: sh hardware/setup.sh") from error
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise ToolError(f"WireViz did not run: {last}\nIs it set up? sh hardware/setup.sh")
    return done.stdout
