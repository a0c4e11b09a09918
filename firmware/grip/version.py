"""The one place with the version; the host tools read it from here."""

VERSION = "0.1.0"
