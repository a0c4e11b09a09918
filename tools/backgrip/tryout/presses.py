"""What bouncing contacts and lines have meant: presses, and closures that a camera notices."""

from typing import NamedTuple

from backgrip.board import Edge, intervals

GLITCH_NS = 1_000  # a closure of 1 us or less closes nothing
SURE_NS = 3_000  # one that outlasts the slowest filter allowed is a press
DARK_NS = 20_000  # an opto-isolator needs about that long to let go


class Press(NamedTuple):
    """One press.

    The line may answer from `first_ns`, the first closure that a quick filter lets through, and must answer
    to `contact_ns`, the first that every filter does. `up_ns` is the contact's last opening, `released_ns` when
    that had lasted for the debounce time; both are None if the button is down at the end.
    """

    button: str
    first_ns: int
    contact_ns: int
    up_ns: int | None
    released_ns: int | None


def presses(edges: list[Edge], button: str, debounce_ns: int) -> list[Press]:
    """The presses of one button. Closures with less than the debounce time between them are one press."""
    found, group = [], []
    for closure in intervals([edge for edge in edges if edge.signal == button]):
        if group and closure.close_ns - group[-1].open_ns >= debounce_ns:
            found.append(group)
            group = []
        group.append(closure)
    return [press for press in (_press(button, one, debounce_ns) for one in [*found, group]) if press]


def _press(button, closures, debounce_ns):
    """The press that closures so close together make, or None if all of them are too short to be one."""
    first = _first_longer_than(GLITCH_NS, closures)
    contact = _first_longer_than(SURE_NS, closures)
    if contact is None:
        return None
    up_ns = closures[-1].open_ns
    return Press(button, first, contact, up_ns, None if up_ns is None else up_ns + debounce_ns)


def _first_longer_than(length_ns, closures):
    for closure in closures:
        if closure.open_ns is None or closure.open_ns - closure.close_ns > length_ns:
            return closure.close_ns
    return None


def as_a_camera_sees(edges: list[Edge], line: str) -> list[Edge]:
    """The edges of a line without the openings too short for an opto-isolator to follow."""
    seen: list[Edge] = []
    for edge in edges:
        if edge.signal != line:
            continue
        if edge.level and seen and edge.t_ns - seen[-1].t_ns < DARK_NS:
            seen.pop()
        else:
            seen.append(edge)
    return seen
