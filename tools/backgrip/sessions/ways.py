"""The same intentions as fingers, four ways.

On the body's own buttons the fingers close the camera's contacts themselves. The half-press finger keeps half-way down
from focusing on, between frames too, and leaves the button in a pause; its next frame is one squeeze through. With
back-button focus the body stays in AF-C with AF taken off the half-press: the thumb focuses or follows, and lets go
when it is enough; while it follows, the other finger rests half-way. With the grip in `lock` (body in AF-S) the thumb
taps once to focus; in `track` (body in AF-C) it does what it does on a back button.

Fingers are people's: the times are assumed, and the same for every way.
"""

from dataclasses import dataclass

from backgrip.sessions.script import Aim, Follow, Pause, Session, Shot

TRAVEL_MS = 60  # a squeeze passes the half-press this long before the full press
REST_MS = 300  # after the thumb went down, in a hurry, the other finger is half-way down
AGAIN_MS = 150  # a finger lifts from the half-press and comes back
AIM_MS = 800  # the thumb stays on a back button until the camera shows that it is in focus, and a little longer
TAP_MS = 350  # a press of the grip's thumb, too long for one of two short taps
UP_MS = 20  # SHUTTER opens, then FOCUS, when a finger comes up


@dataclass(frozen=True)
class Way:
    """`style`: the grip's focus style, None for the body's own buttons. `mode` None: as the session's photographer."""

    key: str
    title: str
    style: str | None = None
    mode: str | None = None
    half_press_af: bool = True


WAYS = (
    Way("half-press", "own half-press"),
    Way("back-button", "own back button", mode="continuous", half_press_af=False),
    Way("lock", "grip, lock", style="lock", mode="single"),
    Way("track", "grip, track", style="track", mode="continuous"),
)
BY_KEY = {way.key: way for way in WAYS}
GRIP = tuple(way for way in WAYS if way.style)
OWN = tuple(way for way in WAYS if not way.style)

Move = tuple[int, str, bool]  # (ms, contact or button, closed)


def _pulses(name: str, *spans: tuple[int, int]) -> list[Move]:
    return [move for begin, end in spans for move in ((begin, name, True), (end, name, False))]


def thumb_spans(session: Session, style: str) -> list[tuple[int, int]]:
    """When the grip's thumb is down, from and until, in ms."""
    aim_ms = TAP_MS if style == "lock" else AIM_MS
    return [(act.at_ms, act.at_ms + aim_ms if isinstance(act, Aim) else act.until_ms) for act in session.focusing]


def grip_moves(session: Session, style: str) -> list[Move]:
    """What the fingers do on the grip: "thumb" and "index"."""
    index = _pulses("index", *((shot.at_ms, shot.until_ms) for shot in session.shots))
    return sorted(_pulses("thumb", *thumb_spans(session, style)) + index)


def own_moves(session: Session, way: Way) -> list[Move]:
    """What the fingers do on the body's own buttons: "FOCUS", "SHUTTER" and "AF-ON"."""
    return _half_press(session) if way.half_press_af else _back_button(session)


def _back_button(session):
    moves = _pulses("AF-ON", *thumb_spans(session, "track"))
    rests = [(act.at_ms + REST_MS, act.until_ms) for act in session.focusing if isinstance(act, Follow)]
    half = [(shot.at_ms, shot.until_ms + UP_MS) for shot in session.shots]
    for shot in session.shots:
        resting = any(begin < shot.at_ms < end for begin, end in rests)
        moves += _pulses("SHUTTER", (shot.at_ms + (0 if resting else TRAVEL_MS), shot.until_ms))
    return sorted(moves + _pulses("FOCUS", *_joined(rests + half)))


def _joined(spans):
    """Spans that touch, made one."""
    found = []
    for begin, end in sorted(spans):
        if found and begin <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((begin, end))
    return found


class _Finger:
    """One finger on the body's own shutter button."""

    def __init__(self):
        self.moves, self.half = [], False

    def half_way(self, at_ms, down):
        if down != self.half:
            self.half = down
            self.moves.append((at_ms, "FOCUS", down))

    def shoot(self, shot):
        travel_ms = 0 if self.half else TRAVEL_MS
        self.half_way(shot.at_ms, True)
        self.moves += _pulses("SHUTTER", (shot.at_ms + travel_ms, shot.until_ms))


def _half_press(session):
    finger = _Finger()
    stops = [act for act in session.acts if isinstance(act, Follow)]
    todo = [(act.at_ms, act) for act in session.acts] + [(act.until_ms, None) for act in stops]
    for at_ms, act in sorted(todo, key=lambda one: one[0]):
        if isinstance(act, Shot):
            finger.shoot(act)
        elif isinstance(act, Aim) and finger.half:
            finger.half_way(at_ms, False)
            finger.half_way(at_ms + AGAIN_MS, True)
        elif isinstance(act, Pause) or act is None:
            shooting = [shot.until_ms + UP_MS for shot in session.shots if shot.at_ms < at_ms <= shot.until_ms]
            finger.half_way(max([at_ms, *shooting]), False)
        else:
            finger.half_way(at_ms, True)
    finger.half_way(max(shot.until_ms for shot in session.shots) + UP_MS, False)
    return sorted(finger.moves)
