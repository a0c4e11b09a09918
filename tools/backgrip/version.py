"""The version, read from the firmware's own file so that the two cannot differ."""

from backgrip.firmware import FIRMWARE, ROOT

__all__ = ["ROOT", "VERSION"]

_namespace: dict = {}
exec((FIRMWARE / "grip" / "version.py").read_text(encoding="utf-8"), _namespace)
VERSION: str = _namespace["VERSION"]
