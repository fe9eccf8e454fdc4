"""EDTF (ISO 8601-2:2019): a strict reader of every form this project writes, and the writer of day ranges."""

import re
from datetime import date

from k3extract.values.calendar import days_in

DayRange = tuple[date, date]

# First and last month of the sub-year groupings of level 2.
_GROUPS = {
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
    37: (1, 4), 38: (5, 8), 39: (9, 12),
    40: (1, 6), 41: (7, 12),
}  # fmt: skip
_DATE = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|XXXX)(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?[?~%]?"
)
_INSTANT = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:Z|[+-][01][0-9]:[0-5][0-9])?"
)


def parse_edtf(text: str) -> DayRange | None:
    """The first and last day of ``text``; None where it is open at an end or names no year. Raises ValueError when
    it is no EDTF of ours.

    >>> parse_edtf("1998-38")
    (datetime.date(1998, 5, 1), datetime.date(1998, 8, 31))
    >>> parse_edtf("{2024-11-16,2024-11-18}")
    (datetime.date(2024, 11, 16), datetime.date(2024, 11, 18))
    """
    if text[:1] in "{[" and text[-1:] == {"{": "}", "[": "]"}.get(text[:1]):
        members = [_point(member, text) for member in text[1:-1].split(",")]
        known = [member for member in members if member is not None]
        if len(known) < len(members):
            return None
        return min(member[0] for member in known), max(member[1] for member in known)
    first, slash, second = text.partition("/")
    if not slash:
        return _point(first, text)
    low = None if first == ".." else _point(first, text)
    high = None if second == ".." else _point(second, text)
    if low is None or high is None:
        return None
    if high[1] < low[0]:
        raise ValueError(f"an interval that ends before it begins: {text!r}")
    return low[0], high[1]


def _point(value: str, whole: str) -> DayRange | None:
    instant = _INSTANT.fullmatch(value)
    match = _DATE.fullmatch(instant["day"] if instant else value)
    if match is None:
        raise ValueError(f"no EDTF: {whole!r}")
    year, month, day = match["year"], match["month"], match["day"]
    if year == "XXXX":
        return None
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if month is None:
        return _days(low, (1, 1), high, (12, 31))
    if "X" in (value if not instant else ""):
        return None
    number = int(month)
    if number in _GROUPS and day is None:
        first, last = _GROUPS[number]
        return _days(low, (first, 1), low, (last, days_in(max(low, 1), last)))
    if not 1 <= number <= 12 or low < 1:
        raise ValueError(f"no such month: {whole!r}")
    return _days(low, (number, int(day or 1)), low, (number, int(day or days_in(low, number))))


def _days(low: int, first: tuple[int, int], high: int, last: tuple[int, int]) -> DayRange:
    try:
        return date(low, *first), date(high, *last)
    except ValueError:
        raise ValueError(f"no such day: {low}-{first[0]}-{first[1]}") from None
