"""Remainders and totals behind their parts: "dari 427 berkas, 338 selesai, sisanya 89"; "..., sehingga total 3.510"."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from k3extract.checks.claims import Claims, Cue, Promise
from k3extract.checks.figures import Figure
from k3extract.checks.judging import Claim, exact
from k3extract.checks.licence import Licence, added, misprinted, one_edit, one_slip
from k3extract.checks.listing import Parts
from k3extract.checks.masked import Masked
from k3extract.checks.units import Units

_MOST = 24  # figures of one list
_ADDABLE = "MCUD"


class RemainderFinder:
    """Finds ``remainder`` ("sisanya", "lainnya") and ``sum`` ("sehingga total")."""

    def __init__(self, units: Units, licence: Licence, claims: Claims) -> None:
        self._units, self._licence, self._claims = units, licence, claims

    # ---- "sisanya", "lainnya"

    def rest(self, masked: Masked, cue: Cue) -> Iterator[Claim]:
        """What is left when the parts are taken from their total."""
        rest = self._rest_figure(masked, cue)
        if rest is None:
            return
        before = [f for f in masked.figures[max(0, rest.index - _MOST) : rest.index] if f.sentence >= cue.sentence - 3]
        promise = self._left(masked, cue, before, rest)
        for total in reversed(before):
            if total.kind not in _ADDABLE or total.value <= rest.value:
                continue
            between = [f for f in before if f.index > total.index and self._units.addable(total, f, masked)]
            between = [f for f in between if f.value != total.value]
            parts = _suffix(total, [*between, rest])
            if parts and (promise is None or not misprinted(cue, promise, total)):
                yield self._claims.make(cue, total, parts)
                return
        claim = self._claims.promised(cue, promise) if promise is not None else None
        if claim is not None:
            yield claim

    def _rest_figure(self, masked: Masked, cue: Cue) -> Figure | None:
        """The remainder: right behind "sisanya" or right before it and "lainnya"."""
        figures, at = masked.figures, cue.at
        behind = figures[at] if self._remains(masked, cue) and at < len(figures) else None
        ahead = figures[at - 1] if at else None
        if ahead is not None and self._usable(ahead, cue):
            words = masked.text[ahead.until : cue.start].strip(" ")
            if not words or (behind is None and len(words.split()) <= 2):
                return ahead
        if behind is None or len(masked.text[cue.end : behind.at].split()) > 6 or not self._usable(behind, cue):
            return None
        return behind

    @staticmethod
    def _usable(figure: Figure, cue: Cue) -> bool:
        return figure.sentence == cue.sentence and figure.kind in _ADDABLE

    @staticmethod
    def _remains(masked: Masked, cue: Cue) -> bool:
        return masked.text[cue.start : cue.end].lower().startswith(("sisa", "selebih"))

    def _left(self, masked: Masked, cue: Cue, before: Sequence[Figure], rest: Figure) -> Promise | None:
        """Total, parts and remainder by their build: the total is taken up ("dari 427 berkas itu, ..."), or one part
        only stands between it and the remainder."""
        same = [f for f in before if self._units.addable(rest, f, masked) and f.sentence >= rest.sentence - 2]
        at = next((at for at in range(len(same) - 2, -1, -1) if self._licence.taken(masked, same[at])), None)
        taken = at is not None
        if at is None:
            same = [f for f in same if f.sentence == rest.sentence] or same
            at = len(same) - 2
        if at < 0 or len(same) - at > 8:
            return None
        total, figures = same[at], [*same[at + 1 :], rest]
        if total.sentence < rest.sentence - 1 and not taken:
            return None
        listed = self._licence.read(masked, total, figures)
        parts = listed.items
        if not 2 <= len(parts) <= listed.clean or parts[-1][0] is not rest:
            return None
        if not self._licence.readable(masked, total, parts):
            return None
        alone = len(same) == 2 and total.sentence == rest.sentence
        alike = all(self._units.same(total, f, masked) for f, _ in parts)
        left = total.value > max(f.value for f, _ in parts) and abs(added(parts) - total.value) * 2 <= total.value
        remains = self._remains(masked, cue)
        if taken:
            sure = alike and (one_slip(total, parts) or one_edit(total, parts) or (remains and left))
        else:
            close = (alone and remains) or (alike and len(figures) == 2)
            sure = (
                one_slip(total, parts) or (close and one_edit(total, parts)) or (alike and left and alone and remains)
            )
        return Promise(total, [parts], sure)

    # ---- parts first, total behind the cue

    def sums(self, masked: Masked, cue: Cue) -> Iterator[Claim]:
        """A total announced behind its parts."""
        figures, at = masked.figures, cue.at
        if at >= len(figures) or figures[at].sentence != cue.sentence or figures[at].kind not in _ADDABLE:
            return
        total = figures[at]
        if len(masked.text[cue.end : total.at].split()) > 12:
            return
        before = [f for f in figures[max(0, at - _MOST) : at] if f.sentence >= cue.sentence - 3]
        chosen = _suffix(total, [f for f in before if self._units.addable(total, f, masked) and f.value != total.value])
        if chosen:
            yield self._claims.make(cue, total, chosen)
            return
        promise = self._counted_up(masked, cue, total, before)
        claim = self._claims.promised(cue, promise) if promise is not None else None
        if claim is not None:
            yield claim

    def _counted_up(self, masked: Masked, cue: Cue, total: Figure, before: Sequence[Figure]) -> Promise | None:
        """The list right before its total: the figures of the nearest sentence, behind the total of an earlier one."""
        fit = [f for f in before if self._units.addable(total, f, masked)]
        if not fit:
            return None
        near = [f for f in before if f.sentence == fit[-1].sentence]
        ends = [at for at, f in enumerate(near) if self._licence.totals(masked, f)]
        near = near[ends[-1] + 1 :] if ends else near
        listed = self._licence.read(masked, total, near)
        parts = listed.items
        if len(parts) < 2 or listed.clean < len(parts):
            return None
        if not self._licence.readable(masked, parts[0][0], parts, total):
            return None
        alike = all(self._units.same(total, f, masked) for f, _ in parts)
        largest = max(f.value for f, _ in parts)
        if largest >= total.value or parts[0][0].kind != total.kind:
            return Promise(
                total, [parts], self._concludes(masked, cue) and alike and one_slip(total, parts, lost=False)
            )
        sure = one_slip(total, parts) or (self._concludes(masked, cue) and one_edit(total, parts))
        return Promise(total, [parts], alike and sure)

    def _concludes(self, masked: Masked, cue: Cue) -> bool:
        return self._licence.concludes(masked.text[cue.start : cue.end])


def _suffix(total: Figure, figures: Sequence[Figure]) -> Parts:
    """The shortest run of at least two figures at the end that adds up to ``total``, or nothing."""
    so_far = 0
    for count, figure in enumerate(reversed(figures), 1):
        so_far += figure.micro
        if count >= 2 and abs(so_far - total.micro) * 2 <= total.micro:
            chosen = figures[-count:]
            if exact(total, sum((f.value for f in chosen), Fraction(0))):
                return [(f, 1) for f in chosen]
    return []
