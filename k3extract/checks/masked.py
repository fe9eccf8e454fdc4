"""The article with every figure and time masked by a typed placeholder, so that cues meet words and not digits.

``Naik 124 orang (12,4 persen) dari 1.000 orang, Senin (3/3/2025)`` becomes
``Naik ⟪C0⟫ ≈ ⟪P1⟫ \\t dari ⟪C2⟫ \\f ⟦0⟧ ¶``: ``≈`` is the bracket before a figure, a comma is a form feed and a closing
bracket a tab (white space for patterns, seen by those who look), quotation marks are gone, ``¶`` ends a sentence.
Sentences without a figure shrink to their ``¶``; left out are what does not count: a sum converted to another
currency, ``, kata dia,`` between commas, and a short bracket without figures (``(AS)``).
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
# A bracket of up to three words without figures; those that name the comparison ("(yoy)") and lists stay.
_SHORT = re.compile(
    r"\x03 (?:(?!dan |serta |yoy|mtm|qtq|ytd|year|month|quarter|secara)[^\s⟪⟦¶\x01-\x03]+ ){1,3}\x02 ?", re.I
)


class Asides:
    """What stands between the figures of a relation and does not belong to it; ``said`` are verbs of speech (", kata
    dia,"), ``converted`` words before a sum in another currency ("atau sekitar Rp 6 triliun"), ``hedges`` those with a
    "dari" that is none ("lebih dari 5 persen")."""

    def __init__(self, said: Sequence[str] = (), converted: Sequence[str] = (), hedges: Sequence[str] = ()) -> None:
        verbs = "|".join(re.escape(word) for word in said) or "(?!)"
        self._said = re.compile(rf"\x01 (?:{verbs})(?:nya)?(?: [^\s⟪⟦¶\x01-\x03]+){{0,6}} (?=\x01 )", re.I)
        words = "|".join(re.escape(word) for word in converted) or "(?!)"
        self._hedge = re.compile(rf"(?:{'|'.join(re.escape(word) for word in hedges) or '(?!)'}) $", re.I)
        self._again = re.compile(rf"[\s,(]*(?:{words})[\s(]+")

    def without(self, text: str) -> str:
        """``text`` without short brackets and without what names the speaker between commas."""
        if "\x03" in text:
            text = _SHORT.sub("", text)
        return self._said.sub("", text) if "\x01" in text else text

    def unhedged(self, words: str) -> str:
        """``words`` before a hedged figure without the hedge that looks like another word ("lebih dari")."""
        return self._hedge.sub("", words)

    def again(self, words: str) -> bool:
        """Whether ``words`` between two sums of money say that the second is the first in another currency."""
        return len(words) < 60 and self._again.fullmatch(words) is not None


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


def mask(extraction: Extraction, bare: BareNumbers | None = None, asides: Asides | None = None) -> Masked:
    """The masked text of an extraction; ``bare`` reads the numbers that are no statistics."""
    return _Masker(extraction, bare or BareNumbers(), asides or Asides()).run()


class _Masker:
    def __init__(self, extraction: Extraction, bare: BareNumbers, asides: Asides) -> None:
        self.bare = bare
        self.asides = asides
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
        self.money = -1  # where the last figure ended, with the conversions left out behind it

    def run(self) -> Masked:
        items, at, since = self.items, 0, 9
        for start, end in self.article.sentences or ((0, len(self.text)),):
            first = at
            while at < len(items) and items[at][0] < end:
                at += 1
            since = 0 if any(isinstance(item[2], Statistic) for item in items[first:at]) else since + 1
            bare = since <= 2 and _DIGIT.search(self.text, start, end)  # bare numbers go on with a list
            if since == 0 or bare or (since == 1 and self.bare.among(self.text, start, end)):
                self._sentence(start, end, items[first:at])
            self.raw.append(" ¶ ")
        text = _tidy("".join(self.raw), self.asides)
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
            between = text[start:low]
            start = max(high, start)
            if isinstance(what, Statistic):
                kind = kind_of(what)
                if kind == "M" and self._converted(what, between):
                    raw.append(" (" if "(" in between else " ")
                    self.money = what.end
                    continue
                raw.append(self.asides.unhedged(between) if what.hedge else between)
                self.found.append((kind, what))
                self.money = what.end
                raw.append(f" ⟪{kind}{len(self.found) - 1}⟫ ")
                if " lain" in what.text:  # "88 lainnya" is read with its unit; the word is a cue
                    raw.append("lainnya ")
            else:
                raw.append(between if what is None else f"{between} ⟦{what}⟧ ")
        raw.append(text[start:end])

    def _with_bare(self, start: int, end: int, items: "Sequence[Item]") -> "Sequence[Item]":
        """The items of a sentence and the bare numbers between them."""
        bare = self.bare.find(self.text, (start, end))
        if not bare:
            return items
        taken = [(low, high) for low, high, _ in items]
        free = [b for b in bare if not any(low < b.end and b.start < high for low, high in taken)]
        return sorted([*items, *((b.start, b.end, b) for b in free)], key=lambda item: item[0])

    def _converted(self, what: Statistic, between: str) -> bool:
        """Whether a sum in brackets or behind "atau sekitar" is the sum before it in another currency."""
        if not self.found or not (between.rstrip().endswith("(") or self.asides.again(between)):
            return False
        kind, last = self.found[-1]
        return kind == "M" and _currency(last) != _currency(what) and self.money + len(between) == what.start


def _currency(sum_of_money: Statistic) -> str:
    return (sum_of_money.unit_code or "").partition("/")[0]


def _tidy(raw: str, asides: Asides) -> str:
    """Single spaces; commas, brackets, dashes and quotation marks by our signs."""
    raw = _FULL_STOP.sub(" ¶ ", raw)
    for sign, ours in _SIGNS:
        raw = raw.replace(sign, ours)
    if not raw.isascii():
        for sign, ours in _BEYOND:
            raw = raw.replace(sign, ours)
    text = asides.without(" ".join(raw.split()))
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
