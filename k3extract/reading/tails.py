"""Furniture at the very end of a text: initials, names in brackets, credits. Peeled off from behind."""

from collections.abc import Iterator, Sequence

import regex

from k3extract.rulebook import Later, Pattern, ungrouped

Mark = tuple[int, int, str]

_BEFORE = regex.compile(r"(?:\A|[\n.!?…:\"”’'»)\]>*|—–-])[^\S\n]*[>*•#|-]{0,5}[^\S\n]*\Z")
_ENDED = regex.compile(r"(?:\A|[\n.!?…\"”’'»)\]*|])[^\S\n]*\Z")  # a sentence, a line or furniture has ended
_STARS = "*#_=~-"
_ROUND, _LABELLED = 130, 240  # how far before the end a bracket or a label may stand, code points


def opens_here(text: str, start: int) -> bool:
    """Whether a sentence, line or piece of furniture may begin at ``start``."""
    return _BEFORE.search(text, max(0, start - 12), start) is not None


class Tails:
    """Patterns for the end of a text, sorted by what they begin with: a bracket, a star, or a word."""

    def __init__(self) -> None:
        self._signs: list[tuple[Later, str]] = []
        self._words: list[tuple[str, bool, Later, str]] = []

    def add(self, pattern: Pattern, kind: str) -> None:
        """One more pattern; a pattern that begins with a word is looked for only where the text has it."""
        compiled = Later(ungrouped(pattern.body))
        first = pattern.source.split()[0].split("{")[0]
        if not first:
            self._signs.append((compiled, kind))
        for word in first.split("|") if first else ():
            self._words.append((word.rstrip(":").lower(), ":" in pattern.source, compiled, kind))

    def find(self, text: str, marks: Sequence[Mark]) -> Iterator[Mark]:
        """What stands at the end of ``text``, the last first; ``marks`` at the end are stepped over."""
        ends = {end: start for start, end, _ in marks}
        end = _stripped(text, len(text))
        while end > 0:
            known = ends.get(end)
            if known is not None and known < end:
                end = _stripped(text, known)
                continue
            found = self._at(text, end)
            if found is None:
                return
            yield found
            end = _stripped(text, found[0])

    def _at(self, text: str, end: int) -> Mark | None:
        last = text[end - 1]
        if last == "." and text[end - 2 : end - 1] == ")":
            end, last = end - 1, ")"
        if last == ")" or last in _STARS:
            for start in _sign_starts(text, end):
                if (
                    _ENDED.search(text, max(0, start - 12), start) or ".co" in text[start:end]
                ):  # an address of an outlet is no remark
                    for pattern, kind in self._signs:
                        if pattern.get().fullmatch(text, start, end):
                            return start, end, kind
        low = max(0, end - _LABELLED)
        zone = text[low:end].lower()
        colon = ":" in zone
        for word, field, pattern, kind in self._words:
            start = zone.rfind(word) if colon or not field else -1
            if start >= 0 and pattern.get().fullmatch(text, low + start, end) and opens_here(text, low + start):
                return low + start, end, kind
        return None


def _stripped(text: str, end: int) -> int:
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return end


def _sign_starts(text: str, end: int) -> Iterator[int]:
    """Where a bracket or a run of stars that ends at ``end`` may begin."""
    run = end
    while run > 0 and text[run - 1] in _STARS:
        run -= 1
    if run < end:
        yield run
    if run > 0 and text[run - 1] == ")":
        opened = text.rfind("(", max(0, run - _ROUND), run)
        if opened >= 0:
            yield opened
            before = opened
            while before > 0 and text[before - 1] in _STARS:
                before -= 1
            if before < opened:
                yield before
