"""The camera file: what was tested, put into a folder of the owner's own. Whole or not at all."""

import shutil
import tempfile
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import tomlkit

from backgrip.cameras.book import Book, CameraDataError, read_book
from backgrip.cameras.schema import Evidence
from backgrip.probe import verdict
from backgrip.probe.errors import NothingSettled, ProbeError
from backgrip.probe.findings import Findings
from backgrip.probe.state import write_whole
from backgrip.probe.subject import Subject, usual_class

SOURCE = "probe-"  # and the day: the key of the test in [sources]
BACKUP = ".bak"
HEAD = "# What the ten-minute test found (backgrip probe). Facts here win over the package's own.\n\n"


@dataclass(frozen=True)
class Written:
    """`entry` is the body as the file has it, `alike` the classes that the test cannot tell from `behaves_as`."""

    path: Path
    entry: dict
    source: str
    alike: list[str]
    backup: Path | None = None


def write(folder: Path, others: list[Path], book: Book, subject: Subject, found: Findings, day: date) -> Written:
    """Adds what was found to the folder's file of this body, or makes one; facts tested before and not now stay.

    `others`: folders that are read before this one. Raises ProbeError; NothingSettled when nothing was found.
    """
    source = f"{SOURCE}{day.isoformat()}"
    entry, alike = _entry(book, subject, found, source)
    if not set(entry) - {"port", "name"} or _only_assumed(entry):
        raise NothingSettled("Nothing was settled, so no camera file was written. To try again: --again.")
    path = _file_of(folder, subject)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    text = _merged(before, subject, entry, source, day)
    _check(folder, others, path, text, subject, entry)
    backup = None
    if before and before != text:
        backup = path.with_name(path.name + BACKUP)
        write_whole(backup, before)
    write_whole(path, text)
    return Written(path, entry, source, alike, backup)


def tested(source: str, value: object, note: str | None) -> dict:
    fact = {"is": value, "evidence": Evidence.TESTED.value, "source": source}
    return fact | ({"note": note} if note else {})


def _entry(book: Book, subject: Subject, found: Findings, source: str) -> tuple[dict, list[str]]:
    """The body as a table of the schema."""
    usual = usual_class(book, subject)
    best = verdict.best_class(found, book.classes, usual)
    entry: dict = {"name": subject.name}
    if subject.port == "unknown":
        entry["port"] = {"is": "unknown", "evidence": Evidence.ASSUMED.value, "source": source, "note": "not told"}
    elif subject.port:
        entry["port"] = tested(source, subject.port, "what its owner plugged the grip into")
    alike: list[str] = []
    if best:
        name, alike = best
        same = [other for other in alike if other != name]
        entry["behaves_as"] = tested(
            source, name, f"the test cannot tell it from {', '.join(same)}" if same else "fits the test best"
        )
    elif subject.body is None:
        note = "what SHUTTER does alone was not settled; taken over " + (
            "from the brand's other bodies" if usual else "until somebody tries"
        )
        value = usual or next(iter(book.classes))
        entry["behaves_as"] = {"is": value, "evidence": Evidence.ASSUMED.value, "source": source, "note": note}
    fields = {name: tested(source, told.is_, told.note) for name, told in verdict.profile(found).items()}
    if traps := verdict.traps(found):
        entry["traps"] = [tested(source, trap, None) for trap in traps]
    if fields:
        entry["profile"] = fields
    return entry, alike


def _only_assumed(entry: dict) -> bool:
    facts = [fact for name, fact in entry.items() if name not in ("name", "port", "profile", "traps")]
    return not ({"profile", "traps"} & set(entry)) and all(f["evidence"] == Evidence.ASSUMED.value for f in facts)


def _file_of(folder: Path, subject: Subject) -> Path:
    """The file of the folder in which the body stands already, else one of its own."""
    for path in sorted(folder.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        if _same(data.get("brand"), subject.brand) and _of(data, subject) is not None:
            return path
    return folder / f"{subject.slug}.toml"


def _merged(before: str, subject: Subject, entry: dict, source: str, day: date) -> str:
    """The file's text with the tested facts in it; comments and all else stay."""
    wanted = tomllib.loads(before) if before else {}
    _into(wanted, subject, entry, source, day)
    document = tomlkit.parse(before or HEAD)
    _into(document, subject, entry, source, day)
    text = tomlkit.dumps(document)
    if not before:
        text = text.replace("\n[[body]]", "\n\n[[body]]", 1)
    try:
        if tomllib.loads(text) == wanted:
            return text
    except tomllib.TOMLDecodeError:
        pass
    return HEAD + tomlkit.dumps(wanted)  # written so oddly that only its facts can be kept; the rest is in the backup


def _into(data, subject: Subject, entry: dict, source: str, day: date) -> None:
    """Puts the entry and its source into a brand's file: a plain one, or one of tomlkit, which keeps its looks."""
    styled = isinstance(data, tomlkit.TOMLDocument)
    fact_of = _inline if styled else dict
    for name, empty in (("brand", subject.brand), ("sources", {}), ("body", tomlkit.aot() if styled else [])):
        if name not in data:
            data[name] = empty
    title = f"The ten-minute test, done by its owner on {day.isoformat()}"
    data["sources"][source] = fact_of({"kind": "test", "title": title})
    if _of(data, subject) is None:
        data["body"].append(tomlkit.table() if styled else {})
        data["body"][-1]["name"] = subject.name
    body = _of(data, subject)
    for name, value in entry.items():
        if name == "profile":
            if name not in body:
                body[name] = {}
            for field, fact in value.items():
                body[name][field] = fact_of(fact)
        elif name == "traps":
            kept = [dict(trap) for trap in body.get(name, []) if not str(trap.get("source")).startswith(SOURCE)]
            body[name] = _array([*kept, *value]) if styled else [*kept, *value]
        elif name != "name":
            body[name] = fact_of(value)


def _inline(fact: dict):
    table = tomlkit.inline_table()
    table.update(fact)
    return table


def _array(facts: list[dict]):
    array = tomlkit.array().multiline(True)
    for fact in facts:
        array.append(_inline(fact))
    return array


def _of(data, subject: Subject):
    """The body's table in a brand's file."""
    return next((body for body in data.get("body", []) if _same(body.get("name"), subject.name)), None)


def _same(one: object, other: str) -> bool:
    return isinstance(one, str) and one.casefold() == other.casefold()


def _check(folder: Path, others: list[Path], path: Path, text: str, subject: Subject, entry: dict) -> None:
    """The folder with the new file must read as a book, and the book must say what was tested."""
    with tempfile.TemporaryDirectory() as aside:
        for own in folder.glob("*.toml"):
            shutil.copy(own, aside)
        (Path(aside) / path.name).write_text(text, encoding="utf-8")
        try:
            body = read_book(*others, Path(aside)).body(subject.title)
        except CameraDataError as error:
            said = str(error).replace(aside, str(folder))
            raise ProbeError(f"Nothing was written, because the camera files would not go together:\n{said}") from None
    profile = entry.get("profile", {})
    wrong = [name for name, fact in profile.items() if body.profile().get(name) != fact["is"]]
    if wrong:
        raise ProbeError(f"Nothing was written: {path.name} would not say what was tested ({', '.join(wrong)}).")
