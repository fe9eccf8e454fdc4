"""Events whose noun stands in no list: what somebody stages (``menggelar kirab``), what is staged, English names."""

from collections.abc import Sequence

from k3extract.assemble.event_licence import behind
from k3extract.assemble.event_mentions import EventMention, before, tokens_of
from k3extract.assemble.event_names import name_end
from k3extract.assemble.items import Item
from k3extract.mentions.cues import Cue
from k3extract.mentions.events import EventNoun

_RUN = 8  # words before the last one of an English name
_NO_HEAD = (
    "org_head", "place", "pron", "conj", "prep", "measure", "time", "det", "rel", "adv", "participant", "unit",
    "amount", "venue", "classifier", "join",
)  # fmt: skip


def staged(
    sentence: int, items: Sequence[Item], places: dict[int, int], cue: Cue, taken: Sequence[tuple[int, int]]
) -> EventMention | None:
    """The event that the verb ``cue`` stages: its object, or with a passive verb its subject; None for none.

    ``taken`` are the spans of offices, names of persons, nouns that no event is named by, and mentions read already.
    """
    place = places.get(cue.start)
    if place is None:
        return None
    after = behind(items, place, cue.end)
    span = _subject(items, place) if cue.kind == "ev_staged" else _object(items, after)
    if span is None or (cue.kind == "ev_attend" and not all(item.capital for item in items[span[0] : span[0] + 2])):
        return None  # menghadiri Mujahadah Kubro
    first, end = span
    start, stop = items[first].start, items[end - 1].end
    if any(low < stop and start < high for low, high in taken):
        return None
    noun = EventNoun(start, items[first].end, "event", cue.rule, "open")
    mention = EventMention(sentence, items, noun, first, first + 1, end, cue.kind, place, after)
    mention.tokens = tokens_of(mention)
    return mention


def _object(items: Sequence[Item], first: int) -> tuple[int, int] | None:
    if first >= len(items) or not _head(items[first]):
        return None
    end = name_end(items, first, first + 1)
    following = items[end] if end < len(items) else None
    if end - first < 2 or (following is not None and following.has("det", "like")):
        return None
    return first, end


def _subject(items: Sequence[Item], verb: int) -> tuple[int, int] | None:
    first, end = before(items, verb)
    while first < end and not _head(items[first]):
        first += 1
    if end - first < 2 or name_end(items, first, first + 1) != end:
        return None
    opens = first == 0 or items[first - 1].kind == "mark" or items[first - 1].kind == "time"
    return (first, end) if opens else None


def _head(item: Item) -> bool:
    return item.content and item.kind == "word" and not item.has(*_NO_HEAD) and not item.low.endswith("nya")


def english_start(items: Sequence[Item], noun: int, taken: Sequence[tuple[int, int]]) -> int:
    """Where the name begins whose last noun is item ``noun``, as in English: *East Java Halal Industry Festival*."""
    first = noun
    while first > 0 and noun - first < _RUN:
        item = items[first - 1]
        joined = item.kind == "mark" and item.low in "-&" and first > 1 and items[first - 2].capital
        if not joined and (not item.capital or item.verb or item.has(*_NO_HEAD, "vague", "titled", "at")):
            break
        if any(low < item.end and item.start < high for low, high in taken):
            return noun
        first -= 1
    while first < noun and not items[first].capital:
        first += 1
    return first
