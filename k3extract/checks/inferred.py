"""Relations that statistics suggest without stating them: confirmed, or told as not checkable; never a finding.

A part beside its whole, the running count of meetings with today's, two audiences of one event: who reads a list of
checks should see that they were looked at and why they stay open.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from k3extract.checks.figures import Figure
from k3extract.checks.formula import parse_formula
from k3extract.checks.judging import Claim, formula_reading, scope_of
from k3extract.checks.masked import Masked
from k3extract.rulebook import Rulebook
from k3extract.rulebook.kinds.checks import CheckRule

_BOUND = parse_formula("part <= whole", "part")
_NEXT = parse_formula("count = before + 1", "count")


class InferredFinder:
    """What roles, realis and bases of statistics suggest."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rules: dict[str, str] = {}
        self._says: dict[str, tuple[str, str]] = {}
        cues: dict[str, list[str]] = {}
        for entry, rule in rulebook.of(CheckRule):
            if "suggested" in rule.cues:
                self._rules[entry.key] = entry.id
                for kind, said in rule.says.items():
                    self._says[f"{entry.key}:{kind}"] = (said.id, said.en)
                for name, words in rule.cues.items():
                    cues.setdefault(name, []).extend(words)
        self._joins = tuple(cues.get("joined", ()))
        self._todays = tuple(cues.get("today", ()))
        self._joined = re.compile(
            rf"(?i)(?<!\w)(?:{_either(cues.get('joined', []))})(?: (?:{_either(cues.get('led', []))}))* ⟪C(\d+)⟫"
        )
        self._today = re.compile(rf"(?i)(?<!\w)(?:{_either(cues.get('today', []))}) (?:⟦|\w)")

    def find(self, masked: Masked) -> Iterator[Claim]:
        """Claims without a finding, in no order."""
        yield from self._audiences(masked)
        yield from self._parts(masked)
        yield from self._counts(masked)

    def _audiences(self, masked: Masked) -> Iterator[Claim]:
        """Two counts of who took part that need not count the same people."""
        if not any(word in masked.text for word in self._joins):
            return
        found = [masked.figures[int(match[1])] for match in self._joined.finditer(masked.text)]
        if len(found) == 2 and found[0].value != found[1].value and found[0].sentence != found[1].sentence:
            yield self._open("audiences", "repeat", found[1], [("first", found[0])], "different_population")

    def _parts(self, masked: Masked) -> Iterator[Claim]:
        """ "… berkinerja tinggi 7.400 orang" beside "… yang dilatih 11.300 orang" in one sentence."""
        counts = [figure for figure in masked.figures if figure.kind == "C"]
        for part, whole in pairwise(counts):
            same = part.sentence == whole.sentence and part.unit == whole.unit and part.unit is not None
            roles = part.record.role == "part" and whole.record.role in ("cumulative", "total")
            if same and roles and part.value <= whole.value and _opening(part) & _opening(whole):
                reading = formula_reading("part_le_whole", _BOUND, {"part": part, "whole": whole})
                if reading is not None:
                    yield Claim(
                        kind="part_le_whole",
                        rule=self._rules.get("part-inferred", ""),
                        role="part",
                        claim=part,
                        operands=(("whole", whole),),
                        readings=(reading,),
                        doubt="grade_c",
                        says=self._says.get("part-inferred:part_le_whole"),
                    )

    def _counts(self, masked: Masked) -> Iterator[Claim]:
        """ "dalam 5 angkatan ... ditambah hari ini": with today's they are the 6 that were announced."""
        if not any(word in masked.text for word in self._todays):
            return
        places = [figure.at for figure in masked.figures]
        for match in self._today.finditer(masked.text):
            at = bisect_left(places, match.start())
            before = [f for f in masked.figures[max(0, at - 16) : at] if f.kind == "C"]
            for early in reversed(before[-6:]):
                for announced in before:
                    same = early.unit is not None and announced.unit == early.unit and early.value < 50
                    if same and announced.value == early.value + 1:
                        bound = {"count": announced, "before": early}
                        reading = formula_reading("sum", _NEXT, bound)
                        if reading is not None:
                            yield Claim(
                                kind="sum",
                                rule=self._rules.get("today-included", ""),
                                role="count",
                                claim=announced,
                                operands=(("before", early),),
                                readings=(reading,),
                                scope=scope_of([announced, early]),
                                additive=True,
                                says=self._says.get("today-included:sum"),
                            )
                        return

    def _open(self, key: str, kind: str, claim: Figure, operands: list[tuple[str, Figure]], reason: str) -> Claim:
        return Claim(
            kind=kind,
            rule=self._rules.get(key, ""),
            role="percent" if claim.kind == "P" else "claim",
            claim=claim,
            operands=tuple(operands),
            readings=(),
            scope=scope_of([claim, *(figure for _, figure in operands)]),
            doubt=reason,
            says=self._says.get(f"{key}:{kind}"),
        )


def _opening(figure: Figure) -> set[str]:
    """The head of what is counted ("kader utama", "kader yang dilatih": kader)."""
    return set((figure.record.counted or "").lower().split()[:1])


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True)) or "(?!)"
