"""Last section: how sure we are, fact by fact."""

from collections import Counter

from backgrip.cameras.schema import Evidence, Fact
from backgrip.guide.known import NONE, Claim, Known, mark
from backgrip.guide.sheet import Block, Points, Row, Say, Section, Table, row
from backgrip.guide.works import seen

MEANS = {
    Evidence.TESTED: "somebody ran the ten-minute test on this very body",
    Evidence.VERIFIED: "a manual, a measurement or working code says so",
    Evidence.REPORTED: "one owner or builder says so",
    Evidence.ASSUMED: "from memory, or it follows from other bodies",
}
BODY = {
    "port": "Remote socket", "single_af": "Its name for single AF",
    "continuous_af": "Its name for continuous AF", "af_on": "AF on the half-press", "af_off": "AF off the half-press",
    "focus_button": "Its own focus button", "half_press_locks_ae": "Held half-press holds the exposure",
    "ae_lock_off": "How to stop that", "release_priority": "Firing without waiting for focus",
}  # fmt: skip
PROFILE = {
    "shutter_needs_focus": "Index gives the half-press first", "focus_lead_ms": "Half-press before the full press",
    "wake_lead_ms": "The same when it slept", "sleep_after_s": "Sleeps after", "shutter_min_ms": "Shortest full press",
    "shutter_gap_ms": "Pause between two frames", "focus_tail_ms": "Half-press kept after the frame",
    "refocus_gap_ms": "Pause that makes it focus anew", "focus_open_between": "Half-press lets go after every frame",
    "style": "Style to start with",
}  # fmt: skip
BEHAVIOUR = {
    "half_press_focuses": "Half-press focuses", "held_half_press_locks": "Held half-press keeps the focus",
    "shutter_alone": "Full press without half-press", "sleeping_shutter": "Short press while asleep",
    "single_priority": "Single AF fires on", "continuous_priority": "Continuous AF fires on",
    "own_buttons": "Camera’s buttons while focus is held",
}  # fmt: skip

# What needs more words than the data give it.
WORDS = {
    NONE: "this body has none", "unknown": "not known", "swallowed": "may be swallowed", "ignored": "nothing happens",
    "work": "they work", "focus": "focus: it waits until it is sharp", "release": "release: it does not wait",
    "fires": "fires, without focusing",
}  # fmt: skip


def section(known: Known) -> Section:
    rows = list(_rows(known))
    counts = Counter(row.mark.evidence for row in rows)
    told = ", ".join(f"{counts[evidence]} {evidence.value}" for evidence in Evidence if counts[evidence])
    legend = tuple(Say(f"**{evidence.value}**: {words}") for evidence, words in MEANS.items())
    table = Table(("Fact", "What we have"), tuple(rows))
    blocks: tuple[Block, ...] = (Say(f"{len(rows)} facts: {told}."), Points(legend), table)
    return Section("sure", "How sure we are", blocks)


def _rows(known: Known):
    body = known.body
    for name, label in BODY.items():
        fact = body.port if name == "port" else body.fact(name)
        if fact is not None:
            value = known.connector.name if name == "port" and known.connector else _words(fact.is_)
            yield _row(label, value, fact)
    if known.no_port:
        return
    yield _row("Behaves like", known.semantics.title, body.facts["behaves_as"])
    for name, label in PROFILE.items():
        if name in body.profile_facts:
            yield _row(label, _words(body.profile_facts[name].is_, name), body.profile_facts[name])
    for name, label in BEHAVIOUR.items():
        yield _claimed(label, known.behaviour(name))
    if "half_press_locks_ae" not in body.facts:
        yield _claimed(BODY["half_press_locks_ae"], known.behaviour("half_press_locks_ae"))
    if known.connector:
        yield _row("Cable to buy", known.connector.buy.is_, known.connector.buy)
        told = ", ".join(f"{contact.at} = {contact.does}" for contact in known.connector.contacts.is_)
        yield _row("Contacts of the plug", told or "not found", known.connector.contacts)


def _row(label: str, value: str, fact: Fact) -> Row:
    return row(label, _with_note(value, fact.note) + seen(fact), mark=mark(fact))


def _claimed(label: str, claim: Claim) -> Row:
    return row(label, _with_note(_words(claim.value), claim.note), mark=claim.mark)


def _with_note(value: str, note: str | None) -> str:
    return f"{value} ({note})" if note else value


def _words(value: object, name: str = "") -> str:
    """A value as a person says it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name.endswith("_ms"):
        return f"{value / 1000:g} s"
    if name.endswith("_s"):
        return f"{value} s"
    return WORDS.get(value, str(value))
