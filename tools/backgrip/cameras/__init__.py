"""Camera knowledge: one TOML file a brand, its schema, and the book made of all of them."""

from backgrip.cameras.book import Body, Book, CameraDataError, read_book
from backgrip.cameras.schema import Connector, Evidence, Fact, SemanticClass, Source

__all__ = ["Body", "Book", "CameraDataError", "Connector", "Evidence", "Fact", "SemanticClass", "Source", "read_book"]
