"""Parts of a whole by the word that names them: "43 siswa …, 12 di antaranya …"; at most the whole.

The whole is looked for among the figures before: of this sentence, else of the last one. A finding needs the same unit
and that no other figure nearby can be the whole.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from k3extract.checks.figures import Figure
from k3extract.checks.formula import parse_formula
from k3extract.checks.judging import Claim, formula_reading, scope_of
from k3extract.checks.masked import Masked
from k3extract.checks.structure import any_of
from k3extract.checks.units import Units
from k3extract.rulebook import Rulebook
from k3extract.rulebook.kinds.checks import CheckRule

_BOUND = parse_formula("part <= whole", "part")
_KINDS = "CMU"


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    members: re.Pattern[str]  # "12 orang di antaranya"
    including: re.Pattern[str]  # "termasuk 12 orang", "di antaranya 12 orang"
    says: tuple[str, str] | None


class SubsetFinder:
    """Finds ``part_le_whole`` by the cues ``members`` (behind the part) and ``including`` (before it)."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._units = Units(rulebook)
        self._rules: list[_Rule] = []
        self._words: tuple[str, ...] = ()
        for entry, rule in rulebook.of(CheckRule):
            if rule.relation == "part_le_whole" and "members" in rule.cues:
                said = rule.says.get("part_le_whole")
                members, including = (any_of(rule.cues.get(name, ())).pattern for name in ("members", "including"))
                self._words += (*rule.cues["members"], *rule.cues.get("including", ()))
                self._rules.append(
                    _Rule(
                        entry.id,
                        re.compile(rf" *(?:[a-z][\w-]* ){{0,2}}{members}", re.I),
                        re.compile(rf"{including} (?:[a-z-]+ ){{0,2}}$", re.I),
                        (said.id, said.en) if said else None,
                    )
                )

    def find(self, masked: Masked) -> Iterator[Claim]:
        """The claims of every part, in text order."""
        lowered = masked.text.lower()
        if not any(word in lowered for word in self._words):
            return
        for part in masked.figures[1:]:
            if part.kind not in _KINDS:
                continue
            for rule in self._rules:
                behind = bool(rule.members.match(masked.text, part.until))
                if behind or rule.including.search(masked.before(part.index)[-60:]):
                    yield from self._claim(masked, rule, part, behind)
                    break

    def _claim(self, masked: Masked, rule: _Rule, part: Figure, behind: bool) -> Iterator[Claim]:
        last = masked.figures[part.index - 1]
        before = masked.figures[max(0, part.index - 8) : part.index]
        wholes = [f for f in reversed(before) if f.sentence >= part.sentence - 1 and f.kind == part.kind]
        wholes = [f for f in wholes if self._units.addable(f, part, masked) and f.value > 1]
        if not wholes or (not behind and (wholes[0] is not last or last.sentence != part.sentence)):
            return
        own = wholes[0].sentence
        if own != part.sentence and not self._opens(masked, part):
            return
        whole = next((f for f in wholes if f.sentence == own and f.value >= part.value), None)
        if whole is None:
            far = masked.figures[max(0, part.index - 16) : part.index]
            near = wholes[0] is last and own == part.sentence
            beyond = any(f.value >= part.value and f.kind == part.kind for f in far)
            hedged = last.record.hedge is not None or part.record.hedge is not None
            if not near or beyond or hedged or part.unread or not self._alike(masked, last, part):
                return
            whole = last
        elif not behind and not self._alike(masked, whole, part):
            return
        reading = formula_reading("part_le_whole", _BOUND, {"part": part, "whole": whole})
        if reading is not None:
            yield Claim(
                kind="part_le_whole",
                rule=rule.id,
                role="part",
                claim=part,
                operands=(("whole", whole),),
                readings=(reading,),
                scope=scope_of([part, whole]),
                additive=True,
                says=rule.says,
            )

    def _opens(self, masked: Masked, part: Figure) -> bool:
        """Whether a part stands at the beginning of its sentence ("Sebanyak 12 di antaranya …")."""
        return len(masked.text[masked.sentence(part.sentence)[0] : part.at].split()) <= 3

    def _alike(self, masked: Masked, whole: Figure, part: Figure) -> bool:
        if whole.kind != "C":
            return True
        return self._units.printed(whole) is not None and self._units.same(whole, part, masked)
