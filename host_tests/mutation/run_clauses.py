"""Applies each broken clause in a fork and runs the tests that must notice, the cheap ones first, until one fails.

`python -m mutation.run_clauses`, from host_tests, prints a line a clause and exits 1 if one is not noticed.
"""

import importlib
import os
import sys
from pathlib import Path

import pytest

from mutation.clauses import CLAUSES, STORIES
from mutation.forks import fails, in_order_of_cost, take_place
from mutation.mutate import GRIP, TESTS

# Of the schedules of the stories the cheapest is enough here, and so is a story without its quiet minute.
SCHEDULE = "every 5 ms]"


def broken(clause):
    """The text of the clause's file with its fault. Raises LookupError if the file does not have that text once."""
    source = (GRIP / f"{clause.file}.py").read_text()
    found = source.count(clause.text)
    if found != 1:
        raise LookupError(
            f'the clause "{clause.says}" finds its text {found} times in firmware/grip/{clause.file}.py; '
            f"the firmware has changed: give it a fault anew in {Path(__file__).parent.name}/clauses.py"
        )
    return source.replace(clause.text, clause.wrong)


class RunClauses:
    """A pytest plugin: in place of one run of the tests, one run a clause."""

    def __init__(self):
        self.unnoticed = []

    def pytest_runtestloop(self, session):
        enough = [item for item in session.items if STORIES not in item.nodeid or SCHEDULE in item.name]
        items, _ = in_order_of_cost(enough)
        for clause in CLAUSES:
            wanted = [item for item in items if any(name in item.nodeid for name in clause.noticed_by)]
            noticed = fails(wanted, lambda clause=clause: _apply(clause))
            print("noticed" if noticed else "NOT NOTICED", "|", clause.says, flush=True)
            if not noticed:
                self.unnoticed.append(clause.says)
        return True


def _apply(clause):
    take_place(importlib.import_module("grip." + clause.file), broken(clause))
    if clause.file == "profile":
        take_place(importlib.import_module("grip.settings"), (GRIP / "settings.py").read_text())


def main():
    for clause in CLAUSES:
        broken(clause)
    plugin = RunClauses()
    files = sorted({str(TESTS / name) for clause in CLAUSES for name in clause.noticed_by})
    pytest.main(["-qq", "-s", "--tb=no", "-p", "no:cacheprovider", "-o", "addopts=", *files], plugins=[plugin])
    return 1 if plugin.unnoticed else 0


if __name__ == "__main__":
    os.chdir(TESTS.parent)
    sys.exit(main())
