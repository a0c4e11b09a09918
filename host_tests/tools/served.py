"""An emulated board served over a socket, for clients in the same process."""

import contextlib
import sys
from unittest import mock

SWITCH_S = 0.0002


@contextlib.contextmanager
def served(board):
    """Serves `board`; yields the URL of its port.

    The board's thread computes all the time, so a client that reads byte by byte would wait 5 ms for its turn after
    each; and pyserial waits 0.3 s after it closed a socket, which the board spends at work.
    """
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_S)
    try:
        with (
            mock.patch("serial.urlhandler.protocol_socket.time", mock.Mock()),
            mock.patch("backgrip.connect.link.ANSWER_S", 20),  # a busy machine is no broken grip
            board.serve() as server,
        ):
            yield f"socket://127.0.0.1:{server.port}"
    finally:
        sys.setswitchinterval(before)


def when_told(board, words, then):
    """Calls `then` in the board's thread, once, when the served board has said `words` (bytes)."""
    to_client, said = board.on_usb_data, bytearray()

    def told(data):
        to_client(data)
        said.extend(data)  # it comes in pieces of any length
        if words in said:
            board.on_usb_data = to_client
            then()

    board.on_usb_data = told
