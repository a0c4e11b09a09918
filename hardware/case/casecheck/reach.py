"""Can thumb and index reach their buttons at the same time, in one grip? From the 5th to the 95th percentile hand.

The handle's skin is unrolled. The web between thumb and index lies somewhere on the rear, at any height; from there
the thumb goes one way round and the index the other, each along the skin. A hand can press both when there is a place
for the web from which both buttons are no farther than the finger is long and no nearer than it can bend.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from handle.params import CASE


@dataclass(frozen=True)
class Reach:
    """Of one hand, in mm: the ways to the buttons in the best grip, how far each finger gets, and what is left."""

    hand: str
    thumb_way: float
    thumb_reach: float
    index_way: float
    index_reach: float
    slack: float
    web: tuple[float, float]


def read_hands(path: Path = CASE / "hands.toml") -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def girth(p) -> float:
    """Round the handle where index and middle finger are, mm."""
    return float(_skin_length(p)[-1])


def _corners(p) -> np.ndarray:
    """The section's outline as (y, z), from the front's left edge over the right, rear and left side back to it."""
    h, c = p.hull, p.hull.chamfer
    return np.array([(h.front, h.left + c), (h.front, h.right - c), (h.front - c, h.right), (h.rear + c, h.right),
                     (h.rear, h.right - c), (h.rear, h.left + c), (h.rear + c, h.left), (h.front - c, h.left),
                     (h.front, h.left + c)])


def _skin_length(p) -> np.ndarray:
    return np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(_corners(p), axis=0), axis=1))])


def _along(p, y: float, z: float) -> float:
    """Where a point of the outline is, in mm along it from its beginning."""
    corners, length = _corners(p), _skin_length(p)
    best = None
    for a, b, start in zip(corners, corners[1:], length):
        step = b - a
        t = np.clip(np.dot((y, z) - a, step) / np.dot(step, step), 0, 1)
        off = np.linalg.norm((y, z) - (a + t * step))
        if best is None or off < best[0] - 1e-9:
            best = (off, start + t * np.linalg.norm(step))
    return float(best[1])


def reach(p, hands: dict, hand: str) -> Reach:
    """The best grip of one hand ("small", "large")."""
    size, model = hands[hand], hands["model"]
    thumb_reach = size["thumb"]["mm"] - model["pad"]["mm"]
    index_reach = size["index"]["mm"] - model["pad"]["mm"] + model["web"]["part"] * size["breadth"]["mm"]
    (tx, ty), (ix, iz) = p.thumb.at, p.index.at
    thumb, index = _along(p, ty, p.hull.left), _along(p, p.hull.front, iz)
    web, x = np.meshgrid(np.arange(index, thumb, 0.5), np.arange(p.hull.head + 10, model["lowest"]["mm"] + 1, 0.5))
    ways = [np.hypot(thumb - web, x - tx), np.hypot(web - index, x - ix)]
    bent = model["bent"]["part"]
    slack = np.minimum.reduce([np.minimum(far - way, way - bent * far)
                               for way, far in zip(ways, (thumb_reach, index_reach))])
    best = np.unravel_index(slack.argmax(), slack.shape)
    return Reach(hand, float(ways[0][best]), thumb_reach, float(ways[1][best]), index_reach, float(slack[best]),
                 (float(x[best]), float(web[best])))


def check_reach(p, hands: dict) -> list[str]:
    """A line for each hand that cannot press both, or that the handle is too short for."""
    found = []
    for hand in ("small", "large"):
        r = reach(p, hands, hand)
        if r.slack < 0:
            ways = f"thumb {r.thumb_way:.0f} of {r.thumb_reach:.0f}, index {r.index_way:.0f} of {r.index_reach:.0f} mm"
            found.append(f"{hand} hand: thumb and index do not press together: {-r.slack:.1f} mm missing ({ways})")
        below = p.hull.foot - (p.index.at[0] - p.index.stem / 2)
        if below < hands[hand]["breadth"]["mm"]:
            found.append(f"{hand} hand: {hands[hand]['breadth']['mm']:.0f} mm broad, the handle has {below:.0f} mm")
    return found
