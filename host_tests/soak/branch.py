"""Forks a run in its very midst: the child goes on with a fault, and once it has answered the parent without."""

import os
import pickle
import traceback


class Branch:
    """`with_fault` is True in the child, which must end by `answer`; in the parent `result` has what it answered."""

    def __init__(self):
        reading, self._writing = os.pipe()
        self._pid = os.fork()
        self.with_fault = self._pid == 0
        self.result = None
        if self.with_fault:
            os.close(reading)
            return
        os.close(self._writing)
        with os.fdopen(reading, "rb") as pipe:
            told = pipe.read()
        os.waitpid(self._pid, 0)
        ok, self.result = pickle.loads(told) if told else (False, "the child process died")
        if not ok:
            raise RuntimeError(f"a branch failed:\n{self.result}")

    def answer(self, work):
        """Ends the child with what `work()` returns, or with the words of what it raises."""
        try:
            told = pickle.dumps((True, work()))
        except BaseException:  # noqa: BLE001 - the child ends here whatever happens; its parent must hear why
            told = pickle.dumps((False, traceback.format_exc()))
        try:
            with os.fdopen(self._writing, "wb") as pipe:
                pipe.write(told)
        finally:
            os._exit(0)  # no clean-up of the parent's test runner
