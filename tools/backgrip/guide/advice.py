"""From a body in its book to its set-up sheet. Everything follows from the data; no camera has an `if` of its own."""

from dataclasses import replace

from backgrip.cameras.book import Body, Book
from backgrip.guide import cable, check, fingers, scenes, setup, sureness, works
from backgrip.guide.known import Known, mark
from backgrip.guide.sheet import Glance, Section, Sheet, sources_named


def advise(book: Book, body: Body) -> Sheet:
    """The sheet of this body."""
    known = Known(book, body)
    answer, headline, sure = works.verdict(known)
    found = _unreachable(known) if known.no_port or known.no_cable else _reachable(known)
    sections = tuple(section for section in found if section)
    also = tuple(_with_brand(name, (body.brand, *book.brand_names.get(body.brand, ()))) for name in body.also)
    sheet = Sheet(body.title, also, answer, headline, sure, _glance(known), sections)
    return replace(sheet, sources=tuple((key, book.sources[key]) for key in sources_named(sheet)))


def _with_brand(name: str, brands: tuple[str, ...]) -> str:
    """ "Rebel T3i" -> "Canon Rebel T3i"; "OM System OM-1" is left as it is."""
    return name if name.lower().startswith(tuple(brand.lower() for brand in brands)) else f"{brands[0]} {name}"


def _reachable(known: Known) -> list[Section | None]:
    return [
        works.section(known),
        cable.section(known) if known.connector else None,
        setup.section(known),
        fingers.section(known),
        scenes.section(known),
        setup.exposure(known),
        works.traps(known),
        check.section(known),
        sureness.section(known),
    ]


def _unreachable(known: Known) -> list[Section | None]:
    return [
        works.section(known),
        setup.own_button(known),
        scenes.without_grip(known),
        works.traps(known),
        sureness.section(known),
    ]


def _glance(known: Known) -> tuple[Glance, ...]:
    if known.no_port or known.no_cable:
        return _glance_without(known)
    on, (index, sure) = known.claim("af_on"), fingers.nothing_held(known)
    half_press = f"**on**: {on.value}" if on else "**on**, as it left the factory"
    return (
        *_socket(known),
        Glance("Half-press AF", half_press, on.mark if on else None),
        Glance("Holds still", f"{known.single()}, grip in **lock**"),
        Glance("Moves", f"{known.continuous()}, grip in **track**"),
        Glance("Index alone", index, sure),
    )


def _socket(known: Known) -> list[Glance]:
    if known.connector:
        buy = known.connector.buy
        return [Glance("Cable", buy.is_.split(";")[0], mark(buy))]
    others = [works.names(known.book.connectors[key]) for key in works.candidates(known)[: works.SHOWN]]
    return [Glance("Socket", f"not known; the manual may name {', '.join(others)}")] if others else []


def _glance_without(known: Known) -> tuple[Glance, ...]:
    off, instead = known.claim("af_off"), known.body.instead
    if off:
        return (Glance("Own back button", off.value, off.mark),)
    return (Glance("Instead", instead.is_, mark(instead)),) if instead else ()
