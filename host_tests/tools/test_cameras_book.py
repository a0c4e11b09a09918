"""The book of cameras: who inherits what from where, and folders of one's own. Its profile is the grip's."""

import pytest
from backgrip.cameras import read_book
from backgrip.cameras.schema import Evidence, Profile
from camera_files import ACME, folder, no_bodies  # noqa: F401 (a fixture)
from grip.profile import FIELDS, LOCK, TRACK
from pydantic import ValidationError


@pytest.fixture(scope="module")
def book():
    return read_book()


@pytest.fixture(scope="module")
def acme(tmp_path_factory):
    book = read_book(folder(tmp_path_factory.mktemp("acme")))
    return {body.name: body for body in book.bodies if body.brand == "Acme"}


# -- inheritance -------------------------------------------------------------------------------------------------------


def test_a_body_inherits_from_its_series_and_then_from_the_brand(acme):
    assert acme["One"].fact("single_af").is_ == "AF-1"
    assert acme["Two"].fact("single_af").is_ == "AF-F"
    assert acme["One"].profile() == {"focus_lead_ms": 150, "shutter_gap_ms": 60}
    assert acme["Two"].profile() == {"focus_lead_ms": 20, "shutter_gap_ms": 60, "shutter_min_ms": 80}
    assert acme["One"].fact("af_off") is None


def test_traps_add_up(acme):
    assert [trap.is_ for trap in acme["Two"].traps] == ["It growls.", "It bites."]
    assert [trap.is_ for trap in acme["One"].traps] == ["It bites."]


def test_what_was_seen_on_one_body_is_only_assumed_for_the_others(acme):
    assert acme["One"].fact("af_on").evidence == Evidence.REPORTED
    assert acme["One"].fact("af_on").note is None
    assert acme["Two"].fact("af_on").evidence == Evidence.ASSUMED
    assert acme["Two"].fact("af_on").note == "seen on One, Acme Uno"
    assert acme["Two"].fact("single_af").evidence == Evidence.VERIFIED  # said of the whole brand


@pytest.mark.parametrize("name", ["One", "one", "Acme One", "Uno", "ACME Uno"])
@pytest.mark.usefixtures("no_bodies")
def test_seen_on_may_name_the_body_any_way(tmp_path, name):
    book = read_book(folder(tmp_path, ACME.replace('["One", "Acme Uno"]', f'["{name}"]')))
    assert book.body("Acme One").fact("af_on").evidence == Evidence.REPORTED


@pytest.mark.usefixtures("no_bodies")
def test_a_body_s_own_fact_that_was_seen_on_another_body_is_assumed_too(tmp_path):
    seen = 'evidence = "reported", source = "owner", seen_on = ["Three"] }'
    text = ACME.replace('evidence = "reported", source = "owner" }', seen)
    port = read_book(folder(tmp_path, text)).body("Acme One").port
    assert (port.evidence, port.note) == (Evidence.ASSUMED, "seen on Three")


def test_what_a_class_was_seen_to_do_is_assumed_for_its_other_bodies(book):
    seen, other = book.semantics(book.body("Nikon D90")), book.semantics(book.body("Nikon D750"))
    assert (seen.sleep_after_s.is_, seen.sleep_after_s.evidence) == (6, Evidence.VERIFIED)
    assert (other.sleep_after_s.is_, other.sleep_after_s.evidence) == (6, Evidence.ASSUMED)
    assert book.classes["nikon-dslr"].sleep_after_s.evidence == Evidence.VERIFIED


def test_all_facts_go_by_their_place_in_the_file(acme):
    facts = acme["Three"].all_facts()
    assert {"port", "instead", "behaves_as", "traps.0", "profile.focus_lead_ms"} <= set(facts)
    assert facts["instead"].is_ == "Use the self-timer."


# -- folders of one's own ----------------------------------------------------------------------------------------------


def test_a_made_up_body_works_by_one_file(tmp_path, book):
    shipped = len(book.bodies)
    book = read_book(folder(tmp_path))
    body = book.body("Acme One")
    assert book.connector(body).name == "Canon E3"
    assert book.semantics(body).shutter_alone.is_ == "ignored"
    assert book.source(body.port).title == "An owner of a One"
    assert book.brand_names["Acme"] == ("Acme Optical",)
    assert book.connector(book.body("Acme Two")) is None
    assert len(book.bodies) == shipped + 3


@pytest.mark.usefixtures("no_bodies")
def test_a_later_folder_overrides_single_facts(tmp_path):
    more = """
        brand = "acme"
        also = ["Acme Ltd"]
        [sources]
        test = { kind = "test", title = "The ten-minute test, 2 May" }
        [series.fast]
        af_on = { is = "AF-ON", evidence = "tested by its owner", source = "test" }
        [[body]]
        name = "two"
        also = ["Zwei"]
        profile.focus_lead_ms = { is = 35, evidence = "tested by its owner", source = "test" }
        traps = [{ is = "It barks.", evidence = "tested by its owner", source = "test" }]
    """
    book = read_book(folder(tmp_path / "first"), folder(tmp_path / "second", more, "mine.toml"))
    two = book.body("Acme Two")
    assert two.profile() == {"focus_lead_ms": 35, "shutter_gap_ms": 60, "shutter_min_ms": 80}
    assert two.profile_facts["focus_lead_ms"].evidence == Evidence.TESTED
    assert two.profile_facts["shutter_gap_ms"].evidence == Evidence.VERIFIED
    assert (two.fact("single_af").is_, two.fact("af_on").is_) == ("AF-F", "AF-ON")
    assert two.also == ("Zwei",)
    assert [trap.is_ for trap in two.traps] == ["It growls.", "It barks.", "It bites."]
    assert book.body("Acme One").profile()["focus_lead_ms"] == 150
    assert book.brand_names["Acme"] == ("Acme Optical", "Acme Ltd")


def test_a_shipped_body_can_be_overridden_by_its_owner(tmp_path, book):
    text = """
        brand = "Canon"
        [sources]
        test = { kind = "test", title = "The ten-minute test" }
        [[body]]
        name = "EOS 600D"
        profile.focus_lead_ms = { is = 42, evidence = "tested by its owner", source = "test" }
    """
    mine = read_book(folder(tmp_path, text, "canon.toml")).body("Canon EOS 600D")
    shipped = book.body("Canon EOS 600D")
    assert mine.profile() == {**shipped.profile(), "focus_lead_ms": 42}
    assert mine.port == shipped.port
    assert mine.file == str(tmp_path / "canon.toml")


@pytest.mark.usefixtures("no_bodies")
def test_two_files_may_use_one_key_for_two_sources(tmp_path):
    other = ACME.replace('"Acme"', '"Zenith"').replace("An owner of a One", "Somebody else")
    book = read_book(folder(folder(tmp_path), other, "zenith.toml"))
    assert book.source(book.body("Acme One").port).title == "An owner of a One"
    assert book.source(book.body("Zenith One").port).title == "Somebody else"


# -- the profile is the grip's -----------------------------------------------------------------------------------------


def accepts(name, value) -> bool:
    try:
        Profile.model_validate({name: {"is": value, "evidence": "assumed", "source": "x"}})
    except ValidationError:
        return False
    return True


def test_the_profile_has_the_grip_s_fields_in_its_order():
    assert list(Profile.model_fields) == [name for name, *_ in FIELDS]


@pytest.mark.parametrize(("name", "lowest", "highest"), [(f[0], f[2], f[3]) for f in FIELDS if f[2] is not None])
def test_a_number_has_the_grip_s_range(name, lowest, highest):
    assert accepts(name, lowest) and accepts(name, highest)
    for value in (lowest - 1, highest + 1, lowest + 0.5, str(lowest), True):
        assert not accepts(name, value), value


@pytest.mark.parametrize("name", [f[0] for f in FIELDS if isinstance(f[1], bool)])
def test_a_yes_or_no_is_nothing_else(name):
    assert accepts(name, True) and accepts(name, False)
    assert not accepts(name, 1) and not accepts(name, "yes")


def test_the_style_is_one_of_the_grip_s():
    assert accepts("style", LOCK) and accepts("style", TRACK) and not accepts("style", "sport")
