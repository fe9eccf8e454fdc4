"""Whether two figures measure the same thing, so that they may be added."""

import re

from k3extract.checks.figures import Figure
from k3extract.checks.masked import Masked
from k3extract.rulebook import Rulebook
from k3extract.rulebook.kinds.checks import CheckRule

_NEXT = re.compile(r" *([^\W\d_][\w-]*)")


class Units:
    """Units by the word classes of rules/checks (``persons``, ``places``)."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._classes: dict[str, str] = {}
        self._vague: set[str] = set()
        for _, rule in rulebook.of(CheckRule):
            for name in ("some", "rest"):
                self._vague.update(rule.cues.get(name, ()))
            for name in ("persons", "places", "spans"):
                for word in rule.cues.get(name, ()):
                    self._classes.setdefault(word, name)

    def noun(self, figure: Figure, masked: Masked) -> str | None:
        """The unit, or the word right behind the figure."""
        unit = figure.unit
        if unit is not None:
            return unit.lower()
        match = _NEXT.match(masked.text, figure.until)
        return match[1].lower() if match else None

    def addable(self, total: Figure, part: Figure, masked: Masked) -> bool:
        """Whether ``part`` may be a part of ``total``: one kind, one currency or measure, not places among persons."""
        if total.kind != part.kind:  # "70 juta euro, yakni 60 juta ... dan 10 juta": the currency is said once
            return total.kind == "M" and part.kind == "C" and part.unit is None and part.value >= 1000
        if total.kind != "C":
            return total.unit == part.unit
        a, b = self.noun(total, masked), self.noun(part, masked)
        places = [self._classes.get(noun or "") for noun in (a, b)]
        if "spans" in places:
            return a == b
        return a == b or places[0] == places[1] or "places" not in places

    def same(self, total: Figure, part: Figure, masked: Masked) -> bool:
        """Whether the two count the same: equal units, one unit unsaid, or both persons."""
        if total.kind != "C":
            return total.unit == part.unit
        a, b = self.printed(total), self.printed(part)
        if a is None or b is None or a.split()[0] == b.split()[0]:
            return True
        kinds = {self._classes.get(a.lower()), self._classes.get(b.lower())}
        return kinds == {"persons"} or ("orang" in (a, b) and not kinds & {"places", "spans"})

    def stranger(self, figure: Figure) -> bool:
        """Whether a figure has a unit of its own that is no person ("3 gedung" among patients)."""
        unit = self.printed(figure)
        return unit is not None and self._classes.get(unit.lower().split()[0]) != "persons"

    def vague(self, figure: Figure) -> bool:
        """Whether what stands for the unit is a word like "sisanya"."""
        return figure.unit is not None and figure.unit.lower() in self._vague

    def printed(self, figure: Figure) -> str | None:
        """The unit of a figure where it stands with the number and is a noun: not one that was carried over from
        another figure, nor "sisanya"."""
        unit = figure.unit
        if unit is None or figure.kind != "C":
            return unit
        return unit if len(figure.record.text.split()) > 1 and unit.lower() not in self._vague else None
