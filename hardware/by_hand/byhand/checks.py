"""All checks of one build."""

from pathlib import Path

from pico import pico_pin, read_pins

from . import compare, isolation, measure, places
from .boards import board_of
from .layout import Layout

FIRMWARE_NETS = ("THUMB", "INDEX", "FOCUS", "SHUTTER", "STYLE_SWITCH", "LED_CASE",
                 "SENSE_FOCUS", "SENSE_SHUTTER", "SENSE_COMMON")  # fmt: skip


def check_build(layout: Layout, nets: dict[str, str]) -> list[str]:
    """Findings in words, without any option, with each, and with all; each said once."""
    found = compare.parts(layout, nets) + _bought(layout) + _steps(layout)
    found += measure.measure(layout)
    options = layout.options()
    for chosen in [set(), *({option} for option in options), set(options)]:
        build = layout.chosen(chosen)
        try:
            board = board_of(build.board, build.cut)
        except ValueError as error:
            return [*found, f"cuts: {error}"]
        impossible = places.places(build, board)
        found += impossible
        if not any("is none of" in one for one in impossible):
            found += compare.compare(build, board, nets) + isolation.isolation(build, board, nets)
    return list(dict.fromkeys(found))


def firmware(nets: dict[str, str], pins: Path) -> list[str]:
    """The netlist against the program's pins: a layout that follows a stale netlist is wrong as well."""
    numbers = read_pins(pins)
    found = []
    for name in FIRMWARE_NETS:
        pin = f"U3.{pico_pin(numbers[name])}"
        if nets.get(pin) != name:
            found.append(f"{name} is GPIO{numbers[name]} in {Path(pins).name}, pin {pin}; the netlist has it otherwise")
    return found


def _bought(layout: Layout) -> list[str]:
    bought = {ref for line in layout.buy for ref in line.refs}
    return [f"{part.ref} is in no line of the parts list" for part in layout.part
            if part.ref not in bought and part.option not in ("style", "loopback")]  # fmt: skip


def _steps(layout: Layout) -> list[str]:
    late = [one for one in [*layout.part, *layout.wire] if one.step > len(layout.step) and not one.option]
    return [f"{one.name}: there is no step {one.step}" for one in late]
