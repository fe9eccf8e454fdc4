"""Units of time: durations as TIMEX3 writes them, and the week, month or year at a distance from a day."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from k3extract.mentions.times_draft import Draft
from k3extract.values.calendar import Partial, monday, shift_days, shift_months
from k3extract.values.time_lexicon import Unit

# How units follow each other in a duration, by letter and whether it is one of the clock.
UNIT_ORDER = {
    ("S", True): 0, ("M", True): 1, ("H", True): 2, ("D", False): 3, ("W", False): 4,
    ("M", False): 5, ("Q", False): 6, ("Y", False): 7,
}  # fmt: skip
_HALVES = {("H", True): "PT30M", ("M", True): "PT30S", ("D", False): "PT12H", ("Y", False): "P6M"}
_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
_DECIMAL = re.compile(r"[0-9]+(?:,[0-9]{1,3}|\.[0-9]{1,2})")


def set_day(draft: Draft, day: date | None, part: str) -> None:
    """``draft`` is ``day``, or the ``part`` of it (TIMEX3 letters)."""
    if day is None:
        return
    draft.first = draft.last = day
    draft.timex = draft.edtf = day.isoformat()
    if part:
        draft.type = "TIME"
        draft.timex, draft.edtf = day.isoformat() + part, None


def move(day: date | None, count: int, unit: Unit) -> date | None:
    """``day`` moved by ``count`` units of the calendar, None past its ends."""
    if day is None:
        return None
    if unit.letter in "DW":
        return shift_days(day, count * (7 if unit.letter == "W" else 1))
    return shift_months(day, count * {"M": 1, "Q": 3, "Y": 12}[unit.letter])


def set_unit(draft: Draft, base: date, unit: Unit, count: int) -> None:
    """``draft`` is the day, week, month, quarter, half or year that lies ``count`` of them from ``base``."""
    if unit.letter == "D":
        set_day(draft, shift_days(base, count), "")
    elif unit.letter == "W":
        first = shift_days(monday(base), 7 * count)
        last = shift_days(first, 6) if first else None
        if first is not None and last is not None:
            year, week, _ = first.isocalendar()
            draft.timex, draft.edtf = f"{year:04d}-W{week:02d}", f"{first}/{last}"
            draft.first, draft.last = first, last
    elif unit.letter in "MQ":
        _set_months(draft, base, unit, count)
    else:
        _set_years(draft, base.year + count * unit.size, unit.size)


def _set_months(draft: Draft, base: date, unit: Unit, count: int) -> None:
    size = 3 if unit.letter == "Q" else unit.size
    day = shift_months(base, size * count)
    if day is None:
        return
    if size == 1:
        draft.span = Partial(day.year, day.month)
        draft.timex = draft.edtf = str(draft.span)
        return
    index = (day.month - 1) // size + 1
    draft.timex = f"{day.year:04d}-{'Q' if size == 3 else 'H'}{index}"
    draft.edtf = f"{day.year:04d}-{(32 if size == 3 else 39) + index}"


def _set_years(draft: Draft, year: int, size: int) -> None:
    if not 1 <= year <= 9999:
        return
    if size == 10:
        draft.timex, draft.edtf = f"{year // 10:03d}", f"{year // 10:03d}X"
    elif size == 1:
        draft.span = Partial(year)
        draft.timex = draft.edtf = str(draft.span)


def duration(amount: str, unit: Unit) -> str:
    """The TIMEX3 duration: ``P3D``, ``PT1.5H``, ``PXY``.

    >>> duration("2", Unit("Y", 8)), duration("0.5", Unit("H", clock=True))
    ('P16Y', 'PT30M')
    """
    if unit.size > 1 and amount != "X":
        amount = f"{(Decimal(amount) * unit.size).normalize():f}"
    if amount == "0.5" and (half := _HALVES.get((unit.letter, unit.clock))) is not None:
        return half
    return f"P{'T' if unit.clock else ''}{amount}{unit.letter}"


def join_durations(first: str, second: str) -> str:
    """``P1Y`` and ``P6M`` are ``P1Y6M``; ``P1D`` and ``PT2H`` are ``P1DT2H``.

    >>> join_durations("PT1H", "PT30M"), join_durations("P1D", "PT2H")
    ('PT1H30M', 'P1DT2H')
    """
    if "T" in first and "T" in second:
        return first + second[2:]
    return first + second[1:]


def figure_of(written: str) -> str | None:
    """Digits as a plain decimal; None where the grouping makes no number.

    >>> figure_of("1.200"), figure_of("1,5"), figure_of("1.2.3")
    ('1200', '1.5', None)
    """
    if _GROUPED.fullmatch(written):
        return written.replace(".", "")
    if written.isdigit():
        return written.lstrip("0") or "0"
    return written.replace(",", ".") if _DECIMAL.fullmatch(written) else None


def amount_of(values: Sequence[str]) -> str:
    """The number that the values of number words make; ``X`` where one of them is vague.

    >>> amount_of(["2", "x10", "5"]), amount_of(["2", "half"]), amount_of(["half"]), amount_of(["X"])
    ('25', '2.5', '0.5', 'X')
    """
    if "X" in values or any(_beside(left, right) for left, right in pairwise(values)):  # "satu dua tahun"
        return "X"
    total = current = 0
    for value in values:
        if value == "half":
            continue
        if value == "teen":
            current += 10
        elif not value.startswith("x"):
            current += int(value)
        elif value == "x1000":
            total, current = total + max(current, 1) * 1000, 0
        else:
            factor = int(value[1:])
            tens, ones = (current - current % 10, current % 10) if factor == 10 else (0, current)
            current = tens + max(ones, 1) * factor
    number = str(total + current)
    if "half" not in values:
        return number
    return "0.5" if number == "0" else f"{number}.5"


def _beside(left: str, right: str) -> bool:
    """Whether two numbers stand beside each other that make no third (*satu dua*, not *duapuluh lima*)."""
    return left.isdecimal() and right.isdecimal() and (int(left) < 20 or int(right) >= 10)
