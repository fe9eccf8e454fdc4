"""Breakdowns: a total and the list of its parts, before or after it, over one or several sentences.

Confirming is generous (any total, any prefix of the list that adds up is the one that was meant), a finding is not:
it needs a cue that promises the whole list, a list that is closed or exceeds its total, one total in sight, parts
that count the same, and no continuation or other total that fits.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from k3extract.checks.claims import Claims, Cue
from k3extract.checks.figures import Figure
from k3extract.checks.judging import Claim
from k3extract.checks.licence import Licence, misprinted
from k3extract.checks.listing import Parts, fitting
from k3extract.checks.masked import Masked
from k3extract.checks.remainders import RemainderFinder
from k3extract.checks.units import Units
from k3extract.rulebook import Gazetteer, Rulebook
from k3extract.rulebook.kinds.checks import CheckRule

_MOST = 24  # parts of one list
_ADDABLE = "MCUD"
_CLASSES = ("whole", "part", "loose", "some", "confirm", "rest", "sum")


class BreakdownFinder:
    """Finds breakdowns, remainders and sums by the cues of rules/checks."""

    def __init__(self, rulebook: Rulebook) -> None:
        meaning: dict[str, tuple[str, str]] = {}
        says: dict[str, tuple[str, str]] = {}
        self._rule = ""
        for entry, rule in rulebook.of(CheckRule):
            if rule.relation not in ("breakdown", "remainder", "sum"):
                continue
            if rule.relation == "breakdown":
                self._rule = self._rule or entry.id
            for kind in _CLASSES:
                for word in rule.cues.get(kind, ()):
                    meaning.setdefault(word, (kind, entry.id))
            says |= {name: (words.id, words.en) for name, words in rule.says.items()}
        self._cues = Gazetteer(list(meaning.items()))
        self._units = Units(rulebook)
        self._licence = Licence(rulebook, self._units)
        self._claims = Claims(says)
        self._remainders = RemainderFinder(self._units, self._licence, self._claims)

    def find(self, masked: Masked) -> Iterator[Claim]:
        """The claims of every cue, in text order, then what figures side by side give without any cue."""
        places = [figure.at for figure in masked.figures]
        for start, end, (kind, rule) in self._cues.find(masked.text):
            sentence = bisect_left(masked.breaks, start)
            opens = len(masked.text[masked.sentence(sentence)[0] : start].split()) <= 1
            cue = Cue(kind, rule, start, end, sentence, bisect_left(places, start), opens)
            if kind == "sum":
                yield from self._remainders.sums(masked, cue)
            elif kind == "rest":
                yield from self._remainders.rest(masked, cue)
            else:
                yield from self._list(masked, cue)
        yield from self._side_by_side(masked)

    # ---- total first, parts behind the cue

    def _list(self, masked: Masked, cue: Cue) -> Iterator[Claim]:
        following = [f for f in masked.figures[cue.at : cue.at + _MOST] if f.sentence <= cue.sentence + 3]
        if not following or following[0].sentence > cue.sentence + 1:
            return
        totals = self._totals(masked, cue)
        promise = None
        if cue.kind not in ("some", "confirm"):
            promise = self._licence.promise(masked, cue, totals, following)
        for total in totals:
            parts = fitting(masked, self._units, total, self._addable(masked, total, following))
            if parts is None or (promise is not None and misprinted(cue, promise, total)):
                continue
            if cue.kind == "whole" or self._meant(masked, total, parts):
                yield self._claims.make(cue, total, parts)
                return
        claim = self._claims.promised(cue, promise) if promise is not None else None
        if claim is not None:
            yield claim

    def _totals(self, masked: Masked, cue: Cue) -> list[Figure]:
        """Figures before the cue that may be its total, the nearest first: of this sentence and of the three before."""
        before = masked.figures[max(0, cue.at - 9) : cue.at]
        kinds = _ADDABLE + "P" if cue.kind == "whole" else _ADDABLE
        return [f for f in reversed(before) if f.sentence >= cue.sentence - 3 and f.kind in kinds]

    def _addable(self, masked: Masked, total: Figure, figures: Sequence[Figure]) -> list[Figure]:
        return [
            f
            for f in figures
            if self._units.addable(total, f, masked) and not (f.index != total.index + 1 and f.value == total.value)
        ]

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
                cue = Cue("loose", self._rule, total.at, total.until, total.sentence, total.index + 1, False)
                yield self._claims.make(cue, total, parts)
            elif (promise := self._licence.complementary(masked, total)) is not None:
                cue = Cue("loose", self._rule, total.at, total.until, total.sentence, total.index + 1, False)
                claim = self._claims.promised(cue, promise)
                if claim is not None:
                    yield claim

    def _meant(self, masked: Masked, total: Figure, parts: Parts) -> bool:
        """Whether a sum is no accident: figures below 100 add up too easily unless they count the same."""
        return total.value >= 100 or all(self._units.same(total, figure, masked) for figure, _ in parts)
