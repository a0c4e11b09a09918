"""The drawings of the plugs: well-formed, every contact in them, and no place claimed that no source gives."""

from xml.etree import ElementTree

import pytest
from backgrip.cameras.schema import Connector, Contact, Fact, Resistor
from backgrip.guide import ink, ladder
from backgrip.guide.cable import agreed
from backgrip.guide.drawing import DOUBT, find_slot, plug
from backgrip.guide.plugs import SHELLS
from guide_pages import book  # noqa: F401

SVG = "{http://www.w3.org/2000/svg}"
TRS = (("tip", "SHUTTER"), ("ring", "FOCUS"), ("sleeve", "common"))


def connector(contacts=TRS, drawing="trs", evidence="verified", wire_it="straight", resistors=None):
    def fact(value):
        return Fact.model_construct(is_=value, evidence=evidence, source="x", note=None, seen_on=())

    made = tuple(Contact(at=at, does=does) for at, does in contacts)
    return Connector.model_construct(
        name="Acme <1>", remotes=("A-1",), plug="a plug", drawing=drawing, wire_it=wire_it, buy=fact("a cable"),
        contacts=fact(made), resistors=resistors and fact(resistors), warnings=(),
    )  # fmt: skip


def read(svg):
    root = ElementTree.fromstring(svg)
    texts = [element.text for element in root.iter(f"{SVG}text")]
    return root, " ".join(texts)


def test_every_connector_is_drawn_with_every_contact(book):  # noqa: F811
    for key, known in book.connectors.items():
        root, told = read(plug(known))
        flat = told.replace(" ", "")
        for contact in known.contacts.is_:
            assert contact.at.replace(" ", "") in flat, (key, contact.at)
            assert ink.NAMES[contact.does].replace(" ", "") in flat, (key, contact.does)
        if known.resistors:
            assert all(f"{part.ohm / 1000:g} kΩ" in told for part in known.resistors.is_), key
        assert "Not to scale" in told
        assert (DOUBT[:30] in told) == (not agreed(known)), key
        assert root.attrib["viewBox"].split()[2] == str(ink.WIDTH)


def test_nothing_is_loaded_and_nothing_runs(book):  # noqa: F811
    for known in book.connectors.values():
        root, _ = read(plug(known))
        assert {element.tag for element in root.iter()} <= {
            SVG + tag for tag in ("svg", "title", "defs", "rect", "path", "circle", "text", "tspan")
        }
        names = {name for element in root.iter() for name in element.attrib}
        assert not [name for name in names if "href" in name or name.startswith("on")]


def test_all_words_stay_inside_the_picture(book):  # noqa: F811
    for key, known in book.connectors.items():
        root, _ = read(plug(known))
        height = float(root.attrib["viewBox"].split()[3])
        for element in root.iter(f"{SVG}text"):
            size, x, y = (float(element.attrib[name]) for name in ("font-size", "x", "y"))
            # 0.6: the mean width of a letter of a wide face, in its size.
            length = 0 if element.attrib["text-anchor"] == "middle" else len(element.text) * size * 0.6
            assert x + length <= ink.WIDTH and size <= y <= height, (key, element.text)


@pytest.mark.parametrize("drawing", SHELLS)
def test_every_shell_can_be_drawn(drawing):
    _, told = read(plug(connector(drawing=drawing)))
    assert "FOCUS, half-press" in told and "SHUTTER, full press" in told


def test_the_contacts_of_a_jack_are_where_they_are():
    shell = SHELLS["trs"]
    tip, ring, sleeve = (find_slot(shell, Contact(at=at, does=does)) for at, does in TRS)
    assert tip.y < ring.y < sleeve.y
    assert find_slot(shell, Contact(at="earring", does="unused")) is None
    multi = SHELLS["sony-multi"]
    assert find_slot(multi, Contact(at="M1", does="unused")) is not find_slot(multi, Contact(at="M10", does="unused"))
    assert find_slot(multi, Contact(at="U1", does="unused")) is None


def test_places_in_the_canon_n3_are_told_from_the_side_the_data_mean(book):  # noqa: F811
    notes = " ".join(contact.note or "" for contact in book.connectors["canon-n3"].contacts.is_)
    assert "looking into the camera's socket" in notes and "looking into the camera’s socket" in SHELLS["n3"].seen


def fills(svg):
    return [element.attrib.get("fill") for element in read(svg)[0].iter() if element.tag != f"{SVG}text"]


def test_a_doubtful_contact_has_no_colour_of_its_own():
    doubtful = connector((("tip ?", "SHUTTER"), ("ring ?", "FOCUS"), ("sleeve", "common")), wire_it="measure")
    assert ink.COLOURS["FOCUS"] in fills(plug(connector())) and ink.COLOURS["SHUTTER"] in fills(plug(connector()))
    assert ink.COLOURS["FOCUS"] not in fills(plug(doubtful)) and ink.COLOURS["SHUTTER"] not in fills(plug(doubtful))
    told = read(plug(doubtful))[1]
    assert "FOCUS, half-press?" in told and "measure before you solder" in told


@pytest.mark.parametrize(
    "change", [{"evidence": "assumed"}, {"wire_it": "measure"}, {"contacts": (("tip ?", "FOCUS"), *TRS[1:])}]
)
def test_what_is_not_agreed_says_so(change):
    assert agreed(connector())
    assert not agreed(connector(**change))
    assert "measure before you solder" in read(plug(connector(**change)))[1]


def test_what_must_never_be_connected_is_red_and_crossed_out():
    svg = plug(connector((*TRS[:2], ("sleeve", "never connect"))))
    assert ink.COLOURS["never connect"] in fills(svg) and "NEVER CONNECT" in read(svg)[1]
    assert svg.count(f'stroke="{ink.PAPER}"') == 2


def resistor(ohm, one, other):
    return Resistor(ohm=ohm, between=(one, other), why="because")


def test_resistors_in_series_are_a_chain():
    ends = (("pole 4", "SHUTTER"), ("FOCUS", "SHUTTER"), ("FOCUS", "pole 3"))
    parts = tuple(resistor(1000, *between) for between in ends)
    assert ladder.chain(parts) == ["pole 4", "SHUTTER", "FOCUS", "pole 3"]
    assert ladder.chain(parts[:1]) == ["pole 4", "SHUTTER"]
    star = (resistor(1, "a", "b"), resistor(1, "a", "c"), resistor(1, "a", "d"))
    ring = (resistor(1, "a", "b"), resistor(1, "b", "c"), resistor(1, "c", "a"))
    assert ladder.chain(star) is None and ladder.chain(ring) is None
    assert ladder.chain((resistor(1, "a", "b"), resistor(1, "c", "d"))) is None


def test_a_resistor_tells_which_wires_of_the_grip_it_meets():
    parts = (resistor(2000, "tip", "SHUTTER"), resistor(470, "SHUTTER", "sleeve"))
    told = read(plug(connector((("tip", "sense"), ("sleeve", "common")), wire_it="resistors", resistors=parts)))[1]
    assert "2 kΩ" in told and "470 Ω" in told
    assert "the grip’s SHUTTER wire, tip" in told and "sleeve and the grip’s common, sleeve" in told
