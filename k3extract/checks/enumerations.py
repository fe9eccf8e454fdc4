"""Counts against what is named: "tiga tersangka, yakni A, B, dan C"; "tujuh batch ... batch ketujuh"."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from k3extract.checks.figures import Figure
from k3extract.checks.formula import parse_formula
from k3extract.checks.intervals import point
from k3extract.checks.judging import Claim, Reading, formula_reading, scope_of
from k3extract.checks.masked import Masked
from k3extract.rulebook import Gazetteer, Rulebook
from k3extract.rulebook.kinds.checks import CheckRule

_AND = re.compile(r"[ \f\t]+(?:dan|serta|dan/atau|maupun)[ \f\t]+", re.I)
_NOUN_BEFORE = re.compile(r"([^\W\d_][\w-]*) $")
_NO_NAME = frozenset("0123456789./:")
_BOUND = parse_formula("ordinal <= count", "ordinal")


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    says: tuple[str, str] | None


class EnumerationFinder:
    """Checks ``count_vs_list`` and ``count_vs_ordinal``."""

    def __init__(self, rulebook: Rulebook) -> None:
        cues: list[tuple[str, None]] = []
        self._series: frozenset[str] = frozenset()
        self._some: frozenset[str] = frozenset()
        self._places: frozenset[str] = frozenset()
        self._relative: frozenset[str] = frozenset()
        self._list = self._ordinal = _Rule("", None)
        for entry, rule in rulebook.of(CheckRule):
            said = rule.says.get(rule.relation)
            words = (said.id, said.en) if said else None
            self._some |= frozenset(rule.cues.get("some", ()))
            self._places |= frozenset(rule.cues.get("places", ()))
            self._relative |= frozenset(rule.cues.get("relative", ()))
            if rule.relation == "count_vs_list":
                cues += [(word, None) for word in rule.cues.get("list", ())]
                self._list = _Rule(entry.id, words)
            elif rule.relation == "count_vs_ordinal":
                self._series |= frozenset(rule.cues.get("series", ()))
                self._ordinal = _Rule(entry.id, words)
        self._cues = Gazetteer(cues)

    def find(self, masked: Masked) -> Iterator[Claim]:
        """The claims of every enumeration and of every series with a count and ordinals."""
        places = [figure.at for figure in masked.figures]
        for start, end, _ in self._cues.find(masked.text):
            sentence = bisect_left(masked.breaks, start)
            low, high = masked.sentence(sentence)
            listed = masked.text[end : min(high, end + 1500)]
            listed, figures, _ = listed.partition("⟪")
            if figures:
                listed = listed.rpartition("\f")[0]  # what a figure belongs to is no item
                if not _closed(listed):
                    continue
            if listed.count("\f") > 20:
                continue
            at = bisect_left(places, start)
            counts = [
                f for f in reversed(masked.figures[max(0, at - 4) : at])
                if f.at >= low and f.kind in "CD" and 2 <= f.value <= 20 and f.value.denominator == 1
            ]  # fmt: skip
            if counts:
                yield from self._listed(masked, counts, (start, end), listed)
        yield from self._ordinals(masked)

    def _listed(self, masked: Masked, counts: list[Figure], cue: tuple[int, int], listed: str) -> Iterator[Claim]:
        head = _closed(listed)
        rest = listed[len(head) :]
        for text in (listed,) if not head or _AND.search(rest) else (listed, head):
            chunks = [chunk.strip() for chunk in text.split("\f") if chunk.strip()]
            numbers = _possible(text, chunks)
            for count in counts:
                if int(count.value) in numbers:
                    yield self._claim(masked, count, count.value, _items(text))
                    return
        count, items = counts[0], _items(head)
        if count.kind != "C":  # "tiga bulan ke depan, yakni ...": only to confirm
            return
        ends = not rest.strip(" \f") and len(_AND.findall(head)) == 1 and len(items) >= 3
        if ends and self._counts_them(masked, count, cue) and (_alike(items) or self._named(items)):
            yield self._claim(masked, count, Fraction(len(items)), items)

    def _counts_them(self, masked: Masked, count: Figure, cue: tuple[int, int]) -> bool:
        """Whether a count is of what is listed: the last figure before the cue, with its noun, and nothing between
        that lists some or others ("12 kota, di antaranya ...", "lima program lainnya adalah ...")."""
        between = masked.text[count.until : cue[0]]
        led = masked.text[count.until : cue[1]].lower()
        ahead = masked.before(count.index).rpartition("\f")[2].split()[-4:]
        if any(word in led for word in self._some) or self._relative.intersection(ahead):
            return False
        following = masked.figures[count.index + 1] if count.index + 1 < len(masked.figures) else None
        alone = following is None or following.at > cue[1]
        noun = len(count.record.text.split()) > 1
        return alone and noun and len(between.split()) <= 6 and "\f" not in between.strip(" \f")

    def _named(self, items: list[str]) -> bool:
        """Whether every item is a name (a capital letter, a few words, no digit, no full stop) and none says where
        the one before it is, or is a degree."""
        if any(not item[:1].isupper() or len(item.split()) > 6 or set(item) & _NO_NAME for item in items):
            return False
        if any(item.isupper() and len(item) <= 5 for item in items):
            return False  # "Akhmad Rofiq, SE"
        first = [item.split()[0].lower() for item in items[1:]]
        return len(set(first)) == len(first) and not self._places.intersection(first)

    def _claim(self, masked: Masked, count: Figure, number: Fraction, items: list[str]) -> Claim:
        reading = Reading("count_vs_list", f"{number} butir", number, point(number), point(number), {})
        return Claim(
            kind="count_vs_list",
            rule=self._list.id,
            role="count",
            claim=count,
            operands=(),
            readings=(reading,),
            additive=True,
            says=self._list.says,
            named=_places(masked.source, count.record.end, items),
        )

    def _ordinals(self, masked: Masked) -> Iterator[Claim]:
        """ "tujuh batch" against "batch keenam" and "batch ketujuh": the highest ordinal is within the count."""
        ordinals = [f for f in masked.figures if f.kind == "O"]
        if not ordinals:
            return
        for count in masked.figures:
            noun = (count.record.unit or "").lower()
            if count.kind != "C" or noun not in self._series:
                continue
            same = [f for f in ordinals if self._belongs(masked, f, noun, count)]
            if not same:
                continue
            highest = max(same, key=lambda f: f.value)
            bound = {"ordinal": highest, "count": count}
            reading = formula_reading("count_vs_ordinal", _BOUND, bound)
            if reading is None:
                continue
            near = abs(highest.sentence - count.sentence) <= 1
            operands = (("count", count), *(("ordinal", f) for f in same if f is not highest))
            yield Claim(
                kind="count_vs_ordinal",
                rule=self._ordinal.id,
                role="ordinal",
                claim=highest,
                operands=operands,
                readings=(replace(reading, strict=point(count.value), wide=point(count.value)),),
                scope=scope_of([highest, count]),
                doubt=None if near and _noun(masked, highest) == noun else "different_population",
                says=self._ordinal.says,
            )

    def _belongs(self, masked: Masked, ordinal: Figure, noun: str, count: Figure) -> bool:
        own = _noun(masked, ordinal)
        if own == noun:
            return abs(ordinal.sentence - count.sentence) <= 3
        return own in ("yang", None) and ordinal.sentence == count.sentence and ordinal.index > count.index


def _noun(masked: Masked, figure: Figure) -> str | None:
    """The noun an ordinal numbers: its unit or the word before it."""
    text = figure.record.text.split()
    if len(text) > 1 and text[0][:1].isalpha() and not text[0].lower().startswith("ke"):
        return text[0].lower()
    if figure.record.unit:
        return figure.record.unit.lower()
    match = _NOUN_BEFORE.search(masked.text, max(0, figure.at - 30), figure.at)
    return match[1].lower() if match else None


def _places(text: str, at: int, items: list[str]) -> tuple[tuple[int, int], ...]:
    """Where the items stand in the article, as far as they stand there word for word."""
    found = []
    end = min(len(text), at + 1500)
    for item in items:
        start = text.find(item, at, end)
        if start >= 0:
            at = start + len(item)
            found.append((start, at))
    return tuple(found)


def _items(listed: str) -> list[str]:
    parts = [part for chunk in listed.split("\f") for part in _AND.split(f" {chunk} ")]
    return [part.strip(" \t") for part in parts if part.strip(" \t")]


def _possible(listed: str, chunks: list[str]) -> set[int]:
    """How many things a list may name: each "dan" may join two things or stand inside one."""
    most = len(_items(listed))
    least = len([chunk for chunk in chunks if chunk not in ("dan", "serta")])
    last = len(_AND.split(f" {chunks[-1]} ")) - 1 if chunks else 0
    return {most, least + min(1, last if not re.match(r"(?:dan|serta) ", chunks[-1]) else 0)} if chunks else set()


def _closed(listed: str) -> str:
    """The list up to the item that closes it ("... dan C"), without what follows behind a comma; empty when open."""
    match = _AND.search(listed)
    if match is None:
        return ""
    end = listed.find("\f", match.end())
    return listed[:end] if end >= 0 else listed


def _alike(items: list[str]) -> bool:
    """Whether the items are of one build: the same first word, or one word each."""
    first = {item.split()[0] for item in items}
    if any(not item[:1].isalnum() or set(item) & set("-.:/") for item in items):
        return False
    short = all(len(item.split()) <= 3 for item in items)
    return short and (len(first) == 1 or all(len(item.split()) == 1 for item in items))
