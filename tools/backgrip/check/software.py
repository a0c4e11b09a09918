"""What the grip says about itself: firmware, settings, fault log, supply."""

from backgrip.check.bench import Bench
from backgrip.check.board_code import FACTS
from backgrip.check.result import Result, failed, passed
from backgrip.connect import GripSettings, read_settings
from backgrip.version import VERSION

OLDEST = (1, 24)  # of MicroPython, as the README says
PICO = "Raspberry Pi Pico with RP2040"
VSYS_MV = (4200, 5500)  # with USB in: its 4.4 to 5.25 V less the Pico's diode and a weak hub; VSYS takes 5.5 V
_SHOWN = 100  # characters of a fault


def check_software(bench: Bench) -> list[Result]:
    """Raises ConnectError if there is no Backgrip on the board."""
    settings = read_settings(bench.console)
    facts = bench.board(FACTS)
    bench.take_pins(facts["pins"])
    bench.debounce_ms = settings.values["debounce_ms"]
    return [
        judge_firmware(settings.firmware, facts["machine"], tuple(facts["micropython"])),
        judge_settings(settings, facts["aside"]),
        judge_log(facts["log"]),
        judge_supply(facts["vsys_mv"]),
    ]


def judge_firmware(version: str, machine: str, micropython: tuple[int, ...]) -> Result:
    key, title = "firmware", "firmware"
    found = f"Backgrip {version}, MicroPython {'.'.join(map(str, micropython))}"
    if machine != PICO:
        return failed(
            key,
            title,
            machine,
            "The firmware is made for the plain Raspberry Pi Pico or Pico H. On a Pico W the radio sits on the "
            "pins of the LED and the battery reading.",
        )
    if micropython[:2] < OLDEST:
        return failed(
            key,
            title,
            found,
            f"MicroPython is older than {'.'.join(map(str, OLDEST))}: flash a newer one, then the grip.",
        )
    remark = "" if version == VERSION else f"This tool is of version {VERSION}. Update whichever is older."
    return passed(key, title, found, remark)


def judge_settings(settings: GripSettings, aside: list[str]) -> Result:
    key, title = "settings", "settings file"
    if not settings.usable:
        return failed(
            key,
            title,
            "cannot be used: defaults in use",
            f'{" ".join(settings.complaints)}. Set the grip up again: backgrip use "your camera"',
        )
    if settings.complaints:
        return failed(key, title, "not all of it is taken", f"{'; '.join(settings.complaints)}.")
    remark = f"An earlier file that could not be used lies on the grip as {', '.join(aside)}." if aside else ""
    return passed(key, title, f"usable, style {settings.values['style']}", remark)


def judge_log(log: list[str] | None) -> Result:
    key, title = "log", "fault log"
    if log is None:
        return passed(key, title, "this firmware keeps none", "A newer firmware keeps one.")
    if not log:
        return passed(key, title, "empty")
    remark = f"The latest: {log[-1][:_SHOWN]}\nFaults of the past are no fault of the wiring. All of them: backgrip log"
    return passed(key, title, f"{len(log)} kept", remark)


def judge_supply(mv: int) -> Result:
    key, title = "supply", "supply (VSYS)"
    found = f"{mv / 1000:.1f} V"
    lowest, highest = VSYS_MV
    if mv > highest:
        return failed(
            key,
            title,
            found,
            "VSYS (Pico pin 39) takes at most 5.5 V. Unplug USB now and take the batteries out: too many cells?",
        )
    if mv < lowest:
        return failed(
            key,
            title,
            found,
            "USB alone gives 4.5 V to 5 V at VSYS (Pico pin 39). Are cells switched on? Switch them off before "
            "USB goes in: USB pushes current into them. Otherwise something draws too much from VSYS, 3V3 "
            "(Pico pin 36) or the USB port: look for a short between them and GND.",
        )
    return passed(key, title, found)
