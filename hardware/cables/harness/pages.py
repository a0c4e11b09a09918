"""The pages: one a system, and the index."""

from backgrip.cameras.book import Book
from backgrip.cameras.schema import Connector, Evidence, Fact
from backgrip.guide.cable import agreed
from backgrip.guide.cable import ohms as in_words
from backgrip.guide.drawing import plug
from backgrip.guide.known import sentence

from harness import buzz
from harness.cable import POLE_OF, POLES, Cable, cable_of, resistors, why_not
from harness.check import ladder_states, sense_and_common
from harness.files import COMMAND, LABELS, environment, harness, sureness, told
from harness.isolators import isolators, relays
from harness.leakage import spares
from harness.network import ohms
from harness.parts import HEAD, parts, sheet

EXAMPLES = 5  # bodies named in the index
SHORT = {Evidence.TESTED: "tested", Evidence.VERIFIED: "verified", Evidence.REPORTED: "reported"}


def cables(book: Book) -> dict[str, tuple[Connector, Cable]]:
    """Every system that can be wired, by key, in the data's order."""
    return {key: (known, cable_of(known)) for key, known in book.connectors.items() if not why_not(known)}


def outputs(book: Book) -> dict[str, str]:
    """Every generated text by its path below hardware/cables; WireViz adds the drawings of the .yml files."""
    made = {"parts.csv": sheet(cables(book)), "README.md": _index(book)}
    for key, (connector, cable) in cables(book).items():
        made[f"drawings/{key}.yml"] = harness(connector, cable)
        made[f"drawings/{key}-plug.svg"] = _plug(key, connector)
        made[f"{key}.md"] = _page(book, key, connector, cable)
    return made


def mark(fact: Fact) -> str:
    """How sure a fact is, loud where nobody says so."""
    return SHORT.get(fact.evidence, "**ASSUMED**")


def linked(book: Book, fact: Fact) -> str:
    """How sure, with its source as a link."""
    source = book.sources[fact.source]
    return f"[{mark(fact)}]({source.url})" if source.url else mark(fact)


def bodies(book: Book, key: str) -> list[str]:
    return [body.title for body in book.bodies if body.port.is_ == key]


def _plug(key: str, connector: Connector) -> str:
    """The guide's drawing of the plug, with a size of its own."""
    svg = plug(connector)
    wide, high = svg.split('viewBox="')[1].split('"')[0].split()[2:]
    svg = svg.replace('role="img"', f'width="{wide}" height="{high}" role="img"', 1)
    return f"<!-- {key}: made from the camera data by hardware/cables/make.py; do not edit. -->\n{svg.strip()}\n"


def _page(book: Book, key: str, connector: Connector, cable: Cable) -> str:
    does = {contact.at: contact for contact in connector.contacts.is_}
    text = _template("page.md.j2").render(
        book=book,
        key=key,
        connector=connector,
        cable=cable,
        sure=told(sureness(connector)),
        sure_enough=agreed(connector),
        bodies=bodies(book, key),
        example=next(iter(bodies(book, key)), None),
        head=HEAD,
        parts=parts(connector, cable),
        through=buzz.through(cable, connector),
        alone=buzz.pairs(cable, connector, buzz.BRIDGED),
        pressed=buzz.pairs(cable, connector, buzz.PRESSED),
        free=buzz.free(connector),
        never=[at for at, contact in does.items() if contact.does == "never connect"],
        contacts=[(at, LABELS[contact.does], contact.note) for at, contact in does.items()],
        soldering=_soldering(connector, cable),
        isolators=isolators(key),
        relays=relays(),
        states=_states(connector, cable),
        volts=_volts(connector),
        spares=spares(connector),
        facts=_facts(connector),
        sources=_sources(book, connector),
    )
    return text.strip() + "\n"


def _soldering(connector: Connector, cable: Cable) -> list[str]:
    """What to solder, a sentence each: wires to contacts, then resistors."""
    at = {contact.does: contact.at for contact in connector.contacts.is_}
    does = {contact.at: contact.does for contact in connector.contacts.is_}
    wires = [(wire, pole) for pole, wire in POLES.items() if wire in at]
    told = [f"**{wire}**: from the {pole} of the grip's plug to the camera's {at[wire]}." for wire, pole in wires]

    def end(name: str) -> str:
        if name in POLE_OF:
            return f"the {name} wire ({POLE_OF[name]} of the grip's plug)"
        return f"{name} (common)" if does[name] == "common" else name

    for i, part in enumerate(resistors(connector), 1):
        between = " and ".join(end(name) for name in part.between)
        told.append(f"**R{i}, {in_words(part.ohm)}**: between {between}; {sentence(part.why, capital=False)}")
    return told


def _states(connector: Connector, cable: Cable) -> list[tuple[str, ...]]:
    """What a camera that reads resistance sees: state, ohm, tolerance, window, volts computed and measured."""
    rows = []
    for name, window, state in ladder_states(connector):
        known = connector.ladder.is_
        limits = [ohms(cable, *sense_and_common(connector), state, off) for off in (-1, 0, 1)]
        low, nominal, high = (in_words(float(f"{ohm:.3g}")) for ohm in limits)
        takes = volts = measured = "not known"
        if window.lowest and window.highest:
            takes = f"{in_words(window.lowest)} to {in_words(window.highest)}"
        if known.open_v and known.pull_up_ohm:
            volts = f"{known.open_v * limits[1] / (limits[1] + known.pull_up_ohm):.2f} V"
        if window.volts:
            measured = f"{window.volts:.2f} V"
        rows.append((name, nominal, f"{low} to {high}", takes, volts, measured))
    return rows


def _volts(connector: Connector) -> list[tuple[str, str, str]]:
    """(pole of the grip's plug, its wire, volts against the sleeve) with the cable in the camera and nothing closed."""
    rows = []
    for pole, wire, fact in (("ring", "FOCUS", connector.focus_input), ("tip", "SHUTTER", connector.shutter_input)):
        known = fact and fact.is_.open_v is not None
        rows.append((pole, wire, f"{fact.is_.open_v:g} V, {mark(fact)}" if known else "0 to 5 V, **ASSUMED**"))
    return rows


def _facts(connector: Connector) -> list[tuple[str, Fact]]:
    named = (
        ("what each contact does", connector.contacts),
        ("resistors", connector.resistors),
        ("what the camera reads", connector.ladder),
        ("FOCUS input of the camera", connector.focus_input),
        ("SHUTTER input of the camera", connector.shutter_input),
        ("what to buy", connector.buy),
    )
    return [(name, fact) for name, fact in named if fact]


def _sources(book: Book, connector: Connector) -> list:
    facts = [fact for _, fact in _facts(connector)] + list(connector.warnings)
    return [book.sources[key] for key in dict.fromkeys(fact.source for fact in facts)]


def _index(book: Book) -> str:
    made = cables(book)
    by_count = sorted(made, key=lambda key: (-len(bodies(book, key)), key))
    left = [(key, known, why_not(known)) for key, known in book.connectors.items() if why_not(known)]
    text = _template("index.md.j2").render(
        book=book,
        rows=[(key, *made[key], bodies(book, key)) for key in by_count],
        left=sorted(left, key=lambda row: (-len(bodies(book, row[0])), row[0])),
        without=len(bodies(book, "none")),
        unknown=len(bodies(book, "unknown")),
        examples=EXAMPLES,
        total=len(book.connectors),
        sureness=sureness,
        agreed=agreed,
        bodies_of=lambda key: bodies(book, key),
        isolators=isolators,
    )
    return text.strip() + "\n"


def _template(name: str):
    made = environment()
    made.filters |= {"sentence": sentence, "told": told}
    made.globals |= {"command": COMMAND, "mark": mark, "linked": linked, "meter": f"{buzz.METER * 100:g} %"}
    return made.get_template(name)
