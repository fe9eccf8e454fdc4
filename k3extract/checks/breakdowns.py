"""Breakdowns: a total and the list of its parts, before or after it, over one or several sentences.

Confirming is generous (any total, any prefix of the list that adds up is the one that was meant), a finding is not:
it needs a cue that promises the whole list, a list that is closed or exceeds its total, one total in sight, parts
that count the same, and no continuation or other total that fits.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import regex

from k3extract.checks.figures import Figure
from k3extract.checks.judging import Claim, exact, sum_reading
from k3extract.checks.masked import Masked
from k3extract.checks.slips import sum_slips
from k3extract.checks.units import Units
from k3extract.rulebook import Gazetteer, Rulebook
from k3extract.rulebook.kinds.checks import CheckRule

Parts = list[tuple[Figure, int]]
_MOST = 24  # parts of one list
_ADDABLE = "MCUD"


@dataclass(frozen=True, slots=True)
class _Cue:
    start: int
    end: int
    kind: str  # whole | some | part | rest | sum
    rule: str


class BreakdownFinder:
    """Finds breakdowns, remainders and sums by the cues of rules/checks."""

    def __init__(self, rulebook: Rulebook) -> None:
        meaning: dict[str, tuple[str, str]] = {}
        self._says: dict[str, tuple[str, str]] = {}
        closing: list[str] = []
        going_on: list[str] = []
        self._units = Units(rulebook)
        for entry, rule in rulebook.of(CheckRule):
            if rule.relation not in ("breakdown", "remainder", "sum"):
                continue
            for kind in ("whole", "some", "part", "rest", "sum"):
                for word in rule.cues.get(kind, ()):
                    meaning.setdefault(word, (kind, entry.id))
            closing += rule.cues.get("closing", ())
            going_on += rule.cues.get("continuing", ())
            for name, words in rule.says.items():
                self._says[name] = (words.id, words.en)
        self._cues = Gazetteer(list(meaning.items()))
        self._closing = _any_of(closing)
        self._going_on = regex.compile(rf"[ ¶]*{_any_of(going_on).pattern}", regex.I)
        self._base = regex.compile(r" *(?:[^\s⟪¶]+ )?dari(?: [^\s⟪¶]+){0,4} $", regex.I)

    def find(self, masked: Masked) -> Iterator[Claim]:
        """The claims of every cue, in text order."""
        places = [figure.at for figure in masked.figures]
        for start, end, (kind, rule) in self._cues.find(masked.text):
            cue = _Cue(start, end, kind, rule)
            at = bisect_left(places, cue.start)
            if kind == "sum":
                yield from self._sums(masked, cue, at)
            elif kind == "rest":
                yield from self._rest(masked, cue, at)
            else:
                yield from self._list(masked, cue, at)

    # ---- total first, parts behind the cue

    def _list(self, masked: Masked, cue: _Cue, at: int) -> Iterator[Claim]:
        figures = masked.figures
        here = bisect_left(masked.breaks, cue.start)
        following = [figure for figure in figures[at : at + _MOST] if figure.sentence <= here + 3]
        if not following or following[0].sentence > here + 1:
            return
        totals = self._totals(masked, at, here)
        claim = self._confirmed(masked, cue, totals, following)
        if claim is not None:
            yield claim
            return
        if cue.kind == "some" or not totals:
            return
        claim = self._broken(masked, cue, totals, following)
        if claim is not None:
            yield claim

    def _totals(self, masked: Masked, at: int, here: int) -> list[Figure]:
        """Figures before the cue that may be its total, the nearest first: of this sentence and of the three before."""
        found: list[Figure] = []
        for index in range(at - 1, max(-1, at - 9), -1):
            figure = masked.figures[index]
            if figure.sentence < here - 3:
                break
            if figure.kind in _ADDABLE:
                found.append(figure)
        return found

    def _confirmed(self, masked: Masked, cue: _Cue, totals: list[Figure], following: list[Figure]) -> Claim | None:
        for total in totals:
            parts = self._parts(masked, total, following)
            for fitting in _prefixes(masked, total, parts):
                return self._claim(cue, total, fitting, masked)
        return None

    def _parts(self, masked: Masked, total: Figure, following: Sequence[Figure]) -> list[Figure]:
        return [f for f in following if self._units.addable(total, f, masked) and f.index > total.index]

    def _broken(self, masked: Masked, cue: _Cue, totals: list[Figure], following: list[Figure]) -> Claim | None:
        """The finding of a list that promises the whole and does not give it, or None."""
        total = totals[0]
        here = following[0].sentence
        inside = [figure for figure in following if figure.sentence == here]
        parts = [f for f in inside if self._units.addable(total, f, masked)]
        others = [f for f in inside if f not in parts and f.kind not in "PO"]
        if len(parts) < 2 or others or any(f.value >= total.value for f in parts):
            return None
        if cue.kind == "whole":
            crossed = total.sentence != bisect_left(masked.breaks, cue.start)
        else:
            crossed = False
        if (total.sentence != parts[0].sentence and not crossed) or total.sentence < here - 1:
            return None
        if not all(self._units.same(total, f, masked) for f in parts):
            return None
        if any(self._base.match(masked.before(f.index)) for f in parts[1:]) or _unread(masked, total, parts[-1]):
            return None
        claim = self._claim(cue, total, [(f, 1) for f in parts], masked)
        added = claim.readings[0].value
        if self._lists_on(masked, parts[-1], added < total.value):
            return None
        closed = bool(self._closing.search(masked.before(parts[-1].index)))
        slips = any(True for _ in sum_slips(total, [(f, 1) for f in parts]))
        if any(f.unread for f in parts) and not (slips and closed):
            return None
        if not (closed or added > total.value or slips):
            return None
        if any(exact(total, added - f.value) for f in parts) or not Fraction(1, 2) <= added / total.value <= 2:
            return None
        if cue.kind == "part" and not (slips and total.value >= 100 and closed):
            return None
        return claim

    def _lists_on(self, masked: Masked, last: Figure, short: bool) -> bool:
        """Whether the text goes on with the list ("Lalu ...", "Sisanya ...") in the next sentence."""
        if not short or last.index + 1 >= len(masked.figures):
            return False
        following = masked.figures[last.index + 1]
        return following.sentence <= last.sentence + 2 and bool(
            self._going_on.match(masked.text, masked.breaks[last.sentence])
        )

    # ---- "sisanya", "lainnya"

    def _rest(self, masked: Masked, cue: _Cue, at: int) -> Iterator[Claim]:
        figures = masked.figures
        here = bisect_left(masked.breaks, cue.start)
        rest = self._rest_figure(masked, cue, at, here)
        if rest is None:
            return
        before = [f for f in figures[max(0, rest.index - _MOST) : rest.index] if f.sentence >= here - 3]
        for total in reversed(before):
            if total.kind not in _ADDABLE or total.value <= rest.value:
                continue
            between = [f for f in before if f.index > total.index and self._units.addable(total, f, masked)]
            between = [f for f in between if not exact(total, f.value)]
            for start in range(len(between)):
                parts = [(f, 1) for f in (*between[start:], rest)]
                if exact(total, sum((f.value for f, _ in parts), Fraction(0))):
                    yield self._claim(cue, total, parts, masked)
                    return
        yield from self._broken_rest(masked, cue, before, rest)

    def _rest_figure(self, masked: Masked, cue: _Cue, at: int, here: int) -> Figure | None:
        """The remainder: right behind "sisanya" or right before "lainnya"."""
        figures = masked.figures
        remains = masked.text[cue.start : cue.end].lower().startswith(("sisa", "selebih"))
        behind = figures[at] if remains and at < len(figures) else None
        if behind is not None and behind.sentence == here and behind.kind in _ADDABLE:
            if len(masked.text[cue.end : behind.at].split()) <= 6:
                return behind
            return None
        if at and figures[at - 1].sentence == here and len(masked.text[figures[at - 1].until : cue.start].split()) <= 2:
            return figures[at - 1] if figures[at - 1].kind in _ADDABLE else None
        return None

    def _broken_rest(self, masked: Masked, cue: _Cue, before: list[Figure], rest: Figure) -> Iterator[Claim]:
        same = [f for f in before if f.sentence == rest.sentence]
        like = [f for f in same if self._units.addable(rest, f, masked)]
        if len(like) < 2 or len(like) != len([f for f in same if f.kind not in "PO"]):
            return
        total, parts = like[0], [*like[1:], rest]
        if any(f.value >= total.value for f in parts) or not all(self._units.same(total, f, masked) for f in parts):
            return
        if _unread(masked, total, rest):
            return
        added = sum((f.value for f in parts), Fraction(0))
        remains = masked.text[cue.start : cue.end].lower().startswith(("sisa", "selebih"))
        slips = any(True for _ in sum_slips(total, [(f, 1) for f in parts]))
        if not remains and not (added > total.value and slips) and not (slips and total.value >= 100):
            return
        if Fraction(1, 2) <= added / total.value <= 2:
            yield self._claim(cue, total, [(f, 1) for f in parts], masked)

    # ---- parts first, total behind the cue

    def _sums(self, masked: Masked, cue: _Cue, at: int) -> Iterator[Claim]:
        figures = masked.figures
        here = bisect_left(masked.breaks, cue.start)
        if at >= len(figures) or figures[at].sentence != here or figures[at].kind not in _ADDABLE:
            return
        total = figures[at]
        if len(masked.text[cue.end : total.at].split()) > 12:
            return
        before = [f for f in figures[max(0, at - _MOST) : at] if f.sentence >= here - 3]
        parts = [f for f in before if self._units.addable(total, f, masked) and not exact(total, f.value)]
        for start in range(len(parts) - 2, -1, -1):
            chosen: Parts = [(f, 1) for f in parts[start:]]
            if exact(total, sum((f.value for f, _ in chosen), Fraction(0))):
                yield self._claim(cue, total, chosen, masked)
                return
        near = [f for f in parts if f.sentence == here] or [f for f in parts if f.sentence == here - 1]
        clause = [f for f in before if near and f.sentence == near[0].sentence and f.kind not in "PO"]
        if len(near) < 2 or len(near) != len(clause) or any(f.value >= total.value for f in near):
            return
        if not all(self._units.same(total, f, masked) for f in near) or _unread(masked, near[0], total):
            return
        chosen = [(f, 1) for f in near]
        if any(True for _ in sum_slips(total, chosen)):
            yield self._claim(cue, total, chosen, masked)

    def _claim(self, cue: _Cue, total: Figure, parts: Parts, masked: Masked) -> Claim:
        kind = {"rest": "remainder", "sum": "sum"}.get(cue.kind, "breakdown")
        sentences = {total.sentence, *(figure.sentence for figure, _ in parts)}
        span = max(sentences) - min(sentences)
        return Claim(
            kind=kind,
            rule=cue.rule,
            role="total",
            claim=total,
            operands=tuple(("part", figure) for figure, _ in parts),
            readings=(sum_reading(kind, parts, {"total": total}),),
            scope="sentence" if span == 0 else "adjacent" if span == 1 else "article",
            additive=True,
            says=self._says.get(kind),
        )


_DIGIT = regex.compile(r"(?<!⟪[A-Z])(?<!⟪[A-Z]\d{1,4})(?<!⟦\d{0,4})\d")


def _unread(masked: Masked, first: Figure, last: Figure) -> bool:
    """Whether digits that no statistic holds stand between two figures: a part may have gone unread."""
    return bool(_DIGIT.search(masked.text, first.until, last.at))


def _prefixes(masked: Masked, total: Figure, figures: list[Figure]) -> Iterator[Parts]:
    """The shortest prefix of the list that adds up to the total: flat, with nested lists left out, with products."""
    for chosen in (_flat(figures), _outer(figures), _each(masked, figures)):
        added = Fraction(0)
        for count, (figure, times) in enumerate(chosen, 1):
            added += figure.value * times
            if count >= 2 and exact(total, added):
                yield chosen[:count]
                return


def _flat(figures: list[Figure]) -> Parts:
    return [(figure, 1) for figure in figures]


def _outer(figures: list[Figure]) -> Parts:
    """The list without the figures that add up to the one before them (``47 orang terdiri 26 orang dan 21 orang``)."""
    parts: Parts = []
    at = 0
    while at < len(figures):
        parts.append((figures[at], 1))
        added = Fraction(0)
        skip = at
        for inner in range(at + 1, len(figures)):
            added += figures[inner].value
            if added >= figures[at].value:
                if added == figures[at].value and inner > at + 1:
                    skip = inner
                break
        at = skip + 1
    return parts


def _each(masked: Masked, figures: list[Figure]) -> Parts:
    """The list with ``A dan B masing-masing 1`` counted twice."""
    parts: Parts = []
    for figure in figures:
        words = masked.before(figure.index)
        times = 1
        if "masing-masing" in words:
            names = words[: words.index("masing-masing")]
            times = 1 + len(
                regex.findall(r"\f(?! (?:dan|serta)\b)| (?:dan|serta) ", names.split("¶")[-1].lstrip(" \f\t"))
            )
        parts.append((figure, max(1, times)))
    return parts


def _any_of(words: list[str]) -> regex.Pattern[str]:
    listed = "|".join(regex.escape(word) for word in sorted(set(words), key=len, reverse=True)) or "(?!)"
    return regex.compile(rf"(?<!\w)(?:{listed})(?!\w)", regex.I)
