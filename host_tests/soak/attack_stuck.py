"""The board under attack for ever: contacts shorted, dead or chattering, up to every limit and past it.

Where nothing counts but the CPU, hours are left out (`clockwork.Jumps`): the limits are the shipped ones. A contact
that never rests cannot be left out, so chatter runs against limits of 5 s, the least that can be set.
"""

import random

from board.rig import booted

from soak.attack_fingers import SETTLE_MS, values
from soak.clockwork import AWAKE_MS, Jumps
from soak.fingers import drawn, press
from soak.verdict import judged

OTHER = {"thumb": "index", "index": "thumb"}
BEFORE_S = 2  # a limit's last seconds are emulated in full
SHORT = {"focus_limit_s": 5, "shutter_limit_s": 5}
LOCK_TIMEOUT_S = 60
LIMITS = {"focus_limit_s": 300, "shutter_limit_s": 1800, "shutter_lock_limit_s": 14400}


def _work(board, button, times=2):
    """Uses one button, as long as the other does what it does."""
    for _ in range(times):
        board.play(press(button, 20_000, 150_000))
        board.run(ms=SETTLE_MS)


def _past(board, jumps, line, limit_s):
    """Waits for a limit. Returns a sentence if the line is then still closed."""
    closed_s = (board.now_ns - board.closed_of(line)[-1].close_ns) / 1e9
    jumps.rest(limit_s - BEFORE_S - closed_s)
    board.run_until(lambda b: not b.level(line), limit_ms=(BEFORE_S + 2) * 1000)
    return [f"{line} is still closed 2 s past its limit of {limit_s} s"] if board.level(line) else []


def shorted(board, case):
    """A contact shorts while shooting and stays so. Its line opens at its limit; the other button works throughout."""
    style, seed = case
    rng, jumps = random.Random(f"short {seed}"), Jumps(board)
    button = ("thumb", "index")[seed // 2 % 2]
    board.run(ms=drawn(rng, 1, 300))
    board.press(button)
    board.run(ms=400)
    _work(board, OTHER[button], 1)
    limit = "focus_limit_s" if button == "thumb" else "shutter_limit_s"
    told = _past(board, jumps, "FOCUS" if button == "thumb" else "SHUTTER", LIMITS[limit])
    board.run(ms=SETTLE_MS)
    _work(board, OTHER[button])
    if board.level("FOCUS"):  # locked; while a button is down only its limit ends that
        since_ns = max(board.closed_of("SHUTTER")[-1].open_ns, board.closed_of("FOCUS")[-1].close_ns)
        jumps.rest(LIMITS["focus_limit_s"] - 5 - (jumps.now_ns - jumps.by_timer(since_ns)) / 1e9)
        board.run_until(lambda b: not b.level("FOCUS"), limit_ms=6000)
    jumps.rest(600)
    board.release(button)  # mended
    board.run(ms=1000)
    _work(board, button)
    return _judged(board, style, jumps, told)


def both_shorted(board, case):
    style, _ = case
    jumps = Jumps(board)
    board.press("thumb")
    board.press("index")
    board.run(ms=400)
    told = _past(board, jumps, "SHUTTER", LIMITS["shutter_limit_s"])
    board.run(ms=AWAKE_MS)  # the loop must have seen SHUTTER open before its time jumps
    jumps.rest(LIMITS["focus_limit_s"] - BEFORE_S)  # not counted while SHUTTER was closed
    board.run(ms=(BEFORE_S + 1) * 1000)
    jumps.rest(3600)
    told += [f"{line} is closed" for line in ("FOCUS", "SHUTTER") if board.level(line)]
    return _judged(board, style, jumps, told)


def locked_shutter(board, case):
    """Four hours under the shutter lock; in track style the chord locks nothing, and the index ends it."""
    style, _ = case
    jumps = Jumps(board)
    board.play([(0, "index", True), (3_600_000, "index", False), *press("thumb", 2_200_000, 1_300_000)])
    board.run(ms=4000)
    told = [] if board.level("SHUTTER") == (style == "lock") else ["the shutter lock is not for this style"]
    if style == "lock":
        told += _past(board, jumps, "SHUTTER", LIMITS["shutter_lock_limit_s"])
    board.run(ms=SETTLE_MS)
    _work(board, "index")
    return _judged(board, style, jumps, told)


def shorted_since_power_up(board, case):
    """A button that is down as the grip is switched on closes nothing, ever; the other works."""
    style, seed = case
    button = ("thumb", "index")[seed // 2 % 2]
    board.press(button, at_us=500)
    off_ns = board.now_ns
    board.power_cycle()
    off = ((off_ns, board.now_ns),)
    board.run(ms=150)
    jumps = Jumps(board)
    _work(board, OTHER[button], 1)
    if board.level("FOCUS"):  # locked: its last seconds, with their warning, are emulated in full
        jumps.rest(LOCK_TIMEOUT_S - 8, step_s=LOCK_TIMEOUT_S)
        board.run_until(lambda b: not b.level("FOCUS"), limit_ms=10_000)
    jumps.rest(7200)
    _work(board, OTHER[button], 1)
    return _judged(board, style, jumps, [], off=off, dead=button)


def chatters_for_ever(board, case):
    """One contact never rests, at 20 Hz to 20 kHz; the other button works before and after the limit."""
    style, seed = case
    rng = random.Random(f"for ever {seed}")
    button = ("thumb", "index")[seed // 2 % 2]
    turn_us, part = 1e6 / drawn(rng, 20, 3000 if seed % 4 else 20_000), rng.uniform(0.35, 0.65)
    board.play([(n * turn_us + x * turn_us * part, button, not x) for n in range(int(8e6 / turn_us)) for x in (0, 1)])
    told, frames = [], len(board.closed_of("SHUTTER"))
    for at_ms in (600, 5500):
        board.run(ms=at_ms - (at_ms > 600) * 800)
        seen = board.now_ns
        _work(board, OTHER[button], 1)
        line = "SHUTTER" if button == "thumb" else "FOCUS"
        if not any(b is None or b >= seen for a, b in board.closed_of(line)):
            told.append(f"{line} does not follow the {OTHER[button]} beside a contact that chatters")
    board.run_until(lambda b: not b.contacts.pending, limit_ms=5000)
    board.run(ms=1500)
    _work(board, "index", 1)
    if len(board.closed_of("SHUTTER")) <= frames:
        told.append("no frame once the chatter has ended")
    return _judged(board, style, None, told, **SHORT)


def _judged(board, style, jumps, told, off=(), dead=None, **changes):
    tally = judged(board, values(style=style, **changes), jumps, off=off, dead=dead)
    tally.broken += told
    return tally


def ready(style):
    return booted(style=style)


def short_limits(style):
    return booted(style=style, **SHORT)


CASES = {
    "one contact shorted for ever": (ready, shorted),
    "both contacts shorted for ever": (ready, both_shorted),
    "the shutter lock's limit, 4 h": (ready, locked_shutter),
    "one contact shorted since power-up": (ready, shorted_since_power_up),
    "one contact chattering for ever": (short_limits, chatters_for_ever),
}
