"""Runs measurements side by side, each in a process of its own, and shows how far they are."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from dataclasses import dataclass

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from backgrip.whole import ctrl_c_put_off

LOOK_EVERY_S = 0.2


@dataclass(frozen=True)
class Job:
    """`function(*args, tick)` is called in another process; it calls `tick()` up to `ticks` times.

    cost: seconds it takes, roughly; the longest begin first, so that no core is left alone at the end
    """

    key: str
    title: str
    function: Callable
    args: tuple
    ticks: int
    cost: float


def run(jobs: Sequence[Job], workers: int) -> dict[str, object]:
    """The result of every job by its key. An exception in one is raised here and ends the others."""
    context = multiprocessing.get_context("spawn")  # a fork would copy the threads of the progress bars half
    told = context.SimpleQueue()
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(told,))
    try:
        with ctrl_c_put_off():  # a worker that is still importing would complain; it starts with the signal blocked
            waiting = {pool.submit(_work, job): job for job in sorted(jobs, key=lambda job: -job.cost)}
        return _gather(waiting, told, sum(job.cost for job in jobs))
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    finally:
        pool.shutdown()


def _gather(waiting, told, whole):
    results = {}
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:3.0f} %"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        everything = progress.add_task("everything", total=whole)
        bars = {}
        jobs = {job.key: job for job in waiting.values()}
        while waiting:
            done, _ = wait(waiting, LOOK_EVERY_S, FIRST_COMPLETED)
            while not told.empty():
                job = jobs[told.get()]
                if job.key not in bars:
                    bars[job.key] = progress.add_task(job.title, total=job.ticks)
                progress.advance(bars[job.key])
                progress.advance(everything, job.cost / job.ticks)
            for future in done:
                job = waiting.pop(future)
                results[job.key], seconds = future.result()
                if job.key in bars:
                    progress.remove_task(bars.pop(job.key))
                console.print(f"[green]✓[/] {job.title} [dim]{seconds:.0f} s[/]", highlight=False)
    return results


def _begin(told):
    global _told
    _told = told
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl-C is for the process that shows the bars; it ends this one


def _work(job):
    began = time.monotonic()
    result = job.function(*job.args, lambda: _tick(job.key))
    return result, time.monotonic() - began


def _tick(key):
    if not multiprocessing.parent_process().is_alive():
        os._exit(1)  # killed: nobody waits for the result any more
    _told.put(key)
