"""Ctrl-C for child processes of the tests."""

import signal


def heed():
    """For `preexec_fn`: the child heeds Ctrl-C even where the tests run in the background, which ignores it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
