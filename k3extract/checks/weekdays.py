"""Which slip could have put this weekday beside this date: pure functions over ``datetime.date``."""

from collections.abc import Iterator
from datetime import date, timedelta

from k3extract.values.calendar import shift_months

NAMES = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
# Reasons of a repair, Indonesian and English.
WEEKDAY = ("nama hari keliru", "wrong weekday name")
DAY = ("tanggal bergeser satu hari", "date off by one day")
MONTH = ("bulan keliru", "month slip")
YEAR = ("tahun keliru", "year slip")
SWAP = ("tanggal dan bulan tertukar", "day and month swapped")

Reason = tuple[str, str]
Repair = tuple[date, Reason]


def repairs(stated: int, day: date, published: date | None) -> list[Repair]:
    """Days on which the stated weekday (Monday 1) falls and that differ from ``day`` by one slip, the likeliest first.

    With a day of publication those near it come first and those long after it are left out; the printed day
    itself, under the name it really has, stands where no slip leads closer to publication.

    >>> [(str(day), why[1]) for day, why in repairs(1, date(2020, 5, 16), date(2020, 3, 17))][:2]
    [('2020-03-16', 'month slip'), ('2020-05-16', 'wrong weekday name')]
    """
    found: dict[date, tuple[str, str]] = {}
    for other, why in _slips(day):
        if other.isoweekday() == stated:
            found.setdefault(other, why)
    found.setdefault(day, WEEKDAY)
    apart = (stated - day.isoweekday()) % 7
    likely = (WEEKDAY, DAY, MONTH, YEAR, SWAP) if apart in (1, 6) else (MONTH, SWAP, YEAR, WEEKDAY, DAY)
    ranked = sorted(found.items(), key=lambda item: _rank(item, (day, likely), published))
    if published is not None:
        near = [item for item in ranked if abs((item[0] - published).days) <= 400]
        ranked = near or ranked
    return ranked[:3]


def _slips(day: date) -> Iterator[Repair]:
    if day.day <= 12 and day.day != day.month:
        yield date(day.year, day.day, day.month), SWAP
    for by in (-1, 1, -2, 2, -10, 10, -3, 3):
        moved = shift_months(day, by)
        if moved is not None and moved.day == day.day:
            yield moved, MONTH
    for by in (-1, 1):
        year = day.year + by
        if 1 <= year <= 9999 and not (day.month == 2 and day.day == 29):
            yield day.replace(year=year), YEAR
    for by in (-1, 1):
        if 1 < day.toordinal() < 3_652_058:
            yield day + timedelta(days=by), DAY


def _rank(item: Repair, printed: tuple[date, tuple[Reason, ...]], published: date | None) -> tuple[int, int, int]:
    """Near publication first, then the likelier slip (one day off: the name or the day; else the month)."""
    other, why = item
    day, likely = printed
    order = likely.index(why)
    if published is None:
        return (0, order, abs((other - day).days))
    ahead = (other - published).days
    distance = -ahead if ahead <= 0 else 2 * ahead
    bucket = 0 if distance <= 10 else 1 if distance <= 60 else 2 if distance <= 400 else 3
    return (bucket, order, distance)
