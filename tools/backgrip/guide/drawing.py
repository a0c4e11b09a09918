"""The plug of a connector as SVG, its contacts labelled with what they do."""

import re
from dataclasses import dataclass

import drawsvg as draw

from backgrip.cameras.schema import Connector, Contact
from backgrip.guide import ink, ladder
from backgrip.guide.cable import agreed
from backgrip.guide.plugs import SHELLS, Shell, Slot

DOUBT = "Which contact is which is not certain: measure before you solder."
NOTE_CHARS, NOTE_LINE = 45, 19

ALIKE = ("unused", "never connect")  # several of these share one label


@dataclass
class Label:
    """What stands beside the plug: what contacts do, their names, the top of the text, their places in the shell."""

    does: str
    at: str
    slots: list[Slot]
    shared: bool
    doubt: bool
    top: float = 0.0

    @property
    def lines(self) -> list[str]:
        return ink.wrapped(self.at)

    @property
    def bottom(self) -> float:
        return self.top + ink.LINE * (1 + len(self.lines))

    @property
    def place(self) -> Slot | None:
        """Where a line from the text leads; none from a text that several contacts share."""
        return self.slots[0] if self.slots and not self.shared else None


def plug(connector: Connector) -> str:
    """An SVG element with a title and nothing that it would have to load."""
    sure = agreed(connector)
    shell = SHELLS[connector.drawing]
    labels = _labels(connector, shell)
    notes = [(text, ink.QUIET) for text in ink.wrapped(f"Not to scale, {shell.seen}.", NOTE_CHARS)]
    if not sure:
        notes += [(text, ink.COLOURS["never connect"]) for text in ink.wrapped(DOUBT, NOTE_CHARS)]
    body = max([shell.height, *(label.bottom for label in labels)]) + 12
    rungs = body + NOTE_LINE * len(notes) + 8
    height = rungs + ladder.height(connector)
    drawing = draw.Drawing(ink.WIDTH, height, font_family=ink.FONT)
    told = ", ".join(f"{contact.at}: {ink.NAMES[contact.does]}" for contact in connector.contacts.is_)
    drawing.append_title(f"Plug of the {connector.name}. {told}")
    drawing.append(draw.Rectangle(0, 0, ink.WIDTH, height, fill=ink.PAPER))
    shell.outline(drawing)
    for label in labels:
        _label(drawing, label, shell.in_a_row)
    for i, (text, colour) in enumerate(notes):
        ink.words(drawing, text, 8, body + 12 + NOTE_LINE * i, fill=colour)
    ladder.draw_into(drawing, connector, rungs)
    return _element(drawing)


def _element(drawing) -> str:
    """The drawing without its XML declaration and without a size of its own: the page gives it one."""
    svg = drawing.as_svg()
    svg = svg[svg.index("<svg") :]
    return re.sub(r'\bwidth="[\d.]+" height="[\d.]+"', 'role="img"', svg, count=1)


def _labels(connector: Connector, shell: Shell) -> list[Label]:
    """In an order in which no lines cross: those of a row from right to left, others from above, shared ones last."""
    labels = _gathered(connector, shell)
    across = shell.in_a_row
    labels.sort(key=lambda label: (-label.place.x if across else label.place.middle) if label.place else 1000)
    top = shell.height if across else 10.0
    for label in labels:
        if label.place and not across:
            top = max(top, label.place.middle - 12)
        label.top = top
        top = label.bottom + 9
    return labels


def _gathered(connector: Connector, shell: Shell) -> list[Label]:
    labels: list[Label] = []
    for does in ink.NAMES:
        contacts = [contact for contact in connector.contacts.is_ if contact.does == does]
        share = does in ALIKE and len(contacts) > 1
        for group in [contacts] if share else [[contact] for contact in contacts]:
            slots = [slot for contact in group if (slot := find_slot(shell, contact))]
            at = ", ".join(contact.at.replace(" ?", "?") for contact in group)
            labels.append(Label(does, at, slots, share, any("?" in contact.at for contact in group)))
    return labels


def _label(drawing, label: Label, in_a_row: bool) -> None:
    colour, top = ink.COLOURS[label.does], label.top
    name = ink.NAMES[label.does] + ("?" if label.doubt and not label.shared else "")
    ink.words(drawing, name, ink.LABELS_X, top + 13, ink.NAME, colour, 700)
    for i, text in enumerate(label.lines, 1):
        ink.words(drawing, text, ink.LABELS_X, top + 13 + ink.LINE * i, fill=ink.QUIET)
    for slot in label.slots:
        slot.paint(drawing, ink.PAPER if label.doubt else ink.metal(label.does))
        if label.does == "never connect":
            ink.cross(drawing, slot.x, slot.y, slot.width, slot.height)
    slot, end = label.place, (ink.LABELS_X - 5, top + 8)
    if slot and (in_a_row or slot.below):
        x = slot.x + slot.width / 2
        ink.line(drawing, x, slot.y + slot.height, x, top + 8, *end, stroke=colour)
    elif slot:
        ink.line(drawing, slot.x + slot.width, slot.middle, 140, slot.middle, 162, top + 8, *end, stroke=colour)


def find_slot(shell: Shell, contact: Contact) -> Slot | None:
    """Where the shell has this contact: the contact's name holds the slot's name, as whole words."""
    found = (slot for name, slot in shell.slots.items() if re.search(rf"\b{name}\b", contact.at.lower()))
    return next(found, None)
