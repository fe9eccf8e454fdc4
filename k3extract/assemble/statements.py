"""Statements: what was said, and by whom."""

from k3extract.mentions.marked import MarkedText
from k3extract.records import Mention, Official, Statement
from k3extract.rulebook import Rulebook


class StatementAssembler:
    """Finds direct, indirect and relayed speech and its speakers."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook

    def assemble(
        self, marked: MarkedText, officials: list[Official]
    ) -> tuple[list[Statement], dict[str, list[Mention]]]:
        """Statements in text order, and the pronoun mentions found on the way, by official id."""
        return [], {}
