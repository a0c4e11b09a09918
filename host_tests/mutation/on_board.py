"""Clauses that only the emulated board shows, broken on purpose in a copy of the project, with the tests that notice.

For the long run: each takes a boot or more. Nothing of the project itself is touched.
`python -m mutation.on_board [WORDS]`, from host_tests: all of them, or those whose clause has all the words.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from mutation.clauses import Clause
from mutation.mutate import TESTS
from mutation.run_clauses import broken

ROOT = TESTS.parent
PIO, SAFETY, POWERUP = "pio/test_programs.py", "board/test_safety.py", "board/test_powerup.py"
BOARD_STORIES = "board/test_scenarios.py"

ON_BOARD = (
    Clause("a glitch of 1 us closes nothing", "programs", "        set(x, 2)\n        label(\"filter\")",
           "        set(x, 0)\n        label(\"filter\")", (PIO + "::test_glitches_close_nothing",)),
    Clause("released = open for the whole debounce time", "programs",
           "        jmp(pin, \"still_open\")\n        jmp(\"closed\")", "        jmp(pin, \"still_open\")\n        jmp(\"still_open\")",
           (PIO + "::test_release_waits_for_the_whole_debounce_time",)),
    Clause("only a dark of 20 us is an opening", "programs", "        set(y, 31)",
           "        set(y, 5)", (PIO + "::test_only_20_us_of_dark_are_an_opening",)),
    Clause("the lead is never short", "programs", "        jmp(x_dec, \"count\")[2]", "        jmp(x_dec, \"count\")",
           (PIO + "::test_lead_is_never_short",)),
    Clause("a button held from the start closes nothing until released", "programs",
           "        label(\"closed\")\n        wait(1, pin, 0)", "        jmp(\"glitch\")\n        wrap_target()\n        label(\"closed\")",
           (PIO + "::test_held_from_the_start_closes_nothing_until_released",)),
    Clause("FOCUS closes before SHUTTER", "programs", "            wait(1, gpio, wire_ready)\n", "            nop()\n",
           (BOARD_STORIES + "::test_story[a frame from nothing: lead, frame, tail]",)),
    Clause("SHUTTER follows the finger", "programs", "        wait(1, irq, 5)\n", "        nop()\n",
           (BOARD_STORIES + "::test_story[bulb follows the finger]",)),
    Clause("the next press opens a locked SHUTTER", "edges",
           "        self._machines[_SHOT_SM].active(1)\n", "        pass\n",
           (BOARD_STORIES + "::test_story[shutter lock, opened by the index]",)),
    Clause("the refocus gap is timed", "edges", "        machine.put(self._gap_turns)", "        machine.put(1)",
           (BOARD_STORIES + "::test_story[press again: focus opens for the gap and closes]",)),
    Clause("three faults in a row: plain mode", "guard", "        return self.faults >= PLAIN_AFTER",
           "        return False", (SAFETY + "::test_three_faults_in_a_row_end_in_plain_mode",)),
    Clause("a hung Python is reset within 2 s", "guard", "TIMEOUT_MS = 1800", "TIMEOUT_MS = 8000",
           (SAFETY + "::test_hung_python",)),
    Clause("Ctrl-C is maintenance, the watchdog off", "guard", "        mem32[_WATCHDOG + _CTRL] &= ~_ENABLE",
           "        pass", (SAFETY + "::test_maintenance_stays_and_closes_nothing",)),
    Clause("both buttons for 2 s at power-up are maintenance", "powerup", "MAINTENANCE_MS = 2000",
           "MAINTENANCE_MS = 6000", (POWERUP + "::test_both_buttons_for_2_s_are_maintenance",)),
    Clause("the thumb for 1 to 3 s at power-up swaps the style", "powerup", "SWAP_FROM_MS = 1000", "SWAP_FROM_MS = 100",
           (POWERUP + "::test_too_short_or_too_long_a_hold_swaps_nothing",)),
)  # fmt: skip


ON_PATH = ("tools", "firmware", "host_tests")
ENDED = re.compile(r"^\d+ (passed|failed)", re.MULTILINE)  # and not "1 error": that is before the test begins

# Says which firmware is tested before it is: not the one of the project that the copy was made from.
PYTEST = """
import sys
from pathlib import Path
import grip, pytest
from backgrip.firmware import FIRMWARE
here = Path.cwd().resolve()
for path in (FIRMWARE, Path(grip.__file__)):
    if here not in Path(path).resolve().parents:
        sys.exit(f"tests of the copy in {here} would use {path}")
sys.exit(pytest.main(sys.argv[1:]))
"""


def notices(clause):
    """True if a test of those that must notice fails once the clause is broken. Raises RuntimeError, LookupError."""
    return _fails(clause.noticed_by, clause)


def fails_unbroken(clauses):
    """True if a test that must notice fails without any fault: then it proves nothing. Raises RuntimeError."""
    return _fails(sorted({node for clause in clauses for node in clause.noticed_by}), None)


def _fails(nodes, clause):
    """True if a test fails in a copy of the project, which is removed. Raises RuntimeError if none was run."""
    with tempfile.TemporaryDirectory(prefix="backgrip-clause-") as folder:
        copy = Path(folder)
        for name in ("firmware", "host_tests", "tools"):
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", copy)
        if clause:
            (copy / "firmware" / "grip" / f"{clause.file}.py").write_text(broken(clause), encoding="utf-8")
        quiet = ["-q", "-x", "-n0", "--tb=no", "-p", "no:cacheprovider"]
        run = subprocess.run(
            [sys.executable, "-c", PYTEST, *quiet, *(f"host_tests/{node}" for node in nodes)],
            cwd=copy,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(str(copy / name) for name in ON_PATH)},
            capture_output=True,
            text=True,
        )
    if run.returncode not in (0, 1) or not ENDED.search(run.stdout):
        says = clause.says if clause else "without a fault"
        raise RuntimeError(f"{says}: no test was run; pytest says {run.stdout[-800:]}{run.stderr[-800:]}")
    return run.returncode == 1


def run_all(words=(), say=print):
    """Runs the clauses whose text has all `words`, then their tests without a fault. Returns what went wrong."""
    wanted = [clause for clause in ON_BOARD if all(word in clause.says for word in words)]
    wrong = []
    for clause in wanted:
        noticed = notices(clause)
        if not noticed:
            wrong.append(clause.says)
        say(f"{'noticed' if noticed else 'NOT NOTICED'} | {clause.says}")
    if fails_unbroken(wanted):
        wrong.append("a test fails without any fault")
        say(wrong[-1])
    return wrong


if __name__ == "__main__":
    sys.exit(1 if run_all(sys.argv[1:], say=lambda told: print(told, flush=True)) else 0)
