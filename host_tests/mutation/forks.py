"""Tests that were collected once, run in forks of that process: a changed module costs no more than its tests."""

import os
import signal
import time

import pytest
from _pytest.runner import runtestprotocol


def in_order_of_cost(items):
    """The items, those first that take least CPU time, and the seconds of all. Raises UsageError if one fails."""
    cost = {}
    for item, following in _pairs(items):
        began = time.process_time()
        if _failed(item, following):
            raise pytest.UsageError(f"{item.nodeid} fails without any change")
        cost[item] = time.process_time() - began
    return sorted(items, key=cost.get), sum(cost.values())


def each(changes, at_once=1, cpu_s=60):
    """Runs (key, items, prepare) in turn, each in a fork that calls `prepare` and runs `items` until the first fails.

    Yields (key, failed) as they end, `at_once` at a time. More CPU time than `cpu_s` is an endless loop: failed.
    """
    running = {}
    for key, items, prepare in changes:
        running[_begin(items, prepare, cpu_s)] = key
        if len(running) >= at_once:
            yield _ended(running)
    while running:
        yield _ended(running)


def fails(items, prepare, cpu_s=60):
    """True if a test of `items` fails in a fork that has called `prepare`."""
    return next(each([(None, items, prepare)], cpu_s=cpu_s))[1]


def _begin(items, prepare, cpu_s):
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        signal.setitimer(signal.ITIMER_PROF, cpu_s)
        prepare()
        code = int(any(_failed(item, following) for item, following in _pairs(items)))
    finally:
        os._exit(code)


def _ended(running):
    child, status = os.wait()
    return running.pop(child), status != 0


def _pairs(items):
    return zip(items, [*items[1:], None])


def _failed(item, following):
    return any(report.failed for report in runtestprotocol(item, log=False, nextitem=following))


def take_place(module, source):
    """Puts a changed text in the place of a module, also for those who have imported its classes by name."""
    old = dict(vars(module))
    exec(compile(source, module.__file__, "exec"), vars(module))
    for name, was in old.items():
        now = vars(module).get(name)
        if isinstance(was, type) and was.__module__ == module.__name__ and isinstance(now, type):
            for attribute, value in vars(now).items():
                if not attribute.startswith("__") or attribute in ("__init__", "__call__"):
                    setattr(was, attribute, value)
            setattr(module, name, was)
        elif hasattr(was, "__code__") and hasattr(now, "__code__") and was.__module__ == module.__name__:
            was.__code__, was.__defaults__ = now.__code__, now.__defaults__
            setattr(module, name, was)
