"""Checks the board: ``python hardware/board/check.py``; set up first with ``sh hardware/setup.sh``.

    --write      makes everything in outputs/ anew (then look at it)
    --quick      leaves out making the outputs
    --only NAME  one of: rules, wiring, parts, isolation, erc, drc, outputs; may be given more than once
    --board DIR  another folder with the same files

Exits 0 when all is well, 1 with findings, 2 when something keeps it from checking.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from boardcheck import exports, isolation, kicad, netlist, parts, rules, second, wiring  # noqa: E402
from boardcheck.compare import compare  # noqa: E402
from boardcheck.project import CheckError, Project  # noqa: E402

# The rules come first: a check against zeroed rules says nothing.
STEPS = {
    "rules": ("the rules themselves", lambda project, nets: rules.rules(project)),
    "wiring": ("circuit against firmware/grip/pins.py", wiring.wiring),
    "parts": ("bill of materials", lambda project, nets: parts.parts(nets)),
    "isolation": ("camera's side apart from the Pico's", lambda project, nets: isolation.isolation(project)),
    "erc": ("electrical rules, all severities", lambda project, nets: kicad.electrical(project)),
    "drc": ("design rules, parity, all severities", lambda project, nets: kicad.design(project)),
    "outputs": ("outputs made anew and compared", lambda project, nets: _outputs(project, nets)),
}


def _outputs(project: Project, nets: netlist.Netlist, write: bool = False) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "outputs"
        made.mkdir()
        exports.make_all(project, nets, made)
        if write:
            exports.replace_folder(made, project.outputs)
            return []
        return compare(project, made) + second.second_look(made / "gerbers")


def check(project: Project, steps: list[str]) -> int:
    """Prints a line a step and a line a finding, and returns how many findings there are. Raises CheckError."""
    nets = netlist.read_netlist(project)
    total = 0
    for name in steps:
        title, step = STEPS[name]
        began = time.monotonic()
        found = step(project, nets)
        verdict = f"{len(found)} findings" if found else "ok"
        print(f"  {title:<42} {verdict:<12} {time.monotonic() - began:5.1f} s", flush=True)
        for one in found:
            print(f"      {one}", flush=True)
        total += len(found)
    return total


def main(words: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", action="append", choices=STEPS)
    parser.add_argument("--board", type=Path, default=HERE)
    asked = parser.parse_args(words)
    project = Project(folder=asked.board.resolve())
    steps = asked.only or [name for name in STEPS if not (asked.quick and name == "outputs")]
    try:
        if asked.write:
            _outputs(project, netlist.read_netlist(project), write=True)
            print(f"Made anew: {project.outputs}. Look at the pictures before you keep them.")
            return 0
        print(f"Board, with KiCad {kicad.version()}:", flush=True)
        return 1 if check(project, steps) else 0
    except CheckError as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
