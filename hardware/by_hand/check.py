"""Checks the breadboard and the stripboard build, hole by hole, against the board's netlist.

    python hardware/by_hand/check.py                both builds: holes, pictures and tables
    python hardware/by_hand/check.py breadboard     one of them
    python hardware/by_hand/check.py -w             makes the pictures and the pages' tables anew (then look at them)

Runs in the environment of `make ready` (.venv/bin/python), in a second; needs no KiCad. Each layout.toml says where
every leg goes; hardware/board/outputs/nets.csv says what must be joined. Exits 0 when all is well, 1 with findings.
"""

import argparse
import importlib.util
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
HARDWARE = HERE.parent
sys.path[:0] = [str(HERE), str(HARDWARE / "pictures")]

if not importlib.util.find_spec("schemdraw"):
    sys.exit("The pictures need schemdraw: run `make ready`, then .venv/bin/python hardware/by_hand/check.py")

from byhand.checks import check_build, firmware  # noqa: E402
from byhand.layout import LayoutError, read_layout  # noqa: E402
from byhand.netlist import read_nets  # noqa: E402
from byhand.pictures import COMMAND, pictures  # noqa: E402
from byhand.tables import PageError, blocks, fill  # noqa: E402
from pico import PINS  # noqa: E402

BUILDS = ("breadboard", "stripboard")
NETS = HARDWARE / "board" / "outputs" / "nets.csv"


def check(folder: Path, write: bool) -> list[str]:
    """Findings of one build. Faulty holes are never drawn. Raises LayoutError and PageError."""
    layout, nets = read_layout(folder / "layout.toml"), read_nets(NETS)
    found = check_build(layout, nets) + firmware(nets, PINS)
    if found:
        return found
    page = folder / "README.md"
    made = {folder / "pictures" / name: text for name, text in pictures(layout).items()}
    made[page] = fill(page.read_text(encoding="utf-8"), blocks(layout))
    stray = sorted({*(folder / "pictures").glob("*")} - set(made))
    if write:
        for path, text in made.items():
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        for path in stray:
            path.unlink()
        return []
    stale = [path for path, text in made.items() if not path.is_file() or path.read_bytes() != text.encode()]
    return [f"{path.relative_to(HARDWARE)} is not what the layout makes: run {COMMAND}" for path in stale + stray]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python hardware/by_hand/check.py", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("build", nargs="*", metavar="BUILD", help="breadboard or stripboard; both when none is named")
    parser.add_argument("-w", "--write", action="store_true", help="make pictures and tables anew")
    options = parser.parse_args(arguments)
    if unknown := set(options.build) - set(BUILDS):
        parser.error(f"there is no build {', '.join(sorted(unknown))}; there are {' and '.join(BUILDS)}")
    total = 0
    for name in options.build or BUILDS:
        try:
            found = check(HARDWARE / name, options.write)
        except (LayoutError, PageError) as error:
            found = [str(error)]
        print(f"  {name:<12} {f'{len(found)} findings' if found else 'ok'}")
        for one in found:
            print(f"      {one}")
        total += len(found)
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
