"""The dateline at the head of an article: the city and the outlet it names."""

from collections.abc import Iterator

import regex

from k3extract.article import Boilerplate
from k3extract.rulebook import Rulebook

_DOMAIN = r"[A-Za-z0-9][\w-]{1,30}\s?\.\s?(?i:com|co\.id|id|co|news|net|org|tv|info|asia|go\.id|or\.id|ac\.id)"
_CAPS = r"\p{Lu}[\p{Lu}.'’-]+(?:[ -]\p{Lu}[\p{Lu}.'’-]+){0,3}"
_NAME = r"\p{Lu}[\w.'’]+(?:[ -]\p{Lu}[\w.'’]*){0,3}"
_DASH = r"[^\S\n]*[.,]?[\n\s]{0,3}(?:-{1,3}|[–—])"
_JOIN = r"[^\S\n]{0,3}(?:[,|/]|\b[lI]\b)?[^\S\n]{0,3}"
_HEAD = 420  # how far into a text a dateline may stand (behind the reporter's name)
_CAPS_DASH = regex.compile(r"[A-Z]{3}[^\S\n]{0,3}(?:-|–|—)")
_SPACES = regex.compile(r"\s+")


class Datelines:
    """Finds datelines: ``Jakarta, wartaterkini.news–``, ``KOMPAS.com -``, ``Metro (ANTARA) -``, ``Jakarta -``."""

    def __init__(self, rulebook: Rulebook) -> None:
        outlets = [row[0] for row in rulebook.list("boilerplate/outlets.txt").rows]
        named = "|".join(regex.escape(name) for name in sorted(outlets, key=lambda name: (-len(name), name)))
        outlet = rf"(?P<outlet>{_DOMAIN}|{named})"
        place = rf"(?P<place>{_NAME})"
        self._cities = frozenset(_cities(rulebook))
        prefix = r"(?:Berita[ ]\p{Lu}\w+[ ]?)?"
        self._shapes = [
            regex.compile(rf"{prefix}{outlet}{_JOIN}{place}{_DASH}"),
            regex.compile(rf"{prefix}{outlet}{_DASH}"),
            regex.compile(rf"{place}[^\S\n]*[,|][^\S\n]*{outlet}{_DASH}"),
            regex.compile(rf"{place}[^\S\n]*\((?P<outlet>[\p{{Lu}}][\w. -]{{1,24}})\){_DASH}"),
            regex.compile(rf"(?P<place>{_NAME})[^\S\n]*,[^\S\n]*(?P<outlet>\p{{Lu}}[\w.-]{{1,20}}){_DASH}"),
        ]
        self._bare = regex.compile(rf"(?P<place>{_CAPS}|{_NAME})(?P<dash>{_DASH})(?=\s|\p{{Lu}}|[\"“‘(])")
        self._glued = regex.compile(rf"{outlet}, {place}(?= ?\p{{Lu}})")
        self._inner = regex.compile(rf"(?<=[\s.]){outlet}[^\S\n]*,[^\S\n]*(?P<place>{_CAPS}){_DASH}")
        self._again = regex.compile(
            rf"(?<=\n)[A-Z-]{{3,30}}\.(?:COM|CO\.ID|ID|CO)(?:, {_CAPS})?[^\S\n]?(?:-{{1,2}}|–|—)"
        )

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """``(start, end, "dateline")`` of the head, and of repeated heads with an address in capitals further down."""
        start = len(text) - len(text.lstrip())
        found = self._at(text, start)
        if found is None and _CAPS_DASH.search(text, start, min(len(text), _HEAD)):
            inner = self._inner.search(text, start, min(len(text), _HEAD))
            found = inner.span() if inner else None
        if found is not None:
            yield (*found, "dateline")
        if ".CO" in text:
            for again in self._again.finditer(text, found[1] if found else start):
                yield (*again.span(), "dateline")

    def _at(self, text: str, start: int) -> tuple[int, int] | None:
        if not text[start : start + 1].isupper():
            return None
        limit = min(len(text), start + 110)
        head = text[start:limit]
        if "-" not in head and "–" not in head and "—" not in head:
            return self._glued_at(text, start, limit) if "," in head else None
        for index, shape in enumerate(self._shapes):
            match = shape.match(text, start, limit)
            if match and (index < 3 or self._is_city(match.group("place"))):
                return match.span()
        return self._bare_at(text, start, limit) or self._glued_at(text, start, limit)

    def _bare_at(self, text: str, start: int, limit: int) -> tuple[int, int] | None:
        match = self._bare.match(text, start, limit)
        if match is None:
            return None
        place, dash = match.group("place"), match.group("dash")
        known = self._is_city(place)
        apart = (
            dash[0].isspace()
            or dash[-1] in "–—"
            or dash.endswith("--")
            or text[match.end() : match.end() + 1].isspace()
        )
        unknown_caps = place.isupper() and len(place) >= 5
        return match.span() if apart and (known or unknown_caps) else None

    def _glued_at(self, text: str, start: int, limit: int) -> tuple[int, int] | None:
        """``Liputan6.com, Jakarta`` with no dash left; the city must be known, word by word from the longest."""
        match = self._glued.match(text, start, limit)
        if match is None:
            return None
        words = match.group("place").split(" ")
        for count in range(len(words), 0, -1):
            place = " ".join(words[:count])
            if self._is_city(place):
                return start, match.start("place") + len(place)
        return None

    def _is_city(self, place: str) -> bool:
        return _SPACES.sub(" ", place).casefold() in self._cities


def _cities(rulebook: Rulebook) -> Iterator[str]:
    for name in ("boilerplate/cities.txt", "places/regencies.txt", "places/provinces.txt", "places/countries.txt"):
        flat = rulebook.lists.get(name)
        for row in flat.rows if flat else ():
            for column in row:
                yield from (part.strip().casefold() for part in column.split("|"))


_OUTLET_FORM = regex.compile(rf"{_DOMAIN}")
_CUT = regex.compile(r"[,|()/]|\s[lI]\s|\s+-+\s*\Z|[-–—]+\s*\Z")


def read_dateline(boilerplate: tuple[Boilerplate, ...]) -> tuple[str | None, str | None]:
    """``(place, outlet)`` of the first mark of kind ``dateline``; None for what it does not say."""
    for mark in boilerplate:
        if mark.kind == "dateline":
            return _read(mark.text)
    return None, None


def _read(mark: str) -> tuple[str | None, str | None]:
    mark = regex.sub(r"[\s.,]*[-–—]+\s*\Z", "", mark)
    mark = regex.sub(r"\ABerita \p{Lu}\w+ ?(?=\S+\.)", "", mark)
    domain = _OUTLET_FORM.search(mark)
    if domain:
        rest = (mark[: domain.start()] + " " + mark[domain.end() :]).strip(" ,|()/lI\n")
        return _city(rest), regex.sub(r"\s", "", domain.group())
    parts = [part.strip() for part in regex.split(r"[,|()/]", mark) if part.strip()]
    if len(parts) > 1:
        return _city(parts[0]), parts[1]
    return (_city(parts[0]) if parts else None), None


def _city(place: str) -> str | None:
    """The city as one writes it: ``KOTA KEDIRI`` -> ``Kota Kediri``."""
    place = _SPACES.sub(" ", place).strip(" ,.|-")
    if place.isupper() and len(place) > 3:
        place = " ".join(word.capitalize() for word in place.split(" "))
    return place or None
