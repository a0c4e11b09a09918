"""Facts about Olympus, Panasonic and Pentax bodies that must be right, so that a wrong edit of their files is caught.

Which plug a body takes, which menu line takes AF off the half-press, and no fact surer than what is known of it: a
wrong plug costs the owner money, a wrong menu line makes the grip look broken.
"""

from functools import cache

import pytest
from backgrip.cameras import Body, Evidence, read_book

BRANDS = ("Olympus", "Panasonic", "Pentax")
book = cache(read_book)


def body(title: str) -> Body:
    return book().body(title)


def bodies() -> list[Body]:
    return [one for one in book().bodies if one.brand in BRANDS]


def traps(title: str) -> str:
    return " ".join(trap.is_ for trap in body(title).traps)


@pytest.mark.parametrize(
    ("brand", "names"),
    [
        ("Olympus", "E-M1, E-M1 Mark II, E-M1 Mark III, E-M1X, E-M5, E-M5 Mark II, E-M5 Mark III, E-M10"),
        ("Olympus", "E-M10 Mark II, E-M10 Mark III, E-M10 Mark IV, E-P1, E-P2, E-PL1, E-PL3, PEN-F, E-1, OM-1, OM-5"),
        ("Olympus", "OM-1 Mark II"),
        ("Panasonic", "GH1, GH2, GH3, GH4, GH5, GH5S, GH5 II, GH6, GH7, G3, G9, G9 II, G85, GX1, GX8, GX9"),
        ("Panasonic", "S1, S1R, S1H, S5, S5 II, S9, FZ20, FZ80, FZ300"),
        ("Pentax", "K-7, K-5, K-5 II, K-3, K-3 II, K-3 III, K-1, K-1 II, K-70, KP, K10D, K20D, K-30, K-50, K-S2"),
        ("Pentax", "645D, 645Z"),
    ],
)
def test_every_body_has_its_own_entry(brand, names):
    missing = {f"{brand} {name}" for name in names.split(", ")} - {one.title for one in book().bodies}
    assert not missing


@pytest.mark.parametrize(
    ("title", "port"),
    [
        ("Olympus E-1", "olympus-rm-cb1"),
        ("Olympus E-3", "olympus-rm-cb1"),
        ("Olympus E-P1", "olympus-rm-uc1"),
        ("Olympus E-M1", "olympus-rm-uc1"),
        ("Olympus E-M5", "olympus-rm-uc1"),
        ("Olympus E-M10", "olympus-rm-uc1"),
        ("Olympus E-M1 Mark II", "olympus-rm-cb2"),
        ("Olympus E-M5 Mark III", "olympus-rm-cb2"),
        ("Olympus E-PL1", "none"),
        ("Olympus E-M10 Mark III", "none"),
        ("Panasonic GH5", "panasonic-rs1"),
        ("Panasonic FZ300", "panasonic-rs1"),
        ("Panasonic GX9", "none"),
        ("Panasonic S9", "unknown"),
        ("Pentax K-3", "pentax-cs-205"),
        ("Pentax K10D", "pentax-cs-205"),
        ("Pentax K-70", "pentax-cs-310"),
        ("Pentax KP", "pentax-cs-310"),
        ("Pentax K-S2", "none"),
    ],
)
def test_ports(title, port):
    assert body(title).port.is_ == port


@pytest.mark.parametrize(
    ("title", "evidence"),
    [
        ("Panasonic FZ300", Evidence.VERIFIED),  # the maker's manual names the remote
        ("Panasonic GH2", Evidence.VERIFIED),  # measured
        ("Pentax K-3", Evidence.REPORTED),  # one owner's word
        ("Olympus E-M1 Mark II", Evidence.REPORTED),  # a socket for sure, its size contradicted
        ("Panasonic GH5", Evidence.ASSUMED),  # only on a list that its builder has not tried
        ("Pentax K-1", Evidence.ASSUMED),
        ("Olympus OM-5", Evidence.ASSUMED),
    ],
)
def test_no_port_is_surer_than_its_source(title, evidence):
    assert body(title).port.evidence is evidence


def test_untried_lists_never_count_for_more_than_an_assumption():
    untried = [one for one in bodies() if "unverified" in book().source(one.port).title]
    assert len(untried) > 15
    assert {one.port.evidence for one in untried} == {Evidence.ASSUMED}


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Olympus E-M1 Mark II", ("A1", "AEL/AFL", "mode3", "Half Way AF: Off")),
        ("Olympus E-M1", ("AEL/AFL", "mode3")),
        ("Panasonic GH5", ("Shutter AF > OFF", "AF-ON")),
        ("Panasonic S5 II", ("Focus/Shutter", "Shutter AF > OFF")),
        ("Pentax K-3", ("AF Button", "Enable AF2")),
        ("Pentax K-7", ("13 AF Button", "14 AF by Press Halfway > Off")),
    ],
)
def test_menu_line_that_takes_af_off_the_half_press(title, words):
    assert [word for word in words if word not in body(title).fact("af_off").is_] == []


def test_what_takes_af_off_is_not_what_puts_it_back():
    pairs = [(one.fact("af_off"), one.fact("af_on")) for one in bodies()]
    assert all((off is None) == (on is None) for off, on in pairs)
    assert [off.is_ for off, on in pairs if off and off.is_ == on.is_ != "none"] == []


@pytest.mark.parametrize(
    ("brand", "single", "continuous", "behaves_as"),
    [
        ("Olympus", "S-AF", "C-AF", "olympus"),
        ("Panasonic", "AFS", "AFC", "panasonic"),
        ("Pentax", "AF.S", "AF.C", "pentax"),
    ],
)
def test_names_of_the_af_modes_and_the_class(brand, single, continuous, behaves_as):
    of_brand = [one for one in bodies() if one.brand == brand and one.name != "FZ20"]  # 2004: other names
    assert {one.fact("single_af").is_ for one in of_brand} == {single}
    assert {one.fact("continuous_af").is_ for one in of_brand} == {continuous}
    assert {one.fact("behaves_as").is_ for one in of_brand} == {behaves_as}


def test_index_closes_focus_first_on_olympus_and_pentax():
    """Olympus needs it. Pentax is said not to; firing without it is for the owner to test, never the default."""
    for one in bodies():
        if one.brand != "Panasonic":
            assert one.profile()["shutter_needs_focus"] is True
    fact = body("Pentax K-3").profile_facts["shutter_needs_focus"]
    assert fact.evidence is Evidence.ASSUMED
    assert "false" in fact.note


def test_held_half_press_and_exposure():
    assert body("Pentax K-5").fact("half_press_locks_ae").is_ == "no"
    assert "AE-L with AF locked > Off" in body("Pentax K-3").fact("ae_lock_off").is_
    assert body("Olympus E-M1 Mark II").fact("half_press_locks_ae").is_ == "yes"
    assert "mode2" in body("Olympus E-M1 Mark II").fact("ae_lock_off").is_
    assert "Shutter AE > OFF" in body("Panasonic GH5").fact("ae_lock_off").is_


def test_traps_that_look_like_a_broken_grip():
    assert "Half Press Release ON turns the thumb into a shutter" in traps("Panasonic GH5")
    assert "Half Press Shutter ON" in traps("Panasonic S5 II")
    assert "lift the thumb first" in traps("Panasonic GH2")
    assert "infra-red remote" in traps("Pentax K-3")
    assert "grip's thumb cannot focus" in traps("Olympus E-M1 Mark II")
    assert "start and stop the recording" in traps("Olympus E-M1 Mark II")


def test_a_body_without_a_socket_says_what_its_owner_can_do():
    without = [one for one in bodies() if one.port.is_ == "none"]
    assert len(without) >= 10
    assert all(one.instead.is_ for one in without)
