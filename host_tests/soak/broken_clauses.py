"""Every clause of the contract broken on purpose in the firmware; a test must notice each.

First the clauses of the pure layers, all at once, then those that only the emulated board shows, in a random order.
"""

import os
import random
import re
import subprocess
import sys

from mutation.clauses import CLAUSES
from mutation.mutate import TESTS
from mutation.on_board import ON_BOARD, fails_unbroken, notices

from soak.tally import Clock, Tally

NAME = "Every clause of the contract broken on purpose"
TOLD = re.compile(r"^(noticed|NOT NOTICED) \| (.*)$", re.MULTILINE)


def campaign(seconds: float, seed: int) -> Tally:
    clock, tally = Clock(seconds), Tally()
    if hasattr(os, "fork"):
        _pure(tally)
    tried = []
    for clause in random.Random(seed).sample(ON_BOARD, len(ON_BOARD)):
        if clock.is_over():
            break
        tried.append(clause)
        _board(tally, clause)
    if tried and fails_unbroken(tried):
        tally.broken.append("a test that must notice a broken clause fails without one: it proves nothing")
    return tally


def _board(tally, clause):
    try:
        _count(tally, clause.says, notices(clause), f"clauses that only the board shows, of {len(ON_BOARD)}")
    except (RuntimeError, LookupError) as why:
        tally.broken.append(str(why))


def _pure(tally):
    path = os.pathsep.join((str(TESTS.parent / "firmware"), str(TESTS)))
    run = subprocess.run(
        [sys.executable, "-m", "mutation.run_clauses"],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        cwd=TESTS,
    )
    told = TOLD.findall(run.stdout)
    for word, says in told:
        _count(tally, says, word == "noticed", f"clauses of the pure layers, of {len(CLAUSES)}")
    if len(told) != len(CLAUSES):
        tally.broken.append(f"the clauses of the pure layers could not be tried: {(run.stdout + run.stderr)[-500:]}")


def _count(tally, says, noticed, what):
    tally.add(what)
    if not noticed:
        tally.broken.append(f"no test notices that this is broken: {says}")
