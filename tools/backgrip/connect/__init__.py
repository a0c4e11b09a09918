"""A grip on the USB cable: which port it is on, its console through mpremote, its settings, its two lines.

    with open_console(find_port(None)) as console:   # the application stops, both lines are open
        grip = read_settings(console)
        write_settings(console, {"style": "track"})
    # the grip has started again
"""

from backgrip.connect.console import Console, open_console
from backgrip.connect.errors import ConnectError
from backgrip.connect.lines import Lines
from backgrip.connect.ports import find_port
from backgrip.connect.settings import GripSettings, read_settings, write_settings

__all__ = [
    "ConnectError", "Console", "GripSettings", "Lines", "find_port", "open_console", "read_settings", "write_settings",
]  # fmt: skip
