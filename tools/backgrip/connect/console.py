"""The board's console through mpremote: the application stops, code runs, the application starts again."""

import contextlib
import io
from collections.abc import Iterator

from mpremote.transport import TransportError, TransportExecError
from mpremote.transport_serial import SerialTransport
from serial import SerialException, serial_for_url

from backgrip.connect.errors import ConnectError, Unplugged
from backgrip.connect.patience import PATIENCE
from backgrip.connect.ports import why_not_opened

ANSWER_S = 15 * PATIENCE  # an emulated board is slower than a real one
_STOP = b"\x03"  # Ctrl-C
_RESTART = b"\x04"  # Ctrl-D in the friendly REPL: a soft reset, which runs boot.py and main.py


class Console:
    """A raw REPL, entered. Ctrl-C has stopped the application, which opened both lines first."""

    def __init__(self, port: str, transport: SerialTransport):
        self.port = port
        self.left = False  # the board was told to go away: there is nothing to restart
        self._transport = transport

    def run(self, code: str, answer_s: float = ANSWER_S) -> str:
        """Runs Python on the board and returns what it printed. Between two characters at most `answer_s` pass.

        Raises Unplugged, or ConnectError with the board's own words if the code failed there.
        """
        with _in_words(self.port):
            try:
                out, failed = self._transport.exec_raw(code, timeout=answer_s)
            except KeyboardInterrupt:
                self._transport.serial.write(_STOP)  # the board goes on otherwise: its `finally` opens the lines now
                raise
            if failed:
                raise ConnectError(_of_board(failed.decode("utf-8", "replace")))
            return out.decode("utf-8", "replace").replace("\r\n", "\n")

    def leave(self, code: str) -> None:
        """Starts code that ends the connection, such as a restart into the boot ROM, and waits for nothing more.

        The code must wait 100 ms first, so that it is taken before the board goes. Raises Unplugged.
        """
        with _in_words(self.port):
            self._transport.exec_raw_no_follow(code)
        self.left = True

    def restart(self) -> None:
        """The application starts again, as after switching on."""
        with _in_words(self.port):
            self._transport.exit_raw_repl()
            self._transport.serial.write(_RESTART)
            self._transport.read_until(1, b"soft reboot\r\n", timeout=ANSWER_S)


@contextlib.contextmanager
def open_console(port: str) -> Iterator[Console]:
    """The console of the board at `port`, which is restarted when the context ends, also after an error.

    Raises ConnectError; what the block raises comes first.
    """
    try:
        transport = SerialTransport(port, timeout=ANSWER_S)
    except (OSError, SerialException, TransportError) as error:
        raise ConnectError(why_not_opened(port, _cause(port, error))) from None
    try:
        with _in_words(port), contextlib.redirect_stdout(io.StringIO()):  # mpremote prints what it did not expect
            transport.enter_raw_repl(timeout_overall=ANSWER_S)
        console = Console(port, transport)
        try:
            yield console
        except BaseException:
            with contextlib.suppress(ConnectError):
                console.restart()
            raise
        if not console.left:
            console.restart()
    finally:
        with contextlib.suppress(OSError, SerialException):
            transport.close()


def _cause(port: str, error: Exception) -> Exception:
    """mpremote keeps the reason to itself: asks once more."""
    try:
        serial_for_url(port, exclusive=True).close()
    except (OSError, ValueError) as reason:
        return reason
    return error


@contextlib.contextmanager
def _in_words(port: str) -> Iterator[None]:
    try:
        yield
    except TransportExecError as error:
        raise ConnectError(_of_board(error.error_output)) from None
    except TransportError as error:
        raise Unplugged(_gone(port, f"it does not answer as MicroPython does ({error})")) from None
    except (OSError, SerialException, TypeError) as error:  # TypeError: pyserial reading a port that was closed
        raise Unplugged(_gone(port, f"the cable came out or the board went away ({error})")) from None
    except (IndexError, ValueError) as error:  # mpremote taking apart half an answer
        raise Unplugged(_gone(port, f"its answer broke off ({error})")) from None


def _gone(port: str, what: str) -> str:
    return (
        f"The grip at {port} is gone: {what}.\n"
        "Both its lines are open. Plug it in again, or switch it off and on, and repeat the command."
    )


def _of_board(traceback: str) -> str:
    last = traceback.strip().splitlines()[-1] if traceback.strip() else "no reason given"
    if last.startswith("ImportError") and "grip" in last:
        return "This board runs MicroPython but not Backgrip. Put the firmware on it first; the README says how."
    return f"The board says: {last}"
