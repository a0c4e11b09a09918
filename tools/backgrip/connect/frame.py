"""A line of the grip's USB protocol: its frame and its checksum, as firmware/PROTOCOL.md has them."""

from zlib import crc32

VERSION = 1
LONGEST = 80  # characters of a line, without its end
END = b"\r"  # of a line that is sent; a REPL takes it as the Enter key, so that a console shows itself


def checksum(text: str) -> str:
    """The low 16 bits of the CRC-32 of a line's text, as 4 hex digits."""
    return f"{crc32(text.encode()) & 0xFFFF:04x}"


def framed(words: str) -> bytes:
    """A line around `words`, ready to be sent. Raises ValueError for one over LONGEST characters or not ASCII."""
    text = f"{VERSION} {words}"
    line = f"!{text}*{checksum(text)}"
    if len(line) > LONGEST or not (line.isascii() and line.isprintable()):
        raise ValueError(f"a line has at most {LONGEST} printable characters, not {line!r}")
    return line.encode() + END


def unframed(line: bytes) -> str | None:
    """The words of a line without its end, or None if it is none of this protocol and version."""
    if not 8 <= len(line) <= LONGEST or line[:1] != b"!" or line[-5:-4] != b"*":
        return None
    if any(not 32 <= byte <= 126 for byte in line):
        return None
    text = line[1:-5].decode()
    if line[-4:].decode() != checksum(text):
        return None
    version, _, words = text.partition(" ")
    return words if version == str(VERSION) else None
