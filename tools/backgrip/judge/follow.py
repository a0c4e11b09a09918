"""Plays one powered-on stretch of a recording: presses and edges of lines in the order of their times."""

from bisect import bisect_right
from heapq import heappop, heappush

from backgrip.judge import why
from backgrip.judge.clauses import Clause
from backgrip.judge.fingers import Fingers
from backgrip.judge.focus import Focus
from backgrip.judge.settings import MS, S
from backgrip.judge.shots import Shots
from backgrip.judge.verdict import Break, Kept

LOST_NS = S  # an edge later than this is none
LIMITS = (Clause.LIMIT_FOCUS, Clause.LIMIT_SHUTTER, Clause.LIMIT_LOCKED)
# What the edge that keeps the first clause has put to the test as well.
IMPLIED = {
    Clause.TAIL_LATE: (Clause.TAIL, Clause.LEFT_CLOSED), Clause.REFOCUS_GAP_LATE: (Clause.REFOCUS_GAP,),
    Clause.RELEASE: (Clause.LEFT_CLOSED,), Clause.FLOOR_LATE: (Clause.LEFT_CLOSED,),
}  # fmt: skip
RANK = {("FOCUS", 1): 2, ("SHUTTER", 0): 3, ("SHUTTER", 1): 4, ("FOCUS", 0): 5}


class Follow(Fingers):
    """`pressed`: presses of both buttons; `closures`: those of the lines as a camera sees them, by name. `reset`: the
    stretch begins with one.

    `dues` is all that may and must happen next, made anew after every event from the state of `shots` and `focus`.
    """

    def __init__(self, verdict, settings, allow, pressed, closures, begin_ns, reset):
        self.verdict, self.s, self.a, self.step = verdict, settings, allow, allow.step_ns
        self.closures, self.begin_ns, self.reset = closures, begin_ns, reset
        self.shots = Shots(settings, allow, self)
        self.focus = Focus(settings, allow, self.shots)
        self.dues, self.grace, self.grace_until = [], [], 0
        self.told = set()
        self.lead = (self.shots.lead, self.shots.lead)
        self.blurred = False  # what the fingers mean is not known for sure, until all is quiet
        self.now = self.busy_ns = begin_ns
        self.maintenance = False
        self.glitches = []
        self.first_judged = None  # when the first press that counts began
        self._number = 0
        self.queue = []
        for press in pressed:
            self._put(press.first, 1, self._press, press)
            if press.up is not None:
                self._put(press.released, 0, self._lift, press)
        self.edges = {key: [] for key in RANK}
        for line, spans in closures.items():
            for close, opened in spans:
                for t, level in ((close, 1), (opened, 0)):
                    if t is not None:
                        self._put(t, RANK[line, level], self._line, (line, level))
                        self.edges[line, level].append(t)

    def _put(self, t, rank, act, what):
        self._number += 1
        heappush(self.queue, (t, rank, self._number, act, what))

    def run(self, end_ns):
        """Judges up to `end_ns`."""
        while self.queue and self.queue[0][0] < end_ns:
            t, _, _, act, what = heappop(self.queue)
            self._overdue(t)
            self.now = t
            self._unblur(t)
            act(t, what)
            self.refresh()
        self._overdue(end_ns)

    def refresh(self):
        """What is due from now on."""
        self.dues = [*self.shots.dues(self.focus.closed, self.lead[1]), *self.focus.dues()]

    def tested(self, clause):
        """The recording has put a clause to the test."""
        self.verdict.exercised[clause] += 1

    def tell(self, t, clause, words):
        """A clause is broken."""
        self.tested(clause)
        self.verdict.breaks.append(Break(t, clause, words))

    # The lines.

    def _line(self, t, what):
        line, level = what
        self.busy_ns = t
        allowed = [due for due in self.dues if due[:2] == what and due.allows(t, self.step)]
        if t <= self.grace_until + self.step:
            allowed = allowed or [due for due in self.grace if due[:2] == what and due.allows(t, self.step)]
        allowed.sort(key=lambda due: (due.clause in LIMITS, due.latest is None, -due.earliest))
        best = allowed[0] if allowed else None
        if level:
            self.tested(Clause.NOT_ASKED)
        if self.blurred:
            self._blurred_edge(t, line, level)
        elif best is None:
            self.tell(t, *why.edge(self, t, line, level))
        elif best.clause is not Clause.NOT_ASKED:
            for clause in (best.clause, *IMPLIED.get(best.clause, ())):
                self.tested(clause)
            if line == "SHUTTER" and best.clause is Clause.RELEASE:
                self.tested(Clause.FOLLOWS)
            self.verdict.kept.append(Kept(t, line, level, best.clause, t - best.since))
        self._move(t, line, level, [due.clause for due in allowed])

    def _move(self, t, line, level, clauses):
        if line == "FOCUS":
            if level:
                self.lead = self._lead(t)
                self.focus.closes(t, bool(clauses) or self.blurred)
            else:
                self.focus.opens(t, clauses)
        elif level:
            self.shots.closes(t)
            self.focus.shutter_closes(t)
            self.shots.stray |= self.blurred
        else:
            self.shots.opens(t, bool(clauses))
            self.focus.shutter_opens(t)
            if self.shots.past_limit is not None:
                self.tested(Clause.LIMIT_LIFT)
            self._put(self.shots.free_ns, 0, self._gap_over, None)

    def _gap_over(self, t, _):
        self.grace, self.grace_until = self.dues, t + self.a.contact_ns
        self.shots.gap_over(t)

    def _lead(self, t):
        """(shortest, longest) lead of a FOCUS that closes now: the body may have slept."""
        lead, wake = self.shots.lead, self.s.wake_lead_ms
        if wake is None or not self.s.sleep_after_s:
            return lead, lead
        wake = self.s.ns("wake_lead_ms")
        open_ns = t - max(self.begin_ns, self.focus.opened or 0, self.shots.opened or 0)
        sleeps, loose = self.s.ns("sleep_after_s"), self.a.noticed_ns
        if open_ns > sleeps + loose:
            return wake, wake
        return (lead, lead) if open_ns < sleeps - loose else (min(lead, wake), max(lead, wake))

    def _blurred_edge(self, t, line, level):
        index = self.shots.index
        if line == "SHUTTER" and level and (index is None or index.dead):
            self.tell(t, *why.edge(self, t, line, level))

    # Time.

    def _overdue(self, now):
        """Tells of every edge that should have come before `now`."""
        for due in self.dues:
            if due.latest is None or due.latest + self.step >= now or due.key in self.told or self.blurred:
                continue
            self.told.add(due.key)
            comes = self.next_edge(due.line, due.level, due.latest)
            late_ns = None if comes is None or comes - due.latest > LOST_NS else comes - due.latest
            if due.clause in (Clause.LATENCY, Clause.GAP_ENDS) and self._told_by_order(due, comes):
                continue
            self.tell(due.latest, *why.overdue(self, due, late_ns))
            if late_ns is None and due.level:
                self._give_up(due)

    def _told_by_order(self, due, comes):
        """SHUTTER closes before the FOCUS that should: that is told there."""
        shutter = self.next_edge("SHUTTER", 1, due.since)
        return due.line == "FOCUS" and self.shots.taken is not None and shutter is not None and (
            comes is None or shutter < comes
        )

    def _give_up(self, due):
        """A press that was lost is waited for no longer."""
        if due.line == "SHUTTER" or self.focus.answer is None:
            self.shots.taken = None
        if due.line == "FOCUS":
            self.focus.answer = self.focus.gap = None

    def next_edge(self, line, level, after):
        """When a line closes or opens next after `after`, or None."""
        times = self.edges[line, level]
        place = bisect_right(times, after)
        return times[place] if place < len(times) else None

    def _unblur(self, t):
        """After a quiet time with everything open it is known again what the next press means."""
        down = any(p is not None and p.down_at(t) and not p.dead for p in (self.shots.index, self.focus.thumb))
        if not self.blurred or down or self.focus.closed is not None or self.shots.closed is not None:
            return
        if t - self.busy_ns > 2 * self.s.ns("tap_ms") + self.s.ns("refocus_gap_ms") + 100 * MS:
            shots, focus = self.shots, self.focus
            self.blurred = False
            self.shots = Shots(self.s, self.a, self)
            self.shots.index, self.shots.opened = shots.index, shots.opened
            self.focus = Focus(self.s, self.a, self.shots)
            self.focus.thumb, self.focus.opened = focus.thumb, focus.opened
