"""The behaviour contract: what two buttons mean. Pure; time comes in as an argument, orders go out as values.

What a press closes and a release opens, with lead, floor, gap and tail, is timed where the edges are handled. This
layer adds what takes memory: the focus lock, focusing again, letting go, the shutter lock, the limits and the style.

Every method that returns an order returns one of the constants below. Times are ticks in ms that wrap (`ticks`).
"""

from grip.profile import LOCK, TRACK
from grip.ticks import diff

# Orders. REFOCUS and LET_GO are for FOCUS; none of them opens FOCUS under a shot that needs it.
NOTHING = 0
REFOCUS = 1  # open FOCUS for the refocus gap, then close it
LET_GO = 2  # end the focus lock
OPEN_FOCUS = 3  # open FOCUS under the thumb, which must be lifted before it closes again
LOCK_SHUTTER = 4  # keep SHUTTER closed after both buttons lift
OPEN_SHUTTER = 5  # end a locked or over-long closure; the index must be lifted before it closes again
CHANGE_STYLE = 6  # the edges take over `self.style`
END_GAP = 7  # the refocus gap is over: FOCUS is closed if the thumb or the lock holds it, else open

# What the lamp shows of it, most telling first.
SHUTTER_LOCKED = "shutter locked"
SHUTTER_CLOSED = "shutter closed"
LIMIT_HIT = "limit hit"
LOCK_ENDING = "lock about to end"
FOCUS_CLOSED = "focus locked"
READY = "ready"

INDEX_BEFORE_LOCK_MS = 2000  # shutter lock: the index alone for this long,
THUMB_FOR_LOCK_MS = 1000  # then the thumb as well for this long
ENDING_MS = 5000  # the lamp warns this long before the lock's time-out
# The CPU reads an edge up to this long after it happened: a press read this long after the gap was still in it.
READ_LATE_MS = 5


class Behaviour:
    """One grip. `settings` is a dict with the fields of `profile` and `settings`; `style` is LOCK or TRACK."""

    def __init__(self, settings, style, now):
        self._settings = settings
        self.style = self._style_wanted = style
        self.shutter_locked = False
        self._asleep = False  # the body sleeps: its next FOCUS needs the longer lead
        self._limit_hit = False
        self._focus = self._shutter = self._shot = False
        self._focus_ms = 0  # how long FOCUS has been closed, SHUTTER open
        self._now = self._quiet_since = self._shutter_since = self._idle_since = now
        self._thumb_pressed_at = self._thumb_lifted_at = self._index_pressed_at = self._gap_since = now
        self._take_over(False, False, False)

    def edges_lost(self, now, thumb, index, held):
        """Takes over the levels after edges may have been lost. Returns an order.

        `held`: the thumb, or the lock it left behind, keeps FOCUS closed. A button that is down counts as pressed
        only now, so that it opens a locked SHUTTER but does not count as held for long.
        """
        self._take_over(thumb, index, held)
        self._index_pressed_at = self._thumb_pressed_at = self._quiet_since = now
        return self._unlock_shutter() if self.shutter_locked and (thumb or index) else NOTHING

    def _take_over(self, thumb, index, held):
        self._thumb = thumb
        self._index = index
        self.locked = held and self.style == LOCK  # FOCUS stays closed without the thumb
        self._gap = False  # FOCUS is open for the refocus gap
        self._wanted = NOTHING  # what the thumb asked for under a shot
        self._over = thumb and not held  # the thumb is past the limit: it must be lifted first
        self.forget_gestures()

    def forget_gestures(self):
        """Forgets taps and holds in progress: their times are not known well enough."""
        self._taps = 0  # short taps in a row
        self._chord = False  # this hold of the thumb may become the shutter lock

    # The thumb.

    def thumb(self, now, down):
        """The thumb was pressed or released. Returns an order."""
        if down == self._thumb:
            return NOTHING  # the first release after power-up
        self._thumb, self._over = down, False
        self._quiet_since = now
        return self._thumb_pressed(now) if down else self._thumb_lifted(now)

    def _thumb_pressed(self, now):
        self._limit_hit = False
        if self.shutter_locked:
            return self._unlock_shutter()
        if self.style == TRACK:
            return NOTHING
        again, self.locked = self.locked, True
        near = diff(now, self._thumb_lifted_at) < self._settings["tap_ms"]
        self._taps = 1 if self._taps == 1 and near else 0
        self._thumb_pressed_at = now
        self._chord = (
            self._shutter and self._index and diff(now, self._index_pressed_at) >= INDEX_BEFORE_LOCK_MS
        )
        if self._end_gap(now):
            return END_GAP
        # Ordered by `lines`, which sees whether a shot is on now. Without a lock the press itself has closed FOCUS.
        self._wanted = REFOCUS if again else NOTHING
        return NOTHING

    def _thumb_lifted(self, now):
        self._chord = False
        if self.style == TRACK:
            # Only `focus_open_between` opens FOCUS under the thumb; a thumb that lifts then must find it open.
            return END_GAP if self._end_gap(now) else NOTHING
        short = diff(now, self._thumb_pressed_at) < self._settings["tap_ms"]
        self._taps = self._taps + 1 if short else 0
        self._thumb_lifted_at = now
        return NOTHING

    def _end_gap(self, now):
        """Ends the refocus gap. True if one was on."""
        on = self._gap and diff(now, self._gap_since) < self._settings["refocus_gap_ms"] + READ_LATE_MS
        self._gap = False
        return on

    def _watch_gap(self, now):
        """A shot ends the gap, also one that was ordered in the very moment that the shot began."""
        if self._gap and self._shot:
            self._gap = False
            return END_GAP
        self._gap = self._gap and diff(now, self._gap_since) < self._settings["refocus_gap_ms"] + READ_LATE_MS
        return NOTHING

    def _what_was_wanted(self, now):
        """The thumb's wish, once no shot needs FOCUS and this press cannot become the shutter lock."""
        if self._wanted == NOTHING or self._shot or self._chord:
            return NOTHING
        order, self._wanted = self._wanted, NOTHING
        if order == REFOCUS:
            self._gap, self._gap_since = True, now
        else:
            self.locked = self._gap = False
            self._focus_ms = 0  # a press before the next turn closes it anew
        return order

    # The index.

    def index(self, now, down):
        """The index was pressed or released. Returns an order."""
        self._index = down
        self._chord = False
        if not down:
            return NOTHING
        self._limit_hit = False
        self._taps = 0
        self._index_pressed_at = now
        if self.shutter_locked:
            return self._unlock_shutter()
        return END_GAP if self._end_gap(now) else NOTHING

    def _unlock_shutter(self):
        self.shutter_locked = False
        self._taps = 0
        return OPEN_SHUTTER

    # Time and lines.

    def lines(self, now, focus, shutter, shot):
        """Time has passed; True = closed, and `shot`: FOCUS is needed for a shot, now or next. Returns an order."""
        elapsed, self._now = diff(now, self._now), now
        opened = self._shutter and not shutter
        if shutter and not self._shutter:
            self._shutter_since = now
        # SHUTTER has just changed, if it has: the loop turns at once. Before that it was as it was seen last.
        self._focus_ms = self._focus_ms + (0 if self._shutter else elapsed) if focus and self._focus else 0
        between = opened and focus and self._focus and self._settings["focus_open_between"]
        self._focus, self._shutter, self._shot = focus, shutter, shot
        if self._thumb or self._index or shutter or opened:
            self._quiet_since = now
        self._watch_sleep(now)
        if not shutter:
            self.shutter_locked = self._chord = False
        if between and not (self.locked and self._wanted == LET_GO):
            self._wanted = OPEN_FOCUS if self._over else REFOCUS if self.locked or self._thumb else LET_GO
        return (
            self._limits(now)
            or self._gestures(now)
            or self._watch_gap(now)
            or self._what_was_wanted(now)
            or self._change_style()
        )

    def _limits(self, now):
        """A line closed for too long opens."""
        limit_s = self._settings["shutter_lock_limit_s" if self.shutter_locked else "shutter_limit_s"]
        if self._shutter and diff(now, self._shutter_since) >= limit_s * 1000:
            self.shutter_locked = False
            self._limit_hit = True
            return OPEN_SHUTTER
        # Under a closed SHUTTER FOCUS cannot open: the opening finds the limit as it stands.
        if self._focus_ms >= self._settings["focus_limit_s"] * 1000 and not self._shutter:
            self._focus_ms = 0
            self.locked = self._gap = False
            self._wanted = NOTHING
            self._limit_hit = True
            self._over = self._thumb
            return OPEN_FOCUS if self._thumb else LET_GO
        return NOTHING

    def _gestures(self, now):
        """What becomes of a button that stays as it is: shutter lock, letting go, the lock's time-out."""
        if self._chord and self._shutter and diff(now, self._thumb_pressed_at) >= THUMB_FOR_LOCK_MS:
            self._chord = False
            self._wanted = NOTHING  # that press is no refocus
            self.shutter_locked = True
            return LOCK_SHUTTER
        if self._taps and not self._thumb and diff(now, self._thumb_lifted_at) >= self._settings["tap_ms"]:
            if self._taps == 2:
                self._wanted = LET_GO
            self._taps = 0
        elif self._lock_left_ms(now) <= 0:
            self._wanted = LET_GO
        return NOTHING

    def _lock_left_ms(self, now):
        """Until the lock lets go by itself; counted only while both buttons are up and SHUTTER is open."""
        if not self.locked:
            return self._settings["lock_timeout_s"] * 1000
        return self._settings["lock_timeout_s"] * 1000 - diff(now, self._quiet_since)

    def _watch_sleep(self, now):
        """A body whose lines stay open goes to sleep, where the profile says after how long."""
        if self._focus or self._shutter:
            self._asleep = False
            self._idle_since = now
        elif self._settings["sleep_after_s"] and not self._asleep:
            self._asleep = diff(now, self._idle_since) > self._settings["sleep_after_s"] * 1000

    def lead_ms(self):
        """The lead of the next closure of FOCUS."""
        wake_ms = self._settings["wake_lead_ms"]
        return wake_ms if self._asleep and wake_ms is not None else self._settings["focus_lead_ms"]

    # The style.

    def want_style(self, style):
        """Asks for LOCK or TRACK; it is taken over once both buttons are up and SHUTTER is open."""
        self._style_wanted = style

    def _change_style(self):
        if self._style_wanted == self.style or self._thumb or self._index or self._shutter or self._shot:
            return NOTHING
        if self.locked:
            self.locked, self._focus_ms = False, 0
            return LET_GO
        self.style = self._style_wanted
        return CHANGE_STYLE

    # For the loop and the lamp.

    def busy(self):
        """True while a line is closed, a button is down or a gesture is on: look often."""
        return self._focus or self._shutter or self._thumb or self._index or self._taps > 0 or self._gap

    def shows(self):
        """The state for the lamp, one of the names above."""
        if self.shutter_locked:
            return SHUTTER_LOCKED
        if self._shutter:
            return SHUTTER_CLOSED
        if self._limit_hit:
            return LIMIT_HIT
        if self.locked and self._lock_left_ms(self._now) <= ENDING_MS:
            return LOCK_ENDING
        return FOCUS_CLOSED if self._focus or self.locked else READY
