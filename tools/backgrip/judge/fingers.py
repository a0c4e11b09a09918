"""What becomes of each press and each release, given what the lines have done so far."""

from backgrip.judge.clauses import Clause
from backgrip.judge.shots import LOCK_INDEX_NS, LOCK_THUMB_NS


class Fingers:
    """The part of `Follow` that hears of presses and releases."""

    def _press(self, t, press):
        self.verdict.presses[press.button] += 1
        if press.bounces:
            self.tested(Clause.BOUNCE)
        if self.maintenance:
            self.tested(Clause.MAINTENANCE)
            press.dead = True
        if press.dead:
            self._point_at(press)
            return
        if press.unsure or (self.reset and t < self.begin_ns + self.a.ready_ns):
            self.blurred = True
        self.busy_ns = t
        if self.blurred:
            self._point_at(press)
            self.verdict.presses["not judged"] += 1
            return
        self.grace, self.grace_until = self.dues, press.contact + self.a.contact_ns
        self.tested(Clause.LOST)
        if self.first_judged is None:
            self.first_judged = press.first
            if self.reset and t - self.begin_ns < 2 * self.a.ready_ns:
                self.tested(Clause.READY)
        if self.shots.locked:
            self._unlock(press)
        elif press.button == "index":
            self._index(press)
        else:
            self._thumb(press)

    def _point_at(self, press):
        if press.button == "index":
            self.shots.index = press
        else:
            self.focus.thumb = press

    def _index(self, press):
        self.focus.index_press(press)
        self.shots.press(press)

    def _thumb(self, press):
        if self.shots.closed is not None and self.s.shutter_needs_focus:
            self.tested(Clause.NO_OPEN)
        if 2 in self.focus.taps.counts:
            self.tested(Clause.THIRD)
        chord = self.shots.chord(press)
        locks = chord == "lock" or (chord == "maybe" and self._stays_closed())
        if locks:
            self._put(press.first + LOCK_THUMB_NS, 0, self._lock, press)
        self.focus.thumb_press(press, chord, self.shots.chord_over(press))
        if press.first <= self.focus.race_until:
            self.tested(Clause.AT_TIMEOUT)

    def _stays_closed(self):
        """SHUTTER does not open with the index: it was locked, whenever it opens."""
        index, opens = self.shots.index, self.next_edge("SHUTTER", 0, self.shots.closed)
        if index.up is None or opens is None:
            return True
        return not index.released - self.step <= opens <= index.released_last + self.a.release_ns + self.step

    def _lock(self, t, press):
        if self.shots.closed is None:
            self.focus.not_locked(press)  # a limit was first
            return
        self.shots.lock(t)
        self.focus.locked()
        self.tested(Clause.SHUTTER_LOCK)

    def _unlock(self, press):
        self._point_at(press)
        self.focus.taps.forget()
        if self.shots.unlocking is None:
            self.shots.unlocking = press
            self.tested(Clause.UNLOCK_CLOSES)
        press.dead = True

    def _lift(self, t, press):
        self.busy_ns = max(self.busy_ns, t)
        if press.dead or self.blurred:
            self.focus.busy(t, press.released_last)
            return
        self.focus.lifted(press)
        if press.button == "thumb":
            if self.shots.closed is not None and self.s.shutter_needs_focus:
                self.tested(Clause.NO_OPEN)
            holds = self.focus.closed is not None and self.focus.lock
            if holds:
                self.tested(Clause.LOCK_HOLDS)
            if self.focus.chord is press:
                self.focus.chord = None
            if not self.focus.lock:
                self.tested(Clause.PLAIN if self.s.style == "plain" else Clause.TRACK)
        elif t - press.first >= LOCK_INDEX_NS and not self.shots.locked:
            self.tested(Clause.NO_OTHER_LOCK)
