"""A page of HTML -> the fields of a record."""

import re
from typing import Any

from k3extract.errors import ReadError
from k3extract.reading.body import best_body, select_body, text_of
from k3extract.reading.boilerplate import BoilerplateMarker
from k3extract.reading.dates import read_date
from k3extract.reading.metadata import Found, Selectors, host_of, read_metadata
from k3extract.rulebook import Rulebook
from k3extract.rulebook.kinds.reading import SiteRule

_CHARSET = re.compile(rb"""(?i)<meta[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{2,40})""")
_XML_CHARSET = re.compile(rb"""\A\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{2,40})""")
_PAGE = re.compile(r"(?i)<(?:html|body|head|title|meta|!doctype)\b")
_LEFT_OUT = {
    "ad",
    "caption",
    "credit",
    "editor",
    "embed",
    "pager",
    "promo",
    "related",
    "social",
    "tags",
}  # lines no reader would copy
_HEAD_LINES, _DATE_LINE = 8, 60
_SHORTEST = 400  # code points: less is an article only where the page says it is one,
_SHORTEST_DECLARED = 120  # and then not less than this


class PageReader:
    """Reads pages; sites that rules/sites knows by their selectors."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._marker = BoilerplateMarker(rulebook)
        self._sites: dict[str, SiteRule] = {}
        for _, rule in rulebook.of(SiteRule):
            self._sites.update(dict.fromkeys(rule.hosts, rule))
        self._any = self._sites.get("*")

    def read(self, page: str, place: str, url: str | None = None) -> dict[str, Any]:
        """``text, title, author, published, outlet, url`` of a page or fragment. Raises ReadError (stage ``html``)."""
        from selectolax.lexbor import LexborHTMLParser

        tree: Any = LexborHTMLParser(page)
        if not _PAGE.search(page[:5000]):
            return {"text": self._plain(text_of(tree.body), place) if tree.body else ""}
        found = read_metadata(tree, url, self._selectors)
        site = self._site(found.url)
        drop = (*(self._any.drop if self._any else ()), *(site.drop if site else ()))
        text = select_body(tree, site.body, drop) if site else ""
        text = text or (select_body(tree, self._any.body, drop) if self._any else "")
        chosen = bool(text)
        text = text or best_body(page, tree, drop, found.url)
        text = self._whole(text, found)
        text, day = _without_head(text, found.title)
        short = len(text) < (_SHORTEST_DECLARED if found.is_article else _SHORTEST)
        if not chosen and (short or not _is_prose(text)):
            raise ReadError(place, "no article found on the page (a list of articles, or a page without text)", "html")
        fields = {name: getattr(found, name) for name in ("title", "author", "published", "outlet", "url")}
        fields["published"] = found.published or day
        return {"text": self._plain(text, place), **fields}

    def _selectors(self, url: str | None) -> Selectors:
        site = self._site(url)
        return Selectors(site.title, site.author, site.published) if site else Selectors()

    def _site(self, url: str | None) -> SiteRule | None:
        """The rule of the host, or of the domain above it."""
        host = host_of(url) or ""
        while host:
            if host in self._sites:
                return self._sites[host]
            host = host.partition(".")[2]
        return None

    def _whole(self, text: str, found: Found) -> str:
        """The declared body where the page shows much less of it."""
        declared = found.body or ""
        if len(declared) > 400 and len(text) < 0.5 * len(declared) and "<" not in declared:
            return declared
        return text

    def _plain(self, text: str, place: str) -> str:
        """Without the lines that are nothing but furniture."""
        covered = [(mark.start, mark.end) for mark in self._marker.mark(text) if mark.kind in _LEFT_OUT]
        if not covered:
            return text
        kept, at = [], 0
        for line in text.split("\n"):
            end = at + len(line)
            inside = sum(min(end, high) - max(at, low) for low, high in covered if low < end and at < high)
            if inside < 0.75 * len(line.strip()) or not line.strip():
                kept.append(line)
            at = end + 1
        return "\n".join(kept) if any(line.strip() for line in kept) else text


def _is_prose(text: str) -> bool:
    """Whether most of the text stands in lines that end as sentences do; teasers and menus do not."""
    whole = [line.rstrip() for line in text.split("\n")]
    ended = sum(len(line) for line in whole if line.endswith((".", "!", "?", ":", ";", '"', "”", ")", "'", "…", ",")))
    return ended >= 0.5 * sum(map(len, whole))


def _without_head(text: str, title: str | None) -> tuple[str, str | None]:
    """Without what stands above the article (sections, the headline, the date below it), and that date."""
    day = None
    lines = text.split("\n")
    key = (title or "").casefold()
    for index, line in enumerate(lines[:_HEAD_LINES]):
        if len(key) > 12 and line.strip().casefold() == key:
            lines = lines[index + 1 :]
            break
    while len(lines) > 1 and len(lines[0]) < _DATE_LINE and lines[0][-1] not in "-–—." and read_date(lines[0]):
        day = day or read_date(lines[0])
        lines = lines[1:]
    return "\n".join(lines), day


def declared_charset(data: bytes) -> str | None:
    """The charset that a page declares in its first 4 kB."""
    match = _CHARSET.search(data[:4096]) or _XML_CHARSET.search(data[:200])
    return match.group(1).decode("ascii", "replace") if match else None
