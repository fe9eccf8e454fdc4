"""The article with every figure and time masked by a typed placeholder, so that cues meet words and not digits.

``Naik 124 orang (12,4 persen) dari 1.000 orang, Senin (3/3/2025)`` becomes
``Naik ⟪C0⟫ ≈ ⟪P1⟫ \\t dari ⟪C2⟫ \\f ⟦0⟧ ¶``: ``≈`` is the bracket before a figure, a comma is a form feed and a closing
bracket a tab (white space for patterns, seen by those who look), quotation marks are gone, ``¶`` ends a sentence.
Sentences without a figure shrink to their ``¶``; a sum converted to another currency in brackets is left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from k3extract.checks.figures import BareNumbers, Figure, figure_of, kind_of
from k3extract.records import Extraction, Statistic, Time

# Plain replacements: on text with a single letter beyond ASCII they are many times as fast as str.translate.
_SIGNS = (("(", " \x03 "), (",", " \x01 "), (")", " \x02 "), ('"', " "), ("[", " "), ("]", " \x02 "))
_BEYOND = (
    ("“", " "), ("”", " "), ("‘", " "), ("–", " - "), ("—", " - "), ("…", " "), ("„", " "), ("«", " "), ("»", " "),
)  # fmt: skip
_OURS = "⟪⟫⟦⟧¶≈\x01\x02\x03"
# A full stop before a capital letter ends a sentence here, too: one quotation may be several statements.
_FULL_STOP = re.compile(r"[.!?](?:(?<=[a-z0-9)%]{3}[.!?])|(?<=[⟫⟧] [.!?]))[\"”’]*\s+(?=[\"“]?[A-Z])")
_MARK = re.compile("⟪[A-Z][0-9]+⟫|¶")
_DIGIT = re.compile("[0-9]")


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


def mask(extraction: Extraction, bare: BareNumbers | None = None) -> Masked:
    """The masked text of an extraction; ``bare`` reads the numbers that are no statistics."""
    return _Masker(extraction, bare or BareNumbers()).run()


class _Masker:
    def __init__(self, extraction: Extraction, bare: BareNumbers) -> None:
        self.bare = bare
        text = extraction.article.text
        for sign in _OURS:  # our own signs stand for nothing else
            if sign in text:
                text = text.replace(sign, " ")
        self.text = text
        self.article = extraction.article
        self.items = _items(extraction)
        self.times = extraction.times
        self.raw: list[str] = []
        self.found: list[tuple[str, Statistic]] = []

    def run(self) -> Masked:
        items, at, since = self.items, 0, 9
        for start, end in self.article.sentences or ((0, len(self.text)),):
            first = at
            while at < len(items) and items[at][0] < end:
                at += 1
            since = 0 if any(isinstance(item[2], Statistic) for item in items[first:at]) else since + 1
            if since == 0 or (since <= 2 and _DIGIT.search(self.text, start, end)):  # bare numbers go on with a list
                self._sentence(start, end, items[first:at])
            self.raw.append(" ¶ ")
        text = _tidy("".join(self.raw))
        figures: list[Figure] = []
        breaks: list[int] = []
        for match in _MARK.finditer(text):
            if match[0] == "¶":
                breaks.append(match.start())
            else:
                kind, record = self.found[len(figures)]
                figures.append(figure_of(len(figures), record, kind, (len(breaks), *match.span())))
        return Masked(self.article.text, text, figures, breaks, self.times)

    def _sentence(self, start: int, end: int, items: "Sequence[Item]") -> None:
        text, raw = self.text, self.raw
        for low, high, what in self._with_bare(start, end, items):
            raw.append(text[start:low])
            start = max(high, start)
            if isinstance(what, Statistic):
                kind = kind_of(what)
                if kind == "M" and self._converted(what):
                    continue
                self.found.append((kind, what))
                raw.append(f" ⟪{kind}{len(self.found) - 1}⟫ ")
                if " lain" in what.text:  # "88 lainnya" is read with its unit; the word is a cue
                    raw.append("lainnya ")
            elif what is not None:
                raw.append(f" ⟦{what}⟧ ")
        raw.append(text[start:end])

    def _with_bare(self, start: int, end: int, items: "Sequence[Item]") -> "Sequence[Item]":
        """The items of a sentence and the bare numbers between them."""
        bare = self.bare.find(self.text, (start, end))
        if not bare:
            return items
        taken = [(low, high) for low, high, _ in items]
        free = [b for b in bare if not any(low < b.end and b.start < high for low, high in taken)]
        return sorted([*items, *((b.start, b.end, b) for b in free)], key=lambda item: item[0])

    def _converted(self, what: Statistic) -> bool:
        """Whether a sum in brackets is the sum before it in another currency."""
        if not self.found or not self.text[max(0, what.start - 2) : what.start].rstrip().endswith("("):
            return False
        kind, last = self.found[-1]
        return kind == "M" and last.unit_code != what.unit_code


def _tidy(raw: str) -> str:
    """Single spaces; commas, brackets, dashes and quotation marks by our signs."""
    raw = _FULL_STOP.sub(" ¶ ", raw)
    for sign, ours in _SIGNS:
        raw = raw.replace(sign, ours)
    if not raw.isascii():
        for sign, ours in _BEYOND:
            raw = raw.replace(sign, ours)
    text = " ".join(raw.split())
    text = (
        text.replace("\x03 ⟪", "≈ ⟪").replace("\x03 ", "").replace(" - ", " ").replace(". ¶", " ¶").replace(" . ", " ")
    )
    return text.replace("\x01", "\f").replace("\x02", "\t").replace("\x03", "") + " "


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
