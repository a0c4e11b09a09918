"""Makes the build guide's pages and pictures: ``build/hardware-venv/bin/python hardware/guide/make.py``.

Without options it makes everything anew in a temporary folder and compares: exit code 0 when all is as kept and the
circuit gives every reading that the pages name, 1 with findings, 2 when something keeps it from checking.

    --write   keeps what was made (then look at it)
    --quick   leaves out the pictures
    --steps   another file in place of steps.toml
"""

import argparse
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from guidelib import check, pages, picture  # noqa: E402
from guidelib.steps import FILE, GuideError, Step, read_steps  # noqa: E402

INDEX = HERE.parent / "README.md"
HINT = "If that is meant: python hardware/guide/make.py --write, look at it, and keep it."


def make_pictures(steps: list[Step], folder: Path) -> None:
    """One picture a step that has one; some 6 s each."""
    (folder / "pictures").mkdir(parents=True, exist_ok=True)
    fitted: set[str] = set()
    for index, step in enumerate(steps):
        fitted |= set(step.fit)
        name = pages.picture_of(index, step)
        if name:
            print(f"  drawing {name}", flush=True)
            picture.draw(fitted, step.fit, pages.part_names(), folder / name)


def compare(steps: list[Step], made: Path, quick: bool) -> list[str]:
    found = []
    texts = pages.pages(steps)
    for name, text in texts.items():
        kept = HERE / name
        if not kept.is_file() or kept.read_text(encoding="utf-8") != text:
            found.append(f"guide: {name} is not what steps.toml makes. {HINT}")
    if pages.with_steps(INDEX.read_text(encoding="utf-8"), steps) != INDEX.read_text(encoding="utf-8"):
        found.append(f"guide: the list of steps in {INDEX.name} is not what steps.toml makes. {HINT}")
    found += [f"guide: {path.name} belongs to no step" for path in HERE.glob("[0-9]*.md") if path.name not in texts]
    for path in sorted((made / "pictures").glob("*.png")) if not quick else ():
        kept = HERE / "pictures" / path.name
        if not kept.is_file() or not picture.same(kept, path):
            found.append(f"guide: pictures/{path.name} is not what the board makes. {HINT}")
    return found


def main(words: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--steps", type=Path, default=FILE)
    asked = parser.parse_args(words)
    try:
        steps = read_steps(asked.steps)
        found = check.check_parts(steps) + check.check_readings(steps)
        with tempfile.TemporaryDirectory() as folder:
            made = HERE if asked.write else Path(folder)
            if not asked.quick:
                make_pictures(steps, made)
                found += picture.check_places(made / "pictures" / "01-parts.png")
            if asked.write:
                INDEX.write_text(pages.with_steps(INDEX.read_text(encoding="utf-8"), steps), encoding="utf-8")
                for name, text in pages.pages(steps).items():
                    (HERE / name).write_text(text, encoding="utf-8")
            else:
                found += compare(steps, made, asked.quick)
    except (GuideError, picture.CheckError) as error:
        print(error, file=sys.stderr)
        return 2
    for one in found:
        print(f"  {one}")
    print(f"Build guide: {len(steps)} steps, {len(found)} findings.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
