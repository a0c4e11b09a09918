"""FOCUS: who holds it closed, and what the fingers and the lines have asked of it."""

from backgrip.judge.clauses import Clause
from backgrip.judge.focus_dues import FocusDues
from backgrip.judge.taps import Taps

LETS_GO = {Clause.TWO_TAPS, Clause.LOCK_TIMEOUT}


class Focus(FocusDues):
    """`closed`, `opened`: when FOCUS last closed and opened.

    `latched`: whether the lock holds it without a finger, as a set of what is possible. `wants`: the press of the thumb
    that has asked to focus again and was not served yet. `gap`: (opened, closes again for sure) while FOCUS is open to
    focus again. `race_until`: a press came in the moment of a letting go, which may still happen until then.
    """

    def __init__(self, settings, allow, shots):
        self.s, self.a, self.shots = settings, allow, shots
        self.lock = settings.style == "lock"
        self.tail, self.gap_ns = settings.ns("focus_tail_ms"), settings.ns("refocus_gap_ms")
        self.timeout, self.limit = settings.ns("lock_timeout_s"), settings.ns("focus_limit_s")
        self.taps = Taps(settings.ns("tap_ms"), allow.tap_ns)
        self.closed = self.opened = None
        self.latched = {False}
        self.thumb = None  # its latest press
        self.answer = None  # a press of the thumb that FOCUS must close for
        self.wants = self.chord = None
        self.between = False  # FOCUS must open for the sake of `focus_open_between`
        self.gap, self.gap_from = None, 0
        self.reopened = None  # when a refocus gap ended
        self.race_until = 0
        self.crossed_until = 0  # a press came as FOCUS was about to open for a gap, which it may end at once
        self.quiet_from = self.quiet_to = 0  # the lock's time-out counts from one of these
        self.past_limit = None
        self.counted, self.counted_at = 0, 0  # closed for so long, not counting SHUTTER closed; None: not counting
        self.carried = 0  # the same of closures before, if the CPU may not have seen FOCUS open in between
        self.index_in_gap = None
        self.stray = False  # it has closed or opened unasked, which was told: what follows from that is not told

    # The fingers.

    def thumb_press(self, press, chord, chord_over):
        """A press of the thumb that counts. `chord`, `chord_over`: see `Shots`."""
        self._settle(press)
        self.past_limit = None
        self.thumb, self.answer = press, press if self.closed is None else None
        self.chord = press if chord == "lock" else None
        if not self.lock:
            return
        race = self.taps.thumb(press) or self._at_timeout(press)
        if race:
            self.race_until = press.contact + self.a.noticed_ns
        elif self.taps.let_go is not None:
            self.taps.let_go = None  # it waited for a shot; this press asks for something else
        if True in self.latched and chord != "lock" and (self.closed is not None or self._gap_ends_at(press)):
            just_reopened = self.reopened is not None and press.first - self.reopened < self.a.tap_ns
            crosses = self.crossed_until >= press.first
            sure = self.latched == {True} and chord == "no" and not just_reopened and not crosses and not self.gap
            self.wants = press, sure, max(press.contact, chord_over)
        self.latched = {True}
        self.busy(press.first, press.contact)

    def index_press(self, press):
        """A press of the index that counts."""
        self._settle(press)
        race = self.taps.index(press) or self._at_timeout(press)
        if race and self.lock:
            self.race_until = press.contact + self.a.noticed_ns
            self.latched |= {False}
        self.chord = None
        self.busy(press.first, press.contact)
        if self.closed is None and self.gap:
            self.index_in_gap = press, *self.holds_at(press.first)

    def _settle(self, press):
        """What was due by now may have begun as this press came; the press then ends it at once."""
        if press.first > self.race_until:
            self.race_until = 0
        let_go = self.taps.let_go
        if self.closed is None and let_go is not None and press.first >= let_go.earliest:
            over = let_go.sure and press.first > let_go.latest + self.a.noticed_ns
            self.latched = {False} if over else {True, False}
            self.gap = None if over else self.gap
            if press.first <= let_go.latest + self.a.noticed_ns:
                self.race_until = press.contact + self.a.noticed_ns
            self.taps.let_go = None
        if (self.wants or self.between) and not self.shots.needs_focus:
            self.crossed_until = press.contact + self.a.noticed_ns
            self.wants = self.wants and (self.wants[0], False, press.contact)

    def _gap_ends_at(self, press):
        """A press in the moment when the gap ends may count as after it."""
        return self.gap is not None and press.contact + self.a.contact_ns + self.a.step_ns >= self.gap[0] + self.gap_ns

    def lifted(self, press):
        """A button was released. `quiet_to` moves for either, `quiet_from` for the thumb alone."""
        if press is self.thumb and self.lock:
            self.taps.lift(press)
        self.busy(press.up if press.button == "thumb" else self.quiet_from, press.released_last)

    def locked(self):
        """The shutter lock begins. Whether an earlier press still asks to focus again is not said."""
        self.chord = None
        if self.wants:
            self.wants = self.wants[0], False, self.wants[2]

    def not_locked(self, press):
        """A press that would have locked SHUTTER found it open: it may be a refocus, as late as when it is over."""
        self.chord = None
        if self.closed is not None and True in self.latched:
            self.wants = press, False, self.shots.hand.now if press.up is None else press.released_last

    def busy(self, from_ns, to_ns):
        self.quiet_from, self.quiet_to = max(self.quiet_from, from_ns), max(self.quiet_to, to_ns)

    def _at_timeout(self, press):
        if not self.lock or self.closed is None or True not in self.latched or self.held(press.first, press):
            return False
        return press.contact >= self.quiet_from + self.timeout - self.a.at_timeout_ns

    # The lines.

    def shutter_closes(self, t):
        self._count(t)
        self.counted_at = None

    def shutter_opens(self, t):
        self.counted_at = t
        self.busy(t, t)
        self.between = self.s.focus_open_between and self.closed is not None
        if self.s.focus_open_between and self.gap is not None:
            self.gap_from = t  # a gap of its own, whatever gap the thumb has begun

    def closes(self, t, asked=True):
        self.stray = not asked
        self.reopened = t if self.gap is not None else None
        self.closed, self.answer, self.gap, self.index_in_gap = t, None, None, None
        short = self.opened is not None and t - self.opened < self.a.noticed_ns
        self.carried = self.carried + self.counted if short else 0
        self.counted, self.counted_at = 0, None if self.shots.closed is not None else t

    def opens(self, t, clauses):
        """FOCUS opens, as `clauses` allow, the likeliest first, or none does."""
        clause = clauses[0] if clauses else None
        race, self.stray = t <= self.race_until, clause is None
        either = self.lock and Clause.REFOCUS in clauses and not LETS_GO.isdisjoint(clauses)
        self._count(t)
        self.counted_at = None
        self.closed, self.opened = None, t
        self.between, wants, self.wants = False, self.wants, None
        if clause is Clause.LIMIT_FOCUS:
            self.latched, self.past_limit = {False}, self.thumb
        elif clause in (Clause.REFOCUS, Clause.BETWEEN) or race or either:
            self.gap, self.gap_from = (t, race), t
            index = self.shots.index
            if index is not None and not index.dead and t - index.first <= self.a.noticed_ns + self.a.step_ns:
                self.index_in_gap = index, True, False
            if either:
                self.latched = {True, False}
                self.taps.doubt()
            elif not self.lock:
                self.latched = {False}
            elif race and wants is None:
                self.gap, self.latched = None, {False}
        else:
            self.latched = {False} if clause else self.latched | {False}
            self.taps.let_go = None

    def _count(self, t):
        if self.counted_at is not None:
            self.counted, self.counted_at = self.counted + t - self.counted_at, t

    # Who holds it.

    def held(self, t, but=None):
        """A button is down or SHUTTER is closed: the time-out does not count."""
        index, thumb = self.shots.index, self.thumb
        down = any(p not in (None, but) and p.down_at(t) for p in (index, thumb))
        return down or self.shots.closed is not None

    def holds_at(self, t):
        """(may, surely): whether the lock or the thumb holds FOCUS closed at `t`, but for a gap."""
        if self.lock:
            return True in self.latched, self.latched == {True}
        thumb = self.thumb
        if thumb is None or thumb.dead or thumb.first > t or thumb is self.past_limit:
            return False, False
        loose = self.a.noticed_ns
        may = thumb.up is None or thumb.released_last + loose > t
        return may, may and (thumb.up is None or thumb.released > t + loose)
