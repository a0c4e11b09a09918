"""What bouncing contacts have meant: presses."""

from dataclasses import dataclass

GLITCH_NS = 1_000  # a closure of 1 us or less closes nothing
SURE_NS = 3_000  # one that outlasts the slowest filter allowed is a press


@dataclass(eq=False, slots=True)
class Press:
    """One press, in ns.

    A line may answer from `first`, the first closure that a quick filter lets through, and must answer to `contact`,
    the first that every filter does. `up` is when the contact opened for good, `up_last` the same if glitches after it
    are counted. `unsure`: it may as well be part of the press before it, or nothing.
    """

    button: str
    first: int
    contact: int
    up: int | None
    up_last: int | None
    debounce: int
    unsure: bool = False
    parted: bool = False  # the press after it is unsure
    bounces: tuple = ()  # (opened, closed) within it
    dead: bool = False  # it closes nothing: down since a reset, or spent on something else

    @property
    def released(self) -> int | None:
        """Open for the whole debounce time, at the earliest."""
        return None if self.up is None else self.up + self.debounce

    @property
    def released_last(self) -> int | None:
        return None if self.up_last is None else self.up_last + self.debounce

    def down_at(self, t: int) -> bool:
        """Pressed and not yet released, by the earliest of each."""
        return self.first <= t and (self.up is None or t < self.released)

    def bouncing_at(self, t: int) -> bool:
        """Its contact was open within the debounce time before `t`, and then closed again or will."""
        return any(opened <= t < closed + self.debounce for opened, closed in self.bounces)


def presses(spans, button: str, debounce_ns: int, loose_ns: int, step_ns: int = 0) -> tuple[list[Press], list[int]]:
    """(presses, times of glitches) of a button from its closures, (close, open or None) in ns.

    Closures with less than the debounce time between them are one press; with up to `loose_ns` more, the later is
    unsure. No length is known more finely than `step_ns`.
    """
    found, glitches, group = [], [], []
    for close, opened in spans:
        if opened is not None and opened - close + step_ns <= GLITCH_NS:
            glitches.append((close, opened))
            continue
        if group and close - group[-1][1] >= debounce_ns - step_ns:
            found.append(_press(button, group, debounce_ns, step_ns))
            group = []
        group.append((close, opened))
    if group:
        found.append(_press(button, group, debounce_ns, step_ns))
    _disturb(found, glitches, debounce_ns)
    for before, after in zip(found, found[1:]):
        if after.first - before.up_last < debounce_ns + loose_ns + 2 * step_ns:
            before.parted = after.unsure = True
    return found, [close for close, _ in glitches]


def _press(button, group, debounce_ns, step_ns):
    sure = [span for span in group if span[1] is None or span[1] - span[0] - step_ns > SURE_NS]
    first, up_last = group[0][0], group[-1][1]
    contact = sure[0][0] if sure else first
    up = None if up_last is None else sure[-1][1] if sure else up_last
    bounces = tuple((a[1], b[0]) for a, b in zip(group, group[1:]))
    return Press(button, first, contact, up, up_last, debounce_ns, unsure=not sure, bounces=bounces)


def _disturb(found, glitches, debounce_ns):
    """A glitch while the contact is open may or may not start the debounce time anew."""
    glitches = iter(glitches)
    glitch = next(glitches, None)
    for press in found:
        while glitch is not None and press.up_last is not None and glitch[0] < press.up_last + debounce_ns:
            if glitch[0] > press.first:
                press.up_last = max(press.up_last, glitch[1])
            glitch = next(glitches, None)
