"""The board's USB serial port on a TCP socket, for real clients: `mpremote connect
socket://127.0.0.1:PORT`."""

import socket
import threading
import time

SLICE_MS = 2


class Server:
    """Runs a board in a thread of its own while a client is served, at most as fast as the real one.

    Use as a context manager; `port` is the number to connect to (0 asks for a free one). One client at a
    time; what the board says while nobody listens is only in its console. The board must not be touched by
    others meanwhile. An error in the board's thread is raised when the context is left.
    """

    def __init__(self, board, port=0):
        self.board = board
        self.listener = socket.create_server(("127.0.0.1", port))
        self.listener.setblocking(False)
        self.port = self.listener.getsockname()[1]
        self.client = None
        self.error = None
        self.ending = threading.Event()
        self.thread = threading.Thread(target=self._main, name="emulated-board", daemon=True)

    def __enter__(self):
        self.board.on_usb_data = self._to_client
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ending.set()
        self.thread.join()
        self._drop()
        self.listener.close()
        del self.board.on_usb_data
        if self.error:
            raise self.error

    def _main(self):
        try:
            ahead = time.monotonic() - self.board.now_ns / 1e9
            while not self.ending.is_set():
                self._exchange()
                self.board.run(SLICE_MS)
                # the client's time-outs are in our time, so the board may be slower than life but not faster
                lead = self.board.now_ns / 1e9 + ahead - time.monotonic()
                if lead > 0:
                    time.sleep(lead)
                else:
                    ahead -= lead
        except Exception as error:  # noqa: BLE001 - raised again by whoever waits for the thread
            self.error = error

    def _exchange(self):
        if self.client is None:
            try:
                self.client, _ = self.listener.accept()
            except BlockingIOError:
                return
            self.client.setblocking(False)
            self.client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            data = self.client.recv(4096)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            self.board.send(data)
        else:
            self._drop()

    def _to_client(self, data):
        if self.client is None:
            return
        try:
            self.client.setblocking(True)
            self.client.sendall(data)
            self.client.setblocking(False)
        except OSError:
            self._drop()

    def _drop(self):
        if self.client is not None:
            self.client.close()
            self.client = None
