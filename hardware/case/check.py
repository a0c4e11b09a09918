"""Checks the case: ``python hardware/case/check.py``; set up first with ``sh hardware/setup.sh``.

    --write       makes everything in outputs/ and the tables of README.md anew (then look at the pictures)
    --only NAME   one of: reach, closed, walls, overhang, fit, slice, outputs; may be given more than once
    --export DIR  writes STL, 3MF and STEP of every variant into DIR, and checks nothing
    --rays N      with --write: grain of the pictures, 24 by default, 4 is quick

Exits 0 when all is well, 1 with findings, 2 when something keeps it from checking.
"""

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from casecheck import fit, mesh, outputs, overhang, readme, slicing  # noqa: E402
from casecheck.build import build  # noqa: E402
from casecheck.problem import CaseError  # noqa: E402
from casecheck.reach import check_reach, read_hands  # noqa: E402
from handle.params import VARIANTS, read_params  # noqa: E402

TABLES_OF = "right"  # times and weights in the guide are this variant's


class Bench:
    """The parts of all variants, and the folder in which the outputs are made."""

    def __init__(self, folder: Path, told=print):
        self.p, self.folder = read_params(), folder
        self.solids, self.meshes, self.slices = {}, {}, {}
        for name, variant in VARIANTS.items():
            began = time.monotonic()
            self.solids[name] = build(self.p, variant)
            self.meshes[name] = outputs.write_meshes(self.solids[name], variant, folder / name)
            outputs.write_3mf(self.meshes[name], folder / f"{name}.3mf")
            told(f"  {name + ': parts made':<42} {'':<12} {time.monotonic() - began:5.1f} s")
        outputs.write_step(self.solids[outputs.FOLDER], folder / f"{outputs.FOLDER}.step")

    def parts(self):
        """Every mesh once: variant/part, part, mesh. A large variant adds only what it has of its own."""
        for variant, meshes in self.meshes.items():
            for name, one in meshes.items():
                if "large" not in variant or name in ("door", "thumb_cap", "index_cap", "thumb_plate", "index_plate"):
                    yield f"{variant}/{name}", name, one

    def kept(self) -> Path:
        """Leaves in the folder only what is committed."""
        for name in VARIANTS:
            if name != outputs.FOLDER:
                shutil.rmtree(self.folder / name)
        (self.folder / "pictures.txt").write_text(outputs.shape_stamp(self.folder), encoding="utf-8")
        return self.folder


def _closed(bench: Bench) -> list[str]:
    return [line for label, name, one in bench.parts() for line in mesh.closed(one, label, mesh.TUNNELS[name])]


def _walls(bench: Bench) -> list[str]:
    return [line for label, name, one in bench.parts() for line in mesh.walls(one, label)]


def _overhang(bench: Bench) -> list[str]:
    return [line for label, name, one in bench.parts() for line in overhang.overhang(one, label)]


def _fit(bench: Bench) -> list[str]:
    return [line for name, variant in VARIANTS.items() for line in fit.fit(bench.p, variant, bench.solids[name])]


def _slice(bench: Bench) -> list[str]:
    """All parts of the default variant, and body and lid of the left hand's."""
    for name in bench.solids[TABLES_OF]:
        bench.slices[name] = slicing.slice_part(bench.folder / TABLES_OF / f"{name}.stl", bench.folder)
    for name in ("body", "lid"):
        slicing.slice_part(bench.folder / "left" / f"{name}.stl", bench.folder)
    for path in bench.folder.glob("*.gcode"):
        path.unlink()
    return []


def _tables(bench: Bench) -> dict[str, str]:
    blocks = {"reach": readme.reach_table(bench.p, read_hands())}
    if bench.slices:
        blocks["printing"] = readme.printing_table({n: s for n, s in bench.slices.items() if n != "bush"})
    return blocks


def _outputs(bench: Bench) -> list[str]:
    return outputs.compare(bench.kept()) + readme.compare_readme(_tables(bench))


STEPS = {
    "reach": ("buttons within reach, 5th to 95th percentile", lambda bench: check_reach(bench.p, read_hands())),
    "closed": ("each part closed, one piece, all its holes", _closed),
    "walls": (f"walls at least {mesh.THINNEST} mm", _walls),
    "overhang": ("prints without support", _overhang),
    "fit": ("board, cells, plugs, screws: nothing collides", _fit),
    "slice": ("PrusaSlicer slices it", _slice),
    "outputs": ("outputs made anew and compared", _outputs),
}


def _write(bench: Bench, rays: int) -> None:
    _slice(bench)
    bench.kept()
    from casecheck import pictures

    pictures.draw(bench.p, bench.folder, rays, told=lambda name: print(f"  drawing {name}", flush=True))
    shutil.rmtree(outputs.OUTPUTS, ignore_errors=True)
    shutil.copytree(bench.folder, outputs.OUTPUTS)
    readme.put(_tables(bench))


def _export(bench: Bench, folder: Path) -> None:
    shutil.copytree(bench.folder, folder, dirs_exist_ok=True)
    for name, solids in bench.solids.items():
        outputs.write_step(solids, folder / f"{name}.step")


def check(bench: Bench, steps: list[str]) -> int:
    """Prints a line a step and a line a finding, and returns how many findings there are. Raises CaseError."""
    total = 0
    for name in steps:
        title, step = STEPS[name]
        began = time.monotonic()
        found = step(bench)
        verdict = f"{len(found)} findings" if found else "ok"
        print(f"  {title:<48} {verdict:<12} {time.monotonic() - began:5.1f} s", flush=True)
        for one in found:
            print(f"      {one}", flush=True)
        total += len(found)
    return total


def main(words: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--only", action="append", choices=STEPS)
    parser.add_argument("--export", type=Path)
    parser.add_argument("--rays", type=int, default=24)
    asked = parser.parse_args(words)
    try:
        with tempfile.TemporaryDirectory() as scratch:
            print("Case:", flush=True)
            bench = Bench(Path(scratch), told=lambda line: print(line, flush=True))
            if asked.write:
                _write(bench, asked.rays)
                print(f"Made anew: {outputs.OUTPUTS}. Look at the pictures before you keep them.")
                return 0
            if asked.export:
                _export(bench, asked.export)
                print(f"Written: {asked.export}")
                return 0
            return 1 if check(bench, asked.only or list(STEPS)) else 0
    except (CaseError, OSError) as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
