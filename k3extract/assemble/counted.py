"""What a quantity counts, in the article's own words: its noun, the subject it measures, the list it stands in."""

from collections.abc import Sequence
from dataclasses import dataclass

from k3extract.assemble.items import Item

_NP = 6  # words of the noun phrase behind the number
_PREDICATE = 7  # words of the relative clause or predicate behind it
_SUBJECT = 11  # words of the phrase before it
_BREAKS = frozenset('.;:!?"“”„«»')


@dataclass(frozen=True, slots=True)
class Phrase:
    """Item indexes ``first .. end`` (half open) of a phrase."""

    first: int
    end: int

    def text(self, items: Sequence[Item]) -> str:
        """The words as printed, brackets and marks at the edges left out, white space plain."""
        return " ".join(item.text for item in items[self.first : self.end] if item.kind != "mark")

    def __bool__(self) -> bool:
        return self.end > self.first


_EMPTY = Phrase(0, 0)


def behind(items: Sequence[Item], at: int) -> int:
    """The index behind the quantity at ``at`` and what is put in brackets right behind it."""
    after = at + 1
    if after < len(items) and items[after].low == "(":
        for close in range(after + 1, min(after + 6, len(items))):
            if items[close].low == ")":
                return close + 1
    return after


def noun_phrase(items: Sequence[Item], start: int, most: int = _NP) -> Phrase:
    """The nouns that begin at ``start``: content words, names, a short form in brackets, joined nouns."""
    end = at = start
    words = 0
    while at < len(items) and words < most:
        item = items[at]
        if item.kind == "reference" or (item.kind == "word" and (item.content or _name_word(items, at, start))):
            at += 1
            words += 1
            end = at
        elif item.low in ("-", "&", "/") and at > start and at + 1 < len(items) and items[at + 1].kind == "word":
            at += 1
        elif item.low == "(" and at + 2 < len(items) and items[at + 2].low == ")" and items[at + 1].kind != "quantity":
            at += 3
            end = at
        elif item.has("join") and at > start and at + 1 < len(items) and items[at + 1].content:
            if not _coordinates(items, at + 1):
                break
            at += 1
        else:
            break
    return Phrase(start, end)


def _name_word(items: Sequence[Item], at: int, start: int) -> bool:
    """A capitalised function-like word inside a name (Jalan, Tinggi, Bersama)."""
    item = items[at]
    return item.capital and at > start and items[at - 1].capital and not item.has("rel", "pron", "conj", "prep")


def _coordinates(items: Sequence[Item], at: int) -> bool:
    """Whether the noun behind *dan* still belongs to what is counted: no verb or number of its own follows."""
    following = items[at + 1] if at + 1 < len(items) else None
    return following is None or not (following.verb or following.kind == "quantity" or following.has("measure"))


def predicate(items: Sequence[Item], start: int) -> Phrase:
    """The relative clause, place phrase or predicate at ``start``, up to a mark, a number, a time or a conjunction."""
    at = start
    if at < len(items) and items[at].has("det"):
        at += 1
    first = at
    if at >= len(items) or items[at].kind != "word":
        return _EMPTY
    opener = items[at]
    if not (opener.has("rel", "prep", "adv") or opener.verb):
        return _EMPTY
    if opener.has("conj", "measure") and not opener.has("adv", "prep"):
        return _EMPTY
    while at < len(items) and at - first < _PREDICATE:
        item = items[at]
        if item.kind in ("quantity", "time") or (item.kind == "mark" and item.low not in "-/&()"):
            break
        if item.has("conj") and not item.has("prep", "join"):
            break
        if item.has("join") and (at + 1 >= len(items) or not _coordinates(items, at + 1)):
            break
        at += 1
    while at > first and (
        items[at - 1].has("prep", "join", "rel", "adv", "measure", "det") or items[at - 1].low == "("
    ):
        at -= 1
    return Phrase(first, at)


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a quantity: the phrase it measures and the words that lead from it to the number."""

    phrase: Phrase
    links: tuple[Item, ...]  # from right to left
    verb: Item | None = None  # a governing verb among the links


def subject(items: Sequence[Item], at: int, floor: int = 0) -> Before:
    """The phrase before the quantity at ``at``; nothing before item ``floor`` is looked at."""
    links: list[Item] = []
    verb: Item | None = None
    end = at
    bracket = end > floor and items[end - 1].low == "("
    if bracket:
        end -= 1
    while end > floor:
        item = items[end - 1]
        if item.kind == "time" and end < at:
            end -= 1
        elif item.kind != "word":
            break
        elif item.has("measure", "adv") or (item.has("prep") and not item.content):
            end -= 1
        elif item.verb and verb is None:
            verb = item
            end -= 1
            if _transitive(item):
                break
        else:
            break
        links.append(item)
    first = _leftwards(items, end, floor)
    first, end = _trim(items, first, end)
    return Before(Phrase(first, end), tuple(links), verb)


def _transitive(item: Item) -> bool:
    """Active verbs with an object: the number is (in) the object, the subject is somebody else."""
    return item.low.startswith("me") and not item.has("measure", "verb")


def _leftwards(items: Sequence[Item], end: int, floor: int) -> int:
    first = end
    while first > floor and end - first < _SUBJECT:
        item = items[first - 1]
        if item.kind in ("quantity", "time"):
            break
        if item.kind == "mark":
            if item.low not in "-/&()'’":
                break
        elif (item.has("conj") and not item.has("join")) or (item.verb and not _relative(items, first - 1, floor)):
            break
        first -= 1
    return first


def _relative(items: Sequence[Item], at: int, floor: int) -> bool:
    """Whether the verb stands in a relative clause (``yang telah diberikan``)."""
    back = at - 1
    while back >= floor and items[back].has("adv"):
        back -= 1
    return back >= floor and items[back].has("rel")


def _trim(items: Sequence[Item], first: int, end: int) -> tuple[int, int]:
    while first < end and (
        items[first].kind == "mark" or items[first].has("prep", "join", "rel", "adv", "det", "measure", "conj")
    ):
        first += 1
    while end > first and (items[end - 1].kind == "mark" or items[end - 1].has("prep", "join", "rel", "det", "adv")):
        end -= 1
    return first, end
