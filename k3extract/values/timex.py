"""TIMEX3 values: a strict reader of every form this project writes (TimeML 1.2.1 guidelines, section 2.2)."""

import re
from datetime import date, timedelta

from k3extract.values.calendar import days_in

DayRange = tuple[date, date]

_REFS = frozenset({"PRESENT_REF", "PAST_REF", "FUTURE_REF"})
_DATE = re.compile(
    r"(?P<year>[0-9]{4}|XXXX)"
    r"(?:-W(?P<week>[0-9]{2}|XX)(?:-(?P<weekday>[1-7]|WE))?"
    r"|-Q(?P<quarter>[1-4])|-H(?P<half>[12])"
    r"|-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
)
_ROUND = re.compile(r"[0-9]{2,3}")
_CLOCK = re.compile(
    r"T(?:(?P<part>MO|MI|AF|EV|NI|DT)"
    r"|(?P<hour>[01][0-9]|2[0-3])(?::[0-5][0-9](?::[0-5][0-9])?)?(?P<zone>Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])?)"
)
_AMOUNT = r"(?:[0-9]+(?:\.[0-9]+)?|X)"
_DURATION = re.compile(
    rf"P(?=.)(?:{_AMOUNT}Y)?(?:{_AMOUNT}Q)?(?:{_AMOUNT}M)?(?:{_AMOUNT}W)?(?:{_AMOUNT}D)?"
    rf"(?:T(?=.)(?:{_AMOUNT}H)?(?:{_AMOUNT}M)?(?:{_AMOUNT}S)?)?|PXX"
)


def parse_timex(timex: str) -> DayRange | None:
    """The first and last day that ``timex`` covers; None for durations, references and what names no year.

    Raises ValueError when it is no TIMEX3 value of ours.

    >>> parse_timex("2024-Q3")
    (datetime.date(2024, 7, 1), datetime.date(2024, 9, 30))
    >>> parse_timex("P2W") is None
    True
    """
    if timex in _REFS or _DURATION.fullmatch(timex):
        return None
    first, slash, second = timex.partition("/")
    low = _point(first, timex)
    if not slash:
        return low
    high = _point(second, timex)
    if low is None or high is None:
        return None
    if high[1] < low[0]:
        raise ValueError(f"an interval that ends before it begins: {timex!r}")
    return low[0], high[1]


def _point(value: str, whole: str) -> DayRange | None:
    if _ROUND.fullmatch(value):
        step = 10 if len(value) == 3 else 100
        year = int(value) * step
        return _years(year, year + step - 1, whole)
    stem, _, clock = value.partition("T")
    if clock and not _CLOCK.fullmatch("T" + clock):
        raise ValueError(f"no clock time or part of day: {whole!r}")
    if not stem and clock:
        return None
    match = _DATE.fullmatch(stem)
    if match is None:
        raise ValueError(f"no TIMEX3 value: {whole!r}")
    if "X" in stem:
        return None
    return _calendar(match, whole)


def _calendar(match: re.Match[str], whole: str) -> DayRange:
    year = int(match["year"])
    if match["week"]:
        return _week(year, int(match["week"]), match["weekday"], whole)
    if match["quarter"] or match["half"]:
        size = 3 if match["quarter"] else 6
        last = size * int(match["quarter"] or match["half"])
        return _date(year, last - size + 1, 1, whole), _date(year, last, days_in(year, last), whole)
    if not match["month"]:
        return _years(year, year, whole)
    month = int(match["month"])
    if match["day"]:
        day = _date(year, month, int(match["day"]), whole)
        return day, day
    first = _date(year, month, 1, whole)
    return first, first.replace(day=days_in(year, month))


def _week(year: int, week: int, weekday: str | None, whole: str) -> DayRange:
    try:
        first = date.fromisocalendar(year, week, 1)
    except ValueError:
        raise ValueError(f"no such week: {whole!r}") from None
    if weekday == "WE":
        return first + timedelta(days=5), first + timedelta(days=6)
    if weekday:
        return (day := first + timedelta(days=int(weekday) - 1)), day
    return first, first + timedelta(days=6)


def _years(first: int, last: int, whole: str) -> DayRange:
    return _date(first, 1, 1, whole), _date(last, 12, 31, whole)


def _date(year: int, month: int, day: int, whole: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"no such day: {whole!r}") from None
