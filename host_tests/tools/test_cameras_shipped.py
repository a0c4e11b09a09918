"""What the shipped camera files must hold: enough bodies, no fact surer than its source, profiles that suit a class."""

import pytest
from backgrip.cameras import read_book
from backgrip.cameras.check import NO_PORT, facts_of, facts_of_brand
from backgrip.cameras.files import HERE, load
from backgrip.cameras.schema import KINDS, BrandFile, Evidence
from grip.profile import FIELDS

GRIP = {name: default for name, default, *_ in FIELDS}


@pytest.fixture(scope="module")
def book():
    return read_book()


@pytest.fixture(scope="module")
def shipped(book):
    return list(shipped_facts(book))


def test_there_are_enough_bodies_of_enough_brands(book):
    assert len(book.bodies) >= 116
    assert len({body.brand for body in book.bodies}) >= 9


def test_every_class_is_there_and_used(book):
    assert set(book.classes) == {
        "canon-focuses", "canon-fires", "nikon-dslr", "nikon-z", "sony", "fuji", "olympus", "panasonic", "pentax",
        "samsung", "fuji-early", "fuji-usb",
    }  # fmt: skip
    assert {body.facts["behaves_as"].is_ for body in book.bodies} == set(book.classes)


def shipped_facts(book):
    """(place, fact) as the files have them, with the book's key of each source."""
    for path in sorted(HERE.glob("*.toml")):
        if path.name not in ("classes.toml", "connectors.toml"):
            part = load(path, BrandFile, {})
            for place, fact in facts_of_brand(part, path.name):
                yield place, fact, part.sources[fact.source]
    for table in (book.classes, book.connectors):
        for key, model in table.items():
            for place, fact in facts_of(model, key):
                yield place, fact, book.sources[fact.source]


def test_no_fact_is_surer_than_its_source(book, shipped):
    order = list(Evidence)
    assert len(shipped) > 1000
    surer = [place for place, fact, source in shipped if order.index(fact.evidence) < order.index(KINDS[source.kind])]
    assert surer == []
    for body in book.bodies:
        for place, fact in body.all_facts().items():
            assert order.index(fact.evidence) >= order.index(KINDS[book.source(fact).kind]), (body.title, place)


def test_nothing_shipped_claims_to_be_tested_by_its_owner(shipped):
    assert [place for place, fact, _ in shipped if fact.evidence == Evidence.TESTED] == []


def test_every_source_has_an_address_or_says_that_it_has_none(book):
    for key, source in book.sources.items():
        assert source.kind in ("memory", "inference") or source.url.startswith(("http://", "https://")), key


def test_bodies_that_were_seen_are_bodies_of_the_book(book, shipped):
    """A slip of the pen in `seen_on` would make a fact weaker without a word."""
    elsewhere = {"nikon d1", "nikon f-501", "nikon f-801", "fujifilm s9600", "fujifilm s100fs"}
    known = {name.casefold() for body in book.bodies for name in body.names} | elsewhere | {"d1"}
    seen = {(place, name) for place, fact, _ in shipped for name in fact.seen_on}
    assert [pair for pair in sorted(seen) if pair[1].casefold() not in known] == []


def with_a_port(book):
    return [body for body in book.bodies if body.port.is_ != NO_PORT]


def test_no_two_bodies_of_a_brand_share_a_name(book):
    owner = {}
    for body in book.bodies:
        for name in (body.name, *body.also):
            key = (body.brand, name.casefold())
            assert owner.setdefault(key, body.name) == body.name, f"{name} is {owner[key]} and {body.name}"


@pytest.mark.parametrize("name", ["focus_lead_ms", "shutter_min_ms", "shutter_gap_ms", "refocus_gap_ms"])
def test_the_profile_is_long_enough_for_the_class(book, name):
    of_class = {
        "focus_lead_ms": "focus_then_shutter_ms", "shutter_min_ms": "shutter_min_ms",
        "shutter_gap_ms": "shutter_gap_ms", "refocus_gap_ms": "refocus_open_ms",
    }  # fmt: skip
    for body in with_a_port(book):
        wanted = getattr(book.semantics(body), of_class[name]).is_
        assert {**GRIP, **body.profile()}[name] >= wanted, body.title


def test_the_profile_gives_focus_first_and_wakes_where_the_class_wants_it(book):
    for body in with_a_port(book):
        profile, semantics = {**GRIP, **body.profile()}, book.semantics(body)
        if semantics.shutter_alone.is_ == "ignored":
            assert profile["shutter_needs_focus"], body.title
        first_closure = profile["focus_lead_ms"] if profile["shutter_needs_focus"] else profile["shutter_min_ms"]
        if semantics.wake_ms.is_ > first_closure:
            assert (profile["wake_lead_ms"] or 0) >= semantics.wake_ms.is_, body.title
            assert profile["sleep_after_s"] <= semantics.sleep_after_s.is_, body.title
