"""The body that is tested."""

from dataclasses import dataclass

from backgrip.cameras.book import UNKNOWN_PORT, Body, Book


@dataclass(frozen=True)
class Subject:
    """`port`: a connector's key or "unknown", where the data does not say and the owner was asked; else None.

    `body`: what is known already, None for a body that nobody has described.
    """

    brand: str
    name: str
    port: str | None = None
    body: Body | None = None

    @property
    def title(self) -> str:
        return f"{self.brand} {self.name}"

    @property
    def slug(self) -> str:
        return slug(self.title)

    def word(self, name: str) -> str | None:
        """A fact of the body's data in its own words; None if there is none, or the body has no such thing."""
        fact = self.body.fact(name) if self.body else None
        return fact.is_ if fact and fact.is_ != "none" else None

    def lacks(self, name: str) -> bool:
        """Whether the data says that the body has no such thing."""
        fact = self.body.fact(name) if self.body else None
        return fact is not None and fact.is_ == "none"


def slug(text: str) -> str:
    """A file's name for a body: small letters and digits, parted by hyphens."""
    kept = "".join(c if c.isalnum() else " " for c in text.casefold().replace("+", " plus "))
    return "-".join(kept.split())


def usual_class(book: Book, subject: Subject) -> str | None:
    """The semantic class that the data gives this body, or most bodies of its brand."""
    if subject.body and "behaves_as" in subject.body.facts:
        return subject.body.facts["behaves_as"].is_
    brand = [b.facts["behaves_as"].is_ for b in book.bodies if b.brand.casefold() == subject.brand.casefold()]
    return max(brand, key=brand.count, default=None)


def asks_for_port(body: Body) -> bool:
    """Whether the data leaves open what the grip was plugged into: nobody knows, or it says that there is no socket."""
    return body.port.is_ in (UNKNOWN_PORT, "none")
