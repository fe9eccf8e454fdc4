"""Event nouns: the words that can name an organised happening (pelatihan, rapat koordinasi, festival ...)."""

from collections.abc import Sequence
from dataclasses import dataclass

from k3extract.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class EventNoun:
    """The noun (``text[start:end]``), the type of event it names and its rule."""

    start: int
    end: int
    type: str
    rule: str


class EventScanner:
    """Finds event nouns."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook

    def scan(self, text: str) -> Sequence[EventNoun]:
        """Event nouns in text order."""
        return []
