"""The pictures of the guide: photograph, exploded view, variants, steps. About a minute in all."""

from pathlib import Path

import numpy as np
import trimesh
from handle import inside
from handle.params import VARIANTS
from PIL import Image

from .build import FINE, build
from .render import Scene, render

GREY, DARK = (0.34, 0.36, 0.40), (0.20, 0.21, 0.24)
ORANGE, RED, BLUE = (0.93, 0.50, 0.14), (0.80, 0.16, 0.13), (0.13, 0.45, 0.78)
COLOURS = {"body": GREY, "lid": DARK, "door": ORANGE, "thumb_cap": RED, "index_cap": BLUE, "thumb_plate": RED,
           "index_plate": BLUE, "thumb_carrier": (0.8, 0.8, 0.78), "index_carrier": (0.8, 0.8, 0.78), "bush": DARK}
BOARD_COLOURS = {"PCB": (0.05, 0.36, 0.16), "JST": (0.92, 0.91, 0.86), "R_Axial": (0.85, 0.71, 0.51),
                 "LED": (0.85, 0.10, 0.08), "SW_PUSH": (0.18, 0.18, 0.19), "Slide": (0.55, 0.55, 0.57)}
STAND = np.array([[0, 1.0, 0, 0], [0, 0, -1.0, 0], [-1.0, 0, 0, 0], [0, 0, 0, 1]])  # the head up


def as_mesh(solid) -> trimesh.Trimesh:
    points, triangles = solid.tessellate(**FINE)
    return trimesh.Trimesh([tuple(v) for v in points], triangles, process=False)


def _turn(degrees: float) -> np.ndarray:
    return trimesh.transformations.rotation_matrix(np.radians(degrees), [0, 0, 1])


def _shift(x=0.0, y=0.0, z=0.0) -> np.ndarray:
    return trimesh.transformations.translation_matrix([x, y, z])


class Stage:
    """Keeps each solid's mesh, for most are drawn more than once."""

    def __init__(self, p):
        self.p, self.meshes = p, {}
        self.solids = {name: build(p, variant) for name, variant in VARIANTS.items()}
        self.things = inside.contents(p, VARIANTS["right"])

    def mesh(self, key, solid):
        if key not in self.meshes:
            self.meshes[key] = as_mesh(solid)
        return self.meshes[key].copy()

    def put(self, scene: Scene, variant: str, names, move=None) -> None:
        for name in names:
            mesh = self.mesh((variant, name), self.solids[variant][name])
            scene.add(mesh.apply_transform(np.eye(4) if move is None else move), COLOURS[name])

    def thing(self, scene: Scene, name: str, colour, move=None) -> None:
        mesh = self.mesh(name, self.things[name])
        scene.add(mesh.apply_transform(np.eye(4) if move is None else move), colour)

    def board(self, scene: Scene, move=None) -> None:
        for number, (name, solid) in enumerate(inside.board()):
            colour = next((c for word, c in BOARD_COLOURS.items() if word in name), (0.13, 0.13, 0.14))
            mesh = self.mesh(("board", number), solid)
            if "Pico_H" in name and mesh.bounds[0, 2] > 12:  # the Pico, not its headers
                colour = (0.10, 0.52, 0.24)
            scene.add(mesh.apply_transform(np.eye(4) if move is None else move), colour)


SHELL = ("body", "lid", "door", "thumb_cap", "index_cap")


def photograph(stage: Stage, rays: int) -> Image.Image:
    """The handle on its foot, and the board beside it."""
    scene, h = Scene(), stage.p.hull
    stand = _turn(14) @ _shift(z=h.foot) @ STAND
    stage.put(scene, "right", SHELL, stand)
    stage.board(scene, _shift(140, 42, 2) @ _turn(170))
    return render(scene, (-0.62, -1.0, -0.55), (0, 0, 1), (1400, 1000), floor=0.0, rays=rays, fill=0.86)


def exploded(stage: Stage, rays: int) -> Image.Image:
    scene = Scene()
    for names, z in ((("lid",), 62), (("body", "index_carrier"), 0), (("thumb_carrier",), 16), (("door",), -66)):
        stage.put(scene, "right", names, _shift(z=z))
    stage.put(scene, "right", ("thumb_cap",), _shift(z=-22))
    stage.put(scene, "right", ("index_cap",), _shift(y=22))
    stage.put(scene, "right", ("bush",), _shift(x=26))
    stage.board(scene, _shift(z=33))
    stage.thing(scene, "battery holder", (0.12, 0.12, 0.13), _shift(z=-32))
    return render(scene, (0.35, -1.0, -0.42), (0, 0, 1), (1400, 1150), rays=rays)


def variants(stage: Stage, rays: int) -> Image.Image:
    scene, h = Scene(), stage.p.hull
    for number, (name, turn) in enumerate((("right", 20), ("left", -62), ("right-large", 20))):
        names = [*SHELL, *(("thumb_plate", "index_plate") if "large" in name else ())]
        middle = _shift(-18, 0, 0)
        stage.put(scene, name, names, _shift(-number * 88) @ _turn(turn) @ middle @ _shift(z=h.foot) @ STAND)
    return render(scene, (-0.35, -1.0, -0.45), (0, 0, 1), (1400, 900), floor=0.0, rays=rays, fill=0.9)


def step_switches(stage: Stage, rays: int) -> Image.Image:
    scene = Scene()
    stage.put(scene, "right", ("body", "thumb_cap", "index_cap", "thumb_carrier", "index_carrier"))
    for name in ("thumb switch", "index switch"):
        stage.thing(scene, name, (0.15, 0.15, 0.16))
    for name in ("carrier screw 1", "carrier screw 2"):
        stage.thing(scene, name, (0.75, 0.75, 0.78))
    return render(scene, (0.55, -0.75, -1.0), (0, 0, 1), (1200, 800), rays=rays)


def step_board(stage: Stage, rays: int) -> Image.Image:
    scene = Scene()
    stage.put(scene, "right", ("body", "thumb_cap", "index_cap", "thumb_carrier", "index_carrier"))
    stage.board(scene)
    return render(scene, (0.55, -0.75, -1.0), (0, 0, 1), (1200, 800), rays=rays)


def step_lid(stage: Stage, rays: int) -> Image.Image:
    """The lid on its outer side, as it comes from the printer."""
    scene = Scene()
    stage.put(scene, "right", ("lid",), trimesh.transformations.rotation_matrix(np.pi, [1, 0, 0]))
    return render(scene, (0.5, -0.7, -1.0), (0, 0, 1), (1200, 760), rays=rays)


def step_door(stage: Stage, rays: int) -> Image.Image:
    """From the thumb's side: cells, then door."""
    scene = Scene()
    over = trimesh.transformations.rotation_matrix(np.pi, [1, 0, 0])
    stage.put(scene, "right", ("body", "lid", "thumb_cap", "index_cap"), over)
    stage.thing(scene, "battery holder", (0.12, 0.12, 0.13), over)
    stage.put(scene, "right", ("door",), over @ _shift(z=-34))
    return render(scene, (0.45, -0.8, -0.75), (0, 0, 1), (1200, 860), rays=rays)


PICTURES = {"photograph.jpg": photograph, "exploded.jpg": exploded, "variants.jpg": variants,
            "step_switches.jpg": step_switches, "step_board.jpg": step_board, "step_lid.jpg": step_lid,
            "step_door.jpg": step_door}


def draw(p, folder: Path, rays: int = 24, told=lambda name: None, only=None) -> None:
    """Writes every picture into the folder."""
    stage = Stage(p)
    for name, picture in PICTURES.items():
        if only and name not in only:
            continue
        told(name)
        picture(stage, rays).save(folder / name, quality=88, optimize=True)
