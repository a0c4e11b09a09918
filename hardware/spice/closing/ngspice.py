"""Runs a netlist with `ngspice -b` and gives its numbers back. What it does not say is an error, never a silent gap."""

import math
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from closing.figures import HERE

_NUMBER = r"[-+]?\d+\.?\d*(?:[eE][-+]?\d+)?"
_LINE = re.compile(rf"^\s*([A-Za-z_][\w.#(),\[\]]*)\s*=\s*({_NUMBER})(?:\s|$)", re.MULTILINE)
_NEVER = re.compile(r"^\s*Error: measure\s+(\S+)\s+trig\(TARG\) : out of interval\s*$", re.MULTILINE)
_TROUBLE = re.compile(r"^.*(?:\berror\b|singular matrix|no convergence|timestep too small|aborted).*$", re.I | re.M)


class SpiceError(RuntimeError):
    """ngspice is missing, stopped, complained, or left a value out."""


@cache
def templates() -> Environment:
    loader = FileSystemLoader(HERE / "circuits")
    return Environment(loader=loader, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False)


def netlist(template: str, **values) -> str:
    """The text of a circuit. Raises jinja2.UndefinedError if a value is missing."""
    text = templates().get_template(template).render(**values)
    return re.sub(r"\n\s*\n+", "\n", text)


def simulate(circuit: str, expect: Iterable[str], may_never: bool = False, seconds: float = 60) -> dict[str, float]:
    """Every expected name (as ngspice prints it, in lower case) with its value.

    `may_never`: a .meas that waits for an edge which does not come gives infinity; else that is an error too.

    Raises SpiceError if ngspice is not installed, fails, reports an error, or does not give each value as a number.
    """
    program = shutil.which("ngspice")
    if program is None:
        raise SpiceError("ngspice is not installed. On Debian and Ubuntu: apt-get install ngspice")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "circuit.cir")
        path.write_text(circuit, "utf-8")
        try:
            command = [program, "-b", path.name]
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise SpiceError(f"ngspice did not finish within {seconds:g} s: {circuit.splitlines()[0]}") from error
    return read_values(done.stdout, done.stderr, expect, may_never)


def read_values(out: str, err: str, expect: Iterable[str], may_never: bool = False) -> dict[str, float]:
    """The expected values in ngspice's output. Raises SpiceError if there is trouble in it or one is missing."""
    expected = list(expect)
    found = {}
    if may_never:
        found = {name: math.inf for name in _NEVER.findall(out + err) if name in expected}
        out, err = _NEVER.sub("", out), _NEVER.sub("", err)
    if trouble := _TROUBLE.search(out) or _TROUBLE.search(err):
        raise SpiceError(f"ngspice: {trouble.group().strip()}")
    found |= {name.lower(): float(value) for name, value in _LINE.findall(out)}
    missing = [name for name in expected if math.isnan(found.get(name, math.nan))]
    if missing:
        some = ", ".join(missing[:5])
        raise SpiceError(f"ngspice gave no value for {some} ({len(missing)} of {len(expected)} missing)")
    return {name: found[name] for name in expected}
