"""Which body is tested: one from the data, one of an earlier test, or one that nobody has described."""

from pathlib import Path

from backgrip.cameras.book import Body, Book
from backgrip.cameras.search import find
from backgrip.probe import state
from backgrip.probe.subject import Subject, asks_for_port, slug
from backgrip.probe.terminal import Terminal

LONGEST_NAME = 60


def identify(ui: Terminal, book: Book, folder: Path, name: str | None, again: bool) -> Subject:
    """The subject that `name` means; asks where that is open. Raises Stopped, ProbeError."""
    name = (name or "").strip() or _asked(ui, "Which camera is it? ")
    kept = None if again else state.load(folder / f"{slug(name)}{state.SUFFIX}")
    if kept:
        return of_state(book, kept)
    found = find(book, name)
    body = found.body
    if body is None and found.others:
        ui.say(f'"{name}" is not one body of the data. Is it one of these?')
        for number, other in enumerate(found.others, 1):
            ui.say(f"{number}  {other.title}" + (f" ({', '.join(other.also)})" if other.also else ""), indent=4)
        answer = ui.choose("Its number, or n for none of them: ", 1, len(found.others), ("n",))
        body = None if answer == "n" else found.others[int(answer) - 1]
    if body is None:
        return _new(ui, book, folder, name, again)
    kept = None if again else state.load(folder / f"{slug(body.title)}{state.SUFFIX}")
    if kept:
        return of_state(book, kept)
    port = _port(ui, book, body.brand) if asks_for_port(body) else None
    return Subject(body.brand, body.name, port, body)


def of_state(book: Book, kept: state.State) -> Subject:
    """The subject of a test that was begun."""
    return Subject(kept.brand, kept.name, kept.port, _known(book, kept.brand, kept.name))


def _known(book: Book, brand: str, name: str) -> Body | None:
    title = f"{brand} {name}".casefold()
    return next((body for body in book.bodies if body.title.casefold() == title), None)


def _new(ui: Terminal, book: Book, folder: Path, name: str, again: bool) -> Subject:
    """A body that is not in the data."""
    ui.say(f'"{name}" is not in the data yet. Three questions about it first.', "bold")
    brands = {n.casefold(): brand for brand, also in book.brand_names.items() for n in (brand, *also)}
    first = max((n for n in brands if name.casefold().startswith(n + " ")), key=len, default="")
    guess = brands.get(first) or (name.split()[0] if " " in name else None)
    brand = _asked(ui, f"Its brand{_default(guess)}: ", guess)
    brand = brands.get(brand.casefold(), brand)
    rest = name[len(first or brand) :].strip() if name.casefold().startswith((first or brand).casefold()) else name
    model = _asked(ui, f"Its name without the brand{_default(rest)}: ", rest or None)
    body = _known(book, brand, model)
    kept = None if again else state.load(folder / f"{slug(f'{brand} {model}')}{state.SUFFIX}")
    if kept:
        return of_state(book, kept)
    port = _port(ui, book, brand) if body is None or asks_for_port(body) else None
    return Subject(body.brand if body else brand, body.name if body else model, port, body)


def _port(ui: Terminal, book: Book, brand: str) -> str:
    ui.say("Which remote system did you plug the grip into?", "bold")
    own = brand.casefold()
    keys = sorted(book.connectors, key=lambda key: not key.startswith(own.split()[0]))
    for number, key in enumerate(keys, 1):
        connector = book.connectors[key]
        remotes = f" ({', '.join(connector.remotes[:3])})" if connector.remotes else ""
        ui.say(f"{number:2}  {connector.name}{remotes}: {connector.plug}", indent=4)
    answer = ui.choose("Its number, or ? for another or not sure: ", 1, len(keys), ("?",))
    return "unknown" if answer == "?" else keys[int(answer) - 1]


def _asked(ui: Terminal, prompt: str, guess: str | None = None) -> str:
    while True:
        answer = " ".join(ui.ask(prompt).split()) or (guess or "")
        if answer and answer.isprintable() and len(answer) <= LONGEST_NAME and slug(answer):
            return answer
        ui.say(f"A name of 1 to {LONGEST_NAME} characters, with letters or digits in it, please.", "yellow")


def _default(guess: str | None) -> str:
    return f" (Enter: {guess})" if guess else ""

