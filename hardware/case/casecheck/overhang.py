"""Does it print without support? Every face that looks down must be at 45 degrees or steeper, or bridge a short gap.

Under each point of a flatter face, rays go out level in 16 directions. Material on two opposite sides within BRIDGE
makes it a bridge; material within LEDGE on one side makes it a rim that holds itself. Anything else would droop.
"""

import numpy as np
import trimesh

STEEP = np.cos(np.radians(42.5))  # of a true 45; the triangles of a round surface differ by a degree or two
BRIDGE = 13.0  # mm
LEDGE = 1.2  # mm
LAYER = 0.2  # mm
SAMPLES = 6000


def overhang(mesh: trimesh.Trimesh, label: str) -> list[str]:
    """A line when something would droop. `mesh` as it lies on the bed, its lowest point at z = 0."""
    down = (mesh.face_normals[:, 2] < -STEEP) & (mesh.triangles[:, :, 2].max(axis=1) > 1.5 * LAYER)
    if not down.any():
        return []
    part = mesh.submesh([np.flatnonzero(down)], append=True, repair=False)
    points, _ = trimesh.sample.sample_surface(part, SAMPLES, seed=1)
    free = _free(mesh, points)
    area = part.area * free.mean()
    if area < 0.5:
        return []
    x, y, z = np.median(points[free], axis=0)
    return [f"{label}: {area:.1f} mm2 hang in the air, about x {x:.0f} y {y:.0f} z {z:.0f} as it lies on the bed"]


def _free(mesh, points) -> np.ndarray:
    """True for points with too little under or beside them."""
    caster = trimesh.ray.ray_pyembree.RayMeshIntersector(mesh)
    start = points - [0, 0, LAYER]
    near = np.full((16, len(points)), np.inf)
    for i in range(16):
        angle = np.pi * i / 8
        aim = np.broadcast_to([np.cos(angle), np.sin(angle), 0.0], start.shape)
        where, ray, _ = caster.intersects_location(start, aim, multiple_hits=False)
        near[i, ray] = np.linalg.norm(where - start[ray], axis=1)
    span = (near[:8] + near[8:]).min(axis=0)
    under, ray, _ = caster.intersects_location(points - [0, 0, 1e-3], np.broadcast_to([0, 0, -1.0], points.shape),
                                               multiple_hits=False)
    rests = np.zeros(len(points), bool)
    rests[ray] = points[ray, 2] - under[:, 2] < 1.5 * LAYER
    return ~((span <= BRIDGE) | (near.min(axis=0) <= LEDGE) | rests)
