"""The dateline at the head of an article: the city and the outlet it names."""

from collections.abc import Iterator

import regex

from k3extract.article import Boilerplate
from k3extract.rulebook import Later, Rulebook

_DOMAIN = r"[A-Za-z0-9][\w-]{1,30}\s?\.\s?(?i:com|co\.id|id|co|news|net|org|tv|info|asia|go\.id|or\.id|ac\.id)"
_CAPS = r"\p{Lu}[\p{Lu}.'’-]+(?:[ -]\p{Lu}[\p{Lu}.'’-]+){0,3}"
_NAME = r"\p{Lu}[\w.'’]+(?:[ -]\p{Lu}[\w.'’]*){0,3}(?:, DC\b)?"
_RUBRIC = r"Berita[ ]{1,2}(?:\p{Lu}\p{Ll}+ ?){1,3}"
_DASH = r"[^\S\n]*[.,]?[\n\s]{0,3}(?:-{1,3}|[–—])"
_JOIN = r"[^\S\n]{0,3}(?:[,|/]|\b[lI]\b)?[^\S\n]{0,3}"
_HEAD = 420  # how far into a text a dateline may stand (behind the reporter's name)
_CAPS_DASH = regex.compile(r"[A-Z]{3}[^\S\n]{0,3}(?:-|–|—)")
_APART = regex.compile(r"[\s,.][-–—]+\Z|[–—]\Z|--\Z")
_STOPPED = regex.compile(r"(?P<place>\p{Lu}{4,20}(?: \p{Lu}{3,20}){0,2})\.(?= \p{Lu}\p{Ll})")
_CAPITALS = regex.compile(r"\p{Lu}{3,}")
_NAMELESS = 3  # from this shape on the outlet can be any name, so the place must be known
_REACH = 110  # code points a dateline has at most
_SPACES = regex.compile(r"\s+")


class Datelines:
    """Finds datelines: ``Jakarta, wartaterkini.news–``, ``KOMPAS.com -``, ``Metro (ANTARA) -``, ``Jakarta -``."""

    def __init__(self, rulebook: Rulebook) -> None:
        outlets = [row[0] for row in rulebook.list("boilerplate/outlets.txt").rows]
        named = "|".join(regex.escape(name) for name in sorted(outlets, key=lambda name: (-len(name), name)))
        outlet = rf"(?P<outlet>{_DOMAIN}|{named})"
        place = rf"(?P<place>{_NAME})"
        self._cities = frozenset(_cities(rulebook))
        prefix = rf"(?:{_RUBRIC})?"
        self._shapes = [
            Later(rf"{prefix}{outlet}{_JOIN}{place}{_DASH}"),
            Later(rf"{prefix}{outlet}(?:[^\S\n]?[|Il])?{_DASH}"),
            Later(rf"{place}[^\S\n]*[,|][^\S\n]*{outlet}{_DASH}"),
            Later(rf"{place}(?:, {_NAME})?[^\S\n]*\((?P<outlet>[\p{{Lu}}][\w. -]{{1,24}})\){_DASH}"),
            Later(
                rf"(?P<place>{_NAME})[^\S\n]*,[^\S\n]*(?P<outlet>\p{{Lu}}[\w.-]{{1,20}}(?: \p{{Lu}}\w{{1,20}})?){_DASH}"
            ),
        ]
        self._bare = Later(rf"(?P<place>{_CAPS}|{_NAME})(?P<dash>{_DASH})(?=\s|\p{{Lu}}|[\"“‘(])")
        self._glued = Later(rf"{outlet}, {place}(?= ?\p{{Lu}})")
        self._inner = Later(
            rf"(?:(?<=[\s.]){outlet}|(?<=\p{{Ll}})(?=\p{{Lu}}){_DOMAIN})[^\S\n]*[,|][^\S\n]*(?P<place>{_CAPS}){_DASH}"
        )
        self._again = Later(rf"(?<=\n)[A-Z-]{{3,30}}\.(?:COM|CO\.ID|ID|CO)(?:, {_CAPS})?[^\S\n]?(?:-{{1,2}}|–|—)")

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """``(start, end, "dateline")`` of the head, and of repeated heads with an address in capitals further down."""
        start = len(text) - len(text.lstrip())
        found = self._at(text, start)
        if found is None:
            found = self._below(text, start)
        if found is None and _CAPS_DASH.search(text, start, min(len(text), _HEAD)):
            inner = self._inner.get().search(text, start, min(len(text), _HEAD))
            found = inner.span() if inner else None
        if found is not None:
            yield (*found, "dateline")
        if ".CO" in text:
            for again in self._again.get().finditer(text, found[1] if found else start):
                yield (*again.span(), "dateline")

    def _below(self, text: str, start: int) -> tuple[int, int] | None:
        """A dateline with an outlet at the beginning of one of the next lines (below a headline, a date)."""
        at = text.find("\n", start, start + _HEAD)
        while at >= 0:
            found = self._shaped(text, at + 1, min(len(text), at + 1 + _REACH)) if _dashed(text, at + 1) else None
            if found is not None:
                return found
            at = text.find("\n", at + 1, start + _HEAD)
        return None

    def _at(self, text: str, start: int) -> tuple[int, int] | None:
        if not text[start : start + 1].isalnum():
            return None
        limit = min(len(text), start + _REACH)
        if not _dashed(text, start):
            return self._glued_at(text, start, limit) or self._stopped_at(text, start, limit)
        return (
            self._shaped(text, start, limit) or self._bare_at(text, start, limit) or self._glued_at(text, start, limit)
        )

    def _shaped(self, text: str, start: int, limit: int) -> tuple[int, int] | None:
        for index, shape in enumerate(self._shapes):
            match = shape.get().match(text, start, limit)
            if match is None:
                continue
            place = match.groupdict().get("place")
            known = place is None or place.isupper() or self._is_city(place)
            if known if index >= _NAMELESS else known or _APART.search(match.group()):
                return match.span()
        return None

    def _stopped_at(self, text: str, start: int, limit: int) -> tuple[int, int] | None:
        """``WONOSOBO. Pemerintah ...``: a known city in capitals and a full stop."""
        match = _STOPPED.match(text, start, limit)
        return (start, match.end()) if match and self._is_city(match.group("place")) else None

    def _bare_at(self, text: str, start: int, limit: int) -> tuple[int, int] | None:
        match = self._bare.get().match(text, start, limit)
        if match is None:
            return None
        place, dash = match.group("place"), match.group("dash")
        after = text[match.end() : match.end() + 1]
        if self._is_city(place):
            following = _CAPITALS.match(text, match.end())  # JAKARTA-BANDUNG is a line, no dateline
            apart = dash[0].isspace() or dash[-1] in "–—" or dash.endswith("--") or after.isspace()
            glued = place.isupper() and not (following and self._is_city(following.group()))
            return match.span() if apart or glued else None
        apart = dash[0].isspace() or dash[-1] in "–—" or dash.endswith("--") or after.isspace()
        spaced = dash[0].isspace() and after.isspace()
        alone = dash[0] == "\n" and after == "\n"  # the dash has a line of its own
        unknown = place.isupper() and len(place) >= (4 if spaced else 5)
        return match.span() if apart and (unknown or alone) else None

    def _glued_at(self, text: str, start: int, limit: int) -> tuple[int, int] | None:
        """``Liputan6.com, Jakarta`` with no dash left; the city must be known, word by word from the longest."""
        match = self._glued.get().match(text, start, limit)
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


def _dashed(text: str, start: int) -> bool:
    """Whether what stands before the first dash may be names and an address: hardly a plain word in lower case."""
    head = text[start : start + _REACH]
    dash = min((place for place in map(head.find, "-–—") if place >= 0), default=-1)
    plain = sum(word.islower() and "." not in word for word in head[: max(0, dash)].split())
    return dash > 0 and plain <= 1


def _cities(rulebook: Rulebook) -> Iterator[str]:
    for name in ("boilerplate/cities.txt", "places/regencies.txt", "places/provinces.txt", "places/countries.txt"):
        flat = rulebook.lists.get(name)
        for row in flat.rows if flat else ():
            for column in row:
                yield from (part.strip().casefold() for part in column.split("|"))


_OUTLET_FORM = regex.compile(rf"(?:(?<=\p{{Ll}})(?=\p{{Lu}})|\b){_DOMAIN}")
_END = regex.compile(r"[\s.,]*[-–—]*\s*\Z")
_JOINED = regex.compile(r"[,|()/]|(?<!\w)[lI](?!\w)")


def read_dateline(boilerplate: tuple[Boilerplate, ...]) -> tuple[str | None, str | None]:
    """``(place, outlet)`` of the first mark of kind ``dateline``; None for what it does not say."""
    for mark in boilerplate:
        if mark.kind == "dateline":
            return _read(mark.text)
    return None, None


def _read(mark: str) -> tuple[str | None, str | None]:
    mark = regex.sub(rf"\A{_RUBRIC}(?=\p{{L}}+\.)", "", _END.sub("", mark))
    domain = _OUTLET_FORM.search(mark)
    if domain:
        place = _JOINED.sub(" ", f"{mark[: domain.start()]} {mark[domain.end() :]}")
        return _city(place), regex.sub(r"\s", "", domain.group())
    parts = [part.strip() for part in regex.split(r"[,|()/]", mark) if part.strip()]
    if len(parts) > 1:
        return _city(parts[0]), parts[-1]
    return (_city(parts[0]) if parts else None), None


def _city(place: str) -> str | None:
    """The city as one writes it: ``KOTA KEDIRI`` -> ``Kota Kediri``."""
    place = _SPACES.sub(" ", place).strip(" ,.|-")
    if place.isupper() and len(place) > 3:
        place = regex.sub(r"\p{L}[\p{L}'’]*", lambda word: word.group().capitalize(), place)
    return place or None
