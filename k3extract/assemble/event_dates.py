"""When an event takes place: the day or range beside its name, the day it was opened, or the article's own day."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from k3extract.assemble.items import Item
from k3extract.mentions.marked import MarkedText
from k3extract.records import Time

_OPENING, _CLOSING = "“", "”"
_AROUND = 60  # days
_FEAST = ":holiday"  # of the rule ids of rules/dates
_DAY = 10  # characters of YYYY-MM-DD


def is_day(time: Time) -> bool:
    """Whether the time names a day or a range of days (an hour of a day counts)."""
    edtf = day_edtf(time)
    return edtf is not None and len(edtf.split("/")[0]) == _DAY


def says_when(time: Time | None) -> bool:
    """Whether the time can say by itself when something was: a day that is printed, not a feast (since Lebaran)."""
    if time is None or not is_day(time) or time.rule.endswith(_FEAST):
        return False
    return time.basis != "inherited" or ":" in (time.timex or "")  # "malam hari" says nothing, "pukul 10.00" does


def day_edtf(time: Time) -> str | None:
    """EDTF of a date without its clock time; None where the value is not known."""
    if time.type not in ("DATE", "TIME") or time.timex is None:
        return None
    value = time.edtf or time.timex
    parts = [part.split("T")[0][:_DAY] for part in value.split("/")]
    if not all(part == ".." or part[:4].isdigit() for part in parts):
        return None
    return "/".join(dict.fromkeys(parts))


def beside(items: Sequence[Item], start: int, *, behind: bool) -> Time | None:
    """The time of the sentence that dates what stands at item ``start``: the first day behind it, or a month there;
    else (``behind=False``) the last day before it."""
    if not behind:
        before = [item.time for item in reversed(items[:start]) if item.time is not None]
        day = next((time for time in before if says_when(time)), None)
        day = day or next((time for time in before if is_day(time)), None)
        return day or next((time for time in before if _month(time)), None)
    last = _quotation_end(items, start)
    last = next((at for at in range(start, last) if that_year(items, at)), last)
    times = [item.time for item in items[start:last] if item.time is not None]
    day = next((time for time in _printed(times) if says_when(time)), None)
    day = day or next((time for time in times if is_day(time)), None)
    return day or next((time for time in times if _month(time)), None)


def _printed(times: Sequence[Time]) -> Sequence[Time]:
    """``hari ini, Kamis (29/8)``: the printed day goes before the one that is only pointed at."""
    following: list[Time | None] = [*times[1:], None]
    pairs = zip(times, following, strict=False)  # no times: nothing follows
    return [one for one, two in pairs if two is None or one.weekday or not _apposition(one, two)]


def _apposition(one: Time, two: Time) -> bool:
    return two.weekday is not None and two.start - one.end <= len(", ")


def that_year(items: Sequence[Item], at: int) -> bool:
    """``di Oslo pada 2010, kata Rini, Selasa``: told of another year, the day is that of the speech."""
    time = items[at].time
    return time is not None and at > 0 and items[at - 1].low == "pada" and _bare_year(time) and not is_day(time)


def _quotation_end(items: Sequence[Item], start: int) -> int:
    """Where the quotation ends in which item ``start`` stands: the day behind it is that of the speech."""
    opened = False
    for index in range(start, len(items)):
        mark = items[index].low
        if mark in _OPENING or (mark == '"' and not opened):
            if mark == '"' and (index + 1 == len(items) or items[index - 1].end == items[index].start):
                return index
            opened = True
        elif mark in _CLOSING or mark == '"':
            if not opened:
                return index
            opened = False
    return len(items)


def _month(time: Time) -> bool:
    return time.type == "DATE" and day_edtf(time) is not None and not _bare_year(time)


def _bare_year(time: Time) -> bool:
    """``Pemilu 2024``, ``tahun 2017``: a year is no date of an event."""
    edtf = day_edtf(time)
    return edtf is not None and len(edtf.split("/")[0]) < len("2024-01")


def likely_day(marked: MarkedText) -> Time | None:
    """The day an undated event of the article most likely took place: its first printed weekday date, else its first
    day, near the day of publication where that is known."""
    days = [time for time in marked.times if is_day(time) and near(time, marked.article.reference_date)]
    return next((time for time in days if time.weekday is not None), days[0] if days else None)


def near(time: Time, published: str | None) -> bool:
    """Whether the time lies within two months of publication; True where that is not known."""
    edtf = day_edtf(time)
    if published is None or edtf is None:
        return True
    try:
        return abs(date.fromisoformat(edtf[:_DAY]) - date.fromisoformat(published[:_DAY])) <= timedelta(days=_AROUND)
    except ValueError:
        return False


def until(items: Sequence[Item], time: Time) -> bool:
    """``berlangsung hingga Sabtu (4/10)``: the day on which it ends."""
    at = next((index for index, item in enumerate(items) if item.time is time), 0)
    return at > 0 and any(item.has("until") for item in items[max(0, at - 2) : at])


def stretched(items: Sequence[Item], time: Time, *, opens: bool = False) -> str | None:
    """The range of a course that *begins* (or is opened: ``opens``) on a day and lasts ``selama N hari``, else the
    day itself."""
    edtf = day_edtf(time)
    if edtf is None or len(edtf) != _DAY:
        return edtf
    second = _second_day(items, time)
    if second is not None and second > edtf:
        return f"{edtf}/{second}"
    days = next((_days(item) for item in items if _days(item) is not None), None)
    begins = opens or any(item.has("begins") for item in items if item.end <= time.start)
    if days is None or not begins:
        return edtf
    try:
        last = date.fromisoformat(edtf) + timedelta(days=days - 1)
    except (ValueError, OverflowError):
        return edtf
    return f"{edtf}/{last.isoformat()}"


def _second_day(items: Sequence[Item], time: Time) -> str | None:
    """``Senin (19/9) dan Kecamatan Y, Selasa (20/9)``: the next day, named in the same list of places."""
    place = next((index for index, item in enumerate(items) if item.time is time), None)
    if place is None or time.weekday is None:
        return None
    if "range_start" in time.flags:  # "Senin (3/3/2025) hingga Jumat (7/3/2025)": the reader of times joined them
        return next((day_edtf(item.time) for item in items[place + 1 :] if item.time is not None), None)
    for index in range(place + 1, min(place + 9, len(items))):
        item = items[index]
        if item.time is not None:
            joined = any(between.has("join") for between in items[place + 1 : index])
            return (
                day_edtf(item.time) if joined and item.time.weekday is not None and _next_to(time, item.time) else None
            )
        if item.verb or item.has("rel", "measure"):
            return None
    return None


def _next_to(first: Time, second: Time) -> bool:
    a, b = day_edtf(first), day_edtf(second)
    if a is None or b is None or len(a) != _DAY or len(b) != _DAY:
        return False
    try:
        return date.fromisoformat(b) - date.fromisoformat(a) == timedelta(days=1)
    except ValueError:
        return False


def _days(item: Item) -> int | None:
    quantity = item.quantity
    if quantity is not None and quantity.unit == "hari" and quantity.value is not None:
        days = quantity.value
        return int(days) if days == days.to_integral_value() and Decimal(1) < days < Decimal(60) else None
    if item.time is not None and item.time.type == "DURATION" and item.time.timex is not None:
        timex = item.time.timex
        if timex.startswith("P") and timex.endswith("D") and timex[1:-1].isdigit() and 1 < int(timex[1:-1]) < 60:
            return int(timex[1:-1])
    return None
