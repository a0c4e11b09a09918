"""Makes the parts of a variant, and keeps them between runs as long as nothing that shapes them changed."""

import hashlib
import os
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import build123d
from build123d import export_brep, export_stl, import_brep
from handle.params import CASE, Variant
from handle.parts import make_part, on_bed, part_names

CACHE = CASE.parents[1] / "build" / "case"
FINE = {"tolerance": 0.03, "angular_tolerance": 0.12}  # mm and radians between a curve and its triangles


@cache
def source_hash() -> str:
    """Of all that decides the shape: the sizes, the program, the CAD kernel's version. Once a run."""
    digest = hashlib.sha256(build123d.__version__.encode())
    for path in [CASE / "case.toml", *sorted((CASE / "handle").glob("*.py"))]:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


# These differ between a handle and the same with large buttons; the rest is made once for both.
OWN = ("door", "thumb_cap", "index_cap", "thumb_plate", "index_plate")


def build(p: SimpleNamespace, variant: Variant) -> dict:
    """The variant's parts by name, each where it sits in the handle. Takes some 20 s the first time."""
    return {name: _part(p, variant, name, CACHE / source_hash()[:16]) for name in part_names(variant)}


def _part(p, variant: Variant, name: str, folder: Path):
    """Always read back from the file: a solid fresh from the kernel has other digits, and then other triangles."""
    owner = variant.name if name in OWN else variant.name.removesuffix("-large")
    kept = folder / f"{owner}-{name}.brep"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        fresh = kept.with_suffix(f".{os.getpid()}")
        export_brep(make_part(p, variant, name), str(fresh))
        fresh.replace(kept)
    return import_brep(str(kept))


def write_stl(solid, name: str, variant: Variant, path: Path) -> None:
    """The part as it lies on the bed."""
    export_stl(on_bed(solid, name, variant), str(path), **FINE)

