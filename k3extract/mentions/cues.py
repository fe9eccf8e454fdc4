"""Cues: words that tell how to read what stands near them (plan, target, total, change, part ...)."""

from collections.abc import Sequence
from dataclasses import dataclass

from k3extract.mentions.words import Words
from k3extract.records import EventPart
from k3extract.rulebook import Gazetteer, Rulebook
from k3extract.rulebook.kinds.cues import CueRule, Reach, Side


@dataclass(slots=True)
class Cue:
    """``kind`` is the cue's class (``target``, ``total`` ...), ``key`` its entry, ``rule`` its rule id.

    ``reach`` tells on which side the words stand that the cue colours, ``within`` how near (None: the clause).
    ``part``, ``actor`` and ``partner`` say what officials beside it do at an event.
    """

    start: int
    end: int
    kind: str
    key: str
    rule: str
    reach: Reach = "after"
    within: int | None = None
    part: EventPart | None = None
    actor: Side = "before"
    partner: EventPart | None = None


class CueScanner:
    """Finds cues: every phrase of rules/cues in one pass, the longest where several begin together."""

    def __init__(self, rulebook: Rulebook) -> None:
        phrases = [
            (
                word,
                (rule.cue, entry.key, entry.id, rule.reach, rule.within, rule.part, rule.actor, rule.partner),
            )
            for entry, rule in rulebook.of(CueRule)
            for word in rule.words
        ]
        self._gazetteer = Gazetteer(phrases)
        self.words = Words(rulebook)

    def scan(self, text: str) -> Sequence[Cue]:
        """Cues in text order, none overlapping."""
        return [Cue(start, end, *meaning) for start, end, meaning in self._gazetteer.find(text)]
