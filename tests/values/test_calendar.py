"""The civil calendar, anchors, feasts, Roman numerals."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k3extract.values.calendar import Partial, easter, monday, parse_day, shift_days, shift_months
from k3extract.values.feasts import Feast, FeastCalendar, tabular
from k3extract.values.roman import roman, to_roman
from k3extract.values.time_anchor import complete_year, full_year, near_weekday

MONTHS = {"muharram": 1, "ramadan": 9, "syawal": 10}
CALENDAR = FeastCalendar({("1 ramadan", 1445): "2024-03-12", ("nyepi", 2024): "2024-03-11"}, MONTHS)


def test_partial_dates() -> None:
    assert Partial(2024, 2, 29).date() == date(2024, 2, 29)
    assert Partial(2023, 2, 29).date() is None
    assert not Partial(2023, 13).valid
    assert not Partial(0, 1, 1).valid
    assert not Partial(2024, None, 3).valid
    assert Partial(2024).valid
    assert [str(p) for p in (Partial(None, 11, 27), Partial(800), Partial(2024, 5))] == [
        "XXXX-11-27",
        "0800",
        "2024-05",
    ]
    assert Partial(2024, 5).date() is None


def test_shifts_stop_at_the_ends_of_the_calendar() -> None:
    assert shift_days(date.max, 1) is None
    assert shift_months(date.max, 1) is None
    assert shift_months(date(2024, 3, 31), -1) == date(2024, 2, 29)
    assert monday(date.min) == date.min


@pytest.mark.parametrize("stamp", [None, "", "10/22/2025 10:04", "2024-13-01", "kemarin"])
def test_no_day(stamp: str | None) -> None:
    assert parse_day(stamp) is None


@pytest.mark.parametrize(
    ("year", "day"), [(2000, "04-23"), (2019, "04-21"), (2024, "03-31"), (2025, "04-20"), (2038, "04-25")]
)
def test_easter(year: int, day: str) -> None:
    assert easter(year).isoformat() == f"{year}-{day}"


@pytest.mark.parametrize(
    ("part", "reference", "weekday", "tense", "want"),
    [
        ((11, 27), "2024-11-25", 3, None, "2024-11-27"),
        ((12, 31), "2025-01-02", 2, None, "2024-12-31"),
        ((2, 28), "2016-06-30", None, None, "2016-02-28"),
        ((8, 10), "2014-12-29", None, None, "2014-08-10"),
        ((12, 10), "2024-11-25", None, None, "2024-12-10"),
        ((12, 10), "2024-11-25", None, "past", "2023-12-10"),
        ((3, 5), "2024-11-25", None, None, "2024-03-05"),
        ((3, 5), "2024-11-25", None, "future", "2025-03-05"),
        ((5, 15), "2025-10-01", 3, None, "2025-05-15"),  # a weekday alone does not reach back past a year
        ((7, 10), "2023-07-10", 7, None, "2023-07-10"),  # near publication a slip is likelier than another year
        ((11, 18), "2025-10-01", 1, None, "2024-11-18"),
        ((2, 29), "2025-06-01", None, None, "2024-02-29"),
        ((11, 25), "2024-11-25", None, None, "2024-11-25"),
    ],
)
def test_years_are_completed(
    part: tuple[int, int], reference: str, weekday: int | None, tense: str | None, want: str
) -> None:
    completed = complete_year(Partial(None, *part), date.fromisoformat(reference), weekday, tense)  # type: ignore[arg-type]
    assert str(completed) == want


def test_months_are_completed() -> None:
    reference = date(2024, 11, 25)
    assert str(complete_year(Partial(None, 10), reference)) == "2024-10"
    assert str(complete_year(Partial(None, 12), reference)) == "2024-12"
    assert str(complete_year(Partial(None, 12), reference, tense="past")) == "2023-12"
    assert str(complete_year(Partial(None, 3), reference)) == "2024-03"
    assert str(complete_year(Partial(None, 3), reference, tense="future")) == "2025-03"
    assert complete_year(Partial(2024), reference) == Partial(2024)
    assert complete_year(Partial(None, 2, 29), date(2026, 6, 1)) == Partial(None, 2, 29)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(1, 7))
def test_near_weekdays(day: date, weekday: int) -> None:
    last, past = near_weekday(day, weekday, None), near_weekday(day, weekday, "past")
    following, this = near_weekday(day, weekday, "next"), near_weekday(day, weekday, "this")
    assert {d.isoweekday() for d in (last, past, following, this)} == {weekday}
    assert 0 <= (day - last).days < 7
    assert 0 < (day - past).days <= 7
    assert 0 < (following - day).days <= 7
    assert monday(this) == monday(day)


def test_two_digit_years() -> None:
    assert [full_year(digits) for digits in ("24", "49", "50", "99", "1945")] == [2024, 2049, 1950, 1999, 1945]


def test_feasts() -> None:
    assert CALENDAR.hijri(1445, 9, 1) == (date(2024, 3, 12), True)
    assert CALENDAR.hijri(1445, 9, 30) == (date(2024, 4, 10), True)
    assert CALENDAR.hijri(1446, 1, 1) == (tabular(1446, 1, 1), False)
    assert CALENDAR.hijri(1445, 13, 1) is None
    assert tabular(20000, 1, 1) is None
    assert CALENDAR.hijri(1445, 1, 31) is None
    assert CALENDAR.date_of(Feast("fixed", "12-25"), 2024) == (date(2024, 12, 25), True)
    assert CALENDAR.date_of(Feast("fixed", "02-29"), 2023) is None
    assert CALENDAR.date_of(Feast("easter", "", -2), 2024) == (date(2024, 3, 29), True)
    assert CALENDAR.date_of(Feast("easter"), 1000) is None
    assert CALENDAR.date_of(Feast("table", "nyepi", 78), 2024) == (date(2024, 3, 11), True)
    assert CALENDAR.date_of(Feast("table", "nyepi", 78), 1946) == (date(2024, 3, 11), True)
    assert CALENDAR.date_of(Feast("table", "nyepi"), 1999) is None
    assert CALENDAR.date_of(Feast("day", "1 ramadan"), 2024) == (date(2024, 3, 12), True)
    assert CALENDAR.date_of(Feast("day", "1 ramadan"), 1445) == (date(2024, 3, 12), True)


@given(st.integers(1300, 1500), st.integers(1, 12))
def test_tabular_months_have_29_or_30_days(year: int, month: int) -> None:
    first = tabular(year, month, 1)
    after = tabular(year, month + 1, 1) if month < 12 else tabular(year + 1, 1, 1)
    assert first is not None
    assert after is not None
    assert (after - first).days in (29, 30)


@given(st.integers(1, 89))
def test_roman_numerals_read_back(number: int) -> None:
    assert roman(to_roman(number)) == number


@pytest.mark.parametrize("written", ["iix", "vv", "abc", "iiii", ""])
def test_no_roman_numeral(written: str) -> None:
    assert roman(written) is None
