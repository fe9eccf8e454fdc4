"""What a reading of a quantity is made of, and what its parts decide together: separators, ranges, bounds."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from k3extract.values.interval import Bounds, Hedge, Written, plain, plus, strict, times, unit
from k3extract.values.number import NumberLexicon, Numeral


@dataclass(frozen=True, slots=True)
class Unit:
    """``name`` is the canonical word, ``code`` UCUM or ISO 4217, ``rule`` the entry it comes from."""

    name: str
    dimension: str
    code: str | None = None
    rule: str = ""
    product: bool = False
    ranked: bool = False
    below: int | None = None  # values from here on cannot have the unit
    measured: bool = False  # written digits are rounded even where they are whole
    holds: tuple[tuple[str, int], ...] = ()  # smaller units and how many of each make one

    def per(self, below: "Unit") -> "Unit":
        """The rate of this unit by another (``rupiah per kapita`` *per bulan*)."""
        code = f"{self.code}/{below.code}" if self.code and below.code else None
        return replace(self, name=f"{self.name} per {below.name}", code=code)


Phrases = Mapping[str, tuple[tuple[tuple[str, ...], Unit], ...]]


@dataclass(frozen=True, slots=True)
class QuantityLexicon:
    """Everything around a numeral. Keys are lower case but for ``symbols`` and ``before``, which match as written."""

    number: NumberLexicon
    units: Phrases  # first word -> (further words, unit), longest first
    symbols: Mapping[str, Unit]
    symbols_above: Mapping[str, Unit]  # what a symbol means for values that its first unit cannot have
    before: Mapping[str, Unit]  # currencies and units that stand before the number
    cents: frozenset[str]
    hedges_before: Mapping[str, Hedge]
    hedges_after: Mapping[tuple[str, ...], Hedge]
    directions: Mapping[str, str]
    carriers: frozenset[str]
    ranges: frozenset[str]
    between: frozenset[str]
    between_joins: frozenset[str]
    alternatives: frozenset[str]
    minus: frozenset[str]
    plus_minus: frozenset[str]
    function_words: frozenset[str]
    comparatives: frozenset[str]
    ages: frozenset[str]  # usia: figures behind it are years
    lone_scales: frozenset[str]  # short scale words that need no currency where the text is one number


class Reading(NamedTuple):
    """One quantity: ``text[start:end]`` with its unit, ``number`` the span of the numeral alone."""

    start: int
    end: int
    number: tuple[int, int]
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: Unit | None
    hedge: Hedge | None = None
    direction: str | None = None
    numeral: Numeral | None = None
    dimension: str = "count"


@dataclass(slots=True)
class Side:
    """A numeral with what belongs to it, before hedges and ranges; filled in step by step."""

    start: int
    end: int
    numeral: Numeral
    unit: Unit | None
    negative: bool = False
    hedge: Hedge | None = None
    about: bool = False  # 280-an
    numeral_end: int = 0
    doubtful: bool = False  # 4.5 with no unit beside it


_DECIMAL = ("percent", "percentage_point", "index", "ratio")


def settle(side: Side, alone: bool) -> bool:
    """Decide what a separator means now that the unit is known; False where nobody can tell."""
    figures = side.numeral.figures
    if figures is None or side.about or not (figures.doubtful or figures.padded or figures.thousands is not None):
        return True
    dimension = side.unit.dimension if side.unit else None
    if figures.thousands is not None:
        if dimension == "count" or (dimension == "money" and not figures.doubtful):
            side.numeral = side.numeral._replace(value=Decimal(figures.thousands), place=0)
            return True
        seconds = side.unit is not None and side.unit.code == "s"
        return not figures.doubtful and (seconds or alone or dimension in _DECIMAL)
    if figures.doubtful and (dimension in (None, "count") or (side.unit and side.unit.code == "IDR")):
        return False
    return not (figures.padded and dimension is None and not alone)


def merge(left: Side, right: Side) -> tuple[Decimal | None, Decimal | None, Unit | None] | None:
    """The ends of a range with the unit that distributes over it; None where the two make none."""
    unit_ = right.unit or left.unit
    if left.unit is not None and right.unit is not None and left.unit.name != right.unit.name:
        if not right.unit.name.startswith(left.unit.name + " per "):
            return None
        unit_ = right.unit
    if left.unit is not None and right.unit is None and left.unit.dimension != "money":
        return None
    low, high = left.numeral.value, right.numeral.value
    if low is None and high is None:  # puluhan hingga ratusan
        return left.numeral.low, right.numeral.high, unit_
    if low is None or high is None or left.numeral.fraction != right.numeral.fraction:
        return None
    if right.numeral.scaled and not left.numeral.scaled and right.numeral.scale > 1:
        raised = times(low, right.numeral.scale)
        if raised < high:
            low = raised
        elif low < 1000:
            return None
    if left.negative:
        low = low.copy_negate()
    return (low, high, unit_) if low < high else None


def _is_exact(numeral: Numeral, unit_: Unit | None) -> bool:
    """Counts and amounts written out to the last one have no rounding; measures do."""
    if numeral.fraction and not numeral.place:
        return True  # tiga perempat
    if unit_ is not None and unit_.dimension == "money" and not numeral.scaled:
        return True
    return numeral.place == 0 and not (unit_ is not None and unit_.measured)


def reading(side: Side, hedge: Hedge | None, direction: str | None) -> Reading:
    numeral, unit_ = side.numeral, side.unit
    hedge = side.hedge or hedge
    dimension = (
        unit_.dimension if unit_ and not (numeral.fraction and unit_.dimension == "count") else _bare_dimension(numeral)
    )
    span = (numeral.start, side.numeral_end or numeral.end)
    if numeral.value is None:
        return Reading(
            side.start, side.end, span, None, numeral.low, numeral.high, unit_, "vague", direction, numeral, dimension
        )
    value = numeral.value.copy_negate() if side.negative and numeral.value else numeral.value
    written = Written(value, numeral.place, _is_exact(numeral, unit_), hedge)
    if side.about:
        bounds: Bounds = plain(value), plus(value, unit(_last_place(value)))
        hedge = "about"
    elif hedge is None and written.exact and numeral.place == 0 and not numeral.fraction:
        bounds = value, value
    else:
        bounds = strict(written)
    return Reading(side.start, side.end, span, value, *bounds, unit_, hedge, direction, numeral, dimension)


def _bare_dimension(numeral: Numeral) -> str:
    """Without a unit: fractions are ratios, figures with decimals index values, the rest counts."""
    if numeral.fraction:
        return "ratio"
    return "index" if numeral.place < 0 else "count"


def _last_place(value: Decimal) -> int:
    digits = str(abs(int(value)))
    return len(digits) - len(digits.rstrip("0")) if int(value) else 0


def settle_sign(text: str, side: Side, unit: Unit | None) -> None:
    """Shares and measures can be negative; counts cannot, and a dash at the beginning of a line is a bullet."""
    dimension = unit.dimension if unit else "count"
    bullet = text[side.start] in "-–−" and text[side.start - 1 : side.start] in ("", "\n")
    inner = side.start < side.numeral.start - 1 and text[side.numeral.start - 1] in "-–−"  # Rp -5 triliun
    if bullet or (dimension in ("count", "duration", "money") and not inner):
        side.negative, side.start = False, side.numeral.start


def neighbours(left: Side, right: Side) -> bool:
    """``4 atau 5 kali`` is a range; ``3 atau 10 persen`` is two figures."""
    low, high = left.numeral.value, right.numeral.value
    return left.unit is None and low is not None and high is not None and high == plus(low, Decimal(1))


def magnitude(text: str, side: Side) -> bool:
    """``magnitudo 6``, ``M 5,6``; a letter before whole figures is a name (M72)."""
    letter = not text[side.start + 1 : side.start + 2].islower()
    bound = side.unit.below if side.unit and side.unit.below else 0
    return below(side.numeral, bound) and (side.numeral.place < 0 or not letter)


def below(numeral: Numeral, bound: int) -> bool:
    """Whether the numeral has a value, and a smaller one."""
    return numeral.value is not None and numeral.value < bound
