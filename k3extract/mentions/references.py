"""References: things that look like numbers and are none (laws, phone numbers, scores, models, place names)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from k3extract.errors import RuleError
from k3extract.rulebook import SLOTS, Gazetteer, Rulebook, compile_pattern, fold
from k3extract.rulebook.kinds.references import ReferenceRule

# Shapes of figures. A pattern that begins with one of them is tried at every token that holds a digit.
SHAPES = {
    "phone": r"(?:\(?(?:\+62|62|0)[0-9]{2,3}\)?[\s-]?)[0-9]{3,4}[\s-]?[0-9]{3,5}(?:[\s-]?[0-9]{2,4})?",
    "plate": r"[A-Z]{1,2} [0-9]{1,4} [A-Z]{1,3}",
    "ip": r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}",
    "version": r"[0-9]+(?:\.[0-9]+){2,4}",
    "score": r"[0-9]{1,3} ?[-–:] ?[0-9]{1,3}",
    "long": r"[0-9]{9,20}",
    "code": r"[A-Z]{1,5}-?[0-9]{1,5}[A-Z]?(?:-[0-9]{1,4})?",
    "section": r"[0-9]+(?:\.[0-9]+)*[a-zA-Z]?",
    "serial": r"[0-9A-Z]+(?:[./-][0-9A-Za-z]+)*",
    "latin": r"[IVXLC]+",
}
_SLOTS = {**SLOTS, **SHAPES}
_HEAD = re.compile(r"\{([a-z_]+)(?::([a-z_]+))?\}")
_TOKEN = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Reference:
    """``kind`` says what it is instead of a number; ``rule`` is the entry of rules/references."""

    start: int
    end: int
    kind: str
    rule: str


class ReferenceScanner:
    """Finds references; their spans block numbers and dates.

    A pattern that begins with words is tried only where these words stand; one that begins with a shape of figures
    only at figures. Lists (``*.txt``) give phrases and the kind of reference they are.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        heads: dict[str, list[tuple[regex.Pattern[str], str, str]]] = {}
        self._shapes: list[tuple[regex.Pattern[str], str, str]] = []
        for entry, rule in rulebook.of(ReferenceRule):
            for source in rule.patterns:
                body = regex.compile(compile_pattern(source, entry.place, _SLOTS).body, regex.V1)
                first = source.split()[0]
                if _HEAD.match(first):
                    self._shapes.append((body, rule.kind, entry.id))
                    continue
                if "{" in first or "(" in first:
                    raise RuleError(entry.place, f"a pattern begins with a word or a shape: {source!r}")
                for word in first.split("|"):
                    heads.setdefault(fold(word), []).append((body, rule.kind, entry.id))
        self._heads = heads
        phrases = [
            (row[0], (row[1] if len(row) > 1 else "name", flat.id))
            for flat in rulebook.lists.values()
            if flat.id.startswith("references/")
            for row in flat.rows
        ]
        self._words = Gazetteer([(word, word) for word in heads])
        self._names = Gazetteer(phrases, exact_case=True)

    def scan(self, text: str) -> Sequence[Reference]:
        """References in text order, none overlapping."""
        found = [Reference(start, end, kind, rule) for start, end, (kind, rule) in self._names.find(text)]
        for start, _, word in self._words.find(text):
            found += _tried(self._heads[word], text, start)
        if self._shapes:
            for token in _TOKEN.finditer(text):
                found += _tried(self._shapes, text, _token_start(text, token.start()))
        if len(found) < 2:
            return found
        found.sort(key=lambda reference: (reference.start, -reference.end))
        kept = found[:1]
        for reference in found[1:]:
            if reference.start >= kept[-1].end:
                kept.append(reference)
        return kept


def _tried(patterns: list[tuple[regex.Pattern[str], str, str]], text: str, start: int) -> list[Reference]:
    found = []
    for body, kind, rule in patterns:
        match = body.match(text, start)
        if match is not None:
            found.append(Reference(start, match.end(), kind, rule))
    return found


def _token_start(text: str, at: int) -> int:
    """The start of the token that holds ``at``: letters, digits, plus and bracket directly before it."""
    return at
