"""Places: provinces, regencies, cities, regions and countries by name; districts behind the word that says so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from k3extract.mentions.office_lexicon import Words, lexicon
from k3extract.rulebook import Rulebook

_CAPITAL = re.compile(r"(?<!\w)[A-ZÀ-Þ]\w*")
_DISTRICT = re.compile(r"\b(?:[Kk]ecamatan|[Kk]ec\.?|[Dd]istrik)[^\S\n]+\Z")


@dataclass(frozen=True, slots=True)
class Place:
    """A place as printed: ``text[start:end]``."""

    start: int
    end: int


class PlaceScanner:
    """Finds places."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._words = lexicon(rulebook)

    def scan(self, text: str) -> Sequence[Place]:
        """Places in text order, none overlapping; the longest name that begins at a word is taken."""
        found: list[Place] = []
        at = 0
        for match in _CAPITAL.finditer(text):
            start = match.start()
            if start < at:
                continue
            low = match.group().lower()
            words = Words(text, start, self._words.glued)
            count = self._words.places.at(words, 0) if self._words.places.begins(low) else 0
            if not count and self._words.districts.begins(low) and _DISTRICT.search(text, max(0, start - 14), start):
                count = self._words.districts.at(words, 0)
            if count:
                at = words.get(count - 1)[1]
                found.append(Place(start, at))
        return found
