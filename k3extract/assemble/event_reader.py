"""Where an article speaks of an event: noun, name, and the verb that says somebody holds, opens or attends it."""

from collections.abc import Sequence
from typing import NamedTuple

from k3extract.assemble.event_licence import ACTIVE, HELD, STAGED, license_mention
from k3extract.assemble.event_mentions import EventMention, tokens_of, undergoer
from k3extract.assemble.event_names import name_end
from k3extract.assemble.event_unlisted import english_start, staged
from k3extract.assemble.items import Item
from k3extract.mentions.cues import Cue
from k3extract.mentions.events import EventNoun

_OPENS = ACTIVE | HELD  # verbs with which a noun before *yang* is no event told before


class Around(NamedTuple):
    """``taken`` are the spans of offices and names in the sentence: no event is named there."""

    sentence: int
    taken: Sequence[tuple[int, int]]


class MentionReader:
    """Reads the event nouns of one sentence, each with its name and its verb."""

    def read(
        self, items: Sequence[Item], nouns: Sequence[EventNoun], cues: Sequence[Cue], around: Around
    ) -> list[EventMention]:
        """The mentions of a sentence in text order, nested nouns left out."""
        sentence, taken = around
        verbs = {cue.start: cue for cue in cues if cue.kind.startswith("ev_")}
        places = {item.start: index for index, item in enumerate(items)}
        starts: dict[int, str] = {noun.start: noun.strength for noun in nouns}
        found: list[EventMention] = []
        at = 0
        for noun in nouns:
            first = places.get(noun.start)
            if first is None or first < at or noun.strength == "never":
                continue
            begins = english_start(items, first, taken) if noun.tail and items[first].capital else first
            if 0 < begins < first and items[begins - 1].low == "di":
                continue  # di Jatim Expo: a hall
            if begins == first and (noun.strength == "tail" or _inside_a_name(items, first, noun)):
                continue
            if _says_less(items, first, noun, starts):
                continue
            mention = _mention(sentence, items, noun, max(begins, at))
            _leave_subject(mention, taken)
            mention.plain = all(_inside(item, nouns) for item in items[mention.noun_end : mention.end])
            if _no_event(mention):
                continue
            license_mention(mention, verbs, frozenset(known.verb for known in found))
            if mention.undergoer[1] and _done_to(found, mention):
                continue
            if mention.licence in _OPENS and mention.noun_end < len(items) and items[mention.noun_end].has("rel"):
                mention.back = (
                    False  # membuka pelatihan yang diikuti 90 orang; dalam konferensi pers yang digelar daring
                )
            at = mention.end
            found.append(mention)
        known = [(mention.start, mention.stop) for mention in found]
        taken = [*taken, *known, *((noun.start, noun.end) for noun in nouns)]
        held = {mention.verb for mention in found}
        for cue in verbs.values():
            if cue.kind in STAGED and places.get(cue.start) not in held:
                named = staged(sentence, items, places, cue, taken)
                if named is not None and not _no_event(named):
                    found.append(named)
        return sorted(found, key=lambda mention: mention.first)


def _leave_subject(mention: EventMention, taken: Sequence[tuple[int, int]]) -> None:
    """``saat memimpin rapat Bupati menyampaikan``: an office before a verb is its subject, no part of the name."""
    items, end = mention.items, mention.end
    if end == len(items) or not items[end].verb or mention.noun.deed is not None:
        return
    stop = items[end - 1].end
    for at in range(mention.noun_end, end):
        if any(low == items[at].start and stop <= high for low, high in taken):
            mention.end = at
            mention.tokens = tokens_of(mention)
            return


def _inside(item: Item, nouns: Sequence[EventNoun]) -> bool:
    return any(noun.start <= item.start < noun.end and noun.strength == "strong" for noun in nouns)


def _no_event(mention: EventMention) -> bool:
    """A match (``Persela vs Persibo``), a short form behind its name (``pekan olahraga (Porda)``), a body's daily work
    (``kegiatan rutin Satpol PP``), a decree that is signed."""
    items, first, end = mention.items, mention.first, mention.end
    if (mention.noun.of or mention.noun.not_of) and not _of_these(mention):
        return True
    if any(item.low == "vs" for item in items[first:end]):
        return True
    if first and items[first - 1].low == "(" and end < len(items) and items[end].low == ")":
        return True
    begin = mention.noun_end
    while begin < end and items[begin].has("epithet"):
        begin += 1
    return mention.noun.strength == "generic" and begin < end and items[begin].has("org_head")


def _of_these(mention: EventMention) -> bool:
    """Whether the deed is done to what makes it an event."""
    low, high = mention.undergoer
    named = [*mention.items[mention.noun_end : mention.end], *mention.items[low:high]]
    words = {word for item in named for word in item.low.split()}
    return mention.noun.not_of.isdisjoint(words) and not (mention.noun.of and mention.noun.of.isdisjoint(words))


def _says_less(items: Sequence[Item], first: int, noun: EventNoun, starts: dict[int, str]) -> bool:
    """Whether the noun behind says more: ``kegiatan bakti sosial``, ``meresmikan Festival Kopi``."""
    if noun.strength != "generic" and noun.deed is None:
        return False
    following = first + 1
    while following < len(items) and (items[following].start < noun.end or items[following].has("titled", "epithet")):
        following += 1
    strength = starts.get(items[following].start) if following < len(items) else None
    return strength == "strong" if noun.deed is not None else strength not in (None, "never", "tail")


def _done_to(found: Sequence[EventMention], deed: EventMention) -> bool:
    """``Launching Band X, diresmikan Pangdam``: the deed is done to an event that is read already, and licenses it."""
    low, high = deed.undergoer
    for mention in found:
        if mention.first < high and low < mention.end and mention.noun.strength == "strong":
            if not mention.licence:
                mention.licence, mention.verb, mention.verb_end = "ev_opened", deed.first, deed.noun_end
            return True
    return False


def _inside_a_name(items: Sequence[Item], first: int, noun: EventNoun) -> bool:
    """``Direktorat Jenderal Pembinaan ...``: the noun is a word of the name of an office or a body."""
    if first == 0 or noun.deed is not None:
        return False
    before = items[first - 1]
    if before.has("venue"):
        return True  # Ruang Rapat Wali Kota
    if not items[first].capital:
        return False
    if before.kind != "word" or before.verb or before.has("vague", "titled"):
        return False
    return before.has("org_head") or (before.capital and first > 1 and not before.classes)


def _mention(sentence: int, items: Sequence[Item], noun: EventNoun, first: int) -> EventMention:
    noun_end = first
    while noun_end < len(items) and items[noun_end].start < noun.end:
        noun_end += 1
    begin = noun_end
    while begin < len(items) and items[begin].has("titled", "epithet"):
        begin += 1
    if noun.deed is not None and begin < len(items) and items[begin].kind == "quantity":
        begin += 1  # melantik 9 pejabat
    end = name_end(items, first, begin, proper=noun.deed is not None)
    if end == begin and noun.deed is None:
        end = noun_end
    following = items[noun_end] if noun_end < len(items) else None
    back = following is not None and (following.has("det") or following.low in ("yang", "itulah"))
    back = back or (end < len(items) and items[end].has("like"))
    back = back or any(item.has("series_of") for item in items[max(0, first - 2) : first])
    back = back or (noun.strength == "generic" and first > 0 and items[first - 1].has("copula"))  # merupakan ajang X
    mention = EventMention(sentence, items, noun, first, noun_end, end, back=back)
    if noun.deed is not None and items[first].low.startswith("di"):
        mention.end, mention.undergoer = noun_end, undergoer(items, first)
    mention.tokens = tokens_of(mention)
    return mention
