"""Averages and rates: "171.528 kendaraan dalam 12 hari, atau rata-rata 14.294 kendaraan per hari", "269 per jam".

The words must say that the average comes from what was counted ("atau rata-rata", "sehingga rata-ratanya"): then every
total and every divisor that fits its units is a reading. An average that stands by itself is none of this room.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from k3extract.checks.dates import days_of
from k3extract.checks.figures import Figure
from k3extract.checks.formula import Formula, parse_formula
from k3extract.checks.judging import Claim, Reading, formula_reading, scope_of
from k3extract.checks.masked import Masked
from k3extract.checks.units import Units
from k3extract.rulebook import Rulebook
from k3extract.rulebook.kinds.checks import CheckRule

_MEAN = parse_formula("mean = total / n", "mean")
_MOST = 8  # readings
_TIME = re.compile(r"⟦(\d+)⟧")
_MARK = re.compile(r"⟪[A-Z]\d+⟫")
_LEVELS = "MCUDRI"
# How many of the shorter units the longer one may have: (longer, shorter).
_LENGTHS: dict[tuple[str, str], tuple[int, ...]] = {
    ("hari", "jam"): (24,), ("minggu", "hari"): (7,), ("bulan", "hari"): (28, 29, 30, 31), ("tahun", "bulan"): (12,),
    ("tahun", "hari"): (360, 365, 366), ("tahun", "minggu"): (52, 53), ("bulan", "minggu"): (4, 5),
    ("jam", "menit"): (60,), ("menit", "detik"): (60,),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Mean:
    """An average as printed: what it is per ("hari", "orang", None) and where its sentence takes the total from."""

    figure: Figure
    per: str | None
    first: int  # the first figure that may be its total


class AverageFinder:
    """Checks ``average`` and ``rate`` where the words derive them."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._units = Units(rulebook)
        self._rules: dict[str, str] = {}
        self._says: dict[str, tuple[str, str]] = {}
        cues: dict[str, list[str]] = {}
        self._spans: dict[str, str] = {}
        for entry, rule in rulebook.of(CheckRule):
            if rule.relation not in ("average", "rate"):
                continue
            self._rules.setdefault(rule.relation, entry.id)
            self._says |= {kind: (said.id, said.en) for kind, said in rule.says.items()}
            for name, words in rule.cues.items():
                cues.setdefault(name, []).extend(words)
                if name.startswith("each-"):
                    self._spans |= dict.fromkeys(words, name.removeprefix("each-"))
        word = r"[^\s⟪⟦¶\f\t]+"
        then, mean = _either(cues.get("then", [])), _either(cues.get("mean", []))
        self._mean = re.compile(
            rf"(?<!\w)(?:{then})[ \f]+(?:{word} ){{0,3}}?(?:{mean}) (?:{word} ){{0,6}}?(⟪[A-Z](\d+)⟫)"
            rf"|(?<!\w)(?:{mean}) (?:{word} ){{0,6}}?(⟪[A-Z](\d+)⟫)(?=(?: {word}){{0,3}} \t)",
            re.I,
        )
        self._again = re.compile(rf" (?:\f )?(?:{then}) (?:{word} ){{0,3}}$", re.I)
        self._opens = re.compile(rf"¶ (?:{_either(cues.get('opens', []))})(?!\w)", re.I)
        self._seeds = tuple(cues.get("mean", ()))
        each = _either(cues.get("per", []))
        self._per = re.compile(rf" ?(?:[^\W\d_]+ )?(?:{each})[ -]?([^\W\d_]+)", re.I)

    def find(self, masked: Masked) -> Iterator[Claim]:
        """The claims of every average and rate that the words derive from figures before it."""
        if any(seed in masked.text for seed in self._seeds):
            for match in self._mean.finditer(masked.text):
                figure = masked.figures[int(match[2] or match[4])]
                if figure.kind in _LEVELS and figure.value:
                    before = masked.text[match.start() : figure.at]
                    yield from self._average(masked, self._read(masked, figure, before))
        for figure in masked.figures:
            if " per " in (figure.record.unit or "") and figure.index:
                yield from self._derived(masked, figure)

    # ---- reading what an average is per

    def _read(self, masked: Masked, figure: Figure, before: str) -> _Mean:
        start, _ = masked.sentence(figure.sentence)
        opening = masked.text[max(0, start - 1) : start + 40]
        sentence = figure.sentence - 1 if self._opens.match(opening) and figure.sentence else figure.sentence
        first = figure.index
        while first and masked.figures[first - 1].sentence >= sentence and figure.index - first < 8:
            first -= 1
        per = self._per_of(masked, figure)
        if per is None:
            per = next((self._spans[word] for word in before.lower().split() if word in self._spans), None)
        return _Mean(figure, per, first)

    def _per_of(self, masked: Masked, figure: Figure) -> str | None:
        """The unit behind "per", in the figure's own unit or right behind it."""
        _, per, unit = (figure.record.unit or "").partition(" per ")
        if not per:
            match = self._per.match(masked.text, figure.until)
            unit = match[1].lower() if match else ""
        return self._spans.get(unit, unit) or None

    # ---- averages

    def _average(self, masked: Masked, mean: _Mean) -> Iterator[Claim]:
        figure = mean.figure
        before = masked.figures[mean.first : figure.index]
        totals = [
            total
            for f in before
            if (total := self._total(masked, f, figure)) is not None and total.value > figure.value
        ]
        readings: list[Reading] = []
        operands: dict[int, tuple[str, Figure]] = {}
        for total in totals[-2:]:
            for n, factor in self._divisors(masked, mean, total, before):
                reading = _divided(total, n, figure, factor)
                if reading is not None:
                    readings.append(reading)
                    operands[total.index] = ("total", total)
                    if n is not None:
                        operands[n.index] = ("n", n)
        if readings and len(readings) <= _MOST:
            yield self._claim("average", figure, tuple(operands.values()), readings)

    def _total(self, masked: Masked, total: Figure, mean: Figure) -> Figure | None:
        """``total`` in the unit of the average, None where it measures something else."""
        head = (mean.record.unit or "").partition(" per ")[0]
        if mean.kind == "R":
            if total.kind not in "CUD" or total.record.unit != head:
                return None
            return replace(total, value=total.value / total.factor, factor=Fraction(1))
        return total if total.kind == mean.kind and self._units.addable(total, mean, masked) else None

    def _divisors(
        self, masked: Masked, mean: _Mean, total: Figure, before: Sequence[Figure]
    ) -> Iterator[tuple[Figure | None, int]]:
        """Each figure by which the total may be divided, with the number of smaller units in one of its own."""
        per = mean.per
        for n in before:
            if n.index == total.index or n.value <= 1 or n.kind not in "CD":
                continue
            unit = self._spans.get(n.record.unit or "", n.record.unit or "")
            if per in self._spans.values():
                if n.kind == "D" and unit == per:
                    yield n, 1
                elif n.kind == "D":
                    yield from ((n, times) for times in _LENGTHS.get((unit, str(per)), ()))
            elif n.kind == "D":
                if per is None:
                    yield n, 1
            elif unit == per or (unit != (total.record.unit or "") and (per is None or mean.figure.kind == "M")):
                yield n, 1
        if per == "hari":
            start, end = masked.sentence(total.sentence)[0], mean.figure.at
            yield from ((None, days) for days in _range_days(masked, start, end))

    # ---- one rate in two units

    def _derived(self, masked: Masked, figure: Figure) -> Iterator[Claim]:
        """ "6.456 per hari atau 269 per jam", "Rp 5 juta per bulan atau Rp 60 juta per tahun", "153 jam atau sekitar
        6 jam per hari" beside "25 hari"."""
        other = masked.figures[figure.index - 1]
        if other.sentence != figure.sentence or not self._again.search(masked.before(figure.index)):
            return
        per, known = self._per_of(masked, figure), self._per_of(masked, other)
        head = (figure.record.unit or "").partition(" per ")[0]
        if per is None or per == known or per not in self._spans.values():
            return
        if known is None:
            mean = self._read(masked, figure, "")
            if other.record.unit == head and other.value > figure.value:
                yield from self._average(masked, mean)
            return
        if (other.record.unit or "").partition(" per ")[0] != head or other.kind != figure.kind:
            return
        readings = [
            reading
            for body, pair in (("other / {}", (known, per)), ("other * {}", (per, known)))
            for length in _LENGTHS.get(pair, ())
            if (reading := _reading(parse_formula(f"rate = {body.format(length)}", "rate"), figure, other)) is not None
        ]
        if readings:
            yield self._claim("rate", figure, (("other", other),), readings)

    def _claim(
        self, kind: str, figure: Figure, operands: tuple[tuple[str, Figure], ...], readings: list[Reading]
    ) -> Claim:
        return Claim(
            kind=kind,
            rule=self._rules.get(kind, ""),
            role="mean" if kind == "average" else "rate",
            claim=figure,
            operands=operands,
            readings=readings,
            scope=scope_of([figure, *(other for _, other in operands)]),
            says=self._says.get(kind),
        )


def _divided(total: Figure, n: Figure | None, mean: Figure, factor: int) -> Reading | None:
    if n is None:
        return _reading(parse_formula(f"mean = total / {factor}", "days"), mean, total, "total")
    formula = _MEAN if factor == 1 else parse_formula(f"mean = total / (n * {factor})", "units")
    return formula_reading("", formula, {"total": total, "n": n, "mean": mean})


def _reading(formula: Formula, claim: Figure, other: Figure, role: str = "other") -> Reading | None:
    return formula_reading("", formula, {role: other, formula.claim: claim})


def _range_days(masked: Masked, start: int, end: int) -> Iterator[int]:
    """The lengths in days of the date ranges between two places, with and without the last day."""
    for found in _TIME.finditer(masked.text, start, end):
        days = days_of(masked.times[int(found[1])])
        if days is not None and len(days) == 2 and days[0] < days[1]:
            yield (days[1] - days[0]).days + 1
            yield (days[1] - days[0]).days


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True)) or "(?!)"
