"""Holds the models against the data sheets: simulates the sheets' own test circuits and compares."""

from backgrip.cameras.facts import Evidence

from closing.figures import figure, figures
from closing.ngspice import netlist, simulate
from closing.parts import Isolator, isolators

WITHIN = 0.05  # V_F, CTR, V_CE(sat), R_on, leakage, trigger
EDGES_WITHIN = 0.20  # one capacitance stands for two edges
BENCH_WITHIN = 0.06  # of a single EL817
BENCH_CTR = ((0.0032, 1.68), (0.0046, 1.90), (0.0067, 2.07), (0.0097, 2.25))  # LED current in A, CTR of that EL817


def _test(part: dict, test: str, expect: list[str], temperature: float = 25.0, **values) -> dict[str, float]:
    shared = {"title": part["kind"], "part": part, "temperature": temperature, "test": test}
    shared["leak_exponent"] = figure("leakage", "exponent")
    return simulate(netlist("datasheet.cir.j2", **shared, **values), expect)


def comparisons() -> list[dict]:
    """Every figure that the models are fitted to: part, variant, what, unit, sheet, model, within, good.

    `assumed`: the figure is the usual one of such parts, the sheet's own was not found.
    """
    return [row for isolator in isolators().values() for row in _compare(isolator)]


def _compare(isolator: Isolator) -> list[dict]:
    rows = []
    for variant, part in isolator.variants.items():
        if isolator.kind == "coupler":
            found = _coupler(isolator.key, variant, part)
        else:
            found = _relay(isolator.section, variant, part)
        for key, what, unit, sheet, model, within in found:
            guess = figures()[isolator.section][key].evidence is Evidence.ASSUMED
            row = {"part": isolator.key, "variant": variant, "what": what, "unit": unit, "assumed": guess}
            row |= {"sheet": sheet, "model": model, "within": within}
            rows.append(row | {"good": abs(model / sheet - 1) <= within})
    return rows


def _coupler(key: str, variant: str, part: dict) -> list[tuple]:
    low, high = figure("coupler", f"ctr_{key[-1].lower()}")
    ctr = {"typical": (low * high) ** 0.5, "weak": low, "strong": high}[variant]
    led = {"typical": "vf_typical", "weak": "vf_max", "strong": "vf_min"}[variant]
    transfer = _test(part, "transfer", ["i(vc)"], i_f=0.005, v_ce=5)
    closed = _test(part, "saturation", ["v(a)", "v(c)"], i_f=0.020, i_c=0.001)
    dark = _test(part, "transfer", ["i(vc)"], i_f=0, v_ce=20)
    i_f = 0.005 * (0.002 / 0.005 / ctr) ** (1 / (1 + figure("coupler", "ctr_exponent")))  # so that I_C is 2 mA
    edges = _test(
        part, "edges", ["t_fall", "t_rise"], i_f=i_f, supply=2.2, load=100, length=400e-6, high=2.18, low=2.02
    )  # V_CE is 2 V while it conducts; from 10 to 90 % of the load's 0.2 V
    slower = max(edges["t_fall"], edges["t_rise"]) * 1e6
    end = "typical" if variant == "typical" else "max"
    vce = "vce_sat_max" if variant == "weak" else "vce_sat_typical"
    leak, edge = f"dark_{end}_a", f"edge_{end}_us"
    return [
        (f"ctr_{key[-1].lower()}", "CTR at 5 mA", "%", 100 * ctr, -100 * transfer["i(vc)"] / 0.005, WITHIN),
        (led, "V_F at 20 mA", "V", figure("coupler", led), closed["v(a)"], WITHIN),
        (vce, "V_CE(sat), 20 mA / 1 mA", "V", figure("coupler", vce), closed["v(c)"], WITHIN),
        (leak, "dark current, 20 V", "nA", 1e9 * figure("coupler", leak), -1e9 * dark["i(vc)"], WITHIN),
        (edge, "slower edge, 100 ohm", "us", figure("coupler", edge), slower, EDGES_WITHIN),
    ]


def _relay(section: str, variant: str, part: dict) -> list[tuple]:
    opening = "typical" if variant == "typical" else "max"  # leakage and t_off: the strong part is bad at these too
    closing = "max" if variant == "weak" else "typical"
    led = {"typical": "vf_typical", "weak": "vf_max", "strong": "vf_min"}[variant]
    load, led_a, off_v = (figure(section, key) for key in ("ron_at_a", "vf_at_a", "leak_at_v"))
    lit = _test(part, "saturation", ["v(a)", "v(c)"], i_f=led_a, i_c=load)
    dark = _test(part, "transfer", ["i(vc)"], i_f=0, v_ce=off_v)
    times = _test(part, "edges", ["t_on", "t_off"], i_f=0.005, supply=20, load=200, length=40e-3, high=18, low=2)
    trigger = _test(part, "trigger", ["i_trigger"])["i_trigger"]
    return [
        (key, what, unit, scale * figure(section, key), model, within)
        for key, what, unit, scale, model, within in (
            (f"trigger_{closing}_a", "trigger current", "mA", 1e3, 1e3 * trigger, WITHIN),
            (led, f"V_F at {1e3 * led_a:g} mA", "V", 1, lit["v(a)"], WITHIN),
            (f"ron_{closing}", f"R_on, {load:g} A", "ohm", 1, lit["v(c)"] / load, WITHIN),
            (f"leak_{opening}_a", f"leakage, {off_v:g} V", "nA", 1e9, -1e9 * dark["i(vc)"], WITHIN),
            (f"on_{closing}_us", "t_on, 5 mA", "us", 1, 1e6 * times["t_on"], EDGES_WITHIN),
            (f"off_{opening}_us", "t_off, 5 mA", "us", 1, 1e6 * times["t_off"], EDGES_WITHIN),
        )
    ]


def dark_current(variant: str, celsius: float) -> float:
    """The coupler's dark current at 20 V and another temperature, in A."""
    part = isolators()["PC817C"].variants[variant]
    return -_test(part, "transfer", ["i(vc)"], celsius, i_f=0, v_ce=20)["i(vc)"]


def ctr(i_f: float, celsius: float = 25.0) -> float:
    """A typical PC817B's CTR at an LED current and a temperature, V_CE 5 V."""
    part = isolators()["PC817B"].variants["typical"]
    return -_test(part, "transfer", ["i(vc)"], celsius, i_f=i_f, v_ce=5)["i(vc)"] / i_f
