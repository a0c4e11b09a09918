"""What is known of one body, ready to be written about: facts of the body, its class and its socket, with marks."""

from dataclasses import dataclass
from functools import cache

from backgrip.cameras.book import NO_PORT, UNKNOWN_PORT, Body, Book
from backgrip.cameras.schema import Connector, Evidence, Fact
from backgrip.firmware import module
from backgrip.guide.sheet import Mark, MenuPath

NONE = "none"  # a fact that says: this body has no such thing
HEDGE = {Evidence.REPORTED: "An owner reports: ", Evidence.ASSUMED: "We expect: "}


@dataclass(frozen=True)
class Claim:
    """A value and how sure it is; no mark where it is the grip's own default."""

    value: object
    mark: Mark | None = None
    note: str | None = None


class Known:
    """One body in its book."""

    def __init__(self, book: Book, body: Body) -> None:
        self.book, self.body = book, body
        self.connector: Connector | None = book.connector(body)
        self.semantics = book.semantics(body)

    @property
    def no_port(self) -> bool:
        return self.body.port.is_ == NO_PORT

    @property
    def unknown_port(self) -> bool:
        return self.body.port.is_ == UNKNOWN_PORT

    @property
    def no_cable(self) -> bool:
        """A socket that this grip cannot speak to."""
        return self.connector is not None and self.connector.wire_it == "no"

    def claim(self, name: str) -> Claim | None:
        """A fact of the body, None if nothing is known or the body has no such thing."""
        fact = self.body.fact(name)
        return None if fact is None or fact.is_ == NONE else Claim(fact.is_, mark(fact), fact.note)

    def lacks(self, name: str) -> bool:
        """Somebody says that this body has no such thing."""
        fact = self.body.fact(name)
        return fact is not None and fact.is_ == NONE

    def behaviour(self, name: str) -> Claim:
        """A fact of the body's class, no surer than that the body belongs to it."""
        own = self.body.fact(name)
        if own is not None:
            return Claim(own.is_, mark(own), own.note)
        fact, belongs = getattr(self.semantics, name), self.body.facts["behaves_as"]
        if fact.seen_on and fact.evidence != Evidence.ASSUMED:  # seen on this very body: no class need vouch for it
            return Claim(fact.is_, mark(fact), fact.note)
        return Claim(fact.is_, mark(fact, belongs), fact.note)

    def setting(self, name: str) -> Claim:
        """A field of the grip's camera profile: the body's, else the grip's default, which carries no mark."""
        fact = self.body.profile_facts.get(name)
        return Claim(grip_defaults()[name]) if fact is None else Claim(fact.is_, mark(fact), fact.note)

    def menu(self, name: str, label: str) -> MenuPath | None:
        claim = self.claim(name)
        if claim is None:
            return None
        levels = tuple(part.strip() for part in claim.value.split(" > "))
        return MenuPath(label, levels, claim.mark, sentence(claim.note) if claim.note else "")

    def single(self) -> str:
        """What this brand calls AF that stops once it is sharp."""
        claim = self.claim("single_af")
        return claim.value if claim else "single AF"

    def continuous(self) -> str:
        """What this brand calls AF that follows."""
        claim = self.claim("continuous_af")
        return claim.value if claim else "continuous AF"


def mark(*facts: Fact) -> Mark:
    """The mark of a statement that rests on all these facts."""
    sources = dict.fromkeys(fact.source for fact in facts)
    return Mark(weakest(*(fact.evidence for fact in facts)), tuple(sources))


def both(*claims: Claim) -> Mark:
    """The mark of a statement that rests on all these claims; what has no mark adds no doubt."""
    return together(*(claim.mark for claim in claims if claim.mark))


def together(*marks: Mark) -> Mark:
    """The mark of a statement that rests on all that these marks stand for."""
    sources = dict.fromkeys(key for one in marks for key in one.sources)
    return Mark(weakest(*(one.evidence for one in marks)), tuple(sources))


def weakest(*evidence: Evidence) -> Evidence:
    return max(evidence, key=list(Evidence).index)


def hedged(mark: Mark | None, sentence: str) -> str:
    """The sentence with as much doubt as its mark asks for."""
    return (HEDGE.get(mark.evidence, "") if mark else "") + sentence


def sentence(text: str, capital: bool = True) -> str:
    """A data file's words with a capital and a full stop. A setting's number, "a6", keeps its small letter."""
    text = text.strip()
    first = text[:1].upper() if capital and not text[1:2].isdigit() else text[:1]
    return first + text[1:] + ("" if text.endswith((".", "!", "?", ".”", ".)")) else ".")


def seconds(ms: int) -> str:
    """100 -> "0.1 s"."""
    return f"{ms / 1000:g} s"


@cache
def grip_defaults() -> dict[str, object]:
    """The grip's settings as they leave the maker, camera profile included, from the firmware's own table."""
    return module("settings").defaults()
