"""Facts of the Canon file, and of the small brands beside it, that must stay right: sockets, menus, names, evidence."""

import pytest
from backgrip.cameras import Book, Evidence, read_book

SECTION_5 = """
    D30 10D 20D 30D 5D 350D 400D 300D 500D 550D 600D 1000D 1100D 250D 650D 700D 100D 200D 800D 850D 1200D 1300D 2000D
    4000D M50 40D 50D 60D 7D 6D 70D 77D 80D 90D R6 R50 R RP R5 R7 R8 R10 R3
""".split()
SECTION_5 = [f"EOS {name}" for name in SECTION_5]
SECTION_5 += [f"EOS {name} Mark II" for name in ("5D", "6D", "7D", "R6")]
SECTION_5 += ["EOS 5D Mark III", "EOS 5D Mark IV", "EOS-1D X", "EOS-1D X Mark II", "EOS-1D X Mark III"]

SOCKETS = {
    "canon-e3": "300D 350D 400D 600D 650D 700D 1100D 60D 80D 90D R RP R6 R7 R8 R10".split(),
    "canon-n3": ["10D", "20D", "40D", "5D", "5D Mark III", "5D Mark IV", "6D", "7D", "7D Mark II", "R3", "R5"],
    "none": ["M50", "M50 Mark II", "R50"],
    "unknown": ["4000D", "R100"],
}

# What takes AF off the half-press: part of the path, and the evidence.
MENUS = {
    "EOS D30": ("> 2 Shutter button/AE lock", "verified"),
    "EOS 350D": ("> 4 Shutter button/AE lock", "verified"),
    "EOS 600D": ("> C.Fn 9 Shutter/AE lock button > 1: AE lock/AF, or 3: AE/AF, no AE lock", "verified"),
    "EOS 1100D": ("> C.Fn 7 Shutter/AE lock button", "verified"),
    "EOS 250D": ("> Shutter/AE lock button > 1: AE lock/AF", "verified"),
    "EOS 700D": ("> Shutter/AE lock button > 1: AE lock/AF", "assumed"),
    "EOS 40D": ("> C.Fn IV-1 Shutter button/AF-ON button > 2: Metering start/Meter + AF start", "verified"),
    "EOS-1D Mark IV": ("> C.Fn IV-1 Shutter button/AF-ON button", "assumed"),
    "EOS 60D": ("> C.Fn IV-1 AF and metering buttons", "assumed"),
    "EOS 7D": ("> C.Fn IV-1 Custom Controls", "verified"),
    "EOS 6D": ("> C.Fn III: Operation/Others > Custom Controls", "verified"),
    "EOS 5D Mark IV": ("> Custom Controls > Shutter button half-press > Metering start", "assumed"),
    "EOS R6": ("> Customize buttons > Shutter button > Metering start", "verified"),
    "EOS R7": ("> Customize buttons > Shutter button > Metering start", "assumed"),
    "EOS R50": ("* > Metering and AF start", "verified"),
}

NAMES = {
    "EOS 300D": ["Digital Rebel", "Kiss Digital"],
    "EOS 350D": ["Rebel XT", "Kiss Digital N"],
    "EOS 400D": ["Rebel XTi", "Kiss Digital X"],
    "EOS 600D": ["Rebel T3i", "Kiss X5"],
    "EOS 850D": ["Rebel T8i", "Kiss X10i"],
    "EOS 100D": ["Rebel SL1", "Kiss X7"],
    "EOS 2000D": ["Rebel T7", "EOS 1500D", "Kiss X90"],
    "EOS 77D": ["EOS 9000D"],
    "EOS M50": ["Kiss M"],
}


@pytest.fixture(scope="module")
def book() -> Book:
    return read_book()


def test_every_body_of_the_research_is_there(book):
    names = {body.name for body in book.bodies if body.brand == "Canon"}
    assert {*SECTION_5, "PowerShot SX60 HS"} <= names


@pytest.mark.parametrize(("port", "name"), [(port, name) for port, names in SOCKETS.items() for name in names])
def test_the_socket(book, port, name):
    assert book.body(f"Canon EOS {name}").port.is_ == port


def test_the_fixed_lens_body_takes_the_small_plug(book):
    port = book.body("Canon PowerShot SX60 HS").port
    assert port.is_ == "canon-e3" and port.evidence == Evidence.ASSUMED


def test_a_body_without_a_socket_says_what_else_its_owner_can_do(book):
    body = book.body("Canon EOS M50")
    assert body.port.evidence == Evidence.VERIFIED
    assert "BR-E1" in body.instead.is_ and "back-button focus" in body.instead.is_


@pytest.mark.parametrize("name", MENUS)
def test_the_menu_that_takes_af_off_the_half_press(book, name):
    path, evidence = MENUS[name]
    fact = book.body(f"Canon {name}").fact("af_off")
    assert path in fact.is_
    assert fact.evidence == evidence


def test_the_menu_that_puts_it_back(book):
    paths = {name: book.body(f"Canon EOS {name}").fact("af_on").is_ for name in ("600D", "40D")}
    assert paths["600D"].endswith("> C.Fn 9 Shutter/AE lock button > 0: AF/AE lock")
    assert paths["40D"].endswith("> C.Fn IV-1 Shutter button/AF-ON button > 0: Metering + AF start")
    assert book.body("Canon EOS 300D").fact("af_off").is_ == "none"


@pytest.mark.parametrize("name", NAMES)
def test_names_it_is_sold_under(book, name):
    assert set(NAMES[name]) <= set(book.body(f"Canon {name}").also)


def test_no_name_belongs_to_two_bodies(book):
    names = [name.casefold() for body in book.bodies if body.brand == "Canon" for name in (body.name, *body.also)]
    assert sorted(names) == sorted(set(names))


def test_only_the_350d_fires_without_focusing(book):
    canons = [body for body in book.bodies if body.brand == "Canon"]
    fires = [body for body in canons if body.fact("behaves_as").is_ == "canon-fires"]
    assert [body.name for body in fires] == ["EOS 350D"]
    assert fires[0].fact("behaves_as").evidence == Evidence.REPORTED
    assert fires[0].profile() == {"shutter_needs_focus": False}
    assert {body.fact("behaves_as").is_ for body in canons} == {"canon-fires", "canon-focuses"}


@pytest.mark.parametrize(
    ("name", "evidence"), [("400D", "verified"), ("20D", "reported"), ("600D", "assumed"), ("R5", "assumed")]
)
def test_how_sure_it_is_that_shutter_alone_focuses_first(book, name, evidence):
    assert book.body(f"Canon EOS {name}").fact("behaves_as").evidence == evidence


@pytest.mark.parametrize(("name", "evidence"), [("350D", "verified"), ("600D", "reported"), ("R7", "assumed")])
def test_a_held_half_press_holds_the_exposure(book, name, evidence):
    fact = book.body(f"Canon EOS {name}").fact("half_press_locks_ae")
    assert (fact.is_, fact.evidence) == ("yes", evidence)


@pytest.mark.parametrize(
    ("name", "button", "continuous"),
    [
        ("600D", "* (AE lock)", "AI Servo AF"),
        ("M50", "* (AE lock)", "Servo AF"),
        ("R50", "* (AE lock)", "Servo AF"),
        ("5D Mark IV", "AF-ON", "AI Servo AF"),
        ("R6", "AF-ON", "Servo AF"),
    ],
)
def test_the_words_on_the_body(book, name, button, continuous):
    body = book.body(f"Canon EOS {name}")
    assert body.fact("focus_button").is_ == button
    assert body.fact("continuous_af").is_ == continuous
    assert body.fact("single_af").is_ == "One-Shot AF"


def test_every_owner_reads_why_the_thumb_may_not_focus(book):
    for body in book.bodies:
        if body.brand == "Canon":
            assert any("taken off the shutter button" in trap.is_ for trap in body.traps), body.name


@pytest.mark.parametrize(
    ("title", "port", "evidence"),
    [
        ("Samsung NX1000", "samsung-sr2nx02", "verified"),
        ("Samsung GX-10", "contax-2.5", "reported"),
        ("Contax 645", "contax-2.5", "reported"),
        ("Sigma SD14", "sigma-cr-21", "assumed"),
        ("Sigma sd Quattro", "sigma-cr-31", "assumed"),
        ("Leica S2", "leica-s2", "verified"),
        ("Leica SL (Typ 601)", "leica-sl", "assumed"),
        ("Hasselblad X1D-50c", "none", "reported"),
        ("Hasselblad X1D II 50C", "hasselblad-x1d", "assumed"),
        ("Mamiya 645AF", "phase-one", "assumed"),
        ("Phase One XF", "unknown", "assumed"),
    ],
)
def test_the_small_brands(book, title, port, evidence):
    fact = book.body(title).port
    assert (fact.is_, fact.evidence) == (port, evidence)


def test_nx_bodies_ignore_shutter_alone_and_gx_bodies_are_pentax(book):
    assert book.body("Samsung NX500").fact("behaves_as").is_ == "samsung"
    assert book.body("Samsung GX-10").fact("behaves_as").is_ == "pentax"
