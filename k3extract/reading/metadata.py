"""What a page says of itself: JSON-LD first, then meta elements, then what stands beside the headline."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

from k3extract.reading.dates import read_date

_ARTICLE = re.compile(
    r"(?:News|Reportage|Analysis|Opinion|Backgrounder|Review)?(?:Article|NewsArticle)|BlogPosting|Report"
)
_DATE_NAMES = (
    "article:published_time", "datePublished", "pubdate", "publishdate", "dtk:publishdate", "content_PublishedDate",
    "publish-date", "publish_date", "date", "dc.date", "DC.date.issued", "originalPublishDate",
    "og:article:published_time", "article:published", "dateCreated", "og:pubdate", "sailthru.date",
)  # fmt: skip
_URL_DATE = re.compile(r"/(20[0-9]{2})/?(?:(0[1-9]|1[0-2])/?([0-2][0-9]|3[01]))(?=[/0-9-])")
_DATE_LIKE = re.compile(r"[0-9]{1,2}[ /-](?:[0-9]{1,2}|\w{3,9})[ /-][0-9]{4}")
_NO_PERSON = re.compile(
    r"(?i)\b(?:pt|cv|media|redaksi|tim|admin|developer|news|online|network|com|editor|cyber)\b|[0-9@/.]{1}\w"
)
_LABEL = re.compile(r"\A\w{2,12} ?: ?")
_SHORT = 120  # code points of an element that holds a date and little else
_DAY, _MINUTE = len("2025-03-03"), len("2025-03-03T14:05")
_SUFFIX = re.compile(r"\s+(?:[-|–—•]|::|»)\s+[^-|–—•»]{2,60}\Z")


@dataclass(frozen=True, slots=True)
class Found:
    """Metadata of a page, None where it says nothing; ``is_article`` when it calls itself one."""

    title: str | None
    author: str | None
    published: str | None
    outlet: str | None
    url: str | None
    body: str | None
    is_article: bool


@dataclass(frozen=True, slots=True)
class Selectors:
    """Where a site keeps what its page does not declare."""

    title: Sequence[str] = ()
    author: Sequence[str] = ()
    published: Sequence[str] = ()


def read_metadata(tree: Any, url: str | None, site: Callable[[str | None], Selectors]) -> Found:
    """The metadata of a parsed page; ``url`` is where it came from, if that is known; ``site`` gives the selectors
    for an address."""
    linked = next(_linked_articles(tree), {})
    metas = _metas(tree)
    address = url or _address(tree, metas, linked)
    selectors = site(address)
    outlet = metas.get("og:site_name") or _name(linked.get("publisher")) or host_of(address) or _named_in_title(tree)
    path = getattr(_parts(address), "path", "")
    return Found(
        title=_title(tree, metas, linked, selectors.title),
        author=_author(tree, metas, linked, (selectors.author, outlet)),
        published=_published(tree, metas, linked, (selectors.published, address)),
        outlet=outlet,
        url=address,
        body=_text(linked.get("articleBody")),
        is_article=bool(linked) or (metas.get("og:type") == "article" and len(path) > 1),
    )


def _linked_articles(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.css('script[type="application/ld+json"]'):
        raw = (script.text(deep=True) or "").strip().rstrip(";")
        try:
            value = json.loads(raw, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles_in(value, 0)


def _articles_in(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 5:
        return
    if isinstance(value, list):
        for part in value:
            yield from _articles_in(part, depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        for kind in kinds if isinstance(kinds, list) else [kinds]:
            if isinstance(kind, str) and _ARTICLE.fullmatch(kind):
                yield value
                break
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _articles_in(value.get(name), depth + 1)


def _metas(tree: Any) -> dict[str, str]:
    """The first content of each name, property and itemprop."""
    found: dict[str, str] = {}
    for meta in tree.css("meta[content], [itemprop][content], time[itemprop][datetime]"):
        attributes = meta.attributes
        content = _text(attributes.get("content") or attributes.get("datetime"))
        for kind in ("property", "name", "itemprop"):
            for name in (attributes.get(kind) or "").split():
                if content:
                    found.setdefault(name, content)
    return found


def _text(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    return value.strip() or None


def _name(value: Any) -> str | None:
    """The name of a JSON-LD person or organisation, however it is given; several are joined."""
    if isinstance(value, list):
        names = [name for name in map(_name, value) if name]
        return ", ".join(dict.fromkeys(names)) or None
    if isinstance(value, dict):
        return _name(value.get("name"))
    return _text(value)


def _address(tree: Any, metas: dict[str, str], linked: dict[str, Any]) -> str | None:
    link = tree.css_first('link[rel="canonical"][href]')
    own = linked.get("url") or linked.get("mainEntityOfPage")
    for value in (link.attributes.get("href") if link else None, metas.get("og:url"), own):
        if isinstance(value, dict):
            value = value.get("@id")
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            return value.strip()
    return None


def host_of(url: str | None) -> str | None:
    """The host of an address without ``www.``, or None when it is no address."""
    parts = _parts(url)
    host = parts.hostname if parts else None
    return host.removeprefix("www.") if host else None


def _parts(url: str | None) -> SplitResult | None:
    try:
        return urlsplit(url) if url else None
    except ValueError:  # an address with a bracket is one to urllib only as IPv6
        return None


def _first(tree: Any, selectors: Sequence[str]) -> str | None:
    for selector in selectors:
        node = tree.css_first(selector)
        words = " ".join((node.text(deep=True, separator=" ") or "").split()) if node else ""
        if words:
            return words
    return None


def _title(tree: Any, metas: dict[str, str], linked: dict[str, Any], selectors: Sequence[str]) -> str | None:
    """The headline without the outlet's name behind it."""
    declared = _text(linked.get("headline")) or metas.get("og:title") or metas.get("title") or _first(tree, ("title",))
    heads = [" ".join((node.text(deep=True) or "").split()) for node in tree.css("h1, [itemprop=headline], h2")]
    if declared is None:
        return _first(tree, selectors) or next(iter(filter(None, heads)), None)
    plain = " ".join(declared.split())
    key = _key(plain)
    fitting = [head for head in heads if len(head) >= 12 and (key.startswith(_key(head)) or key.endswith(_key(head)))]
    if fitting:
        return max(fitting, key=len)
    return _SUFFIX.sub("", plain) if len(_SUFFIX.sub("", plain)) >= 15 else plain


def _named_in_title(tree: Any) -> str | None:
    """The outlet as the title of the window ends: ``... - ANTARA News``."""
    suffix = _SUFFIX.search(_first(tree, ("title",)) or "")
    return suffix.group().strip(" -|–—•:»") if suffix else None


def _key(words: str) -> str:
    return re.sub(r"\W+", "", words).casefold()


def _author(
    tree: Any, metas: dict[str, str], linked: dict[str, Any], rest: tuple[Sequence[str], str | None]
) -> str | None:
    selectors, outlet = rest
    for value in (
        _first(tree, selectors),
        _name(linked.get("author")),
        metas.get("article:author"),
        metas.get("author"),
    ):
        value = _LABEL.sub("", value or "")  # "Oleh : ...", "Editor: ..."
        if value and value != outlet and len(value) < 100 and not _NO_PERSON.search(value):
            return value
    return None


def _published(
    tree: Any, metas: dict[str, str], linked: dict[str, Any], rest: tuple[Sequence[str], str | None]
) -> str | None:
    selectors, url = rest
    written = [linked.get("datePublished"), *(metas.get(name) for name in _DATE_NAMES), _first(tree, selectors)]
    written += [node.attributes.get("datetime") for node in tree.css("time[datetime]")]
    for value in written:
        stamp = _stamp(value, url)
        if stamp is None:
            continue
        if len(stamp) == _DAY or _is_utc(value):
            return _as_printed(stamp, written, tree)
        return stamp
    return _printed(tree) or _of_address(url)


def _stamp(value: Any, url: str | None) -> str | None:
    """A declared moment. Some sites put a Z behind their local clock; the date in the address tells."""
    if not isinstance(value, str) or len(value) > 100:
        return None
    written = _plain(value)
    stamp = read_date(written)
    day = _of_address(url)
    if stamp and day and stamp[:_DAY] != day and written.endswith("Z"):
        local = read_date(written[:-1])
        return local if local and local[:_DAY] == day else stamp
    return stamp


def _as_printed(stamp: str, declared: list[Any], tree: Any) -> str:
    """The printed moment where it says more (a clock) or shows that the page puts a Z behind its local clock."""
    clocks = {(read_date(_plain(value).removesuffix("Z")) or "")[:_MINUTE] for value in declared if _is_utc(value)}
    for printed, _ in _printed_stamps(tree):
        if printed[:_MINUTE] in clocks or (len(stamp) == _DAY < len(printed) and printed[:_DAY] == stamp):
            return printed
    return stamp


def _is_utc(value: Any) -> bool:
    return isinstance(value, str) and value.rstrip().endswith("Z") and len(value) < 100


def _plain(written: str) -> str:
    return " ".join(written.split()).replace(" T", "T")


def _of_address(url: str | None) -> str | None:
    match = _URL_DATE.search(url or "")
    return read_date("-".join(match.groups())) if match else None


def _printed(tree: Any) -> str | None:
    """The first date that stands by itself, from the headline on; with its clock, if the same day stands there again
    with one."""
    stamps = list(_printed_stamps(tree))
    behind = [stamp for stamp, is_behind in stamps if is_behind] or [stamp for stamp, _ in stamps]
    if not behind:
        return None
    return next((stamp for stamp in behind if len(stamp) > _DAY and stamp[:_DAY] == behind[0][:_DAY]), behind[0])


def _printed_stamps(tree: Any) -> Iterator[tuple[str, bool]]:
    """The dates in short elements of their own, each with whether it stands behind a headline."""
    behind = False
    for node in tree.css("h1, span, div, p, time, li, td, small, i, b, em"):
        behind = behind or node.tag == "h1"
        words = node.text(deep=True) or ""
        if len(words) <= _SHORT and _DATE_LIKE.search(words):
            stamp = read_date(" ".join(words.split()))
            if stamp:
                yield stamp, behind
