"""Days, months and years of the civil calendar: arithmetic on ``datetime.date``, nothing that reads a clock."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

WEEK = 7


@dataclass(frozen=True, slots=True)
class Partial:
    """A calendar date with what was said of it: ``Partial(2024, 11)`` is a month, ``Partial(None, 11, 25)`` a day
    of an unknown year. Nothing is checked; see ``valid``."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def valid(self) -> bool:
        """Whether the calendar has it; 29 February passes while the year is open.

        >>> Partial(2023, 2, 29).valid, Partial(None, 2, 29).valid
        (False, True)
        """
        if self.year is not None and not 1 <= self.year <= 9999:
            return False
        if self.month is None:
            return self.day is None
        if not 1 <= self.month <= 12:
            return False
        return self.day is None or 1 <= self.day <= days_in(2000 if self.year is None else self.year, self.month)

    def date(self) -> date | None:
        """The day, when year, month and day are known and exist."""
        if self.year is None or self.month is None or self.day is None or not self.valid:
            return None
        return date(self.year, self.month, self.day)

    def __str__(self) -> str:
        year = "XXXX" if self.year is None else f"{self.year:04d}"
        month = "" if self.month is None else f"-{self.month:02d}"
        return year + month + ("" if self.day is None else f"-{self.day:02d}")


def days_in(year: int, month: int) -> int:
    """How many days ``month`` (1-12) has."""
    return monthrange(year, month)[1]


def shift_days(day: date, days: int) -> date | None:
    """``day`` moved by ``days``, None past the ends of the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def shift_months(day: date, months: int) -> date | None:
    """The same day of the month ``months`` later (earlier when negative), or the last one the month has.

    >>> shift_months(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, days_in(year, month + 1)))


def parse_day(stamp: str | None) -> date | None:
    """The day of an ISO 8601 date or instant, None when it is none.

    >>> parse_day("2024-11-25T10:00")
    datetime.date(2024, 11, 25)
    """
    try:
        return date.fromisoformat(stamp[:10]) if stamp else None
    except ValueError:
        return None


def monday(day: date) -> date:
    """The Monday of the week of ``day``."""
    return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (anonymous algorithm, Meeus, Astronomical Algorithms, ch. 8).

    >>> easter(2024)
    datetime.date(2024, 3, 31)
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    last = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * last) // 451
    month, day = divmod(h + last - 7 * m + 114, 31)
    return date(year, month, day + 1)
