"""Simulates the grip's output stage on every camera input that is known, and writes what came out.

    python hardware/spice/run.py            writes RESULTS.md, results.json and margins.svg beside this file
    python hardware/spice/run.py --check    simulates again and compares with them; 1 if anything differs or fails
    python hardware/spice/run.py --quick    only the parts of the parts list, no sweeps; writes nothing

Needs ngspice (39 or later) and the packages of `make ready`. Exit code: 0, or 1 and the reasons.
"""

import argparse
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "tools")]

from closing.compare import differences  # noqa: E402
from closing.ngspice import SpiceError  # noqa: E402
from closing.picture import picture  # noqa: E402
from closing.report import report, summary  # noqa: E402
from closing.work import results  # noqa: E402

JSON, REPORT, PICTURE = HERE / "results.json", HERE / "RESULTS.md", HERE / "margins.svg"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python hardware/spice/run.py", description=__doc__.split("\n\n")[0])
    parser.add_argument("--quick", action="store_true", help="only the parts of the list, no sweeps; writes nothing")
    parser.add_argument("--check", action="store_true", help="compare with the committed results; writes nothing")
    options = parser.parse_args(arguments)
    try:
        found = results(lambda text: print(f"  {text}", file=sys.stderr, flush=True), options.quick)
    except SpiceError as error:
        print(error, file=sys.stderr)
        return 1
    print(summary(found))
    wrong = complaints(found)
    if options.check:
        wrong += _against_files(found)
    elif not options.quick:
        _write(found)
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


def complaints(found: dict) -> list[str]:
    """What must hold and does not: each system has a part that closes it well, and the models fit their sheets."""
    lost = [row["name"] for row in found["systems"].values() if not row["fit"]]
    wrong = [f"{name}: no part of the list closes it well enough" for name in lost]
    for row in found.get("fit", []):
        if not row["good"]:
            figures = f"{row['model']} {row['unit']} in the model, {row['sheet']} in the sheet"
            wrong.append(f"{row['part']} ({row['variant']}): {row['what']}: {figures}")
    return wrong


def _write(found: dict) -> None:
    JSON.write_text(json.dumps(found, indent=1) + "\n", "utf-8", newline="\n")
    REPORT.write_text(report(found), "utf-8", newline="\n")
    PICTURE.write_text(picture(found), "utf-8", newline="\n")
    print(f"Wrote {REPORT.name}, {JSON.name} and {PICTURE.name}.")


def _against_files(found: dict) -> list[str]:
    """Numbers within a tolerance; the report and the picture exactly as the committed numbers make them."""
    try:
        committed = json.loads(JSON.read_text("utf-8"))
    except FileNotFoundError:
        return ["There is no results.json yet. Run this without --check."]
    wrong = differences(found, committed)
    for path, text in ((REPORT, report(committed)), (PICTURE, picture(committed))):
        if not path.exists() or path.read_text("utf-8") != text:
            wrong.append(f"{path.name} is not what results.json gives. Run this without --check.")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
