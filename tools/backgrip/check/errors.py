"""What can go wrong with a check itself."""

from backgrip.problem import Problem


class CheckError(Problem):
    """The check cannot go on. The text says why and what to do."""
