"""Bytes -> Article: formats, decoding, repair, boilerplate, metadata."""

from k3extract.reading.boilerplate import BoilerplateMarker
from k3extract.reading.dateline import read_dateline
from k3extract.reading.dates import published as read_published
from k3extract.reading.sources import Failure, read_articles

__all__ = ["BoilerplateMarker", "Failure", "read_articles", "read_dateline", "read_published"]
