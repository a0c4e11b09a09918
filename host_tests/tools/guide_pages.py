"""What the tests of the set-up sheet share: made-up bodies, a sheet's words, a page's parts."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from backgrip.cameras.book import read_book
from backgrip.guide.advice import advise
from backgrip.guide.sheet import MenuPath, Points, Section, Sheet, Steps, Table

BODIES = """
brand = "Acme"

[sources]
manual = { kind = "maker", title = "Acme <manual> & more", url = "https://acme.example/manual?a=1&b=2" }
owner = { kind = "owner", title = "An owner", url = "https://acme.example/owner" }
memory = { kind = "memory", title = "Commonly held" }

[defaults]
behaves_as = { is = "nikon-dslr", evidence = "verified", source = "manual" }
single_af = { is = "AF-1", evidence = "verified", source = "manual" }
continuous_af = { is = "AF-N", evidence = "verified", source = "manual" }

[[body]]
name = "Known"
port = { is = "canon-e3", evidence = "verified", source = "manual" }
af_on = { is = "Menu > a1 <AF> > On", evidence = "verified", source = "manual" }
af_off = { is = "Menu > a1 <AF> > Off", evidence = "reported", source = "owner" }
focus_button = { is = "* (star)", evidence = "verified", source = "manual" }
half_press_locks_ae = { is = "yes", evidence = "verified", source = "manual" }
ae_lock_off = { is = "Menu > AE > Free", evidence = "verified", source = "manual" }
release_priority = { is = "Menu > Priority > Release", evidence = "verified", source = "manual" }
traps = [{ is = "It bites.", evidence = "assumed", source = "memory" }]
profile.shutter_min_ms = { is = 300, evidence = "verified", source = "manual" }
profile.wake_lead_ms = { is = 450, evidence = "verified", source = "manual" }
profile.sleep_after_s = { is = 7, evidence = "verified", source = "manual" }

[[body]]
name = "Free"
behaves_as = { is = "pentax", evidence = "verified", source = "manual" }
port = { is = "pentax-cs-205", evidence = "reported", source = "owner" }
profile.shutter_needs_focus = { is = false, evidence = "verified", source = "manual" }
profile.focus_open_between = { is = true, evidence = "verified", source = "manual" }
half_press_locks_ae = { is = "no", evidence = "verified", source = "manual" }

[[body]]
name = "Free too"
behaves_as = { is = "pentax", evidence = "verified", source = "manual" }
port = { is = "pentax-cs-205", evidence = "reported", source = "owner" }

[[body]]
name = "Guessed"
behaves_as = { is = "nikon-dslr", evidence = "assumed", source = "memory" }
port = { is = "nikon-dc2", evidence = "assumed", source = "memory" }
af_off = { is = "none", evidence = "assumed", source = "memory" }
half_press_locks_ae = { is = "unknown", evidence = "assumed", source = "memory" }

[[body]]
name = "Unknown"
port = { is = "unknown", evidence = "assumed", source = "memory" }

[[body]]
name = "Dead end"
port = { is = "none", evidence = "verified", source = "manual" }
instead = { is = "use the self-timer", evidence = "verified", source = "manual" }
af_off = { is = "Menu > a1 <AF> > Off", evidence = "verified", source = "manual" }
focus_button = { is = "AE-L/AF-L", evidence = "verified", source = "manual" }

[[body]]
name = "Deader end"
port = { is = "none", evidence = "assumed", source = "memory" }
instead = { is = "use the self-timer", evidence = "verified", source = "manual" }
af_off = { is = "none", evidence = "assumed", source = "memory" }

[[body]]
name = "Laser"
port = { is = "acme-laser", evidence = "verified", source = "manual" }
"""
CONNECTORS = """
[sources]
acme-manual = { kind = "maker", title = "Acme remotes", url = "https://acme.example/remotes" }

[connector.acme-laser]
name = "Acme laser"
remotes = ["A-9"]
plug = "an optical plug"
drawing = "unknown"
wire_it = "no"
buy = { is = "nothing: light cannot be closed by a contact", evidence = "verified", source = "acme-manual" }
contacts = { is = [], evidence = "verified", source = "acme-manual" }
warnings = [{ is = "do not look into it", evidence = "verified", source = "acme-manual" }]
"""


@pytest.fixture(scope="session")
def book():
    """The package's own book."""
    return read_book()


@pytest.fixture(scope="session")
def acme_folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("acme")
    (folder / "acme.toml").write_text(BODIES, encoding="utf-8")
    (folder / "connectors.toml").write_text(CONNECTORS, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def acme(acme_folder):
    """A function: the sheet of a made-up body."""
    book = read_book(acme_folder)
    return lambda name: advise(book, book.body(f"Acme {name}"))


def words(part: Sheet | Section | object) -> str:
    """Everything a reader reads of a sheet or a part of it, without the marks."""
    if isinstance(part, Sheet):
        glance = [f"{line.label}: {line.text}" for line in part.glance]
        return "\n".join([part.title, part.headline, *glance, *(words(section) for section in part.sections)])
    if isinstance(part, Section):
        return "\n".join([part.title, *(words(block) for block in part.blocks)])
    if isinstance(part, MenuPath):
        return f"{part.label}: {' > '.join(part.levels)} {part.note}"
    if isinstance(part, Steps | Points):
        return "\n".join(item.text for item in part.items)
    if isinstance(part, Table):
        return "\n".join(" | ".join(cells) for cells in (part.head, *(row.cells for row in part.rows)))
    return getattr(part, "text", getattr(part, "caption", ""))


def paths(section: Section) -> dict[str, str]:
    """The menu paths of a section by their label."""
    return {block.label: " > ".join(block.levels) for block in section.blocks if isinstance(block, MenuPath)}


class Page(HTMLParser):
    """An HTML page read: its elements, and whether each that was opened was closed."""

    VOID = {"meta", "br", "link", "img", "hr", "input"}

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict]] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data):
        if "style" not in self.open:
            self.text.append(data)
