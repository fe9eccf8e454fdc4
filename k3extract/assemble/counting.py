"""Puts together what each quantity counts: unit, span, words, and the head a list goes on with."""

from collections.abc import Sequence
from dataclasses import replace

from k3extract.assemble.carrying import borrow, unit_before
from k3extract.assemble.changes import moved
from k3extract.assemble.clauses import read_clause
from k3extract.assemble.composing import compose, opens_at, printed_unit, relative_words, verb_cue
from k3extract.assemble.counted import Before, in_place_phrase, place_before, place_within, subject
from k3extract.assemble.drafts import Draft
from k3extract.assemble.elliptic import MEASURES, Parts, personal, short_name
from k3extract.assemble.items import Item
from k3extract.assemble.phrases import Phrase, amount_off, behind, closes_relative, noun_phrase, predicate, words_of
from k3extract.mentions.words import Words

_NYA = 5  # letters of the shortest word with *-nya*


def name_all(lexicon: Words, drafts: Sequence[Draft], people: str) -> None:
    """Fill start, end, unit, counted and head of every draft, in text order; ``people`` is what those who take part
    in an event are called."""
    reach, sentence = 0, -1
    for index, draft in enumerate(drafts):
        floor = reach if draft.sentence == sentence else 0
        draft.people = people
        if floor > draft.at:
            floor = drafts[index - 1].at + 1
        reach, sentence = _name(lexicon, drafts, index, floor), draft.sentence
    for index, draft in enumerate(drafts):
        if draft.counted is None or draft.counted == draft.unit:
            borrow(drafts, index)


def _name(lexicon: Words, drafts: Sequence[Draft], index: int, floor: int) -> int:
    """Name one draft; returns the item behind its phrase, which the next one does not look before."""
    draft = drafts[index]
    items, quantity = draft.items, draft.quantity
    draft.start, draft.end, draft.unit = quantity.start, quantity.end, quantity.unit
    draft.generic = quantity.dimension != "count" or "classifier" in lexicon.classes((quantity.unit or "").lower())
    if quantity.dimension in MEASURES:
        draft.unit = quantity.text[quantity.number[1] - quantity.start :].strip() or quantity.unit  # GW, not gigawatt
    draft.of_series = "batch" in lexicon.classes((quantity.unit or "").lower())
    after = behind(items, draft.at)
    if after < len(items) and items[after].has("copula"):
        after += 1
    slashed = _slashed(draft, after)
    after += 2 if slashed else 0
    noun = noun_phrase(items, after)
    if quantity.dimension == "duration" and noun and items[noun.first].has("time"):
        noun = Phrase(noun.first, noun.first)  # dua tahun terakhir
    if noun and not any(letter.isalpha() for letter in items[noun.first].text):
        noun = Phrase(noun.first, noun.first)  # the number of the next point: 0,3 persen 6. Rasio utang
    others = bool(noun) and quantity.unit is None and items[noun.first].has("rest", "among")
    if others:
        after = noun.first + 1  # dua lainnya luka-luka
        noun, draft.end = noun_phrase(items, after), items[noun.first].end
    elif noun and quantity.dimension == "count" and after == draft.at + 1:
        _extend(draft, noun)
    elif quantity.dimension == "ordinal" and draft.at and items[draft.at - 1].has("series"):
        draft.start, draft.unit = items[draft.at - 1].start, items[draft.at - 1].text
    if draft.unit is None and quantity.dimension == "count":
        draft.unit = unit_before(drafts, index)
    draft.trait = "trait" in lexicon.classes((draft.unit or "").lower())
    tail = predicate(items, noun.end if noun else after)
    led = items[draft.at - 1] if draft.at else None
    draft.led = led is not None and led.content and draft.cue_at(draft.at - 1) is None
    draft.inside = draft.led and not draft.generic
    other = draft.inside or in_place_phrase(items, draft.at) or closes_relative(items, draft.at, noun.end or after)
    some = draft.cue_at(tail.first) if tail else None
    if some is not None and some.kind.startswith("parts") and not draft.among:
        tail = Phrase(tail.first, tail.first)  # antara lain
    if tail and not items[tail.first].has("rel") and other:
        tail = Phrase(tail.first, tail.first)  # the verb behind is not its own
    before = subject(items, draft.at, floor)
    if quantity.dimension == "count" and before.inverted and verb_cue(draft, before) is None:
        before = replace(before, phrase=Phrase(0, 0))
    before = _not_aside(draft, before)
    opens = opens_at(draft)
    place = place_before(items, draft.at, opens)
    draft.opened = " ".join(words_of(items, place))
    place = place or place_within(items, tail) or place_within(items, before.phrase)
    if place:
        draft.scope = " ".join(words_of(items, place))
    kept = bool(noun) and not _listed(drafts, index) and "case" in lexicon.classes((quantity.unit or "").lower())
    own = [] if (draft.generic and not kept) or quantity.unit is None else [f"{printed_unit(draft)}{slashed}"]
    if others and draft.unit:
        own = [draft.unit]
    parts = Parts(
        own=" ".join([*own, *words_of(items, noun)]),
        tail=_tail(draft, tail),
        ahead=""
        if _only_amount(items, before.phrase)
        else " ".join(words_of(items, amount_off(items, before.phrase)) + relative_words(items, before)),
        before=before,
        tail_first=items[tail.first] if tail else None,
    )
    draft.counted, draft.head = compose(lexicon, drafts, index, parts, floor)
    points = (
        quantity.dimension == "index"
        and quantity.unit_code is None
        and quantity.number[1] < quantity.end
        and (draft.unit or "").isalpha()
    )
    if points and draft.counted and draft.unit not in draft.counted.split() and not moved(drafts, index):
        draft.counted = f"{draft.unit} {draft.counted}"
    if any(link.has("priced") for link in before.links):
        draft.counted = _price(drafts, index)
    if draft.counted:
        draft.counted = _plain(lexicon, draft, before)
    lasts = quantity.dimension == "duration"
    if quantity.dimension == "ordinal" or (lasts and (draft.led or in_place_phrase(items, draft.at))):
        return floor  # batch ketujuh, dalam dua hari are part of other phrases
    return max(behind(items, draft.at), noun.end if noun else 0)


def _listed(drafts: Sequence[Draft], index: int) -> bool:
    """Whether a figure with the same unit stands close before: the item of a list leaves the unit out."""
    draft = drafts[index]
    before = drafts[max(0, index - 4) : index]
    return any(
        earlier.quantity.unit == draft.quantity.unit and draft.sentence - earlier.sentence <= 1 for earlier in before
    )


def _only_amount(items: Sequence[Item], phrase: Phrase) -> bool:
    """``seluruhnya berjumlah``: words that say how much but not of what."""
    return all(item.has("amount", "det", "pron") for item in items[phrase.first : phrase.end])


def _not_aside(draft: Draft, before: Before) -> Before:
    """``motor dijual ke penadah seharga ...``: what stands in a phrase of place before the number is not what it
    measures; the subject of its clause is."""
    first = before.phrase.first
    if not before.phrase or not before.measured or first == 0 or before.bracket:
        return before
    led = draft.items[first - 1]
    ranked = any(item.quantity is not None for item in draft.items[first : before.phrase.end])
    if before.links[0].has("by") and not ranked:
        return before  # ditemukan di Gombong dengan 98 kasus
    if not led.has("prep") or led.has("measure", "by", "agent", "when", "at", "compare"):
        return before
    about = read_clause(draft.items, first).about
    return before if personal(draft, about) else replace(before, phrase=about)


def _price(drafts: Sequence[Draft], index: int) -> str:
    """``seharga``: the price of what was named, else of the figure before it."""
    draft = drafts[index]
    before = drafts[index - 1] if index and drafts[index - 1].sentence == draft.sentence else None
    amount = next((item for item in reversed(draft.items[max(0, draft.at - 3) : draft.at]) if item.quantity), None)
    counted = draft.counted if draft.counted != draft.unit else ""
    if amount is not None and before is None:
        counted = amount.text  # membeli satu tabung seharga Rp 22 ribu
    elif not counted and before is not None:
        counted = before.own
    return counted if counted and "harga" in counted.lower().split() else f"harga {counted or ''}".strip()


def _slashed(draft: Draft, after: int) -> str:
    """``enam kabupaten/kota``: the second half of the noun, with which span and unit go on."""
    items = draft.items
    half = items[after : after + 2]
    if len(half) < 2 or half[0].low != "/" or half[1].kind != "word" or half[0].start != draft.quantity.end:
        return ""
    if half[0].end != half[1].start or draft.quantity.dimension != "count" or draft.unit is None:
        return ""
    draft.end, draft.unit = half[1].end, f"{draft.unit}/{half[1].low}"
    return f"/{half[1].text}"


def _plain(lexicon: Words, draft: Draft, before: Before) -> str:
    """What is counted without *-nya*, and with the place that opens its sentence."""
    counted = _once(draft.counted or "")
    last = counted.rpartition(" ")[2]
    if last.endswith("nya") and len(last) > _NYA and any(item.text == last and item.content for item in draft.items):
        counted = counted.removesuffix("nya").rstrip("-")
    if counted and "span" in lexicon.classes(counted.split()[0].lower()):
        draft.lasting = False  # masa pakai, durasi
    elif not draft.lasting and draft.quantity.dimension == "duration":
        draft.lasting = any(link.has("lasting") for link in before.links)
        if draft.lasting and draft.event_name:
            return short_name(draft.event_name)
    if draft.opened and draft.quantity.dimension == "count" and " di " not in f" {counted} ":
        counted = f"{counted} di {draft.opened}"
    return counted


def _once(counted: str) -> str:
    """``Gempa Gempa``: a name that is head and label of its list as well."""
    words = counted.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half and words[:half] == words[half:] else counted


def _tail(draft: Draft, tail: Phrase) -> str:
    """What is said of the noun: ``telah terlibat dalam kegiatan ini`` becomes *yang terlibat dalam* and the event."""
    items, first = draft.items, tail.first
    if first + 1 < tail.end and items[first + 1].has("among"):
        first += 2  # di antaranya
    while first < tail.end and items[first].has("adv", "measure", "among") and not items[first].has("prep", "neg"):
        first += 1
    words = words_of(items, Phrase(first, tail.end))
    verb = next((item for item in items[first : tail.end] if not item.has("neg", "adv")), None)
    done = verb is not None and verb.verb and not items[tail.first].has("rel")
    if done and (first > tail.first or items[first].has("neg") or items[first].low.startswith(("di", "ter"))):
        words.insert(0, "yang")
    following = items[tail.end] if tail.end < len(items) else None
    if words and items[tail.end - 1].has("vague") and following is not None and following.has("det"):
        words[-1:] = [*words[-1:], *short_name(draft.event_name).split()]
    return " ".join(words)


def _extend(draft: Draft, noun: Phrase) -> None:
    """A number without a unit takes its noun along, a name with capital letters to its end: span and unit."""
    items, quantity = draft.items, draft.quantity
    end = noun.first
    first = items[noun.first]
    named = quantity.unit is not None and printed_unit(draft)[:1].isupper() and not draft.generic
    if quantity.unit is not None and not named:
        return
    if named or first.capital:
        while end < noun.end and (items[end].capital or items[end].kind == "reference"):
            end += 1
    else:
        end += 2 if first.has("compound") and noun.first + 1 < noun.end else 1
    if end == noun.first:
        return
    draft.end = items[end - 1].end
    unit = [item.text for item in items[noun.first : end] if item.kind != "mark"]
    draft.unit = " ".join([printed_unit(draft), *unit]) if named else " ".join(unit)
