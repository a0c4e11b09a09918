"""The other end of the cable, played by a socket: a grip that answers as it is told, or something that is none."""

import contextlib
import socket
import threading
import time
from zlib import crc32


def line(words):
    """A line of the protocol, made here from its description."""
    text = f"1 {words}"
    return f"!{text}*{crc32(text.encode()) & 0xFFFF:04x}\r\n".encode()


STATE = "state 0 0 0 0 lock 0 0 0 40 ready"
STATUS = ("is version 9.9.9", "is up_ms 5000", "is start switched-on", "is faults 0", "end")


class FakeGrip:
    """Serves one client at a time at `url`. `answers`: verb to the bytes that follow it (or a list: one a question).

    `asked` are the verbs that came, `raw` all bytes. A verb without an entry gets no answer. Leaving the context pulls
    the cable.
    """

    def __init__(self, answers=None, port=0, greeting=b""):
        self.answers = {
            "hello": line("hello backgrip 9.9.9"), "state": line(STATE), "status": b"".join(map(line, STATUS)),
            "settings": line("end"), "log": line("end"), **(answers or {}),
        }  # fmt: skip
        self.greeting = greeting
        self.asked, self.raw = [], b""
        self.listener = socket.create_server(("127.0.0.1", port))
        self.port = self.listener.getsockname()[1]
        self.url = f"socket://127.0.0.1:{self.port}"
        self.client = None
        self.ending = threading.Event()
        self.thread = threading.Thread(target=self._main, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ending.set()
        self.thread.join()
        if self.client:
            self.client.close()
        self.listener.close()

    def say(self, data):
        """Sends bytes to the client, who must have asked something."""
        with contextlib.suppress(OSError):
            self.client.sendall(data)

    def wait_for(self, verb, times=1):
        """Until `verb` was asked so often."""
        until = time.monotonic() + 10
        while self.asked.count(verb) < times:
            assert time.monotonic() < until, (verb, self.asked)
            time.sleep(0.01)

    def _main(self):
        self.listener.settimeout(0.02)
        left = b""
        while not self.ending.is_set():
            if self.client is None:
                with contextlib.suppress(TimeoutError):
                    self.client = self.listener.accept()[0]
                    self.client.settimeout(0.02)
                    self.say(self.greeting)
                continue
            try:
                data = self.client.recv(4096)
            except TimeoutError:
                continue
            except OSError:
                data = b""
            if not data:
                self.client = None
                continue
            self.raw += data
            *lines, left = (left + data).split(b"\r")
            for one in filter(None, lines):
                self._answer(one[3:-5].decode())

    def _answer(self, verb):
        self.asked.append(verb)
        answer = self.answers.get(verb, b"")
        if isinstance(answer, list):
            answer = answer.pop(0) if answer else b""
        self.say(answer)
