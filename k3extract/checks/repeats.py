"""A figure taken up again with another value: "ada 86 konflik. Dari 76 konflik itu ..."."""

import re
from collections.abc import Iterator

from k3extract.checks.figures import Figure
from k3extract.checks.intervals import point
from k3extract.checks.judging import Claim, Reading, plain, scope_of
from k3extract.checks.masked import Masked
from k3extract.checks.slips import edited
from k3extract.checks.units import Units
from k3extract.rulebook import Rulebook
from k3extract.rulebook.kinds.checks import CheckRule


class RepeatFinder:
    """Checks ``repeat``: words that take a figure up ("dari ... itu") must find it one or two sentences before."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._units = Units(rulebook)
        self._rule = ""
        self._says: tuple[str, str] | None = None
        takes: list[str] = []
        that: list[str] = []
        for entry, rule in rulebook.of(CheckRule):
            if rule.relation == "repeat":
                self._rule = entry.id
                takes += rule.cues.get("takes", ())
                that += rule.cues.get("that", ())
                said = rule.says.get("repeat")
                self._says = (said.id, said.en) if said else None
        self._takes = tuple(f" {word} " for word in takes)
        self._again = re.compile(rf"⟪C(\d+)⟫(?: [^\s⟪¶]+){{0,4}} (?:{_either(that)})(?!\w)")

    def find(self, masked: Masked) -> Iterator[Claim]:
        """The claims of every figure that is taken up with a digit changed."""
        for match in self._again.finditer(masked.text):
            again = masked.figures[int(match[1])]
            if not masked.before(again.index).lower().endswith(self._takes):
                continue
            noun = self._units.noun(again, masked)
            if noun is None or again.value < 10:
                continue
            before = [f for f in masked.figures[: again.index] if f.kind == "C" and self._units.noun(f, masked) == noun]
            if any(f.value == again.value for f in before):
                continue
            near = [f for f in before if again.sentence - 2 <= f.sentence < again.sentence]
            if len(near) == 1 and edited(again.written, near[0].value):
                yield self._claim(again, near[0])

    def _claim(self, again: Figure, first: Figure) -> Claim:
        value = first.value
        reading = Reading("repeat", plain(value), value, point(value), point(value), {"first": first})
        return Claim(
            kind="repeat",
            rule=self._rule,
            role="claim",
            claim=again,
            operands=(("first", first),),
            readings=(reading,),
            scope=scope_of([again, first]),
            additive=True,
            says=self._says,
        )


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True)) or "(?!)"
