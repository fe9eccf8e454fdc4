from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k3extract.checks.weekdays import repairs


@pytest.mark.parametrize(
    ("stated", "printed", "published", "first", "why"),
    [
        (1, date(2020, 5, 16), date(2020, 3, 17), date(2020, 3, 16), "month slip"),
        (1, date(2020, 1, 11), date(2021, 1, 12), date(2021, 1, 11), "year slip"),
        (4, date(2020, 9, 7), date(2020, 7, 9), date(2020, 7, 9), "day and month swapped"),
        (3, date(2024, 3, 26), date(2024, 3, 27), date(2024, 3, 26), "wrong weekday name"),
        (5, date(2025, 5, 20), None, date(2025, 6, 20), "month slip"),
        (1, date(2020, 12, 1), None, date(2020, 12, 1), "wrong weekday name"),
    ],
)
def test_the_likeliest_repair_comes_first(
    stated: int, printed: date, published: date | None, first: date, why: str
) -> None:
    day, reason = repairs(stated, printed, published)[0]
    assert (day, reason[1]) == (first, why)


@given(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.integers(1, 7),
    st.none() | st.dates(date(1900, 1, 1), date(2100, 12, 31)),
)
def test_every_repair_fits_its_weekday_or_renames_it(printed: date, stated: int, published: date | None) -> None:
    found = repairs(stated, printed, published)
    assert 1 <= len(found) <= 3
    assert all(day.isoweekday() == stated or day == printed for day, _ in found)
