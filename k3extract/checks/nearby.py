"""Relations that a cue announces without saying which figures it means: confirmed where figures nearby keep them.

``selisih 674`` is confirmed by any two figures of this or the last sentence that differ by 674. A relation that nothing
nearby keeps is no finding, because the right figures may stand elsewhere; only shares beside confirmed sisters are.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise

from k3extract.checks.dates import days_of
from k3extract.checks.figures import Figure
from k3extract.checks.formula import Formula, parse_formula
from k3extract.checks.judging import Claim, exact, formula_reading, scope_of
from k3extract.checks.masked import Masked
from k3extract.checks.units import Units
from k3extract.rulebook import Gazetteer, Rulebook
from k3extract.rulebook.kinds.checks import CheckRule

_DIFFERENCE = parse_formula("change = abs(new - old)", "difference")
_PERCENT = parse_formula("percent = abs(new - old) / old * 100", "percent")
_PRODUCT = parse_formula("total = n * each", "product")
_MEAN = parse_formula("mean = total / n", "mean")
_SHARE = parse_formula("percent = part / base * 100", "share")
_LEVELS = "MCUDRI"
_EQUALS = re.compile(r"[ \f\t]*(?:[^\s⟪¶]+[ ]+){0,8}?(?:≈|atau|setara(?: dengan)?|yakni|yaitu) +(?:[^\s⟪¶\d]+ +){0,3}$")
_TIME = re.compile(r"⟦(\d+)⟧")
_OWN = re.compile(r" *(?:dari|terhadap)\b")
_PER = re.compile(
    r"[ \f\t]*(?:[^\W\d_]+ )?(?:per|setiap|tiap|se)[ -]?(hari|jam|bulan|pekan|minggu|harinya|bulannya)\b", re.I
)
_LENGTHS: Mapping[str, tuple[int, ...]] = {
    "hari": (7, 28, 29, 30, 31, 365, 366), "harinya": (7, 28, 29, 30, 31, 365, 366), "jam": (24,), "bulan": (12,),
    "bulannya": (12,), "pekan": (4, 52), "minggu": (4, 52),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Cue:
    start: int
    end: int
    relation: str
    rule: str


class NearbyFinder:
    """Differences, percent changes, means, equal shares, shares and partitions from the figures nearby."""

    def __init__(self, rulebook: Rulebook) -> None:
        words: dict[str, tuple[str, str]] = {}
        self._units = Units(rulebook)
        self._rules: dict[str, str] = {}
        self._says: dict[str, tuple[str, str]] = {}
        for entry, rule in rulebook.of(CheckRule):
            for word in rule.cues.get("nearby", ()):
                words.setdefault(word, (rule.relation, entry.id))
            if "nearby" in rule.cues:
                self._rules.setdefault(rule.relation, entry.id)
                self._says |= {kind: (said.id, said.en) for kind, said in rule.says.items()}
        of = "|".join(re.escape(w) for _, rule in rulebook.of(CheckRule) for w in rule.cues.get("of", ())) or "(?!)"
        self._of = re.compile(rf"(?i)(?:^|[\s¶])(?:{of})(?: [^\s⟪¶\f]+){{0,4}} $")
        self._cues = Gazetteer(list(words.items()))

    def find(self, masked: Masked, bound: frozenset[int] = frozenset()) -> Iterator[Claim]:
        """The claims of every cue that figures nearby keep, and the shares of one base; figures ``bound`` by a frame
        have said what they belong to."""
        places = [figure.at for figure in masked.figures]
        for start, end, (relation, rule) in self._cues.find(masked.text):
            cue = _Cue(start, end, relation, rule)
            at = bisect_left(places, start)
            if relation == "difference":
                yield from (claim for claim in self._difference(masked, cue, at) if claim.claim.index not in bound)
            elif relation == "average":
                yield from self._mean(masked, cue, at)
            elif relation == "equal_shares":
                yield from self._product(masked, cue, at)
        yield from self._shares(masked)

    def _near(self, masked: Masked, cue: _Cue, at: int, words: int) -> Figure | None:
        """The figure behind the cue with at most ``words`` words between."""
        if at >= len(masked.figures):
            return None
        figure = masked.figures[at]
        between = masked.text[cue.end : figure.at]
        return figure if "¶" not in between and len(between.split()) <= words else None

    def _window(self, masked: Masked, at: int, here: int, sentences: int = 1) -> list[Figure]:
        """The figures of this sentence and of ``sentences`` around it, eight on each side."""
        around = masked.figures[max(0, at - 8) : at + 8]
        return [f for f in around if abs(f.sentence - here) <= sentences]

    def _difference(self, masked: Masked, cue: _Cue, at: int) -> Iterator[Claim]:
        figure = self._near(masked, cue, at, 5)
        if figure is None or figure.kind not in _LEVELS + "P":
            return
        window = self._window(masked, at, figure.sentence)
        if figure.kind == "P":
            window = [f for f in window if f.kind in "MCU" and f.sentence == figure.sentence]
            names = ("new", "old", "percent", "pct_change")
        else:
            window = [f for f in window if f.index != figure.index and self._units.addable(figure, f, masked)]
            names = ("new", "old", "change", "abs_change")
        for left, right in combinations(window[-7:], 2):
            if left.kind != right.kind or left.unit != right.unit or not left.value or not right.value:
                continue
            for new, old in ((right, left), (left, right)):
                bound = {names[0]: new, names[1]: old, names[2]: figure}
                formula = _PERCENT if figure.kind == "P" else _DIFFERENCE
                claim = self._kept(names[3], cue.rule, formula, bound)
                if claim is not None:
                    yield claim
                    return

    def _mean(self, masked: Masked, cue: _Cue, at: int) -> Iterator[Claim]:
        figure = self._near(masked, cue, at, 6) or (masked.figures[at - 1] if at else None)
        if figure is None or figure.kind not in _LEVELS or not figure.value:
            return
        window = [f for f in self._window(masked, figure.index, figure.sentence, 2) if f.index != figure.index]
        totals = [f for f in window if f.kind == figure.kind and f.value > figure.value]
        per = _PER.match(masked.text, figure.until)
        for total in totals:
            for divisor in window:
                if divisor.index != total.index and divisor.kind in "CD" and divisor.value > 1:
                    bound = {"total": total, "n": divisor, "mean": figure}
                    near = divisor.sentence == figure.sentence == total.sentence
                    claim = self._kept("average", cue.rule, _MEAN, bound, near=near)
                    if claim is not None:
                        yield claim
                        return
            for length in self._ranges(masked, figure):
                if exact(figure, total.value / length):
                    yield self._by_length(cue.rule, figure, total, length)
                    return
            for length in _LENGTHS.get(per[1].lower(), ()) if per else ():
                if exact(figure, total.value / length):
                    yield self._by_length(cue.rule, figure, total, length)
                    return

    @staticmethod
    def _ranges(masked: Masked, figure: Figure) -> Iterator[int]:
        """The lengths in days of the date ranges in the sentence of a figure, with and without the last day."""
        for found in _TIME.finditer(masked.text, *masked.sentence(figure.sentence)):
            days = days_of(masked.times[int(found[1])])
            if days is not None and len(days) == 2 and days[0] < days[1]:
                yield (days[1] - days[0]).days + 1
                yield (days[1] - days[0]).days

    def _by_length(self, rule: str, mean: Figure, total: Figure, length: int) -> Claim:
        formula = parse_formula(f"mean = total / {length}", "length")
        reading = formula_reading("", formula, {"total": total, "mean": mean})
        readings = (reading,) if reading else ()
        return Claim("average", rule, "mean", mean, (("total", total),), readings, says=self._says.get("average"))

    def _product(self, masked: Masked, cue: _Cue, at: int) -> Iterator[Claim]:
        each = self._near(masked, cue, at, 6)
        if each is None or each.kind not in _LEVELS or each.value <= 1:
            return
        window = [f for f in self._window(masked, at, each.sentence, 2) if f.index != each.index]
        for total in window:
            if total.value <= each.value or total.kind not in _LEVELS:
                continue
            for n in window:
                if (
                    n.index == total.index
                    or n.kind not in "CD"
                    or n.value <= 1
                    or total.kind not in (n.kind, each.kind)
                ):
                    continue
                claim = self._kept("equal_shares", cue.rule, _PRODUCT, {"n": n, "each": each, "total": total})
                if claim is not None:
                    yield claim
                    return

    def _kept(
        self, kind: str, rule: str, formula: Formula, bound: Mapping[str, Figure], *, near: bool = False
    ) -> Claim | None:
        """The claim, where the figures keep it at face value, or within their rounding when they stand ``near``."""
        claimed = bound[formula.claim]
        try:
            value = formula.compute({role: bound[role].value for role in formula.roles})
        except ZeroDivisionError:
            return None
        close = near and abs(value - claimed.value) * 10 <= abs(value)
        if not exact(claimed, value) and not close:
            return None
        reading = formula_reading("", formula, bound)
        operands = tuple((role, bound[role]) for role in formula.roles)
        return Claim(
            kind=kind,
            rule=rule,
            role=formula.claim,
            claim=claimed,
            operands=operands,
            readings=(reading,) if reading else (),
            scope=scope_of([claimed, *(figure for _, figure in operands)]),
            additive=kind == "abs_change",
            says=self._says.get(kind),
        )

    # ---- amounts with their percentage, all of one base

    def _shares(self, masked: Masked) -> Iterator[Claim]:
        rule = self._rules.get("pct_of_base")
        if rule is None:
            return
        yield from self._named(masked, rule)
        pairs = _pairs(masked)
        sentences = sorted({percent.sentence for percent, _ in pairs})
        for number in sentences:
            inside = [pair for pair in pairs if pair[0].sentence == number]
            yield from self._one_base(masked, rule, inside)

    def _named(self, masked: Masked, rule: str) -> Iterator[Claim]:
        """ "5,98 juta ton atau 65 persen dari total volume": its base is only named and stands sentences before."""
        for left, right in pairwise(masked.figures):
            if left.sentence != right.sentence or right.kind != "P" or left.kind not in "MCU":
                continue
            if not _OWN.match(masked.text, right.until) or not _EQUALS.match(masked.before(right.index)):
                continue
            words, end, _ = masked.after(right.index).partition("¶")
            if not end and len(words.split()) < 7:
                continue  # the base has its figure
            for base in reversed(masked.figures[max(0, left.index - 12) : left.index]):
                if base.sentence < left.sentence - 5 or base.value <= left.value or base.kind != left.kind:
                    continue
                claim, holds = self._share(rule, right, left, base)
                if holds and self._units.addable(base, left, masked):
                    yield claim
                    break

    def _one_base(self, masked: Masked, rule: str, pairs: list[tuple[Figure, Figure]]) -> Iterator[Claim]:
        first = min(part.index for _, part in pairs)
        here = pairs[0][0].sentence
        largest = max(part.value for _, part in pairs)
        for base in reversed(masked.figures[max(0, first - 10) : first]):
            if base.sentence < here - 3 or base.value <= largest or base.kind != pairs[0][1].kind:
                continue
            claims = [self._share(rule, percent, part, base) for percent, part in pairs]
            if self._heads(masked, base, pairs):
                yield from (claim for claim, _ in claims)
                return
            kept = [claim for claim, holds in claims if holds]
            if not kept or (len(kept) == 1 and base.sentence < here - 1 and len(pairs) > 1):
                continue
            yield from kept
            if len(kept) >= 2 and len(kept) * 2 >= len(pairs):
                yield from (claim for claim, holds in claims if not holds)
            return

    def _heads(self, masked: Masked, base: Figure, pairs: list[tuple[Figure, Figure]]) -> bool:
        """Whether "dari 86 kasus" opens the sentence whose list of shares follows, each part of its kind."""
        if base.sentence != pairs[0][0].sentence or base.value <= 10 or not self._of.search(masked.before(base.index)):
            return False
        others = masked.figures[base.index + 1 : min(min(percent.index, part.index) for percent, part in pairs)]
        return not others and all(self._units.addable(base, part, masked) for _, part in pairs)

    def _share(self, rule: str, percent: Figure, part: Figure, base: Figure) -> tuple[Claim, bool]:
        bound = {"percent": percent, "part": part, "base": base}
        reading = formula_reading("", _SHARE, bound)
        claim = Claim(
            kind="pct_of_base",
            rule=rule,
            role="percent",
            claim=percent,
            operands=(("part", part), ("base", base)),
            readings=(reading,) if reading else (),
            scope=scope_of([percent, base]),
            says=self._says.get("pct_of_base"),
        )
        return claim, reading is not None and exact(percent, reading.value)


def _pairs(masked: Masked) -> list[tuple[Figure, Figure]]:
    """Percentages with the amount that stands for them, in text order: ``16 (55 persen)``, ``5 persen atau 351``."""
    found: list[tuple[Figure, Figure]] = []
    figures = masked.figures
    for left, right in pairwise(figures):
        if left.sentence != right.sentence or (left.kind == "P") == (right.kind == "P"):
            continue
        percent, part = (left, right) if left.kind == "P" else (right, left)
        if part.kind not in "MCU" or _OWN.match(masked.text, percent.until):
            continue
        if _EQUALS.match(masked.before(right.index)) and not (found and found[-1][1].index == part.index):
            found.append((percent, part))
    return found
