"""The text with which an owner tells others: ready to paste into an issue."""

from backgrip.cameras.book import Body
from backgrip.firmware import module
from backgrip.probe import plan
from backgrip.probe.agenda import STEPS
from backgrip.probe.state import State
from backgrip.probe.subject import Subject
from backgrip.probe.trial import SKIPPED, UNSURE, Trial
from backgrip.probe.write import Written
from backgrip.version import VERSION

LABELS = {
    "port": "remote socket",
    "behaves_as": "behaves as",
    "shutter_needs_focus": "SHUTTER needs FOCUS",
    "shutter_min_ms": "shortest SHUTTER, ms",
    "focus_lead_ms": "FOCUS before SHUTTER, ms",
    "wake_lead_ms": "the same, asleep, ms",
    "sleep_after_s": "falls asleep after, s",
    "refocus_gap_ms": "FOCUS opens to refocus, ms",
    "style": "style",
}


def rows(written: Written, body: Body | None) -> list[tuple[str, str, str, str]]:
    """(what, tested, what the data said before and how sure, note) of each fact that was tested."""
    facts = {name: fact for name, fact in written.entry.items() if name in ("port", "behaves_as")}
    facts |= written.entry.get("profile", {})
    told = []
    for name, fact in facts.items():
        known = body and {"port": body.port, **body.facts, **body.profile_facts}.get(name)
        before = f"{shown(known.is_)} ({known.evidence.value})" if known else _default(name)
        sure = "" if fact["source"] == written.source and fact["evidence"].startswith("tested") else " (not tested)"
        told.append((LABELS[name], shown(fact["is"]) + sure, before, fact.get("note", "")))
    return told


def shown(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _default(name: str) -> str:
    value = {field[0]: field[1] for field in module("profile").FIELDS}.get(name)
    return "" if value is None else f"{shown(value)} (the grip's default)"


def text(subject: Subject, state: State, written: Written) -> str:
    """Markdown: the facts, every answer, and the file itself."""
    known = "known before" if subject.body else "not in the data before"
    lines = [
        f"# Camera tested: {subject.title}",
        "",
        f"{subject.title}, {known}. Tested by its owner with `backgrip probe` {VERSION}, {state.begun.isoformat()}"
        + (f" to {state.finished.isoformat()}." if state.finished and state.finished != state.begun else "."),
        "Lens and firmware of the camera (please fill in):",
        "",
        "| | tested | data said | note |",
        "| --- | --- | --- | --- |",
        *(f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows(written, subject.body)),
    ]
    if traps := written.entry.get("traps"):
        lines += ["", *(f"* {trap['is']}" for trap in traps)]
    lines += ["", "Every answer, in order:", "", *_answers(state), "", "The file:", "", "```toml"]
    return "\n".join([*lines, written.path.read_text(encoding="utf-8").rstrip(), "```", ""])


def _answers(state: State) -> list[str]:
    lines = []
    for answer in state.log:
        trial = trial_of(answer.trial)
        said = {UNSURE: "not sure", SKIPPED: "skipped"}.get(answer.reply) or dict(trial.choices).get(answer.reply)
        if said is None:
            said = f"{answer.reply} of {trial.count} pictures" if trial.count else f"{answer.reply} s"
        slept = f", asleep after {answer.waited_s:g} s" if answer.waited_s else ""
        lines.append(f"1. {STEPS[trial.step]} `{answer.trial}`: {said}{slept}")
    return lines


def trial_of(key: str) -> Trial:
    """The trial that an answer belongs to, as far as its words go."""
    kind, _, ms = key.rpartition("-")
    made = {
        "gap": plan.gap, "asleep-floor": plan.asleep_floor, "floor": lambda ms: plan.floor(ms, True),
        "lead": lambda ms: plan.lead(ms, 0), "asleep-lead": lambda ms: plan.asleep_lead(ms, 0),
    }  # fmt: skip
    fixed = (plan.FOCUS, plan.ALONE, plan.HELD, plan.AFTER, plan.BACK_BUTTON_FOCUS, plan.SLEEP_AFTER, plan.at_once(0))
    for trial in fixed:
        if trial.key == key:
            return trial
    return made[kind](int(ms))


def _cell(text: str) -> str:
    return text.replace("|", "/").replace("\n", " ")
