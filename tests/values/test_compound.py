"""Compound measures: one value in the largest unit that holds it exactly."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from k3extract.values.compound import compound, fits
from k3extract.values.measure import Unit

SECOND = Unit("detik", "duration")
MINUTE = Unit("menit", "duration", holds=(("detik", 60),))
HOUR = Unit("jam", "duration", holds=(("menit", 60),))
GRAM = Unit("gram", "mass", measured=True)
KILO = Unit("kilogram", "mass", measured=True, holds=(("gram", 1000), ("pon", 2)))
POUND = Unit("pon", "mass", measured=True)


def test_the_largest_exact_unit() -> None:
    assert compound(2, HOUR, [(Decimal(30), MINUTE)]) == (Decimal("2.5"), 0, HOUR)
    assert compound(1, HOUR, [(Decimal(20), MINUTE)]) == (Decimal(80), 0, MINUTE)
    assert compound(1, HOUR, [(Decimal(0), MINUTE), (Decimal(1), SECOND)]) == (Decimal(3601), 0, SECOND)


def test_decimals_stay_in_their_unit() -> None:
    assert compound(1, MINUTE, [(Decimal("46.199"), SECOND)]) == (Decimal("106.199"), -3, SECOND)
    assert str(compound(1, MINUTE, [(Decimal("30.0"), SECOND)])[0]) == "90.0"


def test_rounded_digits_go_up_by_tens_only() -> None:
    assert compound(2, KILO, [(Decimal(300), GRAM)]) == (Decimal("2.3"), -3, KILO)
    assert compound(2, KILO, [(Decimal(1), POUND)]) == (Decimal(5), 0, POUND)


def test_what_fits() -> None:
    assert fits(Decimal(59), 0, HOUR, MINUTE)
    assert not fits(Decimal(60), 0, HOUR, MINUTE)
    assert not fits(None, 0, HOUR, MINUTE)
    assert not fits(Decimal(5), 0, HOUR, SECOND)
    assert not fits(Decimal(0), 0, HOUR, MINUTE)


@given(st.integers(1, 10**6), st.integers(1, 59), st.integers(1, 59))
def test_no_part_is_lost(hours: int, minutes: int, seconds: int) -> None:
    value, _, unit = compound(hours, HOUR, [(Decimal(minutes), MINUTE), (Decimal(seconds), SECOND)])
    total = Fraction(value) * {"jam": 3600, "menit": 60, "detik": 1}[unit.name]
    assert total == hours * 3600 + minutes * 60 + seconds
    assert "E" not in str(value)
