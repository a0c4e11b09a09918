"""How far a test has come: a small file beside the camera file, written after every answer."""

import json
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field, StrictFloat, StrictInt, StrictStr, ValidationError

from backgrip.cameras.facts import Strict, Words
from backgrip.probe.agenda import STEPS
from backgrip.probe.errors import ProbeError
from backgrip.probe.trial import Entry, Log
from backgrip.whole import written_whole

VERSION = 1
SUFFIX = ".probe.json"


class Answer(Strict):
    trial: str = Field(pattern=rf"^({'|'.join(STEPS)}|sleep-after|asleep-(lead|floor)|gap)(-\d+)?$")
    reply: StrictInt | StrictStr
    waited_s: StrictFloat | None = None


class State(Strict):
    """A test of one body: `begun` and `finished` are days, `port`: what its owner said, `log`: the answers."""

    version: Literal[1] = VERSION
    brand: Words
    name: Words
    port: Words | None = None
    begun: date
    finished: date | None = None
    log: tuple[Answer, ...] = ()

    def answers(self) -> Log:
        return Log([Entry(a.trial, a.reply, a.waited_s) for a in self.log])

    def with_log(self, log: Log) -> "State":
        answers = tuple(Answer(trial=e.trial, reply=e.reply, waited_s=e.waited_s) for e in log.entries)
        return self.model_copy(update={"log": answers})


def load(path: Path) -> State | None:
    """The state, None if there is no such file. Raises ProbeError."""
    if not path.is_file():
        return None
    try:
        return State.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        newer = _version(path)
        why = f"it is of version {newer}, newer than this tool" if newer else f"it is damaged ({_short(error)})"
        raise ProbeError(
            f"The earlier answers in {path} cannot be used: {why}.\n"
            "Update the tool if it is newer; or begin anew with --again, which replaces that file."
        ) from None


def save(path: Path, state: State) -> None:
    """Whole or not at all. Raises ProbeError."""
    write_whole(path, state.model_dump_json(indent=1) + "\n")


def write_whole(path: Path, text: str) -> None:
    """Writes a file aside, then renames it. Raises ProbeError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with written_whole(path) as temporary:
            temporary.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise ProbeError(
            f"{path} cannot be written: {error.strerror or error}.\nName another folder with --folder, and try again."
        ) from None


def _version(path: Path) -> int | None:
    try:
        version = json.loads(path.read_text(encoding="utf-8"))["version"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return version if isinstance(version, int) and version > VERSION else None


def _short(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc'])) or 'the file'}: {first['msg']}"
    return str(error)
