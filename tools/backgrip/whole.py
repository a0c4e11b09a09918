"""A file that is written whole or not at all, and a Ctrl-C that waits for a moment."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A path beside `path` to write to, which becomes `path` if the block ends well. Raises OSError.

    Whatever happens, Ctrl-C and a full disk included, `path` holds its old content or all of the new.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        yield temporary
        temporary.replace(path)
    finally:
        with suppress(OSError):  # no folder: then there is nothing to remove either
            temporary.unlink(missing_ok=True)


@contextmanager
def ctrl_c_put_off() -> Iterator[None]:
    """Ctrl-C is heeded afterwards. Where signals cannot be put off, a child complains when it is interrupted."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
