"""What the pages print of a layout: the blocks between ``<!-- begin: name -->`` and ``<!-- end: name -->``."""

import re

from .boards import Breadboard
from .layout import Buy, Layout, Part

PIN_WORDS = {
    "U1": {"1": "dot"}, "U2": {"1": "dot"}, "D2": {"1": "stripe"}, "D1": {"1": "short leg", "2": "long leg"},
    "J7": {"1": "tip", "2": "ring", "3": "sleeve"}, "J1": {"1": "plus, red", "2": "minus, black"},
}  # fmt: skip


class PageError(Exception):
    """A page without the marks that its tables go between."""


def blocks(layout: Layout) -> dict[str, str]:
    """Name of the block -> its Markdown."""
    found = {"parts": _parts(layout.buy), "absent": _absent(layout)}
    for number, step in enumerate(layout.step, 1):
        found[f"step {number}"] = _step(layout, number)
        if any(one.step == number for one in layout.measure):
            found[f"measure {number}"] = _measure(layout, number)
    for option in ("style", "loopback"):
        parts = [part for part in layout.part if part.option == option]
        if parts:
            found[option] = _table([(_name(part), _legs(part)) for part in parts])
    if layout.cut:
        rows = [("Cut", "How many", "Why")]
        for cut in layout.cut:
            first, _, last = cut.holes.partition("-")
            rows.append((f"{first} to {last}" if last else first, str(_how_many(cut.holes)), cut.why))
        rows += [(f"{hole}: a 3 mm hole", "1", "for the tie that holds the cable") for hole in layout.drill]
        found["step 1"] = _lines(rows)
    return found


def fill(page: str, made: dict[str, str]) -> str:
    """The page with its blocks as made. Raises PageError for a block without a place, or a place without a block."""
    names = re.findall(r"<!-- begin: ([\w ]+) -->", page)
    if sorted(names) != sorted(made):
        raise PageError(f"blocks {', '.join(sorted(made))} are made, and the page has {', '.join(sorted(names))}")
    for name, text in made.items():
        begin, end = f"<!-- begin: {name} -->", f"<!-- end: {name} -->"
        page = re.sub(rf"{begin}.*?{end}", lambda _found: f"{begin}\n{text}\n{end}", page, count=1, flags=re.DOTALL)
    return page


def where(hole: str) -> str:
    """A hole in words: rails have no row."""
    rail = re.fullmatch(r"([TB][+-])(\d+)", hole)
    return f"{Breadboard.RAIL_WORDS[rail[1]]}, beside {rail[2]}" if rail else hole


def _table(rows: list[tuple[str, str]]) -> str:
    return _lines([("What", "Goes into"), *rows])


def _lines(rows: list[tuple[str, ...]]) -> str:
    head, *rest = rows
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ("---",) * len(head), *rest))


def _how_many(holes: str) -> int:
    first, _, last = holes.partition("-")
    last = last or first
    return (ord(last[0]) - ord(first[0]) + 1) * (int(last[1:]) - int(first[1:]) + 1)


def _name(part: Part) -> str:
    return f"{part.ref} {part.name}"


def _legs(part: Part) -> str:
    if part.kind == "pico":
        return ", ".join(f"pin {pin}: {part.legs[pin][0]}" for pin in ("1", "20", "21", "40"))
    if part.kind == "resistor":
        return " and ".join(hole for _pin, hole in part.holes()) + ", either way round"
    if part.kind == "button":
        return ", ".join(sorted((hole for _pin, hole in part.holes()), key=_in_order))
    words = PIN_WORDS.get(part.ref, {})
    named = [(pin, f" ({words[pin]})" if pin in words else "") for pin in part.legs]
    return ", ".join(f"{pin}{word}: {where(part.legs[pin][0])}" for pin, word in named)


def _in_order(hole: str) -> tuple[str, int]:
    return re.sub(r"\d", "", hole), int(re.sub(r"\D", "", hole))


def _step(layout: Layout, number: int) -> str:
    rows = [(_name(part), _legs(part)) for part in layout.part if part.step == number]
    rows += [(wire.name, f"{where(wire.start)} → {where(wire.end)}") for wire in layout.wire if wire.step == number]
    return _table(rows)


def _measure(layout: Layout, number: int) -> str:
    rows = [("Between", "Should read", "If not")]
    for one in layout.measure:
        if one.step == number:
            rows.append((" and ".join(where(hole) for hole in one.between), one.reads, one.mend))
    return _lines(rows)


def _parts(lines: list[Buy]) -> str:
    rows = [("Part", "How many", "Maker's number", "Sold by", "Each, about", "Mind")]
    for line in sorted(lines, key=lambda one: one.option or ""):
        what = f"{line.what} ({', '.join(line.refs)})" if line.refs else line.what
        what = f"*cells:* {what}" if line.option == "cells" else what
        rows.append((what, str(line.count), line.maker or "any", line.sold_by, f"€{line.price_eur:.2f}", line.note))
    base = sum(line.count * line.price_eur for line in lines if not line.option)
    cells = sum(line.count * line.price_eur for line in lines if line.option == "cells")
    total = f"About €{base:.0f}" + (f", with cells €{base + cells:.0f}" if cells else "")
    return _lines(rows) + f"\n\n{total}: estimates for one-off orders, not quotes."


def _absent(layout: Layout) -> str:
    reasons: dict[str, list[str]] = {}
    for ref, why in layout.absent.items():
        if not ref.startswith("TP"):
            reasons.setdefault(why, []).append(ref)
    return _lines([("Not in this build", "Why"), *((", ".join(refs), why) for why, refs in reasons.items())])
