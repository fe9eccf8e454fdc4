"""Marks page furniture in an article's text; nothing is cut."""

from k3extract.article import Boilerplate
from k3extract.rulebook import Rulebook


class BoilerplateMarker:
    """Finds boilerplate by the rules of rules/boilerplate."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook

    def mark(self, text: str) -> tuple[Boilerplate, ...]:
        """Boilerplate in text order, none overlapping (the dateline is of kind ``dateline``)."""
        return ()
