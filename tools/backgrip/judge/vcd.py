"""Reads value change dumps: those of `make try` and `backgrip monitor --record`, and a logic analyser's."""

from pathlib import Path
from typing import NamedTuple

from vcd.reader import TokenKind, VCDParseError, tokenize

from backgrip.judge.record import BUTTONS, LINES, Record
from backgrip.judge.settings import MS
from backgrip.problem import Problem

UNITS_NS = {"s": 1e9, "ms": 1e6, "us": 1e3, "ns": 1, "ps": 1e-3, "fs": 1e-6, "as": 1e-9, "zs": 1e-12}
NONE = "none"
COUNTERS = ("thumb_presses", "index_presses", "frames")
FURTHER = ("style", "resets", "telling", "LED", *COUNTERS)
MONITOR_NS = 30 * MS  # how far apart a watched grip looks at its own lines, at most
BLIP_NS = 500 * MS, 1500 * MS  # before and after something it did not see: the lines do for it what they do


class Waves(NamedTuple):
    """A record, how coarse its times are, and what was found out about the file, in sentences."""

    record: Record
    step_ns: int
    notes: list[str]


def read(path: Path, names: dict[str, str], contacts: str = "auto", power_up: bool = False) -> Waves:
    """The record in a file. `names`: the file's name of our signals, "none" for a button that there is not.

    `contacts`: the level of a contact that is pressed, "high", "low" or "auto". `power_up`: it begins as the grip is
    switched on. Raises Problem.
    """
    changes, step_ns, comment = _changes(path, names)
    end_ns = max((t for each in changes.values() for t, _ in each), default=0)
    if "end" in changes:
        end_ns = changes.pop("end")[0][0]
    if not end_ns:
        raise Problem(f"{path} holds no changes: nothing was recorded. Record again, with presses in it.")
    begin_ns = min(t for each in changes.values() for t, _ in each)
    notes = _turned(changes, contacts, begin_ns, end_ns)
    unknown = _joined(_unknown(changes, end_ns) + _blips(changes, end_ns))
    resets = tuple(t for t, value in changes.get("resets", ()) if value not in ("0", 0))
    if power_up and begin_ns not in resets:
        resets = (begin_ns, *resets)
    edges = [(t, name, _level(name, value)) for name in (*BUTTONS, *LINES, "LED", "style")
             for t, value in changes.get(name, ())]  # fmt: skip
    edges.sort(key=lambda edge: edge[0])
    if "monitor" in comment:
        step_ns = MONITOR_NS
        notes.append(
            "A grip that is watched looks at its lines every few ms and at times only every 30 ms. Times are judged no "
            "more finely, and where two things came closer together than that a break may be the recording's own."
        )
    return Waves(Record(edges, end_ns, resets, begin_ns, unknown), step_ns, notes)


def _changes(path, names):
    """({signal: [(ns, value)]}, step in ns, the file's comment)."""
    wanted, found, scale, comment, now, there = {}, {}, 1.0, "", 0, []
    try:
        with path.open("rb") as file:
            for token in tokenize(file):
                if token.kind is TokenKind.TIMESCALE:
                    scale = int(token.data.magnitude) * UNITS_NS[token.data.unit.value]
                elif token.kind is TokenKind.COMMENT:
                    comment += token.data
                elif token.kind is TokenKind.VAR:
                    there.append(token.data.reference)
                    wanted[token.data.id_code] = token.data.reference
                elif token.kind is TokenKind.ENDDEFINITIONS:
                    wanted = _chosen(path, wanted, there, names)
                elif token.kind is TokenKind.CHANGE_TIME:
                    now = round(token.data * scale)
                elif token.kind in (TokenKind.CHANGE_SCALAR, TokenKind.CHANGE_VECTOR, TokenKind.CHANGE_STRING):
                    if (name := wanted.get(token.data.id_code)) is not None:
                        found.setdefault(name, []).append((now, str(token.data.value)))
    except OSError as error:
        raise Problem(f"{path} cannot be read: {error.strerror or error}.") from None
    except (VCDParseError, UnicodeDecodeError, ValueError, KeyError, IndexError) as error:
        said = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise Problem(
            f"{path} is no value change dump (.vcd), or is cut short ({said}).\n"
            "PulseView and sigrok-cli write one with -O vcd, Saleae's Logic with Export Data, VCD."
        ) from None
    if not there:
        raise Problem(f"{path} names no signals: it is empty or no value change dump (.vcd).")
    found["end"] = [(now, "")]
    return found, max(1, round(scale)), comment.lower()


def _chosen(path, ids, there, names):
    """{id code: our name}. Raises Problem for a signal that the file does not have."""
    by_name = {reference.lower(): code for code, reference in ids.items()}
    chosen = {}
    for name in (*BUTTONS, *LINES, *FURTHER):
        theirs = names.get(name, name)
        if theirs == NONE:
            continue
        if theirs.lower() in by_name:
            chosen[by_name[theirs.lower()]] = name
        elif name in names or name not in FURTHER:
            raise Problem(
                f"{path} has no signal {theirs!r}. It has {', '.join(sorted(there)) or 'none at all'}.\n"
                f"Say which is which, as in --signal {name}={there[0] if there else 'D0'}; "
                f"--signal {name}=none for one that was not recorded and never closed."
            )
    return chosen


def _level(name, value):
    return int(value == "track" or value == "1" if name == "style" else value == "1")


def _turned(changes, contacts, begin_ns, end_ns):
    """Turns contacts that are 0 when pressed. Returns a note if that was found out from the file."""
    notes = []
    for name in BUTTONS:
        each = changes.get(name)
        if not each or contacts == "high":
            continue
        ends = [t for t, _ in each[1:]] + [end_ns]
        high_ns = sum(b - a for (a, value), b in zip(each, ends) if value == "1")
        rests_high = each[0][1] == "1" and high_ns > (end_ns - begin_ns) / 2
        if contacts == "low" or rests_high:
            changes[name] = [(t, {"0": "1", "1": "0"}.get(value, value)) for t, value in each]
        if contacts == "auto" and rests_high:
            notes.append(f"{name} rests at 1, so 0 is taken for pressed; --contacts high if that is wrong.")
    return notes


def _unknown(changes, end_ns):
    """When some level is neither 0 nor 1, or the grip does not tell."""
    marks = []
    for name in (*BUTTONS, *LINES, "telling"):
        since = None
        for t, value in changes.get(name, ()):
            known = value == "1" if name == "telling" else value in ("0", "1")
            if not known and since is None:
                since = t
            elif known and since is not None:
                marks.append((since, t))
                since = None
        if since is not None:
            marks.append((since, end_ns))
    return marks


def _blips(changes, end_ns):
    """Times about a press or frame that a watched grip has counted, but that was over before it looked."""
    marks = []
    for counter, name in (("thumb_presses", "thumb"), ("index_presses", "index"), ("frames", "SHUTTER")):
        levels = changes.get(name, [])
        rises = [t for (_, before), (t, now) in zip(levels, levels[1:]) if (before, now) == ("0", "1")]
        counted = [(t, int(value)) for t, value in changes.get(counter, ()) if value.isdigit()]
        for (before_ns, before), (t, now) in zip(counted, counted[1:]):
            if now - before > sum(before_ns < rise <= t for rise in rises):
                marks.append((max(before_ns, t - BLIP_NS[0]), min(end_ns, t + BLIP_NS[1])))
    return marks


def _joined(marks):
    joined = []
    for a, b in sorted(mark for mark in marks if mark[0] < mark[1]):
        if joined and a <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(b, joined[-1][1]))
        else:
            joined.append((a, b))
    return joined
