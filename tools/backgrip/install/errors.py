"""What can go wrong while the plain files are installed."""

from backgrip.problem import Problem


class InstallError(Problem):
    """The files are not, or not known to be, on the board. The text says what happened and what to do next."""


class Refused(InstallError):
    """This board will not do; nothing on it was changed."""
