"""The circuit against the firmware: pins.py is the only place with pin numbers, and the board must agree with it."""

import ast

from boardcheck.netlist import Netlist
from boardcheck.project import Project

PICO = "U3"
# Names of pins.py that are nets of the board by the same name.
ON_BOARD = (
    "STYLE_SWITCH",
    "THUMB",
    "INDEX",
    "FOCUS",
    "SHUTTER",
    "LED_CASE",
    "SENSE_FOCUS",
    "SENSE_SHUTTER",
    "SENSE_COMMON",
)
# GPIO number -> pin of the Pico, counted from its data sheet's drawing, not from the symbol.
PICO_PIN = {13: 17, 14: 19, 15: 20, 16: 21, 17: 22, 18: 24, 19: 25, 20: 26, 22: 29, 26: 31, 27: 32, 28: 34}
INSIDE = ("WIRE_SHOT", "WIRE_THUMB", "WIRE_READY")  # the program's own wires: nothing on them
ON_PICO = ("LED", "BATTERY")  # GPIO that the Pico does not lead out
# What hangs on each net besides the Pico and test points. Isolators: 1 LED +, 2 LED -, 3 common, 4 line; both classes.
CIRCUIT = {
    "THUMB": "SW2.2 J2.1",
    "INDEX": "SW3.2 J3.1",
    "STYLE_SWITCH": "J5.1",
    "FOCUS": "R1.1 R3.1",
    "FOCUS_LED": "R1.2 U1.1",
    "CAM_FOCUS": "U1.4 J4.4 J7.2 D3.1",
    "SHUTTER": "R2.1 R4.1",
    "SHUTTER_LED": "R2.2 U2.1",
    "CAM_SHUTTER": "U2.4 J4.2 J4.3 J7.1 D3.2",
    "CAM_COMMON": "U1.3 U2.3 J4.1 J7.3 D3.3",
    "LED_CASE": "R5.1",
    "Net-(D1-A)": "R5.2 D1.2",
    "BAT": "J1.1 SW1.2",
    "BAT_SW": "SW1.1 Q1.3 D2.2",
    "VSYS": "Q1.2 D2.1",
    "VBUS": "Q1.1 R6.1",
    "SENSE_FOCUS": "J6.2",
    "SENSE_SHUTTER": "J6.3",
    "SENSE_COMMON": "J6.4",
    "+3V3": "J6.1",
    "GND": "J1.2 J2.2 J3.2 J5.2 SW2.1 SW3.1 R3.2 R4.2 R6.2 U1.2 U2.2 D1.1",
}
VALUES = {"R1": "220", "R2": "220", "R3": "10k", "R4": "10k", "R5": "1k", "R6": "10k"}
BRIDGES = {"U1", "U2"}  # the only parts with a foot on either side


def read_pins(project: Project) -> dict[str, int]:
    """The whole-number constants of pins.py. Parsed, not imported: the file is the Pico's."""
    tree = ast.parse(project.pins.read_text(encoding="utf-8"))
    return {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, int)
    }


def wiring(project: Project, netlist: Netlist) -> list[str]:
    """Pico pins by their GPIO's name, every net's pins, the resistors' values, the two sides."""
    return _gpio(read_pins(project), netlist) + _circuit(netlist) + _values(netlist) + _sides(netlist)


def _gpio(pins: dict[str, int], netlist: Netlist) -> list[str]:
    found = [f"wiring: pins.py has {name}, which the board does not know" for name in pins if not _known(name)]
    for name in (*ON_BOARD, *INSIDE):
        gpio = pins.get(name)
        net = netlist.net_of(PICO, str(PICO_PIN.get(gpio)))
        if name in ON_BOARD and net != name:
            found.append(f"wiring: pins.py has {name} on GPIO{gpio}; on the board that pin is on net {net}")
        if name in INSIDE and (net is None or not net.startswith("unconnected")):
            found.append(f"wiring: GPIO{gpio} ({name}) must be left open, and is on net {net}")
    found += [
        f"wiring: GPIO{pins[name]} ({name}) is led out, and was taken for the Pico's own"
        for name in ON_PICO
        if pins.get(name) in PICO_PIN
    ]
    for (reference, pin), name in netlist.names.items():
        if reference == PICO and name.startswith("GPIO"):
            gpio = int(name.removeprefix("GPIO").split("_")[0])
            if str(PICO_PIN.get(gpio, pin)) != pin:
                found.append(f"wiring: the symbol has {name} on pin {pin}, the Pico on pin {PICO_PIN[gpio]}")
    return found


def _known(name: str) -> bool:
    return name in ON_BOARD or name in INSIDE or name in ON_PICO


def _circuit(netlist: Netlist) -> list[str]:
    found = []
    for name, pins in CIRCUIT.items():
        wanted = {tuple(pin.split(".")) for pin in pins.split()}
        there = {pin for pin in netlist.nets.get(name, ()) if pin[0] != PICO and not pin[0].startswith("TP")}
        if there != wanted:
            more = " ".join(".".join(pin) for pin in sorted(there - wanted)) or "nothing"
            less = " ".join(".".join(pin) for pin in sorted(wanted - there)) or "nothing"
            found.append(f"wiring: net {name}: {less} missing, {more} too much")
    others = [name for name in netlist.nets if name not in CIRCUIT and not name.startswith("unconnected")]
    return found + [f"wiring: net {name} is not in the circuit" for name in others]


def _values(netlist: Netlist) -> list[str]:
    found = []
    for reference, value in VALUES.items():
        there = netlist.parts[reference].value if reference in netlist.parts else "missing"
        if there != value:
            found.append(f"wiring: {reference} is {there}, must be {value}")
    return found


def _sides(netlist: Netlist) -> list[str]:
    sides: dict[str, set[bool]] = {}
    for name, pins in netlist.nets.items():
        for reference, _ in pins:
            sides.setdefault(reference, set()).add(name.startswith("CAM_"))
    both = {reference for reference, there in sides.items() if len(there) == 2}
    return [f"wiring: {reference} joins the camera's side and the Pico's" for reference in sorted(both - BRIDGES)] + [
        f"wiring: {reference} does not lead from the Pico to the camera" for reference in sorted(BRIDGES - both)
    ]
