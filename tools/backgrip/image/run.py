"""Runs a compiler or a package manager: quiet while it goes well, quoted when it does not."""

import os
import re
import subprocess
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from backgrip.image.errors import BuildFailed, ImageError, disk_full

# A make above us, and the user's own Pico or MicroPython projects, must not leak into our build.
LEAKS = re.compile(
    r"^(PICO_|MICROPY_|MAKE|MFLAGS$|(CPP|C|CXX|LD)FLAGS|CROSS_COMPILE$|CC$|CXX$|BUILD$|FROZEN_|BOARD|GIT_)"
)
PERCENT = re.compile(r"^\[ *(\d+%)\]")
QUOTED_LINES = 15


def clean_environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not LEAKS.match(name)}
    # The sources may be a checkout of the user's, which a build leaves as it is.
    return kept | {"PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C"}


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    tick: Callable[[str], None] = lambda how_far: None,
) -> str:
    """Run to the end and return what was printed.

    Raises BuildFailed with the lines that matter if the program reports failure, ImageError if it could not
    be run, was killed, or ran out of disk.
    """
    name = Path(command[0]).name
    lines: list[str] = []
    try:
        process = subprocess.Popen(
            [str(word) for word in command],
            cwd=cwd,
            env=clean_environment() if env is None else dict(env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
    except OSError as error:
        raise ImageError(f"{name} could not be started: {error.strerror}") from error
    try:
        for line in process.stdout:
            lines.append(line.rstrip())
            if percent := PERCENT.match(line):
                tick(percent[1])
        status = process.wait()
    except BaseException:
        process.terminate()  # Ctrl-C: leave no compiler behind us, it would write into a folder being removed
        process.wait()
        raise
    finally:
        process.stdout.close()
    text = "\n".join(lines)
    if status:
        if "No space left on device" in text or "Disk quota exceeded" in text:
            raise disk_full(cwd or "the cache or the temporary folder")
        if status < 0:
            raise ImageError(f"{name} was stopped by signal {-status}.")
        raise BuildFailed(f"{name} failed:\n{quote(lines)}")
    return text


def quote(lines: Sequence[str]) -> str:
    """The part of a log worth showing: from the first error on, else its end; not make's own account."""
    lines = [line for line in lines if line.strip() and not re.match(r"make(\[\d+\])?: ", line)] or lines
    for number, line in enumerate(lines):
        if re.search(r"\berror\b|^Traceback|^E: |Error[:>]", line, re.IGNORECASE):
            return "\n".join(lines[number : number + QUOTED_LINES])
    return "\n".join(deque(lines, QUOTED_LINES))
