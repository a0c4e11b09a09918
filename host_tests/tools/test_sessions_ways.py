"""Intentions as fingers, and fingers on contacts as figures: all without a board."""

import pytest
from backgrip.cameras.book import PROFILE, read_book
from backgrip.sessions import bodies, grip, measure
from backgrip.sessions.scenes import SESSIONS
from backgrip.sessions.script import Aim, Follow, Pause, Session, Shot
from backgrip.sessions.ways import BY_KEY, GRIP, OWN, WAYS, grip_moves, own_moves
from backgrip.virtual_camera import MS, Scene, course, steps
from virtual_bodies import body


def session(*acts, **changes):
    options = {"scene": Scene(), "own_mode": "single", "drive": "single", "length_ms": 4000} | changes
    return Session("made-up", "Made up", "", acts, **options)


def spans(moves, name):
    """The closures of one contact: (from, until), in ms."""
    times = [at for at, contact, _ in moves if contact == name]
    assert [down for _, contact, down in moves if contact == name] == [True, False] * (len(times) // 2)
    return list(zip(times[::2], times[1::2], strict=True))


PORTRAIT = session(Aim(200), Shot(1000, 500), Shot(1700, 400), Pause(2200, 2800), Shot(3000, 500))


def test_a_half_press_is_kept_between_frames_and_let_go_in_a_pause():
    moves = own_moves(PORTRAIT, BY_KEY["half-press"])
    assert spans(moves, "FOCUS") == [(200, 2200), (3000, 3520)]
    assert spans(moves, "SHUTTER") == [(1000, 1500), (1700, 2100), (3060, 3500)]


def test_a_half_press_comes_up_to_focus_again():
    moves = own_moves(session(Aim(200), Shot(1000, 300), Aim(2000), Shot(2800, 300)), BY_KEY["half-press"])
    assert spans(moves, "FOCUS") == [(200, 2000), (2150, 3120)]


def test_a_back_button_focuses_and_the_shutter_button_only_shoots():
    moves = own_moves(PORTRAIT, BY_KEY["back-button"])
    assert spans(moves, "AF-ON") == [(200, 1000)]
    assert spans(moves, "FOCUS") == [(1000, 1520), (1700, 2120), (3000, 3520)]
    assert spans(moves, "SHUTTER") == [(1060, 1500), (1760, 2100), (3060, 3500)]


def test_following_the_finger_rests_half_way():
    moves = own_moves(session(Follow(200, 2000), Shot(1000, 300)), BY_KEY["back-button"])
    assert spans(moves, "AF-ON") == [(200, 2000)] and spans(moves, "FOCUS") == [(500, 2000)]
    assert spans(moves, "SHUTTER") == [(1000, 1300)]


def test_a_half_press_follows_until_it_is_enough_and_not_before_the_burst_has_ended():
    moves = own_moves(session(Follow(200, 2000), Shot(1800, 600)), BY_KEY["half-press"])
    assert spans(moves, "FOCUS") == [(200, 2420)] and spans(moves, "SHUTTER") == [(1800, 2400)]


def test_the_thumb_on_the_grip():
    assert spans(grip_moves(PORTRAIT, "lock"), "thumb") == [(200, 550)]
    assert spans(grip_moves(PORTRAIT, "track"), "thumb") == [(200, 1000)]
    assert spans(grip_moves(PORTRAIT, "lock"), "index") == [(1000, 1500), (1700, 2100), (3000, 3500)]


@pytest.mark.parametrize("one", SESSIONS, ids=lambda one: one.key)
def test_every_session_can_be_played(one):
    for style in ("lock", "track"):
        moves = grip_moves(one, style)
        for name in ("thumb", "index"):
            found = spans(moves, name)
            assert found and all(b[0] - a[1] >= 100 for a, b in zip(found, found[1:], strict=False))
    for way in OWN:
        moves = own_moves(one, way)
        for name in {contact for _, contact, _ in moves}:
            assert all(begin < end for begin, end in spans(moves, name))
    last_ms = max(end for name in ("thumb", "index") for _, end in spans(grip_moves(one, "track"), name))
    assert last_ms + 150 <= one.length_ms, "the debounce time and the tail are in the recording"
    looks = one.scene.looks if callable(one.scene.looks) else lambda t_ns: one.scene.looks
    for begin, end in spans(grip_moves(one, "track"), "thumb"):
        assert looks((begin - 40) * MS) == looks((end + 40) * MS) == "subject", "nobody recomposes with the thumb down"


def test_every_class_has_its_typical_body():
    book = read_book()
    assert set(bodies.TYPICAL) == set(book.classes)
    for one in bodies.shooters(book):
        assert one.body.fact("behaves_as").is_ == one.key
        assert one.body.port.is_ in book.connectors, f"{one.body.title} has a socket"
        assert set(one.profile) <= set(PROFILE) - {"style"}


# -- what becomes of hand-made contacts ------------------------------------------------------------


def figures(one, way="lock", pulses=(), **changes):
    """The figures of contacts `(line, from_ms, to_ms)`."""
    edges = [(at, line, closed) for line, a, b in pulses for at, closed in ((a, True), (b, False))]
    shooter = bodies.Shooter("made-up", body(**changes), None)
    lines = [grip.LineEdge(round(at * MS), line, closed) for at, line, closed in sorted(edges)]
    return measure.measure(one, BY_KEY[way], shooter, lines)


RECOMPOSED = session(
    Aim(200), Shot(1000, 500), Shot(2000, 500), scene=Scene(looks=steps((0, "subject"), (0.9, "background")))
)
LOCKED = (("FOCUS", 200, 3500), ("SHUTTER", 1000, 1508), ("SHUTTER", 2000, 2508))


def test_a_lock_in_figures():
    run = figures(RECOMPOSED, "lock", LOCKED)
    assert (run.wanted, run.taken, run.sharp, run.af_runs, run.stray) == (2, 2, 2, 1, 0)
    assert (run.unasked, run.lost, run.presses, run.stale, run.index_starts) == (0, 0, 2, 0, 0)
    assert run.waits_ms == [50, 50]


def test_an_index_that_starts_af_in_figures():
    """Thumb up, and the index closes FOCUS for each shot: two stray runs, on the background."""
    scene = Scene(looks=steps((0, "subject"), (1.1, "background")))
    one = session(Aim(200), Shot(1300, 500), Shot(2300, 500), scene=scene)
    shots = [("FOCUS", at, at + 700) for at in (1300, 2300)] + [("SHUTTER", at + 100, at + 600) for at in (1300, 2300)]
    run = figures(one, "track", [("FOCUS", 200, 1008), *shots])
    assert (run.af_runs, run.stray, run.index_starts, run.index_keeps) == (3, 2, 2, 0)
    assert (run.taken, run.sharp) == (2, 0) and run.waits_ms == [150, 150]


def test_af_that_the_index_keeps_going_in_figures():
    one = session(Follow(200, 1200), Shot(1000, 500), drive="continuous")
    run = figures(one, "track", [("FOCUS", 200, 1608), ("SHUTTER", 1000, 1508)])
    assert (run.index_starts, run.index_keeps, run.stray) == (0, 1, 0)
    run = figures(one, "track", [("FOCUS", 200, 1208), ("SHUTTER", 1000, 1508)], shutter_alone="fires")
    assert (run.index_starts, run.index_keeps) == (0, 0)


def test_a_press_that_gives_nothing_is_lost_and_told_why():
    run = figures(RECOMPOSED, "lock", [("FOCUS", 200, 3500), ("SHUTTER", 1000, 1010)])
    assert (run.taken, run.lost) == (0, 2)
    assert run.why_lost == ["SHUTTER was closed too briefly", "SHUTTER never closed"]


def test_a_frame_nobody_asked_for():
    run = figures(RECOMPOSED, "lock", [*LOCKED, ("SHUTTER", 2800, 2900)])
    assert run.unasked == 1
    double = [("FOCUS", 200, 3500), ("SHUTTER", 1000, 1200), ("SHUTTER", 1250, 1500), ("SHUTTER", 2000, 2500)]
    assert figures(RECOMPOSED, "lock", double).unasked == 1


def test_a_burst_in_figures():
    """500 ms at 8 frames a second with a lag of 50 ms: frames at 50, 175, 300 and 425 ms."""
    one = session(Follow(200, 2000), Shot(1000, 500), drive="continuous")
    run = figures(one, "track", [("FOCUS", 200, 2000), ("SHUTTER", 1000, 1508)])
    assert (run.wanted, run.taken, run.sharp, run.unasked) == (4, 4, 4, 0)
    late = figures(one, "track", [("FOCUS", 200, 2000), ("SHUTTER", 1200, 1508)])
    assert (late.wanted, late.taken) == (4, 3)
    runaway = figures(one, "track", [("FOCUS", 200, 3000), ("SHUTTER", 1000, 2500)])
    assert runaway.unasked > 5 and runaway.sharp == runaway.wanted


def test_stale_exposure_and_manual_exposure():
    scene = Scene(light_ev=course((1.2, 10), (1.9, 9)))
    one = session(Aim(200), Shot(1000, 500), Shot(2000, 500), scene=scene)
    assert figures(one, "lock", LOCKED, half_press_locks_ae="yes").stale == 1
    unsure = figures(one, "lock", LOCKED, half_press_locks_ae="unknown")
    assert (unsure.stale, unsure.stale_known) == (1, False)
    assert figures(one, "lock", LOCKED, half_press_locks_ae="no").stale == 0
    by_hand = session(Aim(200), Shot(1000, 500), Shot(2000, 500), scene=scene, exposure="manual")
    assert figures(by_hand, "lock", LOCKED, half_press_locks_ae="yes").stale == 0


def test_own_ways_in_the_portrait_as_the_readme_tells_it():
    """Half-press loses the eye after the pause; the back button does not."""
    book = read_book()
    for shooter in bodies.shooters(book):
        sharp = {}
        for way in OWN:
            edges = grip.own_edges(own_moves(SESSIONS[0], way))
            sharp[way.key] = measure.measure(SESSIONS[0], way, shooter, edges).sharp
        assert sharp["half-press"] < sharp["back-button"] == 4, shooter.key


def test_ways_are_four():
    assert [way.key for way in WAYS] == ["half-press", "back-button", "lock", "track"] and len(GRIP) == 2
