"""What a quantity counts, in the article's own words: the subject it measures, the label it stands behind."""

from collections.abc import Sequence
from dataclasses import dataclass

from k3extract.assemble.items import Item
from k3extract.assemble.phrases import Phrase, in_name, leftwards, noun_phrase, transitive, trim

_KEPT = 11  # items of the phrase before it that are kept: the head stands first
_LABELLED = 5  # words of a label before a colon
_EMPTY = Phrase(0, 0)


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
    if links and links[0].has("form"):
        return Before(_EMPTY, tuple(links), None, bracket=bracket)
    if verb is not None and (transitive(verb) or verb.has("tells")):
        return Before(_EMPTY, tuple(links), verb, bracket=bracket)
    if end == at and not bracket and end > floor and items[end - 1].low == ",":
        return Before(_EMPTY, (), None)
    if end == at and not bracket and end > floor + 1 and items[end - 1].low == ":":
        return Before(_colon_label(items, end - 1, floor), ())
    crossed = False
    if links and end - 1 > floor and (items[end - 1].has("rel") or items[end - 1].low == ","):
        crossed = items[end - 1].low == ","
        end -= 1
        if end > floor and items[end - 1].low == ",":
            end -= 1
    if crossed and (items[end - 1].has("det") or items[end - 1].capital):
        return Before(_EMPTY, tuple(links), verb)
    end = _before_figures(items, end, floor) if bracket else end
    first = _label(items, end, floor) if bracket else leftwards(items, end, floor)
    first, end = trim(items, first, end)
    while first < end and items[first].verb and transitive(items[first]) and not items[first].capital:
        first += 1  # yang membawa anak usia
    for index in range(end - 1, first, -1):
        if items[index].has("attribute") and items[index - 1].has("arrow", "by"):
            first = index  # jatuh ke sungai dari ketinggian
            break
    if end - 1 > first and items[end - 1].has("attribute") and items[end - 2].has("join") and _sized(items[at]):
        first = end - 1  # dengan warna pekat dan tinggi 320 m
    first = _last_of_two(items, first, end)
    while first < end - 1 and first == 0 and items[first].verb and items[first].low.startswith("ter"):
        first += 1  # Terpantau euro melemah
    first = _object_of(items, first, end, items[at]) if links else first
    end = _before_predicate(items, first, end)
    if 0 < first < end and items[first - 1].has("according") and links and all(link.has("adv") for link in links):
        first = _of_the_source(items, first, end)
    if end - first > _KEPT:
        first, end = trim(items, first, _cut(items, first + _KEPT, end))
    return Before(Phrase(first, end), tuple(links), verb, crossed, bracket)


def _sized(item: Item) -> bool:
    return item.quantity is not None and item.quantity.dimension not in ("count", "ordinal", "money")


def _last_of_two(items: Sequence[Item], first: int, end: int) -> int:
    """``orang yang berkepentingan ke sana dan harga tiket``: the price stands in a clause of its own."""
    for index in range(end - 1, first + 1, -1):
        if items[index].has("attribute") and items[index - 1].has("join"):
            apart = any(item.verb or item.has("rel", "prep") for item in items[first : index - 1])
            return index if apart else first
    return first


def _before_figures(items: Sequence[Item], end: int, floor: int) -> int:
    """``Lanjut Usia 113,794 (72.88%)``: where figures begin that nobody can read, right before a bracket."""
    at = end
    while at - 2 > floor and items[at - 1].text.isdigit() and items[at - 2].low in (",", "."):
        if items[at - 2].end != items[at - 1].start or items[at - 3].end != items[at - 2].start:
            break
        at -= 2
    return at - 1 if at < end and items[at - 1].text.isdigit() else end


def _object_of(items: Sequence[Item], first: int, end: int, figure: Item) -> int:
    """``yang mengembalikan paket bantuan senilai Rp 200.000``: an amount of money behind *senilai* is that of the
    object, where the phrase ends in a relative clause with an active verb."""
    led = end < len(items) and items[end].has("measure") and items[end].low.startswith("se")
    if not led or figure.quantity is None or figure.quantity.dimension not in ("money", "rate"):
        return first
    for index in range(end - 2, first, -1):
        if items[index].has("as") and items[index + 1].content:
            return index + 1  # menyebut kesepakatan itu sebagai proyek senilai
        if items[index].verb and transitive(items[index]) and not items[index].capital:
            behind = items[index + 1]
            relative = any(item.has("rel") for item in items[first:index])
            named = behind.kind == "word" and not behind.verb and not behind.has("prep", "pron", "rel", "adv")
            return index + 1 if relative and named else first
        if items[index].has("rel"):
            break
    return first


def _before_predicate(items: Sequence[Item], first: int, end: int) -> int:
    """``Subsidi energi akan tetap bengkak dari``: where the predicate begins that the subject leads to."""
    for index in range(first + 1, end):
        item = items[index]
        if item.has("rel"):
            break
        if item.capital or not items[index - 1].content or item.has("measure", "noun", "prep", "det", "verb", "join"):
            continue
        after = items[index + 1]
        goes_on = index + 1 < end and (after.verb or after.has("pron", "adv", "aux"))
        if item.has("future", "aux", "modal") or (item.has("adv", "pron") and goes_on):
            return index
    return end


def _of_the_source(items: Sequence[Item], first: int, end: int) -> int:
    """``dari keterangan pengelola diketahui 80 persen sapi``: a source is not what is counted; a noun of measure that
    stands in the same phrase (``berdasarkan data itu jumlah warga``) is."""
    named = (
        at for at in range(first + 1, end) if items[at].has("amount", "attribute") or items[at].low.endswith("nya")
    )
    return next(named, end)


def _colon_label(items: Sequence[Item], end: int, floor: int) -> Phrase:
    """``dengan amplitudo: 2-13 mm``: the short noun phrase before a colon, where it opens its clause."""
    first, last = trim(items, leftwards(items, end, floor), end)
    for index in range(last - 1, first, -1):
        if items[index].has("by"):
            first = index + 1
            break
    words = items[first:last]
    if not words or len(words) > _LABELLED or any(word.verb or word.has("list", "conj", "rel") for word in words):
        return _EMPTY
    return Phrase(first, last) if words[0].content and not words[-1].has("list", "vague", "time") else _EMPTY


def _cut(items: Sequence[Item], at: int, end: int) -> int:
    """A place to cut a phrase that splits no name."""
    while at < end and in_name(items, at):
        at += 1
    return at


def _lead(items: Sequence[Item], at: int, floor: int) -> tuple[int, list[Item], Item | None]:
    """The words of measure, adverbs and verbs right before the number: where they begin, and which verb governs."""
    links: list[Item] = []
    verb: Item | None = None
    end = at
    while end > floor:
        item = items[end - 1]
        span = _span(items, end, floor)
        if item.kind == "time" or span < end:
            end = span
            continue
        if item.kind != "word" or (in_name(items, end - 1) and not (item.has("measure") and end == at)):
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


def _span(items: Sequence[Item], end: int, floor: int) -> int:
    """Where a time or a span of time (``dalam 24 jam terakhir``) begins that ends before item ``end``; else ``end``."""
    first = end
    while first > floor and items[first - 1].has("time") and not items[first - 1].capital:
        first -= 1
    if first == floor:
        return end
    if items[first - 1].kind == "time":
        return first - 1
    quantity = items[first - 1].quantity
    led = first - 1 > floor and items[first - 2].has("prep")
    return first - 2 if quantity is not None and quantity.dimension == "duration" and led else end


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
    while first < at and (items[first].has("conj", "adv", "prep", "list") or items[first].kind == "time"):
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
        items[first - 1].capital
        or items[first - 1].kind in ("reference",)
        or items[first - 1].text.isdigit()
        or (end > first > 1 and items[first - 1].low == "-" and items[first].low == items[first - 2].low)
    ):
        first -= 1
    if any(not item.text.isdigit() for item in items[first:end]):
        return first
    first = end
    while first > floor and items[first - 1].content and end - first < 4:
        first -= 1
    return first
