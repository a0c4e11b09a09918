"""The sheet as a page and on a terminal: for every body, whole, self-contained, and safe against what data may hold."""

import io
import re

import pytest
from backgrip.cameras.book import read_book
from backgrip.guide.advice import advise
from backgrip.guide.page import SIGNS, bold, page
from backgrip.guide.terminal import parts, show
from guide_pages import Page, acme, acme_folder, book, words  # noqa: F401
from rich.console import Console

PLACEHOLDERS = re.compile(r"\{[{%#]|[}%#]\}|\*\*|\bNone\b|Undefined|<built-in|object at 0x|\bTrue\b|\bFalse\b|\{\w+\}")

LOADERS = {"script", "link", "img", "iframe", "object", "embed", "base", "form", "video", "audio", "use", "image"}


@pytest.fixture(scope="module")
def pages(book):  # noqa: F811
    """(sheet, HTML, the same read) of every body."""
    made = []
    for sheet in (advise(book, body) for body in book.bodies):
        html = page(sheet, book, "1.2.3")
        made.append((sheet, html, Page(html)))
    return made


def test_every_page_is_well_formed_and_whole(pages):
    assert len(pages) >= 116
    for sheet, html, read in pages:
        assert (read.wrong, read.open) == ([], []), sheet.title
        told = " ".join(read.text)
        assert not PLACEHOLDERS.search(told), (sheet.title, PLACEHOLDERS.search(told))
        assert told.count(sheet.title) >= 2 and sheet.headline in told
        assert [section.title for section in sheet.sections if section.title not in told] == []


def test_every_page_holds_all_that_it_shows(pages):
    for sheet, html, read in pages:
        tags = {tag for tag, _ in read.elements}
        assert not tags & LOADERS
        for tag, attributes in read.elements:
            loads = [name for name in attributes if name in ("src", "srcset", "data", "poster", "background", "style")]
            assert not loads and not [name for name in attributes if name.startswith("on")]
            address = attributes.get("href")
            assert address is None or (tag == "a" and re.match(r"https?://|#", address)), address
        style = re.search(r"<style>(.*?)</style>", html, re.S)[1]
        assert "url(" not in style and "@import" not in style and "@media print" in style
        assert 'name="viewport"' in html


def test_every_mark_leads_to_a_source_on_the_page(pages):
    for sheet, html, read in pages:
        ids = {attributes["id"] for _, attributes in read.elements if "id" in attributes}
        inside = {a["href"][1:] for tag, a in read.elements if tag == "a" and a["href"].startswith("#")}
        assert inside and inside <= ids, sheet.title
        outside = {a["href"] for tag, a in read.elements if tag == "a" and not a["href"].startswith("#")}
        assert outside == {source.url for _, source in sheet.sources if source.url}, sheet.title


def test_a_print_without_colours_tells_the_evidence(acme, acme_folder):  # noqa: F811
    assert len(set(SIGNS.values())) == 4
    html = page(acme("Known"), read_book(acme_folder), "1")
    for evidence in ("verified", "reported", "assumed"):
        assert re.search(rf'<span class="mark {evidence}"><i>.</i>{evidence} <a href="#source-\d+">\[\d+\]</a>', html)


def test_data_cannot_break_the_page(acme, acme_folder):  # noqa: F811
    html = page(acme("Known"), read_book(acme_folder), "1")
    assert "a1 &lt;AF&gt;" in html and "<AF>" not in html
    assert "Acme &lt;manual&gt; &amp; more" in html
    assert 'href="https://acme.example/manual?a=1&amp;b=2"' in html
    assert "<strong>* (star)</strong>" in html
    assert Page(html).wrong == []


def test_the_small_mark_up():
    assert bold("**a** and <b> `c_d` don't") == "<strong>a</strong> and &lt;b&gt; <code>c_d</code> don’t"


def test_a_line_does_not_end_inside_af_s():
    assert bold("AF-S, AE-L/AF-L") == ", ".join(
        ['<bdi class="whole">AF-S</bdi>', '<bdi class="whole">AE-L</bdi>/<bdi class="whole">AF-L</bdi>']
    )


def test_plugs_are_drawn_on_the_page(book, acme, acme_folder):  # noqa: F811
    made_up = read_book(acme_folder)
    assert page(acme("Known"), made_up, "1").count("<svg") == 1
    assert page(acme("Dead end"), made_up, "1").count("<svg") == 0
    assert page(acme("Unknown"), made_up, "1").count("<svg") == 3


def test_every_body_can_be_shown_on_a_terminal(book):  # noqa: F811
    for body in book.bodies:
        assert len(list(parts(advise(book, body)))) > 10


def test_the_terminal_tells_what_the_page_tells(book):  # noqa: F811
    """One body of each kind, printed: printing all takes long."""
    kinds = {(body.port.is_, body.facts["behaves_as"].is_): body for body in book.bodies}
    for body in list(kinds.values())[::3]:
        sheet, out = advise(book, body), io.StringIO()
        show(sheet, Console(file=out, width=2000, highlight=False, markup=False))
        told = re.sub(r"[\s│]+", "", out.getvalue())
        assert not PLACEHOLDERS.search(out.getvalue()), body.title
        for section in sheet.sections:
            assert re.sub(r"\s+", "", section.title) in told
        for source in (source for _, source in sheet.sources if source.url):
            assert source.url in told
        assert re.sub(r"[\s*]+", "", words(sheet.section("sure")).splitlines()[1]) in told.replace("*", "")


def test_a_narrow_terminal_will_do(acme):  # noqa: F811
    out = io.StringIO()
    show(acme("Known"), Console(file=out, width=40))
    assert "AF-1" in out.getvalue()
