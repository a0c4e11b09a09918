"""The steps against the board: every part is fitted once, and the meter will read what the pages say."""

from guidelib.circuit import agrees, read_nets, read_parts, reads
from guidelib.steps import Step


def check_parts(steps: list[Step], parts=None) -> list[str]:
    """Sentences on parts that are fitted never, twice, or do not exist."""
    rows = parts or read_parts()
    wanted = {one for row in rows if row["Fitted"] == "yes" for one in row["References"].split()}
    fitted = [one for step in steps for one in step.fit]
    found = [f"guide: no step fits {one}" for one in sorted(wanted - set(fitted))]
    found += [f"guide: {one} is fitted twice" for one in sorted({one for one in fitted if fitted.count(one) > 1})]
    return found + [f"guide: {one} is no part that the board's list has" for one in sorted(set(fitted) - wanted)]


def check_readings(steps: list[Step], nets=None, parts=None) -> list[str]:
    """Sentences on readings that the circuit will not give."""
    nets, parts = nets or read_nets(), parts or read_parts()
    found, fitted = [], set()
    for step in steps:
        fitted |= set(step.fit)
        for reading in step.measure:
            where = f"guide: {step.name}: {' to '.join(reading.between)}"
            try:
                measured = reads(nets, parts, fitted, reading.held, reading.between)
            except KeyError as error:
                found.append(f"{where}: the netlist has no {error.args[0]}")
                continue
            if reading.ohm and not agrees(reading.ohm, measured):
                found.append(f"{where} should read {reading.ohm}, and the circuit gives {measured:.3g} Ω")
            if reading.diode and measured <= 2:
                found.append(f"{where} is a diode by the page, and the circuit joins the two")
    return found
