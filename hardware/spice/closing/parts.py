"""The isolators as models: parameters worked out from the data sheets' figures, three variants of each.

`typical` is a part as the sheet's middle column has it. `weak` is the worst part for closing: least CTR, highest
V_CE(sat) and LED voltage, slowest. `strong` is the worst part for opening: most CTR, most leakage, slow to let go.
"""

from dataclasses import dataclass
from math import exp, log, sqrt

from closing.figures import figure

VARIANTS = ("typical", "weak", "strong")
THERMAL_V = 0.025693  # kT/q at 25 C
LED_N, LED_OHM = 1.4, 1.5  # slope of the EL817 on the bench: 1.09 V at 3.2 mA, 1.18 V at 14.2 mA
EDGE_US_PER_PF = 0.196  # of this transistor in the sheet's 2 V, 2 mA, 100 ohm circuit, at a gain of 500; measured


@dataclass(frozen=True)
class Isolator:
    """`key` as the table has it, `kind` "coupler" or "relay", its `section` of figures.toml, its three variants."""

    key: str
    kind: str
    section: str
    variants: dict[str, dict]

    @property
    def made(self) -> bool:
        """Whether it can be bought new: its maker still makes it."""
        return figure(self.section, "made")

    @property
    def led_ohm(self) -> float:
        """The LED resistor to fit with it."""
        return figure(self.section, "led_ohm")


def isolators() -> dict[str, Isolator]:
    """PC817 in its four ranks and the photo-MOS relays, cheapest first."""
    found = {f"PC817{rank.upper()}": _coupler(rank) for rank in "abcd"}
    return found | {key: _relay(key) for key in ("TLP222A", "AQY212EH")}


def _led_is(volts: float, amps: float, ohm: float) -> float:
    """The diode's saturation current so that it drops `volts` at `amps`, `ohm` of its own included."""
    return amps / exp((volts - amps * ohm) / (LED_N * THERMAL_V))


def _coupler(rank: str) -> Isolator:
    low, high = figure("coupler", f"ctr_{rank}")
    ctr = {"typical": sqrt(low * high), "weak": low, "strong": high}
    variants = {name: _coupler_variant(name, ctr[name]) for name in VARIANTS}
    return Isolator(f"PC817{rank.upper()}", "coupler", "coupler", variants)


def _coupler_variant(name: str, ctr: float) -> dict:
    gain = figure("coupler", "gain")
    efficiency = ctr / (gain + 1)  # the photodiode's current a mA of LED; the transistor adds `gain` times as much
    volts = figure("coupler", "vce_sat_max" if name == "weak" else "vce_sat_typical")
    led_v = figure("coupler", {"typical": "vf_typical", "weak": "vf_max", "strong": "vf_min"}[name])
    edge = figure("coupler", "edge_typical_us" if name == "typical" else "edge_max_us")
    return {
        "kind": "coupler",
        "efficiency": efficiency,
        "gain": gain,
        "reverse_gain": _reverse_gain(volts, efficiency, gain),
        "collector_ohm": figure("coupler", "collector_ohm"),
        "photodiode_pf": edge / EDGE_US_PER_PF,
        "dark_a": figure("coupler", "dark_typical_a" if name == "typical" else "dark_max_a"),
        "led_is": _led_is(led_v, 0.020, LED_OHM),
        "led_n": LED_N,
        "led_rs": LED_OHM,
        **{key: figure("coupler", key) for key in _SHARED_COUPLER},
    }


_SHARED_COUPLER = (
    "ctr_exponent", "ctr_limit", "ctr_hot_per_k", "ctr_cold_per_k", "dark_tenfold_k", "dark_at_v", "led_pf",
)  # fmt: skip


def _reverse_gain(volts: float, efficiency: float, gain: float, i_f: float = 0.020, i_c: float = 0.001) -> float:
    """The reverse gain with which V_CE(sat) comes out as `volts` in the sheet's test (I_F 20 mA, I_C 1 mA).

    Ebers-Moll in saturation, with the photocurrent flowing from collector to base.
    """
    base = i_f * efficiency * min((i_f / 0.005) ** figure("coupler", "ctr_exponent"), figure("coupler", "ctr_limit"))
    forced = (i_c - base) / base
    offset = volts - (i_c - base) * figure("coupler", "collector_ohm")
    return (1 + forced) / (exp(offset / THERMAL_V) * (1 - forced / gain) - 1)


def _relay(key: str) -> Isolator:
    section = key.lower()
    return Isolator(key, "relay", section, {name: _relay_variant(section, name) for name in VARIANTS})


def _relay_variant(section: str, name: str) -> dict:
    """The gate is scaled: 1 V is its threshold, 1 kilohm its leak, so 1 mA into it is the trigger current."""
    weak = name == "weak"
    trigger = figure(section, "trigger_max_a" if weak else "trigger_typical_a")
    on_s = figure(section, "on_max_us" if weak else "on_typical_us") * 1e-6
    off_s = figure(section, "off_typical_us" if name == "typical" else "off_max_us") * 1e-6
    drive = 0.005 / trigger  # the gate's final voltage in the sheet's switching test
    gate_f = on_s / (1e3 * log(drive / (drive - 1)))
    led_v = figure(section, {"typical": "vf_typical", "weak": "vf_max", "strong": "vf_min"}[name])
    leak_ohm = off_s / (gate_f * log(drive))  # what the gate's leak and the switch must come to together
    return {
        "kind": "relay",
        "trigger_a": trigger,
        "gate_f": gate_f,
        "empty_ohm": 1 / (1 / leak_ohm - 1e-3),
        "ron": figure(section, "ron_max" if weak else "ron_typical"),
        "leak_a": figure(section, "leak_typical_a" if name == "typical" else "leak_max_a"),
        "led_is": _led_is(led_v, figure(section, "vf_at_a"), figure(section, "led_rs")),
        "led_n": LED_N,
        **{key: figure(section, key) for key in _SHARED_RELAY},
    }


_SHARED_RELAY = (
    "trigger_hot_per_k", "trigger_cold_per_k", "ron_per_k", "leak_tenfold_k", "leak_at_v", "off_pf", "led_pf", "led_rs",
)  # fmt: skip
