"""Everything that is made from the board's files, into a folder; without dates, so that two runs give the same."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from boardcheck.kicad import kicad
from boardcheck.netlist import Netlist
from boardcheck.parts import as_csv
from boardcheck.project import CheckError, Project

COPPER = "F.Cu,B.Cu,F.Mask,B.Mask,F.Silkscreen,B.Silkscreen,F.Paste,Edge.Cuts"
SIDES = {"top": "F.Cu,F.Mask,F.Silkscreen,Edge.Cuts", "bottom": "B.Cu,B.Mask,B.Silkscreen,Edge.Cuts"}
ONE_SHEET = ("--mode-single", "--page-size-mode", "2", "--exclude-drawing-sheet")
VIEWS = {
    "grip.png": (1400, 640, "--side", "top", "--perspective", "--rotate", "-40,0,-18", "--pan", "-0.4,0,0")
    + ("--zoom", "1.35", "--floor"),
    "top.png": (1400, 560, "--side", "top", "--zoom", "1.8"),
    "bottom.png": (1400, 560, "--side", "bottom", "--zoom", "1.8"),
}


def make_all(project: Project, netlist: Netlist, folder: Path, told: Callable[[str], None] = lambda name: None) -> None:
    """Writes every output. Takes about a minute. Raises CheckError."""
    for make in (_parts, _fabrication, _drawings, _solid, _pictures, _assembly):
        told(make.__name__.strip("_"))
        make(project, netlist, folder)
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix not in (".png", ".html"):
            path.write_bytes(without_dates(path.read_bytes()))


def _parts(project: Project, netlist: Netlist, folder: Path) -> None:
    (folder / "parts.csv").write_text(as_csv(netlist), encoding="utf-8")
    nets = {name: pins for name, pins in netlist.nets.items() if not name.startswith("unconnected")}
    lines = [f"{name},{' '.join('.'.join(pin) for pin in sorted(pins))}" for name, pins in sorted(nets.items())]
    (folder / "nets.csv").write_text("\n".join(["Net,Pins", *lines, ""]), encoding="utf-8")


def _fabrication(project: Project, netlist: Netlist, folder: Path) -> None:
    gerbers = folder / "gerbers"
    gerbers.mkdir(parents=True, exist_ok=True)
    kicad("pcb", "export", "gerbers", "--layers", COPPER, "--use-drill-file-origin", "-o", gerbers, project.board)
    shape = "--excellon-separate-th", "--excellon-oval-format", "route", "--drill-origin", "plot"
    kicad("pcb", "export", "drill", *shape, "-o", f"{gerbers}{os.sep}", project.board)
    place = "--format", "csv", "--units", "mm", "--exclude-dnp", "--use-drill-file-origin"
    kicad("pcb", "export", "pos", *place, "-o", folder / "positions.csv", project.board)


def _drawings(project: Project, netlist: Netlist, folder: Path) -> None:
    kicad("sch", "export", "pdf", "-o", folder / "schematic.pdf", project.schematic)
    kicad("sch", "export", "svg", "--no-background-color", "-o", folder, project.schematic)
    (folder / "grip.svg").rename(folder / "schematic.svg")
    for side, layers in SIDES.items():
        kicad("pcb", "export", "svg", *ONE_SHEET, "--layers", layers, "-o", folder / f"{side}.svg", project.board)
    every = "F.Cu,B.Cu,F.Silkscreen,B.Silkscreen,F.Fab"
    pages = folder / "pages"
    how = "--mode-multipage", "--layers", every, "--common-layers", "Edge.Cuts"
    kicad("pcb", "export", "pdf", *how, "-o", pages, project.board)
    (pages / "grip.pdf").rename(folder / "board.pdf")
    pages.rmdir()


def _solid(project: Project, netlist: Netlist, folder: Path) -> None:
    kicad("pcb", "export", "step", "--force", "--no-dnp", "-o", folder / "grip.step", project.board)


def _pictures(project: Project, netlist: Netlist, folder: Path) -> None:
    for name, (width, height, *how) in VIEWS.items():
        size = "--width", width, "--height", height
        kicad("pcb", "render", *size, *how, "-o", folder / name, project.board)


def _assembly(project: Project, netlist: Netlist, folder: Path) -> None:
    """One page that shows where each part goes, for the browser (InteractiveHtmlBom, which needs pcbnew)."""
    program = Path(sys.executable).with_name("generate_interactive_bom")
    if not program.exists():
        raise CheckError("generate_interactive_bom is missing. Install it with: sh hardware/setup.sh")
    how = "--no-browser", "--dest-dir", str(folder), "--name-format", "assembly", "--blacklist", "H*,TP*"
    environment = {**os.environ, "INTERACTIVE_HTML_BOM_NO_DISPLAY": "1"}
    done = subprocess.run([program, *how, project.board], capture_output=True, text=True, env=environment)
    if done.returncode:
        raise CheckError(f"generate_interactive_bom failed:\n{done.stderr}".rstrip())


_DATES = (
    (rb"(%TF\.CreationDate,)[^*]*", rb"\g<1>2000-01-01T00:00:00+00:00"),
    (rb"(; #@! TF\.CreationDate,)[^\r\n]*", rb"\g<1>2000-01-01T00:00:00+00:00"),
    (rb"((?:G04 Created by KiCad|; DRILL file {KiCad)[^\r\n]*date )[0-9T: +-]*", rb"\g<1>2000-01-01 00:00:00"),
    (rb'("CreationDate": ")[^"]*', rb"\g<1>2000-01-01T00:00:00+00:00"),
    (rb"(/CreationDate \(D:)\d{14}", rb"\g<1>20000101000000"),
    (rb"(FILE_NAME\('[^']*',')[^']*", rb"\g<1>2000-01-01T00:00:00"),
    (rb"(date )\d{4}[-/]\d\d[-/]\d\d[ T]\d\d:\d\d:\d\d", rb"\g<1>2000/01/01 00:00:00"),
)


def without_dates(data: bytes) -> bytes:
    """The same, made on 1 January 2000."""
    for pattern, instead in _DATES:
        data = re.sub(pattern, instead, data)
    return data


def replace_folder(made: Path, target: Path) -> None:
    """`target` becomes what `made` is."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(made, target)
