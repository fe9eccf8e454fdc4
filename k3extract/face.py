"""The three functions for those who need one part only: sentences, times, quantities."""

from functools import cache

from k3extract.article import Article
from k3extract.extract import Extractor, dated
from k3extract.records import Quantity, Time


@cache
def _extractor() -> Extractor:
    return Extractor()


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of ``text`` as ``[(start, end), ...]``, code points."""
    return list(_extractor().segmenter.sentences(text))


def times(text: str, published: str | None = None) -> list[Time]:
    """The temporal expressions of ``text``; ``published`` (ISO date) is what relative ones are read against."""
    return _times(text, published)[0]


def quantities(text: str) -> list[Quantity]:
    """The numbers of ``text`` with their units; dates, clock times and references are none."""
    return normalise(text)[1]


def normalise(text: str, published: str | None = None) -> tuple[list[Time], list[Quantity]]:
    """Times and quantities of ``text`` in one pass."""
    found, blocked = _times(text, published)
    blocked += [(time.start, time.end) for time in found if time.type != "DURATION"]
    return found, list(_extractor().quantities.scan(text, sorted(blocked)))


def _times(text: str, published: str | None) -> tuple[list[Time], list[tuple[int, int]]]:
    """Times, and the spans of references, which hold none."""
    extractor = _extractor()
    blocked = [(ref.start, ref.end) for ref in extractor.references.scan(text)]
    return list(extractor.times.scan(dated(Article(text=text, published=published)), blocked)), blocked
