"""A day of shooting on one grip that is never switched off: scenes and rests, thousands of presses, every contact
bouncing. Rests, and long holds, are left out of the emulation (`clockwork`), not out of the grip's time.
"""

import functools
import random

from backgrip.board import Board, CaseFailed, bounce
from backgrip.firmware import settings_file
from backgrip.image import frozen_uf2
from board.rig import READY_MS

from soak.attack_fingers import values
from soak.clockwork import Jumps
from soak.tally import Clock, Tally
from soak.verdict import judged

NAME = "A day of shooting"
GOAL = 3000  # presses of a day
STILL_MS = 700  # after which no state machine counts and no gesture is open
LOCK_TIMEOUT_S = 60


class Scene:
    """One scene: what the fingers do, and how many frames they ask for."""

    def __init__(self, board, jumps, rng):
        self.board, self.jumps, self.rng, self.frames = board, jumps, rng, 0

    def move(self, button, closed, after_ms=0.0):
        edges = bounce(after_ms * 1000 + 10, closed, self.rng.uniform(0, 4), self.rng)
        self.board.play([(t_us, button, level) for t_us, level in edges])
        self.board.run(ms=edges[-1][0] / 1000 + 0.1)

    def press(self, button, ms):
        self.frames += button == "index"
        self.move(button, True)
        self.board.run(ms=max(0, ms - 4))
        self.move(button, False)

    def still(self, seconds):
        """Nothing moves for so long."""
        self.board.run(ms=STILL_MS)
        self.jumps.rest(max(0, seconds - STILL_MS / 1000))

    def let_go(self):
        self.press("thumb", 70)
        self.board.run(ms=90)
        self.press("thumb", 70)
        self.still(1)


def portrait(scene):
    """Focus, frame, shoot, focus again; let go at the end."""
    for _ in range(scene.rng.randint(1, 3)):
        scene.press("thumb", scene.rng.uniform(260, 500))
        for _ in range(scene.rng.randint(1, 4)):
            scene.still(scene.rng.uniform(0.7, 4))
            scene.press("index", scene.rng.uniform(60, 250))
        scene.still(2)
    scene.let_go()


def forgotten(scene):
    """A lock that nobody lets go: it does so by itself."""
    scene.press("thumb", 300)
    scene.still(1)
    scene.press("index", 120)
    scene.still(LOCK_TIMEOUT_S - 2)
    scene.board.run_until(lambda b: not b.level("FOCUS"), limit_ms=4000)
    scene.still(1)


def bulb(scene):
    """A long exposure under the finger."""
    scene.press("thumb", 300)
    scene.still(1)
    scene.frames += 1
    scene.move("index", True)
    scene.still(scene.rng.uniform(5, 240))
    scene.move("index", False)
    scene.still(1)
    scene.let_go()


def shutter_lock(scene):
    """Half an hour of stars without a finger on the button."""
    scene.frames += 1
    scene.move("index", True)
    scene.board.run(ms=2200)
    scene.press("thumb", 1200)
    scene.move("index", False)
    scene.still(scene.rng.uniform(60, 1800))
    scene.press("thumb", 100)
    scene.still(1)
    if scene.board.level("FOCUS"):
        scene.let_go()


def action(scene):
    """The thumb stays down, the index fires bursts."""
    scene.move("thumb", True)
    scene.board.run(ms=scene.rng.uniform(150, 400))
    for _ in range(scene.rng.randint(2, 6)):
        scene.press("index", scene.rng.uniform(80, 700))
        scene.still(scene.rng.uniform(0.7, 5))
    scene.move("thumb", False)
    scene.still(1)


def snapshots(scene):
    """The index alone."""
    for _ in range(scene.rng.randint(1, 5)):
        scene.press("index", scene.rng.uniform(50, 400))
        scene.still(scene.rng.uniform(0.7, 3))


SCENES = {
    "lock": (portrait, portrait, portrait, snapshots, forgotten, bulb, shutter_lock),
    "track": (action, snapshots),
}


@functools.cache
def _grip():
    board = Board(frozen_uf2(), files={"backgrip.json": settings_file(style="lock")}, style_switch="stored")
    board.run(ms=READY_MS)
    return board


def one_scene(board, jumps, style, rng) -> Tally:
    """Plays and judges a scene; the board's record begins anew."""
    board.edges.clear()
    begin_ns, flash = jumps.now_ns, []
    board.on_flash_op = flash.append
    story = rng.choice(SCENES[style])
    scene = Scene(board, jumps, rng)
    story(scene)
    if board.level("FOCUS") and style == "lock":
        scene.let_go()
    tally = judged(board, values(style=style), jumps, begin_ns=begin_ns)
    if tally.tried["frames"] != scene.frames:
        tally.broken.append(f"{tally.tried['frames']} frames, {scene.frames} were asked for")
    tally.broken += [f"{line} is closed at the end" for line in ("FOCUS", "SHUTTER") if board.level(line)]
    if len(board.resets) > 1:
        tally.broken.append(f"it restarted: {board.resets[-1].cause}")
    tally.broken = [f"{story.__name__}, {style}: {what}" for what in tally.broken]
    tally.add(f"scenes: {story.__name__.replace('_', ' ')}")
    tally.saw("flash_operations_while_shooting", len(flash))
    if flash:
        tally.broken.append(f"{story.__name__}: flash was written {len(flash)} times")
    return tally


def day(board, seconds, seed, scenes=None) -> Tally:
    """Scenes and rests until the day, the budget or `scenes` are over."""
    clock, total, jumps, number = Clock(seconds), Tally(), Jumps(board), 0
    while not clock.is_over() and number != scenes and total.tried.get("presses", 0) < GOAL:
        rng = random.Random(f"day {seed} {number}")
        style = ("lock", "track")[number // 3 % 2]
        board.slide("track" if style == "track" else "stored")
        jumps.rest(rng.choice((1, 20, 300)) if number else 0.5)
        tally = one_scene(board, jumps, style, rng)
        tally.broken = [f"day {seed}, scene {number}: {what}" for what in tally.broken]
        total.merge(tally)
        number += 1
    total.add(f"presses of a day of {GOAL}", total.tried.get("presses", 0))
    total.add("minutes of the grip's time", round(jumps.now_ns / 60e9))
    total.add("minutes of them emulated", round(board.now_ns / 60e9))
    return total


def shoots(seconds=1e9, seed=0, scenes=None) -> Tally:
    """A day, or its first scenes."""
    try:
        return _grip().fork(day, seconds, seed, scenes)
    except CaseFailed as failed:
        return Tally(broken=[f"day {seed}: {failed}"])


def campaign(seconds: float, seed: int) -> Tally:
    """One day, as much of it as there is time for."""
    return shoots(seconds, seed)
