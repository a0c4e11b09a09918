"""What can go wrong on the cable, in words for whoever holds the grip."""

from backgrip.problem import Problem


class ConnectError(Problem):
    """Talking to the grip did not work. The text says what happened and what to do next."""


class NoGrip(ConnectError):
    """Nothing that could be a grip is connected."""


class Unplugged(ConnectError):
    """The cable came out, or the board went away, in the middle."""
