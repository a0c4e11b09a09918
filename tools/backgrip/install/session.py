"""The steps of an installation, each a call of pico/steps.py on the board."""

import base64
import contextlib
import hashlib
from collections.abc import Callable, Mapping

from backgrip.connect import ConnectError, Console
from backgrip.install.errors import InstallError, Refused
from backgrip.install.pico_code import pico_code

PIECE = 768  # bytes in one call of `more`
TOGETHER = 2304  # bytes sent to the board before it is asked whether all went well
SLACK = 8  # blocks, for folders and for littlefs itself
MARKS = {"/boot.py": b"both lines open", "/main.py": b"grip import app"}  # ours, of whatever version
_FULL = "ENOSPC"

Files = Mapping[str, bytes]  # "boot.py", "main.py" and "grip/..." -> content


class Session:
    """A board whose steps can be called, a context. Everything raises ConnectError, also when the cable comes out.

    While it is open the board restarts by itself if it hears nothing; a Ctrl-C leaves it to that.
    """

    def __init__(self, console: Console):
        self._console = console
        console.run(pico_code("steps"))

    def __enter__(self) -> "Session":
        self._call("watch()")
        return self

    def __exit__(self, kind: type[BaseException] | None, *_) -> None:
        if kind is None:
            self._call("unwatch()")
        elif issubclass(kind, Exception):
            with contextlib.suppress(ConnectError):
                self._call("unwatch()")

    def tidy(self) -> None:
        """Ends or removes what an interrupted installation left."""
        self._call("tidy()")

    def has(self, files: Files) -> bool:
        """Whether exactly these files are installed."""
        sizes = {path[1:]: int(size) for size, path in (line.split(" ", 1) for line in self._call("sizes()"))}
        code = {path for path in sizes if path.startswith("grip/") and path.endswith((".py", ".mpy"))}
        wanted = {path: len(content) for path, content in files.items()}
        if not code <= wanted.keys() or not wanted.items() <= sizes.items():
            return False
        return self._hashes([f"/{path}" for path in files]) == [_sha256(content) for content in files.values()]

    def make_sure_of_room(self, files: Files) -> None:
        """Raises Refused if the new files do not fit beside what is there."""
        free, block = map(int, self._call("free()")[0].split())
        needed = (sum(-(-len(content) // block) for content in files.values()) + SLACK) * block
        if free < needed:
            raise Refused(
                f"{free // 1024} KB are free on the board, and the new version needs {needed // 1024} KB beside the\n"
                "old one, which stays until the new one is whole. Nothing was changed. Delete files of your own:\n"
                "mpremote ls    and    mpremote rm :/NAME"
            )

    def stage(self, files: Files, copied: Callable[[int], None]) -> None:
        """Copies and checks the new folder; what runs stays as it is. `copied` is called with bytes copied."""
        folder = {path: content for path, content in files.items() if path.startswith("grip/")}
        staged = {f"/grip.part/{path.removeprefix('grip/')}": content for path, content in folder.items()}
        self._call("stage()")
        self._copy(staged, copied)
        self._check(staged)
        self._call("whole()")

    def put(self, name: str, content: bytes) -> str:
        """Replaces boot.py or main.py by one rename. Returns where the owner's own is kept, or ""."""
        path = f"/{name}"
        if self._hashes([path]) == [_sha256(content)]:
            return ""
        kept = self._call(f"kept({path!r}, {MARKS[path]!r})")
        self._copy({"/grip.file": content}, lambda _: None)
        self._check({"/grip.file": content})
        self._call(f"replace({path!r})")
        return kept[0] if kept else ""

    def switch(self) -> None:
        """The new folder takes the old one's place."""
        self._call("switch()")

    def _copy(self, files: Files, copied: Callable[[int], None]) -> None:
        waiting, size = [], 0
        for path, content in files.items():
            waiting.append(f"begin({path!r})")
            for at in range(0, len(content), PIECE):
                piece = content[at : at + PIECE]
                waiting.append(f"more('{base64.b64encode(piece).decode()}')")
                size += len(piece)
                if size >= TOGETHER:
                    self._call("\n".join(waiting))
                    copied(size)
                    waiting, size = [], 0
            waiting.append("end()")
        self._call("\n".join(waiting))
        copied(size)

    def _check(self, files: Files) -> None:
        for path, found in zip(files, self._hashes(list(files)), strict=True):
            if found != _sha256(files[path]):
                raise InstallError(
                    f"{path} did not arrive as it was sent. The grip has the version it had. Repeat the command.\n"
                    "If it happens again, try another USB cable, then another Pico."
                )

    def _hashes(self, paths: list[str]) -> list[str]:
        return self._call(f"hashes(*{paths!r})")

    def _call(self, code: str) -> list[str]:
        try:
            return self._console.run(code).splitlines()
        except ConnectError as error:
            if _FULL not in str(error):
                raise
            raise InstallError(
                "The board's file system is full. The grip still has the version it had.\n"
                "Delete files of your own from it (mpremote ls, mpremote rm :/NAME) and repeat the command."
            ) from None


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
