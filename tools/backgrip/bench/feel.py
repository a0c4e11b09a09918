"""What a photographer feels: finger to camera contact, isolator and lead included."""

from backgrip.bench.result import Bench
from backgrip.bench.words import duration, table
from backgrip.firmware import module

# Usual: Sharp's data sheet of the PC817 family. Longest: hardware/spice/RESULTS.md, "Closes in" and "Opens in", over
# every camera that the part closes.
PC817_US = 4, 250
PC817_OPENS_MS, PHOTO_MOS_OPENS_MS = 3.2, 1.3
PC817_SOURCE = "https://pdf.datasheet.live/bf799da1/sharp.co.jp/PC847BD.html"
PHOTO_MOS_US = 800, 2900  # of a TLP222A; usual from memory
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
    opens = [f"up to {ms} ms more" for ms in (PC817_OPENS_MS, PHOTO_MOS_OPENS_MS)]
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
        "With a PC817: usual, longest",
        "With a photo-MOS: usual, longest",
    )
    others = " and ".join(
        f"{duration(bench.worst_us(way))} with {words}"
        for way, words in (("hard_irq", "the fastest interrupt"), ("picozero", "the usual button library"))
    )
    below = (
        f"Slowest of {presses} presses a row on the emulated Pico, at rest and while Python collects "
        f"garbage, writes flash and prints. [PC817]({PC817_SOURCE}), usual: verified; photo-MOS, "
        f"usual: assumed; longest and opening, 2 m of lead included: [computed](hardware/spice/RESULTS.md), for every "
        f"camera the part closes. The camera's own release lag is "
        f"[9]({LAG_SOURCES[0]}) to [117 ms]({LAG_SOURCES[1]}) (verified), far above ours. "
        f"The same press without state machines takes up to {others}: "
        "[the whole bench](firmware/README.md#bench)."
    )
    return f"{table(head, rows)}\n\n{below}"


def _press(you: str, camera: str, us: float) -> tuple[str, ...]:
    usual, longest = (duration(us + more) for more in PC817_US)
    slow = ", ".join(f"{(us + more) / 1000:.1f} ms" for more in PHOTO_MOS_US)
    return you, camera, duration(us), f"{usual}, {longest}", slow
