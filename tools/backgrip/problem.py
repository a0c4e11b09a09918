"""What a user can act on."""


class Problem(Exception):
    """Something did not work. The text says what happened and what to do next; the command line prints it and exits
    with 1."""
