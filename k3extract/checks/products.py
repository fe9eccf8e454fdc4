"""Products by their build: "240 paket di 3 desa, masing-masing 80 paket"; "6 bulan dikali Rp2,1 juta"."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from k3extract.checks.figures import Figure
from k3extract.checks.formula import parse_formula
from k3extract.checks.judging import Claim, formula_reading, judge, scope_of
from k3extract.checks.masked import Masked
from k3extract.checks.slips import product_slips
from k3extract.checks.structure import any_of
from k3extract.checks.units import Units
from k3extract.rulebook import Gazetteer, Rulebook
from k3extract.rulebook.kinds.checks import CheckRule

_PRODUCT = parse_formula("total = n * each", "product")
_LEVELS = "MCUD"
_NOUN = re.compile(r" *(?:⟪|([^\W\d_][\w-]*))")


@dataclass(frozen=True, slots=True)
class _Factors:
    """What is multiplied, and the figures that may be the product, the likeliest first."""

    n: Figure
    each: Figure
    totals: list[Figure]


class ProductFinder:
    """Checks ``equal_shares`` by the cues ``each``, ``times``, ``of_each`` and ``product`` of rules/checks."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._units = Units(rulebook)
        self._rule, self._says = "", None
        cues: dict[str, tuple[str, ...]] = {}
        words: dict[str, list[str]] = {name: [] for name in ("product", "vague", "beside", "divided")}
        for entry, rule in rulebook.of(CheckRule):
            if rule.relation != "equal_shares" or "each" not in rule.cues:
                continue
            said = rule.says.get("equal_shares")
            self._rule, self._says = entry.id, (said.id, said.en) if said else None
            for name in ("each", "times", "of_each"):
                for word in rule.cues.get(name, ()):
                    cues[word] = (*cues.get(word, ()), name)
            for name, found in words.items():
                found += rule.cues.get(name, ())
        self._cues = Gazetteer(list(cues.items()))
        self._announces = any_of(words["product"])
        self._vague = any_of(words["vague"])
        self._beside = any_of(words["beside"])
        self._divides = any_of(words["divided"])

    def find(self, masked: Masked) -> Iterator[Claim]:
        """The claims of every cue whose factors and product stand where the words put them."""
        places = [figure.at for figure in masked.figures]
        for start, end, kinds in self._cues.find(masked.text):
            at = bisect_left(places, start)
            tried = ((self._factors(masked, (start, end), kind, at), kind) for kind in kinds)
            factors, kind = next(((f, kind) for f, kind in tried if f is not None and f.totals), (None, ""))
            if factors is None:
                continue
            claims = [self._claim(total, factors) for total in factors.totals]
            kept = next((claim for claim in claims if judge(claim).verdict in ("consistent", "approximate")), None)
            if kept is not None:
                yield kept
            elif self._sure(masked, factors, kind):
                yield claims[0]

    def _factors(self, masked: Masked, cue: tuple[int, int], kind: str, at: int) -> _Factors | None:
        figures = masked.figures
        sentence = bisect_left(masked.breaks, cue[0])
        if kind == "of_each":
            return self._each_ahead(masked, cue, at)
        each = figures[at] if at < len(figures) else None
        if each is None or each.sentence != sentence or each.kind not in _LEVELS or not at:
            return None
        words = masked.text[cue[1] : each.at]
        if len(words.split()) > 6 or "\f" in words or self._shared_out(masked, each):
            return None
        before, further = figures[at - 1], figures[at - 2] if at > 1 else None
        if before.sentence != sentence:
            return None
        if kind == "each" and self._may_be(before, each, masked):
            ahead = further is not None and further.sentence == sentence and _counts(further)
            if further is not None and ahead and not self._may_be(before, further, masked):
                return _Factors(further, each, [before])
            n = self._places_behind(masked, each)
            return _Factors(n, each, [before]) if n is not None else None
        if not _counts(before, "CD" if kind == "times" else "C"):
            return None
        totals = self._behind(masked, each)
        if kind == "each":
            totals += [f for f in figures[max(0, at - 4) : at - 1][::-1] if f.sentence >= sentence - 1]
        factors = (before, each) if kind == "times" else (each,)
        return _Factors(before, each, [f for f in totals if any(self._may_be(f, one, masked) for one in factors)])

    def _places_behind(self, masked: Masked, each: Figure) -> Figure | None:
        """ "masing-masing 80 bidang di tiga desa": how many shares there are stands behind."""
        following = masked.figures[each.index + 1] if each.index + 1 < len(masked.figures) else None
        if following is None or following.sentence != each.sentence or not _counts(following):
            return None
        words = masked.before(following.index).split()
        return following if 0 < len(words) <= 3 and self._beside.search(words[-1]) else None

    def _each_ahead(self, masked: Masked, cue: tuple[int, int], at: int) -> _Factors | None:
        """ "2 saksi di tiap TPS": how many TPS there are has been said before."""
        each = masked.figures[at - 1] if at else None
        noun = _NOUN.match(masked.text, cue[1])
        if each is None or each.kind not in _LEVELS or noun is None or noun[1] is None:
            return None
        if len(masked.text[each.until : cue[0]].split()) > 3:
            return None
        counted = [
            f for f in masked.figures[max(0, at - 5) : at - 1]
            if f.kind == "C" and f.sentence >= each.sentence - 1 and self._named(masked, f, noun[1].lower())
        ]  # fmt: skip
        if len(counted) != 1:
            return None
        totals = [f for f in self._behind(masked, each) if self._may_be(f, each, masked)]
        return _Factors(counted[0], each, totals)

    @staticmethod
    def _named(masked: Masked, figure: Figure, noun: str) -> bool:
        """Whether a figure counts ``noun``, by its unit or by an abbreviation in brackets behind it."""
        behind = masked.source[figure.record.end : figure.record.end + 50].lower()
        return (figure.unit or "").lower().startswith(noun) or f"({noun})" in behind

    def _behind(self, masked: Masked, each: Figure) -> list[Figure]:
        """The figure behind the factors that words announce as their product."""
        for figure in masked.figures[each.index + 1 : each.index + 4]:
            if figure.sentence > each.sentence + 1:
                break
            words = masked.before(figure.index)
            if self._announces.search(words) and figure.kind in _LEVELS:
                return [figure]
        return []

    def _may_be(self, total: Figure, each: Figure, masked: Masked) -> bool:
        """Whether a figure counts what the shares count."""
        if total.kind != each.kind or not each.value or (total.value <= each.value and total.kind != "M"):
            return False
        if total.kind != "C":
            return total.unit == each.unit
        own = self._units.printed(total), self._units.printed(each)
        return None not in own and self._units.same(total, each, masked)

    def _shared_out(self, masked: Masked, each: Figure) -> bool:
        """Whether the shares are a list ("masing-masing 80 dan 90 paket")."""
        if each.index + 1 >= len(masked.figures):
            return False
        following = masked.figures[each.index + 1]
        words = masked.before(following.index)
        if following.sentence != each.sentence or following.kind != each.kind or len(words.split()) > 6:
            return False
        if self._places_behind(masked, each) is not None:
            return False
        return not self._announces.search(words)

    def _sure(self, masked: Masked, factors: _Factors, kind: str) -> bool:
        """Whether a miss is a finding: plain figures, and one slip that explains it."""
        total, n, each = factors.totals[0], factors.n, factors.each
        low, high = min(total.at, n.at), max(total.until, each.until)
        if total.kind == "M" and each.value < 1000:
            return False  # "Rp 2,4 per tahun": the scale word was left out
        if any(figure.record.hedge for figure in (total, n, each)) or self._vague.search(masked.text, low, high):
            return False
        if kind != "times" and self._divides.search(masked.text, low, high) and total.sentence == each.sentence:
            return True
        if product_slips(total, n, each, scale=total.kind == "M"):
            return each.value > 1
        wanted = total.value / each.value
        small = n.value < 20 and 2 <= wanted < 20 and wanted.denominator == 1
        return kind == "times" and small and each.written.digits > 1

    def _claim(self, total: Figure, factors: _Factors) -> Claim:
        bound = {"n": factors.n, "each": factors.each, "total": total}
        reading = formula_reading("", _PRODUCT, bound)
        if reading is not None:  # a factor is what it is: loose zeros would be multiplied
            exact = {role: figure.wide(loose=False) for role, figure in bound.items()}
            reading = replace(reading, wide=_PRODUCT.over(exact))
        return Claim(
            kind="equal_shares",
            rule=self._rule,
            role="total",
            claim=total,
            operands=(("n", factors.n), ("each", factors.each)),
            readings=(reading,) if reading else (),
            scope=scope_of([total, factors.n, factors.each]),
            additive=True,
            says=self._says,
        )


def _counts(figure: Figure, kinds: str = "C") -> bool:
    return figure.kind in kinds and figure.value > 1 and figure.value.denominator == 1
