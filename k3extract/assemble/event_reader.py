"""Where an article speaks of an event: noun, name, and the verb that says somebody holds, opens or attends it."""

from collections.abc import Sequence

from k3extract.assemble.event_dates import is_day
from k3extract.assemble.event_licence import ACTIVE, HOLD, behind, license_mention
from k3extract.assemble.event_mentions import EventMention
from k3extract.assemble.event_names import name_end
from k3extract.assemble.items import Item
from k3extract.mentions.cues import Cue
from k3extract.mentions.events import EventNoun

_OBJECT = 14  # items of the subject of a passive deed
_DAY = 10  # items between a name without a noun and its day


class MentionReader:
    """Reads the event nouns of one sentence, each with its name and its verb."""

    def read(
        self, sentence: int, items: Sequence[Item], nouns: Sequence[EventNoun], cues: Sequence[Cue]
    ) -> list[EventMention]:
        """The mentions of a sentence in text order, nested nouns left out."""
        verbs = {cue.start: cue for cue in cues if cue.kind.startswith("ev_")}
        places = {item.start: index for index, item in enumerate(items)}
        starts = {noun.start for noun in nouns}
        found: list[EventMention] = []
        at = 0
        for noun in nouns:
            first = places.get(noun.start)
            if first is None or first < at or _inside_a_name(items, first, noun):
                continue
            if noun.strength == "generic" and _names_another(items, first, noun, starts):
                continue  # kegiatan bakti sosial: the second noun says more
            mention = _mention(sentence, items, noun, first)
            if mention is None:
                continue
            license_mention(mention, verbs)
            if mention.licence in ACTIVE and mention.noun_end < len(items) and items[mention.noun_end].has("rel"):
                mention.back = False  # membuka pelatihan yang diikuti 90 orang
            at = mention.end
            found.append(mention)
        held = {mention.verb for mention in found if mention.licence in HOLD}
        for cue in verbs.values():
            place = places.get(cue.start)
            if cue.kind in HOLD and place is not None and place not in held:
                named = _by_name(sentence, items, behind(items, place, cue.end), cue)
                if named is not None and not any(m.first < named.end and named.first < m.end for m in found):
                    named.verb, named.verb_end = place, named.first
                    found.append(named)
        return sorted(found, key=lambda mention: mention.first)


def _by_name(sentence: int, items: Sequence[Item], first: int, cue: Cue) -> EventMention | None:
    """``menggelar Wonosari Tourism Forum (WTF), 17-18 Desember``: a name without a noun of the list, with its day."""
    last = first + 1
    if last >= len(items) or not (items[first].capital and items[last].capital):
        return None
    if any(item.has("org_head", "place", "pron", "conj", "prep") for item in items[first : last + 1]):
        return None
    end = name_end(items, first, last, proper=True)
    behind = items[end : end + _DAY]
    if not any(item.time is not None and is_day(item.time) for item in behind):
        return None
    noun = EventNoun(items[first].start, items[first].end, "event", cue.rule, "weak")
    mention = EventMention(sentence, items, noun, first, last, end, licence=cue.kind)
    mention.tokens = _tokens(mention)
    return mention


def _names_another(items: Sequence[Item], first: int, noun: EventNoun, starts: set[int]) -> bool:
    following = first + 1
    while following < len(items) and (items[following].start < noun.end or items[following].has("titled")):
        following += 1
    return following < len(items) and items[following].start in starts


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


def _mention(sentence: int, items: Sequence[Item], noun: EventNoun, first: int) -> EventMention | None:
    noun_end = first
    while noun_end < len(items) and items[noun_end].start < noun.end:
        noun_end += 1
    begin = noun_end
    while begin < len(items) and items[begin].has("titled"):
        begin += 1
    if noun.deed is not None and begin < len(items) and items[begin].kind == "quantity":
        begin += 1  # melantik 9 pejabat
    end = name_end(items, first, begin, proper=noun.deed is not None)
    if end == begin:
        end = noun_end
    following = items[noun_end] if noun_end < len(items) else None
    back = following is not None and (following.has("det") or following.low in ("yang", "itulah"))
    back = back or (end < len(items) and items[end].has("like"))
    back = back or any(item.has("series_of") for item in items[max(0, first - 2) : first])
    mention = EventMention(sentence, items, noun, first, noun_end, end, back=back)
    if noun.deed is not None and items[first].low.startswith("di"):
        mention.end, mention.undergoer = noun_end, _before(items, first)
    mention.tokens = _tokens(mention)
    return mention


def _before(items: Sequence[Item], verb: int) -> tuple[int, int]:
    """The noun phrase before a passive verb, ``(0, 0)`` where there is none; a day set off by commas is left out."""
    end = verb
    while end > 0 and (
        items[end - 1].has("adv", "agent") or items[end - 1].kind == "time" or items[end - 1].low == ","
    ):
        end -= 1
    first = end
    while first > 0 and end - first < _OBJECT and _of_object(items, first - 1):
        first -= 1
    while first < end and (items[first].kind in ("mark", "time") or items[first].has("join", "measure")):
        first += 1
    return (first, end) if end > first else (0, 0)


def _aside(item: Item) -> bool:
    return item.has("adv", "agent") or item.low == "," or item.time is not None


def _of_object(items: Sequence[Item], at: int) -> bool:
    item = items[at]
    if item.kind in ("reference", "time", "quantity") or item.low in ("(", ")", "-"):
        return True
    return item.content or item.has("join") or (item.capital and not item.has("conj", "pron", "at"))


def _tokens(mention: EventMention) -> frozenset[str]:
    """The words by which two mentions are recognised as one event."""
    begin = mention.noun_end if mention.noun.strength == "generic" else mention.first
    low, high = mention.undergoer
    named = [*mention.items[begin : mention.end], *mention.items[low:high]]
    words = (item for item in named if item.kind in ("word", "reference", "time"))
    return frozenset(item.text.lower() for item in words if not item.has("join", "prep", "rel", "name_link"))
