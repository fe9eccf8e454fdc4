from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k3extract.checks.intervals import Interval, Written, around, leading_place, point, strict, wide


def printed(value: str, place: str = "1", digits: int = 4, hedge: str | None = None) -> Written:
    whole = Decimal(place) == 1
    return Written(Decimal(value), Decimal(place), digits, whole, hedge)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "low", "high", "wide_low", "wide_high"),
    [
        (printed("13860"), "13860", "13860", "13860", "13860"),
        (printed("2700", digits=2), "2700", "2700", "2600", "2800"),
        (printed("8000", digits=1), "8000", "8000", "7000", "9000"),
        (printed("1500000", "100000", 2), "1450000", "1550000", "1400000", "1600000"),
        (printed("13000000", "1000000", 2), "12500000", "13500000", "12000000", "14000000"),
        (printed("73.64", "0.01"), "73.635", "73.645", "73.63", "73.65"),
        (printed("300", digits=1, hedge="about"), "285", "315", "200", "400"),
        (printed("200", digits=1, hedge="almost"), "180", "200", "100", "300"),
        (printed("25", digits=2, hedge="more_than"), "25", "35", "25", "45"),
        (printed("1.456", "0.001", 4, "more_than"), "1.4555", "1.457", "1.455", "1.458"),
        (printed("50", digits=1, hedge="at_most"), "0", "50", "0", "50"),
    ],
)
def test_what_a_printed_figure_allows(written: Written, low: str, high: str, wide_low: str, wide_high: str) -> None:
    assert strict(written) == Interval(Fraction(low), Fraction(high))
    loose = wide(written)
    assert loose.low is not None
    assert loose.high is not None
    assert loose.low <= Fraction(wide_low) or written.hedge == "almost"
    assert loose.high >= Fraction(high)
    if written.hedge is None:
        assert loose == Interval(Fraction(wide_low), Fraction(wide_high))


def test_at_least_is_open() -> None:
    assert strict(printed("50", hedge="at_least")) == Interval(Fraction(50), None)
    assert strict(printed("50", hedge="at_least")).open


def test_about_does_not_cover_a_figure_with_two_decimals() -> None:
    narrow = wide(printed("5.91", "0.01", 3, "about"))
    assert not narrow.meets(point(Fraction("6.00") + Fraction("0.05")))


def test_loose_zeros_only_when_asked() -> None:
    assert wide(printed("2700", digits=2), loose=False) == point(Fraction(2700))


@given(st.integers(-(10**9), 10**9), st.integers(0, 10**6), st.integers(-(10**9), 10**9), st.integers(0, 10**6))
def test_meeting_and_distance_agree(a: int, width: int, b: int, other: int) -> None:
    left, right = around(Fraction(a), Fraction(width)), around(Fraction(b), Fraction(other))
    assert left.meets(right) == right.meets(left) == (left.distance(right) == 0)
    assert left.distance(right) == right.distance(left)


def test_leading_place() -> None:
    assert leading_place(Decimal("736000000000")) == 10**11
    assert leading_place(Decimal(0)) == 1
