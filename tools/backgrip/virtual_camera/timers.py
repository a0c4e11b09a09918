"""What a camera waits for. One timer a name; of two at one moment the one named first in ORDER comes first."""

ORDER = (
    "awake", "AF done", "AF looks", "AF let go", "half-press over", "exposure", "long enough", "next frame",
    "fall asleep",
)  # fmt: skip


class Timers:
    """Timers in nanoseconds."""

    def __init__(self):
        self._at: dict[str, int] = {}

    def set(self, name: str, t_ns: int) -> None:
        """(Re)starts a timer. Raises ValueError for a name that is not in ORDER."""
        if name not in ORDER:
            raise ValueError(f"no timer {name!r}")
        self._at[name] = t_ns

    def cancel(self, name: str) -> None:
        self._at.pop(name, None)

    def pop(self, until_ns: int) -> tuple[int, str] | None:
        """Takes the next timer that runs out up to `until_ns`: (time, name); None if there is none."""
        if not self._at:
            return None
        t_ns, _, name = min((at, ORDER.index(name), name) for name, at in self._at.items())
        if t_ns > until_ns:
            return None
        del self._at[name]
        return t_ns, name
