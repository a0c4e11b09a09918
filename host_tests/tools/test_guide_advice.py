"""The advice follows from the data: made-up bodies, each with something that changes the sheet."""

import json
from dataclasses import fields, is_dataclass

import pytest
from backgrip.cameras.book import read_book
from backgrip.cameras.schema import Evidence, Fact
from backgrip.guide.advice import advise
from backgrip.guide.sheet import Mark, Points, Row, Say, Table, as_data
from backgrip.guide.works import LOOK_FIRST, NO_RELEASE
from guide_pages import acme, acme_folder, book, paths, words  # noqa: F401

pytestmark = pytest.mark.filterwarnings("error")


def test_an_unknown_port_is_the_first_thing_said(acme, book):  # noqa: F811
    sheet = acme("Unknown")
    assert sheet.answer == "look"
    assert sheet.headline.startswith(LOOK_FIRST)
    told = words(sheet.section("works"))
    # The sockets of the brand's other bodies, those that behave alike first.
    assert told.index("RS-60E3") < told.index("CS-205") and "MC-DC2" in told
    assert sheet.section("cable") is None and sheet.section("camera") is not None
    nikon = next(b for b in book.bodies if b.brand == "Nikon" and b.port.is_ == "unknown")
    assert "MC-DC2" in words(advise(book, nikon).section("works"))


def test_no_port_stops_the_wiring_and_says_what_instead(acme):  # noqa: F811
    sheet = acme("Dead end")
    assert (sheet.answer, sheet.headline) == ("no", f"{NO_RELEASE}.")
    assert "Use the self-timer." in words(sheet.section("works"))
    assert [section.key for section in sheet.sections] == ["works", "own", "scenes", "sure"]
    assert paths(sheet.section("own")) == {"Take AF off the half-press": "Menu > a1 <AF> > Off"}
    assert acme("Deader end").headline == f"{NO_RELEASE}, as far as we know."
    assert "no way to take AF off the half-press" in words(acme("Deader end").section("own"))


def test_a_socket_of_another_kind_is_a_no(acme):  # noqa: F811
    sheet = acme("Laser")
    assert (sheet.answer, sheet.headline) == ("no", "No: this grip cannot speak to this body’s socket.")
    told = words(sheet.section("works"))
    assert (
        "Light cannot" not in told and "light cannot be closed by a contact" in told and "Do not look into it." in told
    )
    assert sheet.section("cable") is None and sheet.section("fingers") is None


def test_the_summary(acme):  # noqa: F811
    def glance(name):
        return {line.label: line.text for line in acme(name).glance}

    assert glance("Known")["Half-press AF"] == "**on**: Menu > a1 <AF> > On"
    assert glance("Known")["Holds still"] == "AF-1, grip in **lock**"
    assert glance("Unknown")["Socket"].startswith("not known; the manual may name")
    assert glance("Dead end") == {"Own back button": "Menu > a1 <AF> > Off"}
    assert glance("Deader end") == {"Instead": "use the self-timer"}


def test_a_doubtful_port_is_no_yes(acme):  # noqa: F811
    assert acme("Known").headline.startswith("Yes, it should") and acme("Known").answer == "yes"
    assert acme("Free").headline.startswith("Most likely: an owner says")
    guessed = acme("Guessed")
    assert guessed.headline.startswith("Probably") and guessed.answer == "perhaps"
    assert "Before you buy: look in this body’s manual for MC-DC2" in words(guessed.section("works"))


def test_both_recipes_and_the_warning(acme):  # noqa: F811
    camera = acme("Known").section("camera")
    assert paths(camera) == {
        "AF back on the half-press": "Menu > a1 <AF> > On",
        "AF off the half-press": "Menu > a1 <AF> > Off",
    }
    told = words(camera)
    assert "**AF-1**" in told and "**AF-N**" in told and "*** (star)** on the body focuses" in told
    assert "it looks dead" in told
    never = words(acme("Guessed").section("camera"))
    assert "no recipe B" in never and "Is back-button focus already set" not in never


def test_what_the_index_does_depends_on_the_body(acme):  # noqa: F811
    needs, free = words(acme("Known").section("fingers")), words(acme("Free").section("fingers"))
    assert "half-press, then the full press 0.1 s later: **the camera refocuses**" in needs
    assert "What no wire can do here" in needs and "What this body can do" not in needs
    assert "Press the index, no focus held | fires at once, **no refocusing**" in free
    assert "What this body can do and most cannot" in free and "What no wire can do" not in free
    assert "Focus lets go after every picture" in free and "Focus lets go after every picture" not in needs
    assert "A twig comes between" in words(acme("Free").section("scenes"))
    assert "A twig comes between" not in words(acme("Known").section("scenes"))


def test_times_come_from_the_data(acme):  # noqa: F811
    known, free = words(acme("Known").section("fingers")), words(acme("Free").section("fingers"))
    assert "shorter than 0.3 s" in known and "shorter than 0.1 s" in free
    assert "After 7 s of rest" in known and "0.45 s before the full press" in known
    assert "may swallow the first short press" in words(acme("Guessed").section("fingers"))


def test_exposure(acme):  # noqa: F811
    held, free, unknown = (acme(name).section("exposure") for name in ("Known", "Free", "Guessed"))
    assert "the exposure is held too" in words(held) and "M with a fixed ISO" in words(held)
    assert paths(held) == {"To let the exposure follow": "Menu > AE > Free"}
    assert "goes on following the light" in words(free) and "M with a fixed ISO" not in words(free)
    assert "Nobody has told us" in words(unknown)


def test_where_af_hunts(acme):  # noqa: F811
    assert paths(acme("Known").section("scenes")) == {"To fire without waiting for focus": "Menu > Priority > Release"}
    free = words(acme("Free").section("scenes"))
    assert "in AF-N this body fires without waiting for focus" in free


def test_the_check_expects_what_this_body_does(acme):  # noqa: F811
    assert "It focuses anew, then fires" in words(acme("Known").section("check"))
    assert "(Menu > a1 <AF> > On)" in words(acme("Known").section("check"))
    assert "fires at once **without** focusing" in words(acme("Free").section("check"))


@pytest.fixture
def seen(acme_folder):  # noqa: F811
    """A function: how a sheet marks a fact of the class that its source saw on these bodies, and the class is sure."""

    def marked(name, *bodies):
        made_up = read_book(acme_folder)
        fact = Fact(**{"is": "ignored"}, evidence="verified", source="manual", seen_on=bodies)
        general = made_up.classes["nikon-dslr"]
        made_up.classes["nikon-dslr"] = general.model_copy(update={"shutter_alone": fact})
        rows = advise(made_up, made_up.body(f"Acme {name}")).section("sure").blocks[-1].rows
        return next(row.mark for row in rows if row.cells[0] == "Full press without half-press")

    return marked


def test_behaviour_is_no_surer_than_that_the_body_belongs_to_the_class(seen):
    assert seen("Known").evidence == Evidence.VERIFIED
    assert seen("Guessed").evidence == Evidence.ASSUMED and len(seen("Guessed").sources) == 2


def test_behaviour_seen_on_other_bodies_is_assumed(seen):
    assert seen("Known", "Acme Other").evidence == Evidence.ASSUMED
    assert seen("Known", "Acme Other", "Acme Known").evidence == Evidence.VERIFIED
    assert seen("Guessed", "Guessed").evidence == Evidence.VERIFIED  # seen on it, whatever its class


def test_facts_keep_their_evidence(acme):  # noqa: F811
    facts = {row.cells[0]: row.mark.evidence for row in acme("Known").section("sure").blocks[-1].rows}
    assert facts["Remote socket"] == Evidence.VERIFIED
    assert facts["AF off the half-press"] == Evidence.REPORTED
    trap = acme("Known").section("traps").blocks[0].items[0]
    assert (trap.text, trap.mark.evidence) == ("It bites.", Evidence.ASSUMED)


def marks(part):
    """(what carries the mark, the mark) of all of a sheet."""
    if isinstance(part, tuple):
        for item in part:
            yield from marks(item)
    elif is_dataclass(part) and not isinstance(part, Mark):
        if isinstance(getattr(part, "mark", None), Mark):
            yield part, part.mark
        for entry in fields(part):
            yield from marks(getattr(part, entry.name))


def test_every_mark_names_its_sources(book):  # noqa: F811
    for body in book.bodies:
        sheet = advise(book, body)
        for part, mark in marks(sheet):
            assert mark.sources and all(sheet.number(key) for key in mark.sources), (body.title, part)


def test_a_sentence_hedges_as_its_mark_does(book):  # noqa: F811
    """What we wrote about behaviour: "We expect" stands with assumed, "An owner reports" with reported, only there."""
    for body in book.bodies:
        for part, mark in marks(advise(book, body)):
            if isinstance(part, Say):
                assert ("We expect: " in part.text) <= (mark.evidence == Evidence.ASSUMED), (body.title, part)
                assert ("An owner reports: " in part.text) <= (mark.evidence == Evidence.REPORTED), (body.title, part)


def test_every_fact_of_every_body_is_in_its_list(book):  # noqa: F811
    for body in book.bodies:
        rows = advise(book, body).section("sure").blocks[-1].rows
        told = [(row.cells[1], row.mark.evidence) for row in rows]
        for name, fact in body.facts.items():
            if isinstance(fact.is_, str) and name not in ("behaves_as", "half_press_locks_ae") and fact.is_ != "none":
                assert any(value.startswith(fact.is_) and sure == fact.evidence for value, sure in told), body.title


def test_all_rows_fit_their_heads(book):  # noqa: F811
    for body in book.bodies:
        for section in advise(book, body).sections:
            for block in section.blocks:
                if isinstance(block, Table):
                    assert block.rows and all(len(row.cells) == len(block.head) for row in block.rows)
                    assert block.marked or not any(row.mark for row in block.rows)
                assert not isinstance(block, Points) or block.items
                assert not isinstance(block, Row)


def test_the_sheet_as_data(acme):  # noqa: F811
    data = json.loads(json.dumps(as_data(acme("Known"))))
    assert data["answer"] == "yes" and data["sources"]["manual"]["url"].startswith("https://acme.example")
    camera = next(section for section in data["sections"] if section["key"] == "camera")
    path = next(block for block in camera["blocks"] if block["kind"] == "menupath")
    assert path["levels"] == ["Menu", "a1 <AF>", "On"]
    assert path["mark"] == {"evidence": "verified", "sources": ["manual"]}
