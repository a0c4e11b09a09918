"""What the fingers have asked for, by the behaviour contract: which line must do what next, and when.

Written from the contract alone; it must never be made from the firmware's own behaviour, which it judges.
"""

from backgrip.tryout import clauses
from backgrip.tryout.agenda import Agenda
from backgrip.tryout.clauses import Clause

MS = 1_000_000
LONG_NS = clauses.LONG_MS * MS


class Asked(Agenda):
    """Follows presses and line edges, and sets the windows for what they ask for."""

    def __init__(self, style, times):
        super().__init__()
        self.lock = style == "lock"
        self.ns = clauses.Times(*(round(value * MS) for value in times))
        self.focus_since = self.shutter_since = None  # closed since, or None
        self.shutter_opened = None
        self.shot = None  # the press that SHUTTER closes, or will close, for
        self.waiting = None  # the latest press that came too early to be taken
        self.thumb = self.index = None  # the presses that are down
        self.held = False  # the thumb, or the lock it left behind, wants FOCUS closed
        self.wish = None  # what the thumb asked for under a shot
        self.taps = 0
        self.lifted = None  # when the latest tap ended
        self.chord = None  # the thumb press that becomes the shutter lock
        self.shutter_locked = False

    def expect_press(self, press):
        """Queues a press and its release."""
        thumb = press.button == "thumb"
        self.at(press.first_ns, self.thumb_pressed if thumb else self.index_pressed, press)
        if press.released_ns is not None:
            self.at(press.released_ns, self.thumb_released if thumb else self.index_released, press)

    # The thumb.

    def thumb_pressed(self, press):
        if self.shutter_locked:
            self.end_shutter_lock(press)
            return
        self.thumb = press
        again, self.held = self.held and self.lock, True
        near = self.lifted is not None and press.first_ns - self.lifted < self.ns.tap
        self.taps = 1 if self.taps == 1 and near else 0
        self.cancel("FOCUS", 0)  # a tail, or a letting go, that this press overrules
        if self.lock and self.shutter_since is not None and self.index_down_for(press.first_ns):
            self.chord = press
            self.at(press.first_ns + clauses.LOCK_THUMB_MS * MS, self.chord_complete, press)
        if self.focus_since is None:
            self.cancel("FOCUS", 1)
            self.expect_at_once("FOCUS", press)
        elif again:
            self.wish = Clause.REFOCUS
            self.grant(press.first_ns, 0)

    def thumb_released(self, press):
        if press is not self.thumb:
            return  # the press that ended the shutter lock means nothing else
        self.thumb = self.chord = None
        if not self.lock:
            self.held = False
            if self.shot is None and self.focus_since is not None:
                self.expect(
                    "FOCUS", 0, press.up_ns, self.ns.debounce, clauses.RELEASE_MS * MS, Clause.RELEASE
                )
            return
        self.taps = self.taps + 1 if press.up_ns - press.first_ns < self.ns.tap else 0
        self.lifted = press.up_ns
        if self.taps == 2:
            self.at(press.up_ns + self.ns.tap, self.let_go, press)

    def let_go(self, press):
        """The time for a third press is over."""
        if self.taps == 2 and self.lifted == press.up_ns and self.thumb is None:
            self.taps = 0
            self.wish = Clause.LET_GO
            self.grant(press.up_ns, self.ns.tap)

    def grant(self, since_ns, after_ns):
        """The thumb's wish, unless a shot needs FOCUS now: the CPU opens it."""
        if self.wish is None or self.shot is not None or self.waiting is not None:
            return
        self.expect("FOCUS", 0, since_ns, after_ns, clauses.NOTICED_MS * MS, self.wish)
        self.wish = None

    # The index.

    def index_pressed(self, press):
        self.taps = 0
        if self.shutter_locked:
            self.end_shutter_lock(press)
            return
        self.index = press
        window = self.cancel("FOCUS", 0)  # a shot needs FOCUS: a tail or a letting go is over,
        if window and window.clause is Clause.REFOCUS:
            self.wish = window.clause  # focusing again comes after it
        if self.shot is not None:
            self.waiting = press
        elif self.shutter_opened is not None and press.first_ns < self.shutter_opened + self.ns.shutter_gap:
            self.waiting = press
            self.take_waiting()
        else:
            self.take(press)

    def index_released(self, press):
        self.chord = None
        if press is self.index:
            self.index = None

    def take(self, press):
        """A press that SHUTTER can follow now, or after the lead."""
        self.shot = press
        if self.focus_since is None:
            self.cancel("FOCUS", 1)
            self.expect_at_once("FOCUS", press)
            return
        ready = self.focus_since + self.ns.focus_lead
        if press.first_ns >= ready + LONG_NS:
            self.expect_at_once("SHUTTER", press)
        else:
            self.expect_after_lead(max(0, press.first_ns - ready))

    def take_waiting(self):
        self.shot, self.waiting = self.waiting, None
        self.expect("SHUTTER", 1, self.shutter_opened, self.ns.shutter_gap, LONG_NS, Clause.GAP)

    def expect_after_lead(self, past_ns):
        self.expect(
            "SHUTTER", 1, self.focus_since, self.ns.focus_lead + past_ns, LONG_NS - past_ns, Clause.LEAD
        )

    def index_down_for(self, now_ns):
        return self.index is not None and now_ns - self.index.first_ns >= clauses.LOCK_INDEX_MS * MS

    # The shutter lock.

    def chord_complete(self, press):
        if self.chord is press and self.shutter_since is not None:
            self.chord = self.wish = None
            self.shutter_locked = True
            self.cancel("SHUTTER", 0)

    def end_shutter_lock(self, press):
        self.shutter_locked = False
        self.thumb = None
        self.taps = 0
        long_ns = press.contact_ns - press.first_ns + clauses.LOCK_ENDS_MS * MS
        self.expect("SHUTTER", 0, press.first_ns, 0, long_ns, Clause.LOCK_ENDS)

    # What the lines did.

    def missed(self, line, level):
        """An edge that was due has not come; a frame that was lost is not waited for any longer."""
        self.cancel(line, level)
        if line == "SHUTTER" and level:
            self.shot = None

    def seen(self, edge, window):
        """Follows an edge of a line, asked for (by `window`) or not."""
        t_ns = edge.t_ns
        if edge.signal == "FOCUS":
            self.focus_since = t_ns if edge.level else None
            if edge.level and self.shot is not None and self.shutter_since is None:
                self.expect_after_lead(0)
            elif not edge.level and window and window.clause is Clause.REFOCUS:
                self.expect("FOCUS", 1, t_ns, self.ns.refocus_gap, LONG_NS, Clause.REFOCUS_GAP)
            elif not edge.level and self.lock and self.thumb is None:
                self.held = False
        elif edge.level:
            self.shutter_since = t_ns
            self.expect_shutter_opening(t_ns)
        else:
            self.shutter_since, self.shutter_opened, self.shot = None, t_ns, None
            self.shutter_locked = False
            self.after_shot(t_ns)

    def expect_shutter_opening(self, t_ns):
        press = self.shot
        if press is None or press.released_ns is None:
            return
        if press.released_ns > t_ns + self.ns.shutter_min:
            self.expect("SHUTTER", 0, press.up_ns, self.ns.debounce, clauses.RELEASE_MS * MS, Clause.RELEASE)
        else:
            self.expect("SHUTTER", 0, t_ns, self.ns.shutter_min, LONG_NS, Clause.FLOOR)

    def after_shot(self, t_ns):
        if self.waiting is not None:
            self.take_waiting()
        elif self.wish is not None:
            self.grant(t_ns, 0)
        elif not self.held:
            self.expect("FOCUS", 0, t_ns, self.ns.focus_tail, LONG_NS, Clause.TAIL)
