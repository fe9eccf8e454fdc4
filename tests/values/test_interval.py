"""Intervals: what the digits and the hedge of a figure allow."""

from decimal import Decimal, getcontext, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k3extract.values.interval import (
    Hedge,
    Written,
    leading_unit,
    plain,
    plus,
    strict,
    times,
    unit,
)

HEDGES = [None, "about", "more_than", "at_least", "almost", "at_most", "less_than", "range", "vague"]


def bounds(low: str | None, high: str | None) -> tuple[Decimal | None, Decimal | None]:
    return (None if low is None else Decimal(low), None if high is None else Decimal(high))


@pytest.mark.parametrize(
    ("written", "narrow"),
    [
        (Written(Decimal(12735)), ("12735", "12735")),
        (Written(Decimal(1400)), ("1400", "1400")),
        (Written(Decimal(8000)), ("8000", "8000")),
        (Written(Decimal(1500000), 5, False), ("1450000", "1550000")),
        (Written(Decimal(13000000), 6, False), ("12500000", "13500000")),
        (Written(Decimal(75), 0, False), ("74.5", "75.5")),
        (Written(Decimal("81.92"), -2, False), ("81.915", "81.925")),
        (Written(Decimal(1500), 0, True, "about"), ("1425", "1575")),
        (Written(Decimal(3), 0, False, "about"), ("2", "4")),
        (Written(Decimal(3000), 0, True, "almost"), ("2700", "3000")),
        (Written(Decimal(500), 0, True, "more_than"), ("500", "600")),
        (Written(Decimal(5000000000), 9, False, "more_than"), ("5000000000", "6000000000")),
        (Written(Decimal(12), 0, True, "at_least"), ("12", None)),
        (Written(Decimal(50), 0, True, "at_most"), ("0", "50")),
        (Written(Decimal(50), 0, True, "less_than"), ("0", "50")),
        (Written(Decimal(-5), 0, False), ("-5.5", "-4.5")),
        (Written(Decimal(-5), 0, False, "at_most"), (None, "-5")),
        (Written(Decimal(0)), ("0", "0")),
    ],
)
def test_columns(written: Written, narrow: tuple[str, str]) -> None:
    assert strict(written) == bounds(*narrow)


@given(st.integers(-(10**15), 10**15), st.integers(-4, 12), st.booleans(), st.sampled_from(HEDGES))
def test_an_interval_has_ends_in_order_plainly_written(
    value: int, place: int, exact: bool, hedge: Hedge | None
) -> None:
    low, high = strict(Written(Decimal(value), place, exact, hedge))
    assert low is None or high is None or low <= high
    for end in (low, high):
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
    assert unit(-2) == Decimal("0.01")
    assert str(plain(Decimal("1.5E+6"))) == "1500000"
    assert str(plain(Decimal("2.500"))) == "2.5"
