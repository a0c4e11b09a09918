"""Sony, Konica Minolta and Fujifilm: the facts that must be right, whatever else is edited in their files."""

import pytest
from backgrip.cameras import Evidence, read_book

# Bodies by port. A body that moves to another port needs a new source and an edit here.
PORTS = {
    "sony-multi": (
        "Sony A1, A1 II, A9, A9 II, A9 III, A7, A7 II, A7 III, A7 IV, A7R, A7R II, A7R III, A7R IV, A7R V, A7S, A7S II,"
        "A7S III, A5000, A5100, A6000, A6100, A6300, A6400, A6500, A6600, NEX-3N, FX3, FX30"
    ),
    "sony-ilx-lr1": "Sony ILX-LR1",
    "minolta-3-pin": "Sony A77, A77 II, A99, A99 II, A100, A550, A700, A850, A900",
    "fuji-2.5": (
        "Fujifilm X-T1, X-T10, X-T2, X-T20, X-T3, X-T30, X-T30 II, X-T4, X-T5, X-H1, X-H2, X-H2S, X-E1, X-E2, X-E3,"
        "X-E4, X-Pro2, X-Pro3, X100T, X100F, X100V, X100VI, GFX 50S, GFX 50S II, GFX 50R, GFX 100, GFX 100S,"
        "GFX 100S II, GFX 100 II"
    ),
    "fuji-rr-80": "Fujifilm FinePix HS20EXR",
    "nikon-10-pin": "Fujifilm FinePix S5 Pro",
}
NO_PORT = {
    "Sony": {"A7C", "A7C II", "A7CR", "A6700", "ZV-E1", "ZV-E10", "ZV-E10 II", "NEX-5", "NEX-5N", "NEX-6", "NEX-7"},
    "Fujifilm": {"X-Pro1", "X100", "X100S"},
}
UNKNOWN = {"Sony": {"A7 V"}, "Fujifilm": {"X-S10", "X-S20", "X-T50"}}
# The ports that somebody vouches for as "verified". Nothing may join them without a source that names the body.
VERIFIED = {"A7", "A6000", "A900", "A550", "ILX-LR1", "X-T4", "X-E2"}
BRANDS = ("Sony", "Konica Minolta", "Fujifilm")


@pytest.fixture(scope="module")
def book():
    return read_book()


def of(book, brand):
    return [body for body in book.bodies if body.brand == brand]


@pytest.mark.parametrize("port", PORTS)
def test_each_body_has_its_port(book, port):
    brand, names = PORTS[port].split(" ", 1)
    here = {body.name for body in of(book, brand) if body.port.is_ == port}
    assert here == {name.strip() for name in names.split(",")}


@pytest.mark.parametrize("brand", NO_PORT)
def test_a_body_without_a_port_says_what_to_do_instead(book, brand):
    without = [body for body in of(book, brand) if body.port.is_ == "none"]
    assert {body.name for body in without} == NO_PORT[brand]
    assert all("No wired grip can work" in body.instead.is_ for body in without)
    assert {body.name for body in of(book, brand) if body.port.is_ == "unknown"} == UNKNOWN[brand]


def test_no_port_is_claimed_surer_than_its_source(book):
    bodies = [body for brand in BRANDS for body in of(book, brand)]
    assert {body.name for body in bodies if body.port.evidence is Evidence.VERIFIED} == VERIFIED
    for body in bodies:
        if book.source(body.port).kind == "memory":
            assert body.port.evidence is Evidence.ASSUMED, body.title


def test_sony_needs_focus_before_shutter(book):
    for body in of(book, "Sony"):
        assert body.profile()["shutter_needs_focus"] is True, body.title
        assert body.facts["behaves_as"].is_ == "sony", body.title
        assert (body.fact("single_af").is_, body.fact("continuous_af").is_) == ("AF-S", "AF-C"), body.title
    assert book.body("Sony ILX-LR1").profile_facts["shutter_needs_focus"].evidence is Evidence.VERIFIED


def test_the_sony_menus(book):
    new, third, first = (book.body(f"Sony {name}") for name in ("A7 IV", "A7 III", "A7"))
    assert new.fact("af_off").is_ == "MENU > AF/MF (purple tab) > AF w/ Shutter > Off"
    assert new.fact("af_off").evidence is Evidence.VERIFIED
    assert book.body("Sony A7R V").fact("af_off").evidence is Evidence.ASSUMED
    assert third.fact("af_off").is_ == "MENU > Camera Settings1 > AF w/ shutter > Off"
    assert first.fact("af_off").is_ == "MENU > Custom Settings (gear) > AF w/ shutter > Off"
    for body in (new, third, first):
        assert body.fact("af_on").is_ == body.fact("af_off").is_.removesuffix("Off") + "On"
        assert body.fact("half_press_locks_ae").is_ == "yes"
        assert body.fact("ae_lock_off").is_.lower().endswith("ael w/ shutter > off")


def test_the_a5100_cannot_take_af_off_the_half_press(book):
    body = book.body("Sony A5100")
    assert body.fact("af_off").is_ == body.fact("focus_button").is_ == "none"
    assert any("recipe B is not possible" in trap.is_ for trap in body.traps)


def test_names_on_the_box(book):
    for title, name in (
        ("Sony A7 III", "ILCE-7M3"),
        ("Sony A7R IV", "ILCE-7RM4"),
        ("Sony A77 II", "ILCA-77M2"),
        ("Sony A900", "DSLR-A900"),
        ("Konica Minolta Dynax 7D", "Maxxum 7D"),
        ("Konica Minolta Dynax 5D", "Maxxum 5D"),
    ):
        assert name in book.body(title).also


@pytest.mark.parametrize("brand", BRANDS)
def test_no_name_is_sold_twice(book, brand):
    names = [name.lower() for body in of(book, brand) for name in (body.name, *body.also)]
    assert sorted(names) == sorted(set(names))


def test_fujifilm_wants_a_long_press_and_focus_first(book):
    for body in of(book, "Fujifilm"):
        if not body.name.startswith("FinePix"):
            assert body.profile() == {"shutter_needs_focus": True, "shutter_min_ms": 300}, body.title
            assert body.profile_facts["shutter_min_ms"].evidence is Evidence.VERIFIED
            early = "focus mode switch" in body.fact("af_off").is_
            assert body.facts["behaves_as"].is_ == ("fuji-early" if early else "fuji")
    assert book.body("Fujifilm X-T1").facts["behaves_as"].evidence is Evidence.VERIFIED
    assert book.body("Fujifilm X-T5").profile_facts["shutter_needs_focus"].evidence is Evidence.ASSUMED


def test_fujifilm_before_the_x_t2_has_a_switch_and_no_lasting_lock(book):
    early = {"X-T1", "X-T10", "X-E1", "X-E2", "X-Pro1", "X100", "X100S", "X100T"}
    for body in of(book, "Fujifilm"):
        if body.name.startswith("FinePix"):
            continue
        no_lock = any("does not keep focus from frame to frame" in trap.is_ for trap in body.traps)
        assert no_lock == (body.name in early), body.title
        assert ("SHUTTER AF" in body.fact("af_off").is_) == (body.name not in early), body.title
    assert book.body("Fujifilm X-T1").fact("af_off").is_ == "focus mode switch on the front > M"


def test_the_x_t4(book):
    body = book.body("Fujifilm X-T4")
    assert body.fact("focus_button").is_ == "AF-ON"
    assert body.fact("af_on").is_ == body.fact("af_off").is_.replace("OFF", "ON")
    assert body.fact("ae_lock_off").is_.startswith("SET UP > BUTTON/DIAL SETTING > SHUTTER AE")
    assert any("PRE-AF" in trap.is_ for trap in body.traps)


def test_the_s5_pro_is_a_nikon_on_the_wire(book):
    body = book.body("Fujifilm FinePix S5 Pro")
    assert body.facts["behaves_as"].is_ == "nikon-dslr"
    assert body.profile()["shutter_needs_focus"] is True
    assert (body.profile()["wake_lead_ms"], body.profile()["sleep_after_s"]) == (400, 6)
    assert "a6 AF Activation" in body.fact("af_off").is_
