"""Shares that are all there is: of one list, of a part and "sisanya", of two opposites ("pria", "wanita")."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from k3extract.checks.figures import Figure
from k3extract.checks.formula import parse_formula
from k3extract.checks.judging import Claim, Reading, formula_reading
from k3extract.checks.masked import Masked
from k3extract.checks.slips import edited
from k3extract.checks.structure import any_of
from k3extract.rulebook import Rulebook
from k3extract.rulebook.kinds.checks import CheckRule

_HUNDRED = parse_formula("percent = 100", "hundred")
_FEW = r"(?:[a-z][\w-]* ){0,3}?"


class PartitionFinder:
    """Finds ``pct_partition``."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rule = ""
        self._says: tuple[str, str] | None = None
        cues: dict[str, list[str]] = {}
        for entry, rule in rulebook.of(CheckRule):
            if rule.relation == "pct_partition":
                self._rule = self._rule or entry.id
                said = rule.says.get(rule.relation)
                self._says = (said.id, said.en) if said else self._says
                for name, words in rule.cues.items():
                    cues.setdefault(name, []).extend(words)
        self._remains = tuple(cues.get("remainder", ()))
        self._remaining = any_of(self._remains)
        self._others = tuple(cues.get("others", ()))
        self._composed = any_of(cues.get("composition", []))
        joins = "|".join(re.escape(word) for word in cues.get("joined", ())) or "(?!)"
        self._opposites: list[tuple[str, str, re.Pattern[str]]] = []
        for pair in cues.get("opposites", ()):
            for one, other in (pair.split("/"), pair.split("/")[::-1]):
                first, second = re.escape(one), re.escape(other)
                link = rf"(?:\t )?(?:\f )?(?:{joins}) "
                behind = rf"(?i)⟪P(\d+)⟫ {_FEW}{first} {_FEW}{link}{_FEW}⟪P(\d+)⟫ {_FEW}{second}(?!\w)"
                before = rf"(?i)(?<!\w){first} {_FEW}(?:≈ )?⟪P(\d+)⟫ {link}{second} {_FEW}(?:≈ )?⟪P(\d+)⟫"
                self._opposites += [(one, other, re.compile(pattern)) for pattern in (behind, before)]

    def find(self, masked: Masked) -> Iterator[Claim]:
        """The claims of every sentence with shares, in text order, then those of opposites."""
        percents = [figure for figure in masked.figures if figure.kind == "P"]
        if not self._rule or len(percents) < 2:
            return
        sentences = {number: [f for f in percents if f.sentence == number] for number in {f.sentence for f in percents}}
        for number in sorted(sentences):
            yield from self._partition(masked, sentences[number][-12:])
            if number + 1 in sentences:
                yield from self._across(masked, sentences[number][-6:], sentences[number + 1][0])
        for first, second in pairwise(percents):
            if first.sentence == second.sentence and second.index == first.index + 1:
                yield from self._opposite(masked, first, second)

    def _partition(self, masked: Masked, percents: list[Figure]) -> Iterator[Claim]:
        """Shares of one sentence that add up to 100."""
        words = masked.before(percents[-1].index).lower()
        after = masked.after(percents[-1].index).lower().split()
        rests = any(word in words for word in self._remains) or after[:1] in [[word] for word in self._remains]
        closes = rests or any(word in after[:3] for word in self._others)
        enough = 2 if rests else 3
        for shares in (percents[start:] for start in range(len(percents) - enough + 1)):
            added = sum((figure.value for figure in shares), Fraction(0))
            slack = sum((figure.place() for figure in shares), Fraction(0)) / 2
            whole = len(shares) == len(percents) and closes and abs(added - 100) <= 20
            if abs(added - 100) <= slack or (whole and not _fits(percents, enough)):
                yield self._hundred_of(shares, slack)
                return

    def _across(self, masked: Masked, shares: list[Figure], rest: Figure) -> Iterator[Claim]:
        """ "20 persen …. Sementara, 80 persen sisanya …": the sentence opens with the rest; only to confirm."""
        opening = masked.text[masked.sentence(rest.sentence)[0] : rest.at]
        behind = " ".join(masked.after(rest.index).split()[:1])
        if len(opening.split()) > 5 or not self._remaining.search(f"{opening} {behind}"):
            return
        for start in range(len(shares)):
            parts = [*shares[start:], rest]
            slack = sum((figure.place() for figure in parts), Fraction(0)) / 2
            if abs(sum((f.value for f in parts), Fraction(-100))) <= slack:
                yield self._hundred_of(parts, slack)
                return

    def _opposite(self, masked: Masked, first: Figure, second: Figure) -> Iterator[Claim]:
        """Two opposites side by side. Where they are no hundred they may be rates of either ("48 persen pria dan 40
        persen wanita merokok"): a finding needs a word of composition and one digit that explains it."""
        start, end = masked.sentence(first.sentence)
        text = masked.text[max(start, first.at - 60) : min(end, second.until + 60)]
        low = text.lower()
        found = (pattern.search(text) for one, other, pattern in self._opposites if one in low and other in low)
        if not any(match and [int(match[1]), int(match[2])] == [first.index, second.index] for match in found):
            return
        slack = (first.place() + second.place()) / 2
        added = first.value + second.value
        if abs(added - 100) > slack:
            others = [f for f in masked.figures if f.sentence == first.sentence and f.kind == "P"]
            beside = [f for f in others if f.index not in (first.index, second.index)]
            near = any(abs(f.index - first.index) <= 2 and f.value <= abs(100 - added) * 2 for f in beside)
            hedged = first.record.hedge is not None or second.record.hedge is not None
            if near or hedged or abs(added - 100) > 10 or not self._composed.search(masked.text, start, end):
                return
            gap = 100 - added
            if not any(edited(f.written, f.value + gap) for f in (first, second)):
                return
        yield self._hundred_of([first, second], slack)

    def _hundred_of(self, shares: list[Figure], slack: Fraction) -> Claim:
        others = shares[:-1]
        value = 100 - sum((figure.value for figure in others), Fraction(0))
        shown = "100 - " + " - ".join(str(figure.record.value) for figure in others)
        reading = _hundred(shown, value, slack, others)
        operands = tuple(("percent", figure) for figure in others)
        return Claim("pct_partition", self._rule, "percent", shares[-1], operands, (reading,), says=self._says)


def _fits(percents: list[Figure], enough: int) -> bool:
    """Whether the last of the shares, some or more, add up to 100."""
    tails = (percents[start:] for start in range(len(percents) - enough + 1))
    return any(abs(sum((f.value for f in tail), Fraction(-100))) * 2 <= sum(f.place() for f in tail) for tail in tails)


def _hundred(shown: str, value: Fraction, slack: Fraction, others: Sequence[Figure]) -> Reading:
    base = formula_reading("pct_partition", _HUNDRED, {"percent": others[0]})
    assert base is not None
    around = replace(base.strict, low=value - slack, high=value + slack) if base.strict else None
    return replace(base, expression=shown, value=value, strict=around, wide=around)
