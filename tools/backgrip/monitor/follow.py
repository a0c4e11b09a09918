"""Following a grip through restarts and pulled cables: a stream of events."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from backgrip.connect import ConnectError, find_port
from backgrip.connect.link import LinkClient, NotSpoken
from backgrip.connect.state import State, parse, since
from backgrip.monitor.story import BACK, FIRST, RESTARTED, Clock, Event, Gone, Said, Seen, Started, restarted

IDLE_S = 0.1  # the view is drawn anew this often when nothing happens
AGAIN_S = 0.5  # between two looks whether the grip is back
_BANNER = ("Backgrip ", ", style ")  # begins and joins what a grip says when it starts


class Follower:
    """Follows the grip at `asked` (a port, or None for the only one). With `once` it ends when the grip goes away."""

    def __init__(self, asked: str | None, once: bool):
        self.port = asked or ""
        self._asked = asked
        self._once = once
        self._clock = Clock(time.monotonic())
        self._texts: list[str] = []
        self._last: State | None = None
        self._up_ms = 0  # at the last state
        self._why: tuple | None = None  # why the run that is followed had started, and its faults

    def now_ms(self) -> int:
        """The recording's time, for views that move while nothing happens."""
        return self._clock.host(time.monotonic())

    def events(self) -> Iterator[Event | None]:
        """Goes on until it is closed; None when nothing happened for IDLE_S.

        Raises ConnectError if there is no grip to begin with, and with `once` when it goes away.
        """
        told = ""
        while True:
            try:
                with self._link() as link:
                    yield self._started(link)
                    told = ""
                    yield from self._watch(link)
            except ConnectError as why:
                if self._why is None:
                    raise
                first = str(why).splitlines()[0]
                if not told:
                    yield Gone(self._clock.lost(time.monotonic()), first)
                elif first != told and isinstance(why, NotSpoken):  # that it is still away was told
                    yield Said(self.now_ms(), first)
                if self._once:
                    raise
                told = first
            yield from self._wait()

    @contextmanager
    def _link(self):
        self.port = find_port(self._asked)
        self._texts.clear()
        with LinkClient(self.port, self._texts.append) as link:
            yield link

    def _started(self, link: LinkClient, anew: bool = False) -> Started:
        told = dict(answer.split(" ", 2)[1:] for answer in link.ask("status"))
        why, up_ms = (told.get("start", "?"), int(told.get("faults", 0))), int(told.get("up_ms", 0))
        now = parse(link.ask("state")[0])
        if self._why is None:
            before = FIRST
        elif anew or why != self._why or up_ms < self._up_ms or (now and self._last and restarted(self._last, now)):
            before = RESTARTED
        else:
            before = BACK
        if before != BACK:
            self._last = None
            at_ms = self._clock.anew(time.monotonic())
        else:
            at_ms = self._clock.lost(time.monotonic())
        self._why, self._up_ms = why, up_ms
        return Started(at_ms, link.version, *why, before)

    def _watch(self, link: LinkClient) -> Iterator[Event | None]:
        for state in link.watch(IDLE_S):
            anew = any(text.startswith(_BANNER[0]) and _BANNER[1] in text for text in self._texts)
            yield from self._said()
            if anew or (state and self._last and restarted(self._last, state)):
                yield self._started(link, True)
            if state:
                self._up_ms += since(state.t_ms, self._last.t_ms) if self._last else 0
                self._last = state
                yield Seen(self._clock.told(state.t_ms, time.monotonic()), state)
            else:
                yield None

    def _said(self) -> Iterator[Said]:
        while self._texts:
            yield Said(self.now_ms(), self._texts.pop(0))

    def _wait(self) -> Iterator[None]:
        until = time.monotonic() + AGAIN_S
        while time.monotonic() < until:
            yield None
            time.sleep(IDLE_S)
