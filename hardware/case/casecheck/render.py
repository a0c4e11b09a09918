"""Pictures without a graphics card: traces rays (Embree) with sun, sky and soft shadow. Sizes in mm, colours 0 to 1.

Random directions come from a fixed seed; still, two machines may differ in a pixel, so pictures are not compared.
"""

from dataclasses import dataclass, field

import numpy as np
import trimesh
from PIL import Image

SKY, GROUND = np.array([0.93, 0.96, 1.0]), np.array([0.62, 0.60, 0.58])


@dataclass
class Scene:
    """Things to draw: mesh, colour, gloss (0 dull, 1 shiny)."""

    meshes: list = field(default_factory=list)
    colours: list = field(default_factory=list)
    gloss: list = field(default_factory=list)

    def add(self, mesh: trimesh.Trimesh, colour: tuple, gloss: float = 0.25) -> None:
        self.meshes.append(mesh)
        self.colours.append(colour)
        self.gloss.append(gloss)

    def merged(self):
        counts = [len(m.faces) for m in self.meshes]
        mesh = trimesh.util.concatenate(self.meshes)
        owner = np.repeat(np.arange(len(counts)), counts)
        return mesh, np.array(self.colours)[owner], np.array(self.gloss)[owner]


def _camera(bounds, look: tuple, up: tuple, size: tuple[int, int], fill: float):
    """Orthographic rays that frame the bounds. `look` points from the eye into the picture."""
    forward = np.array(look, float) / np.linalg.norm(look)
    right = np.cross(forward, up)
    right /= np.linalg.norm(right)
    above = np.cross(right, forward)
    corners = trimesh.bounds.corners(bounds)
    middle = bounds.mean(axis=0)
    across, high = (np.ptp(corners @ axis) for axis in (right, above))
    scale = max(across / size[0], high / size[1]) / fill
    u = (np.arange(size[0]) - size[0] / 2 + 0.5) * scale
    w = (size[1] / 2 - 0.5 - np.arange(size[1])) * scale
    eye = middle - forward * 1000
    origins = eye + u[None, :, None] * right + w[:, None, None] * above
    return origins.reshape(-1, 3), forward


def render(scene: Scene, look: tuple, up: tuple, size: tuple[int, int], floor: float | None = None,
           fill: float = 0.92, rays: int = 24, fine: int = 2) -> Image.Image:
    """`floor`: z of a white table that takes shadows (then `up` is z).

    `rays`: towards sun and sky from each point; `fine`: samples a pixel, each way.
    """
    mesh, colours, gloss = scene.merged()
    caster = trimesh.ray.ray_pyembree.RayMeshIntersector(mesh)
    wide, high = size[0] * fine, size[1] * fine
    origins, forward = _camera(mesh.bounds, look, up, (wide, high), fill)
    image = np.ones((wide * high, 3))
    aim = np.broadcast_to(forward, origins.shape)
    face = _first(caster, origins, aim)
    hit = np.flatnonzero(face >= 0)
    where, normal = _points(mesh, face[hit], origins[hit], forward)
    sky = np.array(up, float) / np.linalg.norm(up)
    left = -_unit(np.cross(forward, sky))
    sun = _unit(0.9 * sky - 0.7 * forward + 0.55 * left)  # over the viewer's left shoulder
    light = _light(caster, where, normal, sun, sky, rays)
    shine = np.clip((normal @ _unit(sun - forward)), 0, 1) ** 40 * gloss[face[hit]]
    image[hit] = np.clip(colours[face[hit]] * light + shine[:, None] * 0.5, 0, 1)
    if floor is not None and forward[2] < 0:
        miss = np.flatnonzero(face < 0)
        down = origins[miss] + forward * ((floor - origins[miss, 2]) / forward[2])[:, None]
        shade = _light(caster, down, np.broadcast_to(sky, down.shape), sun, sky, rays)
        image[miss] = np.clip(shade / (0.75 * (sun @ sky) + 0.62 * SKY), 0, 1) ** 0.8
    image = image.reshape(high, wide, 3).reshape(size[1], fine, size[0], fine, 3).mean(axis=(1, 3))
    return Image.fromarray((np.clip(image, 0, 1) ** (1 / 1.15) * 255).astype(np.uint8))


def _first(caster, origins, aim, step: int = 400_000):
    parts = [caster.intersects_first(origins[i : i + step], aim[i : i + step]) for i in range(0, len(origins), step)]
    return np.concatenate(parts)


def _points(mesh, face, origins, forward):
    corner, normal = mesh.triangles[face, 0], mesh.face_normals[face]
    flip = np.sign(-(normal @ forward))
    slope = normal @ forward
    along = np.einsum("ij,ij->i", corner - origins, normal) / np.where(abs(slope) < 1e-9, 1e-9, slope)
    return origins + along[:, None] * forward, normal * np.where(flip == 0, 1, flip)[:, None]


def _unit(vector):
    return vector / np.linalg.norm(vector)


def _light(caster, where, normal, sun, up, rays: int) -> np.ndarray:
    """Sun with a soft edge, and the sky as far as it is seen."""
    random = np.random.default_rng(1)
    start = where + normal * 0.02
    direct, sky = np.zeros(len(where)), np.zeros((len(where), 3))
    for _ in range(rays):
        aim = sun + random.normal(scale=0.07, size=(len(where), 3))
        aim /= np.linalg.norm(aim, axis=1)[:, None]
        facing = np.clip(np.einsum("ij,ij->i", aim, normal), 0, 1)
        direct += facing * ~_blocked(caster, start, aim)
        aim = normal + _sphere(random, len(where))
        aim /= np.linalg.norm(aim, axis=1)[:, None] + 1e-9
        free = ~_blocked(caster, start, aim)
        blend = np.clip(aim @ up * 0.5 + 0.5, 0, 1)[:, None]
        sky += (SKY * blend + GROUND * (1 - blend)) * free[:, None]
    return 0.75 * (direct / rays)[:, None] + 0.62 * sky / rays


def _sphere(random, count: int):
    points = random.normal(size=(count, 3))
    return points / np.linalg.norm(points, axis=1)[:, None]


def _blocked(caster, start, aim, step: int = 400_000):
    parts = [caster.intersects_any(start[i : i + step], aim[i : i + step]) for i in range(0, len(start), step)]
    return np.concatenate(parts) if parts else np.zeros(0, bool)
