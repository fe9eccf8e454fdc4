"""Draft: a time as it is being read; it becomes a record when its edges and its anchor are known."""

from dataclasses import dataclass, field
from datetime import date, datetime

from k3extract.records import TimeBasis, TimeType
from k3extract.values.calendar import Partial, shift_days

# Relations of *lalu*, *ini*, *mendatang* ... that belong to the time before them and leave its value.
STAYS = frozenset({"past", "past-today", "this", "that", "next", "next-today"})
# Two times that are the ends of one stretch but are printed with a weekday each (*Senin (3/3) hingga Jumat (7/3)*).
RANGE_START, RANGE_END = "range_start", "range_end"
LINE = 40  # how far from the ends of a text a lone expression (a line of a table, a heading) is looked for


def opens_line(low: str, start: int) -> bool:
    """Whether nothing stands before ``start``."""
    return start < LINE and not low[:start].strip()


def closes_line(low: str, end: int) -> bool:
    """Whether nothing stands behind ``end``."""
    return len(low) - end < LINE and not low[end:].strip()


def spoken(joint: str) -> bool:
    """Whether a range is joined by a word (*hingga*), not by a sign."""
    return any(map(str.isalpha, joint))


@dataclass(slots=True)
class Draft:
    """``form`` names the entry of rules/dates/forms.yaml (or is a rule id with a colon); ``first`` and ``last`` are the
    days it covers when it names days, ``span`` the month or year it names, ``moment`` its clock time on a known day;
    ``sure`` that it is a time although it looks like a numbered name (abad XXI, semester I 2024); ``before`` is a time
    of its own that was read with it (the *dua* of *dua hingga tiga hari*)."""

    start: int
    end: int
    type: TimeType
    timex: str | None
    edtf: str | None
    form: str
    mod: str | None = None
    basis: TimeBasis = "stated"
    weekday: str | None = None
    flags: list[str] = field(default_factory=list)
    first: date | None = None
    last: date | None = None
    span: Partial | None = None
    moment: datetime | None = None
    clocks: tuple["Clock", ...] = ()
    sure: bool = False
    before: "Draft | None" = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: ``shift`` whole days after the day it is printed with (24.00, 12 at night)."""

    hour: int
    minute: int = 0
    second: int | None = None
    zone: str = ""
    shift: int = 0

    def on(self, day: date) -> date:
        """The day it falls on when it is printed with ``day``."""
        return shift_days(day, self.shift) or day

    def timex(self, day: date | None) -> str:
        """``2024-11-25T10:00+07:00``; without a day ``T10:00+07:00``."""
        stem = "" if day is None else self.on(day).isoformat()
        second = "" if self.second is None else f":{self.second:02d}"
        return f"{stem}T{self.hour:02d}:{self.minute:02d}{second}{self.zone}"

    def edtf(self, day: date | None) -> str | None:
        """EDTF writes an instant in full or not at all."""
        if day is None:
            return None
        return f"{self.on(day).isoformat()}T{self.hour:02d}:{self.minute:02d}:{self.second or 0:02d}{self.zone}"


def set_clock(draft: Draft, clocks: tuple[Clock, ...]) -> None:
    """Give ``draft`` (one day, or none) the time or the two ends of a time range."""
    day = draft.first if draft.first == draft.last else None
    if draft.first is not None and day is None:
        return
    draft.type, draft.clocks = "TIME", clocks
    first = clocks[0]
    draft.timex, draft.edtf = first.timex(day), first.edtf(day)
    if day is not None:
        draft.moment = datetime.fromisoformat(first.timex(day))
    if len(clocks) > 1:
        draft.timex = f"{first.timex(day)}/{clocks[1].timex(day)}"
        draft.edtf = None
