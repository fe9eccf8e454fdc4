"""Statistics: what a quantity counts, where, when, by whom, and whether it happened."""

from dataclasses import dataclass

from k3extract.mentions.marked import MarkedText
from k3extract.records import Event, Official, Statement, Statistic
from k3extract.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Known:
    """The records a statistic may point to."""

    officials: list[Official]
    statements: list[Statement]
    events: list[Event]


class StatisticAssembler:
    """Turns quantities into statistics."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook

    def assemble(self, marked: MarkedText, known: Known) -> list[Statistic]:
        """Statistics in text order."""
        return []
