"""Frames: relations whose figures stand in one clause, each after its cue ("naik P persen dari A menjadi B")."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import regex

from k3extract.checks.figures import Figure
from k3extract.checks.formula import Formula, parse_formula
from k3extract.checks.judging import Claim, formula_reading
from k3extract.checks.masked import Masked
from k3extract.errors import RuleError
from k3extract.rulebook import SLOTS, Hit, Rulebook, Scanner, compile_pattern
from k3extract.rulebook.kinds.checks import CheckRule
from k3extract.rulebook.load import Entry
from k3extract.rulebook.patterns import Pattern

_LETTERS: Mapping[str, str] = {
    "percent": "P", "points": "QC", "level": "MCURID", "count": "C", "money": "M", "ordinal": "O", "duration": "DC",
    "multiple": "K", "any": "PQMCURIDOK",
}  # fmt: skip
_WORD = regex.compile(r"\{([a-z_]+)\}")
_GAP = regex.compile(r"(?<![^\s(])(?:\.\.\.|~)(?![^\s)])")
_NUMBER = regex.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Frame:
    """One compiled frame's rule: its formulas by kind of check, and words that forbid a finding."""

    rule: str
    relation: str
    holds: Mapping[str, tuple[Formula, ...]]
    unless: regex.Pattern[str] | None
    grade: str
    says: Mapping[str, tuple[str, str]]


class FrameFinder:
    """All frames of rules/checks in one scan over the masked text."""

    def __init__(self, rulebook: Rulebook) -> None:
        rules = list(rulebook.of(CheckRule))
        breaks = [word for _, rule in rules for word in rule.cues.get("break", ())]
        joins = [word for _, rule in rules for word in rule.cues.get("join", ())]
        gaps = {"reach": reach(breaks, joins, 12), "near": near(breaks, 4)}
        patterns: list[tuple[Pattern, Frame]] = []
        for entry, rule in rules:
            if rule.frames:
                patterns += _compile(entry, rule, gaps)
        self._scanner: Scanner[Frame] = Scanner(patterns)

    def find(self, masked: Masked) -> Iterator[Claim]:
        """The claims of every frame that fits, one for each kind of check it can make."""
        for hit in self._scanner.scan(masked.text):
            yield from _claims(masked, hit)


def reach(breaks: list[str], joins: list[str], words: int) -> str:
    """Up to ``words`` words of one clause: no figure, no sentence end, no clause-breaking word, and a comma or a
    closing bracket only before a word that goes on (``yakni``, ``yang``) or a date."""
    word = rf"(?!(?i:{_either(breaks)})\b)[^\s⟪¶;\d≈][^\s⟪¶;]*"
    goes_on = rf"(?=(?i:{_either(joins)})\b|⟦)"
    space = rf"(?:\ +(?=[^\s])|[\ \f\t]+{goes_on})"
    return rf"(?:(?<![\f\t]\ )|{goes_on})(?:{word}{space}){{0,{words - 1}}}?{word}(?={space})"


def near(breaks: list[str], words: int) -> str:
    """Up to ``words`` words of one phrase."""
    word = rf"(?!(?i:{_either(breaks)}|menjadi|dari|ke|dibanding|dibandingkan|atau|≈)\b)[^\s⟪¶;\d≈][^\s⟪¶;]*"
    return rf"(?<![\f\t]\ )(?:{word}\ +){{0,{words - 1}}}?{word}(?=\ )"


def _either(words: list[str]) -> str:
    return "|".join(regex.escape(word) for word in sorted(set(words), key=len, reverse=True)) or "(?!)"


def _compile(entry: Entry, rule: CheckRule, gaps: Mapping[str, str]) -> Iterator[tuple[Pattern, Frame]]:
    slots = {**SLOTS, **gaps}
    slots |= {role: f"⟪[{_LETTERS[kind]}][0-9]+⟫" for role, kind in rule.roles.items()}
    holds = {
        kind: tuple(parse_formula(formula, entry.place) for formula in formulas)
        for kind, formulas in rule.holds.items()
    }
    for formula in (formula for formulas in holds.values() for formula in formulas):
        unknown = {formula.claim, *formula.roles} - set(rule.roles)
        if unknown:
            raise RuleError(entry.place, f"{entry.key}: no role is called {', '.join(sorted(unknown))}")
    unless = regex.compile(rf"(?i)(?<!\w)(?:{_either(list(rule.unless))})(?!\w)") if rule.unless else None
    says = {kind: (words.id, words.en) for kind, words in rule.says.items()}
    frame = Frame(entry.id, rule.relation, holds, unless, rule.grade, says)
    for source in rule.frames:
        yield compile_pattern(_expanded(source, rule), entry.place, slots), frame


def _expanded(source: str, rule: CheckRule) -> str:
    """Word classes written out, ``...`` and ``~`` as optional gaps."""
    source = _WORD.sub(lambda match: rule.words.get(match[1], match[0]), source)
    names = iter(f"g_{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
    return _GAP.sub(lambda match: f"({{{next(names)}:{'near' if match[0] == '~' else 'reach'}}})", source)


def _claims(masked: Masked, hit: Hit[Frame]) -> Iterator[Claim]:
    frame = hit.meaning
    bound = {
        role: masked.figures[int(found[0])]
        for role, (start, end) in hit.groups.items()
        if (found := _NUMBER.findall(masked.text[start:end])) and masked.text[start] == "⟪"
    }
    doubt = "grade_c" if frame.grade == "C" else None
    if frame.unless is not None and frame.unless.search(masked.text, hit.start, _clause_end(masked, hit.end)):
        doubt = "different_period"
    for kind, formulas in frame.holds.items():
        claim = _claim(kind, frame, bound, formulas)
        if claim is None or not _comparable(claim) or _own_base(masked, claim, bound):
            continue
        crossed = claim.claim.sentence != claim.operands[0][1].sentence
        yield Claim(
            kind=kind,
            rule=frame.rule,
            role=claim.role,
            claim=claim.claim,
            operands=claim.operands,
            readings=claim.readings,
            scope="adjacent" if crossed else "sentence",
            additive=claim.additive,
            doubt=doubt,
            says=frame.says.get(kind),
        )


def _claim(kind: str, frame: Frame, bound: Mapping[str, Figure], formulas: tuple[Formula, ...]) -> Claim | None:
    usable = [f for f in formulas if f.claim in bound and all(role in bound for role in f.roles)]
    readings = [reading for f in usable if (reading := formula_reading(kind, f, bound)) is not None]
    if not readings:
        return None
    role = usable[0].claim
    used = dict.fromkeys(name for f in usable for name in f.roles)
    operands = tuple((name, bound[name]) for name in used)
    additive = not any("/" in f.body or "*" in f.body for f in usable)
    return Claim(kind, frame.rule, role, bound[role], operands, readings, additive=additive)


def _comparable(claim: Claim) -> bool:
    """Whether the level figures of a claim measure the same: one kind, one currency, units that convert."""
    levels = [figure for figure in claim.figures if figure.kind in "MCURI"]
    first = next((figure for figure in levels if figure.kind != "C"), None)
    if first is None:
        return True
    for figure in levels:
        if figure.kind == "C" and figure.record.unit is None and figure.kind != first.kind:
            continue  # a bare number beside amounts with their unit
        if figure.kind != first.kind or figure.unit != first.unit:
            return False
    return True


_OWN = regex.compile(r"\ *(?:dari|terhadap)\b")


def _own_base(masked: Masked, claim: Claim, bound: Mapping[str, Figure]) -> bool:
    """Whether the percentage names another base behind it than the one it was bound to ("41 persen dari PDB")."""
    percent = bound.get("percent")
    if percent is None or not _OWN.match(masked.text, percent.until):
        return False
    following = percent.index + 1
    others = [figure for role, figure in claim.operands if role in ("base", "old")]
    return bool(others) and all(figure.index != following for figure in others)


def _clause_end(masked: Masked, offset: int) -> int:
    end = masked.text.find("¶", offset)
    return min(offset + 30, end if end >= 0 else offset)
