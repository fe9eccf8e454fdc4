"""Frames: relations whose figures stand in one clause, each after its cue ("naik P persen dari A menjadi B")."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from k3extract.checks.figures import Figure
from k3extract.checks.formula import Formula, parse_formula
from k3extract.checks.gaps import START, any_of, goes_on, near, reach
from k3extract.checks.judging import Claim, formula_reading
from k3extract.checks.masked import Masked
from k3extract.checks.slips import product_slips
from k3extract.checks.units import Units
from k3extract.errors import RuleError
from k3extract.rulebook import SLOTS, Rulebook, compile_pattern
from k3extract.rulebook.kinds.checks import CheckRule
from k3extract.rulebook.load import Entry

_LETTERS: Mapping[str, str] = {
    "percent": "P", "points": "QCI", "level": "MCURID", "amount": "MCUR", "count": "C", "money": "M", "ordinal": "O",
    "duration": "DC", "multiple": "K", "any": "PQMCURIDOK",
}  # fmt: skip
_WORD = re.compile(r"\{([a-z_]+)\}")
_GAP = re.compile(r"(?<![^\s(])(\.\.\.|…|~)(?![^\s)])(?=\)*\s*\(?(\S*))")
_OPTIONAL = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Frame:
    """One compiled frame's rule: its formulas by kind of check, and words that forbid a finding."""

    rule: str
    relation: str
    holds: Mapping[str, tuple[Formula, ...]]
    unless: re.Pattern[str] | None
    same: re.Pattern[str] | None  # words that say the period is the one compared with, whatever ``unless`` says
    other: re.Pattern[str] | None  # words without which it is
    grade: str
    says: Mapping[str, tuple[str, str]]
    proof: str | None


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A frame ready to run: it is tried where a sentence has every class of ``words`` and every kind of ``kinds``, and
    has them in their ``order``. ``body`` is compiled when first tried: compiling costs milliseconds, and most frames
    meet few texts."""

    body: str
    frame: Frame
    words: tuple[frozenset[str], ...]
    kinds: tuple[str, ...]
    order: tuple[frozenset[str], ...]
    crosses: bool

    def fits(self, tokens: list[str]) -> bool:
        """Whether the words and figures of the frame stand in its order among ``tokens`` (in lower case)."""
        rest = iter(tokens)
        return all(any(token in wanted or token[:2] in wanted for token in rest) for wanted in self.order)


class FrameFinder:
    """All frames of rules/checks over the masked text, each only in sentences that hold its words and figures."""

    def __init__(self, rulebook: Rulebook) -> None:
        rules = list(rulebook.of(CheckRule))
        breaks = [word for _, rule in rules for word in rule.cues.get("break", ())]
        stops = [word for _, rule in rules for word in rule.cues.get("stop", ())]
        joins = [word for _, rule in rules for word in rule.cues.get("join", ())]
        gaps = {
            "reach": reach(breaks, joins, 14),
            "onward": reach(breaks, joins, 14, onward=True),
            "over": reach(breaks, joins, 14, onward=True).replace(START.format(goes_on(joins)), "", 1),
            "near": near([*breaks, *stops], 4),
            "rest": "[^¶]{1,400}?",
        }
        self._units = Units(rulebook)
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._frames: list[_Compiled] = []
        for entry, rule in rules:
            if rule.frames:
                self._frames += _compile(entry, rule, gaps)
        self._classes = list(dict.fromkeys(words for frame in self._frames for words in frame.words))
        self._holding: dict[str, list[frozenset[str]]] = {}
        for group in self._classes:
            for word in group:
                self._holding.setdefault(word, []).append(group)
        self._by_class: dict[frozenset[str], list[_Compiled]] = {}
        for frame in self._frames:
            rarest = min(frame.words, key=lambda words: sum(words == other for f in self._frames for other in f.words))
            self._by_class.setdefault(rarest, []).append(frame)

    def find(self, masked: Masked) -> Iterator[Claim]:
        """The claims of every frame that fits, one for each kind of check it can make."""
        sentences = sorted({figure.sentence for figure in masked.figures})
        last: set[frozenset[str]] = set()
        last_number = -2
        for number in sentences:
            start, end = masked.sentence(number)
            text = masked.text[start:end]
            present: set[frozenset[str]] = set()
            for word in text.lower().split():
                present.update(self._holding.get(word, ()))
            if present:
                yield from self._sentence(masked, (start, end), text, present)
            before = masked.sentence(number - 1)[0] if number else start
            both = masked.text[before:end]
            if number and both.count("⟪") > 2:
                wider = present | (last if last_number == number - 1 else set())
                yield from self._across(masked, (before, end), both, wider)
            last, last_number = present, number

    def _sentence(
        self, masked: Masked, place: tuple[int, int], text: str, present: set[frozenset[str]]
    ) -> Iterator[Claim]:
        """Frames within one sentence."""
        if text.count("⟪") > 1:
            yield from self._run(masked, place, text, (present, False))

    def _across(
        self, masked: Masked, place: tuple[int, int], text: str, present: set[frozenset[str]]
    ) -> Iterator[Claim]:
        """Frames over the end of a sentence."""
        yield from self._run(masked, place, text, (present, True))

    def _run(
        self, masked: Masked, place: tuple[int, int], text: str, which: tuple[set[frozenset[str]], bool]
    ) -> Iterator[Claim]:
        present, crosses = which
        tokens: list[str] = []
        tried = [compiled for group in self._classes if group in present for compiled in self._by_class.get(group, ())]
        for compiled in tried:
            if compiled.crosses is not crosses or not present.issuperset(compiled.words):
                continue
            if all(any(f"⟪{letter}" in text for letter in letters) for letters in compiled.kinds):
                tokens = tokens or text.lower().split()
                if not compiled.fits(tokens):
                    continue
                pattern = self._patterns.get(compiled.body)
                if pattern is None:
                    pattern = self._patterns[compiled.body] = re.compile(compiled.body)
                for match in pattern.finditer(masked.text, *place):
                    yield from self._claims(masked, match, compiled.frame)

    def _claims(self, masked: Masked, match: "re.Match[str]", frame: Frame) -> Iterator[Claim]:
        bound = {
            role: masked.figures[int(text[2:-1])]
            for role, text in match.groupdict().items()
            if text is not None and text[0] == "⟪"
        }
        if any(figure.unread and figure.record.text.isalpha() for figure in bound.values()):
            return  # "satu dari 10 orang" says about how many
        doubt = None
        if frame.unless is not None and frame.unless.search(
            masked.text, match.start(), _clause_end(masked, match.end())
        ):
            doubt = "different_period" if _other_period(masked, bound, frame) else None
        if frame.grade == "C" or ("base" in bound and bound["base"].value <= 10):
            doubt = "grade_c"  # "enam dari 10 orang (62 persen)"
        taken_up = next((role for role in ("new", "part") if role in bound), None)
        crosses = taken_up is not None and "¶" in match.group()
        choices = _choices(masked, bound, str(taken_up)) if crosses else [bound]
        for kind, formulas in frame.holds.items():
            claim = _best(kind, frame, choices, formulas)
            if claim is None or not _comparable(claim) or _own_base(masked, claim, bound):
                continue
            alike = self._alike(masked, claim)
            held = claim.claim.unit or claim.claim.value <= claim.readings[0].value
            if claim.readings[0].bound and not (alike and held):
                continue
            direct = "percent" in bound and "base" in bound and bound["base"].index == bound["percent"].index + 1
            unsure = doubt or (None if alike or direct else "different_unit")
            if frame.proof == "slip" and not product_slips(bound["total"], bound["n"], bound["each"]):
                unsure = unsure or "grade_c"
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
                doubt=unsure,
                says=frame.says.get(f"{kind}-{claim.operands[0][0]}", frame.says.get(kind)),
            )

    def _alike(self, masked: Masked, claim: Claim) -> bool:
        """Whether no two counts of the claim have different nouns of their own ("77 unit (3.280.696 GT)")."""
        roles = dict(claim.operands)
        if "n" in roles:  # a product counts what one of its factors counts
            return any(self._units.same(claim.claim, roles[role], masked) for role in ("n", "each"))
        counts = [figure for figure in claim.figures if figure.kind == "C"]
        return all(self._units.same(counts[0], figure, masked) for figure in counts[1:])


def _compile(entry: Entry, rule: CheckRule, gaps: Mapping[str, str]) -> Iterator[_Compiled]:
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
    unless = any_of(rule.unless)
    same, other = (any_of(rule.cues.get(name, ())) for name in ("same-period", "other-period"))
    says = {kind: (words.id, words.en) for kind, words in rule.says.items()}
    frame = Frame(entry.id, rule.relation, holds, unless, same, other, rule.grade, says, rule.proof)
    for source in rule.frames:
        pattern = compile_pattern(_expanded(source, rule), entry.place, slots)
        solid = _OPTIONAL.sub(" ", source)
        words, kinds, order = list[frozenset[str]](), list[str](), list[frozenset[str]]()
        for token in solid.split():
            role = _role(token, rule)
            if role is not None:
                kinds.append(_LETTERS[rule.roles[role]])
                order.append(frozenset(f"⟪{letter.lower()}" for letter in kinds[-1]))
            elif token == "¶":
                order.append(frozenset(token))
            elif token not in ("...", "…", "~") and ":" not in token:
                words.append(frozenset(_WORD.sub(lambda m: rule.words.get(m[1], ""), token).lower().split("|")))
                order.append(words[-1])
        crosses = "¶" in source
        yield _Compiled(pattern.body, frame, tuple(words), tuple(kinds), tuple(order), crosses)


# Gaps of any length over anything but the end of a sentence.
_LOOSE: Mapping[str, str] = dict.fromkeys(("reach", "onward", "over", "near", "rest"), r"[^¶]{1,600}?")


@dataclass(frozen=True, slots=True)
class LooseFrame:
    """A frame for those who ask why it did not fit: ``source`` as written, the classes of ``words`` and ``kinds`` of
    figures it needs, and ``body``, which leaves out how near these must stand."""

    source: str
    words: tuple[frozenset[str], ...]
    kinds: tuple[str, ...]
    body: str


def loose_frames(entry: Entry, rule: CheckRule) -> list[LooseFrame]:
    """The frames of one rule, each in its order."""
    compiled = _compile(entry, rule, _LOOSE)
    return [LooseFrame(s, one.words, one.kinds, one.body) for s, one in zip(rule.frames, compiled, strict=True)]


def _role(token: str, rule: CheckRule) -> str | None:
    match = _WORD.fullmatch(token)
    return match[1] if match and match[1] in rule.roles else None


def _expanded(source: str, rule: CheckRule) -> str:
    """Word classes written out, ``...`` and ``~`` as optional gaps."""
    source = _WORD.sub(lambda match: rule.words.get(match[1], match[0]), source)
    names = iter(f"g_{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")

    def gap(match: "re.Match[str]") -> str:
        before_figure = match[2].startswith("{") and match[2].strip("{}") in rule.roles
        kind = {"~": "near", "…": "over"}.get(match[1], "reach" if before_figure else "onward")
        if match[2] == "¶":
            kind = "rest"
        return f"({{{next(names)}:{kind}}})"

    return _GAP.sub(gap, source)


def _choices(masked: Masked, bound: dict[str, Figure], role: str) -> list[dict[str, Figure]]:
    """ "Angka itu naik ..." may mean any figure of the sentence before: one binding for each."""
    first = bound[role]
    others = [f for f in masked.figures[max(0, first.index - 7) : first.index + 8] if f.sentence == first.sentence]
    return [{**bound, role: figure} for figure in reversed(others) if figure.kind == first.kind]


def _best(kind: str, frame: Frame, choices: list[dict[str, Figure]], formulas: tuple[Formula, ...]) -> Claim | None:
    """The claim of the binding that comes nearest to what is stated."""
    claims = [claim for bound in choices if (claim := _claim(kind, frame, bound, formulas)) is not None]
    return min(claims, key=_miss) if claims else None


def _miss(claim: Claim) -> Fraction:
    return min(abs(reading.value - claim.claim.value) for reading in claim.readings)


def _claim(kind: str, frame: Frame, bound: Mapping[str, Figure], formulas: tuple[Formula, ...]) -> Claim | None:
    usable = [f for f in formulas if f.claim in bound and all(role in bound for role in f.roles)]
    if "old" in bound and "change" in bound:  # the old level is printed: no need to work it out
        usable = [f for f in usable if not {"new", "change"} <= set(f.roles)]
    readings = [reading for f in usable if (reading := formula_reading("", f, bound)) is not None]
    if not readings:
        return None
    role = usable[0].claim
    used = dict.fromkeys(name for f in usable for name in f.roles)
    operands = tuple((name, bound[name]) for name in used)
    additive = not any("/" in f.body or "*" in f.body for f in usable)
    return Claim(kind, frame.rule, role, bound[role], operands, readings, additive=additive)


def _comparable(claim: Claim) -> bool:
    """Whether the level figures of a claim measure the same: one kind, one currency, units that convert."""
    levels = [f for role, f in (*claim.operands, ("", claim.claim)) if f.kind in "MCURID" and role != "n"]
    first = next((figure for figure in levels if figure.kind not in "CI"), None)
    if first is None:
        return True
    largest = max(figure.value for figure in levels)
    smallest = min((figure.value for figure in levels if figure.value > 0), default=largest)
    if largest > 300 * smallest and any(map(_either_way, levels)):
        return False  # "Rp 1.022 juta" beside "Rp 997 ribu": the point may be a decimal point
    ends = [figure for role, figure in claim.operands if role != "change" and figure.kind == "M"]
    if any(0 < figure.value < 1000 and figure.value * 300 < largest for figure in ends):
        return False  # "dari Rp 171,8 juta baru Rp 130": the scale word was left out
    for figure in levels:
        if figure.kind == "I":
            continue  # "melemah 66 poin": points of whatever is quoted
        if figure.kind == "C" and figure.record.unit is None and figure.kind != first.kind:
            continue  # a bare number beside amounts with their unit
        if figure.kind != first.kind or figure.unit != first.unit:
            return False
    return True


_EITHER_WAY = re.compile(r"(?<![\d.])\d\.\d{3}\s+[a-z]")
_OWN = re.compile(r"\ *(?:dari|terhadap)\b")


def _either_way(figure: Figure) -> bool:
    return figure.written.place >= 1000 and bool(_EITHER_WAY.search(figure.record.text))


def _own_base(masked: Masked, claim: Claim, bound: Mapping[str, Figure]) -> bool:
    """Whether the percentage has a sign, or names another base behind it than the one it was bound to ("41 persen
    dari PDB")."""
    percent = bound.get("percent")
    if percent is not None and percent.value < 0:
        return True  # "turun 28 poin atau minus 0,20 persen": the sign says the same twice
    if percent is None or not _OWN.match(masked.text, percent.until):
        return False
    others = [figure for role, figure in claim.operands if role in ("base", "old")]
    if not others or any(figure.index == percent.index + 1 for figure in others):
        return False
    return not any(names_base(masked, percent, figure) for figure in others)


def names_base(masked: Masked, percent: Figure, base: Figure) -> bool:
    """Whether "76 persen dari target" without a figure behind it means ``base``, which stands behind that word."""
    words = masked.after(percent.index).partition("¶")[0].split()[1:8]
    if "¶" not in masked.after(percent.index) and len(words) < 7:
        return False  # it has a figure of its own
    before = frozenset(masked.before(base.index).lower().split())
    return any(word.lower() in before for word in words[:3] if len(word) > 4)


def _other_period(masked: Masked, bound: Mapping[str, Figure], frame: Frame) -> bool:
    """Whether the figures may be of another period than the comparison: a quarter before, and not that of last year."""
    records = [figure.record for figure in bound.values()]
    start, end = min(record.start for record in records), max(record.end for record in records) + 40
    if frame.same is not None and frame.same.search(masked.source, start, end):
        return False
    return frame.other is None or frame.other.search(masked.source, start, end) is not None


def _clause_end(masked: Masked, offset: int) -> int:
    end = masked.text.find("¶", offset)
    return min(offset + 30, end if end >= 0 else offset)
