"""Finds the body that somebody typed: "t3i", "a7iii", "d 850", "cannon 5dmkiv".

What is typed is brought to the normal form of `spelling` and compared with that of every name a body is sold under.
Only an equal core is a find. Everything else is a suggestion, however much alike it looks: a set-up sheet for the
wrong camera is worse than a question.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from backgrip.cameras.book import Body, Book
from backgrip.cameras.spelling import BRAND_OF, HEAVY, Reading, Spelling, plain

SUGGESTIONS = 5  # as many as one reads
ALIKE = 60.0  # per cent, below which a suggestion looks like a joke
LONGEST = 120  # characters; no camera has a longer name
NEEDED = {"kiss", "dynax", "maxxum"}  # "x10" alone is no Kiss X10, "5d" no Dynax 5D, and "f" no PEN-F
COSTS = {word: 2 for word in HEAVY} | {"digital": 3}  # of a word that was left out; the light ones are nothing
CLOSE = 2  # two brands, one name: "sl2" may be a Rebel SL2 as well as a Leica
WORDS = 10  # the same in words, where names stand side by side


@dataclass(frozen=True)
class Found:
    """`body` only where it is certain. Else `others`, best first: all that fit equally well, or near misses."""

    body: Body | None
    others: tuple[Body, ...] = ()
    ambiguous: bool = False

    @property
    def first(self) -> Body | None:
        """The best there is, certain or not."""
        return self.body or next(iter(self.others), None)


@dataclass(frozen=True)
class _Form:
    """One name of one body."""

    body: Body
    reading: Reading
    lines: frozenset[str]  # of all names of this body
    brands: frozenset[str]


def find(book: Book, text: str) -> Found:
    """The body that `text` names. To look up many, keep a `Finder`."""
    return Finder(book).find(text)


class Finder:
    """A book's bodies by the names that people type."""

    def __init__(self, book: Book) -> None:
        brands = [name for brand, also in book.brand_names.items() for name in (brand, *also)]
        self._spelling = Spelling(brands, (name for body in book.bodies for name in (body.name, *body.also)))
        self._forms = [form for body in book.bodies for form in self._forms_of(book, body)]
        self._by_core: dict[str, list[_Form]] = {}
        for form in self._forms:
            self._by_core.setdefault(form.reading.core, []).append(form)
        self._place = {body.title: place for place, body in enumerate(book.bodies)}

    def _forms_of(self, book: Book, body: Body) -> Iterable[_Form]:
        brand = frozenset(plain(n).replace(" ", "") for n in (body.brand, *book.brand_names[body.brand]))
        readings = [self._spelling.read(name) for name in (body.name, *body.also)]
        lines = frozenset().union(*(reading.lines for reading in readings))
        return [_Form(body, reading, lines, brand) for reading in readings]

    def find(self, text: str) -> Found:
        """What `text` names, else what it is a part of, else what looks like it."""
        found = self.exact(text)
        if found.first is None:
            found = self._part_of_names(text[:LONGEST])
        return found if found.first else Found(None, self._alike(text[:LONGEST]))

    def exact(self, text: str) -> Found:
        """The same without looking for what to suggest."""
        found = self._exact(text[:LONGEST])
        return found if found.first else self._several_names(text[:LONGEST])

    def _exact(self, text: str) -> Found:
        for reading in self._spelling.readings(text):
            costs = {}
            for form in self._by_core.get(reading.core, ()):
                cost = _cost(reading, form)
                if cost is not None and cost <= costs.get(form.body.title, (cost,))[0]:
                    costs[form.body.title] = cost, form.body
            if costs:
                return self._best(reading, costs)
        return Found(None)

    def _best(self, reading: Reading, costs: dict[str, tuple[int, Body]]) -> Found:
        """The body with the least cost; several where another brand's is nearly as good ("sl2", "d60")."""
        least = min(cost for cost, _ in costs.values())
        brands = {body.brand for cost, body in costs.values() if cost == least}
        close = {True: least, False: least + CLOSE}
        bodies = {title: body for title, (cost, body) in costs.items() if cost <= close[body.brand in brands]}
        if reading.weak:  # "x-t": a Rebel XT, but also how every X-T begins
            bodies |= {title: body for title, body in self._going_on(reading).items() if body.brand not in brands}
        return _one_or_several(bodies)

    def _several_names(self, text: str) -> Found:
        """ "EOS 600D (Rebel T3i)" and "600d t3i": names of one body side by side, or of different ones."""
        parts = [part for part in re.split(r"[/(),;=]|\b(?:aka|or)\b", text) if plain(part)]
        found = [self._exact(part).body for part in parts] if len(parts) > 1 else []
        if found and all(found):
            return _one_or_several({body.title: body for body in found})
        return Found(self._one_body(plain(text).split()[:WORDS]))

    def _one_body(self, words: list[str]) -> Body | None:
        """The body that all parts of the text name."""
        for cut in range(1, len(words)):
            first = self._exact(" ".join(words[:cut])).body
            if first and first in (self._exact(" ".join(words[cut:])).body, self._one_body(words[cut:])):
                return first
        return None

    def _part_of_names(self, text: str) -> Found:
        """Bodies of whose name the text is a part: "rebel", "nikon", "x-t", "1d", "850"."""
        for reading in self._spelling.readings(text):
            if bodies := self._going_on(reading):
                return Found(None, tuple(bodies.values()), ambiguous=len(bodies) > 1)
        return Found(None)

    def _going_on(self, reading: Reading) -> dict[str, Body]:
        return {form.body.title: form.body for form in self._forms if _goes_on(reading, form)}

    def _alike(self, text: str) -> tuple[Body, ...]:
        scores: dict[str, tuple[float, Body]] = {}
        for reading in dict.fromkeys(self._spelling.readings(text)):
            for form in self._forms:
                score = _likeness(reading, form)
                if score >= ALIKE and score > scores.get(form.body.title, (0,))[0]:
                    scores[form.body.title] = score, form.body
        ranked = sorted(scores.values(), key=lambda pair: (-pair[0], self._place[pair[1].title]))
        return tuple(body for _, body in ranked[:SUGGESTIONS])


def _one_or_several(bodies: dict[str, Body]) -> Found:
    several = tuple(bodies.values())
    return Found(several[0]) if len(several) == 1 else Found(None, several, ambiguous=True)


def _belongs(typed: Reading, form: _Form) -> bool:
    """Whether the brand and the line that were typed can be this body's."""
    return typed.brands <= form.brands | form.lines and all(
        word in form.lines or word not in HEAVY and BRAND_OF.get(word) in (None, *form.brands) for word in typed.lines
    )


def _cost(typed: Reading, form: _Form) -> int | None:
    """How much `typed`, whose core is the same, leaves out or adds; None if it names another body after all."""
    name = form.reading
    if not _belongs(typed, form):
        return None
    if not name.core:  # "Digital Rebel": only the words tell
        return 0 if typed.lines and typed.lines - {"eos"} == name.lines - {"eos"} else None
    missing = name.lines - typed.lines
    if not typed.brands and (missing & NEEDED or "pen" in missing and not name.numbers):
        return None
    return sum(COSTS.get(word, 0) for word in missing) + len(typed.lines - name.lines - form.lines)


def _goes_on(typed: Reading, form: _Form) -> bool:
    if not _belongs(typed, form) or not (typed.core or typed.lines or typed.brands):
        return False
    if typed.core.isdigit() and typed.core in form.reading.numbers:
        return True  # "850": an 850D, a D850 or an A850
    rest = form.reading.core[len(typed.core) :]
    if not form.reading.core.startswith(typed.core) or typed.core and NEEDED & form.reading.lines - typed.lines:
        return False
    return typed.lines <= form.lines and not (typed.core[-1:].isdigit() and rest[:1].isdigit())


def _likeness(typed: Reading, form: _Form) -> float:
    """Per cent. The same numbers count for much, another brand against."""
    name = form.reading
    if not typed.core or not name.core:
        return 0.0
    score = 100 * OSA.normalized_similarity(typed.core, name.core)
    score += 15 if typed.numbers and typed.numbers == name.numbers else 0
    score += 25 if typed.base and typed.base == name.base else 0
    score += 3 if len(typed.core) == len(name.core) else 0
    score += 15 if name.core.startswith(typed.core) else 0
    score -= 10 if NEEDED & name.lines - typed.lines else 0
    score += 5 * len(typed.lines & name.lines)
    return score + (10 if _belongs(typed, form) else -15)
