"""Quantities: every number with its unit, value and interval."""

from collections.abc import Sequence

from k3extract.records import Quantity
from k3extract.rulebook import Rulebook


class QuantityScanner:
    """Finds numbers and reads their values."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook

    def scan(self, text: str, blocked: Sequence[tuple[int, int]] = ()) -> Sequence[Quantity]:
        """Quantities in text order; ``blocked`` are spans (references, dates, clock times) that hold none."""
        return []
