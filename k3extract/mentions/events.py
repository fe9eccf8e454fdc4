"""Event nouns: the words that can name an organised happening (pelatihan, rapat koordinasi, festival ...)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from k3extract.rulebook import Gazetteer, Rulebook
from k3extract.rulebook.kinds.events import EventRule, Strength


@dataclass(slots=True)
class EventNoun:
    """The noun (``text[start:end]``), the type of event it names, how surely it names one, and its rule.

    ``deed`` is the noun of a verb that makes an event (peresmian for meresmikan), None where the word is a noun.
    ``tail`` nouns may end the name, as in English (East Java Trade Expo). ``of`` are words one of which must be in
    what the deed is done to, where there are any; none of ``not_of`` may be.
    """

    start: int
    end: int
    type: str
    rule: str
    strength: Strength | Literal["open"] = "strong"  # open: in no list, a verb shows it (menggelar kirab)
    deed: str | None = None
    tail: bool = False
    of: frozenset[str] = frozenset()
    not_of: frozenset[str] = frozenset()


class EventScanner:
    """Finds event nouns: every noun of rules/events in one pass, the longest where several begin together."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._gazetteer = Gazetteer(
            (
                word,
                (
                    rule.type,
                    entry.id,
                    rule.strength,
                    rule.deed,
                    rule.tail,
                    frozenset(rule.of),
                    frozenset(rule.not_of),
                ),
            )
            for entry, rule in rulebook.of(EventRule)
            for word in rule.words
        )

    def scan(self, text: str) -> Sequence[EventNoun]:
        """Event nouns in text order, none overlapping."""
        return [EventNoun(start, end, *meaning) for start, end, meaning in self._gazetteer.find(text)]
