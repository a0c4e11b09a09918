"""Which statements and branches of the firmware the tests reach: from CPython, and on the emulated board.

    python host_tests/coverage_report.py              prints the table (minutes: the board walks all its stories)
    python host_tests/coverage_report.py --pure       CPython only (under a minute)
    python host_tests/coverage_report.py --write      keeps it as host_tests/COVERAGE.md, too

Exit codes: 0 done, 1 a test failed.
"""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TESTS, FIRMWARE = ROOT / "host_tests", ROOT / "firmware"
sys.path[:0] = [str(FIRMWARE), str(TESTS), str(TESTS / "tools")]

KEPT = TESTS / "COVERAGE.md"
# Tests that run the firmware's own files under CPython; what they stand in for is hardware.
PURE = (
    "behaviour/test_behaviour.py", "behaviour/test_scenarios.py", "behaviour/test_settings.py",
    "behaviour/test_ticks.py", "mutation/test_edges.py", "board/test_usb_fuzz.py::test_streams_into_the_parser",
)  # fmt: skip
SLOW = "quiet_minute"  # adds time and reaches nothing more
HEAD = """<!-- Made by `python host_tests/coverage_report.py --write`; do not edit. -->
# What the tests reach of the firmware

*CPython*: branch coverage by coverage.py over the tests that run the firmware's files without a board; `-` = none runs
it there. A branch is a way out of a statement that has more than one. *Board*: statements reached on the emulated Pico
by the stories of `soak/stories.py`, counted by a hook before each statement (`soak/hooks.py`); other tests on the board
reach more. The state machines' programs are no statements and are not counted on either side. These figures say what
was run, not that it was checked: for that see [SURVIVORS.md](mutation/SURVIVORS.md).

| file | CPython: statements | branches | board: statements |
| --- | --- | --- | --- |"""


def pure():
    """{file: (statements reached, all, branches taken, all)} under CPython. Raises SystemExit if a test fails."""
    import coverage
    import pytest

    watched = coverage.Coverage(branch=True, source=[str(FIRMWARE)], data_file=None)
    watched.exclude(r"@asm_pio")  # what is assembled does not run here
    watched.start()
    code = pytest.main(
        ["-q", "-n0", "--no-header", "-p", "no:cacheprovider", "-k", f"not {SLOW}", *(str(TESTS / one) for one in PURE)]
    )
    watched.stop()
    if code:
        raise SystemExit(1)
    figures = {}
    for path in watched.get_data().measured_files():
        numbers = watched._analyze(path).numbers
        reached = numbers.n_statements - numbers.n_missing
        if reached:
            branches = numbers.n_branches - numbers.n_missing_branches, numbers.n_branches
            figures[Path(path).relative_to(FIRMWARE).as_posix()] = reached, numbers.n_statements, *branches
    return figures


def share(reached, of):
    return f"{reached} of {of} ({100 * reached // of} %)" if of else "none"


def table(pure_figures, board_figures):
    """The rows, with a last one of sums."""
    rows, sums = [], [[0, 0], [0, 0], [0, 0]]
    for file in sorted({*pure_figures, *board_figures}):
        counts = pure_figures.get(file, (0, 0, 0, 0))
        pairs = counts[:2], counts[2:], board_figures.get(file, (0, 0))
        there = file in pure_figures, file in pure_figures, file in board_figures
        rows.append([f"`{file}`", *(share(*pair) if known else "-" for pair, known in zip(pairs, there))])
        for total, (reached, of) in zip(sums, pairs):
            total[0] += reached
            total[1] += of
    rows.append(["**in all of these**", *(share(*total) if total[1] else "-" for total in sums)])
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def by_file(places):
    """`file:line` places as one text, a file once."""
    lines = {}
    for place in places:
        file, line = place.split(":")
        lines.setdefault(file, []).append(line)
    return "; ".join(f"`{file}` {', '.join(found)}" for file, found in lines.items())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pure", action="store_true", help="CPython only")
    parser.add_argument("--write", action="store_true", help=f"keep it as {KEPT.relative_to(ROOT)}")
    asked = parser.parse_args()
    if asked.pure and asked.write:
        parser.error("--write keeps both columns: leave out --pure")
    pure_figures, board_figures = pure(), {}
    if not asked.pure:
        from soak.python_fails import board_coverage, unreached

        print("Walking the stories on the emulated board; some minutes.", file=sys.stderr, flush=True)
        board_figures = board_coverage()
    text = f"{HEAD}\n{table(pure_figures, board_figures)}\n"
    if board_figures:
        text += f"\nStatements that those stories do not reach on the board, by line: {by_file(unreached())}.\n"
    print(text)
    if asked.write:
        KEPT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
