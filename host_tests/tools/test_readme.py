"""What the photographer's pages promise: ten answers, links that lead somewhere, pins and wires as drawn."""

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
HARDWARE = ROOT / "hardware" / "README.md"
PICTURES = ROOT / "hardware" / "pictures"

sys.path.insert(0, str(PICTURES))

import draw  # noqa: E402
import pico  # noqa: E402

BY_HAND = [ROOT / "hardware" / build / "README.md" for build in ("breadboard", "stripboard")]

PAGES = pytest.mark.parametrize(
    "page", [README, HARDWARE, *BY_HAND], ids=lambda page: page.relative_to(ROOT).as_posix()
)
WITH_PINS = pytest.mark.parametrize("page", [README, HARDWARE], ids=["README.md", "hardware/README.md"])

TEN_QUESTIONS = {  # what each answer must name
    "1. Has my body a port?": ["manual", "Canon", "Nikon", "Sony", "Fujifilm", "Pentax", "Panasonic"],
    "2. Which cable?": ["2.5 mm", "tip SHUTTER", "ring FOCUS", "sleeve common"],
    "3. Why not my menu's own back-button focus?": ["set it in the menu", "handles", "rigs", "hands"],
    "4. What do I set?": ["Half-press AF stays **on**", "AF-S", "lock", "AF-C", "track", "Never AF-A"],
    "5. Birds and AF-C?": ["What no wire can do", "lift the thumb"],
    "6. Can it harm or drain my camera?": ["60 s", "10-pin", "camera off"],
    "7. Cost, soldering, time?": ["\u20ac", "soldering", "hour", "estimates"],
    "8. Power and hours?": ["AA", "hours", "Computed, not measured"],
    "9. Where do the hands go?": ["Thumb", "index", "left hand or right"],
    "10. Thumb dead, index silent?": ["half-press", "focus", "contact"],
}

# A page says what is, with its evidence: no promises, no trials that nobody made, no machine's paths.
FORBIDDEN = [
    r"coming soon", r"\broadmap\b", r"\bTODO\b", r"\bnot yet implemented\b", r"in a later version",
    r"works with any camera", r"tested (on|with) (a )?real", r"as a new user", r"\bour (users|testers)\b",
    r"\b(seamless|effortless|revolutionary|blazing|simply|powerful)\b",
    r"(?<![\w.])/(home|root|tmp|var|opt|usr)/", r"localhost", r"\b\d{1,3}(\.\d{1,3}){3}\b",
    r"\b(pypi|npmjs)\.(org|com)\b", r"files\.pythonhosted", r"deb\.debian\.org",
]


def headings(text):
    return re.findall(r"^#{1,4} (.+)$", re.sub(r"^```.*?^```", "", text, flags=re.S | re.M), flags=re.M)


def anchor(heading):
    """A heading's address as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def table_rows(text):
    """Every table row as a list of its cells."""
    return [[cell.strip() for cell in line.strip().strip("|").split("|")]
            for line in text.splitlines() if line.startswith("|") and not line.startswith("| ---")]


def test_first_screen():
    screen = "\n".join(README.read_text(encoding="utf-8").splitlines()[:30])
    assert "](hardware/pictures/grip.svg)" in screen
    assert "make try" in screen and "make test" in screen
    assert "nothing installed beforehand but python3, make and git (Debian 12, root or sudo)" in screen
    assert "Leave your camera's half-press AF ON" in screen
    assert "No bench and no camera yet" in screen


def test_ten_questions_come_first_and_are_answered_in_order():
    text = README.read_text(encoding="utf-8")
    assert headings(text)[:2] == ["Backgrip", "Ten questions first"]
    second_screen = "\n".join(text.splitlines()[:50])
    answers = {row[0].strip("*"): row[1] for row in table_rows(second_screen) if row[0].startswith("**")}
    assert list(answers) == list(TEN_QUESTIONS)
    for question, words in TEN_QUESTIONS.items():
        for word in words:
            assert word in answers[question], (question, word)
        assert len(re.sub(r"\]\([^)]*\)", "]", answers[question])) < 400, question


def test_not_a_video_grip():
    assert "Not a video grip" in README.read_text(encoding="utf-8")


def test_length_without_the_generated_tables():
    generated = r"(<!-- begin: (\w+) -->).*?(?=<!-- end: \2 -->)"
    text = re.sub(generated, r"\1\n", README.read_text(encoding="utf-8"), flags=re.S)
    assert len(text.splitlines()) <= 290


@pytest.mark.parametrize("name", ["settings", "lamp", "feel", "systems", "sessions"])
def test_markers(name):
    text = README.read_text(encoding="utf-8")
    assert text.count(f"<!-- begin: {name} -->") == text.count(f"<!-- end: {name} -->") == 1
    assert text.index(f"<!-- begin: {name} -->") < text.index(f"<!-- end: {name} -->")


@PAGES
def test_local_links_lead_somewhere(page):
    targets = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    local = [target for target in targets if not target.startswith(("http://", "https://"))]
    assert local
    for target in local:
        path, _, fragment = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), target
        if file.is_dir():
            file = file / "README.md"
        if fragment:
            assert fragment in map(anchor, headings(file.read_text(encoding="utf-8"))), target


@PAGES
@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_forbidden_words(page, pattern):
    found = re.search(pattern, page.read_text(encoding="utf-8"), flags=re.I)
    assert not found, found.group(0)


@PAGES
def test_no_line_ends_in_white_space(page):
    assert not [line for line in page.read_text(encoding="utf-8").splitlines() if line != line.rstrip()]


def test_make_targets_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"`?\bmake (\w+)`", README.read_text(encoding="utf-8"))):
        assert re.search(rf"^{target}\s*:", makefile, flags=re.M), target


@WITH_PINS
def test_pins_equal_the_firmware(page):
    pins = draw.read_pins()
    named = {}
    for cells in table_rows(page.read_text(encoding="utf-8")):
        name = re.fullmatch(r"`([A-Z_]+)`", cells[1]) if len(cells) > 3 else None
        if name:
            named[name[1]] = cells[2]
            gpio = pins[name[1]]
            assert cells[2] == f"GP{gpio}", name[1]
            on_the_edge = gpio not in (23, 24, 25, 29)
            assert cells[3] == (str(pico.pico_pin(gpio)) if on_the_edge else "none"), name[1]
    assert set(named) == {
        "THUMB", "INDEX", "FOCUS", "SHUTTER", "STYLE_SWITCH", "LED", "LED_CASE", "BATTERY",
        "SENSE_FOCUS", "SENSE_SHUTTER", "SENSE_COMMON",
    }  # fmt: skip


@PAGES
def test_pins_in_prose_exist_in_the_firmware(page):
    mentioned = {int(number) for number in re.findall(r"\bGP(\d+)\b", page.read_text(encoding="utf-8"))}
    assert mentioned <= set(draw.read_pins().values())


@pytest.mark.parametrize("name", sorted(draw.PICTURES))
def test_pictures_are_up_to_date(name):
    drawn = draw.pictures(draw.read_pins())[name]
    assert (PICTURES / name).read_bytes() == drawn.encode(), f"run: {draw.COMMAND}"
    assert drawn == draw.pictures(draw.read_pins())[name]


@pytest.mark.parametrize("name", sorted(draw.PICTURES))
def test_pictures_say_how_they_were_made(name):
    assert (PICTURES / name).read_text(encoding="utf-8").startswith(f"<!-- made by: {draw.COMMAND} -->")


def test_read_pins_takes_const_and_skips_the_rest(tmp_path):
    file = tmp_path / "pins.py"
    file.write_text("from micropython import const\nA = 3\nB = const(7)\nC = 'x'\nD = A + 1\n")
    assert draw.read_pins(file) == {"A": 3, "B": 7}
