"""Section 2: which cable to buy, or how to wire one."""

from backgrip.cameras.schema import Connector, Contact, Evidence
from backgrip.guide.known import Known, mark, sentence
from backgrip.guide.sheet import Block, Plug, Points, Say, Section, Steps, Table, Warn, row
from backgrip.guide.works import seen, warnings

DOES = {
    "FOCUS": "**FOCUS**: half-press, your thumb",
    "SHUTTER": "**SHUTTER**: full press, your index",
    "common": "**common**: both buttons join their contact to this one",
    "sense": "the camera reads this one **through resistors** in the plug: join no wire straight to it",
    "unused": "nothing: leave it free",
    "never connect": "**never connect**",
}
FIT = {
    "straight": "The grip’s own 2.5 mm plug fits: **straight in, no adapter**.",
    "cable": "You need a cable from the grip’s 2.5 mm plug to this socket.",
    "resistors": "This socket reads resistors, not plain contacts, so it needs **a cable with resistors in it**. "
    "The grip itself stays as it is.",
    "measure": "What each contact of this plug does is not certain. **Buy rather than wire**, or measure first, as "
    "below.",
}
MEASURE = (
    "Take a remote made for this socket and open it, or use its bare cable. Meter on “beep”.",
    "Press the remote half-way: the two wires that beep are FOCUS and common.",
    "Press it all the way: the wire that now beeps with them is SHUTTER.",
    "Which of the first two is common? Plug it in, camera on, meter on volts: against common, nothing reads minus.",
    "Join the three to the grip’s plug: tip SHUTTER, ring FOCUS, sleeve common. Cut all other wires back.",
)
PROVE = (
    "Bought or made, prove it before it touches the camera. Cable on the grip, meter on “beep”, at the camera’s end: "
    "FOCUS beeps to common while you press the thumb, SHUTTER while you hold the index, nothing else ever. "
    "Copies swap their wires from batch to batch."
)
ORDER = "Then: camera off, plug in, grip on, camera on."


def agreed(connector: Connector) -> bool:
    """Whether the contacts may be drawn and wired as they stand."""
    doubtful = any("?" in contact.at for contact in connector.contacts.is_)
    return connector.wire_it != "measure" and connector.contacts.evidence != Evidence.ASSUMED and not doubtful


def section(known: Known) -> Section:
    connector = known.connector
    blocks: list[Block] = [Say(FIT[connector.wire_it])]
    blocks.append(Say(f"**Buy:** {sentence(connector.buy.is_)}", mark(connector.buy)))
    blocks += warnings(known)
    blocks += _contacts(known)
    if connector.resistors:
        blocks += _resistors(connector)
    if connector.wire_it == "measure":
        blocks.append(Steps(tuple(Say(text) for text in MEASURE)))
    blocks.append(Points((Say(PROVE), *_drawn(known), Say(ORDER))))
    return Section("cable", "The cable", tuple(blocks))


def _drawn(known: Known) -> list[Say]:
    """Where the cable's own page is; nothing where too little is known to make one."""
    if known.connector.lost_wires:
        return []
    page = f"hardware/cables/{known.body.port.is_}.md"
    return [Say(f"Drawing, parts, what a meter must read between any two contacts: `{page}` in Backgrip’s files.")]


def _contacts(known: Known) -> list[Block]:
    connector = known.connector
    head = "To wire one yourself" if connector.wire_it in ("cable", "resistors") else "What is on the plug"
    note = f" {sentence(connector.contacts.note)}" if connector.contacts.note else ""
    text = f"**{head}.** {connector.name}, contact by contact.{note}{seen(connector.contacts)}"
    blocks: list[Block] = [Say(text, mark(connector.contacts))]
    if connector.contacts.is_:
        blocks.append(Plug(known.body.port.is_, caption(connector)))
    if not agreed(connector):
        blocks.append(Warn("Which contact is which is not certain. Do not solder by this table: measure first."))
    rows = tuple(row(contact.at, does(contact)) for contact in connector.contacts.is_)
    return [*blocks, Table(("Contact", "What it does"), rows, marked=False)] if rows else blocks


def caption(connector: Connector) -> str:
    return f"{connector.plug[:1].upper()}{connector.plug[1:]}"


def does(contact: Contact) -> str:
    return DOES[contact.does] + (f" ({contact.note})" if contact.note else "")


def _resistors(connector: Connector) -> list[Block]:
    fact = connector.resistors
    note = f" {sentence(fact.note)}" if fact.note else ""
    rows = tuple(
        row(ohms(part.ohm), f"{part.between[0]} and {part.between[1]}", f"{part.percent} %", sentence(part.why))
        for part in fact.is_
    )
    return [
        Say(f"**Resistors in the plug.**{note}{seen(fact)}", mark(fact)),
        Table(("Resistor", "Between", "Within", "Why"), rows, marked=False),
    ]


def ohms(value: int) -> str:
    """2000 -> "2 kΩ"."""
    return f"{value / 1000:g} kΩ" if value >= 1000 else f"{value} Ω"
