"""Many patterns over many sentences: RE2 tells in one pass which can match, ``regex`` runs only those.

RE2 reads the text as cp1252, one byte a character, so that its work needs no map of offsets; its patterns are the
looser twins of ours, so it may let through what does not match and never the other way round (a test holds both
against each other). Without google-re2 every pattern runs: slower, the same result.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import regex

from k3extract.rulebook.patterns import Pattern

try:
    import re2
except ImportError:  # no wheel for this platform
    re2 = None

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """Where a pattern matched: ``meaning`` is what the pattern was given with, ``groups`` the spans of its slots."""

    start: int
    end: int
    meaning: T
    groups: dict[str, tuple[int, int]]


class Scanner(Generic[T]):
    """Patterns, each with its meaning. ``prefilter=False`` runs every pattern (for the test of equality)."""

    def __init__(self, patterns: Sequence[tuple[Pattern, T]], *, prefilter: bool = True) -> None:
        self._meanings = [meaning for _, meaning in patterns]
        self._bodies = [pattern.body for pattern, _ in patterns]
        # Compiled when first needed: most patterns meet no text that could match, and compiling costs milliseconds.
        self._compiled: dict[int, regex.Pattern[str]] = {}
        self._set = _re2_set([pattern.loose for pattern, _ in patterns]) if prefilter and patterns else None

    def __len__(self) -> int:
        return len(self._meanings)

    def scan(self, text: str, start: int = 0, end: int | None = None) -> list[Hit[T]]:
        """Every match of every pattern in ``text[start:end]``, by place, then in the order of the patterns."""
        end = len(text) if end is None else end
        hits = [hit for index in self._candidates(text, start, end) for hit in self._run(index, text, start, end)]
        hits.sort(key=lambda hit: (hit.start, -hit.end))
        return hits

    def _candidates(self, text: str, start: int, end: int) -> Sequence[int]:
        if self._set is None:
            return range(len(self._meanings))
        part = text[start:end]
        if not part.isascii():  # the two letters outside cp1252 that match "s" and "k" in any case
            part = part.replace("\u017f", "s").replace("\u212a", "k")
        return sorted(self._set.Match(part.encode("cp1252", "replace")) or ())  # None where nothing can match

    def _run(self, index: int, text: str, start: int, end: int) -> Iterator[Hit[T]]:
        compiled = self._compiled.get(index)
        if compiled is None:
            compiled = self._compiled[index] = regex.compile(self._bodies[index], regex.V0)
        for match in compiled.finditer(text, start, end):
            groups = {name: match.span(name) for name in compiled.groupindex if match.start(name) >= 0}
            yield Hit(match.start(), match.end(), self._meanings[index], groups)


def _re2_set(patterns: list[str]) -> Any:
    if re2 is None:
        return None
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.log_errors = False
    chosen = re2.Set.SearchSet(options)
    for pattern in patterns:
        chosen.Add(pattern.encode("cp1252", "replace"))
    chosen.Compile()
    return chosen
