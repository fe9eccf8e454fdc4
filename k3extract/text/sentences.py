"""Sentences by rules, line by line, on the text before any tokenising."""

from typing import Protocol

from k3extract.rulebook import Rulebook


class Segmenter(Protocol):
    """What every backend does: ordered, disjoint spans without outer white space that cover all other characters."""

    def sentences(self, text: str) -> list[tuple[int, int]]:
        """``[(start, end), ...]`` in code points; no span crosses a line break; ``""`` gives ``[]``."""
        ...


class RuleSegmenter:
    """The default backend."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook

    def sentences(self, text: str) -> list[tuple[int, int]]:
        return []
