"""After an installation: the grip is asked over its line protocol which version runs."""

import time

from backgrip.connect import ConnectError
from backgrip.connect.link import LinkClient

WITHIN_S = 60  # a grip answers within 2 s; an emulated one on a busy computer takes longest
PAUSE_S = 0.3


def answers(port: str, version: str, within_s: float = WITHIN_S) -> bool:
    """Whether the grip at `port` says within `within_s` that it runs this version."""
    until = time.monotonic() + within_s
    while time.monotonic() < until:
        try:
            with LinkClient(port) as grip:
                if grip.version == version:
                    return True
        except ConnectError:
            pass  # still starting
        time.sleep(PAUSE_S)
    return False
