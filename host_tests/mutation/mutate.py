"""Mutation testing of the firmware's pure layers: every small change to the code must make a test fail.

cosmic-ray makes the mutants (`mutants.py`). The tests are collected once; each mutant runs in a fork of that process,
in which it takes the place of the module, until the first test fails, the cheap ones first.

    python -m mutation.mutate                    all modules; names every survivor that SURVIVORS.md does not explain
    python -m mutation.mutate behaviour --jobs 2 --lines 126 171
    python -m mutation.mutate --write            the counts are kept in SURVIVORS.md, too

From host_tests, with PYTHONPATH ../firmware:. ; where the system can fork (Linux, macOS).
Exit codes: 0 every survivor is explained, 1 one is not, 2 a test fails without any mutant.
"""

import argparse
import importlib
import itertools
import sys
import time
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from unittest import mock

import pytest

from mutation.forks import each, in_order_of_cost, take_place
from mutation.mutants import mutants

TESTS = Path(__file__).resolve().parents[1]
GRIP = TESTS.parent / "firmware" / "grip"
SURVIVORS = Path(__file__).with_name("SURVIVORS.md")
COUNTS = (
    "<!-- Counts, made by `python -m mutation.mutate --write`; not to be edited. -->",
    "<!-- End of the counts. -->",
)
# What is mutated, and the tests that must notice.
KILLERS = {
    "behaviour": ("behaviour/test_behaviour.py", "behaviour/test_scenarios.py"),
    "settings": ("behaviour/test_settings.py",),
    "edges": ("mutation/test_edges.py",),
    "ticks": ("behaviour/test_ticks.py", "behaviour/test_behaviour.py"),
}
TOO_LONG = "quiet_minute"  # tests with this in their name notice little and take most of the time
HARDWARE = ("machine", "rp2")  # modules that only a Pico has; `edges` names them


@dataclass
class Found:
    """What became of the mutants of one module. `survivors`: (line, operator, text) of those not explained."""

    name: str
    text: str
    killed: int = 0
    explained: set = field(default_factory=set)
    explained_count: int = 0
    survivors: list = field(default_factory=list)
    seconds: float = 0

    @property
    def made(self):
        return self.killed + self.explained_count + len(self.survivors)

    def row(self):
        counts = f"{self.made} | {self.killed} | {self.explained_count} | {len(self.survivors)}"
        return f"| {self.name} | {sha256(self.text.encode()).hexdigest()[:8]} | {counts} |"


class Mutate:
    """A pytest plugin: in place of one run of the tests, one run a mutant."""

    def __init__(self, name, say, only, jobs):
        self.found = Found(name, (GRIP / f"{name}.py").read_text())
        self.say, self.only, self.jobs = say, only, jobs

    def pytest_runtestloop(self, session):
        found, began = self.found, time.monotonic()
        for absent in HARDWARE:
            sys.modules.setdefault(absent, mock.MagicMock())
        module = importlib.import_module("grip." + found.name)
        items, cpu_s = in_order_of_cost([item for item in session.items if TOO_LONG not in item.name])
        known = explained()
        changes = (
            ((operator, line, text), items, lambda mutated=mutated: take_place(module, mutated))
            for operator, line, text, mutated in itertools.chain([(None, 0, "", found.text)], mutants(found.text))
            if not self.only or line in (0, *self.only)
        )
        for number, (mutant, failed) in enumerate(each(changes, self.jobs, 10 + 3 * cpu_s)):
            if mutant[0] is None:
                assert not failed, "a test fails without any mutant"
            elif failed:
                found.killed += 1
            else:
                self._survived(*mutant, known)
            if number % 50 == 49:
                self.say(f"{found.name}: {number + 1} mutants, {time.monotonic() - began:.0f} s")
        found.seconds = time.monotonic() - began
        return True

    def _survived(self, operator, line, text, known):
        if (self.found.name, text) in known:
            self.found.explained.add((self.found.name, text))
            self.found.explained_count += 1
        else:
            self.found.survivors.append((line, operator, text))
            self.say(f"survived: {self.found.name}.py:{line} {operator}: {text}")


def explained():
    """(module, text of the mutant's line) of the survivors that SURVIVORS.md explains."""
    rows = [line.split(" | ") for line in SURVIVORS.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    return {(row[0].strip("| "), row[1].strip().strip("`").replace("\\|", "|")) for row in rows if len(row) == 3}


def run(name, say=print, only=None, jobs=1):
    """Mutates one module. Raises RuntimeError if its tests fail without any mutant."""
    plugin = Mutate(name, say, only, jobs)
    quiet = ["-qq", "-s", "--tb=no", "-p", "no:cacheprovider", "-o", "addopts="]
    code = pytest.main([*quiet, *(str(TESTS / path) for path in KILLERS[name])], plugins=[plugin])
    if code:
        raise RuntimeError(f"{name}: pytest ended with {code!r}; do its tests pass without a mutant?")
    if not plugin.found.made:
        raise RuntimeError(f"{name}: there is no mutant of these lines")
    return plugin.found


def write(all_found):
    """Keeps the counts in SURVIVORS.md, in the place of the last ones."""
    text = SURVIVORS.read_text(encoding="utf-8")
    before, after = text.split(COUNTS[0])[0], text.split(COUNTS[1])[1]
    head = "| module | SHA-256 of its text | mutants | killed | survive, explained | survive |\n" + "| --- " * 6 + "|"
    rows = "\n".join(found.row() for found in all_found)
    SURVIVORS.write_text(f"{before}{COUNTS[0]}\n\n{head}\n{rows}\n\n{COUNTS[1]}{after}", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help=f"modules: {', '.join(KILLERS)} (default: all)")
    parser.add_argument("--lines", type=int, nargs="*", help="only mutants of these lines")
    parser.add_argument("--jobs", type=int, default=1, help="mutants at a time")
    parser.add_argument("--write", action="store_true", help="keep the counts in SURVIVORS.md; for all modules only")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(KILLERS):
        parser.error(f"no module {', '.join(sorted(unknown))} here; there are {', '.join(KILLERS)}")
    if asked.write and (asked.names or asked.lines):
        parser.error("--write keeps the counts of all modules: leave out names and --lines")
    all_found = []
    try:
        for name in asked.names or KILLERS:
            all_found.append(run(name, lambda told: print(told, flush=True), asked.lines, asked.jobs))
            print(all_found[-1].row(), f"{all_found[-1].seconds:.0f} s", flush=True)
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 2
    for name, text in sorted(explained() - set().union(*(found.explained for found in all_found))):
        if not asked.lines and name in (asked.names or KILLERS):
            print(f"explained, but no survivor any more: {name}: {text}")
    if asked.write:
        write(all_found)
    return 1 if any(found.survivors for found in all_found) else 0


if __name__ == "__main__":
    sys.exit(main())
