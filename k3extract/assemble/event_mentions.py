"""Where an article speaks of an event: noun, name, and the verb that says somebody holds, opens or attends it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from k3extract.assemble.event_dates import is_day
from k3extract.assemble.event_names import name_end
from k3extract.assemble.items import Item
from k3extract.mentions.cues import Cue
from k3extract.mentions.events import EventNoun

ACTIVE = frozenset({"ev_hold", "ev_open", "ev_attend", "ev_invite", "ev_do"})
PASSIVE = frozenset({"ev_held", "ev_opened", "ev_attended", "ev_cancelled", "ev_ongoing", "ev_do"})
_BEFORE = ACTIVE | {"ev_held"}
_OBJECT = 14  # items of the subject of a passive deed
_LEFT = 6  # items between the verb and its object
_DAY = 10  # items between a name without a noun and its day
_RIGHT = 9  # items between the name and its passive verb


@dataclass(slots=True)
class EventMention:
    """One mention. ``items[first:end]`` is noun and name; ``verb`` the item of the licensing verb, if any."""

    sentence: int
    items: Sequence[Item]
    noun: EventNoun
    first: int
    noun_end: int
    end: int
    licence: str = ""  # the cue class that licenses it, "" for none
    verb: int = -1
    verb_end: int = -1
    back: bool = False
    undergoer: tuple[int, int] = (0, 0)  # the subject of a passive deed: SPPG diresmikan
    tokens: frozenset[str] = field(default_factory=frozenset)

    @property
    def head(self) -> str:
        """The noun of the event in lower case: pelantikan, also for *melantik*."""
        noun = self.items[self.first : self.noun_end]
        return self.noun.deed or " ".join(item.low for item in noun)

    @property
    def acronyms(self) -> frozenset[str]:
        """The short forms in its name (MTQ), in lower case."""
        named = self.items[self.first : self.end]
        return frozenset(
            item.low for item in named if item.kind == "word" and len(item.text) > 2 and item.text.isupper()
        )

    @property
    def short(self) -> str | None:
        """The short form its name introduces in brackets, in lower case (pkbn)."""
        items = self.items
        for at in range(self.first, self.end - 2):
            if items[at].low == "(" and items[at + 2].low == ")" and items[at + 1].text.isupper():
                return items[at + 1].low
        return None

    @property
    def start(self) -> int:
        return self.items[self.first].start

    @property
    def stop(self) -> int:
        return self.items[self.end - 1].end

    @property
    def named(self) -> bool:
        """Whether it has words of its own behind the noun."""
        told = self.noun.deed is not None and " " in self.noun.deed  # penyerahan beasiswa
        return told or self.end > self.noun_end or self.undergoer[1] > 0

    @property
    def proper(self) -> bool:
        """Whether its name is written with capital letters."""
        low, high = self.undergoer if self.undergoer[1] else (self.first, self.end)
        words = [item for item in self.items[low:high] if item.kind == "word"]
        return sum(item.capital for item in words) >= 2 and (words[0].capital or words[-1].capital)


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
            _license(mention, verbs)
            if mention.licence in ACTIVE and mention.noun_end < len(items) and items[mention.noun_end].has("rel"):
                mention.back = False  # membuka pelatihan yang diikuti 90 orang
            at = mention.end
            found.append(mention)
        held = {mention.verb for mention in found if mention.licence == "ev_hold"}
        for cue in verbs.values():
            place = places.get(cue.start)
            if cue.kind == "ev_hold" and place is not None and place not in held:
                named = _by_name(sentence, items, _behind(items, place, cue.end), cue)
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


def _license(mention: EventMention, verbs: dict[int, Cue]) -> None:
    items = mention.items
    if mention.noun.deed is not None:
        mention.licence, mention.verb, mention.verb_end = "deed", mention.first, mention.noun_end
        return
    for at in range(mention.first - 1, max(-1, mention.first - 1 - _LEFT), -1):
        item = items[at]
        cue = verbs.get(item.start)
        if cue is not None and cue.kind in _BEFORE:
            mention.licence, mention.verb, mention.verb_end = cue.kind, at, _behind(items, at, cue.end)
            break
        if item.has("at") or (item.has("by") and items[at + 1].has("vague")):
            mention.licence, mention.verb, mention.verb_end = "ev_at", at, at + 1
            break
        if (item.kind == "mark" and item.low not in "\"“‘'(") or item.kind in ("time",):
            break
        if (
            item.verb
            or item.has("rel", "conj", "pron")
            or (item.capital and not item.has("venue") and at < mention.first - 1)
        ):
            break
    if mention.licence in ACTIVE or mention.licence == "ev_held":
        return
    for at in range(mention.end, min(len(items), mention.end + _RIGHT)):
        item = items[at]
        cue = verbs.get(item.start)
        if cue is not None and cue.kind in PASSIVE:
            mention.licence, mention.verb, mention.verb_end = cue.kind, at, _behind(items, at, cue.end)
            return
        if item.kind == "mark" and item.low not in "\"”’'(),":
            return
        if item.low == "," and mention.licence:
            return
        if item.verb and not (at and items[at - 1].has("rel")):
            return


def _behind(items: Sequence[Item], at: int, end: int) -> int:
    while at < len(items) and items[at].start < end:
        at += 1
    return at
