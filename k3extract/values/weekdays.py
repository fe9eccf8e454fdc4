"""Printed weekdays against the calendar: whether they fit a date, and the slips that would explain a misfit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from k3extract.values.calendar import Partial, shift_days, shift_months

# In the order of how often each slip explains a misfit in print: a day or the weekday's name about half, a month a
# fifth, a year a sixth, day and month swapped under a hundredth.
REASONS = ("weekday", "day", "month", "year", "swap")
_NEAR = 45  # days before or after publication within which a repaired date is worth showing


@dataclass(frozen=True, slots=True)
class Repair:
    """One change after which weekdays and dates agree: the ``days`` it gives, the ``weekdays`` (1 = Monday) that then
    stand beside them, ``why`` one of ``REASONS``."""

    why: str
    days: tuple[date, ...]
    weekdays: tuple[int, ...]


def fits(weekdays: Sequence[int], days: Sequence[date]) -> bool:
    """Whether the printed weekdays (1 = Monday) are those of the days; one weekday speaks of the first day, two of
    the first and the last.

    >>> fits([4, 5], [date(2023, 11, 16), date(2023, 11, 17)])
    True
    """
    if not weekdays or not days:
        return True
    if len(weekdays) == len(days):
        return all(day.isoweekday() == weekday for day, weekday in zip(days, weekdays, strict=True))
    ends = (days[0],) if len(weekdays) == 1 else (days[0], days[-1])
    return all(day.isoweekday() == weekday for day, weekday in zip(ends, (weekdays[0], weekdays[-1]), strict=False))


def repairs(weekdays: Sequence[int], days: Sequence[date], published: date | None = None) -> list[Repair]:
    """What may have been meant where ``weekdays`` do not fit ``days``: another weekday, the day before or after, the
    month before or after, the year before or after, day and month swapped. Those near ``published`` come first, each
    group in the order of ``REASONS``; the weekday is always one of them. Empty where they fit.

    >>> [(r.why, r.days[0].isoformat()) for r in repairs([2], [date(2025, 10, 22)], date(2025, 10, 23))]
    [('weekday', '2025-10-22'), ('day', '2025-10-21')]
    """
    if not days or fits(weekdays, days):
        return []
    found = [Repair("weekday", tuple(days), tuple(day.isoweekday() for day in _named(weekdays, days)))]
    for why, moved in _slips(days):
        if fits(weekdays, moved):
            found.append(Repair(why, tuple(moved), tuple(weekdays)))
    if published is None:
        return found
    near = [repair for repair in found if abs((repair.days[0] - published).days) <= _NEAR]
    return near or found


def _named(weekdays: Sequence[int], days: Sequence[date]) -> Sequence[date]:
    if len(weekdays) == len(days):
        return days
    return days[:1] if len(weekdays) == 1 else (days[0], days[-1])


def _slips(days: Sequence[date]) -> list[tuple[str, list[date]]]:
    out: list[tuple[str, list[date]]] = []

    def add(why: str, moved: list[date | None]) -> None:
        known = [day for day in moved if day is not None]
        if len(known) == len(days):
            out.append((why, known))

    for step in (-1, 1):
        add("day", [shift_days(day, step) for day in days])
    for why, months in (("month", 1), ("year", 12)):
        for step in (-months, months):
            moved = [shift_months(day, step) for day in days]
            add(
                why,
                [new if new is not None and new.day == old.day else None for new, old in zip(moved, days, strict=True)],
            )
    add("swap", [Partial(day.year, day.day, day.month).date() for day in days])
    return out
