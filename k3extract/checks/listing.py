"""Ways to read a list of figures as the parts of a total: flat, nested, with products, without bases or strangers."""

import re
from fractions import Fraction

from k3extract.checks.figures import Figure
from k3extract.checks.judging import exact
from k3extract.checks.masked import Masked
from k3extract.checks.units import Units

Parts = list[tuple[Figure, int]]
_NAMES = re.compile(r"\f(?! (?:dan|serta)\b)| (?:dan|serta) ")
CLOSED = re.compile(r"\b(?:dan|serta)\b", re.I)
_BASE = re.compile(r" *(?:(?!dan\b|serta\b)[^\s⟪¶]+ )?dari(?: (?!dan\b|serta\b)[^\s⟪¶]+){0,4} $", re.I)
# A number left in the masked text: behind a word in lower case, a comma or a bracket, not "ke-14", "SDN 2", "F-35".
_UNREAD = re.compile(r"(?:(?<=\s)[a-z%][^\s⟪]*|\f|\t|≈) (?!(?:19|20)\d\d\b)\d")


def fitting(masked: Masked, units: Units, total: Figure, figures: list[Figure]) -> Parts | None:
    """The shortest prefix of the list that adds up to ``total`` at face value, by the simplest reading of the list."""
    tried: Parts = []
    for reading in (_flat, _outer, _own_unit, _without_bases, _multiplied):
        parts = reading(masked, units, total, figures)
        if parts == tried:
            continue
        tried = parts
        added, wanted = 0, total.micro
        for count, (figure, times) in enumerate(parts, 1):
            added += figure.micro * times
            if added > wanted * 2:
                break
            if (
                (count >= 2 or (times > 1 and figure.value > 1))
                and abs(added - wanted) * 2 <= wanted
                and _adds_up(total, parts[:count])
            ):
                if not _goes_on(masked, total, parts, count):
                    return parts[:count]
                break
    return None


def _adds_up(total: Figure, parts: Parts) -> bool:
    return exact(total, sum((figure.value * times for figure, times in parts), Fraction(0)))


def _goes_on(masked: Masked, total: Figure, parts: Parts, count: int) -> bool:
    """Whether the list plainly has one more part behind its first ``count``: "…, tripod 4 unit"."""
    if count >= len(parts):
        return False
    last, following = parts[count - 1][0], parts[count][0]
    if following.index != last.index + 1 or following.sentence != last.sentence:
        return False
    if CLOSED.search(masked.before(last.index)):
        return False
    alike = total.record.unit is not None and total.record.unit == last.record.unit == following.record.unit
    return alike and len(masked.before(following.index).split()) <= 3


def _flat(_masked: Masked, _units: Units, _total: Figure, figures: list[Figure]) -> Parts:
    return [(figure, 1) for figure in figures]


def _outer(_masked: Masked, _units: Units, _total: Figure, figures: list[Figure]) -> Parts:
    """Without figures that add up to the one before them: "47 orang terdiri 26 orang dan 21 orang"."""
    parts: Parts = []
    at = 0
    while at < len(figures):
        parts.append((figures[at], 1))
        at = _nested(figures, at) + 1
    return parts


def _nested(figures: list[Figure], at: int) -> int:
    """The last figure of the list that breaks ``figures[at]`` down, ``at`` itself where there is none."""
    added = 0
    for inner in range(at + 1, len(figures)):
        added += figures[inner].micro
        if added >= figures[at].micro:
            return inner if added == figures[at].micro and inner > at + 1 else at
    return at


def _own_unit(masked: Masked, units: Units, total: Figure, figures: list[Figure]) -> Parts:
    """Only what counts the same as the total: not the "3 gedung" among patients."""
    return [(figure, 1) for figure in figures if units.same(total, figure, masked)]


def _without_bases(masked: Masked, _units: Units, _total: Figure, figures: list[Figure]) -> Parts:
    """Without "dari pagu Rp 500 juta" behind each part."""
    return [(figure, 1) for figure in figures if not is_base(masked, figure)]


def _multiplied(masked: Masked, _units: Units, _total: Figure, figures: list[Figure]) -> Parts:
    """With "A dan B masing-masing 1" counted twice and "32 plastik masing-masing 10 butir" as a product."""
    parts: Parts = []
    for figure in figures:
        count, counter = times_of(masked, figure)
        if counter is not None and parts and parts[-1][0].index == counter.index:
            parts.pop()
        parts.append((figure, count))
    return parts


def times_of(masked: Masked, figure: Figure) -> tuple[int, Figure | None]:
    """How many times a figure counts, and the figure that says so: twice in "A dan B masing-masing 1", 32 times in
    "32 plastik masing-masing 10 butir"."""
    words = masked.before(figure.index).lower()
    if "masing-masing" not in words:
        return 1, None
    names = words[: words.index("masing-masing")].split("¶")[-1]
    before = masked.figures[figure.index - 1] if figure.index else None
    if before is not None and "¶" not in words and "\f" not in names and before.kind == "C":
        return (int(before.value) if before.value.denominator == 1 and before.value else 1), before
    return 1 + len(_NAMES.findall(names.lstrip(" \f\t"))), None


def is_base(masked: Masked, figure: Figure) -> bool:
    """Whether a figure is what the one before it is taken from ("Rp 263 juta dari total pagu Rp 500 juta")."""
    return figure.index > 0 and bool(_BASE.match(masked.before(figure.index)))


def unread(masked: Masked, first: Figure, last: Figure, numerals: frozenset[str]) -> bool:
    """Whether a number that was not read stands between two figures, in digits or words: it may be a part."""
    words = masked.text[first.until : last.at]
    return bool(_UNREAD.search(words)) or not numerals.isdisjoint(words.lower().split())


def shaped(masked: Masked, parts: list[Figure]) -> bool:
    """Whether every bare number of a list has its noun or verb behind it ("239 dirawat"), not "34, 35 dan 36"."""
    return all(not f.unread or _WORD.match(masked.text, f.until) for f in parts)


_WORD = re.compile(r" *(?:\f *)?(?!dan\b|serta\b|lainn?ya\b)[^\W\d_]|.{0,3}lainn?ya\b")
