"""Facts of the Nikon file that must stay right: sockets, menu numbers, traps, and how sure each is."""

import re

import pytest
from backgrip.cameras import Body, Evidence, read_book

SECTION_5 = """
    D40 D40x D60 D70 D70s D80 D90 D100 D200 D300 D300S D500 D600 D610 D700 D750 D780 D800 D800E D810 D850
    D2H D2Hs D2X D2Xs D3 D3S D3X D4 D4S D5 D6 D3000 D3100 D3200 D3300 D3400 D3500
    D5000 D5100 D5200 D5300 D5500 D5600 D7000 D7100 D7200 D7500 Z5 Z6 Z7 Z8 Z9 Z30 Z50 Zf
""".split()
SECTION_5 += ["Z6 II", "Z7 II", "Z6 III", "Z fc"]

SOCKETS = {
    "none": ["D40", "D40x", "D60", "D70", "D100", "D3000", "D3400", "D3500", "Z50", "Z fc", "Z30", "Zf"],
    "nikon-dc1": ["D70s", "D80"],
    "nikon-dc2": ["D90", "D3100", "D3200", "D3300", "D5000", "D5600", "D7000", "D7500", "D600", "D750", "D780", "Df"]
    + ["Z5", "Z6", "Z7", "Z6 II", "Z7 II", "Z6 III"],
    "nikon-10-pin": ["D200", "D300", "D300S", "D500", "D700", "D800", "D800E", "D810", "D850", "D2X", "D3", "D4", "D6"]
    + ["Z8", "Z9"],
}

# What takes AF off the half-press: part of the path, and the evidence.
MENUS = {
    "D40": ("12 AE-L/AF-L > AF-ON", "verified"),
    "D60": ("12 AE-L/AF-L > AF-ON", "assumed"),
    "D80": ("18 AE-L/AF-L > AF-ON", "verified"),
    "D90": ("f4 Assign AE-L/AF-L button > AF-ON", "verified"),
    "D3100": ("Setup Menu > Buttons > AE-L/AF-L button > AF-ON", "verified"),
    "D3300": ("Setup Menu > Buttons > AE-L/AF-L button > AF-ON", "reported"),
    "D3500": ("Setup Menu > Buttons > AE-L/AF-L button > AF-ON", "assumed"),
    "D5000": ("f2 Assign AE-L/AF-L button > AF-ON", "verified"),
    "D5300": ("f2 Assign AE-L/AF-L button > AF-ON", "assumed"),
    "D7000": ("f5 Assign AE-L/AF-L button > AF-ON", "verified"),
    "D7200": ("f4 Assign AE-L/AF-L button > AF-ON", "assumed"),
    "D200": ("a6 AF activation > AF-ON only", "verified"),
    "D2X": ("a5 AF activation > AF-ON only", "reported"),
    "D700": ("a5 AF activation > AF-ON only", "verified"),
    "D800": ("a4 AF activation > AF-ON only", "verified"),
    "D800E": ("a4 AF activation > AF-ON only", "assumed"),
    "D850": ("a8 AF activation > AF-ON only", "verified"),
    "D6": ("a6 AF activation > AF-ON only, with Out-of-focus release > Enable", "verified"),
    "Z7 II": ("a6 AF activation > AF-ON only, with Out-of-focus release > Enable", "verified"),
    "Z6 III": ("a6 AF activation > AF-ON only, with Out-of-focus release > Enable", "verified"),
    "Z8": ("a6 AF activation > AF-ON only, with Out-of-focus release > Enable", "verified"),
    "Z9": ("a6 AF activation > AF-ON only, with Out-of-focus release > Enable", "verified"),
}


@pytest.fixture(scope="module")
def nikons() -> dict[str, Body]:
    return {body.name: body for body in read_book().bodies if body.brand == "Nikon"}


def is_z(body: Body) -> bool:
    return body.name.startswith("Z")


def test_every_body_of_the_research_is_there(nikons):
    assert set(SECTION_5) - set(nikons) == set()


@pytest.mark.parametrize(("socket", "name"), [(socket, name) for socket, names in SOCKETS.items() for name in names])
def test_socket(nikons, socket, name):
    assert nikons[name].port.is_ == socket


@pytest.mark.parametrize("name", MENUS)
def test_menu_that_takes_af_off_the_half_press(nikons, name):
    path, evidence = MENUS[name]
    fact = nikons[name].fact("af_off")
    assert fact.is_.endswith(path)
    assert fact.evidence == evidence


def test_every_body_has_both_ways_and_names_its_own_focus_button(nikons):
    for body in nikons.values():
        off, on = body.fact("af_off").is_, body.fact("af_on").is_
        assert "AF-ON" in off or "AF operation" in off, body.name
        assert on != off and not on.endswith(("AF-ON only", "> AF-ON")), body.name
        assert body.fact("focus_button").is_ in ("AF-ON", "AE-L/AF-L"), body.name


def test_d60_has_no_socket_and_its_owner_learns_what_to_do(nikons):
    d60 = nikons["D60"]
    assert d60.port.evidence is Evidence.ASSUMED  # no source says it of the D60 itself
    for word in ("wired grip cannot work", "12 AE-L/AF-L > AF-ON", "ML-L3"):
        assert word in d60.instead.is_
    assert any("no socket" in trap.is_ for trap in d60.traps)


def test_bodies_without_a_known_socket_all_say_what_else_works(nikons):
    without = [body for body in nikons.values() if body.port.is_ in ("none", "unknown")]
    assert {"D40", "D60", "D3000", "Z50", "Z50 II"} <= {body.name for body in without}
    for body in without:
        assert "back-button focus" in body.instead.is_, body.name


def test_d5000_has_a_socket_and_no_af_on_button(nikons):
    d5000 = nikons["D5000"]
    assert (d5000.port.is_, d5000.port.evidence) == ("nikon-dc2", "verified")
    assert d5000.fact("focus_button").is_ == "AE-L/AF-L"
    assert "no AF-ON button" in d5000.fact("focus_button").note
    assert d5000.fact("release_priority").is_ == "none"


def test_z8_waits_for_focus_unless_out_of_focus_release_is_on(nikons):
    z8 = nikons["Z8"]
    assert z8.port.evidence is Evidence.ASSUMED  # no source names the Z8's socket
    assert z8.fact("af_on").is_.endswith("a6 AF activation > Shutter/AF-ON")
    assert "a1 AF-C priority selection > Release; a2 AF-S" in z8.fact("release_priority").is_
    assert any("Out-of-focus release" in trap.is_ and "set Enable" in trap.is_ for trap in z8.traps)


def test_d800_firmware_made_a_trap_of_focus_priority(nikons):
    (trap,) = [trap for trap in nikons["D800"].traps if "A1.10" in trap.is_]
    assert trap.evidence == "verified" and "a2" in trap.is_ and "Release" in trap.is_
    assert not any("A1.10" in trap.is_ for trap in nikons["D810"].traps)


def test_nikons_need_focus_closed_and_only_dslrs_are_woken_longer(nikons):
    for body in nikons.values():
        profile = body.profile()
        assert profile["shutter_needs_focus"] is True, body.name
        assert body.fact("behaves_as").is_ == ("nikon-z" if is_z(body) else "nikon-dslr"), body.name
        if is_z(body):
            assert "wake_lead_ms" not in profile and "sleep_after_s" not in profile, body.name
        elif body.port.is_ != "none":
            assert (profile["wake_lead_ms"], profile["sleep_after_s"]) == (400, 6), body.name


def test_every_socket_comes_with_the_warning_about_the_ring_contact(nikons):
    book = read_book()
    wired = [body for body in nikons.values() if book.connector(body)]
    assert len(wired) > 40
    for body in wired:
        words = [*body.traps, *book.connector(body).warnings]
        assert any(re.search(r"\bring\b", fact.is_) for fact in words), body.name


def test_modes_have_nikons_names(nikons):
    assert {(b.fact("single_af").is_, b.fact("continuous_af").is_) for b in nikons.values()} == {("AF-S", "AF-C")}


def test_a_held_half_press_leaves_exposure_free_unless_c1_says_otherwise(nikons):
    d7000, d850 = nikons["D7000"], nikons["D850"]
    assert (d7000.fact("half_press_locks_ae").is_, d7000.fact("half_press_locks_ae").evidence) == ("no", "verified")
    assert d850.fact("half_press_locks_ae").evidence == "assumed"
    assert d850.fact("ae_lock_off").is_.endswith("c1 Shutter-release button AE-L > Off")
    assert nikons["D80"].fact("ae_lock_off").is_.endswith("19 AE lock > Off")
