"""Two short taps of the thumb, counted with doubt: a tap near its longest time may or may not have been short."""

from typing import NamedTuple


class LetGo(NamedTuple):
    """FOCUS lets go between `earliest` and `latest`; not `sure`: it may as well not. `since`: the second tap's end."""

    since: int
    earliest: int
    latest: int
    sure: bool


class Taps:
    """`counts`: how many short taps in a row there may have been. `let_go`: what two of them have asked for."""

    def __init__(self, tap_ns: int, loose_ns: int):
        self.tap_ns, self.loose_ns = tap_ns, loose_ns
        self.forget()

    def forget(self):
        self.counts, self.third, self.let_go, self.lifted = {0}, False, None, None
        self.doubtful = False  # the index was pressed in between: whether taps count across it is not said
        self.third_ns = None  # when a third press came

    def thumb(self, press) -> bool:
        """A press of the thumb. True if it came in the moment of the letting go, so that either may be first."""
        race = self._ends_wait(press)
        self.third = 2 in self.counts
        self.third_ns = press.first if self.third else None
        before, self.counts = self.counts, set()
        for count in before:
            near = count == 1 and press.first - self.lifted.released_last < self.tap_ns + self.loose_ns
            far = count != 1 or press.contact - self.lifted.up >= self.tap_ns - self.loose_ns
            self.counts |= ({1} if near else set()) | ({0} if far or self.doubtful else set())
        self.doubtful = False
        return race

    def lift(self, press):
        """The thumb has lifted from `press`."""
        short = press.up - press.contact < self.tap_ns + self.loose_ns
        long = press.released_last - press.first >= self.tap_ns - self.loose_ns
        counts = ({count + 1 for count in self.counts} if short else set()) | ({0} if long else set())
        if self.third:  # a third tap may be the first of two again: the contract does not say
            counts.add(0)
        if self.doubtful:
            counts |= {0, 1}
        self.counts, self.third, self.lifted = counts, False, press
        if 2 in counts:
            latest = press.released_last + self.tap_ns + self.loose_ns
            self.let_go = LetGo(press.up, press.up + self.tap_ns - self.loose_ns, latest, counts == {2})

    def index(self, press) -> bool:
        """A press of the index; see `thumb`."""
        race = self._ends_wait(press)
        self.doubtful = True
        self.counts.discard(2)
        self.counts.add(0)
        return race

    def _ends_wait(self, press) -> bool:
        if self.let_go is None:
            return False
        race = press.contact >= self.let_go.earliest and press.first <= self.let_go.latest + self.loose_ns
        if race:
            self.let_go = self.let_go._replace(sure=False)
        elif press.first < self.let_go.earliest:
            self.let_go = None
        return race

    def doubt(self):
        """What was asked for may have happened already."""
        if self.let_go is not None:
            self.let_go = self.let_go._replace(sure=False)
