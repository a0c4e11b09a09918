"""The sheet as one page: everything it shows is in the file, so it can be mailed, kept on a phone, printed."""

import re
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from backgrip.cameras.book import Book
from backgrip.cameras.schema import Evidence
from backgrip.guide.drawing import plug
from backgrip.guide.sheet import Sheet

# A sign for each, so that a print without colours still tells them apart.
SIGNS = {Evidence.TESTED: "★", Evidence.VERIFIED: "●", Evidence.REPORTED: "◐", Evidence.ASSUMED: "○"}


def page(sheet: Sheet, book: Book, version: str) -> str:
    """The HTML. Every text is escaped; links are the only addresses in it."""
    return _template().render(
        sheet=sheet,
        version=version,
        signs=SIGNS,
        plug=lambda key: Markup(plug(book.connectors[key])),
        web=lambda url: url is not None and url.startswith(("http://", "https://")),
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("backgrip.guide"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"bold": bold, "kind": lambda block: type(block).__name__}
    return environment.get_template("guide.html.j2")


def bold(text: str) -> Markup:
    """A text with its `**bold**` and its `code` as HTML, all else escaped."""
    shown = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", str(escape(text.replace("'", "’"))))
    shown = re.sub(r"`([^`]+)`", r"<code>\1</code>", shown)
    return Markup(
        re.sub(r"\b[A-Z]{1,2}-[A-Z0-9]{1,4}\b", r'<bdi class="whole">\g<0></bdi>', shown)
    )  # no line ends in "AF-"
