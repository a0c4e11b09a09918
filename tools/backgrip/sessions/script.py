"""What a photographer does, in intentions. Times are milliseconds from the session's start."""

from dataclasses import dataclass

from backgrip.virtual_camera import Scene


@dataclass(frozen=True)
class Aim:
    """Decides to focus, once, on what the AF point is on; focus is to stay there."""

    at_ms: int


@dataclass(frozen=True)
class Follow:
    """Wants focus to follow what the AF point is on, until it is enough."""

    at_ms: int
    until_ms: int


@dataclass(frozen=True)
class Shot:
    """Decides to shoot, and keeps the finger down for `hold_ms`."""

    at_ms: int
    hold_ms: int

    @property
    def until_ms(self) -> int:
        return self.at_ms + self.hold_ms


@dataclass(frozen=True)
class Pause:
    """Looks up from the camera; the hands relax, and every finger leaves its button."""

    at_ms: int
    until_ms: int


@dataclass(frozen=True)
class Session:
    """One scene and what a photographer wants of it.

    `own_mode`: the focus mode that he would choose for it on a camera without a grip. `exposure` "auto" or "manual".
    """

    key: str
    title: str
    about: str
    acts: tuple[Aim | Follow | Shot | Pause, ...]
    scene: Scene
    own_mode: str
    drive: str
    length_ms: int
    exposure: str = "auto"
    frames_per_s: float = 8.0

    @property
    def shots(self) -> list[Shot]:
        return [act for act in self.acts if isinstance(act, Shot)]

    @property
    def focusing(self) -> list[Aim | Follow]:
        return [act for act in self.acts if isinstance(act, Aim | Follow)]
