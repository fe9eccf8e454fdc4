"""Times: every temporal expression with its TIMEX3 and EDTF value."""

from collections.abc import Sequence

from k3extract.article import Article
from k3extract.records import Time
from k3extract.rulebook import Rulebook


class TimeScanner:
    """Finds and resolves temporal expressions."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook

    def scan(self, article: Article, blocked: Sequence[tuple[int, int]] = ()) -> Sequence[Time]:
        """Times in text order, read against ``article.reference_date``; ``blocked`` are spans of references."""
        return []

    def infer_reference(self, article: Article, blocked: Sequence[tuple[int, int]] = ()) -> str | None:
        """The earliest day (ISO) the article can have been published, from the dates it states, or None."""
        return None
