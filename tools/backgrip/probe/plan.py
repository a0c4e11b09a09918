"""The trials as data: the seven questions of the camera research, section 6, and the shortest times that work.

Times in milliseconds. Every plan begins with LOOK_UP_MS, in which eyes move from the screen to the camera, and leaves a
second or so between pictures: in single drive some bodies want that (Fujifilm, by scanlight's control interface).
"""

from backgrip.probe.trial import Move, Setup, Trial

LOOK_UP_MS = 2000
HALF, FULL = "FOCUS", "SHUTTER"

FLOORS = (20, 50, 100, 300, 500, 1000)  # shortest SHUTTER; 100 is the grip's default, 300 is told of Fujifilm
LEADS = (10, 50, 100, 250, 500)  # FOCUS before SHUTTER; a D5200 needs 10
WAKE_LEADS = (100, 400, 1000)  # the same with the camera asleep; 400 is what a trail camera gives a 60D
WAKE_FLOORS = (100, 300, 1000)  # shortest SHUTTER with the camera asleep, where it fires alone
GAPS = (120, 300, 1000)  # how long FOCUS opens to focus anew; 120 is the grip's default
FLOOR_TRIES, AT_ONCE_TRIES, LEAD_TRIES = 10, 10, 20
LEADS_A_PART = 10  # so that a part stays under the longest plan that the grip takes
WAKE: tuple[Move, ...] = ((HALF, True, 1000), (HALF, False, 800))  # before pictures are counted: none slept through

AF = Setup(
    "af",
    "autofocus, single pictures",
    (
        "Lens and camera on autofocus, in {single}: not in continuous and not in automatic AF.",
        "AF on the half-press, as it came from the factory{af_on}.",
        "Single pictures: no burst, no self-timer. Card in, flash off, picture review off.",
        "Find two things with clear edges: one near (about 1 m), one far (5 m or more). Good light.",
        "\"Out of focus\" below: turn the lens's ring, or let the camera focus on the other thing first.",
    ),
)
MANUAL = Setup(
    "manual",
    "manual focus, to count pictures",
    (
        "Lens (or camera) on MANUAL focus: from here on only the shutter matters.",
        "Shutter speed 1/100 s or faster. Still single pictures.",
        "You will count pictures: by ear, or read the frame counter before and after.",
    ),
)
BACK_BUTTON = Setup(
    "back-button",
    "back-button focus",
    (
        "Lens back on autofocus, {single}.",
        "Take AF off the half-press, so that only the camera's own button ({button}) focuses{af_off}.",
    ),
)

DID_NOTHING = "nothing"
FOCUS = Trial(
    "focus", "focus", AF,
    "The grip closes FOCUS for 2.5 s, as if you pressed the shutter button half-way. Put the lens "
    "out of focus and point at the near thing.",
    (((None, False, LOOK_UP_MS), (HALF, True, 2500), (HALF, False, 300)),),
    (("focused", "it focused"), (DID_NOTHING, "nothing, or it only woke up"), ("fired", "it took a picture")),
)  # fmt: skip
ALONE = Trial(
    "alone", "alone", AF,
    "The grip closes SHUTTER alone for 3 s, and leaves FOCUS open. Put the lens out of focus and point at the near "
    "thing. If the camera has gone dark, wake it with a button that does not focus (DISP, INFO or ISO, say).",
    (((None, False, LOOK_UP_MS), (FULL, True, 3000), (FULL, False, 300)),),
    (
        ("ignored", "nothing"),
        ("fires", "it took the picture and left focus alone"),
        ("focuses", "it focused first, then took the picture"),
        ("searched", "it focused, and took no picture"),
    ),
)  # fmt: skip
HELD = Trial(
    "held", "held", AF,
    "Point at the near thing. The grip closes FOCUS and keeps it closed: the camera focuses. Then swing to the far "
    "thing, and do not touch the lens. After 5 s the grip closes SHUTTER too, twice, with FOCUS held all the while.",
    ((
        (None, False, LOOK_UP_MS), (HALF, True, 5000), (FULL, True, 1000), (FULL, False, 1500), (FULL, True, 1000),
        (FULL, False, 200), (HALF, False, 300),
    ),),
    (
        ("locked", "it fired without focusing again, both times (the far thing is soft)"),
        ("refocused", "it focused on the far thing, before or between the pictures"),
        (DID_NOTHING, "it took no picture"),
    ),
    cues=((LOOK_UP_MS, "FOCUS is closed: it focuses on the near thing."),
          (LOOK_UP_MS + 2000, "Now swing to the far thing, and stay there."),
          (LOOK_UP_MS + 5000, "SHUTTER closes, and once more.")),
    away_ms=LOOK_UP_MS + 2000,
)  # fmt: skip
AFTER = Trial(
    "after", "after", AF,
    "Point at the near thing. The grip taps FOCUS: the camera focuses. The grip lets go; swing to the far thing. After "
    "3 s it closes SHUTTER alone.",
    (((None, False, LOOK_UP_MS), (HALF, True, 2500), (HALF, False, 3000), (FULL, True, 3000), (FULL, False, 300)),),
    (
        ("ignored", "nothing more: SHUTTER took no picture"),
        ("fires", "it fired without focusing again (the far thing is soft)"),
        ("focuses", "it focused on the far thing, then fired"),
    ),
    cues=((LOOK_UP_MS, "FOCUS: it focuses on the near thing."),
          (LOOK_UP_MS + 2500, "FOCUS has let go. Swing to the far thing."),
          (LOOK_UP_MS + 5500, "SHUTTER closes.")),
    away_ms=LOOK_UP_MS + 2500,
)  # fmt: skip
BACK_BUTTON_FOCUS = Trial(
    "back-button", "back-button", BACK_BUTTON,
    "The grip closes FOCUS for 2.5 s once more. Put the lens out of focus first. You may skip this one.",
    FOCUS.parts,
    (("focused", "it focused"), (DID_NOTHING, "it did not focus")),
)  # fmt: skip
SLEEP_AFTER = Trial(
    "sleep-after", "asleep", MANUAL,
    "This body needs time to wake, so the grip must know when it sleeps.",
    seconds=True,
)  # fmt: skip


def gap(ms: int) -> Trial:
    """FOCUS held, opened for `ms` and closed again: does single AF start over?"""
    return Trial(
        f"gap-{ms}", "gap", AF,
        f"Point at the near thing. The grip holds FOCUS for 5 s; swing to the far thing meanwhile. Then it lets go for "
        f"only {_seconds(ms)} and holds FOCUS again.",
        (((None, False, LOOK_UP_MS), (HALF, True, 5000), (HALF, False, ms), (HALF, True, 3000), (HALF, False, 300)),),
        (("again", "it focused again, on the far thing"), ("not", "it kept its focus on the near thing")),
        cues=((LOOK_UP_MS, "FOCUS is closed: it focuses on the near thing."),
              (LOOK_UP_MS + 2000, "Now swing to the far thing, and stay there."),
              (LOOK_UP_MS + 5000, "FOCUS opens for a moment: watch.")),
        away_ms=LOOK_UP_MS + 2000,
    )  # fmt: skip


def floor(ms: int, alone: bool) -> Trial:
    """SHUTTER closed for `ms`, some times; under FOCUS unless the body fires without it."""
    pulses = ((FULL, True, ms), (FULL, False, 1200)) * FLOOR_TRIES
    under = WAKE if alone else WAKE[:1]
    held = "" if alone else ", FOCUS held all the while"
    return Trial(
        f"floor-{ms}", "floor", MANUAL,
        f"The grip closes SHUTTER {FLOOR_TRIES} times for {_seconds(ms)} each{held}.",
        (((None, False, LOOK_UP_MS), *under, *pulses),),
        count=FLOOR_TRIES,
    )  # fmt: skip


def lead(ms: int, hold_ms: int) -> Trial:
    """FOCUS, and SHUTTER `ms` later, some times, with everything open in between."""
    press = ((HALF, True, ms), (FULL, True, hold_ms), (FULL, False, 100), (HALF, False, 800))
    parts = [press * LEADS_A_PART] * (LEAD_TRIES // LEADS_A_PART)
    return Trial(
        f"lead-{ms}", "lead", MANUAL,
        f"{LEAD_TRIES} times the grip closes FOCUS, and SHUTTER {_seconds(ms)} later. This tells how quick your index "
        "finger may be.",
        (((None, False, LOOK_UP_MS), *WAKE, *parts[0]), *parts[1:]),
        count=LEAD_TRIES,
    )  # fmt: skip


def at_once(hold_ms: int) -> Trial:
    """Both lines closed in the same instant, some times."""
    press = ((HALF, True, 0), (FULL, True, hold_ms), (FULL, False, 0), (HALF, False, 900))
    return Trial(
        "at-once", "at-once", MANUAL,
        f"{AT_ONCE_TRIES} times the grip closes both lines in the same instant. Not every picture need come.",
        (((None, False, LOOK_UP_MS), *WAKE, *press * AT_ONCE_TRIES),),
        count=AT_ONCE_TRIES,
    )  # fmt: skip


def asleep_lead(ms: int, hold_ms: int) -> Trial:
    """The camera asleep: FOCUS, and SHUTTER `ms` later."""
    press = ((HALF, True, ms), (FULL, True, hold_ms), (FULL, False, 100), (HALF, False, 1000))
    does = f"FOCUS, and {_seconds(ms)} later SHUTTER for {_seconds(hold_ms)}"
    return _asleep(f"asleep-lead-{ms}", does, press)


def asleep_floor(ms: int) -> Trial:
    """The camera asleep: SHUTTER alone for `ms`."""
    return _asleep(f"asleep-floor-{ms}", f"SHUTTER alone for {_seconds(ms)}", ((FULL, True, ms), (FULL, False, 1000)))


def _asleep(key: str, does: str, press: tuple[Move, ...]) -> Trial:
    return Trial(
        key, "asleep", MANUAL,
        "The grip wakes the camera and lets go. Hands off until it has gone to sleep by itself: its screen, or the "
        "exposure in its display, goes dark. (A short standby or meter timer in its menu saves waiting.) Then comes "
        f"one press: {does}.",
        (((None, False, LOOK_UP_MS), *press),),
        (("fired", "it took a picture"), (DID_NOTHING, "no picture")),
        before=((HALF, True, 500), (HALF, False, 0)),
        brief=f"Again hands off until it sleeps. Then {does}.",
    )  # fmt: skip


def _seconds(ms: int) -> str:
    return f"{ms} ms" if ms < 1000 else f"{ms / 1000:g} s"
