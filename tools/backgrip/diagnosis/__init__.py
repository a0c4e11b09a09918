"""What `backgrip doctor` looks at. Nothing here changes anything, and nothing raises: what fails is a finding."""

from backgrip.diagnosis.finding import Finding
from backgrip.diagnosis.machine import packages, system, terminal
from backgrip.diagnosis.making import cached, compilers, image
from backgrip.diagnosis.usb import boards, rights

__all__ = ["Finding", "everything"]


def everything() -> list[Finding]:
    """All findings, in the order in which a reader wants them."""
    found: list[Finding] = []
    for look in (system, packages, image, boards, rights, cached, compilers, terminal):
        try:
            found += look()
        except Exception as why:  # noqa: BLE001 - a doctor that falls over helps nobody
            found.append(Finding("doctor", look.__name__, f"could not be looked at: {type(why).__name__}: {why}"))
    return found
