"""The validator's one entrance: an Extraction without checks in, its checks out."""

from k3extract.records import Check, Extraction
from k3extract.rulebook import Rulebook


class Validator:
    """Checks the relations of rules/checks."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook

    def validate(self, extraction: Extraction) -> tuple[Check, ...]:
        """Checks in text order."""
        return ()
