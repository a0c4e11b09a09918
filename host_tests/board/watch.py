"""What must hold on recorded lines whatever the fingers did, to the nanosecond. Knows nothing of the firmware."""

LATENCY_NS = 5_000  # contact to line
NO_OPENING_NS = 20_000  # an opto needs about that long to let go: a shorter dark is no opening


def as_seen(spans):
    """Closures as a camera sees them: darks too short to be an opening are bridged."""
    seen = []
    for close_ns, open_ns in spans:
        if seen and close_ns - seen[-1][1] < NO_OPENING_NS:
            seen[-1] = (seen[-1][0], open_ns)
        else:
            seen.append((close_ns, open_ns))
    return seen


def thumb_faults(board, since_ns):
    """Sentences on presses of the thumb that FOCUS did not follow; for track style, clean contacts, no limit hit."""
    now = board.now_ns
    focus = as_seen([(a, b or now) for a, b in board.closed_of("FOCUS")])
    told = []
    for down, up in board.closed_of("thumb"):
        if (up or now) > since_ns and not any(a <= down + LATENCY_NS and (up or now) <= b for a, b in focus):
            told.append("FOCUS did not follow the thumb of %.3f us" % ((down - since_ns) / 1000))
    return told


def faults(board, settings, since_ns):
    """Sentences on what went wrong since `since_ns`."""
    now = board.now_ns
    focus = as_seen([(a, b or now) for a, b in board.closed_of("FOCUS")])
    raw = [(a, b or now) for a, b in board.closed_of("SHUTTER")]
    shutter = as_seen(raw)
    told = []
    if len(shutter) != len(raw):
        told.append("SHUTTER was dark for under 20 us")
    for closed, opened in shutter:
        if opened < since_ns:
            continue
        at = "frame at %.3f us: " % ((closed - since_ns) / 1000)
        around = [span for span in focus if span[0] <= closed and opened <= span[1]]
        if settings["shutter_needs_focus"] and not around:
            told.append(at + "FOCUS was not closed throughout")
        elif settings["shutter_needs_focus"] and closed - around[0][0] < settings["focus_lead_ms"] * 1_000_000:
            told.append(at + "lead too short")
        if opened < now and opened - closed < settings["shutter_min_ms"] * 1_000_000:
            told.append(at + "floor too short")
    for (_, opened), (closed, _) in zip(shutter, shutter[1:]):
        if closed - opened < settings["shutter_gap_ms"] * 1_000_000:
            told.append("gap too short")
    return told
