"""A sample of `soak/python_fails`: exceptions, a hang, a full heap in the midst of a shot. `make soak` has all."""

from backgrip.firmware import settings_file
from soak import python_fails
from soak.hooks import FILL_HEAP, HANDLER_RAISES, HANG, RAISE, RECURSE, Hooked
from soak.python_fails import Campaign
from soak.walk import READY_MS, Story, copy


def _shot(walk):
    walk.run(READY_MS)
    walk.press("thumb", 30)
    walk.press("index", 110)
    walk.run(30)
    walk.release("index", 40)


SHOT = Story("a shot", _shot, settings_file(style="track"))

# Places with both lines closed or none, and what happens there.
PLACES = (
    ("main.py", "from grip import app", RAISE, False),
    ("grip/guard.py", "self._watchdog = machine.WDT", RAISE, False),
    ("grip/behaviour.py", "opened = self._shutter and not shutter", RAISE, True),
    ("grip/edges.py", "return self._shot_wire.value()", RAISE, True),
    ("grip/app.py", "self._events(now)", HANG, True),
    ("grip/lamp.py", "pattern = TABLE", RECURSE, True),
    ("grip/guard.py", "self._watchdog.feed()", HANDLER_RAISES, True),
    ("grip/app.py", "self.shows = self._shows()", FILL_HEAP, True),
)


def _walked(image, places):
    faults = {}
    for file, text, what, closed in places:
        faults.setdefault(image.number(file, text), set()).add((what, closed, 1))
    one = Campaign(image, faults)
    one.walk(SHOT)
    assert len(one.struck) == len(places), "the story did not come past all of them"
    return one.tally


def test_python_fails_in_the_midst_of_a_shot():
    tally = _walked(copy(), PLACES)
    assert not tally.broken, "\n".join(tally.broken)
    assert tally.tried["faults told by the log with file and line"] == 4
    assert tally.tried["other exceptions told by the log"] == 2
    assert tally.tried["restarts: watchdog"] == 1 and tally.tried["restarts: forced"] == 6
    assert tally.worst["exception_line_open_us"] < 1000 and tally.worst["watchdog_ms"] <= 2000


def _seeded(file, text):
    if file != "grip/app.py":
        return text
    late = "        lines_open()\n        reserve = None", "        sleep_ms(5)"
    untold = 'log("exception", fault)', "pass"
    for old, new in (late, untold):
        assert old in text
        text = text.replace(old, new)
    return text


def test_lines_that_open_late_and_a_fault_that_is_not_told_are_caught():
    told = "\n".join(_walked(Hooked(_seeded), PLACES[3:4]).broken)
    assert "the lines opened" in told and "the fault log does not tell of it" in told


def test_the_campaign_stops_in_time():
    tally = python_fails.campaign(seconds=0, seed=1)
    assert not tally.broken
