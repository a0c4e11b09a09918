"""The ten-minute test, answered by a robot from each virtual camera: the profile found must be the class's."""

import pytest
from backgrip.cameras import read_book
from backgrip.probe import verdict
from backgrip.probe.findings import findings
from backgrip.probe.subject import Subject
from probe_robot import Robot, ask, talk
from virtual_bodies import body

BOOK = read_book()
ACME = Subject("Acme", "One", "canon-e3")  # of no known brand, so nothing helps to guess the class

# What the test cannot tell apart: it sees no difference on the wire. The first one in the file is named.
SAME = {"samsung": "olympus", "sony": "nikon-z"}


def step(ladder, at_least):
    return min(ms for ms in ladder if ms >= at_least)


def rule(facts):
    """The rule of `verdict`, once more and straight from the class: each time the shortest step that is enough."""
    fires = facts.shutter_alone.is_ != "ignored"
    floor = step((20, 50, 100, 300, 500, 1000), facts.shutter_min_ms.is_)
    found = {
        "shutter_needs_focus": facts.shutter_alone.is_ != "fires",
        "shutter_min_ms": floor,
        "refocus_gap_ms": step((120, 300, 1000), facts.refocus_open_ms.is_),
    }
    if not facts.held_half_press_locks.is_:
        found["style"] = "track"
    if fires:
        asleep = step(sorted({floor, 100, 300, 1000} - set(range(floor))), facts.wake_ms.is_)
        return found | {"shutter_min_ms": asleep if asleep <= 300 else floor}
    lead = step((10, 50, 100, 250, 500), facts.focus_then_shutter_ms.is_)
    asleep = step(sorted({lead, 100, 400, 1000} - set(range(lead))), facts.wake_ms.is_)
    found |= {"focus_lead_ms": lead}
    return found | ({"wake_lead_ms": asleep, "sleep_after_s": facts.sleep_after_s.is_} if asleep > lead else {})


def profile(written):
    return {name: fact["is"] for name, fact in written.entry["profile"].items()}


def settled(robot, folder):
    """The same without a file."""
    kept, _ = ask(robot, folder, ACME)
    return {name: told.is_ for name, told in verdict.profile(findings(kept.answers())).items()}


@pytest.mark.parametrize("name", BOOK.classes)
def test_the_profile_found_is_the_class_s(name, tmp_path):
    robot = Robot(BOOK.classes[name])
    written, said = talk(robot, tmp_path, ACME, BOOK)
    assert profile(written) == rule(BOOK.classes[name])
    assert written.entry["behaves_as"]["is"] == SAME.get(name, name)
    assert name in written.alike
    twice = "Once more" in said or "left out" in said  # the robot is sure, and is not asked without need
    assert twice == (not BOOK.classes[name].held_half_press_locks.is_)
    book = read_book(tmp_path)
    mine = book.body("Acme One")
    assert mine.profile() == profile(written)
    assert {fact.evidence.value for fact in mine.all_facts().values()} == {"tested by its owner"}
    assert book.source(mine.port).title == "The ten-minute test, done by its owner on 2025-03-09"


def test_which_classes_cannot_be_told_apart():
    """Two classes that the test sees alike, and no others."""
    seen = {name: verdict.expected(facts) for name, facts in BOOK.classes.items()}
    alike = {(a, b) for a in seen for b in seen if a < b and seen[a] == seen[b]}
    assert alike == {("olympus", "samsung"), ("nikon-z", "sony")}


@pytest.mark.parametrize("title", ["Samsung NX500", "Sony A7 IV", "Canon EOS 6D", "Pentax K-3"])
def test_of_equal_classes_the_one_of_the_brand_is_taken(title, tmp_path):
    known = BOOK.body(title)
    written, _ = talk(Robot(BOOK.semantics(known)), tmp_path, Subject(known.brand, known.name, None, known), BOOK)
    assert written.entry["behaves_as"]["is"] == known.facts["behaves_as"].is_
    assert "port" not in written.entry
    mine = read_book(tmp_path).body(title)
    assert mine.port == known.port and mine.fact("af_off") == known.fact("af_off")
    assert mine.profile()["shutter_needs_focus"] == (mine.facts["behaves_as"].is_ not in ("canon-fires", "pentax"))


@pytest.mark.parametrize("seed", range(6))
def test_a_body_that_fails_at_times(seed, tmp_path):
    """SHUTTER too soon after FOCUS gives a picture now and then: the lead that never fails is found all the same."""
    semantics = body(focus_then_shutter_ms=60)
    found = settled(Robot(semantics, chance=0.5, seed=seed), tmp_path)
    assert found == rule(semantics) and found["focus_lead_ms"] == 100


@pytest.mark.parametrize(
    "changes",
    [
        {"shutter_min_ms": 400, "refocus_open_ms": 200},
        {"wake_ms": 900, "sleep_after_s": 61},
        {"shutter_alone": "fires", "wake_ms": 250, "shutter_min_ms": 30},
        {"shutter_alone": "focuses then fires", "wake_ms": 900},
        {"shutter_alone": "fires", "sleeping_shutter": "wakes and fires", "wake_ms": 0},
        {"focus_then_shutter_ms": 200},
    ],
)
def test_other_bodies(changes, tmp_path):
    semantics = body(**changes)
    wanted = rule(semantics)
    if semantics.sleep_after_s.is_ == 61:
        wanted["sleep_after_s"] = 60  # taken down to what menus offer: too long would lose a press
    assert settled(Robot(semantics), tmp_path) == wanted


def test_a_body_that_does_not_keep_focus(tmp_path):
    semantics = body(held_half_press_locks=False)
    written, said = talk(Robot(semantics), tmp_path, ACME, BOOK)
    assert profile(written) == rule(semantics) and profile(written)["style"] == "track"
    assert "Is the camera really set to single AF" in said
    (trap,) = written.entry["traps"]
    assert "style lock holds nothing" in trap["is"]


def test_a_body_that_nothing_wakes(tmp_path):
    written, said = talk(Robot(body(wake_ms=5000)), tmp_path, ACME, BOOK)
    assert "wake_lead_ms" not in profile(written) and "sleep_after_s" not in profile(written)
    assert "wake the camera with the thumb" in written.entry["traps"][0]["is"]
