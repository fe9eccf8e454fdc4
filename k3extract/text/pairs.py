"""Quotation marks and brackets of one line: which open, which close, and what they hold together."""

import re
from dataclasses import dataclass, field

QUOTES = '"“”„‟«»＂'
_MARK = re.compile(r"[\"“”„‟«»＂()]")
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
        marks = _MARK.finditer(text, start, end)
        pairs: Pairs | None = None
        quote = bracket = -1
        spans: list[tuple[int, int]] = []
        for mark in marks:
            if pairs is None:
                pairs = Pairs()
            at = mark.start()
            char = text[at]
            if char == "(":
                bracket = at
            elif char == ")":
                if bracket >= 0 and at - bracket <= self._limit:
                    spans.append((bracket, at))
                bracket = -1
            elif _opens(text, at, (start, end), quote >= 0):
                pairs.openers.add(at)
                quote = at
            else:
                if self._keep_quotations and quote >= 0 and at - quote <= self._limit:
                    spans.append((quote, at))
                quote = -1
        if pairs is None:
            return NO_PAIRS
        if len(spans) > 1:
            spans.sort()
            at = -1
            for low, high in spans:
                if high > at:
                    pairs.held.append((low, high))
                    at = high
        else:
            pairs.held = spans
        return pairs


def _opens(text: str, at: int, line: tuple[int, int], is_open: bool) -> bool:
    """Whether the mark at ``at`` opens: by what stands beside it, else by its shape, else by what came before."""
    before = text[at - 1] if at > line[0] else " "
    after = text[at + 1] if at + 1 < line[1] else " "
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
