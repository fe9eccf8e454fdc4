"""Offices: the words that name a post, with its organisation and acting marker."""

from collections.abc import Sequence
from dataclasses import dataclass

from k3extract.records import Acting
from k3extract.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class OfficeMention:
    """One office as printed: ``text[start:end]`` is the title, acting marker and organisation included."""

    start: int
    end: int
    position: str
    organisation: str | None
    acting: Acting | None
    former: bool
    rule: str


class OfficeScanner:
    """Finds offices."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook

    def scan(self, text: str) -> Sequence[OfficeMention]:
        """Offices in text order, none overlapping."""
        return []
