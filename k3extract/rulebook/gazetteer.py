"""Thousands of phrases in one pass: Aho-Corasick, leftmost-longest, whole words only."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

T = TypeVar("T")

_SPACES = ("\u00a0", "\u202f", "\u2009", "\t")


def fold(text: str) -> str:
    """Lower case and plain spaces, code point for code point, so that offsets stay true.

    >>> fold("\\u0130 DAN\\u00a0K3")
    'İ dan k3'
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters (U+0130) lower to two code points
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    if lowered.isascii():
        return lowered.replace("\t", " ")
    for space in _SPACES:  # some 40 times as fast as str.translate
        lowered = lowered.replace(space, " ")
    return lowered


@lru_cache(maxsize=2)
def _folded(text: str) -> str:
    """``fold`` of a whole article, which many gazetteers read one after the other."""
    return fold(text)


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


class Gazetteer(Generic[T]):
    """Phrases with what they stand for. ``exact_case`` matches the phrases as written, else in any case."""

    def __init__(self, phrases: Iterable[tuple[str, T]], *, exact_case: bool = False) -> None:
        self._exact_case = exact_case
        known: dict[str, T] = {}
        for phrase, meaning in phrases:
            known.setdefault(phrase if exact_case else fold(phrase), meaning)
        self._keys = list(known)
        self._meanings = list(known.values())
        # A DFA is faster over one long text; between all the other work its tables fall out of the cache.
        compact = Implementation.ContiguousNFA
        self._longest = AhoCorasick(self._keys, matchkind=MatchKind.LeftmostLongest, implementation=compact)
        self._all: AhoCorasick | None = None  # built when a longest match first fails

    def __len__(self) -> int:
        return len(self._keys)

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, T]]:
        """Leftmost-longest whole-word matches as ``(start, end, meaning)``, in text order.

        >>> Gazetteer([("kepala dinas", 1), ("kepala", 2)]).find("Kepala Dinas dan kepala dinasti")
        [(0, 12, 1), (17, 23, 2)]
        """
        end = len(text) if end is None else end
        part = text[start:end]
        hay = part if self._exact_case else _folded(part) if part is text else fold(part)
        found: list[tuple[int, int, T]] = []
        at, size = 0, len(hay)
        for index, low, high in self._longest.find_matches_as_indexes(hay):
            if low < at:
                continue
            if low and _is_word(hay[low - 1]) and _is_word(hay[low]):
                whole = False
            else:
                whole = high == size or not (_is_word(hay[high]) and _is_word(hay[high - 1]))
            if whole:
                found.append((start + low, start + high, self._meanings[index]))
                at = high
            else:
                at = self._shorter(hay, (low, high), found, start)
        return found

    def _shorter(self, hay: str, region: tuple[int, int], found: list[tuple[int, int, T]], shift: int) -> int:
        """The longest match does not end with a word: take the whole-word ones inside it. Returns where they end."""
        low, high = region
        if self._all is None:
            compact = Implementation.ContiguousNFA
            self._all = AhoCorasick(self._keys, matchkind=MatchKind.Standard, implementation=compact)
        if hay[low:high].isalnum():
            return low  # one word: there is no whole word inside it
        best: dict[int, tuple[int, int]] = {}
        for index, a, b in self._all.find_matches_as_indexes(hay[low:high], overlapping=True):
            if self._whole(hay, low + a, low + b) and b > best.get(a, (0, 0))[0]:
                best[a] = (b, index)
        at = low
        for a in sorted(best):
            b, index = best[a]
            if low + a >= at:
                found.append((shift + low + a, shift + low + b, self._meanings[index]))
                at = low + b
        return at

    @staticmethod
    def _whole(hay: str, low: int, high: int) -> bool:
        if low > 0 and _is_word(hay[low - 1]) and _is_word(hay[low]):
            return False
        return not (high < len(hay) and _is_word(hay[high]) and _is_word(hay[high - 1]))
