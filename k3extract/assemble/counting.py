"""Puts together what each quantity counts: unit, span, words, and the head a list goes on with."""

from collections.abc import Sequence

from k3extract.assemble.counted import Before, Phrase, behind, noun_phrase, predicate, subject
from k3extract.assemble.drafts import Draft
from k3extract.assemble.items import Item
from k3extract.mentions.words import Words

_LABEL = 4  # words of a label that a list item has instead of a phrase of its own


def name_all(words: Words, drafts: Sequence[Draft]) -> None:
    """Fill start, end, unit, counted and head of every draft, in text order."""
    previous: Draft | None = None
    for draft in drafts:
        floor = 0
        if previous is not None and previous.sentence == draft.sentence:
            floor = previous.at + 1
        _name(words, draft, floor, previous)
        previous = draft


def _name(words: Words, draft: Draft, floor: int, previous: Draft | None) -> None:
    items, quantity = draft.items, draft.quantity
    draft.start, draft.end, draft.unit = quantity.start, quantity.end, quantity.unit
    after = behind(items, draft.at)
    if after < len(items) and items[after].low in ("adalah", "merupakan"):
        after += 1
    noun = noun_phrase(items, after)
    if noun and quantity.unit is None and after == draft.at + 1:
        _extend(draft, noun)
    tail = predicate(items, noun.end if noun else after)
    before = subject(items, draft.at, floor)
    low = (quantity.unit or "").lower()
    draft.generic = quantity.dimension != "count" or "classifier" in words.classes(low)
    draft.counted, draft.head = _words(draft, noun, tail, before, previous)


def _extend(draft: Draft, noun: Phrase) -> None:
    """A number without a unit takes its noun along: span and unit."""
    items = draft.items
    end = noun.first + 1
    if items[noun.first].has("compound") or items[noun.first].capital:
        while end < noun.end and (end == noun.first + 1 or items[end].capital) and items[end].kind != "mark":
            end += 1
            if not items[noun.first].capital:
                break
    draft.end = items[end - 1].end
    draft.unit = " ".join(item.text for item in items[noun.first : end])


def _words(
    draft: Draft, noun: Phrase, tail: Phrase, before: Before, previous: Draft | None
) -> tuple[str | None, str | None]:
    items = draft.items
    own = [] if draft.generic or draft.unit is None else [draft.unit]
    if draft.quantity.unit is None and noun:
        own = []
    behind_words = _text(items, noun)
    tail_words = _text(items, tail)
    ahead = _text(items, before.phrase)
    if behind_words or own:
        counted = " ".join(filter(None, [*own, behind_words]))
        head = counted
        if tail_words:
            counted = f"{counted} {tail_words}"
        elif before.verb is not None and draft.cues.get(before.verb.start, None) is not None and ahead:
            kind = draft.cues[before.verb.start].kind
            if kind in ("ev_attended", "ev_attend"):
                counted = f"{counted} {ahead}"
        elif ahead and _measured(before) and before.verb is None:
            counted = ahead if draft.generic or counted.lower() in ahead.lower() else f"{counted} {ahead}"
        return counted, head
    if ahead:
        head = ahead
        if previous is not None and previous.head and _label(draft, before, previous):
            return f"{_core(previous.head)} {ahead}", previous.head
        return ahead, head
    if tail_words:
        unit = draft.quantity.unit if draft.quantity.dimension == "count" else None
        return " ".join(filter(None, [unit, tail_words])), tail_words
    if previous is not None and previous.sentence >= draft.sentence - 1:
        return previous.counted, previous.head
    return draft.unit, draft.unit


def _measured(before: Before) -> bool:
    return any(link.has("measure") for link in before.links)


def _label(draft: Draft, before: Before, previous: Draft) -> bool:
    """Whether the words before the number are only the label of a list item (a name, a place)."""
    words = [item for item in draft.items[before.phrase.first : before.phrase.end] if item.kind == "word"]
    same = previous.quantity.dimension == draft.quantity.dimension and previous.sentence >= draft.sentence - 1
    return same and 0 < len(words) <= _LABEL and words[0].capital and all(w.capital or w.classes for w in words)


def _core(head: str) -> str:
    """The head noun phrase of a list without its relative clause."""
    words = head.split()
    if "yang" in words and words.index("yang") > 0:
        words = words[: words.index("yang")]
    return " ".join(words[:5])


def _text(items: Sequence[Item], phrase: Phrase) -> str:
    return phrase.text(items) if phrase else ""
