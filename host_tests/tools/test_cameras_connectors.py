"""Remote systems: every one of the research is there, can be wired as it says, and its resistors give its figures."""

from fractions import Fraction

import pytest
from backgrip.cameras import CameraDataError, Evidence, read_book
from backgrip.cameras.schema import WIRES
from camera_files import folder, no_bodies  # noqa: F401 (a fixture)

SYSTEMS = {
    "canon-e3", "canon-n3", "nikon-10-pin", "nikon-dc2", "nikon-dc1", "nikon-2-pin", "sony-multi", "sony-ilx-lr1",
    "minolta-3-pin", "fuji-2.5", "fuji-rr-80", "fuji-rr-90", "olympus-rm-uc1", "olympus-rm-cb1", "olympus-rm-cb2",
    "panasonic-rs1", "pentax-cs-205", "pentax-cs-310", "samsung-sr2nx02", "contax-2.5", "sigma-cr-21", "sigma-cr-31",
    "leica-s2", "leica-sl", "hasselblad-x1d", "phase-one",
}  # fmt: skip
JACKS_IN_E3_ORDER = {"canon-e3", "fuji-2.5", "pentax-cs-205", "pentax-cs-310", "contax-2.5"}
CONNECTORS = read_book().connectors


def does(key: str) -> dict[str, str]:
    return {contact.at: contact.does for contact in CONNECTORS[key].contacts.is_}


def warned(key: str) -> str:
    return " ".join(fact.is_ for fact in CONNECTORS[key].warnings)


def test_every_system_is_there():
    assert set(CONNECTORS) == SYSTEMS


@pytest.mark.parametrize("key", sorted(JACKS_IN_E3_ORDER))
def test_jacks_in_canon_order(key):
    assert does(key) == {"tip": "SHUTTER", "ring": "FOCUS", "sleeve": "common"}


@pytest.mark.parametrize(
    ("key", "contacts"),
    [
        ("sony-multi", {"M6": "FOCUS", "M7": "SHUTTER", "M9": "common", "M5": "sense", "M1": "never connect"}),
        ("sony-multi", {"M10": "never connect"}),
        ("sony-ilx-lr1", {"4": "FOCUS", "5": "SHUTTER", "2": "common", "3": "never connect"}),
        ("nikon-dc2", {"top contact": "FOCUS", "middle contact": "common", "bottom contact": "SHUTTER"}),
        ("nikon-10-pin", {"pin 9": "FOCUS", "pin 7 ?": "SHUTTER", "pin 4 ?": "common", "pin 1 ?": "never connect"}),
        ("olympus-rm-uc1", {"pin 3": "common", "pin 11": "FOCUS", "pin 4": "SHUTTER"}),
        ("olympus-rm-cb1", {"braid": "common", "brown wire": "FOCUS", "red wire": "SHUTTER"}),
        ("panasonic-rs1", {"pole 3": "common", "pole 4": "sense", "pole 1": "unused", "pole 2": "unused"}),
        ("fuji-rr-80", {"pin 4": "sense", "pin 5": "common", "pin 1": "never connect"}),
        ("samsung-sr2nx02", {"pin 4": "sense", "pin 5": "common", "pin 1": "never connect"}),
    ],
)
def test_contacts(key, contacts):
    assert contacts.items() <= does(key).items()


def test_what_sources_differ_about_must_be_measured():
    for key, connector in CONNECTORS.items():
        if any("?" in contact.at for contact in connector.contacts.is_) or not connector.contacts.is_:
            assert connector.wire_it == "measure", key
    for key in ("nikon-10-pin", "samsung-sr2nx02"):
        assert CONNECTORS[key].wire_it == "measure"
        assert CONNECTORS[key].contacts.evidence == Evidence.REPORTED
    assert "Two lists number the pins differently" in warned("nikon-10-pin")
    assert "contradict each other" in warned("samsung-sr2nx02")


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("nikon-10-pin", "battery's voltage"),
        ("nikon-10-pin", "three wires only"),
        ("sony-multi", "M1 is a supply"),
        ("sony-multi", "M10 joined to ground"),
        ("canon-e3", "never touch the ring"),
        ("canon-e3", "Plug in with the camera off"),
        ("fuji-2.5", "Plug in with the camera off"),
        ("pentax-cs-205", "four poles does not work"),
        ("panasonic-rs1", "Half Press Release to OFF"),
        ("nikon-2-pin", "5.2 V"),
        ("fuji-rr-80", "SHUTTER alone reads as a half-press"),
    ],
)
def test_warnings(key, words):
    assert words in warned(key)


def test_canon_s_inputs_are_the_measured_ones():
    for key in ("canon-e3", "canon-n3"):
        for fact in (CONNECTORS[key].focus_input, CONNECTORS[key].shutter_input):
            assert (fact.is_.open_v, fact.is_.short_ua, fact.is_.threshold_v) == (3.3, 68.0, 1.8)
            assert fact.evidence == Evidence.VERIFIED
    dc2 = CONNECTORS["nikon-dc2"]
    assert (dc2.focus_input.is_.open_v, dc2.shutter_input.is_.open_v) == (4.4, 0.2)


# -- resistors ---------------------------------------------------------------------------------------------------------


def seen_by_camera(key: str, *closed: str) -> float:
    """Ohm between sense and common with these wires closed to common, by Kirchhoff's laws alone."""
    connector = CONNECTORS[key]
    at = {contact.does: contact.at for contact in connector.contacts.is_}
    ground = {at["common"], "common", *closed}
    nodes = sorted({node for part in connector.resistors.is_ for node in part.between} - ground)
    size = len(nodes)
    rows = [[Fraction(0)] * size + [Fraction(int(node == at["sense"]))] for node in nodes]  # 1 A into sense
    for part in connector.resistors.is_:
        for here, there in (part.between, part.between[::-1]):
            if here in nodes:
                rows[nodes.index(here)][nodes.index(here)] += Fraction(1, part.ohm)
                if there in nodes:
                    rows[nodes.index(here)][nodes.index(there)] -= Fraction(1, part.ohm)
    for i in range(size):  # Gauss
        pivot = next(r for r in range(i, size) if rows[r][i])
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for r in range(size):
            if r != i:
                rows[r] = [a - rows[r][i] * b for a, b in zip(rows[r], rows[i], strict=True)]
    return float(rows[nodes.index(at["sense"])][-1])


def test_panasonic_s_resistors_give_its_ladder():
    ladder = CONNECTORS["panasonic-rs1"].ladder.is_
    assert seen_by_camera("panasonic-rs1") == ladder.present.ohm == 40_700
    assert seen_by_camera("panasonic-rs1", "FOCUS") == ladder.half.ohm == 4_700
    assert seen_by_camera("panasonic-rs1", "SHUTTER") == ladder.full.ohm == 2_000
    assert seen_by_camera("panasonic-rs1", "FOCUS", "SHUTTER") == 2_000


def test_fuji_s_resistors_give_its_ladder():
    ladder = CONNECTORS["fuji-rr-80"].ladder.is_
    assert seen_by_camera("fuji-rr-80") == ladder.present.ohm == 47_000
    assert seen_by_camera("fuji-rr-80", "FOCUS") == pytest.approx(ladder.half.ohm, abs=1)
    assert seen_by_camera("fuji-rr-80", "FOCUS", "SHUTTER") == pytest.approx(ladder.full.ohm, abs=1)
    assert seen_by_camera("fuji-rr-80", "SHUTTER") == pytest.approx(ladder.half.ohm, abs=1)  # as it warns


@pytest.mark.parametrize(("key", "ohm"), [("samsung-sr2nx02", 68_000), ("sony-multi", 100_000)])
def test_a_resistor_says_that_a_remote_is_there(key, ohm):
    assert seen_by_camera(key) == seen_by_camera(key, "FOCUS", "SHUTTER") == ohm


def test_panasonic_s_inputs_follow_from_the_ladder():
    connector = CONNECTORS["panasonic-rs1"]
    ladder = connector.ladder.is_
    total = ladder.pull_up_ohm + ladder.present.ohm
    for fact, closed, limit in (
        (connector.focus_input, ladder.half.ohm, ladder.half.highest),
        (connector.shutter_input, ladder.full.ohm, ladder.full.highest),
    ):
        assert fact.evidence == Evidence.ASSUMED
        assert fact.is_.open_v == pytest.approx(ladder.open_v * (ladder.present.ohm - closed) / total, rel=0.01)
        assert fact.is_.short_ua == pytest.approx(ladder.open_v / (ladder.pull_up_ohm + closed) * 1e6, rel=0.01)
        amps = ladder.open_v / (ladder.pull_up_ohm + limit)
        assert fact.is_.threshold_v == pytest.approx(amps * (limit - closed), rel=0.01)


def test_the_measured_volts_agree_with_the_pull_up():
    ladder = CONNECTORS["panasonic-rs1"].ladder.is_
    for window in (ladder.present, ladder.half, ladder.full):
        volts = ladder.open_v * window.ohm / (ladder.pull_up_ohm + window.ohm)
        assert window.volts == pytest.approx(volts, rel=0.05)


# -- connectors that cannot be wired as they say -----------------------------------------------------------------------

ODD = """
[sources]
us = { kind = "memory", title = "us" }
[connector.odd]
name = "Odd"
remotes = []
plug = "odd plug"
drawing = "trs"
wire_it = "cable"
buy = { is = "nothing", evidence = "assumed", source = "us" }
resistors = { is = [{ ohm = 68, between = ["tip", "sleeve"], why = "why not" }], evidence = "assumed", source = "us" }
ladder = { is = { open_v = 3, present = { ohm = 9 }, half = { ohm = 5 }, full = { ohm = 2, lowest = 1, highest = 3 } }, evidence = "assumed", source = "us" }
[connector.odd.contacts]
is = [{ at = "tip", does = "SHUTTER" }, { at = "ring", does = "FOCUS" }, { at = "sleeve", does = "common" }]
evidence = "assumed"
source = "us"
"""  # noqa: E501


@pytest.mark.usefixtures("no_bodies")
def test_a_connector_of_one_s_own(tmp_path):
    book = read_book(folder(tmp_path, ODD, "connectors.toml"))
    assert set(book.connectors) == SYSTEMS | {"odd"}
    assert book.connectors["odd"].ladder.is_.full.ohm == 2


@pytest.mark.usefixtures("no_bodies")
@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('"sleeve"], why', '"sleve"], why', "resistors: 'sleve' is neither"),
        ('at = "ring"', 'at = "tip"', "contacts: 'tip' is there twice"),
        ('does = "FOCUS"', 'does = "unused"', "contacts: none does 'FOCUS'"),
        ('wire_it = "cable"', 'wire_it = "straight"', "no place for resistors"),
        ("ohm = 2, lowest", "ohm = 4, lowest", "between lowest and highest"),
        ("ohm = 68", "ohm = 0", "at least 1"),
        ("open_v = 3,", "open_v = true,", "a number, not true"),
        ("open_v = 3,", 'open_v = "3",', "a number"),
        ('does = "SHUTTER"', 'does = "shutter"', "'SHUTTER'"),
        ('drawing = "trs"', 'drawing = "jack"', "drawing"),
        ('evidence = "assumed"\n', 'evidence = "verified"\n', "odd: contacts: evidence: a source of kind 'memory'"),
    ],
)
def test_a_connector_with_a_mistake(tmp_path, old, new, named):
    place = folder(tmp_path, ODD.replace(old, new, 1), "connectors.toml")
    with pytest.raises(CameraDataError) as error:
        read_book(place)
    assert "connectors.toml" in str(error.value) and "odd" in str(error.value)
    assert named in str(error.value)


@pytest.mark.usefixtures("no_bodies")
def test_resistors_must_be_there_where_the_cable_needs_them(tmp_path):
    text = ODD.replace("resistors = ", "#").replace('wire_it = "cable"', 'wire_it = "resistors"')
    with pytest.raises(CameraDataError, match="there are none"):
        read_book(folder(tmp_path, text, "connectors.toml"))


@pytest.mark.usefixtures("no_bodies")
def test_a_wire_may_end_at_a_resistor(tmp_path):
    text = ODD.replace('does = "FOCUS"', 'does = "sense"').replace('["tip", "sleeve"]', '["ring", "FOCUS"]')
    text = text.replace('wire_it = "cable"', 'wire_it = "resistors"')
    odd = read_book(folder(tmp_path, text, "connectors.toml")).connectors["odd"]
    assert set(WIRES) <= {c.does for c in odd.contacts.is_} | {n for part in odd.resistors.is_ for n in part.between}
