"""Differences of millisecond ticks that wrap, as `time.ticks_diff` does, for layers that know no clock."""

_HALF = 1 << 29  # ticks wrap at 2**30; written so that no step leaves the range of MicroPython's small integers


def diff(later, earlier):
    """Milliseconds from `earlier` to `later`, both 0 to 2**30 - 1; right for spans under 6.2 days either way."""
    span = later - earlier
    if span >= _HALF:
        return span - _HALF - _HALF
    if span < -_HALF:
        return span + _HALF + _HALF
    return span
