"""Events: one record per organised happening, however often it is mentioned."""

from k3extract.mentions.marked import MarkedText
from k3extract.records import Event, Official
from k3extract.rulebook import Rulebook


class EventAssembler:
    """Builds events from event nouns and what stands around them."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook

    def assemble(self, marked: MarkedText, officials: list[Official]) -> list[Event]:
        """Events in text order; their ``statistics`` are filled when statistics are known."""
        return []
