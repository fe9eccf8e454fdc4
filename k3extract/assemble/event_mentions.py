"""One place where an article speaks of an event: the items of its noun, its name and the verb that licenses it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from k3extract.assemble.items import Item
from k3extract.mentions.events import EventNoun

_OBJECT = 20  # items of the subject of a passive deed
_CLAUSE = 25  # items of a clause with *yang* between the two


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
    plain: bool = False  # its name is made of event nouns only: upacara peringatan
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
        return told or (self.end > self.noun_end and not self.plain) or self.undergoer[1] > 0

    @property
    def proper(self) -> bool:
        """Whether its name is written with capital letters."""
        begin = self.first if self.noun.deed is None or self.end == self.noun_end else self.noun_end
        low, high = self.undergoer if self.undergoer[1] else (begin, self.end)
        words = [item for item in self.items[low:high] if item.kind == "word"]
        return sum(item.capital for item in words) >= 2 and (words[0].capital or words[-1].capital)


def before(items: Sequence[Item], verb: int) -> tuple[int, int]:
    """The noun phrase before a passive verb, ``(0, 0)`` where there is none; a day set off by commas is left out."""
    end = verb
    while end > 0 and (
        items[end - 1].has("adv", "agent")
        or (items[end - 1].kind == "time" and not _years(items[end - 1].text))
        or items[end - 1].low == ","
    ):
        end -= 1
    first = end
    while first > 0 and end - first < _OBJECT and _of_object(items, first - 1):
        first -= 1
    while first < end and (items[first].kind in ("mark", "time") or items[first].has("join", "measure")):
        first += 1
    if end == first or (first > 0 and items[first - 1].has("agent")):
        return 0, 0  # secara simbolis diserahkan
    return first, end


def undergoer(items: Sequence[Item], verb: int) -> tuple[int, int]:
    """What a passive deed is done to; a clause between is left out: ``jembatan yang dibangun Dinas X diresmikan``."""
    first, end = before(items, verb)
    if end == 0 or (first > 0 and items[first - 1].kind == "mark"):
        return first, end
    for at in range(first - 1, max(-1, verb - _CLAUSE), -1):
        if items[at].kind == "mark" or items[at].has("conj", "when", "at"):
            break
        if items[at].has("rel"):
            head = before(items, at)
            return head if head[1] == at else (first, end)
    return first, end


def _years(text: str) -> bool:
    """``(periode) 2019-2024``: part of the name."""
    return len(text) > len("2024") and all(char.isdigit() or char in "-/–" for char in text)


def _of_object(items: Sequence[Item], at: int) -> bool:
    item = items[at]
    if item.kind in ("reference", "time", "quantity") or item.low in ("(", ")", "-", "–"):
        return True
    if item.low.endswith("nya") and not item.capital:
        return False
    if item.capital and at and items[at - 1].kind != "mark":  # Kalimantan Tengah, inside the sentence
        return not item.has("conj", "pron", "at", "rel")
    named = item.capital and not item.has("conj", "pron", "at", "rel", "prep", "adv")
    return item.content or item.has("join") or named


def tokens_of(mention: EventMention) -> frozenset[str]:
    """The words by which two mentions are recognised as one event."""
    begin = mention.noun_end if mention.noun.strength == "generic" else mention.first
    low, high = mention.undergoer
    named = [*mention.items[begin : mention.end], *mention.items[low:high]]
    words = (item for item in named if item.kind in ("word", "reference", "time"))
    return frozenset(item.text.lower() for item in words if not item.has("join", "prep", "rel", "name_link"))
