"""Is a part one closed solid, with as many tunnels as it should have, and walls thick enough? All sizes in mm."""

import numpy as np
import trimesh

# Tunnels through a part (its genus): a lost hole changes the number. Body: battery bay, thumb, strap, two tongues.
# Lid: three screws, USB, lamp. What is open at the split is no tunnel; the fit finds it when it is lost.
TUNNELS = {
    "body": 5, "lid": 5, "door": 1, "thumb_cap": 0, "index_cap": 0, "thumb_carrier": 6, "index_carrier": 4,
    "bush": 0, "thumb_plate": 1, "index_plate": 1,
}
THINNEST = 1.6
SAMPLES = 60_000
FACING = np.cos(np.radians(25))  # a ray that leaves through a slanted face measured an edge, not a wall


def read_stl(path) -> trimesh.Trimesh:
    """The mesh with its double corners joined. Raises ValueError for a file that holds none."""
    return trimesh.load(path, force="mesh")


def closed(mesh: trimesh.Trimesh, label: str, tunnels: int | None) -> list[str]:
    """A line for each thing that keeps the part from being one solid with the right number of tunnels."""
    found = []
    if not mesh.is_watertight:
        loose = len(mesh.edges_unique) * 2 - len(mesh.edges)
        found.append(f"{label}: not watertight ({abs(loose)} edges without a partner)")
    if not mesh.is_winding_consistent:
        found.append(f"{label}: some faces are inside out")
    if mesh.is_watertight and mesh.volume <= 0:
        found.append(f"{label}: inside out")
    bodies = mesh.body_count
    if bodies != 1:
        found.append(f"{label}: {bodies} pieces instead of one")
    if not found and tunnels is not None and genus(mesh) != tunnels:
        found.append(f"{label}: {genus(mesh)} tunnels instead of {tunnels}: a hole is lost or new")
    return found


def genus(mesh: trimesh.Trimesh) -> int:
    """How many tunnels go through a closed mesh of one piece."""
    return (2 - mesh.euler_number) // 2


def thickness(mesh: trimesh.Trimesh, samples: int = SAMPLES) -> tuple[np.ndarray, np.ndarray]:
    """Wall thickness at points spread evenly over the surface, and the points. The same at every run."""
    points, faces = trimesh.sample.sample_surface(mesh, samples, seed=1)
    inward = -mesh.face_normals[faces]
    caster = trimesh.ray.ray_pyembree.RayMeshIntersector(mesh)
    where, ray, hit = caster.intersects_location(points + inward * 1e-3, inward, multiple_hits=False)
    wall = np.einsum("ij,ij->i", mesh.face_normals[hit], inward[ray]) > FACING
    distance = np.linalg.norm(where - points[ray], axis=1)
    return distance[wall], points[ray][wall]


def walls(mesh: trimesh.Trimesh, label: str, thinnest: float = THINNEST, samples: int = SAMPLES) -> list[str]:
    """A line when more than one sample in 2000 is thinner than `thinnest`. It is a sample: a smaller spot can hide."""
    distance, points = thickness(mesh, samples)
    thin = distance < thinnest - 0.02
    if thin.sum() <= len(distance) / 2000:
        return []
    x, y, z = np.median(points[thin], axis=0)
    return [f"{label}: wall of {np.percentile(distance[thin], 10):.2f} mm, {thinnest} mm asked for, "
            f"at {100 * thin.mean():.2f} % of the samples, about x {x:.0f} y {y:.0f} z {z:.0f} as it lies on the bed"]
