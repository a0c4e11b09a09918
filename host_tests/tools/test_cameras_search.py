"""The right body for what people type, and never a wrong one."""

import re
from collections import Counter

import pytest
from backgrip.cameras import read_book
from backgrip.cameras.search import Finder
from camera_names import pairs

BOOK = read_book()
TITLES = {body.title for body in BOOK.bodies}
FINDER = Finder(BOOK)


def title(text):
    """The title of the body that is certain for `text`, else None."""
    body = FINDER.exact(text).body
    return body and body.title


def others(text):
    return [body.title for body in FINDER.find(text).others]


def test_the_table_is_long_and_covers_every_brand():
    table = pairs()
    assert len(table) == len(set(table)) >= 320
    assert {wanted for _, wanted in table} <= TITLES
    brands = Counter(brand for brand in BOOK.brand_names for _, wanted in table if wanted.startswith(f"{brand} "))
    assert not set(BOOK.brand_names) - set(brands)


def test_the_right_body_is_first_for_what_people_type():
    table = pairs()
    misses = []
    for typed, wanted in table:
        found = FINDER.find(typed)
        if found.first is None or found.first.title != wanted:
            misses.append(f"{typed!r} gives {found.first and found.first.title}, not {wanted}")
    print("\n".join(misses))
    assert len(misses) <= 0.02 * len(table)


def test_what_people_type_is_certain():
    """Not only first among suggestions: `guide` and `use` go ahead with it."""
    table = pairs()
    doubtful = [(typed, others(typed)) for typed, wanted in table if title(typed) != wanted]
    assert len(doubtful) <= 0.02 * len(table), doubtful


def test_no_way_to_write_a_body_is_certain_for_another():
    wrong = [(typed, title(typed)) for typed, wanted in pairs() if title(typed) not in (None, wanted)]
    assert not wrong


@pytest.mark.parametrize(
    "change", [str, str.lower, str.upper, lambda t: t.replace(" ", "-"), lambda t: t.replace("-", ""), "  {} ".format]
)
def test_every_body_is_found_by_its_title(change):
    assert {body.title: title(change(body.title)) for body in BOOK.bodies} == {t: t for t in TITLES}


def test_every_body_is_found_by_every_name_it_is_sold_under():
    names = [(body.title, f"{body.brand} {name}") for body in BOOK.bodies for name in body.also]
    assert [(wanted, typed, title(typed)) for wanted, typed in names if title(typed) != wanted] == []


@pytest.mark.parametrize("style", ["{} {}", "{}{}", "{} mark {}", "{} mk{}", "{} mk {}", "{}mk{}", "{}-mark-{}"])
@pytest.mark.parametrize(
    ("base", "roman", "arabic", "wanted"),
    [
        ("5d", "iv", 4, "Canon EOS 5D Mark IV"),
        ("a7", "iii", 3, "Sony A7 III"),
        ("a7r", "v", 5, "Sony A7R V"),
        ("e-m1", "ii", 2, "Olympus E-M1 Mark II"),
        ("z6", "iii", 3, "Nikon Z6 III"),
        ("1dx", "iii", 3, "Canon EOS-1D X Mark III"),
        ("k-3", "ii", 2, "Pentax K-3 II"),
        ("gh5", "ii", 2, "Panasonic GH5 II"),
    ],
)
def test_marks_in_every_style(style, base, roman, arabic, wanted):
    for mark in (roman, roman.upper(), arabic):
        assert title(style.format(base, mark)) == wanted


@pytest.mark.parametrize(
    ("typed", "some"),
    [
        ("rebel", {"Canon EOS 600D", "Canon EOS 300D"}),
        ("kiss", {"Canon EOS 600D"}),
        ("nikon", {"Nikon D850", "Nikon Z8"}),
        ("sony alpha", {"Sony A7"}),
        ("x-t", {"Fujifilm X-T4", "Fujifilm X-T1"}),
        ("1d", {"Canon EOS-1D X", "Canon EOS-1D Mark IV"}),
        ("850", {"Nikon D850", "Sony A850", "Canon EOS 850D"}),
        ("d60", {"Nikon D60", "Canon EOS D60"}),
        ("sl2", {"Leica SL2", "Canon EOS 200D"}),
        ("D750/D850", {"Nikon D750", "Nikon D850"}),
        ("a7iii or a7iv", {"Sony A7 III", "Sony A7 IV"}),
    ],
)
def test_ambiguous(typed, some):
    found = FINDER.find(typed)
    assert found.body is None and found.ambiguous
    assert some <= set(others(typed))


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("5d", "Canon EOS 5D"),
        ("a7", "Sony A7"),
        ("nikon d60", "Nikon D60"),
        ("canon d60", "Canon EOS D60"),
        ("r", "Canon EOS R"),
        ("d3", "Nikon D3"),
        ("rebel t3", "Canon EOS 1100D"),
        ("canon eos 600d rebel t3i kiss x5", "Canon EOS 600D"),
    ],
)
def test_a_whole_name_is_not_ambiguous_though_others_begin_with_it(typed, wanted):
    assert title(typed) == wanted


# Bodies that there are, or might be, but not in the data; names that mix two; and things that are no camera.
STRANGERS = """
    d860; d8500; d 580; nikon d85; d65; eos 5d mark v; 5d5; 1d mark ii; 99d; eos r9; rebel t9i; kiss x99; sx70 hs;
    a7 vi; a7r6; a8; a65; a57; slt-a58; a6900; rx100 vii; nex-9; z4; z8 ii; z10; x-t6; x-t30 iii; x10; x-pro4; x100 2;
    gh8; gh5 iii; g95; gx85 ii; k-7 ii; k-4; k-3 iv; e-m2; e-m1 iv; om-2; om-9; nx600; nx2; nikon 5d; canon d850;
    sony z8; fuji gh5; olympus a7; nikon a7 iii; kiss 70d; rebel 70d; pen e-m1; finepix x-t4; dxo; 600; t3ii; 600d2;
    a7 7; x-t 3 0; a9 9; d 85 0; 7; ii; mark ii; 0; f; iphone 15; gopro hero 9; kodak dcs; my camera; 18-55mm; ; 😀; --
"""


@pytest.mark.parametrize("typed", [typed.strip() for typed in STRANGERS.split(";")])
def test_a_body_that_is_not_in_the_data_is_never_taken_for_another(typed):
    assert title(typed) is None


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("d860", "Nikon D850"),
        ("d 580", "Nikon D850"),
        ("eos 5d mark v", "Canon EOS 5D Mark IV"),
        ("gh8", "Panasonic GH6"),
        ("sony 6300", "Sony A6300"),
        ("nikon 5d", "Canon EOS 5D"),
        ("tx4 fuji", "Fujifilm X-T4"),
        ("kiss5x", "Canon EOS 600D"),
        ("d850 ii", "Nikon D850"),
        ("powershot", "Canon PowerShot SX60 HS"),
    ],
)
def test_suggestions(typed, suggested):
    found = FINDER.find(typed)
    assert found.body is None and not found.ambiguous
    assert suggested in others(typed)
    assert len(others(typed)) <= 5


def test_no_digit_is_ever_fuzzed_away():
    """Any one digit of any name changed, doubled or left out: the same body must not come back as certain."""
    for body in BOOK.bodies:
        own = {re.sub(r"\W", "", f"{body.brand}{name}") for name in (body.name, *body.also)}
        for match in re.finditer(r"\d", body.title):
            digit = match[0]
            for new in ("", str((int(digit) + 1) % 10), str((int(digit) + 5) % 10), digit * 2):
                typed = body.title[: match.start()] + new + body.title[match.end() :]
                assert title(typed) != body.title or re.sub(r"\W", "", typed) in own, typed


def test_a_misspelt_brand_helps_but_never_changes_the_model():
    for typo in ("nikkon", "nikno", "nikonn", "nicon", "Nikom", "nkion"):
        assert title(f"{typo} d850") == title(f"{typo}-D850") == "Nikon D850"
        assert title(f"{typo} d860") is None


@pytest.mark.parametrize("typed", ["", " ", "x" * 5000, "5d " * 500, "\0", "ⅣⅣ", "a\nb", "[bold]", "%s", "../../etc"])
def test_anything_may_be_typed(typed):
    found = FINDER.find(typed)
    assert found.body is None or found.body.title == "Canon EOS 5D"
