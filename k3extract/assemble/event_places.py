"""Where an event takes place: the phrase behind *di* or *bertempat di*, its venue and the place around it."""

from collections.abc import Sequence
from dataclasses import dataclass

from k3extract.assemble.items import Item

_FAR = 40  # items behind the name in which the place must begin
_LONG = 14  # words of one phrase


@dataclass(frozen=True, slots=True)
class Site:
    """The whole phrase as printed and, where it begins with a building or an open space, that part."""

    place: str
    venue: str | None


def find_site(items: Sequence[Item], start: int, text: str, people: frozenset[int]) -> Site | None:
    """The first phrase of place behind item ``start``: *di* before a venue or a name with a capital letter.

    ``people`` are the offsets where offices and names of persons begin: no address goes on there.
    """
    vague: Site | None = None
    for at in range(start, min(len(items) - 1, start + _FAR)):
        item = items[at]
        if item.has("in_venue"):
            return _glued(_site(items, at, text, people))
        if item.kind == "mark" and item.low in ".!?;" and not items[at + 1].has("site"):
            return vague
        if item.has("conj") and not item.has("join") and not items[at + 1].capital:
            return vague  # agar, karena: another clause
        if item.low == "di" and (at == 0 or not item.capital) and not _of_somebody(items, at, start):
            first = items[at + 1]
            if first.kind in ("word", "reference") and (first.has("venue", "place") or first.capital):
                site = _site(items, at + 1, text, people)
                if site.place.endswith("nya"):
                    return vague
                if not first.has("area"):
                    return site
                vague = vague or site  # di lingkungan Setda: a building may follow
    return vague


def _glued(site: Site) -> Site:
    """``dilapangan Kodim``, printed without a space: the place without its preposition."""
    venue = site.venue or site.place.partition(",")[0]
    return Site(site.place[len("di") :], venue[len("di") :])


def _of_somebody(items: Sequence[Item], at: int, start: int) -> bool:
    """``staf di lingkungan Setda``: the phrase tells where people belong, not where the event is."""
    before = items[at - 1] if at else None
    if items[at + 1].has("venue") and not items[at + 1].has("area", "org_head"):
        return False  # relawan pemilu di aula kantor
    return before is not None and at > start and before.content and not before.capital and before.kind == "word"


def _site(items: Sequence[Item], start: int, text: str, people: frozenset[int]) -> Site:
    end = _segment(items, start)
    first_end = end
    while end + 1 < len(items) and items[end].low in (",", "di") and _place_begins(items, end + 1):
        if items[end + 1].start in people:
            break
        end = _segment(items, end + 1)
    place = text[items[start].start : items[end - 1].end]
    venue = text[items[start].start : items[first_end - 1].end] if items[start].has("venue") else None
    return Site(place, venue)


def _place_begins(items: Sequence[Item], at: int) -> bool:
    """Whether a further part of the address begins here, not a title, a name with a verb or another clause."""
    item = items[at]
    if not (item.capital and item.kind == "word") and not item.has("place", "venue"):
        return False
    if item.has("conj", "pron", "adv", "time") or item.verb:
        return False
    end = _segment(items, at)
    following = items[end] if end < len(items) else None
    if item.has("place", "venue"):
        return True
    closed = following is None or following.kind == "time" or following.low in (".", ",", ")", "(")
    closed = closed or (following is not None and following.has("at", "rel"))
    return closed and end - at <= 3


def _segment(items: Sequence[Item], start: int) -> int:
    """The index behind one part of the phrase: up to a comma, a verb, a time, a preposition or a clause."""
    at = start
    while at < len(items) and at - start < _LONG:
        item = items[at]
        if item.kind == "reference" or item.has("venue", "place"):
            pass
        elif item.kind == "mark":
            if item.low == "(" and at + 2 < len(items) and items[at + 2].low == ")" and items[at + 1].kind == "word":
                at += 3
                continue
            dotted = item.low == "." and items[at - 1].capital and at + 1 < len(items) and not items[at + 1].has("site")
            if at == start or not (item.low in ("-", "'", "’", "&") or (dotted and items[at + 1].capital)):
                break  # Jl. Melati goes on inside a sentence
        elif item.kind in ("time", "quantity"):
            break
        elif item.low in ("dan", "&"):
            if at + 1 >= len(items) or not (items[at + 1].capital or items[at + 1].has("venue")):
                break
        elif not item.capital and at > start and (item.verb or item.classes or _after_name(items, at, start)):
            break
        at += 1
    while at - 1 > start and (items[at - 1].low in ("dan", "&", "-") or items[at - 1].has("prep")):
        at -= 1
    return max(at, start + 1)


def _after_name(items: Sequence[Item], at: int, start: int) -> bool:
    """Whether a word in lower case follows a name: the address is over."""
    return at > start and items[at - 1].capital and not items[at - 1].has("venue")
