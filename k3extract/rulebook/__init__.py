"""rules/ -> a frozen Rulebook, and the scanners its patterns and phrases are compiled to."""

from k3extract.rulebook.gazetteer import Gazetteer, fold
from k3extract.rulebook.load import Entry, Rulebook, load_rulebook
from k3extract.rulebook.patterns import SLOTS, Later, Pattern, compile_pattern, ungrouped
from k3extract.rulebook.scanner import Hit, Scanner

__all__ = [
    "SLOTS",
    "Entry",
    "Gazetteer",
    "Hit",
    "Later",
    "Pattern",
    "Rulebook",
    "Scanner",
    "compile_pattern",
    "fold",
    "load_rulebook",
    "ungrouped",
]
