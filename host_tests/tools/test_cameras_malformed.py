"""Camera files that are wrong: the error names file, body and field, and says what belongs there."""

import pytest
from backgrip.cameras import CameraDataError, read_book
from camera_files import ACME, folder, no_bodies  # noqa: F401 (a fixture)

pytestmark = pytest.mark.usefixtures("no_bodies")
ONE_PORT = 'port = { is = "canon-e3", evidence = "reported", source = "owner" }'
LEAD = "focus_lead_ms = { is = 150,"

# What is wrong; in ACME this, becomes this; the error names these.
MISTAKES = {
    "unknown key of a body": (ONE_PORT, f"{ONE_PORT}\nfocus_buton = 1", ["One: focus_buton", "mean 'focus_button'?"]),
    "unknown key of a fact": (LEAD, f"{LEAD} sure = 1,", ["defaults: profile.focus_lead_ms.sure", "not known"]),
    "unknown profile field": (LEAD, "focus_lead = { is = 150,", ["defaults: profile.focus_lead:", "'focus_lead_ms'"]),
    "unknown key of the file": ('brand = "Acme"', 'brand = "Acme"\nmodel = 1', ["model:", "not known"]),
    "a port in a series": ("[series.fast]", f"[series.fast]\n{ONE_PORT}", ["series: fast.port", "not known"]),
    "port missing": (ONE_PORT, "", ["One: port", '"unknown"']),
    "name missing": ('name = "One"\n', "", ["body number 1: name", "missing"]),
    "name empty": ('name = "One"', 'name = ""', ["body number 1: name", "some text"]),
    "brand missing": ('brand = "Acme"', "", ["brand: this is missing"]),
    "evidence missing": ('single_af = { is = "AF-1", evidence = "verified",', 'single_af = { is = "AF-1",',
                         ["defaults: single_af.evidence", "missing"]),
    "evidence of another kind": ('"AF-1", evidence = "verified"', '"AF-1", evidence = "sure"',
                                 ["defaults: single_af.evidence", "'verified', 'reported'", '"sure"']),
    "value missing": ('single_af = { is = "AF-1",', "single_af = {", ["defaults: single_af.is:", "missing"]),
    "value by its name in Python": (LEAD, "focus_lead_ms = { is_ = 150,", ["profile.focus_lead_ms.is:", "missing"]),
    "a number instead of a fact": (ONE_PORT, f"{ONE_PORT}\nprofile.focus_tail_ms = 100",
                                   ["One: profile.focus_tail_ms", "{ is = ...", "not 100"]),
    "too low": (LEAD, "focus_lead_ms = { is = -1,", ["defaults: profile.focus_lead_ms.is", "at least 0", "not -1"]),
    "too high": (LEAD, "focus_lead_ms = { is = 5001,", ["defaults: profile.focus_lead_ms.is", "at most 5000", "5001"]),
    "true for a number": (LEAD, "focus_lead_ms = { is = true,", ["profile.focus_lead_ms.is", "whole number", "true"]),
    "text for a number": (LEAD, 'focus_lead_ms = { is = "150",', ["profile.focus_lead_ms.is", "whole number", '"150"']),
    "a number for true": (LEAD, "shutter_needs_focus = { is = 1,", ["needs_focus.is", "true or false", "not 1"]),
    "a number for text": ('{ is = "AF-1"', "{ is = 1", ["defaults: single_af.is", "text in quotes", "not 1"]),
    "text for a list": ('also = ["Uno"]', 'also = "Uno"', ["One: also", "a list", '"Uno"']),
    "not one of the choices": (LEAD, 'style = { is = "sport",', ["profile.style.is", "'lock' or 'track'", '"sport"']),
    "unknown connector": ('"canon-e3"', '"canon-e4"', ["One: port", "'canon-e4'", "canon-e3, canon-n3"]),
    "unknown class": ('"sony"', '"sonny"', ["One: behaves_as", "'sonny'", "samsung, sony"]),
    "no class": ('behaves_as = { is = "sony", evidence = "verified", source = "manual" }', "",
                 ["One: behaves_as", "missing", "samsung, sony"]),
    "unknown series": ('series = "fast"', 'series = "slow"', ["Two: series", "'slow'", "there are fast"]),
    "unknown source": ('"reported", source = "owner" }', '"reported", source = "nobody" }',
                       ["One: port: source", "'nobody'", "[sources]"]),
    "unknown source in a series nobody uses": ("[series.fast]", '[series.idle]\nsingle_af = { is = "x", evidence = '
                                               '"assumed", source = "nobody" }\n[series.fast]',
                                               ["series idle: single_af: source", "'nobody'"]),
    "no port and no way out": ("instead = ", "#", ["Three: instead", "without a port"]),
    "a body twice": ('name = "Two"', 'name = "one"', ["one: name", "already"]),
    "surer than an owner": ('evidence = "reported", source = "owner" }', 'evidence = "verified", source = "owner" }',
                            ["One: port: evidence", "'owner'", "'reported' at most"]),
    "surer, but seen elsewhere": ('evidence = "reported", source = "owner", seen_on',
                                  'evidence = "verified", source = "owner", seen_on',
                                  ["defaults: af_on: evidence", "'reported' at most"]),
    "surer in a body's trap": ('"It growls.", evidence = "assumed"', '"It growls.", evidence = "verified"',
                               ["Two: traps.0: evidence", "'reported' at most"]),
    "surer in a profile": ('shutter_min_ms = { is = 80, evidence = "verified", source = "manual"',
                           'shutter_min_ms = { is = 80, evidence = "tested by its owner", source = "manual"',
                           ["Two: profile.shutter_min_ms: evidence", "'verified' at most"]),
    "a source without address": (', url = "https://acme.example/one"', "", ["sources: owner", "'owner' needs a url"]),
    "a source of another kind": ('kind = "maker"', 'kind = "rumour"', ["sources: manual.kind", "'maker'", '"rumour"']),
    "broken TOML": ("[defaults]", "[defaults", ["cannot be read as a TOML file", "line"]),
    "the same key twice": ("[defaults]", "[defaults]\n[defaults]", ["cannot be read as a TOML file"]),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named(tmp_path, mistake):
    old, new, named = MISTAKES[mistake]
    assert old in ACME
    with pytest.raises(CameraDataError) as error:
        read_book(folder(tmp_path, ACME.replace(old, new, 1)))
    text = str(error.value)
    assert text.startswith(f"{tmp_path / 'acme.toml'}: ")
    for words in named:
        assert words in text
    assert "Value error" not in text and "Input should" not in text and "pydantic" not in text


def test_every_mistake_of_a_file_is_told_at_once(tmp_path):
    text = ACME.replace(LEAD, "focus_lead_ms = { is = -1,").replace('also = ["Uno"]', "also = 5\ncolour = 6")
    with pytest.raises(CameraDataError) as error:
        read_book(folder(tmp_path, text))
    assert len(str(error.value).splitlines()) == 3


@pytest.mark.parametrize("body", ["5", '"Two"', "[]", "true"])
def test_a_body_that_is_no_table(tmp_path, body):
    text = ACME[: ACME.index("[[body]]")].replace('brand = "Acme"', f'brand = "Acme"\nbody = [{body}]')
    with pytest.raises(CameraDataError, match="body number 1: this must be a table"):
        read_book(folder(tmp_path, text))


def test_single_brackets_for_a_body(tmp_path):
    text = ACME[: ACME.index('[[body]]\nname = "Two"')].replace("[[body]]", "[body]")
    with pytest.raises(CameraDataError, match=r"acme\.toml: body: this must be written \[\[body\]\]"):
        read_book(folder(tmp_path, text))


def test_a_file_that_is_no_text(tmp_path):
    (tmp_path / "acme.toml").write_bytes(b'brand = "\xff\xfe"')
    with pytest.raises(CameraDataError, match="acme.toml: this cannot be read"):
        read_book(tmp_path)


def test_an_empty_file(tmp_path):
    with pytest.raises(CameraDataError, match="acme.toml: brand: this is missing"):
        read_book(folder(tmp_path, ""))


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(CameraDataError, match="no-such: there is no such folder"):
        read_book(tmp_path / "no-such")


def test_a_body_that_stands_in_two_files_of_one_folder(tmp_path):
    with pytest.raises(CameraDataError, match=r"copy\.toml: One: name: this body stands in acme\.toml already"):
        read_book(folder(folder(tmp_path), ACME, "copy.toml"))


def test_the_package_s_own_files_are_named_without_their_folder(tmp_path, monkeypatch):
    base = folder(tmp_path, ACME.replace(ONE_PORT, ""))
    monkeypatch.setattr("backgrip.cameras.files.HERE", base)
    with pytest.raises(CameraDataError) as error:
        read_book(base)
    assert str(error.value).startswith("acme.toml: One: port")


CLASS = '[class.odd]\ntitle = "odd"\nlike = "sony"\n'


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (CLASS, ["class odd: like", "'sony'"]),
        ('[class.odd]\ntitle = "odd"\n', ["class: odd.wake_ms", "missing"]),
        ("[class]\nodd = 5\n", ["class: odd", "a table", "not 5"]),
        ("[sources]\n", ["class: this is missing"]),
    ],
)
def test_a_class_with_a_mistake(tmp_path, text, named):
    with pytest.raises(CameraDataError) as error:
        read_book(folder(tmp_path, text, "classes.toml"))
    for words in ("classes.toml", *named):
        assert words in str(error.value)


def test_an_overlay_cannot_point_to_a_class_s_source_that_is_not_there(tmp_path):
    shipped = read_book().classes["sony"].model_dump(by_alias=True)
    lines = [f"{name} = {{ is = {value['is']!r}, evidence = 'assumed', source = 'ghost' }}".replace("True", "true")
             .replace("False", "false") for name, value in shipped.items() if name != "title"]  # fmt: skip
    text = '[class.odd]\ntitle = "odd"\n' + "\n".join(lines)
    with pytest.raises(CameraDataError, match="odd: half_press_focuses: source: there is no source 'ghost'"):
        read_book(folder(tmp_path, text, "classes.toml"))
