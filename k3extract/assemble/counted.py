"""What a quantity counts, in the article's own words: its noun, the subject it measures, the list it stands in."""

from collections.abc import Sequence
from dataclasses import dataclass

from k3extract.assemble.items import Item

_NP = 6  # words of the noun phrase behind the number
_PREDICATE = 6  # words of the relative clause or predicate behind it
_LONGEST = 9  # words of one that would else end in a verb
_SUBJECT = 30  # items of the phrase before it that are walked over
_KEPT = 11  # items of it that are kept: the head stands first
_JOINED = 4  # words of the noun phrase behind *dan*
_PREFIXES = ("me", "di", "ber", "ter")  # of a verb that can begin a predicate
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
_EDGE = ("prep", "join", "rel", "det")  # no phrase begins or ends with them


def words_of(items: Sequence[Item], phrase: Phrase) -> list[str]:
    """The words of a phrase as printed; marks, and what stands in brackets behind a word, are left out."""
    words: list[str] = []
    inside = False
    for item in items[phrase.first : phrase.end]:
        if item.kind != "mark":
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
    end = at + 1
    while end < len(items) and end - at < _JOINED and items[end].content:
        end += 1
    following = items[end] if end < len(items) else None
    if following is None or (following.verb and end > at + 1):
        return True
    return not (following.verb or following.kind == "quantity" or following.has("measure"))


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
    while at < len(items) and (at - first < _PREDICATE or (items[at - 1].verb and at - first < _LONGEST)):
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
    while at > first and (items[at - 1].has("prep", "join", "rel", "measure", "det") or items[at - 1].low == "("):
        at -= 1
    return Phrase(first, at)


def _begins(items: Sequence[Item], at: int) -> bool:
    """Whether a second predicate begins here (``emas yang disita dari X dirampas``)."""
    while at < len(items) and items[at].has("adv") and not items[at].has("prep"):
        at += 1
    item = items[at] if at < len(items) else None
    return item is not None and item.verb and item.text.startswith(_PREFIXES) and not item.has("measure")


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a quantity: the phrase it measures and the words that lead from it to the number."""

    phrase: Phrase
    links: tuple[Item, ...]  # from right to left
    verb: Item | None = None  # a governing verb among the links
    crossed: bool = False  # a comma lies between the phrase and the number
    bracket: bool = False  # the quantity stands in brackets right behind the phrase

    @property
    def measured(self) -> bool:
        """Whether a word of measure (sebesar, mencapai, sebanyak) leads to the number."""
        return any(link.has("measure") for link in self.links)

    @property
    def inverted(self) -> bool:
        """Whether a passive verb stands right before the number: its subject follows (``disita 40 botol``)."""
        verb = self.links[-1] if self.links else None
        placed = any(link.has("prep") and not link.has("measure", "agent") for link in self.links)
        placed = placed or (bool(self.links) and self.links[0].has("arrow"))
        return verb is not None and verb is self.verb and verb.low.startswith("di") and not placed

    @property
    def active(self) -> bool:
        """Whether an active verb governs the number: what it counts is the object."""
        return self.verb is not None and transitive(self.verb)


def subject(items: Sequence[Item], at: int, floor: int = 0) -> Before:
    """The phrase before the quantity at ``at``; nothing before item ``floor`` is looked at."""
    bracket = at > 0 and items[at - 1].low == "("
    end, links, verb = _lead(items, at - 1 if bracket else at, floor)
    if verb is not None and (transitive(verb) or verb.has("tells")):
        return Before(_EMPTY, tuple(links), verb, bracket=bracket)
    if end == at and not bracket and end > floor and items[end - 1].low == ",":
        return Before(_EMPTY, (), None)
    crossed = False
    if links and end - 1 > floor and (items[end - 1].has("rel") or items[end - 1].low == ","):
        crossed = items[end - 1].low == ","
        end -= 1
        if end > floor and items[end - 1].low == ",":
            end -= 1
    if crossed and (items[end - 1].has("det") or items[end - 1].capital):
        return Before(_EMPTY, tuple(links), verb)
    first = _label(items, end, floor) if bracket else leftwards(items, end, floor)
    first, end = trim(items, first, end)
    if end - first > _KEPT:
        first, end = trim(items, first, _cut(items, first + _KEPT, end))
    return Before(Phrase(first, end), tuple(links), verb, crossed, bracket)


def _cut(items: Sequence[Item], at: int, end: int) -> int:
    """A place to cut a phrase that splits no name."""
    while at < end and items[at].capital and items[at - 1].capital:
        at += 1
    return at


def _lead(items: Sequence[Item], at: int, floor: int) -> tuple[int, list[Item], Item | None]:
    """The words of measure, adverbs and verbs right before the number: where they begin, and which verb governs."""
    links: list[Item] = []
    verb: Item | None = None
    end = at
    while end > floor:
        item = items[end - 1]
        if item.kind == "time":
            end -= 1
            continue
        if item.kind != "word":
            break
        if item.verb and not item.has("records"):
            if verb is not None and (transitive(item) or transitive(verb)):
                break
            verb = verb or item
        elif item.has("records"):
            verb = verb or item
            end -= 1
            links.append(item)
            break
        elif not (item.has("measure", "adv", "when", "agent") or (item.has("prep") and end == at)):
            break
        links.append(item)
        end -= 1
        if item.verb and transitive(item):
            break
    return end, links, verb


def transitive(item: Item) -> bool:
    """Active verbs with an object: the number is (in) the object, the subject is somebody else."""
    return item.low.startswith("me") and (not item.has("measure", "verb") or item.has("records", "causes"))


def clause_subject(items: Sequence[Item], at: int, floor: int, *, crossed: bool = False) -> Phrase:
    """The name with a capital letter that opens the clause of the quantity at ``at`` (a list item's own label) and
    has a verb behind it; with ``crossed`` the clause before the last comma."""
    first = at
    commas = 1 if crossed else 0
    while first > floor:
        mark = items[first - 1]
        if mark.kind == "mark" and mark.low in '.,;:"“”':
            if mark.low != "," or commas == 0:
                break
            commas -= 1
        first -= 1
    while first < at and (items[first].has("conj", "adv", "prep") or items[first].kind == "time"):
        first += 1
    end = first
    while end < at and (
        items[end].kind == "reference" or items[end].capital or (items[end].has("join") and end > first)
    ):
        end += 1
    following = items[end] if end < len(items) else None
    led = following is not None and (following.verb or following.has("measure", "adv", "prep"))
    return Phrase(first, end) if led else _EMPTY


def place_before(items: Sequence[Item], at: int, floor: int) -> Phrase:
    """``Di Jakarta, harga ...``: the place that opens the sentence, without its preposition."""
    first = floor
    while first < at and items[first].has("conj", "adv") and not items[first].has("prep"):
        first += 1
    if first + 1 >= at or items[first].low != "di" or not (items[first + 1].capital or items[first + 1].has("place")):
        return _EMPTY
    end = first + 1
    while end < at and (items[end].capital or items[end].has("place") or items[end].has("join")):
        end += 1
    following = items[end]
    if end == at or following.low == "," or following.verb or following.has("records", "measure"):
        return Phrase(first + 1, end) if end <= at and end > first + 1 else _EMPTY
    return _EMPTY


def place_within(items: Sequence[Item], phrase: Phrase) -> Phrase:
    """The named place in a phrase (``sekolah di Kabupaten Lumajang``), without its preposition."""
    for at in range(phrase.first, phrase.end - 1):
        following = items[at + 1]
        if items[at].low == "di" and (following.capital or following.has("place")):
            end = at + 1
            while end < phrase.end and (items[end].capital or items[end].has("place", "join")):
                end += 1
            return Phrase(at + 1, end - 1 if items[end - 1].has("join") else end)
    return _EMPTY


def in_place_phrase(items: Sequence[Item], at: int) -> bool:
    """Whether the number stands in a phrase of place or time (``di 24 kecamatan``), not behind *lebih dari*."""
    led = items[at - 1] if at else None
    if led is None or not led.has("prep") or led.has("agent", "adv"):
        return False
    if not led.has("measure"):
        return True
    return led.low == "dari" and not (at > 1 and items[at - 2].has("measure", "list"))


def topic(items: Sequence[Item], at: int, floor: int) -> Phrase:
    """The noun phrase that opens the sentence or the clause behind *bahwa*, where its verb is not an active one:
    what a short measure phrase (``dengan jumlah jamaah``) is about."""
    first = floor
    for index in range(at - 1, floor - 1, -1):
        if items[index].low == "bahwa" or items[index].low in '.;:"“”':
            first = index + 1
            break
    while first < at and (items[first].has("conj", "adv", "prep", "det", "measure") or items[first].kind == "time"):
        first += 1
    found = noun_phrase(items, first, 5)
    verbs = []
    for item in items[found.end : at]:
        if not (item.verb or item.has("adv")):
            break
        verbs += [item] if item.verb else []
    return found if verbs and not any(transitive(verb) or verb.has("tells") for verb in verbs) else _EMPTY


def _label(items: Sequence[Item], end: int, floor: int) -> int:
    """The name right before a bracket: words with capital letters, numbers of a name; else the nouns there."""
    first = end
    while first > floor and (
        items[first - 1].capital or items[first - 1].kind in ("reference",) or items[first - 1].text.isdigit()
    ):
        first -= 1
    if any(not item.text.isdigit() for item in items[first:end]):
        return first
    first = end
    while first > floor and items[first - 1].content and end - first < 4:
        first -= 1
    return first


def leftwards(items: Sequence[Item], end: int, floor: int) -> int:
    """Where the noun phrase begins that ends before item ``end``."""
    first = end
    while first > floor and end - first < _SUBJECT:
        item = items[first - 1]
        if item.kind == "time" or (item.kind == "quantity" and not _collective(item)):
            break
        if item.kind == "mark" and (item.low not in "-/&()'’" or _dash(items, first - 1)):
            break
        if item.has("measure") and item.low.startswith("me") and first < end:
            break  # membukukan pendapatan
        if item.has("by") and first < end:
            break
        if item.low == "masing-masing" or (item.has("conj") and not item.has("join")):
            break
        if item.verb and not item.capital and not _relative(items, first - 1, floor):
            break
        first -= 1
    return first


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
    return back >= floor and items[back].has("rel")


def trim(items: Sequence[Item], first: int, end: int) -> tuple[int, int]:
    """``first .. end`` without the marks and function words at its edges."""
    while first < end and (
        items[first].kind == "mark"
        or (items[first].has(*_EDGE, "adv", "measure", "conj", "pron", "list") and not items[first].has("noun"))
    ):
        first += 1
    while end > first and (items[end - 1].kind == "mark" or items[end - 1].has(*_EDGE, "adv", "measure")):
        end -= 1
    return first, end


def amount_off(items: Sequence[Item], phrase: Phrase) -> Phrase:
    """``jumlah jamaah`` counts the jamaah."""
    first = phrase.first
    while first < phrase.end - 1 and items[first].has("amount", "det", "pron") and items[first + 1].kind == "word":
        first += 1
    return Phrase(first, phrase.end)
