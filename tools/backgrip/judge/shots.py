"""The index and SHUTTER: which press is taken when, which wait and merge, and when SHUTTER must open again."""

from backgrip.judge.clauses import Clause
from backgrip.judge.due import Due
from backgrip.judge.settings import MS, S

LOCK_INDEX_NS, LOCK_THUMB_NS = 2 * S, 1 * S
HOLD_LOOSE_NS = 40 * MS  # of those two, which the CPU measures
LINE = "SHUTTER"


class Taking:
    """A press that SHUTTER closes for, or several that waited and merged. `finger`: presses that it may follow."""

    def __init__(self, presses, at_ns, waited):
        self.presses, self.at_ns, self.waited = presses, at_ns, waited
        self.first, self.contact = presses[0].first, presses[-1].contact if waited else presses[0].contact
        last = presses[-1]
        self.finger = [last]
        self.count = len(presses)

    def opens(self, closed_ns, floor_ns, floor_last_ns, late_ns, release_ns):
        """(earliest, latest or None) of the opening after a closure at `closed_ns`."""
        released = [press.released for press in self.finger]
        last = [press.released_last for press in self.finger]
        earliest = min((r for r in released if r is not None), default=None)
        if any(r is None for r in last) or any(press.parted for press in self.finger):
            return earliest, None
        return earliest, max(closed_ns + floor_last_ns + late_ns, max(last) + release_ns)


class Shots:
    """`closed`, `opened`: when SHUTTER last closed and opened. `taken`: what it closes for, or will."""

    def __init__(self, settings, allow, hand):
        self.s, self.a, self.hand = settings, allow, hand
        self.floor, self.gap = settings.ns("shutter_min_ms"), settings.ns("shutter_gap_ms")
        self.floor_last = max(self.floor, settings.ns("debounce_ms"))
        self.lead = settings.ns("focus_lead_ms")
        self.limit, self.lock_limit = settings.ns("shutter_limit_s"), settings.ns("shutter_lock_limit_s")
        self.closed = self.opened = None
        self.taken = None
        self.waiting, self.maybe = [], []
        self.merges_until = 0
        self.index = None  # the latest press
        self.locked = False  # the shutter lock
        self.locked_ns = None
        self.unlocking = None  # the press that ends it
        self.spent = None  # the press that has ended it
        self.past_limit = None  # the press down when the limit struck
        self.last = None  # the taking before
        self.stray = False

    @property
    def free_ns(self):
        """The end of the last closure's gap."""
        return 0 if self.opened is None else self.opened + self.gap

    @property
    def needs_focus(self):
        """FOCUS is needed for a shot now, or will be when SHUTTER's gap is over."""
        return self.s.shutter_needs_focus and (self.closed is not None or self.taken is not None)

    @property
    def may_take(self):
        """A press may or may not have merged; if not, SHUTTER closes for it now."""
        return bool(self.maybe) and self.closed is None and self.taken is None

    def press(self, press):
        """A press of the index."""
        self.index = press
        if self.closed is None and self.taken is None and press.first >= self.free_ns:
            self.maybe = []
            self.taken = Taking([press], press.first, False)
        elif press.first <= self.merges_until and self.taken is not None and not self.waiting:
            # As what waited is taken, and until the button could have been seen released: it merges, or waits.
            self.taken.finger.append(press)
            self.maybe.append(press)
        else:
            self.waiting.append(press)
            self.hand.tested(Clause.MERGED if len(self.waiting) > 1 else Clause.GAP_LATE)

    def gap_over(self, t):
        """SHUTTER's gap has ended: takes what waits."""
        if self.closed is not None or self.taken is not None or t < self.free_ns:
            return
        if self.waiting:
            self.taken = Taking(self.waiting, self.free_ns, True)
            self.merges_until = t + self.a.late_ns + self.s.ns("debounce_ms") + self.a.release_ns
            self.waiting, self.maybe = [], []

    def closes(self, t):
        """SHUTTER closes; `stray`: nobody has asked for it."""
        self.gap_over(max(t, self.free_ns))
        if self.taken is None and self.maybe:
            self.taken = Taking(self.maybe, t, True)
            self.maybe = []
        self.stray = self.taken is None
        self.closed, self.locked, self.spent = t, False, None

    def opens(self, t, asked):
        """SHUTTER opens. Cut in the midst, it may close again without another word."""
        if not asked and self.taken is not None:
            self.maybe = self.maybe or self.taken.presses
        if self.unlocking is not None:
            self.unlocking.dead = True
        struck = self._limit_ns() - self.hand.step - self.a.noticed_ns <= t - self.closed
        self.past_limit = self.index if struck else None
        self.spent = self.unlocking
        self.closed, self.opened = None, t
        self.last, self.taken = self.taken, None
        self.locked, self.unlocking = False, None

    def _limit_ns(self):
        return self.lock_limit if self.locked else self.limit

    def dues(self, focus_closed, focus_lead):
        """What SHUTTER may do next, and must. `focus_closed`: since when FOCUS is closed, or None."""
        return self._openings() if self.closed is not None else self._closings(focus_closed, focus_lead)

    def _closings(self, focus_closed, lead):
        if self.may_take:
            yield Due(LINE, 1, self.maybe[0].first, None, Clause.GAP_LATE, self.maybe[0].first)
        if self.taken is None:
            if self.waiting:  # that it is too early is told by its gap
                yield Due(LINE, 1, self.waiting[0].first, None, Clause.GAP_LATE, self.opened)
            return
        first, contact, a = self.taken.first, self.taken.contact, self.a
        if self.s.shutter_needs_focus and focus_closed is None:
            yield Due(LINE, 1, first, None, Clause.FOCUS_FIRST, first)  # so is that it comes before FOCUS
            return
        bounds = [(contact + a.contact_ns, Clause.LATENCY, first)]
        if self.s.shutter_needs_focus:
            bounds.append((focus_closed + lead + a.late_ns, Clause.LEAD_LATE, focus_closed))
        if self.opened is not None:
            bounds.append((self.free_ns + a.late_ns, Clause.GAP_LATE, self.opened))
        latest, clause, since = max(bounds, key=lambda bound: bound[0])
        yield Due(LINE, 1, first, latest, clause, since)

    def _openings(self):
        a, closed = self.a, self.closed
        limit = closed + self._limit_ns()
        clause = Clause.LIMIT_LOCKED if self.locked else Clause.LIMIT_SHUTTER
        if self.locked:
            limit = max(limit, self.locked_ns)
        yield Due(LINE, 0, limit - a.noticed_ns, limit + a.noticed_ns, clause, closed)
        if self.unlocking:
            press = self.unlocking
            yield Due(LINE, 0, press.first, press.contact + a.unlock_ns, Clause.UNLOCK, press.first)
        if self.stray:
            yield Due(LINE, 0, closed, None, Clause.NOT_ASKED, closed)
        if self.locked or self.taken is None:
            return
        earliest, latest = self.taken.opens(closed, self.floor, self.floor_last, a.late_ns, a.release_ns)
        if earliest is None:
            return
        if earliest <= closed + self.floor:
            yield Due(LINE, 0, earliest, latest, Clause.FLOOR_LATE, closed)
        else:
            yield Due(LINE, 0, earliest, latest, Clause.RELEASE, earliest - self.s.ns("debounce_ms"))

    # The shutter lock.

    def chord(self, thumb):
        """What a press of the thumb is: "lock" (it locks SHUTTER a second later), "maybe", or "no"."""
        index = self.index
        if self.s.style != "lock" or self.closed is None or self.locked or index is None or index.dead:
            return "no"
        if not index.down_at(thumb.first):
            return "no"
        alone = thumb.first - index.first
        ends = [p.released_last for p in (index, thumb) if p.released_last is not None]
        ends_early = [p.up for p in (index, thumb) if p.up is not None]
        held, held_early = min(ends, default=None), min(ends_early, default=None)
        may = alone >= LOCK_INDEX_NS - HOLD_LOOSE_NS and (
            held is None or held - thumb.first >= LOCK_THUMB_NS - HOLD_LOOSE_NS
        )
        must = alone >= LOCK_INDEX_NS + HOLD_LOOSE_NS and (
            held_early is None or held_early - thumb.first >= LOCK_THUMB_NS + HOLD_LOOSE_NS
        )
        return "lock" if must else "maybe" if may else "no"

    def chord_over(self, thumb):
        """When it is known at the latest whether a press of the thumb locks SHUTTER: it is no refocus before."""
        index = self.index
        if self.closed is None or index is None or thumb.first - index.first < LOCK_INDEX_NS - HOLD_LOOSE_NS:
            return 0
        ends = [press.released_last for press in (index, thumb) if press.released_last is not None]
        return min([*ends, thumb.first + LOCK_THUMB_NS + HOLD_LOOSE_NS])

    def lock(self, t):
        """The shutter lock begins."""
        self.locked, self.locked_ns = True, t
