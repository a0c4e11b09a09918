"""Checks the cables: ``python hardware/cables/make.py``.

    --write       makes the pages and drawings anew (then look at them)
    --only NAME   one of: data, harnesses, outputs; may be given more than once
    --folder DIR  another folder with the same files

data: a cable made from the camera data closes what it must, and reads what the camera's ladder wants.
harnesses: the kept WireViz files, read back wire by wire, against the camera data.
outputs: pages and drawings made anew and compared.

Runs with the packages of `make ready` (.venv). WireViz and Graphviz are called in build/hardware-venv, which
`sh hardware/setup.sh` makes; without that environment, in the Python that runs this.

Exits 0 when all is well, 1 with findings, 2 when something keeps it from checking.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "tools")]

from backgrip.cameras.book import Book, CameraDataError, read_book  # noqa: E402
from harness import check, tool  # noqa: E402
from harness.compare import compare, is_output  # noqa: E402
from harness.files import read_back  # noqa: E402
from harness.pages import cables, outputs  # noqa: E402


def data(book: Book, folder: Path) -> list[str]:
    made = cables(book).items()
    return [f"{key}: {told}" for key, (known, cable) in made for told in check.findings(cable, known)]


def harnesses(book: Book, folder: Path) -> list[str]:
    kept = {key: folder / "drawings" / f"{key}.yml" for key in cables(book)}
    found = [f"{path.name} is missing" for path in kept.values() if not path.exists()]
    kept = {key: path for key, path in kept.items() if path.exists()}
    for key, said in zip(kept, tool.read(list(kept.values())), strict=True):
        try:
            told = check.findings(read_back(said), book.connectors[key])
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            told = [f"cannot be read as a harness: {error!r}"]
        found += [f"{key}.yml: {one}" for one in told]
    return found


def make_all(book: Book) -> dict[str, str]:
    """Every output, WireViz's drawings included, by path below the folder. Raises ToolError."""
    made = outputs(book)
    with tempfile.TemporaryDirectory() as scratch:
        files = []
        for name in [name for name in made if name.endswith(".yml")]:
            files.append(Path(scratch) / Path(name).name)
            files[-1].write_text(made[name], "utf-8", newline="\n")
        tool.draw(files, Path(scratch))
        made |= {f"drawings/{file.stem}.svg": file.with_suffix(".svg").read_text("utf-8") for file in files}
    return made


def write(made: dict[str, str], folder: Path) -> None:
    """Writes every output and takes away what is no longer made."""
    (folder / "drawings").mkdir(parents=True, exist_ok=True)
    for path in [path for path in folder.rglob("*") if is_output(path, folder)]:
        if path.relative_to(folder).as_posix() not in made:
            path.unlink()
    for name, text in made.items():
        (folder / name).write_text(text, "utf-8", newline="\n")


STEPS = {
    "data": ("cables of the camera data", data),
    "harnesses": ("kept harnesses, wire by wire", harnesses),
    "outputs": ("pages and drawings made anew", lambda book, folder: compare(make_all(book), folder)),
}


def main(words: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python hardware/cables/make.py",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--only", action="append", choices=STEPS)
    parser.add_argument("--folder", type=Path, default=HERE)
    asked = parser.parse_args(words)
    try:
        book = read_book()
        if asked.write:
            write(make_all(book), asked.folder)
            print(f"Made anew in {asked.folder}: {len(cables(book))} cables. Look at the drawings, then keep them.")
            return 0
        print(f"Cables, {len(cables(book))} of {len(book.connectors)} systems:", flush=True)
        return 1 if sum(_step(name, book, asked.folder) for name in asked.only or STEPS) else 0
    except (CameraDataError, tool.ToolError) as error:
        print(error, file=sys.stderr)
        return 2


def _step(name: str, book: Book, folder: Path) -> int:
    """Prints a line for the step and one a finding; how many findings there are."""
    title, step = STEPS[name]
    began = time.monotonic()
    found = step(book, folder)
    verdict = f"{len(found)} findings" if found else "ok"
    print(f"  {title:<42} {verdict:<12} {time.monotonic() - began:5.1f} s", flush=True)
    for one in found:
        print(f"      {one}", flush=True)
    return len(found)


if __name__ == "__main__":
    sys.exit(main())
