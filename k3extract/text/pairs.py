"""Quotation marks and brackets of one line: which open, which close, and what they hold together."""

import re
from dataclasses import dataclass, field

QUOTES = '"“”„‟«»＂'
DOUBLED = "'’‘`´"  # two of them in a row are a quotation mark
_MARK = re.compile(r"[\"“”„‟«»＂()'’‘`´]")
_OPENS_ONLY = frozenset("„«")
_BEFORE_OPENING = frozenset("([{-–—:/‘'“\"")
_AFTER_CLOSING = frozenset(".,;:!?)]}-–—/’'…”\"")


@dataclass(slots=True)
class Pairs:
    """``openers`` are the offsets of quotation marks that open; ``held`` the spans that are not to be broken.

    A held span is ``(offset of the opening mark, offset of the closing mark)``; spans are in order of their opening
    and none lies in another.
    """

    openers: set[int] = field(default_factory=set)
    held: list[tuple[int, int]] = field(default_factory=list)


NO_PAIRS = Pairs()


class PairFinder:
    """Pairs marks within a line; a pair longer than ``limit`` code points is an accident and holds nothing."""

    def __init__(self, *, keep_quotations: bool = True, limit: int = 700) -> None:
        self._keep_quotations = keep_quotations
        self._limit = limit

    def find(self, text: str, start: int, end: int) -> Pairs:
        """The pairs of ``text[start:end]``, one line. Linear in its length."""
        openers: set[int] = set()
        spans: list[tuple[int, int]] = []
        quote = bracket = behind = -1
        for mark in _MARK.finditer(text, start, end):
            at = mark.start()
            char = text[at]
            if char == "(":
                bracket = at
                continue
            if char == ")":
                if 0 <= bracket >= at - self._limit:
                    spans.append((bracket, at))
                bracket = -1
                continue
            if char in DOUBLED:
                if at < behind or at + 1 == end or text[at + 1] not in DOUBLED:
                    continue
                behind = at + 2
            else:
                behind = at + 1
            if _opens(text, (at, behind), (start, end), quote >= 0):
                openers.add(at)
                quote = at
            else:
                if self._keep_quotations and 0 <= quote >= at - self._limit:
                    spans.append((quote, at))
                quote = -1
        if not openers and not spans:
            return NO_PAIRS
        return Pairs(openers, _outermost(spans))


def _outermost(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    if len(spans) < 2:
        return spans
    spans.sort()
    kept = []
    reached = -1
    for low, high in spans:
        if high > reached:
            kept.append((low, high))
            reached = high
    return kept


def _opens(text: str, mark: tuple[int, int], line: tuple[int, int], is_open: bool) -> bool:
    """Whether ``mark`` opens: by what stands beside it, else by its shape, else by what came before."""
    at, behind = mark
    before = text[at - 1] if at > line[0] else " "
    after = text[behind] if behind < line[1] else " "
    free_left = before.isspace() or before in _BEFORE_OPENING
    if before in "'’‘" and at - 2 >= line[0] and not text[at - 2].isspace():
        free_left = False  # the end of a quotation within the quotation
    free_right = after.isspace() or after in _AFTER_CLOSING
    if free_left and not free_right:
        return True
    if free_right and not free_left:
        return False
    char = text[at]
    if char in _OPENS_ONLY or (char == "“" and not is_open):
        return True
    if char in "”»":
        return not is_open and not before.isspace() and after.isalpha() and before in ".?!,"
    return not is_open
