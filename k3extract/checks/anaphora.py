"""Shares of what the sentence before counted: "Dari jumlah tersebut, 75 persen ... setara dengan 16.230 orang"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from k3extract.checks.figures import Figure
from k3extract.checks.formula import Formula, parse_formula
from k3extract.checks.judging import Claim, Reading, exact, formula_reading
from k3extract.checks.masked import Masked
from k3extract.checks.units import Units
from k3extract.checks.wording import amount, shown
from k3extract.rulebook import Rulebook
from k3extract.rulebook.kinds.checks import CheckRule

_MOST = 8  # readings
_OWN = re.compile(r" *(?:dari|terhadap)\b")
_SHARE = parse_formula("percent = part / base * 100", "share")
_PART = parse_formula("part = percent / 100 * base", "part")
_CHAIN = parse_formula("part = percent / 100 * (rate / 100 * base)", "chain")
_GROWN = parse_formula("part = percent / 100 * (base + rate / 100 * base)", "grown")


class ShareFinder:
    """Finds shares of an antecedent and tries every antecedent the words license."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._units = Units(rulebook)
        that: list[str] = []
        growth: list[str] = []
        self._rule = ""
        self._says: tuple[str, str] | None = None
        for entry, rule in rulebook.of(CheckRule):
            if rule.relation == "pct_chain":
                that += rule.cues.get("that", ())
                growth += rule.cues.get("growth", ())
                self._rule = entry.id
                words = rule.says.get("pct_chain")
                self._says = (words.id, words.en) if words else None
        self._that = _any_of(that)
        self._growth = _any_of(growth)
        self._equals = re.compile(r"[ \f\t]*(?:≈|atau|setara|yakni|yaitu|sebanyak|sebesar|sejumlah|adalah)\b", re.I)

    def find(self, masked: Masked) -> Iterator[Claim]:
        """The claims of every "dari jumlah tersebut" that has a percentage and an amount behind it."""
        places = [figure.at for figure in masked.figures]
        for match in self._that.finditer(masked.text):
            here = bisect_left(masked.breaks, match.start())
            first = bisect_left(places, match.end())
            inside = [f for f in masked.figures[first : first + 12] if f.sentence == here]
            for percent, part in self._pairs(masked, inside):
                claim = self._claim(masked, (percent, part), match.group(), first)
                if claim is not None:
                    yield claim

    def _pairs(self, masked: Masked, inside: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
        """Neighbouring percentage and amount that stand for each other."""
        for left, right in pairwise(inside):
            if {left.kind, right.kind} & {"P"} and left.kind != right.kind and "V" not in (left.kind, right.kind):
                words = masked.before(right.index)
                if self._equals.match(words) or re.search(
                    r"(?:≈|\b(?:atau|setara(?: dengan)?|yakni|yaitu))\s+$", words
                ):
                    percent, part = (left, right) if left.kind == "P" else (right, left)
                    if part.kind in "MCU" and not _OWN.match(masked.text, percent.until):
                        yield percent, part

    def _claim(self, masked: Masked, pair: tuple[Figure, Figure], cue: str, first: int) -> Claim | None:
        percent, part = pair
        bases = self._bases(masked, part, first)
        for base in bases:
            if exact(percent, part.value / base.value * 100):
                reading = formula_reading("pct_of_base", _SHARE, {"part": part, "base": base})
                pair_of = (("part", part), ("base", base))
                found = [reading] if reading else []
                return Claim("pct_of_base", self._rule, "percent", percent, pair_of, found, scope="adjacent")
        near = [base for base in bases if base.sentence == bases[0].sentence]
        readings, operands = self._readings(masked, pair, near)
        if not readings:
            return None
        doubt = "too_many_readings" if len(readings) > _MOST else None
        if not all(self._units.same(part, base, masked) for base in near):
            doubt = "different_unit"
        says = tuple(words.replace("{cue}", cue.lower()) for words in self._says) if self._says else None
        return Claim(
            kind="pct_chain",
            rule=self._rule,
            role="part",
            claim=part,
            operands=operands,
            readings=readings,
            scope="adjacent",
            doubt=doubt,
            says=(says[0], says[1]) if says else None,
        )

    def _bases(self, masked: Masked, part: Figure, first: int) -> list[Figure]:
        """Amounts before the anaphor that count the same, the nearest sentence first, at most three sentences back."""
        found = []
        for figure in reversed(masked.figures[max(0, first - 16) : first]):
            if figure.sentence < part.sentence - 3:
                break
            if self._units.addable(part, figure, masked) and figure.value > 0:
                found.append(figure)
        return found

    def _readings(
        self, masked: Masked, pair: tuple[Figure, Figure], bases: list[Figure]
    ) -> tuple[list[Reading], tuple[tuple[str, Figure], ...]]:
        percent, part = pair
        readings: list[Reading] = []
        operands: list[tuple[str, Figure]] = [("percent", percent)]
        for base in bases:
            rate = self._rate(masked, base)
            operands.append(("base", base))
            bound = {"percent": percent, "part": part, "base": base}
            grows = bool(self._growth.search(masked.text, *masked.sentence(base.sentence)))
            if rate is not None:
                operands.append(("rate", rate))
                bound["rate"] = rate
                readings += self._read(_CHAIN, bound, _share_words(rate, base, grows))
            readings += self._read(_PART, bound, (amount(base.value, base, "id"), amount(base.value, base, "en")))
            if rate is not None and grows:
                readings += self._read(_GROWN, bound, _grown_words(rate, base))
        return readings, tuple(operands)

    @staticmethod
    def _read(formula: Formula, bound: dict[str, Figure], when: tuple[str, str]) -> list[Reading]:
        reading = formula_reading("pct_chain", formula, bound)
        if reading is None:
            return []
        return [replace(reading, gloss=when[0], when=when)]

    @staticmethod
    def _rate(masked: Masked, base: Figure) -> Figure | None:
        """The percentage right before the base: "50 persen dari total 32.650 orang"."""
        if not base.index:
            return None
        rate = masked.figures[base.index - 1]
        words = masked.before(base.index).split()
        return rate if rate.kind == "P" and rate.sentence == base.sentence and words[:1] == ["dari"] else None


def _share_words(rate: Figure, base: Figure, grows: bool) -> tuple[str, str]:
    value = base.value * rate.value / 100
    unit = f" {base.record.unit}" if base.kind == "C" and base.record.unit else ""
    what = ("kenaikannya ", "the rise ") if grows else ("", "")
    return (
        f"{what[0]}({shown(rate, 'id')} dari {amount(base.value, base, 'id')} = {amount(value, base, 'id')}{unit})",
        f"{what[1]}({shown(rate, 'en')} of {amount(base.value, base, 'en')} = {amount(value, base, 'en')}{unit})",
    )


def _grown_words(rate: Figure, base: Figure) -> tuple[str, str]:
    value = base.value * (1 + rate.value / 100)
    return amount(value, base, "id"), amount(value, base, "en")


def _any_of(words: list[str]) -> re.Pattern[str]:
    listed = "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True)) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.I)
