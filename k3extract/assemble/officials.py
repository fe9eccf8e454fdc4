"""Officials: a name and an office that belong together become one record per person."""

from k3extract.mentions.marked import MarkedText
from k3extract.records import Official
from k3extract.rulebook import Rulebook


class OfficialAssembler:
    """Joins names and offices, then finds the later mentions of each person."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook

    def assemble(self, marked: MarkedText) -> list[Official]:
        """Officials in text order, with full, short, nickname and office mentions (pronouns: statements)."""
        return []
