"""Names of persons, with what stands around them: rank, honorifics, degrees."""

from collections.abc import Sequence
from dataclasses import dataclass

from k3extract.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class NameMention:
    """``text[start:end]`` with honorifics and degrees; ``text[name_start:name_end]`` is the bare name."""

    start: int
    end: int
    name_start: int
    name_end: int
    honorifics: tuple[str, ...] = ()
    degrees: tuple[str, ...] = ()
    rank: str | None = None


class NameScanner:
    """Finds what can be the name of a person."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook

    def scan(self, text: str) -> Sequence[NameMention]:
        """Candidate names in text order."""
        return []
