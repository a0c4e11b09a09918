"""Seeds one fault at a time and prints, as JSON, what the checks say: host_tests/hardware/test_case.py reads it."""

import copy
import json
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import trimesh  # noqa: E402
from handle.params import VARIANTS, read_params  # noqa: E402
from handle.shapes import block, rod  # noqa: E402

from casecheck import fit, mesh, outputs, overhang  # noqa: E402
from casecheck.build import build, write_stl  # noqa: E402
from casecheck.reach import check_reach, read_hands  # noqa: E402

RIGHT = VARIANTS["right"]


def _meshed(solid, folder: Path, name: str = "lid") -> trimesh.Trimesh:
    path = folder / f"{name}.stl"
    write_stl(solid, name, RIGHT, path)
    return mesh.read_stl(path)


def _mesh_faults(lid, folder: Path) -> dict:
    whole = _meshed(lid, folder)
    torn = whole.copy()
    torn.update_faces([i != 100 for i in range(len(torn.faces))])
    turned = whole.copy()
    turned.faces[100] = turned.faces[100][::-1]
    turned = trimesh.Trimesh(turned.vertices, turned.faces, process=False)
    loose = trimesh.creation.box((5, 5, 5), trimesh.transformations.translation_matrix([0, 0, 90]))
    two = trimesh.util.concatenate([whole, loose])
    filled = lid + rod((104.2, 37.6), "z", 3.4, 6.0, 9.0)
    thinned = lid - block((20, 60), (5, 30), (18.0, 20.0))
    hanging = lid + block((20, 60), (8, 28), (6.0, 9.0)) + block((38, 42), (16, 20), (6.0, 20.0))
    return {
        "a hole in the mesh": mesh.closed(torn, "lid", 5),
        "a face turned inside out": mesh.closed(turned, "lid", 5),
        "a second piece": mesh.closed(two, "lid", 5),
        "a lost screw hole": mesh.closed(_meshed(filled, folder), "lid", 5),
        "a thin wall": mesh.walls(_meshed(thinned, folder), "lid"),
        "an overhang": overhang.overhang(_meshed(hanging, folder), "lid"),
    }


def _fit_faults(p, solids: dict) -> dict:
    body, lid = solids["body"], solids["lid"]
    long = copy.deepcopy(p)
    long.holder.size[0] += 6
    return {
        "no hole for the jack": fit.fit(p, RIGHT, {"lid": lid + block((109, 111.4), (20, 32), (5.4, 12))}),
        "a boss under the board": fit.fit(p, RIGHT, {"body": body + rod((20, 20), "z", 6, -14, 0.5)}),
        "a pin beside its hole": fit.fit(p, RIGHT, {"lid": lid + rod((63.8, 6.6), "z", 2.3, -0.3, 10)}),
        "a lid too low over the Pico": fit.fit(p, RIGHT, {"lid": lid + block((10, 40), (15, 30), (15.5, 19))}),
        "a holder too long": fit.fit(long, RIGHT, {"body": body}),
    }


def _reach_faults(p, hands: dict) -> dict:
    far, short = copy.deepcopy(p), copy.deepcopy(p)
    far.index.at[1] = -4.0
    short.hull.foot = 80.0
    return {"a button out of reach": check_reach(far, hands), "a handle too short": check_reach(short, hands)}


def _output_faults(folder: Path) -> dict:
    found = {}
    for fault, name in (("an older file in outputs", "right/lid.stl"), ("pictures of another shape", "pictures.txt")):
        kept = folder / fault
        shutil.copytree(outputs.OUTPUTS, kept)
        data = (kept / name).read_bytes()
        (kept / name).write_bytes(data[:-2] + bytes([data[-2] ^ 1]) + data[-1:])
        found[fault] = outputs.compare(outputs.OUTPUTS, kept)
    return found


def main() -> None:
    p, hands = read_params(), read_hands()
    solids = build(p, RIGHT)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        whole = _meshed(solids["lid"], folder)
        clean = mesh.closed(whole, "lid", 5) + mesh.walls(whole, "lid") + overhang.overhang(whole, "lid")
        clean += fit.fit(p, RIGHT, {"body": solids["body"], "lid": solids["lid"]}) + check_reach(p, hands)
        found = {"as it is": clean} | _mesh_faults(solids["lid"], folder) | _fit_faults(p, solids)
        found |= _reach_faults(p, hands) | _output_faults(folder)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
