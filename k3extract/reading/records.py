"""A record (text or page with what came along) -> Article."""

import hashlib
from collections.abc import Mapping
from typing import Any

from k3extract.article import Article
from k3extract.errors import ReadError
from k3extract.reading.dates import published
from k3extract.reading.repair import Repairer
from k3extract.rulebook import Rulebook

MAX_BYTES = 32 << 20  # one article; no text that anybody wrote comes near it
_KNOWN = ("id", "url", "title", "outlet", "author", "place")


class ArticleMaker:
    """Makes articles: repairs the text, reads the page, keeps the metadata."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._repairer = Repairer(rulebook)
        self._pages: Any = None

    def from_text(self, text: str, data: bytes, place: str) -> Article:
        """An article of which nothing but the text is known; ``data`` are the bytes it was read from."""
        return self._article(text, hashlib.sha256(data).hexdigest(), place, {})

    def from_record(self, record: Mapping[str, Any], place: str, data: bytes | None = None) -> Article:
        """A record with ``text`` or ``html``. Its hash is that of ``data`` or of the field itself."""
        text, page = record.get("text"), record.get("html")
        if isinstance(text, str) and text.strip():
            digest = hashlib.sha256(text.encode("utf-8", "surrogatepass") if data is None else data).hexdigest()
            return self._article(text, digest, place, record)
        if isinstance(page, str) and page.strip():
            raw = page.encode("utf-8", "surrogatepass") if data is None else data
            return self.from_page(page, raw, place, record)
        for name in ("text", "html"):
            if record.get(name) is not None and not isinstance(record[name], str):
                raise ReadError(place, f"the field {name!r} is no text", "field")
        raise ReadError(place, "neither a field 'text' nor 'html' with words in it", "field")

    def from_page(self, page: str, data: bytes, place: str, known: Mapping[str, Any]) -> Article:
        """An article from a page of HTML; what ``known`` says of it goes before what the page says."""
        if self._pages is None:
            from k3extract.reading.pages import PageReader  # selectolax, and trafilatura when it comes to that

            self._pages = PageReader(self._rulebook)
        found = self._pages.read(page, place, known.get("url"))
        merged = {**found, **{name: value for name, value in known.items() if value}}
        return self._article(found["text"], hashlib.sha256(data).hexdigest(), place, merged)

    def _article(self, text: str, digest: str, place: str, record: Mapping[str, Any]) -> Article:
        if not text.strip():
            raise ReadError(place, "no text", "field")
        text, repairs = self._repairer.repair(text)
        known = {name: _plain(record.get(name)) for name in _KNOWN}
        stamp = _plain(record.get("published"))
        return Article(
            id=known["id"] or "",
            source=place,
            sha256=digest,
            url=known["url"],
            outlet=known["outlet"],
            title=known["title"],
            author=known["author"],
            place=known["place"],
            published=published(stamp, text),
            text=text,
            repairs=repairs,
        )


def _plain(value: Any) -> str | None:
    if value is None or isinstance(value, (dict, list, bool, float)):
        return None
    plain = " ".join(str(value).split())
    return plain or None
