"""The name of an event: how far the words reach that follow an event noun."""

from collections.abc import Sequence

from k3extract.assemble.items import Item

_MOST = 16  # words; the longest real names of courses and meetings have about twenty
_OPENING = "\"“‘'«"
_CLOSING = {'"': '"”', "“": '”"', "‘": "’'", "'": "'’", "«": "»"}


def name_end(items: Sequence[Item], first: int, start: int, *, proper: bool = False) -> int:
    """The index behind the last item of the name whose noun is ``items[first:start]``.

    The name goes on over nouns and capitalised words, joined ones, a short form in brackets, a quoted title, an
    edition and a year; it ends before a verb, a time, a number, a place phrase or a clause. ``proper`` where only a
    name can follow (meresmikan Taman X).
    """
    at = end = start
    words = 0
    proper = proper or (items[first].capital and first > 0 and items[first - 1].kind == "word")
    proper = proper or any(item.capital for item in items[first + 1 : start])
    while at < len(items) and words < _MOST:
        item = items[at]
        if item.kind == "mark":
            reached = _mark(items, at, named=words > 0)
            if reached is None:
                break
            at = reached
            if item.low != "-":
                end = at
            if item.low in _OPENING:
                break
            continue
        if not _goes_on(items, at, proper=proper) and not (at == start and _doing(items, at)):
            break
        proper = proper or (item.capital and at > first)
        if not item.has("join", "prep"):
            end = at + 1
        words += 1
        at += 1
    return end


def _doing(items: Sequence[Item], at: int) -> bool:
    """``lomba memancing``, ``pelatihan menjahit``: what is done there, a verb without an object suffix."""
    low = items[at].low
    return (
        items[at].verb
        and low.startswith("me")
        and not low.endswith(("kan", "i"))
        and not items[at].has("occasion", "aux", "site")
        and items[at - 1].has("skill")
    )


def _goes_on(items: Sequence[Item], at: int, *, proper: bool) -> bool:
    item = items[at]
    following = items[at + 1] if at + 1 < len(items) else None
    if item.kind in ("time", "quantity") and following is not None and following.capital and _written_as_name(item):
        return True  # Syukuran 40 Tahun Bank Kencana
    if item.kind == "word" and proper and _mixed(item.text):
        return True  # APBN KiTA
    if item.kind == "time":
        years = len(item.text) > len("2024") and all(char.isdigit() or char in "-/–" for char in item.text)
        return item.text.isdigit() or years or item.text.lower().startswith("tahun 2")  # Masa Sidang 2024-2025
    if item.kind == "quantity":
        return item.quantity is not None and item.quantity.dimension == "ordinal"
    if item.kind == "reference":
        return any(char.isalpha() for char in item.text)
    if item.has("join"):
        return following is not None and (
            following.capital or (following.content and not proper and not following.low.endswith("nya"))
        )
    if item.has("name_link", "name_about"):
        with_it = following is not None and following.low == "dengan" and at + 2 < len(items)  # terkait dengan X
        following = items[at + 2] if with_it else following
        return following is not None and (following.capital or following.content)
    if item.low == "dengan" and at and items[at - 1].has("name_about"):
        return True
    if (item.low.endswith("nya") and not item.capital) or item.has("future", "aux", "like"):
        return False
    if item.verb or item.has("rel", "pron", "det", "conj", "prep", "measure", "adv"):
        return item.capital and proper and not item.has("rel", "pron", "conj") and not item.has("prep")
    return True


def _written_as_name(item: Item) -> bool:
    """``40 Tahun``: a number and a measure with a capital letter."""
    number, _, measure = item.text.partition(" ")
    return number.isdigit() and measure.istitle() and measure.isalpha() and item.time is None


def _mixed(word: str) -> bool:
    """Capitals inside a word: a name."""
    return word[1:] != word[1:].lower() and not word.isupper() and word.isalpha()


def _mark(items: Sequence[Item], at: int, *, named: bool) -> int | None:
    """Behind a short form in brackets, a quoted title, a hyphen; None where the name ends."""
    mark = items[at].low
    if mark == "." and named and items[at - 1].capital and at + 1 < len(items):
        return (
            at + 1 if items[at + 1].capital and not items[at + 1].has("site") else None
        )  # PT. Tirta, inside a sentence
    if mark == "," and named and _lists_on(items, at):
        return at + 1
    if mark in ("-", "–", "&", "/", "'", "’") and at + 1 < len(items) and mark not in _OPENING:
        glued = items[at].end == items[at + 1].start or items[at + 1].capital
        return at + 1 if named and glued and items[at + 1].kind == "word" else None
    if mark == "(":
        for index in range(at + 1, min(at + 6, len(items))):
            if items[index].low == ")":
                return index + 1 if index > at + 1 and items[at + 1].text[0].isupper() else None
        return None
    if mark in _OPENING:
        for index in range(at + 1, min(at + 20, len(items))):
            if items[index].kind == "mark" and items[index].low in _CLOSING[mark]:
                return index + 1 if index > at + 1 else None
    return None


def _lists_on(items: Sequence[Item], comma: int) -> bool:
    """``Apel Gabungan TNI, Polri dan ASN``: a short list of names closed by *dan* goes on behind the comma."""
    if not items[comma - 1].capital:
        return False
    for index in range(comma + 1, min(comma + 6, len(items) - 1)):
        item = items[index]
        if item.has("join"):
            following = items[index + 1]
            after = items[index + 2] if index + 2 < len(items) else None
            return index > comma + 1 and following.capital and not (after is not None and after.low == ",")
        if item.low != "," and not (item.capital and not item.has("org_head", "time") and not item.verb):
            return False
    return False
