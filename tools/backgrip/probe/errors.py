"""What ends a test early, in words for its owner."""

from backgrip.problem import Problem


class ProbeError(Problem):
    """The test cannot go on. The text says why and what to do; what was answered is kept."""


class NothingSettled(ProbeError):
    """All was asked, and nothing was found out."""
