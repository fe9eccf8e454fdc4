"""Cues: words that tell how to read what stands near them (speech, plan, negation, role, hedge)."""

from collections.abc import Sequence
from dataclasses import dataclass

from k3extract.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Cue:
    """``kind`` is the cue's class (``speech``, ``target``, ``total`` ...), ``key`` its entry, ``rule`` its rule id."""

    start: int
    end: int
    kind: str
    key: str
    rule: str


class CueScanner:
    """Finds cues."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook

    def scan(self, text: str) -> Sequence[Cue]:
        """Cues in text order."""
        return []
