"""Visits every state of the pure behaviour in coarse time, breadth first, and checks every step against the contract.

From each state: every combination of the two contacts for one tick, nothing for 2 s or until a line changes, a reset,
and on the bodies that say so the style switch moved, edges lost, a loop that hears late or forgets gestures. States
that were reached before are not entered again, so a body is either explored to the end ("all") or to a depth in moves.
`python -m behaviour.explore --help`, from host_tests.
"""

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from behaviour.broken import Broken
from behaviour.coarse import TICK_MS, Body, CoarseGrip, ticks
from behaviour.promises import Watch

BODIES = (
    Body("default, lock"),
    Body("default, track", style="track"),
    Body("default, style switch", switch=True),
    Body("fires without focus, lock", needs_focus=False),
    Body("fires without focus, track", style="track", needs_focus=False),
    Body("focus opens between, lock", open_between=True),
    Body("focus opens between, track", style="track", open_between=True),
    Body("wake lead, lock", wake=2),
    Body("wake lead, track", style="track", wake=2),
    Body("faults, lock", faults=True),
    Body("faults, track", style="track", faults=True),
)
# Ticks: for the gesture of the shutter lock, for every time-out; both end when a line changes.
LONG_MOVES = {"hold": ticks(2000), "wait": 24}
KEPT = Path(__file__).with_name("EXPLORED.md")
KEPT_HEAD = f"""# How far the behaviour was explored

Made by `{{command}}` in `host_tests`; not to be edited. A move is one tick of {TICK_MS} ms with the contacts as they
are or changed, or more until a line changes, or a reset; depth is counted in moves from power-up and from a ready grip.
The seconds are those of the machine that it ran on.
"""
CONTACTS = ((False, False), (True, False), (False, True), (True, True))


@dataclass
class Explored:
    """What was visited on one body. `complete`: there is no other state."""

    body: str
    states: int
    steps: int
    depth: int
    seconds: float
    complete: bool

    def row(self):
        how_far = "all" if self.complete else f"to depth {self.depth}"
        return f"| {self.body} | {self.states:,} | {self.steps:,} | {self.depth} | {how_far} | {self.seconds:.1f} |"


def moves_of(body):
    """The moves that are tried in every state: (what is done, thumb, index); None = the contact stays."""
    moves = [("", *contacts) for contacts in CONTACTS]
    if body.switch:
        moves.append(("switch", None, None))
    if body.faults:
        moves += [("heard late", *contacts) for contacts in CONTACTS]
        moves += [("edges lost", None, None), ("gestures forgotten", None, None)]
    return (*moves, ("hold", None, None), ("wait", None, None), ("reset", None, None))


def make(grip, watch, move):
    """Makes a move, then lets one tick pass, or with "hold" and "wait" as many as change nothing. Raises Broken."""
    what, thumb, index = move
    if thumb is not None:
        grip.contact["thumb"], grip.contact["index"] = thumb, index
    if what == "reset":
        grip.restart()
        watch.restart()
        return
    if what == "switch":
        grip.wanted = "lock" if grip.wanted == "track" else "track"
    elif what == "edges lost":
        grip.lose_edges()
        watch.idle = 0  # a press may have been among them
    elif what == "gestures forgotten":
        grip.behaviour.forget_gestures()
    lines = grip.focus, grip.shutter
    for _ in range(LONG_MOVES.get(what, 1)):
        grip.tick(what == "heard late")
        watch.after(grip.contact, grip.focus, grip.shutter, grip.behaviour.style, grip.wanted)
        if (grip.focus, grip.shutter) != lines:
            return


def tell(body, steps):
    """The story that led to a state, a line a tick."""
    grip, watch = CoarseGrip(body), Watch(body)
    lines = []
    for move in steps:
        told = ""
        try:
            make(grip, watch, move)
        except Broken as why:
            told = f"   <- broken: {why}"
        down = ", ".join(name for name in ("thumb", "index") if grip.contact[name]) or "-"
        closed = ", ".join(name for name in ("FOCUS", "SHUTTER") if getattr(grip, name.lower())) or "-"
        lines.append(f"  {move[0] or 'tick':18} down: {down:13} closed: {closed}{told}")
    return "\n".join(lines)


def explore_body(body, depth=None, seconds=None):
    """Explores one body to `depth` moves, for `seconds`, or to the end. Raises Broken with the shortest story."""
    began = time.monotonic()
    grip, watch, moves = CoarseGrip(body), Watch(body), moves_of(body)
    first = grip.pack(), watch.pack()
    make(grip, watch, moves[0])
    ready = grip.pack(), watch.pack()
    came_from = {hash(first): None, hash(ready): (hash(first), 0)}
    frontier, reached, steps = [first, ready], 0, 1
    while frontier and (depth is None or reached < depth):
        reached += 1
        entered = []
        for state in frontier:
            here = hash(state)
            for number, move in enumerate(moves):
                grip.unpack(state[0])
                watch.unpack(state[1])
                steps += 1
                try:
                    make(grip, watch, move)
                except Broken as why:
                    story = tell(body, [*_way(came_from, here, moves), move])
                    raise Broken(f"{why} ({body.name}, a tick is {TICK_MS} ms):\n{story}") from None
                found = grip.pack(), watch.pack()
                key = hash(found)
                if key not in came_from:
                    came_from[key] = here, number
                    entered.append(found)
            if seconds is not None and steps % 256 < len(moves) and time.monotonic() - began > seconds:
                return Explored(body.name, len(came_from), steps, reached - 1, time.monotonic() - began, False)
        frontier = entered
    return Explored(body.name, len(came_from), steps, reached, time.monotonic() - began, not frontier)


def _way(came_from, key, moves):
    way = []
    while came_from[key] is not None:
        key, number = came_from[key]
        way.append(moves[number])
    return way[::-1]


def explore(depth=None, seconds=None, bodies=BODIES, say=None):
    """Explores each body to `depth` moves (None: to the end), all within `seconds`. Returns a list of `Explored`.

    Raises Broken, an AssertionError, with the shortest story that breaks a promise. `say` is told each result.
    """
    ends = None if seconds is None else time.monotonic() + seconds
    results = []
    for number, body in enumerate(bodies):
        left = None if ends is None else max(0.1, (ends - time.monotonic()) / (len(bodies) - number))
        results.append(explore_body(body, depth, left))
        if say:
            say(results[-1].row())
    return results


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--depth", type=int, help="moves from power-up; without it, to the end")
    parser.add_argument("--seconds", type=float, help="time for all bodies together")
    parser.add_argument("--write", action="store_true", help="keep the result as EXPLORED.md")
    asked = parser.parse_args()
    head = "| body | states | steps | depth | explored | seconds |\n| --- | --- | --- | --- | --- | --- |"
    print(head)
    found = explore(asked.depth, asked.seconds, say=lambda row: print(row, flush=True))
    if asked.write:
        command = "python -m behaviour.explore " + " ".join(sys.argv[1:])
        total = f"In all {sum(f.states for f in found):,} states, {sum(f.steps for f in found):,} steps, none broken."
        rows = "\n".join(each.row() for each in found)
        KEPT.write_text(f"{KEPT_HEAD.format(command=command)}\n{head}\n{rows}\n\n{total}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
