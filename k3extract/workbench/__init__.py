"""The bench of those who write rules: what an edit changes, why a rule spoke or kept silent, what a record rests on."""

from k3extract.workbench.comparing import Difference, compare
from k3extract.workbench.impact import Impact, Side, impact
from k3extract.workbench.pile import Pile
from k3extract.workbench.rulebooks import Edit, edits

__all__ = ["Difference", "Edit", "Impact", "Pile", "Side", "compare", "edits", "impact"]
