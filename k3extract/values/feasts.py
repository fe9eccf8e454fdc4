"""Moving feasts: the Hijri calendar and the holidays that follow it, Easter or a table of decrees."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from k3extract.values.calendar import Partial, easter, shift_days

_EPOCH = 227014  # date.toordinal of the day before 1 Muharram 1 (tabular, civil epoch: 19 July 622, Gregorian)


@dataclass(frozen=True, slots=True)
class Feast:
    """A holiday: ``kind`` day (of the Hijri year) | table | fixed | easter; ``name`` its key in the table or
    ``MM-DD``; ``shift`` days from Easter, or what its own era adds to reach the civil year."""

    kind: str
    name: str = ""
    shift: int = 0


def tabular(year: int, month: int, day: int) -> date | None:
    """The civil date of a Hijri one by the tabular calendar (30-year cycle, leap years 2, 5, 7, 10, 13, 16, 18, 21,
    24, 26, 29), which moon sightings leave by a day at most nearly always.

    >>> tabular(1445, 9, 1)
    datetime.date(2024, 3, 11)
    """
    days = (11 * year + 3) // 30 + 354 * (year - 1) + 30 * (month - 1) - (month - 1) // 2 + day
    try:
        return date.fromordinal(_EPOCH + days)
    except (ValueError, OverflowError):
        return None


class FeastCalendar:
    """Dates by decree, ``{(name, year): ISO date}``, and by calculation where no decree is known."""

    def __init__(self, table: Mapping[tuple[str, int], str], months: Mapping[str, int]) -> None:
        self._table = {key: date.fromisoformat(day) for key, day in table.items()}
        self._starts: dict[tuple[int, int], date] = {}
        for (name, year), day in self._table.items():
            number, _, month = name.partition(" ")
            if month in months:
                self._starts[year, months[month]] = day - timedelta(days=int(number) - 1)
        self._months = months

    def hijri(self, year: int, month: int, day: int) -> tuple[date, bool] | None:
        """The civil date and whether a decree gives it. None when there is no such day."""
        if not (1 <= month <= 12 and 1 <= day <= 30 and 1 <= year <= 1700):
            return None
        start = self._starts.get((year, month))
        if start is not None:
            return start + timedelta(days=day - 1), True
        computed = tabular(year, month, day)
        return None if computed is None else (computed, False)

    def date_of(self, feast: Feast, year: int) -> tuple[date, bool] | None:
        """The day of ``feast`` in ``year`` (civil, Hijri below 1700 for feasts of that calendar, or its own era)."""
        if feast.kind == "fixed":
            month, _, day = feast.name.partition("-")
            found = Partial(year, int(month), int(day)).date()
            return None if found is None else (found, True)
        if feast.kind == "easter":
            moved = shift_days(easter(year), feast.shift) if 1583 <= year <= 9998 else None
            return None if moved is None else (moved, True)
        if feast.kind == "day":
            return self._hijri_feast(feast.name, year)
        known = self._table.get((feast.name, year)) or self._table.get((feast.name, year + feast.shift))
        return None if known is None else (known, True)

    def _hijri_feast(self, name: str, year: int) -> tuple[date, bool] | None:
        number, _, month = name.partition(" ")
        if year < 1700:
            return self.hijri(year, self._months[month], int(number))
        estimate = (year - 622) * 33 // 32
        for hijri_year in (estimate - 1, estimate, estimate + 1, estimate + 2):
            found = self.hijri(hijri_year, self._months[month], int(number))
            if found is not None and found[0].year == year:
                return found
        return None
