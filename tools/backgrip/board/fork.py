"""Boot once, then try many cases, each on a copy of the booted board."""

import os
import pickle
import selectors
import sys
import traceback


class CaseFailed(AssertionError):
    """A case raised in its child process; the message holds the child's traceback."""


def map_forked(fn, cases, jobs=2, *, board):
    """`[fn(board, case) for case in cases]`, each in its own forked child, at most `jobs` at a time.

    Results come back in the order of the cases and must pickle. An exception in a case is raised here as
    CaseFailed, once the children under way have ended. Raises RuntimeError where the system cannot fork
    (Windows): build and boot a board for each case there.
    """
    if not hasattr(os, "fork"):
        raise RuntimeError("this system has no fork(); build and boot a Board for each case instead")
    cases = list(cases)
    results = [None] * len(cases)
    failure = None
    waiting = list(enumerate(cases))[::-1]
    pieces = {}
    with selectors.DefaultSelector() as selector:
        while waiting or pieces:
            while waiting and len(pieces) < jobs and failure is None:
                number, case = waiting.pop()
                pid, pipe = _start(fn, board, case)
                pieces[pipe] = [number, pid, []]
                selector.register(pipe, selectors.EVENT_READ)
            for key, _ in selector.select():
                data = os.read(key.fd, 1 << 16)
                number, pid, parts = pieces[key.fd]
                if data:
                    parts.append(data)
                    continue
                selector.unregister(key.fd)
                os.close(key.fd)
                os.waitpid(pid, 0)
                del pieces[key.fd]
                ok, value = pickle.loads(b"".join(parts)) if parts else (False, "the child process died")
                if ok:
                    results[number] = value
                elif failure is None:
                    failure = f"case {number} ({cases[number]!r}):\n{value}"
                    waiting.clear()
    if failure is not None:
        raise CaseFailed(failure)
    return results


def _start(fn, board, case):
    """Fork a child that runs one case; returns its process id and the pipe its pickled result comes
    through."""
    reading, writing = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    try:
        os.close(reading)
        try:
            answer = pickle.dumps((True, fn(board, case)))
        except BaseException:  # noqa: BLE001 - the child ends here whatever happens; its parent must hear why
            answer = pickle.dumps((False, traceback.format_exc()))
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(answer)
    finally:
        os._exit(0)  # no clean-up handlers of the parent's test runner
