"""The version, read from the firmware's own file so that the two cannot differ."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_namespace: dict = {}
exec((ROOT / "firmware" / "grip" / "version.py").read_text(encoding="utf-8"), _namespace)
VERSION: str = _namespace["VERSION"]
