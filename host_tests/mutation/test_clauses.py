"""Every clause of the contract, broken on purpose, is noticed. What only the emulated board shows: `on_board.py`."""

import os
import subprocess
import sys

import pytest

from mutation.clauses import CLAUSES
from mutation.mutate import TESTS
from mutation.on_board import ON_BOARD
from mutation.run_clauses import broken


@pytest.mark.parametrize("clause", (*CLAUSES, *ON_BOARD), ids=lambda clause: clause.says)
def test_the_fault_still_applies(clause):
    compile(broken(clause), clause.file, "exec")


def test_a_text_that_is_gone_is_told():
    from dataclasses import replace

    with pytest.raises(LookupError, match="give it a fault anew"):
        broken(replace(CLAUSES[0], text="no such text"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="each fault gets a fork of the tests; this system has none")
def test_every_fault_is_noticed():
    path = os.pathsep.join((str(TESTS.parent / "firmware"), str(TESTS)))
    run = subprocess.run(
        [sys.executable, "-m", "mutation.run_clauses"],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        cwd=TESTS,
    )
    assert run.stdout.count("noticed |") == len(CLAUSES), run.stdout + run.stderr
    assert run.returncode == 0 and "NOT NOTICED" not in run.stdout, run.stdout + run.stderr
