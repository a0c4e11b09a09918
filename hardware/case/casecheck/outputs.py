"""The files for the printer and for other CAD programs: made from the parts, the same at every run."""

import hashlib
import re
import zipfile
from pathlib import Path

import trimesh
from build123d import Compound, export_step
from handle.inside import BOARD
from handle.params import CASE, VARIANTS, Variant

from .build import write_stl
from .mesh import read_stl

OUTPUTS = CASE / "outputs"
FOLDER = "right"  # this variant's STL files and STEP file are kept; of the others, the 3MF
HINT = "If that is meant: python hardware/case/check.py --write, look at the pictures, and keep it."
HEAD = ('<?xml version="1.0" encoding="UTF-8"?>\n<model unit="millimeter" xml:lang="en-US" '
        'xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02">\n<resources>\n')
TYPES = ('<?xml version="1.0" encoding="UTF-8"?>\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         '<Default Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/></Types>')
RELS = ('<?xml version="1.0" encoding="UTF-8"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships"><Relationship Target="/3D/3dmodel.model" Id="rel0" '
        'Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/></Relationships>')
DATES = re.compile(rb"(FILE_NAME\('[^']*',')[^']*(')")


def write_step(solids: dict, path: Path) -> None:
    """All parts where they sit in the handle, without the date."""
    for name, solid in solids.items():
        solid.label = name
    export_step(Compound(label=path.stem, children=list(solids.values())), str(path))
    path.write_bytes(DATES.sub(rb"\g<1>1970-01-01T00:00:00\2", path.read_bytes()))


def write_3mf(meshes: dict, path: Path) -> None:
    """All parts side by side on the bed."""
    objects, items, x = [], [], 0.0
    for number, (name, mesh) in enumerate(meshes.items(), 1):
        points = "".join(f'<vertex x="{a:.3f}" y="{b:.3f}" z="{c:.3f}"/>' for a, b, c in mesh.vertices)
        faces = "".join(f'<triangle v1="{a}" v2="{b}" v3="{c}"/>' for a, b, c in mesh.faces)
        objects.append(f'<object id="{number}" type="model" name="{name}"><mesh><vertices>{points}</vertices>'
                       f"<triangles>{faces}</triangles></mesh></object>\n")
        wide = mesh.extents[1]
        items.append(f'<item objectid="{number}" transform="1 0 0 0 1 0 0 0 1 80 {x + wide / 2 + 10:.3f} 0"/>\n')
        x += wide + 6
    model = f"{HEAD}{''.join(objects)}</resources>\n<build>\n{''.join(items)}</build>\n</model>\n"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, text in (("[Content_Types].xml", TYPES), ("_rels/.rels", RELS), ("3D/3dmodel.model", model)):
            pack.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED, 9)


def write_meshes(solids: dict, variant: Variant, folder: Path) -> dict[str, trimesh.Trimesh]:
    """An STL file a part, as it lies on the bed; gives the meshes as read back."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {}
    for name, solid in solids.items():
        path = folder / f"{name}.stl"
        write_stl(solid, name, variant, path)
        made[name] = read_stl(path)
    return made


def shape_stamp(folder: Path) -> str:
    """Of everything that is to be seen on the pictures: all 3MF files, and the board."""
    digest = hashlib.sha256(BOARD.read_bytes())
    for name in VARIANTS:
        with zipfile.ZipFile(folder / f"{name}.3mf") as pack:
            digest.update(pack.read("3D/3dmodel.model"))
    return f"The pictures show case and board with this checksum (check.py --write):\n{digest.hexdigest()}\n"


def compare(made: Path, kept: Path = OUTPUTS) -> list[str]:
    """A line for each file that is not what the case's source makes. Pictures are held to their stamp."""
    def files(folder):
        return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file() and path.suffix != ".jpg"}

    found = [f"outputs: {name} is kept and no longer made. {HINT}" for name in sorted(files(kept) - files(made))]
    found += [f"outputs: {name} is made and not kept. {HINT}" for name in sorted(files(made) - files(kept))]
    for name in sorted(files(made) & files(kept)):
        if _content(made / name) != _content(kept / name):
            what = "shows an older case" if name.name == "pictures.txt" else "is not what the case's source makes"
            found.append(f"outputs: {name} {what}. {HINT}")
    return found


def _content(path: Path) -> bytes:
    """A 3MF file is compressed by whatever library is at hand: what is in it counts."""
    if path.suffix == ".3mf":
        with zipfile.ZipFile(path) as pack:
            return pack.read("3D/3dmodel.model")
    return path.read_bytes()
