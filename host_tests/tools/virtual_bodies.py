"""Bodies and waveforms made by hand, for the tests of the virtual camera. All times in milliseconds."""

from backgrip.cameras.schema import SemanticClass
from backgrip.virtual_camera import MS, Scene, VirtualCamera

# A body without a peculiarity: each test changes what it is about.
PLAIN = {
    "half_press_focuses": True,
    "held_half_press_locks": True,
    "shutter_alone": "ignored",
    "focus_then_shutter_ms": 10,
    "both_at_once": "fires",
    "shutter_min_ms": 20,
    "shutter_gap_ms": 20,
    "refocus_open_ms": 60,
    "sleep_after_s": 6,
    "wake_ms": 0,
    "sleeping_shutter": "swallowed",
    "release_lag_ms": 50,
    "af_single_ms": 300,
    "af_hunting_ms": 1200,
    "single_priority": "focus",
    "continuous_priority": "release",
    "half_press_locks_ae": "no",
    "own_buttons": "ignored",
    "focus_open_between": False,
}


def body(**changes) -> SemanticClass:
    """The plain body with some facts changed."""
    facts = PLAIN | changes
    assert set(facts) == set(PLAIN), set(changes) - set(PLAIN)
    return SemanticClass(
        title="made up",
        **{name: {"is": value, "evidence": "assumed", "source": "x"} for name, value in facts.items()},
    )


def shoot(semantics, *pulses, until=5000, scene=None, **options):
    """The shots of a camera whose contacts close: `(contact, from_ms, to_ms)`; None: it stays closed."""
    camera = VirtualCamera(semantics, scene or Scene(), **{"chance": 1.0} | options)
    moves = [(close, 1, name, True) for name, close, _ in pulses]
    moves += [(opens, 0, name, False) for name, _, opens in pulses if opens is not None]
    for ms, _, name, closed in sorted(moves):
        camera.contact(round(ms * MS), name, closed)
    return camera.finish(round(until * MS))


def ms(times_ns):
    """Nanoseconds in milliseconds, rounded."""
    return [None if t_ns is None else round(t_ns / MS) for t_ns in times_ns]


def frames(shots):
    """When the frames began."""
    return ms(frame.t_ns for frame in shots.frames)


def runs(shots):
    """The AF runs: (begin, end, who started it, how it ended)."""
    return [(*ms((run.begin_ns, run.end_ns)), run.why, str(run.outcome)) for run in shots.runs]


def whys(shots):
    return [missed.why for missed in shots.missed]
