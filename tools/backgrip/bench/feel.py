"""What a photographer feels: finger to camera contact, isolator and lead included."""

from backgrip.bench.result import Bench
from backgrip.bench.words import duration, table
from backgrip.firmware import module

# Usual: the makers' data sheets. Longest: hardware/spice/RESULTS.md, "Closes in" and "Opens in", over every camera
# that the part closes.
RELAY_US, RELAY_OPENS_MS = (1000, 5900), 3.0
RELAY_SOURCE = (
    "https://github.com/kaanow/volthium_reader/blob/504a8088b731c0cc90237b7d6288c80394ca44cb/hardware/datasheets/"
    "AQY212EH_Panasonic.pdf"
)
PC817_US, PC817_OPENS_MS = (4, 220), 3.2
PC817_SOURCE = "https://pdf.datasheet.live/bf799da1/sharp.co.jp/PC847BD.html"
# From "typical 9 or 10 ms" (Sony E-mount, focused beforehand) to 117 ms (a measured EOS 400D).
LAG_SOURCES = (
    "https://sony.com/electronics/support/e-mount-body-ilce-5000-series/ilce-5000/articles/00019612",
    "https://vi.scribd.com/doc/243664384/shutter-timer2",
)


def feel(bench: Bench) -> str:
    """The README's block."""
    settings = module("settings").defaults()
    presses = sum(len(latency.sorted_us) for latency in bench.latency if latency.way == "thumb")
    release = duration(bench.release_ms * 1000)
    opens = [f"up to {ms} ms more" for ms in (RELAY_OPENS_MS, PC817_OPENS_MS)]
    rows = [
        _press("press the thumb", "half-press", bench.worst_us("thumb")),
        _press("press the index with focus held", "shutter", bench.worst_us("index")),
        _press(
            "press the index alone",
            f"half-press; shutter {settings['focus_lead_ms']} ms later, by your setting",
            bench.worst_us("index_leads"),
        ),
        ("lift a finger", "contact opens", release, *opens),
        ("switch on", "ready to shoot", f"{bench.ready_ms['frozen']:.0f} ms", "the same", "the same"),
    ]
    head = (
        "You",
        "On the camera",
        "Grip alone, slowest",
        "With an AQY212EH: usual, longest",
        "With a PC817: usual, longest",
    )
    others = " and ".join(
        f"{duration(bench.worst_us(way))} with {words}"
        for way, words in (("hard_irq", "the fastest interrupt"), ("picozero", "the usual button library"))
    )
    below = (
        f"Slowest of {presses} presses a row on the emulated Pico, at rest and while Python collects "
        f"garbage, writes flash and prints. [AQY212EH]({RELAY_SOURCE}) and [PC817]({PC817_SOURCE}), usual: verified; "
        f"longest and opening, 2 m of lead included: [computed](hardware/spice/RESULTS.md), for every "
        f"camera the part closes. The camera's own release lag is "
        f"[9]({LAG_SOURCES[0]}) to [117 ms]({LAG_SOURCES[1]}) (verified), far above ours. "
        f"The same press without state machines takes up to {others}: "
        "[the whole bench](firmware/README.md#bench)."
    )
    return f"{table(head, rows)}\n\n{below}"


def _press(you: str, camera: str, us: float) -> tuple[str, ...]:
    usual, longest = (duration(us + more) for more in PC817_US)
    slow = ", ".join(f"{(us + more) / 1000:.1f} ms" for more in RELAY_US)
    return you, camera, duration(us), slow, f"{usual}, {longest}"
