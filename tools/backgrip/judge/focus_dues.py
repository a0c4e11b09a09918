"""When FOCUS may, and must, open and close next."""

from backgrip.judge.clauses import Clause
from backgrip.judge.due import Due

LINE = "FOCUS"


class FocusDues:
    """What the state of `Focus` asks for.

    Every `Due` is an allowance; it is a demand as well only where the contract leaves no doubt, that is where the state
    is sure, no press waits that may come before it, and no shot needs FOCUS.
    """

    def dues(self):
        return self._openings() if self.closed is not None else self._closings()

    def _closings(self):
        a, shots = self.a, self.shots
        if self.answer is not None:
            press = self.answer
            latest = max(press.contact, self.opened or 0) + a.contact_ns
            yield Due(LINE, 1, press.first, latest, self._press_clause(), press.first)
        if shots.needs_focus and shots.closed is not None:
            yield Due(LINE, 1, shots.closed, None, Clause.LATENCY, shots.closed)  # that it is late was told by SHUTTER
        elif shots.needs_focus:
            taken = shots.taken
            late = a.noticed_ns if taken.waited else a.contact_ns
            since = max(taken.first, taken.at_ns)
            latest = max(taken.contact, taken.at_ns, self.opened or 0) + late
            yield Due(LINE, 1, min(taken.first, taken.at_ns), latest, self._press_clause(), since)
        if shots.may_take and self.s.shutter_needs_focus:
            yield Due(LINE, 1, shots.maybe[0].first, None, Clause.LATENCY, shots.maybe[0].first)
        if self.stray:
            yield Due(LINE, 1, self.opened, None, Clause.NOT_ASKED, self.opened)
        if self.gap is None or self.answer is not None:
            return
        opened, race = self.gap
        ends = opened + self.gap_ns
        if self.index_in_gap is not None:
            press, may, sure = self.index_in_gap
            latest = press.contact + a.noticed_ns if sure else None
            if may or self.s.shutter_needs_focus:
                yield Due(LINE, 1, press.first, latest, Clause.GAP_ENDS, press.first)
        may, sure = self.holds_at(ends)
        let_go = self.taps.let_go
        if self.lock and let_go is not None and let_go.earliest <= ends + a.noticed_ns:
            sure, may = False, not (let_go.sure and let_go.latest + a.noticed_ns < ends)
        if opened <= self.crossed_until:
            yield Due(LINE, 1, opened, None, Clause.GAP_ENDS, opened)
        if may:
            clause = Clause.AT_TIMEOUT if race else Clause.REFOCUS_GAP_LATE
            latest = self.gap_from + self.gap_ns + a.late_ns
            latest += a.noticed_ns if race or self.gap_from != opened else 0
            yield Due(LINE, 1, opened if race else ends, latest if sure else None, clause, opened)

    def _press_clause(self):
        return Clause.GAP_ENDS if self.gap is not None else Clause.LATENCY

    def _openings(self):
        a, shots = self.a, self.shots
        if self.stray:
            yield Due(LINE, 0, self.closed, None, Clause.NOT_ASKED, self.closed)
        if self.counted_at is not None:
            at = self.counted_at + self.limit - self.counted
            loose = 2 * a.noticed_ns
            yield Due(LINE, 0, at - self.carried - loose, at + loose, Clause.LIMIT_FOCUS, self.closed)
        if shots.needs_focus:
            return
        shot = shots.opened if shots.opened is not None and shots.opened > self.closed else None
        shot = shot if self.s.shutter_needs_focus or self.between else None
        waits = bool(shots.waiting or shots.maybe)
        waited = shots.taken.at_ns if shots.taken is not None and shots.taken.waited else 0
        if self.between:
            seen = shot - self.closed >= a.tap_ns  # else the CPU may take it for a closure after SHUTTER's
            yield Due(LINE, 0, shot, shot + a.noticed_ns if seen else None, Clause.BETWEEN, shot)
        yield from self._lock_openings(max(shot or 0, waited), waits) if self.lock else self._track_openings(shot)

    def _lock_openings(self, shot, waits):
        a, taps = self.a, self.taps
        decided = taps.let_go is not None and taps.let_go.latest < shot
        if self.wants and self.chord is None and not (decided and taps.let_go.sure):
            press, sure, decided_ns = self.wants
            sure = sure and not decided and self.gap_ns > 2 * a.step_ns  # else the recording may not show it
            due = max(decided_ns, shot) + a.noticed_ns
            since = max(press.first, shot)
            yield Due(LINE, 0, since, due if sure and not waits else None, Clause.REFOCUS, since, None if sure else due)
        racing = self.race_until or None
        if taps.let_go is not None:
            since, earliest, latest, sure = taps.let_go
            due = max(latest, shot) + a.noticed_ns
            must = due if sure and not waits and True in self.latched else None
            until = None if must else max(due, racing or 0)
            yield Due(LINE, 0, max(earliest, shot), must, Clause.TWO_TAPS, since, until)
        if True in self.latched and not self.held(self.shots.hand.now):
            earliest = self.quiet_from + self.timeout - a.at_timeout_ns
            must = self.latched == {True} and not waits
            latest = self.quiet_to + self.timeout + a.noticed_ns
            yield Due(LINE, 0, earliest, latest if must else None, Clause.LOCK_TIMEOUT, self.quiet_from)
        if racing:
            yield Due(LINE, 0, 0, None, Clause.AT_TIMEOUT, racing, max(racing, shot + a.noticed_ns))
        if False in self.latched and shot and self.s.shutter_needs_focus:
            sure = self.latched == {False} and not waits
            earliest = shot + self.tail
            yield Due(LINE, 0, earliest, earliest + a.late_ns if sure else None, Clause.TAIL_LATE, shot)

    def _track_openings(self, shot):
        a, thumb = self.a, self.thumb
        waits = self.shots.waiting or self.shots.maybe
        holds = thumb not in (None, self.past_limit) and not thumb.dead
        if holds and thumb.up is None:
            return
        holds = holds and thumb.released_last > self.closed
        up, last = (thumb.released, thumb.released_last) if holds else (0, 0)
        sure = not waits and not (thumb and thumb.parted)
        if shot is not None and self.s.shutter_needs_focus:
            ends = shot + self.tail
            earliest = up if up > shot - a.contact_ns else ends  # let go as SHUTTER opens may count as in the tail
            latest = max(ends + a.late_ns, last + a.release_ns)
            clause, since = (Clause.TAIL_LATE, shot) if ends >= up else (Clause.RELEASE, up - thumb.debounce)
            yield Due(LINE, 0, earliest, latest if sure else None, clause, since)
        elif up:
            yield Due(LINE, 0, up, last + a.release_ns if sure else None, Clause.RELEASE, up - thumb.debounce)
