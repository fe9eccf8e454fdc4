"""References: things that look like numbers and are none (laws, phone numbers, scores, models, place names)."""

from collections.abc import Sequence
from dataclasses import dataclass

from k3extract.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Reference:
    """``kind`` says what it is instead of a number; ``rule`` is the entry of rules/references."""

    start: int
    end: int
    kind: str
    rule: str


class ReferenceScanner:
    """Finds references; their spans block numbers and dates."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook

    def scan(self, text: str) -> Sequence[Reference]:
        """References in text order, none overlapping."""
        return []
