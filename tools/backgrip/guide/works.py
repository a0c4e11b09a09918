"""Section 1: will it work, and if not, what instead."""

from collections import Counter

from backgrip.cameras.schema import Connector, Evidence, Fact
from backgrip.guide.known import Known, hedged, mark, sentence, together
from backgrip.guide.sheet import Block, Mark, Plug, Points, Say, Section, Table, Warn, row

LOOK_FIRST = "Look for this socket before you buy"
NO_RELEASE = "No: this body has no wired release"
NO_DOUBT = {Evidence.REPORTED: ", an owner says.", Evidence.ASSUMED: ", as far as we know."}
SURE = (Evidence.TESTED, Evidence.VERIFIED)
SHOWN = 3  # sockets drawn for a body whose own is unknown
MEASURE = " Its contacts must be measured first."
NO_WAY = "Found none? Then this body has no wired release, and the grip has no way in."
UNTRIED = "Nobody has told us yet that they used this grip on this body. The one-minute check on this sheet settles it."


def verdict(known: Known) -> tuple[str, str, Mark]:
    """(answer, headline, how sure)."""
    port = known.body.port
    if known.no_port:
        return "no", NO_RELEASE + NO_DOUBT.get(port.evidence, "."), mark(port)
    if known.unknown_port:
        return "look", f"{LOOK_FIRST}: nobody has told us which one this body has.", mark(port)
    if known.no_cable:
        return "no", "No: this grip cannot speak to this body’s socket.", mark(port, known.connector.contacts)
    sure = together(mark(port), known.behaviour("half_press_focuses").mark)
    answer, headline = _yes(port.evidence, sure.evidence)
    return answer, headline + ("" if known.connector.contacts.is_ else MEASURE), sure


def _yes(port: Evidence, all_of_it: Evidence) -> tuple[str, str]:
    if all_of_it in SURE:
        return "yes", "Yes: this body takes a wired remote, and so the grip."
    if port in SURE:
        return "yes", "Yes, it should: this body takes a wired remote."
    if port == Evidence.REPORTED:
        return "perhaps", "Most likely: an owner says that this body takes a wired remote."
    return "perhaps", "Probably: we expect a remote socket here, but nobody has confirmed it. Look before you buy."


def section(known: Known) -> Section:
    port = known.body.port
    blocks: list[Block] = [Say(sentence(port.note), mark(port))] if port.note else []
    if known.no_port:
        blocks += _instead(known)
    elif known.unknown_port:
        blocks += _sockets(known)
    elif known.no_cable:
        blocks += [
            Say(sentence(known.connector.buy.is_), mark(known.connector.buy)),
            *warnings(known),
            *_instead(known),
        ]
    else:
        blocks = [*_socket(known), *blocks, *_why(known)]
    return Section("works", "Will it work?", tuple(blocks))


def _socket(known: Known) -> list[Block]:
    text = f"The socket takes the remote **{names(known.connector)}**: {sentence(known.connector.plug, capital=False)}"
    return [Say(text, mark(known.body.port))]


def _why(known: Known) -> list[Block]:
    port, remotes = known.body.port, names(known.connector)
    blocks: list[Block] = []
    if port.evidence not in SURE:
        blocks.append(
            Warn(f"Before you buy: look in this body’s manual for {remotes}, or for that socket on the body.")
        )
    wire = known.behaviour("half_press_focuses")
    if wire.value:
        text = "the wire does what your finger does on the shutter button: half-press and full press."
        blocks.append(Say(sentence(hedged(wire.mark, text)), wire.mark))
    if not any(fact.evidence == Evidence.TESTED for fact in known.body.all_facts().values()):
        blocks.append(Say(UNTRIED))
    return blocks


def _sockets(known: Known) -> list[Block]:
    """Where nobody knows the port: which sockets others of the brand have, those most like this body first."""
    found = candidates(known)
    brand = known.body.brand
    if not found:
        return [Say("Look in its manual under “wired remote” or “cable release”. " + NO_WAY)]
    text = f"Other {brand} bodies have one of these. Compare with yours, or look for the remote’s name in the manual."
    connectors = [known.book.connectors[key] for key in found]
    rows = tuple(row(names(connector), connector.plug) for connector in connectors)
    blocks: list[Block] = [Say(text), Table(("The manual names", "The socket takes"), rows, marked=False)]
    drawn = list(zip(found, connectors, strict=True))[:SHOWN]
    blocks += [Plug(key, f"Plug of the {names(connector)}") for key, connector in drawn]
    return [*blocks, Say(NO_WAY)]


def candidates(known: Known) -> list[str]:
    """Connector keys of the brand's other bodies; first those that behave as this one does, then by how many."""
    like, all_of_them = Counter(), Counter()
    for other in known.book.bodies:
        if other.brand == known.body.brand and other.port.is_ in known.book.connectors:
            all_of_them[other.port.is_] += 1
            like[other.port.is_] += other.facts["behaves_as"].is_ == known.body.facts["behaves_as"].is_
    return sorted(all_of_them, key=lambda key: (-like[key], -all_of_them[key], key))


def _instead(known: Known) -> list[Block]:
    instead = known.body.instead
    return [Say(f"**What you can do instead.** {sentence(instead.is_)}", mark(instead))] if instead else []


def warnings(known: Known) -> list[Block]:
    """What can go wrong with this socket and its cables."""
    items = tuple(Say(sentence(fact.is_) + seen(fact), mark(fact)) for fact in known.connector.warnings)
    return [Points(items, careful=True)] if items else []


def traps(known: Known) -> Section | None:
    """What has caught owners of this body before."""
    items = tuple(Say(sentence(trap.is_), mark(trap)) for trap in known.body.traps)
    return Section("traps", "Traps of this body", (Points(items),)) if items else None


def names(connector: Connector) -> str:
    """The remotes of a socket: "MC-30, MC-30A or MC-36"."""
    *most, last = connector.remotes
    return f"{', '.join(most)} or {last}" if most else last


def seen(fact: Fact) -> str:
    """The bodies that a fact's source speaks of, as a sentence to put after it; empty where it speaks of all."""
    told = not fact.seen_on or (fact.note or "").startswith("seen on")  # as the note of an inherited fact does
    return "" if told else f" Seen on {', '.join(fact.seen_on)}."
