"""The validator's one entrance: an Extraction without checks in, its checks out."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from itertools import chain

from k3extract.checks.anaphora import ShareFinder
from k3extract.checks.averages import AverageFinder
from k3extract.checks.breakdowns import BreakdownFinder
from k3extract.checks.dates import DateChecker
from k3extract.checks.differences import DifferenceFinder
from k3extract.checks.enumerations import EnumerationFinder
from k3extract.checks.figured import FiguredFinder
from k3extract.checks.figures import BareNumbers
from k3extract.checks.frames import FrameFinder
from k3extract.checks.inferred import InferredFinder
from k3extract.checks.judging import Claim, Judgement, judge
from k3extract.checks.masked import Asides, Masked, mask
from k3extract.checks.nearby import NearbyFinder
from k3extract.checks.partitions import PartitionFinder
from k3extract.checks.periods import PeriodChecker
from k3extract.checks.products import ProductFinder
from k3extract.checks.repeats import RepeatFinder
from k3extract.checks.report import report
from k3extract.checks.sequence import SequenceChecker
from k3extract.checks.subsets import SubsetFinder
from k3extract.records import Check, Extraction
from k3extract.rulebook import Rulebook
from k3extract.rulebook.kinds.checks import CheckRule


class Validator:
    """Checks the relations of rules/checks."""

    def __init__(self, rulebook: Rulebook) -> None:
        words = {name: _words(rulebook, name) for name in ("scales", "ones", "leads", "labels", "members")}
        self._bare = BareNumbers(*words.values())
        self._asides = Asides(*(_words(rulebook, name) for name in ("said", "converted", "hedges")))
        self._frames = FrameFinder(rulebook)
        self._shares = ShareFinder(rulebook)
        self._breakdowns = BreakdownFinder(rulebook)
        self._averages = AverageFinder(rulebook)
        self._differences = DifferenceFinder(rulebook)
        self._nearby = NearbyFinder(rulebook)
        self._partitions = PartitionFinder(rulebook)
        self._products = ProductFinder(rulebook)
        self._enumerations = EnumerationFinder(rulebook)
        self._figured = FiguredFinder(rulebook)
        self._repeats = RepeatFinder(rulebook)
        self._inferred = InferredFinder(rulebook)
        self._subsets = SubsetFinder(rulebook)
        self._sequence = SequenceChecker(rulebook)
        self._periods = PeriodChecker(rulebook)
        self._dates = DateChecker(rulebook)

    def validate(self, extraction: Extraction) -> tuple[Check, ...]:
        """Checks in text order, one for each claimed figure and kind."""
        checks = [
            *self._dates.check(extraction),
            *self._periods.check(extraction),
            *self._sequence.check(extraction),
        ]
        if extraction.statistics:
            masked = mask(extraction, self._bare, self._asides)
            checks += _folded([report(extraction.article, *judged) for judged in settle(self._claims(masked))])
        checks.sort(key=lambda check: (check.spans[0].start, check.spans[-1].end, check.kind))
        return tuple({check.id: check for check in reversed(checks)}.values())[::-1]

    def claims(self, extraction: Extraction) -> list[Claim]:
        """Every relation of figures that a rule reads, before one is chosen for each claimed figure."""
        return list(self._claims(mask(extraction, self._bare, self._asides))) if extraction.statistics else []

    def _claims(self, masked: Masked) -> Iterable[Claim]:
        if len(masked.figures) < 2:
            return chain(self._enumerations.find(masked), self._figured.find(masked))
        framed = list(self._frames.find(masked))
        bound = frozenset(claim.claim.index for claim in framed)
        return chain(
            framed,
            self._differences.find(masked),
            self._shares.find(masked),
            self._breakdowns.find(masked),
            self._averages.find(masked),
            self._products.find(masked),
            self._nearby.find(masked, bound),
            self._partitions.find(masked),
            self._enumerations.find(masked),
            self._figured.find(masked),
            self._subsets.find(masked),
            self._repeats.find(masked),
            self._inferred.find(masked),
        )


def _words(rulebook: Rulebook, name: str) -> tuple[str, ...]:
    """The cue words of one name over all rules."""
    return tuple(word for _, rule in rulebook.of(CheckRule) for word in rule.cues.get(name, ()))


def _folded(checks: list[Check]) -> list[Check]:
    """A finding that the article states twice with the same figures is one finding that shows both places."""
    first: dict[tuple[object, ...], int] = {}
    kept: list[Check] = []
    for check in sorted(checks, key=lambda check: check.spans[0].start):
        key = (check.kind, *sorted((span.role, span.text) for span in check.spans))
        if check.verdict == "inconsistent" and key in first:
            known = kept[first[key]]
            kept[first[key]] = replace(known, spans=known.spans + check.spans, operands=known.operands + check.operands)
            continue
        if check.verdict == "inconsistent":
            first[key] = len(kept)
        kept.append(check)
    return kept


_GOOD = ("consistent", "approximate")
_CHANGES = frozenset({"pct_change", "abs_change", "pp_change", "multiple", "average"})
_RANK = {"consistent": 0, "approximate": 1, "not_checkable": 2, "inconsistent": 3}


def settle(claims: Iterable[Claim]) -> list[tuple[Claim, Judgement]]:
    """One judged claim for each kind and claimed figure: what any reading of any rule confirms is confirmed."""
    best: dict[tuple[str, int, int], tuple[Claim, Judgement]] = {}
    held: dict[tuple[int, str], list[set[int]]] = {}
    for claim in claims:
        judgement = judge(claim)
        other = claim.operands[0][1].index if claim.operands and judgement.verdict in _GOOD else -1
        key = (claim.kind, claim.claim.index, other)  # one total may have two breakdowns
        known = best.get(key)
        if known is None or _rank(claim, judgement) < _rank(*known):
            best[key] = (claim, judgement)
        if judgement.verdict in _GOOD:
            parts = {figure.index for _, figure in claim.operands}
            held.setdefault((claim.claim.index, _FAMILY.get(claim.kind, "")), []).append(parts)
    seen: set[frozenset[int]] = set()
    kept = []
    for claim, judgement in best.values():
        figures = frozenset(figure.index for figure in claim.figures)
        if judgement.verdict in _GOOD:
            if figures in seen and len(figures) > 2:
                continue  # the same parts under another cue
            seen.add(figures)
        elif _excused(claim, held):
            continue
        kept.append((claim, judgement))
    kept = [item for item in kept if item[0].readings or not _told(item[0], seen)]
    return _roots([item for item in kept if not any(_within(item, other) for other in kept)])


def _within(item: tuple[Claim, Judgement], other: tuple[Claim, Judgement]) -> bool:
    """Whether a relation that holds says less of the same figure than another of its kind that holds."""
    claim, whole = item[0], other[0]
    if claim is whole or (claim.kind, claim.claim.index) != (whole.kind, whole.claim.index):
        return False
    if claim.kind not in _CHANGES or item[1].verdict not in _GOOD or other[1].verdict not in _GOOD:
        return False
    return {figure.index for figure in claim.figures} < {figure.index for figure in whole.figures}


def _rank(claim: Claim, judgement: Judgement) -> tuple[int, Fraction]:
    """The better verdict first, among findings the one that comes nearest to what is stated."""
    gap = judgement.relative if judgement.relative is not None else Fraction(0)
    return (_RANK[judgement.verdict] if claim.readings else len(_RANK)), gap


def _told(claim: Claim, seen: set[frozenset[int]]) -> bool:
    """Whether an open relation is answered by one that holds: the running count that has its total after all."""
    figures = {figure.index for figure in claim.figures}
    return any(figures <= other for other in seen)


# A figure confirmed by one relation of a family is not faulted by another; a second list of it may be.
_FAMILY = {"breakdown": "list", "remainder": "list", "sum": "list", "equal_shares": "list", "count_vs_list": "list"}


def _excused(claim: Claim, held: dict[tuple[int, str], list[set[int]]]) -> bool:
    confirmed = held.get((claim.claim.index, _FAMILY.get(claim.kind, "")), ())
    if claim.kind != "breakdown":
        return bool(confirmed)
    parts = {figure.index for _, figure in claim.operands}
    return any(parts & other for other in confirmed)


def _roots(judged: list[tuple[Claim, Judgement]]) -> list[tuple[Claim, Judgement]]:
    """One finding for one cause: of findings that share their claim, or two figures, the fullest stays."""
    findings = [item for item in judged if item[1].verdict == "inconsistent"]
    findings.sort(key=lambda item: (-len(item[0].operands), item[0].claim.index))
    kept: list[set[int]] = []
    percents: set[int] = set()
    dropped: set[int] = set()
    for claim, _ in findings:
        figures = {figure.index for figure in claim.figures}
        same = claim.claim.kind == "P" and claim.claim.index in percents
        if same or any(len(figures & other) >= 2 for other in kept):
            dropped.add(id(claim))
        else:
            kept.append(figures)
            percents.add(claim.claim.index)
    return [item for item in judged if id(item[0]) not in dropped]
