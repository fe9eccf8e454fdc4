"""Quotations: stretches between quotation marks, however the marks are written; an unbalanced mark costs one quotation.

Curly, straight, German and doubled single marks are read by their shape (what stands on both sides), then by their
glyph, then by whether a quotation is open. A quotation ends with its paragraph unless the next one opens with a mark
again, and never holds more than ``LONGEST`` characters, so that one missing mark cannot swallow the article.
"""

import re
from dataclasses import dataclass

LONGEST = 2500
_INNER = 60  # a quotation inside another one is a word or a title; a longer one shows that the outer never closed

_MARK = re.compile('["“”„‟″＂«»]')
_MARK_OR_PAIR = re.compile("[\"“”„‟″＂«»]|[`'‘’]{2}")
_MARK_OR_ENTITY = re.compile('["“”„‟″＂«»]|&(?:[lrb]dquo|quot|[lr]aquo|#34|#822[012]);')
_ENTITY = re.compile("&(?:[lrb]dquo|quot|[lr]aquo|#34|#822[012]);")
_STRAIGHT = re.compile('"')
_CURLY = ("“", "”", "„", "‟", "″", "＂", "«", "»")
_PAIRS = ("''", "``", "‘‘", "’’", "‘’", "’‘")
_OPENERS = frozenset(("“", "„", "«", "``", "‘‘", "&ldquo;", "&laquo;", "&bdquo;", "&#8220;"))
_CLOSERS = frozenset(("”", "»", "’’", "&rdquo;", "&raquo;", "&#8221;"))
_AFTER = frozenset(".,;:!?)]}…-–—/")
_BEFORE = frozenset("([{-–—/:")
_FINAL = frozenset(".!?…:;")
_BREAK = re.compile(r"\n\s*")


@dataclass(frozen=True, slots=True)
class Quotation:
    """``text[start:end]`` stands between marks; ``opened`` and ``closed`` are the span with its marks.

    ``whole`` is False where a mark is missing: the closing one (``end`` is then the end of the paragraph or of what
    may be quoted), or the opening one (``start`` is then the beginning of the paragraph).
    """

    start: int
    end: int
    opened: int
    closed: int
    whole: bool = True
    missing: str = ""


def _marks(text: str) -> re.Pattern[str]:
    """The marks that ``text`` has; where only straight ones stand, the search for them is ten times as fast."""
    if "&" in text and _ENTITY.search(text):
        return _MARK_OR_ENTITY  # a text that nobody repaired
    if any(pair in text for pair in _PAIRS):
        return _MARK_OR_PAIR
    return _MARK if any(mark in text for mark in _CURLY) else _STRAIGHT


def find_quotations(text: str) -> list[Quotation]:
    """The quotations of ``text`` in text order, none inside another one."""
    reader = _Reader(text)
    for match in _marks(text).finditer(text):
        reader.mark(match.start(), match.end())
    reader.finish()
    return sorted(reader.found, key=lambda found: found.opened)


class _Reader:
    """The marks seen so far: ``stack`` holds the open ones as (place, end)."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Quotation] = []
        self.stack: list[tuple[int, int]] = []
        self.floor = 0  # where the last quotation ended

    def mark(self, start: int, end: int) -> None:
        text = self.text
        if self.stack:
            self._leave_paragraphs(start)
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        if self._opens(text[start:end], before, after):
            if self.stack and self._continues(start):
                return
            if len(self.stack) >= 2:
                self._lost(self.stack.pop())
            self.stack.append((start, end))
        elif self.stack:
            self._close(start, end)
        else:
            self._stray(start, end)

    def _opens(self, glyph: str, before: str, after: str) -> bool:
        opened = bool(self.stack)
        if glyph in _OPENERS and not opened:
            return True
        if glyph in _CLOSERS and opened:
            return False
        left = before.isspace() or before in _BEFORE
        right = after.isspace() or after in _AFTER
        if left != right:
            return left
        if left and before == "\n":
            return True
        if glyph in _OPENERS:
            return True
        if glyph in _CLOSERS:
            return after.isupper()
        return not opened

    def _continues(self, start: int) -> bool:
        """Whether the mark opens the next paragraph of a quotation that is still open."""
        text = self.text
        head = text.rfind("\n", self.stack[-1][0], start)
        return head >= 0 and text[head:start].isspace()

    def _leave_paragraphs(self, here: int) -> None:
        """Close what cannot go on: paragraphs ended since the mark was opened, and this one does not begin quoted."""
        text = self.text
        start, end = self.stack[-1]
        if here - start > LONGEST:
            self._give_up()
            return
        at = text.find("\n", end, here)
        while at >= 0:
            left = text[end:at].rstrip()
            head = _BREAK.match(text, at)
            assert head is not None
            if (not left or left[-1] in _FINAL) and not _MARK_OR_PAIR.match(text, head.end()):
                self._give_up(at)
                return
            at = text.find("\n", head.end(), here)

    def _give_up(self, at: int | None = None) -> None:
        while self.stack:
            self._lost(self.stack.pop(), at)

    def _lost(self, mark: tuple[int, int], at: int | None = None) -> None:
        """An opening mark that nothing closes: it may quote until ``at``, the end of its paragraph."""
        start, end = mark
        if at is None:
            at = self.text.find("\n", end, end + LONGEST + 1)
            at = len(self.text) if at < 0 else at
        self._add(end, min(at, end + LONGEST), start, min(at, end + LONGEST), missing="close")

    def _close(self, start: int, end: int) -> None:
        opened, begin = self.stack.pop()
        if self.stack:
            if start - begin <= _INNER and self.text[start - 1] not in ",.?!":
                return  # a word or a title inside a quotation
            self._lost(self.stack.pop(), opened)
        self._add(begin, start, opened, end)

    def _stray(self, start: int, end: int) -> None:
        """A closing mark that nothing opened: it may end the quotation whose end was missing in the paragraphs before;
        else its own paragraph, or what follows the last quotation in it, may be quoted."""
        last = self.found[-1] if self.found else None
        if last and last.missing == "close" and end - last.start <= LONGEST and self.floor == last.opened + 1:
            self.found.pop()
            self._add(last.start, start, last.opened, end)
            return
        head = max(self.text.rfind("\n", self.floor, start) + 1, self.floor)
        self._add(head, start, head, end, missing="open")

    def _add(self, start: int, end: int, opened: int, closed: int, *, missing: str = "") -> None:
        text = self.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            self.found.append(Quotation(start, end, opened, closed, not missing, missing))
            self.floor = max(self.floor, closed if missing != "close" else opened + 1)

    def finish(self) -> None:
        if self.stack:
            self._leave_paragraphs(len(self.text))
        self._give_up()
