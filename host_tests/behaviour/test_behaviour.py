"""What the stories do not show: the lamp's states, the loop's pace, lost edges, the body's sleep, exact times."""

import pytest
from grip import behaviour, settings
from grip.behaviour import Behaviour

T0 = (1 << 30) - 700  # ticks wrap in the middle


def made(style="lock", **changes):
    return Behaviour(dict(settings.defaults(), **changes), style, T0)


class Told:
    """A behaviour that is told lines; keeps the orders."""

    def __init__(self, style="lock", **changes):
        self.behaviour = made(style, **changes)

    def at(self, ms):
        return (T0 + ms) % (1 << 30)

    def thumb(self, ms, down):
        return self.behaviour.thumb(self.at(ms), down)

    def index(self, ms, down):
        return self.behaviour.index(self.at(ms), down)

    def lines(self, ms, lines="", shot=False):
        return self.behaviour.lines(self.at(ms), "F" in lines, "S" in lines, shot)

    def shows(self):
        return self.behaviour.shows()


def locked(**changes):
    """FOCUS locked since 100 ms, the thumb up since 400."""
    told = Told(**changes)
    assert told.thumb(100, True) == told.lines(100, "F") == told.thumb(400, False) == told.lines(400, "F") == 0
    return told


def shutter_locked():
    told = locked()
    told.index(1000, True)
    told.lines(1000, "FS", True)
    told.thumb(3000, True)
    assert told.lines(3999, "FS", True) == behaviour.NOTHING
    assert told.lines(4000, "FS", True) == behaviour.LOCK_SHUTTER
    told.thumb(4100, False)
    told.index(4200, False)
    return told


def test_the_lamp_while_nothing_goes_on():
    assert made().shows() == "ready"
    told = locked()
    assert told.shows() == "focus locked"
    track = Told("track")
    track.thumb(100, True)
    track.lines(100, "F")
    assert track.shows() == "focus locked"


def test_the_lamp_warns_in_the_last_5_s_of_the_lock():
    told = locked(lock_timeout_s=10)
    told.lines(5399, "F")
    assert told.shows() == "focus locked"
    told.lines(5400, "F")
    assert told.shows() == "lock about to end"
    told.lines(7000, "F")
    assert told.shows() == "lock about to end"
    assert told.lines(10_399, "F") == behaviour.NOTHING
    assert told.lines(10_400, "F") == behaviour.LET_GO
    told.lines(10_410)
    assert told.shows() == "ready"


def test_the_lamp_while_shutter_is_closed():
    told = shutter_locked()
    assert told.shows() == "shutter locked" and told.behaviour.busy()
    told = locked()
    told.index(1000, True)
    told.lines(1000, "FS", True)
    assert told.shows() == "shutter closed"


@pytest.mark.parametrize("press", ["thumb", "index"])
def test_the_lamp_says_limit_until_the_next_press(press):
    told = Told("track", focus_limit_s=5)
    told.thumb(0, True)
    told.lines(0, "F")
    assert told.lines(4999, "F") == behaviour.NOTHING
    assert told.lines(5000, "F") == behaviour.OPEN_FOCUS
    told.lines(5010)
    assert told.shows() == "limit hit"
    told.thumb(5500, False)
    assert told.shows() == "limit hit"
    getattr(told, press)(6000, True)
    assert told.shows() == "ready"


def test_the_limit_of_a_locked_focus_is_no_limit_of_the_thumb():
    told = locked(focus_limit_s=5)
    assert told.lines(5099, "F") == behaviour.NOTHING
    assert told.lines(5100, "F") == behaviour.LET_GO
    assert not told.behaviour.locked and told.shows() == "limit hit"
    assert told.lines(5101, "F") == behaviour.NOTHING  # counted anew


def test_the_limits_of_shutter():
    told = Told("track", shutter_limit_s=5)
    told.index(0, True)
    told.lines(100, "FS", True)
    assert told.lines(5099, "FS", True) == behaviour.NOTHING
    assert told.lines(5100, "FS", True) == behaviour.OPEN_SHUTTER
    assert told.behaviour.shows() == "shutter closed"
    told.lines(5110, "F")
    assert told.shows() == "limit hit"
    told = shutter_locked()
    assert told.lines(14_400_999, "FS", True) == behaviour.NOTHING
    assert told.lines(14_401_000, "FS", True) == behaviour.OPEN_SHUTTER and not told.behaviour.shutter_locked


def test_a_thumb_too_late_for_the_shutter_lock_focuses_again_at_the_limit():
    """It does not have to be lifted first."""
    told = locked(shutter_limit_s=5)
    told.index(1000, True)
    told.lines(1000, "FS", True)
    told.thumb(5900, True)
    assert told.lines(6000, "FS", True) == behaviour.OPEN_SHUTTER
    assert told.lines(6003, "F") == behaviour.REFOCUS


def test_focus_that_closes_as_shutter_opens_does_not_open_between():
    """On a body that fires without FOCUS, the thumb was not down while SHUTTER was closed."""
    told = Told("track", focus_open_between=True, shutter_needs_focus=False)
    told.lines(1000, "S")
    told.thumb(1100, True)
    assert told.lines(1100, "F") == told.lines(1103, "F") == behaviour.NOTHING


def test_a_lock_that_limits_hit_asks_for_nothing_more():
    """A wish that waited for the shot ends with the lock."""
    told = locked(focus_limit_s=5)
    told.lines(5000, "F", True)
    told.thumb(5050, True)
    assert told.lines(5100, "F", True) == behaviour.OPEN_FOCUS
    assert told.lines(5200) == behaviour.NOTHING


def test_a_limit_that_comes_as_shutter_closes_is_not_forgotten():
    """The thumb is pressed again in the very turn that sees SHUTTER open: FOCUS has been closed all the while."""
    told = locked(focus_limit_s=5)
    told.index(5100, True)
    told.lines(5100, "FS", True)
    told.index(5300, False)
    told.thumb(5400, True)
    assert told.lines(5400, "F") == behaviour.OPEN_FOCUS


@pytest.mark.parametrize("press", ["thumb", "index"])
def test_the_next_press_opens_a_locked_shutter_once(press):
    told = shutter_locked()
    assert getattr(told, press)(6000, True) == behaviour.OPEN_SHUTTER
    assert not told.behaviour.shutter_locked
    assert told.lines(6001, "F") == behaviour.NOTHING
    assert getattr(told, press)(6200, False) == behaviour.NOTHING
    assert told.lines(6600, "F") == behaviour.NOTHING


def test_the_thumb_that_opened_a_locked_shutter_is_no_tap():
    told = shutter_locked()
    told.thumb(6000, True)
    told.lines(6001, "F")
    told.thumb(6100, False)
    told.thumb(6200, True)
    assert told.lines(6200, "F") == behaviour.REFOCUS


def test_shutter_is_locked_once():
    told = Told()
    told.index(0, True)
    told.lines(100, "FS", True)
    told.thumb(2000, True)
    orders = [told.lines(ms, "FS", True) for ms in (2999, 3000, 3001, 5000)]
    assert orders == [behaviour.NOTHING, behaviour.LOCK_SHUTTER, behaviour.NOTHING, behaviour.NOTHING]


def test_shutter_that_opened_by_itself_is_not_locked():
    told = shutter_locked()
    told.lines(6000, "F")
    assert told.shows() == "focus locked"


@pytest.mark.parametrize("index_ms, thumb_ms, locks", [(2000, 1000, True), (1999, 1000, False), (2000, 999, False)])
def test_the_times_of_the_shutter_lock(index_ms, thumb_ms, locks):
    told = Told()
    told.index(100, True)
    told.lines(200, "FS", True)
    told.thumb(100 + index_ms, True)
    order = told.lines(100 + index_ms + thumb_ms, "FS", True)
    assert (order == behaviour.LOCK_SHUTTER) == locks


def test_no_shutter_lock_when_shutter_opened_or_gestures_were_forgotten():
    for forget in (False, True):
        told = Told()
        told.index(100, True)
        told.lines(200, "FS", True)
        told.thumb(2200, True)
        if forget:
            told.behaviour.forget_gestures()
        assert told.lines(3300, "FS" if forget else "F", True) == behaviour.NOTHING


@pytest.mark.parametrize("gap_ms, first, second, goes", [(249, 249, 249, True), (250, 249, 249, False),
                                                         (300, 249, 249, False),
                                                         (249, 250, 249, False), (249, 249, 250, False)])  # fmt: skip
def test_the_times_of_two_taps(gap_ms, first, second, goes):
    told = Told()
    told.thumb(0, True)
    told.lines(0, "F")
    told.thumb(first, False)
    told.lines(first, "F")
    again = first + gap_ms
    told.thumb(again, True)
    assert told.lines(again, "F") == behaviour.REFOCUS
    end = again + second
    told.thumb(end, False)
    assert told.lines(end + 249, "F") == behaviour.NOTHING
    assert (told.lines(end + 250, "F") == behaviour.LET_GO) == goes


@pytest.mark.parametrize("late_ms, ends", [(0, True), (124, True), (125, False), (200, False)])
@pytest.mark.parametrize("press", ["thumb", "index"])
def test_a_press_ends_the_gap_also_when_it_is_read_late(late_ms, ends, press):
    """The refocus gap is 120 ms; the CPU reads an edge up to 5 ms after it happened."""
    told = locked()
    told.thumb(1000, True)
    assert told.lines(1000, "F") == behaviour.REFOCUS
    told.thumb(1000, False)
    assert (getattr(told, press)(1000 + late_ms, True) == behaviour.END_GAP) == ends


def test_a_shot_ends_the_gap():
    told = locked()
    told.thumb(1000, True)
    assert told.lines(1000, "F") == behaviour.REFOCUS
    assert told.behaviour.busy()
    assert told.lines(1010, "", True) == behaviour.END_GAP
    assert told.lines(1020, "F", True) == behaviour.NOTHING


@pytest.mark.parametrize("ms", [1125, 1126])
def test_the_gap_is_over_in_time(ms):
    told = locked()
    told.thumb(1000, True)
    told.lines(1000, "F")
    told.thumb(1050, False)
    told.lines(ms, "F")
    assert told.lines(1130, "F", True) == behaviour.NOTHING
    assert told.index(1130, True) == behaviour.NOTHING


def test_lost_edges_take_over_the_levels():
    told = locked()
    assert told.behaviour.edges_lost(told.at(500), True, False, True) == behaviour.NOTHING
    assert told.behaviour.locked and told.behaviour.busy()
    assert told.behaviour.edges_lost(told.at(600), False, False, False) == behaviour.NOTHING
    assert not told.behaviour.locked
    track = Told("track")
    track.behaviour.edges_lost(track.at(100), True, False, True)
    assert not track.behaviour.locked


@pytest.mark.parametrize("thumb, index, opens", [(1, 0, True), (0, 1, True), (0, 0, False)])
def test_lost_edges_open_a_locked_shutter_if_a_button_is_down(thumb, index, opens):
    told = shutter_locked()
    order = told.behaviour.edges_lost(told.at(6000), bool(thumb), bool(index), True)
    assert (order == behaviour.OPEN_SHUTTER) == opens


def test_a_button_found_down_was_not_held_for_long():
    told = Told()
    told.index(0, True)
    told.lines(100, "FS", True)
    told.behaviour.edges_lost(told.at(3000), False, True, False)
    told.thumb(3100, True)
    assert told.lines(4100, "FS", True) == behaviour.NOTHING


def test_busy_and_idle():
    told = Told()
    assert not told.behaviour.busy()
    for step in (lambda: told.thumb(100, True), lambda: told.lines(100, "F"), lambda: told.thumb(200, False)):
        step()
        assert told.behaviour.busy()
    told.lines(210)
    assert told.behaviour.busy()  # it was a tap
    told.lines(450)
    assert not told.behaviour.busy()
    told.index(500, True)
    assert told.behaviour.busy()
    told.index(600, False)
    told.lines(600, "S")
    assert told.behaviour.busy()


@pytest.mark.parametrize("ms, lead_ms", [(5999, 100), (6000, 100), (6001, 400)])
def test_a_body_sleeps_after_its_time(ms, lead_ms):
    told = Told(wake_lead_ms=400, sleep_after_s=6)
    told.lines(ms)
    assert told.behaviour.lead_ms() == lead_ms
    told.lines(ms + 1, "S")
    assert told.behaviour.lead_ms() == 100
    told.lines(ms + 6001)
    assert told.behaviour.lead_ms() == 100
    told.lines(ms + 6002)
    assert told.behaviour.lead_ms() == 400
    told.lines(ms + 6003, "F")
    assert told.behaviour.lead_ms() == 100


def test_a_sleeping_body_without_a_wake_lead():
    told = Told(sleep_after_s=6)
    told.lines(7000)
    assert told.behaviour.lead_ms() == 100


def test_a_change_of_style_waits_and_lets_go_first():
    told = locked()
    told.behaviour.want_style("track")
    for lines, shot in (("FS", True), ("F", True)):
        assert told.lines(500, lines, shot) == behaviour.NOTHING
    assert told.lines(600, "F") == behaviour.LET_GO
    assert told.lines(610) == behaviour.CHANGE_STYLE and told.behaviour.style == "track"
    assert told.lines(620) == behaviour.NOTHING
    for button in (told.thumb, told.index):
        told.behaviour.want_style("lock")
        button(700, True)
        assert told.lines(700) == behaviour.NOTHING
        button(800, False)
        told.behaviour.want_style("track")


def test_the_first_release_after_power_up_is_no_release():
    told = Told()
    assert told.thumb(100, False) == behaviour.NOTHING and not told.behaviour.busy()
    told.thumb(200, True)
    told.lines(200, "F")
    told.thumb(300, False)
    assert told.lines(551, "F") == behaviour.NOTHING  # one tap, not two
    assert told.behaviour.locked


def test_orders_are_told_apart():
    names = ("NOTHING", "REFOCUS", "LET_GO", "OPEN_FOCUS", "LOCK_SHUTTER", "OPEN_SHUTTER", "CHANGE_STYLE", "END_GAP")
    assert sorted(getattr(behaviour, name) for name in names) == list(range(8)) and behaviour.NOTHING == 0


def test_a_frame_between_two_taps_is_no_letting_go():
    told = Told()
    for ms, press in ((0, told.thumb), (120, told.index), (200, told.thumb)):
        press(ms, True)
        told.lines(ms, "F")
        press(ms + 60, False)
        told.lines(ms + 60, "F")
    assert told.lines(600, "F") == behaviour.NOTHING and told.behaviour.locked


def test_a_tap_before_edges_were_lost_does_not_count():
    told = Told()
    told.thumb(0, True)
    told.lines(0, "F")
    told.thumb(100, False)
    told.lines(100, "F")
    told.behaviour.edges_lost(told.at(150), False, False, True)
    told.thumb(200, True)
    assert told.lines(200, "F") == behaviour.REFOCUS
    told.thumb(250, False)
    assert told.lines(600, "F") == behaviour.NOTHING and told.behaviour.locked


@pytest.mark.parametrize("thumb, index", [(True, False), (False, True)])
def test_a_button_found_down_is_down(thumb, index):
    told = Told()
    told.behaviour.edges_lost(told.at(100), thumb, index, False)
    told.behaviour.want_style("track")
    assert told.behaviour.busy() and told.lines(110) == behaviour.NOTHING
    (told.thumb if thumb else told.index)(200, False)
    assert told.lines(210) == behaviour.CHANGE_STYLE


@pytest.mark.parametrize(
    "thumb, held, order",
    [(True, True, behaviour.REFOCUS), (True, False, behaviour.OPEN_FOCUS), (False, False, behaviour.LET_GO)],
)
def test_focus_opens_between_for_the_thumb_that_holds_it(thumb, held, order):
    """A thumb that is found down and does not hold FOCUS is past the limit: FOCUS does not close for it again."""
    told = Told("track", focus_open_between=True)
    told.behaviour.edges_lost(told.at(0), thumb, False, held)
    told.lines(100, "FS", True)
    assert told.lines(200, "F") == order


def test_the_gap_is_on_until_it_can_be_read_no_more():
    for ms, ends in ((124, True), (125, False)):
        told = locked()
        told.thumb(1000, True)
        told.lines(1000, "F")
        told.lines(1000 + ms)
        assert (told.index(1000 + ms, True) == behaviour.END_GAP) == ends


def test_the_time_out_counts_anew_after_lost_edges():
    """The thumb may have been pressed and lifted without being heard."""
    told = Told()
    told.lines(90_000)
    assert told.behaviour.edges_lost(told.at(100_000), False, False, True) == behaviour.NOTHING
    assert told.lines(100_010, "F") == behaviour.NOTHING and told.behaviour.locked


@pytest.mark.parametrize("thumb, index, lines", [(True, False, "F"), (False, True, "F"), (False, False, "FS")])
def test_the_time_out_counts_only_while_all_is_quiet(thumb, index, lines):
    told = locked(lock_timeout_s=5)
    told.lines(1000, "F")
    if thumb or index:
        (told.thumb if thumb else told.index)(1000, True)
    for ms in (1100, 1300, 9000, 14_000):  # the refocus gap and the time-out are over
        order = told.lines(ms, lines)
    assert order == behaviour.NOTHING and told.behaviour.locked


def test_a_change_of_style_back_to_lock():
    told = Told("track")
    told.behaviour.want_style("lock")
    assert told.lines(100) == behaviour.CHANGE_STYLE and told.behaviour.style == "lock"
