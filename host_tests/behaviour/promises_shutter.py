"""What the contract promises of SHUTTER: a part of `promises.Watch`, which says what its counts are."""

from behaviour.broken import CHORD_INDEX, CHORD_THUMB, LONG, MAYBE, NO, YES, promise


class Shutter:
    """Presses of the index, and what closes and opens SHUTTER; the shutter lock."""

    def _unlocks(self, thumb, index, shutter):
        """The next press of either button opens a locked SHUTTER and closes nothing."""
        if self.may_lock and self.shutter and (thumb or index):
            if self.unlocking:  # a press just as the other button's opens the lock may come before that or after it
                self.maybe = self.maybe or bool(index)
                self.refocus_may = self.refocus_may or int(bool(thumb and self.lock))
            self.unlocking = 1
            self.thumb_void = self.thumb_void or thumb
            self.index_void = self.index_void or (not self.maybe and (index or self.index))
        if not self.unlocking:
            return
        if shutter:
            promise(not self.must_lock or self.unlocking <= 1 + self.late, "the next press opens a locked SHUTTER")
            self.unlocking += 1
            if self.unlocking > 2 + self.late:
                self.unlocking, self.may_lock = 0, False  # it was not locked then
        elif not self.shutter:
            self.unlocking = 0

    def _presses(self, pressed, shutter):
        """Every press begins a closure, waits, or merges into one that waits; nothing else closes SHUTTER."""
        free = not self.shutter and self.shutter_dark >= self.body.gap
        self.merged = pressed and (self.waiting or self.merging)
        self.shutter_dark = 0 if self.shutter else min(self.shutter_dark + 1, LONG)
        if self.waiting and not self.taken and free:
            self.taken, self.waiting, self.fired, self.merging, self.owing = True, False, False, True, 0
            self.maybe = self.maybe or pressed
        elif pressed:
            if not self.taken and free:
                self.taken, self.fired, self.owing = True, False, 0
            elif self.merging:
                self.maybe = True
            else:
                self.waiting = True
        else:
            self.merging = False
        if shutter and not self.shutter:
            promise((self.taken and not self.fired) or self.maybe, "SHUTTER closes for a press only")
            promise(self.shutter_dark > self.body.gap, "SHUTTER stays open for its gap")
            if not self.taken:
                self.maybe = False
            self.taken = self.fired = True
        elif self.taken and not self.fired:
            self.owing += 1
            promise(self.owing <= max(self.lead, self.body.wake or 0) + 1, "a press of the index is lost")
        if self.shutter and not shutter:
            self.taken = False
            if self.unlocking or self.index_void:
                self.waiting = False

    def _order(self, focus, shutter):
        if not self.body.needs_focus:
            return
        promise(focus or not shutter, "FOCUS is closed as long as SHUTTER is")
        if shutter and not self.shutter:
            promise(self.focus_age >= self.lead, "SHUTTER waits for the lead")

    def _shutter_line(self, shutter):
        """SHUTTER follows the finger, for at least its floor and at most its limit."""
        if shutter and self.shutter:
            finger = self.index and not self.index_void
            floor = self.shutter_age < self.body.floor
            promise(finger or floor or self.may_lock or self.merging, "SHUTTER opens when the finger lifts")
            limit = self.locked_limit if self.may_lock else self.shutter_limit
            promise(self.shutter_age <= limit + self.late, "SHUTTER opens at its limit")
        elif self.shutter and not shutter:
            at_limit = self.shutter_age + 1 >= self.shutter_limit
            promise(self.shutter_age >= self.body.floor or self.unlocking, "SHUTTER is closed for its floor")
            own = self.index and not self.index_void and not self.waiting and not self.maybe
            # A press that ends the shutter lock may be among the edges that were lost.
            asked = at_limit or (self.may_lock and not self.sure)
            promise(not own or asked, "SHUTTER stays closed under the finger")
            locked_over = self.shutter_age + 1 >= self.locked_limit
            just_then = self.shutter_age <= self.shutter_limit + 1  # the limit of the finger came with the lock
            may = self.unlocking or locked_over or (at_limit and just_then)
            promise(not self.must_lock or may, "a locked SHUTTER stays closed")
            # A limit voids the finger that was held, never one that comes down in this very tick.
            self.index_void = self.index_void or (self.index and self.index_age > 0 and at_limit)
            if self.may_lock and at_limit and just_then:
                self.refocus_may = 1  # nor is it said whether the thumb's press was for a lock that never was
            self.may_lock = self.must_lock = False
            self.chord = NO

    def _gesture(self, thumb, index, shutter):
        """The shutter lock: in lock style, the index for 2 s, then the thumb for 1 s."""
        # A press that merged counts from the one that it merged into.
        self.chain_age = 0 if index and not self.merged else min(self.chain_age + 1, CHORD_INDEX)
        if thumb:
            ready = not self.track and shutter and self.index and not self.thumb_void
            sure = self.index_age >= CHORD_INDEX
            self.chord = NO if not ready or self.chain_age + self.late < CHORD_INDEX else YES if sure else MAYBE
        if not (self.thumb and self.index and shutter) or (index and not self.merged):
            self.chord = NO
        if self.chord and self.thumb_age + self.late >= CHORD_THUMB:
            self.may_lock = True
            self.must_lock = self.sure and self.chord == YES
            self.refocus_due = 0
            self.refocus_may = int(self.chord == MAYBE)
            self.chord = NO
