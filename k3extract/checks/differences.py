"""Differences that the words work out: "41.427 siswa ... 42.101 siswa. Berarti ada kenaikan sebanyak 674 siswa".

A word of conclusion ("sehingga", "berarti") before a word of difference licenses it; the figures before it that count
the same are its operands. Every pair of them is a reading, and the largest less all others.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from k3extract.checks.figures import Figure
from k3extract.checks.formula import Formula, parse_formula
from k3extract.checks.judging import Claim, Reading, formula_reading, scope_of
from k3extract.checks.masked import Masked
from k3extract.checks.units import Units
from k3extract.rulebook import Rulebook
from k3extract.rulebook.kinds.checks import CheckRule

_LEVELS = "MCUDI"
_MOVED = frozenset({"change", "increment"})  # no level itself
_GAP = parse_formula("change = abs(new - old)", "difference")
_REST = parse_formula("change = old - new - other", "rest")
_POINTS = parse_formula("points = abs(new - old)", "points")
_PERCENT = parse_formula("percent = abs(new - old) / old * 100", "percent")


class DifferenceFinder:
    """Checks ``difference``, ``abs_change``, ``pct_change`` and ``pp_change`` where a conclusion announces them."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._units = Units(rulebook)
        self._rule = ""
        self._says: Mapping[str, tuple[str, str]] = {}
        cues: dict[str, list[str]] = {}
        for entry, rule in rulebook.of(CheckRule):
            if "concludes" in rule.cues:
                self._rule = entry.id
                self._says = {kind: (said.id, said.en) for kind, said in rule.says.items()}
                for name, words in rule.cues.items():
                    cues.setdefault(name, []).extend(words)
        word, time = r"[^\s⟪⟦¶\f\t]+", r"(?:⟦\d+⟧ )?"
        then = _either(cues.get("concludes", ()))
        self._gaps = frozenset(cues.get("gap", ()))
        moves = _either([*cues.get("gap", ()), *cues.get("moves", ())])
        self._said = re.compile(
            rf"(?<!\w)(?:{then}) (?:\f )?(?:{word} ){{0,3}}?{time}(?:{word} ){{0,5}}?({moves}) "
            rf"(?:{word} ){{0,4}}?{time}(⟪[A-Z](\d+)⟫)",
            re.I,
        )
        self._opens = re.compile(rf"¶ ({_either(cues.get('opens', []))}) (?:{word} ){{0,5}}?(⟪[A-Z](\d+)⟫)", re.I)
        self._own = re.compile(rf"[ \f\t]*(?:{word} ){{0,8}}?(?:{_either(cues.get('ends', []))}) ", re.I)
        self._seeds = tuple(cues.get("concludes", ())) + tuple(word.capitalize() for word in cues.get("concludes", ()))

    def find(self, masked: Masked) -> Iterator[Claim]:
        """The claims of every concluded difference."""
        if any(seed in masked.text for seed in self._seeds):
            for match in self._said.finditer(masked.text):
                yield from self._claims(masked, match)
        for match in self._opens.finditer(masked.text):
            yield from self._claims(masked, match)

    def _claims(self, masked: Masked, match: "re.Match[str]") -> Iterator[Claim]:
        figure = masked.figures[int(match[3])]
        if figure.kind not in _LEVELS + "PQ" or not figure.value or self._own.match(masked.text, figure.until):
            return
        start, _ = masked.sentence(figure.sentence)
        opening = not any(
            f.sentence == figure.sentence and f.at < match.start() for f in masked.figures[: figure.index]
        )
        opening = opening and len(masked.text[start : match.start()].split()) <= 3
        gap = match[1].lower() in self._gaps
        levels = self._levels(masked, figure, opening)
        if not 2 <= len(levels) <= (3 if gap else 2) or not (gap or opening):
            return  # what rises need not be what was counted before
        values = sorted(level.value for level in levels)
        if figure.value in values or values[0] * 300 < values[-1] or len(set(values)) < len(values):
            return  # one of them is said again
        kind, role = self._kind(figure, match[1])
        readings = list(_readings(role, figure, levels))
        operands = tuple(
            ("level" if len(levels) > 2 else name, f) for name, f in zip(("old", "new", ""), levels, strict=False)
        )
        if readings:
            yield Claim(
                kind=kind,
                rule=self._rule,
                role=role,
                claim=figure,
                operands=operands,
                readings=readings,
                scope=scope_of([figure, *levels]),
                additive=role != "percent",
                says=self._says.get(kind),
            )

    def _levels(self, masked: Masked, figure: Figure, opening: bool) -> list[Figure]:
        """The figures of the sentence before the conclusion that it may be worked out from; of the last sentence too,
        when the conclusion opens its own or its sentence has one only."""
        before = masked.figures[max(0, figure.index - 8) : figure.index]
        alike = [f for f in before if f.value > 0 and self._measures(masked, figure, f) and f.record.role not in _MOVED]
        for back in (1,) if not opening else (1, 2, 3):
            near = [f for f in alike if f.sentence >= figure.sentence - back]
            here = [f for f in near if f.sentence == figure.sentence]
            if len(here) >= 2:
                return here
            if len(near) >= 2:
                return near
        return []

    def _measures(self, masked: Masked, figure: Figure, level: Figure) -> bool:
        if figure.kind == "Q":
            return level.kind == "P"
        if figure.kind == "P":
            return level.kind in "MCU"
        return level.kind == figure.kind and self._units.addable(figure, level, masked)

    def _kind(self, figure: Figure, word: str) -> tuple[str, str]:
        if figure.kind == "P":
            return "pct_change", "percent"
        if figure.kind == "Q":
            return "pp_change", "points"
        return ("difference" if word.lower() in self._gaps else "abs_change"), "change"


def _readings(role: str, figure: Figure, levels: Sequence[Figure]) -> Iterator[Reading]:
    for old, new in combinations(levels, 2):
        if old.kind != new.kind or (old.kind != "C" and old.unit != new.unit):
            continue
        for formula, pair in _formulas(role, (old, new)):
            reading = formula_reading("", formula, {"old": pair[0], "new": pair[1], role: figure})
            if reading is not None:
                yield reading
    if role == "change" and len(levels) == 3:
        first, *others = sorted(levels, key=lambda level: -level.value)
        reading = formula_reading("", _REST, {"old": first, "new": others[0], "other": others[1], role: figure})
        if reading is not None:
            yield reading


def _formulas(role: str, pair: tuple[Figure, Figure]) -> Iterator[tuple[Formula, tuple[Figure, Figure]]]:
    if role == "percent":
        yield _PERCENT, pair
        yield _PERCENT, (pair[1], pair[0])
    else:
        yield (_POINTS if role == "points" else _GAP), pair


def _either(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True)) or "(?!)"
