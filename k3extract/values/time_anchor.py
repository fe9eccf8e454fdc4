"""What unfinished dates are read against: the day of publication and the days an article has named so far."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from k3extract.values.calendar import Partial, shift_days

Tense = Literal["past", "future"]

# A day and month without a year that lies at most so many days ahead is read as the one to come: announcements name
# the near future without its year, reports the past (see ``complete_year``).
NEAR_FUTURE = 60
_SENTENCE, _NEWS = 200, 366  # code points; days
_SLIP = 45  # within so many days of publication a weekday that does not fit is a slip, not another year
_REPORT = 7  # a day so near to publication may be the one on which somebody spoke
_SPANS = 3  # months or years named that *bulan sebelumnya* may go back from
_MEMORY = 8  # days named that a later *kemudian* may be told from


@dataclass(slots=True)
class Anchor:
    """``reference`` is the day of publication, ``instant`` its time where known; ``last`` the day last named,
    ``moment`` the clock time last named, ``span`` the month or year named last (``span_first``: before ``last``;
    ``spans``: it and those before it), ``course`` the ends of the range of days named last, ``feast`` the holiday
    named last, ``named`` all days in order with their offsets."""

    reference: date | None = None
    instant: datetime | None = None
    last: date | None = None
    moment: datetime | None = None
    span: Partial | None = None
    span_first: bool = False
    spans: list[Partial] = field(default_factory=list)
    course: tuple[date, date] | None = None
    feast: date | None = None
    named: list[tuple[date, int]] = field(default_factory=list)

    def name(self, day: date, at: int) -> None:
        """``day`` was named at offset ``at``: what follows is told from it."""
        self.last, self.span_first = day, True
        self.named.append((day, at))

    def after(self, move: Callable[[date], date | None]) -> date | None:
        """``move`` of the day last named from which it does not lead past publication (*dua hari kemudian*), else of
        the last one."""
        for day, _ in reversed(self.named[-_MEMORY:]):
            moved = move(day)
            if moved is not None and (self.reference is None or moved <= self.reference):
                return moved
        return move(self.day) if self.day is not None else None

    def day_of_clock(self, at: int) -> date | None:
        """The day that a clock time at ``at`` belongs to: the one last named, but one far in the past (a birthday, a
        founding) only in its own sentence."""
        for day, place in reversed(self.named[-_MEMORY:]):
            if at - place <= _SENTENCE or self.reference is None or abs((day - self.reference).days) <= _NEWS:
                return day
        return self.reference or self.last

    @property
    def day(self) -> date | None:
        """The day that clock times and *hari itu* belong to."""
        return self.last or self.reference

    def name_span(self, span: Partial) -> None:
        """The month or year ``span`` was named."""
        self.span, self.span_first = span, False
        self.spans = [*self.spans[-_SPANS + 1 :], span]

    @property
    def stretch(self) -> date | None:
        """A day of the month or year that *tahun itu*, *bulan sebelumnya* are counted from: the one named last. The
        day of the report itself, named in between, is none that a story goes back from."""
        if self.span is None or self.span.year is None:
            return self.day
        if self.span_first and not self._of_the_report(self.last):
            return self.day
        return Partial(self.span.year, self.span.month or 1, 1).date() or self.day

    def topic(self, *, month: bool) -> date | None:
        """A day of the month or year that *bulan sebelumnya*, *tahun sebelumnya* go back from: the latest of those
        named last, since reports compare with what was before."""
        base = self.stretch
        if base is None or self.span is None or (self.span_first and not self._of_the_report(self.last)):
            return base
        starts = [
            start
            for span in self.spans
            if (not month or span.month) and (start := Partial(span.year, span.month or 1, 1).date()) is not None
        ]
        known = [start for start in starts if self.reference is None or start <= self.reference]
        return max(known, default=base)

    def _of_the_report(self, day: date | None) -> bool:
        return day is not None and self.reference is not None and abs((day - self.reference).days) <= _REPORT


def complete_year(part: Partial, reference: date, weekday: int | None = None, tense: Tense | None = None) -> Partial:
    """``part`` (month and day, or month alone) with the year that fits ``reference`` best.

    With a ``weekday`` (1 = Monday) the nearest such day wins if its weekday agrees; without one the nearest past one,
    or the next one when it is near or ``tense`` says so.

    >>> str(complete_year(Partial(None, 12, 31), date(2025, 1, 2), 2))
    '2024-12-31'
    """
    if part.day is None:
        return _complete_month(part, reference, tense)
    years = (reference.year - 1, reference.year, reference.year + 1)
    days = [day for year in years if (day := Partial(year, part.month, part.day).date())]
    if not days:
        return part
    nearest = min(days, key=lambda day: (abs((day - reference).days), day))
    if weekday is not None:
        chosen = nearest
        if nearest.isoweekday() != weekday and abs((nearest - reference).days) > _SLIP:
            fits = [day for day in days if day.isoweekday() == weekday and 0 <= (reference - day).days <= _NEWS]
            chosen = fits[-1] if fits else nearest
    else:
        limit = {"past": -1, "future": 366, None: NEAR_FUTURE}[tense]
        ahead = [day for day in days if 0 < (day - reference).days <= limit]
        past = [day for day in days if day <= reference]
        chosen = ahead[0] if ahead else past[-1] if past else nearest
    return Partial(chosen.year, part.month, part.day)


def _complete_month(part: Partial, reference: date, tense: Tense | None) -> Partial:
    if part.month is None:
        return part
    ahead = (part.month - reference.month) % 12
    limit = 3 if part.month > reference.month else 1
    if ahead > {"past": 0, "future": 12, None: limit}[tense]:
        ahead -= 12
    year, month = divmod(reference.year * 12 + reference.month - 1 + ahead, 12)
    return Partial(year, month + 1) if 1 <= year <= 9999 else part


def near_weekday(reference: date, weekday: int, relation: str | None) -> date:
    """The ``weekday`` (1 = Monday) that ``relation`` to ``reference`` means: None the last one, today included;
    ``past`` the last before today, ``next`` the first after it
    (``coming``: or today), ``this`` the one of the same week.

    >>> near_weekday(date(2018, 1, 4), 5, "past")
    datetime.date(2017, 12, 29)
    """
    if relation == "this":
        step = weekday - reference.isoweekday()
    elif relation == "coming":
        step = (weekday - reference.isoweekday()) % 7
    elif relation == "next":
        step = (weekday - reference.isoweekday() - 1) % 7 + 1
    else:
        step = -((reference.isoweekday() - weekday) % 7)
        if relation == "past" and step == 0:
            step = -7
    return shift_days(reference, step) or reference


def full_year(digits: str, reference: date | None = None) -> int:
    """A year from the two or four digits it is written with; two digits mean the hundred years that end twenty after
    ``reference``, without one 1950 to 2049.

    >>> full_year("24"), full_year("98"), full_year("45", date(2024, 11, 25)), full_year("2024")
    (2024, 1998, 1945, 2024)
    """
    year = int(digits)
    if len(digits) > 2:
        return year
    last = reference.year + 20 if reference is not None else 2049
    return last - (last - year) % 100
