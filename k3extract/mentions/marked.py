"""MarkedText: an article with its sentences, boilerplate and every mention, as the assemblers read it."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from k3extract.article import Article
from k3extract.mentions.cues import Cue
from k3extract.mentions.events import EventNoun
from k3extract.mentions.names import NameMention
from k3extract.mentions.offices import OfficeMention
from k3extract.mentions.references import Reference
from k3extract.records import Quantity, Time


class Placed(Protocol):
    """Anything with a place in the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=Placed)


@dataclass(frozen=True, slots=True)
class MarkedText:
    """What was found where, each kind in text order; nothing of it lies in boilerplate."""

    article: Article
    references: Sequence[Reference]
    times: Sequence[Time]
    quantities: Sequence[Quantity]
    offices: Sequence[OfficeMention]
    names: Sequence[NameMention]
    event_nouns: Sequence[EventNoun]
    cues: Sequence[Cue]

    @property
    def text(self) -> str:
        return self.article.text

    def sentence_at(self, offset: int) -> int:
        """The index of the sentence that holds ``offset`` (or the last one before it; 0 when there is none)."""
        return max(0, bisect_right(self.article.sentences, (offset, len(self.article.text) + 1)) - 1)

    def sentence(self, index: int) -> tuple[int, int]:
        """The span of sentence ``index``."""
        return self.article.sentences[index]

    @staticmethod
    def within(mentions: Sequence[P], start: int, end: int) -> Sequence[P]:
        """The mentions that begin in ``start <= place < end``."""
        low = bisect_left(mentions, start, key=lambda mention: mention.start)
        high = bisect_left(mentions, end, key=lambda mention: mention.start)
        return mentions[low:high]
