"""What can go wrong with a Pico in BOOTSEL mode, and the words that several places need."""

from backgrip.problem import Problem

BY_BUTTON = (
    "Hold the BOOTSEL button on the Pico down, plug in its USB cable, then let go: a drive RPI-RP2 appears."
)
NO_DATA = (
    "If nothing appears, try another cable first: many are for charging only and have no data wires. Then another\n"
    "socket of the computer, without a hub."
)
BROKEN_OFF = (
    "The Pico has no whole program now and starts none. It stays the drive RPI-RP2, or becomes it when it is plugged\n"
    "in again. Its settings are as they were. Unplug it, plug it in, and repeat the command. If no drive appears:\n"
    "hold BOOTSEL down while you plug it in. That always works, nothing can overwrite it."
)
PERHAPS = (
    "Nothing was written, or no more than the first block; the Pico then starts nothing and is the drive RPI-RP2 when\n"
    "it is plugged in again. Its settings are as they were. Unplug it, plug it in, and repeat the command. If no\n"
    "drive appears: hold BOOTSEL down while you plug it in. That always works, nothing can overwrite it."
)


class FlashError(Problem):
    """The image is not on the Pico, or is not known to be. The text says what happened and what to do next."""
