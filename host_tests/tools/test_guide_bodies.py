"""The sheets of eight well-known bodies: right, different and complete."""

import pytest
from backgrip.guide.advice import advise
from guide_pages import book, paths, words  # noqa: F401

# body: (words that the sheet must hold, words that it must not)
EIGHT = {
    "Canon EOS 600D": (
        ("RS-60E3", "straight in", "C.Fn 9 Shutter/AE lock button > 0: AF/AE lock", "One-Shot AF", "AI Servo AF",
         "* (AE lock)", "focuses first, then takes the picture", "evaluative metering", "Rebel"),
        ("AF-C", "MC-DC2", "resistors in it"),
    ),
    "Nikon D60": (
        ("No: this body has no wired release", "12 AE-L/AF-L > AF-ON", "ML-L3", "AE-L/AF-L", "AF-S"),
        ("Recipe A", "To wire one", "backgrip probe", "grip in **lock**"),
    ),
    "Nikon Z8": (
        ("MC-30A", "a6 AF activation > Shutter/AF-ON", "AF-ON only", "Out-of-focus release", "AF-S", "AF-C",
         "The battery’s voltage", "three wires only", "without a half-press gives nothing", "Release"),
        ("straight in, no adapter", "One-Shot"),
    ),
    "Sony A7 III": (
        ("RM-VPR1", "Multi", "AF w/ shutter", "AF-S", "AF-C", "M10", "100 kΩ", "never connect"),
        ("straight in, no adapter", "One-Shot", "MC-30"),
    ),
    "Fujifilm X-T4": (
        ("RR-100", "straight in", "SHUTTER AF", "AF-S", "AF-C", "0.3 s", "focuses first, then takes the picture",
         "SHUTTER AE"),
        ("One-Shot", "resistors in it"),
    ),
    "Panasonic GH5": (
        ("DMW-RSL1", "a cable with resistors in it", "36 kΩ", "2.7 kΩ", "2 kΩ", "Half Press Release", "Shutter AF > ON",
         "AFS", "AFC", "pole 4"),
        ("straight in, no adapter", "One-Shot"),
    ),
    "Pentax K-3": (
        ("CS-205", "straight in", "AF Button > Enable AF1", "Enable AF2", "AF.S", "AF.C",
         "What this body can do and most cannot", "four poles"),
        ("What no wire can do", "One-Shot"),
    ),
    "Olympus E-M1 Mark II": (
        ("RM-CB2", "AEL/AFL", "S-AF", "C-AF", "mode1", "mode3", "Which contact is which is not certain",
         "without a half-press gives nothing", "Release Priority S"),
        ("straight in, no adapter", "One-Shot"),
    ),
}  # fmt: skip
STYLES = (
    "Portrait", "Group", "depth of field", "Stop down", "Sport", "Wildlife", "Dim stage", "Bulb", "not a video grip",
)  # fmt: skip


def plain(text: str) -> str:
    return text.replace("'", "’")


@pytest.mark.parametrize("title", EIGHT)
def test_a_sheet_says_what_is_true_of_that_body(book, title):  # noqa: F811
    sheet = advise(book, book.body(title))
    told = plain("\n".join([words(sheet), *sheet.also]))
    wanted, unwanted = EIGHT[title]
    assert [text for text in wanted if plain(text) not in told] == []
    assert [text for text in unwanted if plain(text) in told] == []


@pytest.mark.parametrize("title", [title for title in EIGHT if title != "Nikon D60"])
def test_a_sheet_is_complete(book, title):  # noqa: F811
    sheet = advise(book, book.body(title))
    keys = [section.key for section in sheet.sections]
    assert keys == ["works", "cable", "camera", "fingers", "scenes", "exposure", "traps", "check", "sure"]
    scenes = words(sheet.section("scenes"))
    assert [text for text in STYLES if text not in scenes] == []
    camera = words(sheet.section("camera"))
    assert "Recipe A" in camera and "Recipe B" in camera and "Is back-button focus already set" in camera
    assert sheet.section("check").blocks[1].rows.__len__() == 3


def test_the_eight_sheets_differ(book):  # noqa: F811
    told = [words(advise(book, book.body(title))).replace(title, "") for title in EIGHT]
    assert len(set(told)) == len(EIGHT)


def test_a_body_without_a_port_keeps_its_own_back_button(book):  # noqa: F811
    sheet = advise(book, book.body("Nikon D60"))
    assert sheet.answer == "no"
    assert sheet.headline.startswith("No: this body has no wired release")
    assert [section.key for section in sheet.sections] == ["works", "own", "scenes", "traps", "sure"]
    assert paths(sheet.section("own"))["Take AF off the half-press"].endswith("12 AE-L/AF-L > AF-ON")
    assert "**AE-L/AF-L** on the body focuses" in words(sheet.section("own"))


def test_the_menu_paths_are_given_in_the_cameras_own_words(book):  # noqa: F811
    camera = advise(book, book.body("Canon EOS 600D")).section("camera")
    assert paths(camera) == {
        "AF back on the half-press": "Custom Functions (C.Fn) > C.Fn 9 Shutter/AE lock button > 0: AF/AE lock",
        "AF off the half-press": "Custom Functions (C.Fn) > C.Fn 9 Shutter/AE lock button > "
        "1: AE lock/AF, or 3: AE/AF, no AE lock",
    }
