"""Typing slips: which one small change of a printed figure would give another value. Pure functions."""

from collections.abc import Iterator
from fractions import Fraction

from k3extract.checks.figures import Figure
from k3extract.checks.intervals import Written

SWAPPED = ("dua angka tertukar", "two digits swapped")
DIGIT = ("satu angka berbeda", "one digit differs")
MISSING = ("satu angka kurang", "a digit is missing")
EXTRA = ("satu angka lebih", "a digit too many")
SCALE = ("kata ribu, juta atau miliar keliru", "another scale word")
WHY_ENGLISH = dict((SWAPPED, DIGIT, MISSING, EXTRA, SCALE))


def slip(written: Written, wanted: Fraction) -> tuple[str, str] | None:
    """The name (Indonesian, English) of the slip that turns ``wanted`` into what is written, None if no one slip does.

    >>> from decimal import Decimal
    >>> slip(Written(Decimal("30.04"), Decimal("0.01"), 4, False, None), Fraction("35.04"))
    ('satu angka berbeda', 'one digit differs')
    """
    place = Fraction(written.place)
    have = Fraction(written.value) / place
    want = wanted / place
    if want <= 0 or have <= 0 or have.denominator != 1:
        return None
    target = round(want)
    if target == have:
        return None
    if (target < 100 or have < 100) and not scale_only(want, have):
        return None  # so few digits are always near each other
    if scale_only(want, have):
        return SCALE
    if want.denominator != 1 and abs(want - target) * 2 > 1:
        return None
    return _edit(str(int(have)), str(target))


def edited(written: Written, wanted: Fraction, slack: Fraction = Fraction(0)) -> bool:
    """Whether ``wanted``, give or take ``slack``, differs from what is written by one digit or two swapped ones,
    whatever its size."""
    place = Fraction(written.place)
    have, want = Fraction(written.value) / place, wanted / place
    if have.denominator != 1 or have < 10 or want < 10:
        return False
    by = min(int(slack / place), 2)
    digits = str(have.numerator)
    return any(_edit(digits, str(round(want) + off)) in (DIGIT, SWAPPED) for off in range(-by, by + 1))


def product_slips(total: Figure, n: Figure, each: Figure, *, scale: bool = False) -> bool:
    """Whether one slip of one of the three makes ``total = n * each`` hold, another ``scale`` word among them."""
    if not n.value or not each.value:
        return False
    pairs = ((total, n.value * each.value), (n, total.value / each.value), (each, total.value / n.value))
    return any(
        slip(figure.written, wanted / figure.factor) not in ((None,) if scale else (None, SCALE))
        or edited(figure.written, wanted / figure.factor)
        for figure, wanted in pairs
    )


def scale_only(want: Fraction, have: Fraction) -> bool:
    """Whether two values differ by a thousand or a million, within half a percent."""
    ratio = want / have
    return any(abs(ratio / Fraction(10) ** sign - 1) * 200 <= 1 for sign in (3, 6, -3, -6))


def _edit(have: str, want: str) -> tuple[str, str] | None:
    if len(have) == len(want):
        differ = [at for at, (a, b) in enumerate(zip(have, want, strict=True)) if a != b]
        if len(differ) == 1:
            return DIGIT
        if (
            len(differ) == 2
            and differ[1] == differ[0] + 1
            and have[differ[0]] + have[differ[1]] == (want[differ[1]] + want[differ[0]])
        ):
            return SWAPPED
        return None
    longer, shorter = (have, want) if len(have) > len(want) else (want, have)
    if len(longer) - len(shorter) == 1 and any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))):
        return EXTRA if longer == have else MISSING
    return None


def sum_slips(total: Figure, parts: list[tuple[Figure, int]]) -> Iterator[tuple[Figure, Fraction, tuple[str, str]]]:
    """Every figure of a sum that one slip away makes it hold: the figure, what it should be, the slip."""
    added = sum((figure.value * times for figure, times in parts), Fraction(0))
    named = slip(total.written, added / total.factor)
    if named is not None:
        yield total, added, named
    for figure, times in parts:
        wanted = figure.value + (total.value - added) / times
        named = slip(figure.written, wanted / figure.factor)
        if named is not None:
            yield figure, wanted, named
