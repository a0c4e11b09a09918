"""A typical body of each semantic class: whose profile the grip gets, and which way it can be shot."""

from typing import NamedTuple

from backgrip.cameras.book import Body, Book
from backgrip.cameras.schema import SemanticClass

TYPICAL = {
    "canon-focuses": "Canon EOS 600D",
    "canon-fires": "Canon EOS 350D",
    "nikon-dslr": "Nikon D750",
    "nikon-z": "Nikon Z6",
    "sony": "Sony A7 III",
    "fuji": "Fujifilm X-T3",
    "fuji-early": "Fujifilm X-T1",
    "fuji-usb": "Fujifilm FinePix HS20EXR",
    "olympus": "Olympus E-M1 Mark II",
    "panasonic": "Panasonic GH5",
    "pentax": "Pentax K-3",
    "samsung": "Samsung NX1",
}
NO_BUTTON = "none"


class Shooter(NamedTuple):
    """A class with the body that stands for it."""

    key: str
    semantics: SemanticClass
    body: Body

    @property
    def profile(self) -> dict[str, object]:
        """What the body's data changes in the grip's settings; the style is the session's."""
        return {name: value for name, value in self.body.profile().items() if name != "style"}

    @property
    def has_back_button(self) -> bool:
        """Whether the data knows a button of the body's own that AF can be moved to."""
        button = self.body.fact("focus_button")
        return button is not None and button.is_ != NO_BUTTON


def shooters(book: Book, keys: tuple[str, ...] = ()) -> list[Shooter]:
    """One for every class, or for the classes named. Raises KeyError for a class without a typical body."""
    return [Shooter(key, book.classes[key], book.body(TYPICAL[key])) for key in keys or book.classes]
