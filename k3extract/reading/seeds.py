"""Patterns found by the words they begin with: one Aho-Corasick pass, then each pattern only where its words stand."""

import re
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from k3extract.rulebook import Later, Pattern, fold, ungrouped

T = TypeVar("T")

_TOKEN = re.compile(r"\(|\)|[^\s()]+")
_SLOT = re.compile(r"\{[^{}]*\}")
_SENTENCE_START = re.compile(r"[.!?][\"”’)]{0,2}\s{1,3}(?=[A-Z(])")
_LONGEST_LINE = 300  # code points
_WORDS = 2  # how many words a seed has, where the pattern has so many


class SeedScanner(Generic[T]):
    """Patterns with what they mean. A pattern that begins with a slot begins where its line does."""

    def __init__(self, patterns: Sequence[tuple[Pattern, T]]) -> None:
        seeds: dict[str, list[int]] = {}
        self._patterns: list[Later] = []
        self._meanings: list[T] = []
        self._from_line: list[bool] = []
        for index, (pattern, meaning) in enumerate(patterns):
            tokens = _TOKEN.findall(pattern.source)
            from_line = tokens[0].startswith("{")
            self._patterns.append(Later(ungrouped(pattern.body)))
            self._meanings.append(meaning)
            self._from_line.append(from_line)
            slot_only = _SLOT.fullmatch(tokens[0]) is not None
            for words in set(_openings(tokens[1:] if slot_only else tokens)):
                if any(words):
                    seeds.setdefault(" ".join(words).lower(), []).append(index)
        self._owners = list(seeds.values())
        self._seeds = AhoCorasick(
            list(seeds), matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA
        )

    def scan(self, text: str) -> Iterator[tuple[int, int, T]]:
        """``(start, end, meaning)`` by place; at one place the longest first."""
        lowered = text.lower()
        if len(lowered) != len(text) or "\xa0" in lowered:
            lowered = fold(text)
        found: set[tuple[int, int, int]] = set()
        for seed, start, _ in self._seeds.find_matches_as_indexes(lowered, overlapping=True):
            if start and lowered[start - 1].isalnum() and lowered[start].isalnum():
                continue
            for index in self._owners[seed]:
                for at in _starts(text, start) if self._from_line[index] else (start,):
                    match = self._patterns[index].get().match(text, at)
                    if match:
                        found.add((at, -match.end(), index))
                        break
        for start, end, index in sorted(found):
            yield start, -end, self._meanings[index]


def _openings(tokens: list[str], words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The first words a pattern can begin with, up to two."""
    if len(words) == _WORDS or not tokens:
        yield words
        return
    token, rest = tokens[0], tokens[1:]
    if token == "(":
        depth = 1
        for index, inner in enumerate(rest):
            depth += (inner == "(") - (inner == ")")
            if depth == 0:
                yield from _openings(rest[:index] + rest[index + 1 :], words)
                yield from _openings(rest[index + 1 :], words)
                return
    for choice in token.split("|"):
        literal, brace, _ = choice.partition("{")
        if brace:
            if not literal and not words:  # a bracket and then a word: the word is the seed
                literal = next(filter(None, _SLOT.split(choice)), "")
            if literal and choice.endswith(literal):
                yield from _openings(rest, (*words, literal))
            else:
                yield (*words, literal) if literal else words
        else:
            yield from _openings(rest, (*words, choice))


def _starts(text: str, place: int) -> Iterator[int]:
    """Where a pattern that begins with a slot may begin: with a bracket before the word, the line, the sentence."""
    if text[place - 1 : place] == "(":
        yield place - 1
    yield _line_start(text, place)
    for match in _SENTENCE_START.finditer(text, max(0, place - _LONGEST_LINE), place):
        yield match.end()


def _line_start(text: str, place: int) -> int:
    """Where the line of ``place`` begins; ``place`` itself where that is further away than furniture is long."""
    low = max(0, place - _LONGEST_LINE)
    start = text.rfind("\n", low, place) + 1
    if start == 0 and low > 0:
        return place
    while start < place and text[start].isspace():
        start += 1
    return start
