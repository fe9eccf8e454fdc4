"""Statistics: what a quantity counts, where, when, by whom, and whether it happened."""

from dataclasses import dataclass

from k3extract.mentions.marked import MarkedText
from k3extract.records import Event, Official, Quantity, Statement, Statistic, record_id
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
        return [_plain(marked, quantity) for quantity in marked.quantities if quantity.hedge != "vague"]


def _plain(marked: MarkedText, quantity: Quantity) -> Statistic:
    return Statistic(
        id=record_id(marked.article.id, "statistic", quantity.start, quantity.end),
        start=quantity.start,
        end=quantity.end,
        text=quantity.text,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        dimension=quantity.dimension,
        unit=quantity.unit,
        unit_code=quantity.unit_code,
        hedge=quantity.hedge,
        direction=quantity.direction,
        rule=quantity.rule,
    )
