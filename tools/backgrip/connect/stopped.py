"""The console of a grip that is in maintenance mode already: read, and left as it was."""

import contextlib
import io
from collections.abc import Iterator

from mpremote.transport import TransportError
from mpremote.transport_serial import SerialTransport
from serial import SerialException

from backgrip.connect.console import ANSWER_S, Console, _in_words
from backgrip.connect.errors import ConnectError
from backgrip.connect.ports import why_not_opened


@contextlib.contextmanager
def open_stopped(port: str) -> Iterator[Console]:
    """As `open_console`, without any reset: the lamp goes on blinking, nothing starts. Raises ConnectError."""
    try:
        transport = SerialTransport(port, timeout=ANSWER_S)
    except (OSError, SerialException, TransportError) as error:
        raise ConnectError(why_not_opened(port, error)) from None
    try:
        with _in_words(port), contextlib.redirect_stdout(io.StringIO()):
            transport.enter_raw_repl(soft_reset=False, timeout_overall=ANSWER_S)
        yield Console(port, transport)
        with _in_words(port):
            transport.exit_raw_repl()
            transport.read_until(1, b">>> ", timeout=ANSWER_S)  # else closing the port could overtake it
    finally:
        with contextlib.suppress(OSError, SerialException):
            transport.close()
