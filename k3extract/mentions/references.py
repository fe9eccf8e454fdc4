"""References: things that look like numbers and are none (laws, phone numbers, scores, models, place names)."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from k3extract.errors import RuleError
from k3extract.rulebook import SLOTS, Gazetteer, Later, Rulebook, compile_pattern, fold, ungrouped
from k3extract.rulebook.kinds.references import ReferenceRule
from k3extract.rulebook.kinds.units import UnitRule

# Shapes of figures. A pattern that begins with one of them is tried at every token that holds a digit.
_NO_MORE = r"(?![.,/-]?[0-9])"
SHAPES = {
    "digits": rf"[0-9]+{_NO_MORE}",
    "phone": r"(?:62|0)[0-9]{2,3}\)?[ -]?[0-9]{3,4}[ -]?[0-9]{3,5}(?:[ -]?[0-9]{2,4})?(?![.,]?[0-9])",
    "plate": r"[A-Z]{1,2} [0-9]{1,4} [A-Z]{1,3}",
    "platenumber": r"[0-9]{4} [A-Z]{2,3}",
    "small": rf"[0-9]{{1,3}}{_NO_MORE}",
    "ip": r"(?![0-9]{1,3}(?:\.[0-9]{3}){3})[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![.,]?[0-9])",
    "version": r"[0-9]+(?:\.[0-9]+){0,4}(?:-[a-z0-9]+)?",
    "score": r"[0-9]{1,3} ?[-–:] ?[0-9]{1,3}",
    "long": r"[0-9]{9,20}",
    "top": r"(?:4|5|8|10|16|20|32|50|64|100)",
    "section": r"[0-9]+[a-zA-Z]?",
    "sections": (
        r"[0-9]+[A-Za-z]?"
        r"(?:(?:, dan | dan/atau | dan atau |, | dan | atau | jo | hingga | sampai |-)"
        r"[0-9]+[A-Za-z]?(?![\w.,]*[0-9%])){0,8}"
    ),
    "paragraph": r"\(?[0-9]+[a-z]?\)?",
    "hamlet": r"[0-9]{1,3}(?:(?: ?/ ?|, ?| )(?:RW|Rw|rw)\.? ?[0-9]{1,3}|/[0-9]{1,3})?",
    "letter": r"[a-z]",
    "minute": r"[0-9]{1,3}(?:\+[0-9]{1,2})?",
    "post": r"[0-9]+(?:[.,+][0-9]+){0,2}(?:[+][0-9]+)?",
    "verse": r"[0-9]+ ?[:-] ?[0-9]+|[0-9]+",
    "serial": r"(?=[\w./-]{0,12}[0-9])[0-9A-Z](?:[0-9A-Za-z]|[./:-](?=[0-9A-Za-z])(?![A-Z][a-z]{2})){0,40}",
    "latin": r"[IVXLC]+",
}
_SLOTS = {**SLOTS, **SHAPES}
_NEXT = re.compile(r"[^\S\n]{1,2}([a-z]+)")
_HEAD = re.compile(r"\{([a-z_]+)(?::([a-z_]+))?\}")
_TOKEN = re.compile(
    r"[0-9IVXLC](?:(?<=[0-9])[0-9]*|(?<=[IVXLC])[IVXLC]*(?!\w))"
)  # the class first: so the search skips
_AROUND = ',;()"“”'
_BEFORE = re.compile(r"[^\s,;()\"“”]+")


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
    only at figures. Lists (``*.txt``) give phrases and the kind of reference they are; a phrase in
    lower case is found in any case.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self._heads: dict[str, list[_Rule]] = {}
        self._shapes: list[_Rule] = []
        self._units = _unit_words(rulebook)
        for entry, rule in rulebook.of(ReferenceRule):
            for source in rule.patterns:
                self._add(
                    source, _Rule(compile_pattern(source, entry.place, _SLOTS).body, rule.kind, entry.id), entry.place
                )
        rows = [
            (row, flat.id) for flat in rulebook.lists.values() if flat.id.startswith("references/") for row in flat.rows
        ]
        self._any_shape = re.compile("|".join(f"(?:{rule.body})" for rule in self._shapes) or "(?!)")
        self._names = Gazetteer(
            (row[0], (row[0] if row[0] != row[0].lower() else "", row[1] if len(row) > 1 else "name", list_id))
            for row, list_id in rows
        )

    def _add(self, source: str, rule: "_Rule", place: str) -> None:
        first = source.split()[0]
        if _HEAD.match(first):
            self._shapes.append(rule)
            return
        for word in first.split("|"):
            head = word.partition("{")[0]
            if not head or head.startswith("("):
                raise RuleError(place, f"a pattern begins with a word or a shape: {source!r}")
            self._heads.setdefault(fold(head), []).append(rule)

    def scan(self, text: str) -> Sequence[Reference]:
        """References in text order, none overlapping."""
        found = [
            Reference(start, end, kind, rule)
            for start, end, (written, kind, rule) in self._names.find(text)
            if not written or text[start:end] in (written, written.upper())
        ]
        tried: set[int] = set()
        for token in _TOKEN.finditer(text):
            at = token.start()
            last = text[at - 1 : at]
            if last.isalnum() or (last and last in ".,/-" and text[at - 2 : at - 1].isdecimal()):
                continue
            if text[at].isdecimal() and self._any_shape.match(text, at):
                found += _tried(self._shapes, text, at)
            for start, word in _words_before(text, at, self._heads):
                unit = word in self._units and text[start - 2 : start - 1].isdecimal()  # 1 menit 46,2 detik
                if start not in tried and not unit:
                    tried.add(start)
                    found += [
                        reference
                        for reference in _tried(self._heads[word], text, start)
                        if reference.kind in ("law", "scripture") or not self._counted(text, reference.end)
                    ]
        return _disjoint(found)

    def _counted(self, text: str, end: int) -> bool:
        """Whether a unit in small letters stands behind ``end``, so that the figures count (``MTs 91 siswa``)."""
        word = _NEXT.match(text, end)
        return word is not None and word[1] in self._units


def _disjoint(found: list[Reference]) -> list[Reference]:
    """The longest at each place, leftmost first."""
    if found:
        found.sort(key=lambda reference: (reference.start, -reference.end))
    kept = found[:1]
    for reference in found[1:]:
        if reference.start >= kept[-1].end:
            kept.append(reference)
    return kept


class _Rule:
    """A pattern with the kind of reference it is."""

    __slots__ = ("body", "kind", "pattern", "rule")

    def __init__(self, body: str, kind: str, rule: str) -> None:
        self.body = ungrouped(body)
        self.pattern = Later(self.body)
        self.kind = kind
        self.rule = rule

    def match(self, text: str, at: int) -> Reference | None:
        """The reference that begins at ``at``, or None."""
        match = self.pattern.get().match(text, at)
        return Reference(at, match.end(), self.kind, self.rule) if match else None


def _words_before(text: str, at: int, heads: Container[str]) -> list[tuple[int, str]]:
    """Which of the four words before ``at`` on its line are in ``heads``, each with its start, folded."""
    low = max(0, at - 48)
    chunk = text[low:at].lower()
    if not any(word.strip(_AROUND) in heads for word in chunk.split()[-5:]):
        return []
    line = chunk.rfind("\n") + 1
    words = [(low + word.start(), word.group()) for word in _BEFORE.finditer(fold(text[low:at]), line)][-4:]
    return [(start, word) for start, word in words if word in heads]


def _unit_words(rulebook: Rulebook) -> frozenset[str]:
    """The words that, behind figures, say that they count: units of one word and counted nouns."""
    words = {word for _, rule in rulebook.of(UnitRule) for word in (*rule.words, *rule.symbols)}
    words |= {row[0].lower() for row in rulebook.list("units/counters.txt").rows}
    return frozenset(word for word in words if word == word.lower() and " " not in word)


def _tried(rules: list[_Rule], text: str, at: int) -> list[Reference]:
    return [found for found in (rule.match(text, at) for rule in rules) if found is not None]
