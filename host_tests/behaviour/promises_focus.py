"""What the contract promises of FOCUS: a part of `promises.Watch`, which says what its counts are."""

from behaviour.broken import LONG, MAYBE, NO, TAP, TIMEOUT, YES, promise


class Focus:
    """What the thumb asks for, and what closes and opens FOCUS."""

    def _wishes(self, thumb, lifted, short, index, shutter):
        """What the thumb asks for in lock style."""
        self.lift_age = min(self.lift_age + 1, LONG)
        if self.refocus_due > 1 and (thumb or index):
            self.refocus_due = 0  # that press ends the gap
        if self.track or self.thumb_void:
            self.taps = 0
        elif thumb:
            if self.lock and (self.focus_age > 0 or self.dark >= self.body.refocus):
                self.refocus_may = 1  # a press just as the gap ends may be taken for one within it
            if self.lock == YES and self.focus_age > 1 and self.sure and not self.refocus_may:
                self.refocus_due = self.refocus_due or 1
            self.lock = YES
            self.taps = 1 if self.taps == 1 and self.lift_age < TAP else 0
        elif lifted:
            self.taps = self.taps + 1 if short else 0
        if index:
            # A press that merges counts with the one it merged into, which was earlier than the taps.
            self.taps_unsure = self.merged and self.taps > 0
            self.taps = self.taps if self.merged else 0
        if lifted:
            self.lift_age = 0
        if self.between and (thumb or index):
            self.between = -1
        if self.shutter and not shutter and self.body.open_between:
            self.between = 1
            self.refocus_due = self.refocus_may = 0

    def _shot(self):
        return self.taken or self.waiting or self.maybe

    def _focus_line(self, focus, thumb, style_wish):
        """A lock keeps FOCUS closed until there is a reason; without one it is closed for a shot only."""
        shot = self.body.needs_focus and self._shot()
        if self.taps == 2 and self.lift_age >= TAP and not self.thumb:
            self.taps, self.go = 0, int(not self.taps_unsure)
            self.lock = MAYBE if self.taps_unsure and self.lock else self.lock
        if thumb or self.lock == NO:
            self.go = 0
        self.taps_unsure = self.taps_unsure and self.taps > 0
        goes = self.go or self.idle + 2 >= TIMEOUT or self.focus_seen + 2 >= self.focus_limit or style_wish
        if self.focus and not focus:
            if self.focus_seen + 2 >= self.focus_limit and self.thumb:
                self.focus_seen, self.thumb_void = 0, True
            if self.sure and self.lock == YES and not self.track:
                gap = self.refocus_may or self.between
                promise(gap or goes, "a locked FOCUS opens for a reason only")
                self.lock = NO if not gap and not self.thumb else MAYBE if goes or self.between else YES
                self.focus_seen = 0 if goes and not gap else self.focus_seen
            elif not goes and not self.between and not self.lock and self.shutter_dark < self.lift_age:
                promise(self.shutter_dark >= self.body.tail, "FOCUS stays closed for its tail")
            self.refocus_due = self.refocus_may = 0
        elif focus and not self.focus:
            held = self.thumb or thumb or self.lock != NO or self.between
            promise(held or shot, "FOCUS closes for a press or a lock only")
            # Between two closures FOCUS opens under the thumb and closes again; near the limit it may be either.
            reason = shot or self.lock or self.between
            promise(not self.thumb_void or reason, "a press that ended a lock closes nothing")
            self.between = 0
        elif focus and self.between > 0 and self.sure:
            promise(self.between <= 2, "FOCUS opens after every closure of SHUTTER")
            self.between += 1
        if not focus and self.lock == YES and (goes or self.between) and not self.thumb:
            self.lock = MAYBE  # let go in the gap, perhaps just as that ended
            self.lines_dark = -1
        if focus and not shot and not self.shutter and not self.chord:
            self.refocus_may = (self.refocus_may + 1) % 4 if self.refocus_may else 0
            self.refocus_due += self.refocus_due > 0
            promise(self.refocus_due <= 3, "a press on a locked FOCUS focuses again")
        if self.go and self.sure and focus and not self._shot() and not self.shutter:
            promise(self.go <= 2, "two taps let go")
            self.go += 1
        if self.lock == YES and not focus and self.sure and not self.thumb_void:
            promise(self.dark < self.body.refocus, "FOCUS closes again after the refocus gap")
        if focus and not self.thumb and not self.shutter and not shot:
            holds = not self.track and (self.lock != NO or not self.sure)
            promise(holds or self.shutter_dark <= self.body.tail + self.late, "FOCUS opens when nothing holds it")
            promise(self.idle <= TIMEOUT + self.late, "the focus lock lets go by itself")
        # Not in a shot's lead and tail; and a loop that is late may open and close it within a tick, unseen here.
        excused = shot or self.shutter_dark < LONG or not self.sure
        promise(self.focus_count <= self.focus_limit or excused, "FOCUS opens at its limit")

    def _thumb_holds(self, focus):
        """The thumb is down: FOCUS is closed, or open for the refocus gap."""
        if not self.thumb or self.thumb_void or focus:
            return
        may = not self.track or self.body.open_between or (self.late and self.thumb_age == 0)
        promise(may, "track: FOCUS is closed under the thumb")
        promise(self.thumb_age == 0 or self.dark <= self.body.refocus + self.late, "FOCUS is closed under the thumb")
