"""Breakdowns: a total and the list of its parts, before or after it, over one or several sentences.

Confirming is generous (any total, any prefix of the list that adds up is the one that was meant), a finding is not:
it needs a cue that promises the whole list, a list that is closed or exceeds its total, one total in sight, parts
that count the same, and no continuation or other total that fits.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from k3extract.checks.figures import Figure
from k3extract.checks.judging import Claim, exact, scope_of, sum_reading
from k3extract.checks.licence import Licence, Place, Promise, one_edit, one_slip
from k3extract.checks.listing import Parts, fitting, is_base, shaped, unread
from k3extract.checks.masked import Masked
from k3extract.checks.units import Units
from k3extract.rulebook import Gazetteer, Rulebook
from k3extract.rulebook.kinds.checks import CheckRule

_MOST = 24  # parts of one list
_CLOSING_LIST = re.compile(r"\b(?:dan|serta)\b", re.I)
_ADDABLE = "MCUD"
_CLASSES = ("whole", "part", "loose", "some", "confirm", "rest", "sum")


@dataclass(frozen=True, slots=True)
class _Cue:
    start: int
    end: int
    kind: str  # one of _CLASSES
    rule: str
    sentence: int
    at: int  # the first figure behind it
    opens: bool  # whether it begins its sentence


class BreakdownFinder:
    """Finds breakdowns, remainders and sums by the cues of rules/checks."""

    def __init__(self, rulebook: Rulebook) -> None:
        meaning: dict[str, tuple[str, str]] = {}
        self._says: dict[str, tuple[str, str]] = {}
        closing: list[str] = []
        going_on: list[str] = []
        self._units = Units(rulebook)
        self._licence = Licence(rulebook, self._units)
        self._rule = ""
        for entry, rule in rulebook.of(CheckRule):
            if rule.relation not in ("breakdown", "remainder", "sum"):
                continue
            if rule.relation == "breakdown":
                self._rule = self._rule or entry.id
            for kind in _CLASSES:
                for word in rule.cues.get(kind, ()):
                    meaning.setdefault(word, (kind, entry.id))
            closing += rule.cues.get("closing", ())
            going_on += rule.cues.get("continuing", ())
            self._says |= {name: (words.id, words.en) for name, words in rule.says.items()}
        self._cues = Gazetteer(list(meaning.items()))
        self._numerals = frozenset(word for _, rule in rulebook.of(CheckRule) for word in rule.cues.get("numerals", ()))
        self._some = _any_of([word for word, (kind, _) in meaning.items() if kind == "some"])
        self._closing = _any_of(closing)
        self._going_on = re.compile(rf"[ ¶]*{_any_of(going_on).pattern}", re.I)

    def find(self, masked: Masked) -> Iterator[Claim]:
        """The claims of every cue, in text order, then what figures side by side give without any cue."""
        places = [figure.at for figure in masked.figures]
        for start, end, (kind, rule) in self._cues.find(masked.text):
            sentence = bisect_left(masked.breaks, start)
            opens = len(masked.text[masked.sentence(sentence)[0] : start].split()) <= 1
            cue = _Cue(start, end, kind, rule, sentence, bisect_left(places, start), opens)
            if kind == "sum":
                yield from self._sums(masked, cue)
            elif kind == "rest":
                yield from self._rest(masked, cue)
            else:
                yield from self._list(masked, cue)
        yield from self._side_by_side(masked)

    # ---- total first, parts behind the cue

    def _list(self, masked: Masked, cue: _Cue) -> Iterator[Claim]:
        following = [f for f in masked.figures[cue.at : cue.at + _MOST] if f.sentence <= cue.sentence + 3]
        if not following or following[0].sentence > cue.sentence + 1:
            return
        totals = self._totals(masked, cue)
        for total in totals:
            parts = fitting(masked, self._units, total, self._addable(masked, total, following))
            if parts is not None and (cue.kind == "whole" or self._meant(masked, total, parts)):
                yield self._claim(cue, total, parts)
                return
        if cue.kind not in ("some", "confirm"):
            place = Place(cue.kind, cue.start, cue.end, cue.sentence, cue.opens)
            promise = self._licence.promise(masked, place, totals, following)
            if promise is not None and promise.sure:
                yield self._promised(cue, promise)
            else:
                pass

    def _promised(self, cue: _Cue, promise: Promise) -> Claim:
        claim = self._claim(cue, promise.total, promise.readings[0])
        others = promise.readings[1:]
        bound = {"total": promise.total}
        readings = (*claim.readings, *(sum_reading(claim.readings[0].gloss, parts, bound) for parts in others))
        return replace(claim, readings=readings)

    def _totals(self, masked: Masked, cue: _Cue) -> list[Figure]:
        """Figures before the cue that may be its total, the nearest first: of this sentence and of the three before."""
        before = masked.figures[max(0, cue.at - 9) : cue.at]
        return [f for f in reversed(before) if f.sentence >= cue.sentence - 3 and f.kind in _ADDABLE]

    def _addable(self, masked: Masked, total: Figure, figures: Sequence[Figure]) -> list[Figure]:
        return [
            f
            for f in figures
            if self._units.addable(total, f, masked) and not (f.index != total.index + 1 and f.value == total.value)
        ]

    def _broken(self, masked: Masked, cue: _Cue, totals: list[Figure], following: list[Figure]) -> Iterator[Claim]:
        """The finding of a list that promises the whole and does not give it."""
        here = following[0].sentence
        inside = [figure for figure in following if figure.sentence == here]
        parts = self._one_kind(masked, inside) or self._tight(masked, cue, inside)
        if len(parts) < 2:
            return
        total = self._total_of(masked, cue, totals, parts)
        if total is None:
            return
        claim = self._claim(cue, total, [(f, 1) for f in parts])
        added = claim.readings[0].value
        if self._some.search(masked.text, total.until, masked.figures[parts[-1].index].until + 16):
            return
        slipped = one_slip(total, _once(parts))
        closed = bool(self._closing.search(masked.before(parts[-1].index)))
        if exact(total, added) or (self._lists_on(masked, parts[-1], added < total.value) and not (slipped and closed)):
            return
        plain = all(f.record.unit is not None and f.record.unit == total.record.unit for f in parts)
        if not plain and any(exact(total, added - f.value) for f in parts):
            return
        if self._proven(masked, cue, total, parts):
            yield claim

    def _one_kind(self, masked: Masked, inside: list[Figure]) -> list[Figure]:
        """The figures of the list when they all count the same, else none."""
        plain = [f for f in inside if f.kind not in "PO"]
        if len(plain) > 2 and not self._units.addable(plain[1], plain[0], masked):
            plain = plain[1:]  # "di 3 titik, yaitu 95 penerima ..."
        if not plain or any(f.kind not in "MCU" for f in plain) or not shaped(masked, plain):
            return []
        first = plain[0]
        alike = all(f.kind == first.kind and self._units.same(first, f, masked) for f in plain)
        if not alike or any(is_base(masked, f) for f in plain[1:]) or unread(masked, first, plain[-1], self._numerals):
            return []
        return plain

    def _tight(self, masked: Masked, cue: _Cue, inside: list[Figure]) -> list[Figure]:
        """A short list of unlike things right behind its cue: "19 unit, terdiri atas 9 truk, 6 mobil, dan 3 motor"."""
        first = inside[0]
        if cue.kind != "whole" or first.kind != "C" or not 2 <= len(inside) <= 8 or not cue.at:
            return []
        if len(masked.text[cue.end : first.at].split()) > 1 or not _CLOSING_LIST.search(
            masked.before(inside[-1].index)
        ):
            return []
        apart = (len(masked.before(f.index).split()) for f in inside[1:])
        total = masked.figures[cue.at - 1]
        if any(words > 5 for words in apart) or any(f.kind != "C" or f.unread or f.unit is None for f in inside):
            return []
        added = sum((f.value for f in inside), Fraction(0))
        near = total.kind == "C" and total.sentence == first.sentence and abs(added - total.value) * 5 <= total.value
        return inside if near and all(self._units.addable(total, f, masked) for f in inside) else []

    def _total_of(self, masked: Masked, cue: _Cue, totals: list[Figure], parts: list[Figure]) -> Figure | None:
        """The total that the list is nearest to, of those in the sentence the list belongs to."""
        near = [f for f in totals if f.sentence == cue.sentence]
        if not near:
            crossing = cue.kind == "whole" or (cue.opens and cue.kind in ("part", "loose"))
            near = [f for f in totals if f.sentence == totals[0].sentence >= cue.sentence - 1] if crossing else []
        fit = [f for f in near if f.kind == parts[0].kind and not self._mixed(f, parts)]
        fit = [f for f in fit if all(self._units.addable(f, part, masked) for part in parts)]
        if not fit or unread(masked, fit[-1], parts[0], self._numerals):
            return None
        slipped = next((f for f in fit[:3] if one_slip(f, _once(parts))), None)
        if slipped is not None:
            return slipped
        if parts[0].index != cue.at or fit[0].index != cue.at - 1 or cue.kind != "whole":
            fit = [f for f in fit if all(self._units.same(f, part, masked) for part in parts)]
        added = sum((f.value for f in parts), Fraction(0))
        largest = max(f.value for f in parts)
        wide = cue.kind == "whole" and bool(_CLOSING_LIST.search(masked.before(parts[-1].index)))
        fit = [
            f
            for f in fit
            if (f.value > largest and Fraction(1, 2) <= added / f.value <= 2) or (wide and one_edit(f, _once(parts)))
        ]
        return min(fit, key=lambda f: abs(f.value - added)) if fit else None

    def _mixed(self, total: Figure, parts: list[Figure]) -> bool:
        """Whether some parts have no unit and another has one that is not the total's."""
        bare = total.unit is None or any(part.unit is None for part in parts)
        return bare and any(self._units.stranger(part) and part.unit != total.unit for part in parts)

    def _proven(self, masked: Masked, cue: _Cue, total: Figure, parts: list[Figure]) -> bool:
        """Whether words and figures together say that the list is the whole and does not give the total."""
        added = sum((f.value for f in parts), Fraction(0))
        closed = bool(self._closing.search(masked.before(parts[-1].index)))
        slips = one_slip(total, _once(parts))
        if cue.kind == "whole":
            return closed or slips or added > total.value
        if cue.kind == "part" and closed and len(parts) >= 3:
            return slips or abs(added / total.value - 1) * 20 <= 1
        return slips and closed and (cue.kind == "part" or parts[0].index == total.index + 1)

    def _lists_on(self, masked: Masked, last: Figure, short: bool) -> bool:
        """Whether the text goes on with the list ("Lalu ...", "Sisanya ...") in the next sentence."""
        if not short or last.index + 1 >= len(masked.figures):
            return False
        following = masked.figures[last.index + 1]
        return following.sentence <= last.sentence + 2 and bool(
            self._going_on.match(masked.text, masked.breaks[last.sentence])
        )

    # ---- no cue at all: only to confirm

    def _side_by_side(self, masked: Masked) -> Iterator[Claim]:
        """A total whose parts follow it at once: "diikuti 70 guru, 41 pria dan 29 wanita"."""
        figures = masked.figures
        for total in figures[:-2]:
            following = figures[total.index + 1 : total.index + 13]
            if total.kind not in _ADDABLE or total.value < 10 or following[0].value >= total.value:
                continue
            addable = [f for f in following if f.sentence <= total.sentence + 2]
            parts = fitting(masked, self._units, total, self._addable(masked, total, addable))
            if parts is not None and parts[0][0].index <= total.index + 2 and self._meant(masked, total, parts):
                cue = _Cue(total.at, total.until, "loose", self._rule, total.sentence, total.index + 1, False)
                yield self._claim(cue, total, parts)

    def _meant(self, masked: Masked, total: Figure, parts: Parts) -> bool:
        """Whether a sum is no accident: figures below 100 add up too easily unless they count the same."""
        return total.value >= 100 or all(self._units.same(total, figure, masked) for figure, _ in parts)

    # ---- "sisanya", "lainnya"

    def _rest(self, masked: Masked, cue: _Cue) -> Iterator[Claim]:
        rest = self._rest_figure(masked, cue)
        if rest is None:
            return
        before = [f for f in masked.figures[max(0, rest.index - _MOST) : rest.index] if f.sentence >= cue.sentence - 3]
        for total in reversed(before):
            if total.kind not in _ADDABLE or total.value <= rest.value:
                continue
            between = [f for f in before if f.index > total.index and self._units.addable(total, f, masked)]
            between = [f for f in between if f.value != total.value]
            parts = _suffix(total, [*between, rest])
            if parts:
                yield self._claim(cue, total, parts)
                return
        yield from self._broken_rest(masked, cue, before, rest)

    def _rest_figure(self, masked: Masked, cue: _Cue) -> Figure | None:
        """The remainder: right behind "sisanya" or right before it and "lainnya"."""
        figures, at = masked.figures, cue.at
        behind = figures[at] if self._remains(masked, cue) and at < len(figures) else None
        if behind is not None and behind.sentence == cue.sentence and behind.kind in _ADDABLE:
            if len(masked.text[cue.end : behind.at].split()) <= 6:
                return behind
            return None
        ahead = figures[at - 1] if at else None
        if ahead is None or ahead.sentence != cue.sentence or ahead.kind not in _ADDABLE:
            return None
        return ahead if len(masked.text[ahead.until : cue.start].split()) <= 2 else None

    @staticmethod
    def _remains(masked: Masked, cue: _Cue) -> bool:
        return masked.text[cue.start : cue.end].lower().startswith(("sisa", "selebih"))

    def _broken_rest(self, masked: Masked, cue: _Cue, before: list[Figure], rest: Figure) -> Iterator[Claim]:
        same = [f for f in before if f.sentence == rest.sentence and f.kind not in "PO"]
        if not same and before and before[-1].sentence == rest.sentence - 1:
            same = [f for f in before if f.sentence == rest.sentence - 1 and f.kind not in "PO"]
        if len(same) < 2 or not shaped(masked, [*same[-2:], rest]):
            return
        alone = len(same) == 2
        total, part = same[-2], same[-1]
        parts = [part, rest]
        if unread(masked, total, rest, self._numerals):
            return
        if any(not self._units.addable(total, f, masked) for f in parts):
            return
        added = part.value + rest.value
        slips = one_slip(total, _once(parts))
        if not slips and not all(self._units.same(total, f, masked) for f in parts):
            return
        fits = max(part.value, rest.value) < total.value and Fraction(1, 2) <= added / total.value <= 2
        if slips or (fits and alone and self._remains(masked, cue) and rest.sentence == total.sentence):
            yield self._claim(cue, total, [(f, 1) for f in parts])

    # ---- parts first, total behind the cue

    def _sums(self, masked: Masked, cue: _Cue) -> Iterator[Claim]:
        figures, at = masked.figures, cue.at
        if at >= len(figures) or figures[at].sentence != cue.sentence or figures[at].kind not in _ADDABLE:
            return
        total = figures[at]
        if len(masked.text[cue.end : total.at].split()) > 12:
            return
        before = [f for f in figures[max(0, at - _MOST) : at] if f.sentence >= cue.sentence - 3]
        chosen = _suffix(total, [f for f in before if self._units.addable(total, f, masked) and f.value != total.value])
        if chosen:
            yield self._claim(cue, total, chosen)
            return
        nearest = before[-1].sentence if before else -1
        near = self._one_kind(masked, [f for f in before if f.sentence == nearest])
        if len(near) < 2 or any(f.value >= total.value for f in near) or unread(masked, near[0], total, self._numerals):
            return
        if near[0].kind != total.kind or not all(self._units.same(total, f, masked) for f in near):
            return
        chosen = [(f, 1) for f in near]
        if one_slip(total, _once(near)):
            yield self._claim(cue, total, chosen)

    def _claim(self, cue: _Cue, total: Figure, parts: Parts) -> Claim:
        kind = {"rest": "remainder", "sum": "sum"}.get(cue.kind, "breakdown")
        return Claim(
            kind=kind,
            rule=cue.rule,
            role="total",
            claim=total,
            operands=tuple(("part", figure) for figure, _ in parts),
            readings=(sum_reading("jumlah bagian-bagiannya", parts, {"total": total}),),
            scope=scope_of([total, *(figure for figure, _ in parts)]),
            additive=True,
            says=self._says.get(kind),
        )


def _suffix(total: Figure, figures: list[Figure]) -> Parts:
    """The shortest run of at least two figures at the end that adds up to ``total``, or nothing."""
    added = 0
    for count, figure in enumerate(reversed(figures), 1):
        added += figure.micro
        if count >= 2 and abs(added - total.micro) * 2 <= total.micro:
            chosen = figures[-count:]
            if exact(total, sum((f.value for f in chosen), Fraction(0))):
                return [(f, 1) for f in chosen]
    return []


def _once(figures: Sequence[Figure]) -> Parts:
    return [(figure, 1) for figure in figures]


def _any_of(words: list[str]) -> re.Pattern[str]:
    listed = "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True)) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.I)
