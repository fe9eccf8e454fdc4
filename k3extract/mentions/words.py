"""Word classes: what kind of function word a word is, and whether it looks like a verb.

Indonesian verbs mostly show it by their prefix (me-, di-, ber-, ter-); the list ``cues/words.txt`` names the
function words, the verbs without a prefix and the nouns that only look prefixed.
"""

import re

from k3extract.rulebook import Rulebook, fold

_LIST = "cues/words.txt"
_PREFIXED = re.compile(r"(?:me[mnlrwy]|di|ber|ter)[a-z]{3}[a-z-]*\Z")
_WORD = re.compile(r"\w[\w'’.-]*\w|\w")
_NONE: frozenset[str] = frozenset()


class Words:
    """The lexicon of word classes: prep, conj, measure, det, pron, adv, rel, verb, noun, unit, time, place."""

    def __init__(self, rulebook: Rulebook) -> None:
        rows = rulebook.lists[_LIST].rows if _LIST in rulebook.lists else ()
        self._classes = {row[0]: frozenset(row[1].split()) for row in rows}

    def classes(self, low: str) -> frozenset[str]:
        """The classes of a word in lower case; empty for the open classes (nouns, names, most verbs)."""
        return self._classes.get(low, _NONE)

    def is_verb(self, low: str) -> bool:
        """Whether the word is a verb, by the list or else by its prefix."""
        classes = self._classes.get(low)
        if classes is not None:
            return "verb" in classes
        return _PREFIXED.match(low) is not None

    def scan(self, text: str) -> list[tuple[int, int, str]]:
        """The listed words of ``text`` as ``(start, end, id of the list)`` (for the sentences the list carries)."""
        low = fold(text)
        return [(m.start(), m.end(), _LIST) for m in _WORD.finditer(low) if m.group() in self._classes]
