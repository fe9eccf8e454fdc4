"""The article with every figure and time masked by a typed placeholder, so that cues meet words and not digits.

``Naik 124 orang (12,4 persen) dari 1.000 orang, Senin (3/3/2025)`` becomes
``Naik ⟪C0⟫ ≈ ⟪P1⟫ \\t dari ⟪C2⟫ \\f ⟦0⟧ ¶``: ``≈`` is the bracket before a figure, a comma is a form feed and a closing
bracket a tab (white space for patterns, seen by those who look), quotation marks are gone, ``¶`` ends a sentence.
Sentences without a figure shrink to their ``¶``; a sum converted to another currency in brackets is left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from k3extract.checks.figures import Figure, bare_numbers, figure_of, kind_of
from k3extract.records import Extraction, Statistic, Time

_GONE = {ord(char): " " for char in '"“”„([{«»…‘\u00a0\n\t\r\f⟪⟫⟦⟧¶≈'} | {ord("–"): " – ", ord("—"): " – "}
_GONE |= {ord(","): " \x01 "} | {ord(char): " \x02 " for char in ")]}"}
_MARKS = str.maketrans({"\x01": "\f", "\x02": "\t"})
_FULL_STOP = re.compile(r"(?<=[a-z0-9)%]{3})[.!?][\"”’]*\s+(?=[\"“]?[A-Z])")
_DIGIT = re.compile("[0-9]")
_DASHES = frozenset({"-", "–", "--"})


@dataclass(frozen=True, slots=True)
class Masked:
    """``text`` with the figures in it; ``breaks`` are the offsets of its ``¶``, one for each sentence; ``source`` is
    the article's own text."""

    source: str
    text: str
    figures: Sequence[Figure]
    breaks: Sequence[int]
    times: Sequence[Time]

    def sentence(self, number: int) -> tuple[int, int]:
        """The place of sentence ``number`` without its ``¶``."""
        return (self.breaks[number - 1] + 1 if number else 0), self.breaks[number]

    def before(self, index: int) -> str:
        """The masked words between figure ``index`` and the one before it (or the beginning)."""
        start = self.figures[index - 1].until if index else 0
        return self.text[start : self.figures[index].at]

    def after(self, index: int) -> str:
        """The masked words between figure ``index`` and the next one (or the end)."""
        end = self.figures[index + 1].at if index + 1 < len(self.figures) else len(self.text)
        return self.text[self.figures[index].until : end]


def mask(extraction: Extraction, scales: frozenset[str] = frozenset()) -> Masked:
    """The masked text of an extraction; a number before one of the words ``scales`` is never a bare one."""
    return _Masker(extraction, scales).run()


class _Masker:
    def __init__(self, extraction: Extraction, scales: frozenset[str]) -> None:
        self.scales = scales
        self.text = extraction.article.text
        self.sentences = extraction.article.sentences or ((0, len(self.text)),)
        self.items = _items(extraction)
        self.times = extraction.times
        self.out: list[str] = []
        self.length = 0
        self.figures: list[Figure] = []
        self.breaks: list[int] = []

    def run(self) -> Masked:
        items, at, since = self.items, 0, 9
        for start, end in self.sentences:
            first = at
            while at < len(items) and items[at][0] < end:
                at += 1
            since = 0 if any(isinstance(item[2], Statistic) for item in items[first:at]) else since + 1
            if since == 0 or (since <= 2 and _DIGIT.search(self.text, start, end)):  # bare numbers go on with a list
                self._sentence(start, end, items[first:at])
            self._stop()
        return Masked(self.text, "".join(self.out), self.figures, self.breaks, self.times)

    def _stop(self) -> None:
        self.breaks.append(self.length)
        self._put("¶ ")

    def _sentence(self, start: int, end: int, items: "Sequence[Item]") -> None:
        for low, high, what in self._with_bare(start, end, items):
            self._words(start, low)
            start = max(high, start)
            if isinstance(what, Statistic):
                kind = kind_of(what)
                if self.text[max(0, low - 2) : low].rstrip().endswith("("):
                    if kind == "M" and self._converted(what):
                        continue
                    self._put("≈ ")
                here = self.length
                self._put(f"⟪{kind}{len(self.figures)}⟫ ")
                place = (here, self.length - 1)
                self.figures.append(figure_of(len(self.figures), what, len(self.breaks), place))
                if " lain" in what.text:  # "88 lainnya" is read with its unit; the word is a cue
                    self._put("lainnya ")
            elif what is not None:
                self._put(f"⟦{what}⟧ ")
        self._words(start, end)

    def _words(self, start: int, end: int) -> None:
        """The words of ``text[start:end]``; a full stop before a capital letter ends a sentence here, too (what is
        one quotation for the reader may be several statements)."""
        for match in _FULL_STOP.finditer(self.text, start, end):
            self._clean(self.text[start : match.start()])
            self._stop()
            start = match.end()
        self._clean(self.text[start:end])

    def _clean(self, raw: str) -> None:
        words = raw.translate(_GONE).split()
        if words:
            last = words[-1]
            if last.endswith(".") and last != ".":
                words[-1] = last[:-1]
            kept = [word for word in words if word not in _DASHES and word != "."]
            if kept:
                self._put(" ".join(kept).translate(_MARKS) + " ")

    def _with_bare(self, start: int, end: int, items: "Sequence[Item]") -> "Sequence[Item]":
        """The items of a sentence and the bare numbers between them."""
        found: list[Item] = []
        for low, high, what in [*items, (end, end, None)]:
            found += [(bare.start, bare.end, bare) for bare in bare_numbers(self.text, (start, low), self.scales)]
            found.append((low, high, what))
            start = max(start, high)
        return found[:-1]

    def _converted(self, what: Statistic) -> bool:
        """Whether a sum in brackets is the sum before it in another currency."""
        last = self.figures[-1] if self.figures else None
        return last is not None and last.kind == "M" and last.record.unit_code != what.unit_code

    def _put(self, piece: str) -> None:
        self.out.append(piece)
        self.length += len(piece)


Item = tuple[int, int, Statistic | int | None]


def _items(extraction: Extraction) -> list[Item]:
    """Statistics, times (by their index) and boilerplate (None) in text order, none overlapping."""
    items: list[tuple[int, int, int, Statistic | int | None]] = []
    items.extend((stat.start, -stat.end, 0, stat) for stat in extraction.statistics)
    items.extend((time.start, -time.end, 1, index) for index, time in enumerate(extraction.times))
    items.extend((mark.start, -mark.end, 2, None) for mark in extraction.article.boilerplate)
    items.sort(key=lambda item: item[:3])
    taken = [(stat.start, stat.end) for stat in extraction.statistics]
    kept: list[Item] = []
    until, near = 0, 0
    for start, minus, rank, what in items:
        end = -minus
        if start < until:
            continue
        if rank:
            while near < len(taken) and taken[near][1] <= start:
                near += 1
            if near < len(taken) and taken[near][0] < end:
                continue  # a duration is a statistic first
        kept.append((start, end, what))
        until = end
    return kept
