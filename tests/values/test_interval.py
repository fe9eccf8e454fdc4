"""Intervals: the strict and the wide column, and what they promise each other."""

from decimal import Decimal, getcontext, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k3extract.values.interval import (
    Hedge,
    Written,
    last_nonzero_unit,
    leading_unit,
    loose_zeros,
    plain,
    plus,
    strict,
    times,
    unit,
    wide,
)

HEDGES = [None, "about", "more_than", "at_least", "almost", "at_most", "less_than", "range", "vague"]


def bounds(low: str | None, high: str | None) -> tuple[Decimal | None, Decimal | None]:
    return (None if low is None else Decimal(low), None if high is None else Decimal(high))


@pytest.mark.parametrize(
    ("written", "narrow", "broad"),
    [
        (Written(Decimal(12735)), ("12735", "12735"), ("12735", "12735")),
        (Written(Decimal(1400)), ("1400", "1400"), ("1300", "1500")),
        (Written(Decimal(8000)), ("8000", "8000"), ("7000", "9000")),
        (Written(Decimal(1500000), 5, False), ("1450000", "1550000"), ("1400000", "1600000")),
        (Written(Decimal(13000000), 6, False), ("12500000", "13500000"), ("12000000", "14000000")),
        (Written(Decimal(75), 0, False), ("74.5", "75.5"), ("74", "76")),
        (Written(Decimal("81.92"), -2, False), ("81.915", "81.925"), ("81.91", "81.93")),
        (Written(Decimal(1500), 0, True, "about"), ("1425", "1575"), ("1350", "1650")),
        (Written(Decimal(3), 0, False, "about"), ("2", "4"), ("1", "5")),
        (Written(Decimal(3000), 0, True, "almost"), ("2700", "3000"), ("2550", "3000")),
        (Written(Decimal(500), 0, True, "more_than"), ("500", "600"), ("500", None)),
        (Written(Decimal(5000000000), 9, False, "more_than"), ("5000000000", "6000000000"), ("5000000000", None)),
        (Written(Decimal(12), 0, True, "at_least"), ("12", None), ("12", None)),
        (Written(Decimal(50), 0, True, "at_most"), ("0", "50"), ("0", "50")),
        (Written(Decimal(50), 0, True, "less_than"), ("0", "50"), ("0", "50")),
        (Written(Decimal(-5), 0, False), ("-5.5", "-4.5"), ("-6", "-4")),
        (Written(Decimal(-5), 0, False, "at_most"), (None, "-5"), (None, "-5")),
        (Written(Decimal(0)), ("0", "0"), ("0", "0")),
    ],
)
def test_columns(written: Written, narrow: tuple[str, str], broad: tuple[str, str]) -> None:
    assert strict(written) == bounds(*narrow)
    assert wide(written) == bounds(*broad)


@given(st.integers(-(10**15), 10**15), st.integers(-4, 12), st.booleans(), st.sampled_from(HEDGES))
def test_the_wide_interval_holds_the_strict_one(value: int, place: int, exact: bool, hedge: Hedge | None) -> None:
    written = Written(Decimal(value), place, exact, hedge)
    (low, high), (wide_low, wide_high) = strict(written), wide(written)
    assert wide_low is None or (low is not None and wide_low <= low)
    assert wide_high is None or (high is not None and high <= wide_high)
    assert low is None or high is None or low <= high
    for end in (low, high, wide_low, wide_high):
        assert end is None or "E" not in str(end)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4))
def test_nothing_depends_on_the_context(value: Decimal) -> None:
    before = strict(Written(value, -4, False, "about")), plus(value, value), times(value, 3)
    with localcontext() as context:
        context.prec = 2
        assert (strict(Written(value, -4, False, "about")), plus(value, value), times(value, 3)) == before
    assert getcontext().prec != 2


def test_units() -> None:
    assert leading_unit(Decimal(5300)) == 1000
    assert leading_unit(Decimal("0.45")) == Decimal("0.1")
    assert leading_unit(Decimal(0)) == 1
    assert last_nonzero_unit(Decimal(1400)) == 100
    assert last_nonzero_unit(Decimal("2.50")) == Decimal("0.1")
    assert last_nonzero_unit(Decimal(0)) == 1
    assert unit(-2) == Decimal("0.01")
    assert str(plain(Decimal("1.5E+6"))) == "1500000"
    assert str(plain(Decimal("2.500"))) == "2.5"
    assert loose_zeros(Decimal(1400))
    assert not loose_zeros(Decimal(1410))
    assert not loose_zeros(Decimal(0))
    assert not loose_zeros(Decimal("100.5"))
