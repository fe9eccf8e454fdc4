"""From a claimed relation with its readings to a verdict: face value, strict intervals, wide intervals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from k3extract.checks.figures import Figure
from k3extract.checks.formula import Formula
from k3extract.checks.intervals import Interval, around
from k3extract.records import Scope, Severity, Verdict


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to compute the claim: ``kind`` chooses its gloss, ``roles`` are the figures the gloss names."""

    gloss: str
    expression: str
    value: Fraction
    strict: Interval | None
    wide: Interval | None
    roles: Mapping[str, Figure]
    when: tuple[str, str] | None = None  # the condition it stands under, Indonesian and English
    bound: bool = False  # the claim need only be at most the value
    parts: tuple[Figure, ...] = ()  # what is added up, where that is all


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation that words claim: ``claim`` is the figure that the ``operands`` should give by one of ``readings``.

    ``additive`` relations of whole figures have no tolerance. ``doubt`` is the reason why a miss is no finding;
    ``says`` are the words for what is stated, Indonesian and English.
    """

    kind: str
    rule: str
    role: str
    claim: Figure
    operands: Sequence[tuple[str, Figure]]
    readings: Sequence[Reading]
    scope: Scope = "sentence"
    additive: bool = False
    doubt: str | None = None
    says: tuple[str, str] | None = None
    named: tuple[tuple[int, int], ...] = ()  # places of what is counted and is no figure

    @property
    def figures(self) -> list[Figure]:
        return [self.claim, *(figure for _, figure in self.operands)]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict with its reason, the tier by which each reading agrees, and the distance of the nearest."""

    verdict: Verdict
    reason: str | None
    severity: Severity
    agrees: Sequence[str | None]
    gap: Fraction | None = None
    relative: Fraction | None = None


def formula_reading(gloss: str, formula: Formula, bound: Mapping[str, Figure]) -> Reading | None:
    """The reading that ``formula`` gives over the figures ``bound``; None where it divides by zero."""
    roles = {role: bound[role] for role in formula.roles}
    try:
        value = formula.compute({role: figure.value for role, figure in roles.items()})
    except ZeroDivisionError:
        return None
    strict = formula.over({role: figure.strict() for role, figure in roles.items()})
    finest = min((f.written.zeros for role, f in bound.items() if f.kind in "MCU" and role != "n"), default=0)
    loose = {role: "n" in bound or figure.written.zeros <= finest for role, figure in roles.items()}
    wide = formula.over({role: figure.wide(loose=loose[role]) for role, figure in roles.items()})
    filled = formula.filled({role: plain(figure.value) for role, figure in roles.items()})
    return Reading(gloss or formula.source, filled, value, strict, wide, bound, bound=formula.bound)


def sum_reading(gloss: str, parts: Sequence[tuple[Figure, int]], bound: Mapping[str, Figure]) -> Reading:
    """The reading "parts, each so many times, add up"."""
    figures = [figure for figure, _ in parts]
    finest = min((figure.written.zeros for figure in (*figures, *bound.values()) if figure.written.whole), default=0)
    strict = _added([(figure.strict(), times) for figure, times in parts])
    wide = _added([(figure.wide(loose=figure.written.zeros <= finest), times) for figure, times in parts])
    shown = " + ".join(
        plain(figure.value) if times == 1 else f"{times} * {plain(figure.value)}" for figure, times in parts
    )
    value = sum((figure.value * times for figure, times in parts), Fraction(0))
    return Reading(gloss, shown, value, strict, wide, bound, parts=tuple(figures))


def _added(intervals: Sequence[tuple[Interval, int]]) -> Interval:
    low: Fraction | None = Fraction(0)
    high: Fraction | None = Fraction(0)
    for interval, times in intervals:
        low = None if low is None or interval.low is None else low + interval.low * times
        high = None if high is None or interval.high is None else high + interval.high * times
    return Interval(low, high)


def scope_of(figures: Sequence[Figure]) -> Scope:
    """How far apart the figures of a relation stand."""
    sentences = [figure.sentence for figure in figures]
    span = max(sentences) - min(sentences)
    return "sentence" if span == 0 else "adjacent" if span == 1 else "article"


def exact(claim: Figure, value: Fraction) -> bool:
    """Whether ``value``, rounded to the printed places of ``claim``, is the claim (either way at half)."""
    apart = abs(value - claim.value)
    if not apart:
        return True
    return apart * 2 <= abs(claim.value) and apart * 2 <= claim.place()


def judge(claimed: Claim) -> Judgement:
    """Consistent if any reading holds, inconsistent only if all fail on the widest interval."""
    claim = claimed.claim
    if not claimed.readings:
        return Judgement("not_checkable", claimed.doubt, "info", ())
    narrow, broad = _claim_intervals(claimed)
    readings = _intersected(claimed.readings)
    agrees = [_tier(claim, reading, narrow, broad) for reading in readings]
    best = next((tier for wanted in ("exact", "rounding") for tier in agrees if tier == wanted), None)
    best = best or next((tier for tier in agrees if tier), None)
    if best in ("exact", "bound"):
        return Judgement("consistent", None, "none", agrees)
    if best:
        return Judgement("approximate", best, "none", agrees)
    if any(reading.strict is None or reading.wide is None for reading in claimed.readings):
        return Judgement("not_checkable", "open_bound", "info", agrees)
    if claimed.doubt:
        return Judgement("not_checkable", claimed.doubt, "info", agrees)
    gap = min(narrow.distance(reading.strict) for reading in claimed.readings if reading.strict)
    relative = gap / abs(claim.value) if claim.value else Fraction(1)
    grave: Severity = "high" if any(reading.bound for reading in claimed.readings) else severity(relative)
    return Judgement("inconsistent", None, grave, agrees, gap, relative)


def _intersected(readings: Sequence[Reading]) -> Sequence[Reading]:
    """Readings that all come to the same are one quantity read twice: what each leaves open the other narrows."""
    stricts = [reading.strict for reading in readings if reading.strict is not None]
    wides = [reading.wide for reading in readings if reading.wide is not None]
    if len(stricts) < 2 or len(stricts) != len(readings) or len(wides) != len(readings):
        return readings
    low, high = _overlap(stricts)
    if low is None or high is None or low > high:
        return readings
    wide_low, wide_high = _overlap(wides)
    both = Interval(low, high), Interval(wide_low, wide_high)
    return [replace(reading, strict=both[0], wide=both[1]) for reading in readings]


def _overlap(intervals: Sequence[Interval]) -> tuple[Fraction | None, Fraction | None]:
    lows = [interval.low for interval in intervals if interval.low is not None]
    highs = [interval.high for interval in intervals if interval.high is not None]
    return max(lows, default=None), min(highs, default=None)


def severity(relative: Fraction) -> Severity:
    """How grave a gap is: more than 10 % high, 1 to 10 % medium, else low."""
    if relative > Fraction(1, 10):
        return "high"
    return "medium" if relative >= Fraction(1, 100) else "low"


def _claim_intervals(claimed: Claim) -> tuple[Interval, Interval]:
    claim = claimed.claim
    narrow = claim.strict()
    if claimed.additive:
        zeros = claim.written.zeros
        finer = any(figure.written.whole and figure.written.zeros < zeros for figure in claimed.figures)
        return narrow, claim.wide(loose=not finer)
    broad = claim.wide()
    if claim.kind == "K" and claim.written.hedge is None:  # "tiga kali lipat" is no two
        return around(claim.value, claim.place() / 2), around(claim.value, claim.place() / 2)
    if claim.written.whole and claim.written.hedge is None:  # a quotient printed as a whole number was rounded
        narrow = around(claim.value, claim.place() / 2)
        if claim.written.zeros < 2:
            broad = around(claim.value, claim.place())
    return narrow, broad


def _tier(claim: Figure, reading: Reading, narrow: Interval, broad: Interval) -> str | None:
    if reading.bound:
        return "bound" if claim.value <= reading.value else None
    if exact(claim, reading.value):
        return "exact"
    hedged = any(figure.record.hedge for figure in (claim, *reading.roles.values()))
    if reading.strict is not None and narrow.meets(reading.strict):
        return "hedge" if hedged else "rounding"
    if reading.wide is None or not broad.meets(reading.wide):
        return None
    if hedged:
        return "hedge"
    loose = any(figure.written.zeros >= 2 for figure in (claim, *reading.roles.values()))
    return "loose_zeros" if loose else "truncation"


def plain(value: Fraction) -> str:
    """A rational as plain decimal digits, at most 6 places.

    >>> plain(Fraction(49, 4)), plain(Fraction(1, 3)), plain(Fraction(1500000))
    ('12.25', '0.333333', '1500000')
    """
    if value.denominator == 1:
        return str(value.numerator)
    scaled = round(value * 10**6)
    sign = "-" if scaled < 0 else ""
    whole, rest = divmod(abs(scaled), 10**6)
    return f"{sign}{whole}.{rest:06d}".rstrip("0").rstrip(".")
