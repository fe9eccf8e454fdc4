"""Word classes: what kind of function word a word is, whether it looks like a verb, and a verb's passive form.

Indonesian verbs mostly show it by their prefix (me-, di-, ber-, ter-); the list ``cues/words.txt`` names the
function words, the verbs without a prefix and the nouns that only look prefixed, ``cues/passives.txt`` the passives
that the active form does not foretell.
"""

import re
from typing import NamedTuple

from k3extract.rulebook import Rulebook, fold
from k3extract.rulebook.kinds.speech import SpeechRule

_WORDS, _PASSIVES = "cues/words.txt", "cues/passives.txt"
_PREFIXED = re.compile(r"(?:me[mnlrwy]|di|ber|ter)[a-z]{3}[a-z-]*\Z")
_ACTIVE = re.compile(r"(meny|meng|mem|men|me)([a-z]{2,}(?:-[a-z]+)?)\Z")
_WORD = re.compile(r"\w[\w'’.-]*\w|\w")
_VOWELS = "aeiou"
_DROPPED = {"p": "mem", "t": "men", "k": "meng", "s": "meny"}  # the first letter of the root is lost
_NASALS = {"b": "mem", "f": "mem", "v": "mem", "d": "men", "j": "men", "c": "men", "z": "men"} | dict.fromkeys(
    "lrmnwy", "me"
)
_PASSIVE = 6  # letters of the shortest passive
_NONE: frozenset[str] = frozenset()
_PREFIXES = frozenset({"me", "di", "be", "te"})  # the first two letters, to leave most words out at once
_FUNCTION = frozenset(
    ["prep", "conj", "measure", "det", "pron", "adv", "rel", "name_link", "titled", "with", "join", "agent", "records"]
)


class Word(NamedTuple):
    """What is known of a word: its classes, whether it is a verb, whether it names something (no function word)."""

    classes: frozenset[str]
    verb: bool
    content: bool


_NAME = Word(_NONE, verb=False, content=True)
_VERB = Word(_NONE, verb=True, content=False)


class Words:
    """The lexicon of word classes: prep, conj, measure, det, pron, adv, rel, verb, noun, unit, time, place ..."""

    def __init__(self, rulebook: Rulebook) -> None:
        listed = ((row[0], frozenset(row[1].split())) for row in _rows(rulebook, _WORDS))
        self._words = {
            word: Word(classes, verb="verb" in classes, content="verb" not in classes and not classes & _FUNCTION)
            for word, classes in listed
        }
        for word in {
            form
            for _, rule in rulebook.of(SpeechRule)
            for form in rule.active
            if rule.needs != "clause" and " " not in form
        }:
            classes = self.look(word).classes | {"tells"}
            self._words[word] = Word(classes, verb=True, content=False)
        self._passives = {row[0]: row[1] for row in _rows(rulebook, _PASSIVES)}
        self._actives = {passive: active for active, passive in self._passives.items()}

    def classes(self, low: str) -> frozenset[str]:
        """The classes of a word in lower case; empty for the open classes (nouns, names, most verbs)."""
        known = self._words.get(low)
        return known.classes if known is not None else _NONE

    def look(self, low: str) -> Word:
        """All that is known of a word in lower case, in one step."""
        known = self._words.get(low)
        if known is not None:
            return known
        return _VERB if low[:2] in _PREFIXES and _PREFIXED.match(low) else _NAME

    def of(self, name: str) -> frozenset[str]:
        """The words of one class."""
        return frozenset(word for word, known in self._words.items() if name in known.classes)

    def is_verb(self, low: str) -> bool:
        """Whether the word is a verb, by the list or else by its prefix."""
        return self.look(low).verb

    def passive(self, low: str) -> str | None:
        """The passive of an active verb in me-, None where the word is no such verb."""
        known = self._passives.get(low)
        if known is not None:
            return known
        match = _ACTIVE.match(low)
        if match is None or not self.is_verb(low):
            return None
        prefix, root = match.groups()
        if root[0] in _VOWELS:
            root = {"meny": "s", "mem": "p", "men": "t"}.get(prefix, "") + root
        elif prefix == "me" and root[0] not in "lrwymn":
            return None
        return f"di{root}"

    def active(self, low: str) -> str | None:
        """The active form of a passive verb in di-, None where the word is no such verb."""
        known = self._actives.get(low)
        if known is not None:
            return known
        if not low.startswith("di") or not low[2:].isalpha() or len(low) < _PASSIVE or not self.is_verb(low):
            return None
        root = low[2:]
        if root.startswith("per"):
            return f"mem{root}"
        first = root[0]
        if first in _DROPPED:
            return f"{_DROPPED[first]}{root[1:]}"
        return f"{_NASALS.get(first, 'meng')}{root}"

    def scan(self, text: str) -> list[tuple[int, int, str]]:
        """The listed words of ``text`` as ``(start, end, id of the list)`` (for the sentences the lists carry)."""
        found = []
        for match in _WORD.finditer(fold(text)):
            if match.group() in self._words:
                found.append((match.start(), match.end(), _WORDS))
            elif match.group() in self._passives:
                found.append((match.start(), match.end(), _PASSIVES))
        return found


def _rows(rulebook: Rulebook, name: str) -> tuple[tuple[str, ...], ...]:
    return rulebook.lists[name].rows if name in rulebook.lists else ()
