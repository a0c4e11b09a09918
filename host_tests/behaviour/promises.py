"""What the contract promises, watched tick by tick: contacts in, lines out, nothing known of the behaviour's code.

`Watch.after` is told each tick of a `coarse.CoarseGrip`: contacts, lines, and the style. It raises `Broken` with the
promise that was broken. What it remembers is a part of the explored state, so every count is cut off where no higher
one makes a difference. Counts are ticks; a line that is told in the tick of a cause is in time.

On a body whose loop is late or loses edges (`Body.faults`) it cannot know which gestures were understood; what only
gestures decide is then not asked, everything else is.
"""

from grip.profile import TRACK

from behaviour.broken import CHORD_INDEX, LONG, NO, TAP, TIMEOUT, promise
from behaviour.coarse import ticks
from behaviour.promises_focus import Focus
from behaviour.promises_shutter import Shutter

REMEMBERED = {
    # Fingers as far as they count: not until seen released after power-up.
    "thumb_armed": False, "index_armed": False, "thumb": False, "index": False, "thumb_age": 0, "index_age": 0,
    # That press closes nothing more: it ended a lock, or its line has hit its limit.
    "thumb_void": False, "index_void": False,
    # Lines, and for how long they have been as they are.
    "focus": False, "shutter": False, "focus_age": 0, "focus_count": 0, "focus_seen": 0, "shutter_age": 0, "dark": 0,
    "shutter_dark": LONG, "lead": 0, "lines_dark": -1,
    # Presses of the index: one is being shot; it has closed SHUTTER; one waits; one may have merged or not.
    "taken": False, "fired": False, "waiting": False, "maybe": False, "merging": False, "owing": 0,
    # The focus lock and what the thumb has asked for; "between": FOCUS may open since SHUTTER opened, and must after
    # so many ticks; below 0 it need not, because a press may have ended that at once.
    "lock": NO, "refocus_due": 0, "refocus_may": 0, "go": 0, "taps": 0, "taps_unsure": False,
    "lift_age": LONG, "idle": 0, "between": 0,
    # The shutter lock: its gesture is on, it may be locked, it must be.
    "chord": NO, "chain_age": 0, "may_lock": False, "must_lock": False, "unlocking": 0,
    "track": False, "wished": 0,
}  # fmt: skip
NAMES = tuple(REMEMBERED)


class Watch(Shutter, Focus):
    """Follows one grip."""

    def __init__(self, body):
        self.body = body
        self.late = int(body.faults)  # ticks that the loop may be behind
        self.sure = not body.faults
        limits = body.limits_s
        self.focus_limit = ticks(limits["focus"] * 1000)
        self.shutter_limit, self.locked_limit = ticks(limits["shutter"] * 1000), ticks(limits["locked"] * 1000)
        self.restart()

    def restart(self):
        """After power-up and any reset."""
        self.__dict__.update(REMEMBERED)
        self.lead = self.body.lead
        self.track = self.body.style == TRACK

    def pack(self):
        own = self.__dict__
        return tuple([own[name] for name in NAMES])

    def unpack(self, packed):
        self.__dict__.update(zip(NAMES, packed))

    def after(self, contact, focus, shutter, style, wanted):
        """One tick has passed."""
        was_thumb, held = self.thumb, self.thumb_age
        thumb = self._finger("thumb", contact["thumb"])
        index = self._finger("index", contact["index"])
        lifted = was_thumb and not self.thumb
        self._unlocks(thumb, index, shutter)
        self._presses(index and not self.index_void, shutter)
        self._order(focus, shutter)
        self._shutter_line(shutter)
        self._gesture(thumb, index, shutter)
        self._wishes(thumb, lifted, held < TAP - 1, index, shutter)
        self._focus_line(focus, thumb, style != wanted)
        self._thumb_holds(focus)
        self._style(style == TRACK, style != wanted, focus, shutter)
        self._remember(contact, focus, shutter)

    def _finger(self, name, closed):
        """Follows a finger; true if a press begins."""
        own = self.__dict__
        if not own[name + "_armed"]:
            own[name + "_armed"] = not closed
            return False
        begins, own[name] = closed and not own[name], closed
        own[name + "_age"] = min(own[name + "_age"] + 1, CHORD_INDEX + 1) if closed and not begins else 0
        own[name + "_void"] = own[name + "_void"] and closed
        return begins

    def _style(self, track, wish, focus, shutter):
        if track != self.track:
            promise(not (self.thumb or self.index or shutter), "no style changes while shooting")
            promise(track or self.lock == NO or not focus, "a change of style lets go")
            self.track, self.wished, self.taps = track, 0, 0
            self.lock = NO
        quiet = not (self.thumb or self.index or self.shutter or self._shot())
        self.wished = min(self.wished + 1, 4) if wish and quiet else 0
        promise(self.wished <= 3, "the style changes once both buttons are up")

    def _remember(self, contact, focus, shutter):
        busy = self.thumb or self.index or shutter or self.shutter or (not self.sure and any(contact.values()))
        self.idle = 0 if busy or not focus else min(self.idle + 1, TIMEOUT + 3)
        self.lines_dark = 0 if focus or shutter else min(self.lines_dark + 1, 4)
        self.focus_age = min(self.focus_age + 1, LONG) if focus else 0
        self.focus_count = self.focus_count + (not shutter) if focus else 0
        # A loop that did not see it open between two turns counts on: FOCUS may open early then, never late.
        seen = focus or (self.focus and self.focus_seen)
        self.focus_seen = min(self.focus_seen + (focus and not shutter), self.focus_limit) if seen else 0
        self.shutter_age = self.shutter_age + 1 if shutter else 0
        self.dark = 0 if focus else min(self.dark + 1, LONG)
        if not focus:
            asleep = self.body.wake is not None and self.lines_dark > ticks(1001)  # the loop may see it a tick later
            self.lead = self.body.wake if asleep else self.body.lead
        self.focus, self.shutter = focus, shutter
