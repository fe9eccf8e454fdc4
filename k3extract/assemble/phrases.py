"""Noun phrases and predicates: where they begin and end around a place in a sentence, and their words."""

from collections.abc import Sequence
from dataclasses import dataclass

from k3extract.assemble.items import Item

_NP = 6  # words of the noun phrase behind the number
_PREDICATE = 6  # words of the relative clause or predicate behind it
_LONGEST = 9  # words of one that would else end in a verb
_NAME = 4  # words by which a name at its end may make it longer
_SUBJECT = 30  # items of the phrase before it that are walked over
_JOINED = 4  # words of the noun phrase behind *dan*
_PREFIXES = ("me", "di", "ber", "ter")  # of a verb that can begin a predicate
_TWO = 2
_STATIVE = ("ber", "ter")
_OPENING = ("adv", "measure", "conj", "pron", "list", "at")
_EDGE = ("prep", "join", "rel", "det", "which")  # no phrase begins or ends with them


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


def words_of(items: Sequence[Item], phrase: Phrase) -> list[str]:
    """The words of a phrase as printed; marks, what stands in brackets behind a word, and when something was (``pada
    2024``, before other words) are left out."""
    words: list[str] = []
    inside = False
    for at in range(phrase.first, phrase.end):
        item = items[at]
        if item.kind == "time" and at + 1 < phrase.end and items[at + 1].has("prep"):
            if words and items[at - 1].has("at", "when"):
                words.pop()
        elif item.kind != "mark":
            if not inside:
                words.append(item.text)
        elif item.low == "(":
            inside = bool(words)
        elif item.low == ")":
            inside = False
    return words


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
    while at < len(items) and (words < most or (words < most + _NAME and in_name(items, at))):
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
    end = at + 1
    while end < len(items) and end - at < _JOINED and items[end].content:
        end += 1
    following = items[end] if end < len(items) else None
    if following is None or (following.verb and end > at + 1):
        return True
    if following.has("adv") and not following.has("prep") and end + 1 < len(items) and items[end + 1].verb:
        return True  # 80 persen sapi dan kambing telah dipesan
    return not (following.verb or following.kind == "quantity" or following.has("measure"))


def closes_relative(items: Sequence[Item], at: int, end: int) -> bool:
    """``pesawat yang mengangkut 7 kru itu mendarat``: *itu* at ``end`` ends a clause that began before the number."""
    if end >= len(items) or not items[end].has("det"):
        return False
    for index in range(at - 1, max(-1, at - 1 - _SUBJECT), -1):
        item = items[index]
        if item.has("rel"):
            return True
        if item.kind == "mark" or (item.has("conj") and not item.has("join")):
            return False
    return False


def predicate(items: Sequence[Item], start: int) -> Phrase:
    """The relative clause, place phrase or predicate at ``start``, up to a mark, a number, a time or a conjunction."""
    at = start
    if at < len(items) and items[at].has("det"):
        at += 1
    first = at
    if at >= len(items) or items[at].kind != "word":
        return _EMPTY
    opener = items[at]
    if opener.has("when", "compare") or not (opener.has("rel", "prep", "adv", "measure") or opener.verb):
        return _EMPTY
    if opener.has("conj", "measure") and not opener.has("adv", "prep"):
        following = items[at + 1] if at + 1 < len(items) else None
        if following is None or not following.verb:
            return _EMPTY
    said = False  # its verb has been seen
    if opener.has("rel") and at + 1 < len(items) and items[at + 1].has("which"):
        return _EMPTY
    while at < len(items) and _goes_on(items, first, at):
        item = items[at]
        if item.kind == "time" and item.text.isdigit() and items[at - 1].capital:
            at += 1
            break
        if item.kind in ("quantity", "time") or (item.kind == "mark" and item.low not in "-/&()"):
            break
        if (item.has("when") and at > first) or item.has("list", "stop"):
            break
        if item.has("conj") and not item.has("prep", "join"):
            break
        if item.has("join") and (at + 1 >= len(items) or not _coordinates(items, at + 1)):
            break
        if said and (item.verb or item.has("adv")) and items[at - 1].content and _begins(items, at):
            break
        said = said or item.verb
        at += 1
    if at - 1 > first and items[at - 1].has("attribute") and items[at - 2].has("by") and _figure_next(items, at):
        at -= 2  # guguran dengan amplitudo 2-13 mm
    while at > first and (items[at - 1].has("prep", "join", "rel", "measure", "det") or items[at - 1].low == "("):
        at -= 1
    return Phrase(first, at)


def _figure_next(items: Sequence[Item], at: int) -> bool:
    at += at < len(items) and (items[at].low == ":" or items[at].has("measure"))
    return at < len(items) and items[at].kind == "quantity"


def _goes_on(items: Sequence[Item], first: int, at: int) -> bool:
    """Whether the predicate is short yet, or would end in a verb or inside a name."""
    words = at - first
    rel = next((index for index in range(first + 1, at + 1) if items[index].has("rel")), None)
    if rel is not None and items[first].has("prep") and at - rel < _PREDICATE:
        return True  # di wilayah Selo dan Kali yang mengembalikan paket
    return words < _PREDICATE or (words < _LONGEST and (items[at - 1].verb or in_name(items, at)))


def in_name(items: Sequence[Item], at: int) -> bool:
    """Whether a cut before item ``at`` would split a name."""
    return items[at].capital and at > 0 and items[at - 1].capital


def _begins(items: Sequence[Item], at: int) -> bool:
    """Whether a second predicate begins here (``emas yang disita dari X dirampas``)."""
    while at < len(items) and items[at].has("adv") and not items[at].has("prep"):
        at += 1
    item = items[at] if at < len(items) else None
    return item is not None and item.verb and item.text.startswith(_PREFIXES) and not item.has("measure")


def leftwards(items: Sequence[Item], end: int, floor: int) -> int:
    """Where the noun phrase begins that ends before item ``end``."""
    first, aim = end, 0
    while first > floor and end - first < _SUBJECT:
        item = items[first - 1]
        led = first < end and items[first].has("prep") and not items[first].has("measure")
        if item.kind == "time" and not led and not item.low.startswith("per "):
            break
        if item.kind == "quantity" and not _collective(item) and not _aging(items, first - 1):
            break
        if item.kind == "mark" and (item.low not in "-/&()'’" or _dash(items, first - 1)):
            break
        if item.has("measure") and item.low.startswith("me") and first < end:
            break  # membukukan pendapatan
        if item.has("by", "form") and first < end:
            break
        if item.low == "masing-masing" or (item.has("conj") and not item.has("join")):
            break
        stative = first < end and items[first].has("rel") and item.low.startswith(_STATIVE)  # dana bergulir yang ...
        if item.verb and not item.capital and not stative and not _relative(items, first - 1, floor):
            break
        if item.verb and first > 1 and items[first - 2].has("goal"):
            aim = aim or first
        first -= 1
    if aim and first > floor and items[first - 1].verb:
        return aim  # mendorong mereka untuk menetapkan tarif sebesar ...
    return first


def _aging(items: Sequence[Item], at: int) -> bool:
    """``anak 6-11 tahun mencapai``: a number of years that belongs to the noun before it."""
    quantity = items[at].quantity
    if quantity is None or at < _TWO:
        return False
    if items[at - 1].has("sized"):
        return True  # elpiji 3 kilogram
    if quantity.dimension != "duration":
        return False
    return items[at - 1].content and not items[at - 2].has("adv")


def _dash(items: Sequence[Item], at: int) -> bool:
    """A dash with white space around it, not a hyphen."""
    return items[at].low == "-" and at > 0 and items[at - 1].end != items[at].start


def _collective(item: Item) -> bool:
    """An ordinal or a collective (ketiga posko): part of a phrase, not a figure of its own."""
    quantity = item.quantity
    return quantity is not None and (quantity.dimension == "ordinal" or item.low.startswith("ke"))


def _relative(items: Sequence[Item], at: int, floor: int) -> bool:
    """Whether the verb stands in a relative clause (``yang telah diberikan``) or right behind such a verb."""
    back = at - 1
    while back >= floor and (items[back].has("adv") or items[back].verb):
        back -= 1
    return back >= floor and items[back].has("rel", "goal")


def trim(items: Sequence[Item], first: int, end: int) -> tuple[int, int]:
    """``first .. end`` without the marks and function words at its edges."""
    while first < end and (
        items[first].kind == "mark" or (items[first].has(*_EDGE, *_OPENING) and not items[first].has("noun"))
    ):
        first += 1
    while end > first and (items[end - 1].kind == "mark" or items[end - 1].has(*_EDGE, "adv", "measure")):
        if items[end - 1].capital and end - 1 > first and items[end - 2].capital:
            break  # Jawa Tengah
        end -= 1
    return first, end


def amount_off(items: Sequence[Item], phrase: Phrase) -> Phrase:
    """``jumlah jamaah`` counts the jamaah."""
    first = phrase.first
    while first < phrase.end - 1 and items[first].has("amount", "det", "pron") and items[first + 1].kind == "word":
        first += 1
    return Phrase(first, phrase.end)


def transitive(item: Item) -> bool:
    """Active verbs with an object: the number is (in) the object, the subject is somebody else."""
    return item.low.startswith("me") and (not item.has("measure", "verb") or item.has("records", "causes", "results"))
