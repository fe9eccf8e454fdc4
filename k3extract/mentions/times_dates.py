"""Written dates: 25 November 2024, 16-18/11/2023, November 2024, 28 November hingga 3 Desember 2024."""

import re
from dataclasses import dataclass, field
from datetime import date

from k3extract.mentions.times_draft import STAYS, Draft, closes_line, spoken
from k3extract.values.calendar import Partial, days_in, shift_days, shift_months
from k3extract.values.roman import roman
from k3extract.values.time_anchor import Anchor, Tense, complete_year, full_year
from k3extract.values.time_grammar import TimeGrammar
from k3extract.values.time_lexicon import TimeLexicon

_NUMBER = re.compile(r"[0-9]+")
_MONTHS = {"past": -1, "this": 0, "next": 1}  # *bulan lalu*, *bulan ini*, *bulan depan*
_CAPITAL_NEXT = re.compile(r"[ \u00a0]{1,2}[A-Z(\"“]")
_TENSES: dict[str, Tense] = {"past": "past", "past-today": "past", "next": "future", "next-today": "future"}
# A day so many years after publication, or outside these years, is a slip of the pen.
_CLAUSE = 90
_FAR, _EARLIEST, _LATEST = 25, 1500, 2100


@dataclass(slots=True)
class Written:
    """A date as it is printed: its days (``interval``: the two ends, else each day), the weekdays beside it."""

    start: int
    end: int
    parts: list[Partial]
    interval: bool = False
    weekdays: list[int] = field(default_factory=list)
    tense: Tense | None = None


class DateReader:
    """Reads dates at a place of the folded text."""

    def __init__(self, lexicon: TimeLexicon, grammar: TimeGrammar) -> None:
        self._lexicon = lexicon
        self._grammar = grammar

    def behind_weekday(self, low: str, at: int, anchor: Anchor, weekdays: list[int], *, bracket: bool) -> Draft | None:
        """The date behind ``weekdays``, at ``at``."""
        g = self._grammar
        if (match := g.dashed_named.match(low, at) or g.day_month.match(low, at)) is not None:
            return self._read(match, anchor, weekdays, named=True)
        for form in (g.slashed, g.dashed, g.iso, g.mistyped):
            if (match := form.match(low, at)) is not None:
                return self._read(match, anchor, weekdays, named=False)
        if bracket and (match := g.bare_days.match(low, at)) is not None:
            return self._days_alone(match, anchor, weekdays)
        return None

    def number(self, low: str, start: int, anchor: Anchor, *, certain: bool) -> Draft | None:
        """A date that begins with a figure. ``certain``: brackets or a word make a bare d/m a date."""
        g = self._grammar
        if (match := g.dashed_named.match(low, start) or g.day_month.match(low, start)) is not None:
            draft = self._read(match, anchor, [], named=True)
            draft.form = "day-month"
            return draft
        match = g.slashed.match(low, start)
        if match is None or not (certain or _has_year(match)):
            match = g.dashed.match(low, start) or g.iso.match(low, start)
            if match is None:
                return self._month_figures(low, start, anchor, certain=certain)
        draft = self._read(match, anchor, [], named=False)
        if "invalid_date" in draft.flags and len(match["ay"] or "") < 4:
            return None
        return draft

    def day_alone(self, low: str, start: int, anchor: Anchor) -> Draft | None:
        """``tanggal 25``: the month is the last one that has had it, or the one named last."""
        match = self._grammar.day_alone.match(low, start)
        base = anchor.last or anchor.reference
        if match is None or not 1 <= int(match["a"]) <= 31:
            return None
        draft = Draft(start, match.end(), "DATE", f"XXXX-XX-{int(match['a']):02d}", None, "date")
        if base is None:
            return draft
        day, month, draft.basis = int(match["a"]), base.replace(day=1), "inherited" if anchor.last else "anchored"
        if match["after"]:
            base, draft.basis = anchor.reference or base, "anchored"
            step = {"past": -1, "next": 1}.get(self._lexicon.after[match["after"]], 0)
            month = shift_months(base.replace(day=1), step) or month
        elif anchor.last is None and self._grammar.future_cue.search(low, max(0, start - _CLAUSE), start):
            month = month if day >= base.day else shift_months(month, 1) or month
        elif anchor.last is None and day > base.day:
            month = shift_days(month, -1) or month
        found = Partial(month.year, month.month, day).date()
        if found is not None:
            set_days(draft, [found])
            if not match["after"]:
                draft.flags.append("month_completed")
        return draft

    def month(self, text: str, low: str, start: int, anchor: Anchor) -> Draft | None:
        """A month with its year or behind a word that makes it one; a range of months."""
        match = self._grammar.month.match(low, start)
        if match is None:
            return None
        a, b = Partial(_year(match["ay"], anchor), self._month(match["am"])), None
        end = match.end("ay") if match["ay"] else match.end("am")
        if match["join"] and self._grammar.range.fullmatch(match["join"]):
            b, end = Partial(_year(match["by"], anchor), self._month(match["bm"])), match.end()
        elif match["join"] and a.year is None and match["by"]:
            a = Partial(
                _year(match["by"], anchor), a.month
            )  # "Januari dan Februari 2024": the year is shared backwards
        last = b or a
        if last.year is None and (told := self._year_told(low, end, anchor)) is not None:
            end, last = told[0], Partial(told[1], last.month)
            a, b = (a, last) if b is not None else (last, None)
        tense = self._tense(low, end)
        if tense is None and self._grammar.future_cue.search(low, max(0, start - _CLAUSE), start):
            tense = "future"
        if last.year is None and a.year is None and not self._month_alone(text, low, start, end):
            return None
        return _months(Draft(start, end, "DATE", None, None, "month"), (a, b), anchor, tense)

    def _year_told(self, low: str, end: int, anchor: Anchor) -> tuple[int, int] | None:
        """*tahun lalu* behind a day or month: where it ends and which year it is."""
        match = self._grammar.year_told.match(low, end)
        if match is None:
            return None
        if self._lexicon.after[match["after"]] == "that" and (base := anchor.stretch) is not None:
            return match.end(), base.year
        if anchor.reference is None:
            return None
        step = {"past": -1, "this": 0, "next": 1}.get(self._lexicon.after[match["after"]])
        return None if step is None else (match.end(), anchor.reference.year + step)

    def _month_alone(self, text: str, low: str, start: int, end: int) -> bool:
        """A month without a year is one behind *bulan*, *pada*, *sejak* ..., or before *lalu*, *mendatang*, *ini*."""
        if low[start:end] in self._lexicon.short or not text[start].isupper():
            return False
        after = self._grammar.after.match(low, end)
        if after is not None and self._lexicon.after[after["after"]] in STAYS:
            return True
        if self._grammar.month_behind.match(low, end) or self._grammar.month_before.search(
            low, max(0, start - 24), start
        ):
            return True  # Oktober, November, dan Desember
        before = low[max(0, start - 16) : start].split()
        if not before or not low[start - 1].isspace():
            return False
        edge = before[-1] in self._lexicon.edges
        if edge or self._lexicon.before.get(before[-1]) in ("month", "lead", "month-lead"):
            return True
        return low[start:end] not in self._lexicon.names and self._in_running_text(text, start, end)

    @staticmethod
    def _in_running_text(text: str, start: int, end: int) -> bool:
        """Whether the word before is written small and no capital follows (*dimulai Januari*, not *Bung Oktober*)."""
        if text[end : end + 2][:1] == "-" or _CAPITAL_NEXT.match(text, end):
            return False
        at = start - 1
        while at > 0 and text[at - 1].isalpha():
            at -= 1
        return text[at].islower() and (at == 0 or text[at - 1] in " \u00a0")

    def week(self, low: str, start: int, anchor: Anchor) -> Draft | None:
        """*minggu kedua Juni 2025*: the second seven days of a month, the fifth what is left of it."""
        match = self._grammar.week_of_month.match(low, start)
        if match is None:
            return None
        number = self._lexicon.ordinals.get(match["n"]) or (
            int(match["n"]) if match["n"].isdigit() else roman(match["n"])
        )
        draft = Draft(start, match.end(), "DATE", None, None, "month", mod="APPROX")
        reference = anchor.reference or anchor.last
        if match["after"]:
            step = _MONTHS.get(self._lexicon.after[match["after"]])
            running = shift_months(reference.replace(day=1), step) if reference and step is not None else None
            if running is None:
                return None
            part, draft.basis = Partial(running.year, running.month), "anchored"
        else:
            part = Partial(_year(match["ay"], anchor), self._month(match["am"]))
        if part.year is None and reference is not None:
            part = complete_year(part, reference, tense=self._tense(low, match.end()))
            draft.basis = "anchored"
            draft.flags.append("year_completed")
        if number is None or not 1 <= number <= 5 or part.year is None or part.month is None:
            return draft if number is not None and 1 <= number <= 5 else None
        last = min(7 * number, days_in(part.year, part.month))
        if last > 7 * (number - 1):
            stem = f"{part.year:04d}-{part.month:02d}"
            draft.timex = f"{stem}-{7 * number - 6:02d}/{stem}-{last:02d}"
            draft.edtf = f"{stem}-{7 * number - 6:02d}~/{stem}-{last:02d}~"
        return draft

    def _month_figures(self, low: str, start: int, anchor: Anchor, *, certain: bool) -> Draft | None:
        """``11/2023 - 2/2024``, and ``11/2023`` where nothing else stands."""
        match = self._grammar.month_figures.match(low, start)
        if match is None or not (match["bm"] or (certain and closes_line(low, match.end()))):
            return None
        a = Partial(int(match["ay"]), int(match["am"]))
        b = Partial(int(match["by"]), int(match["bm"])) if match["bm"] else None
        if not a.valid or (b is not None and not b.valid):
            return None
        return _months(Draft(start, match.end(), "DATE", None, None, "month"), (a, b), anchor, None)

    def _month(self, name: str) -> int:
        return self._lexicon.months[name.rstrip(".")]

    def _tense(self, low: str, end: int) -> Tense | None:
        """What *lalu* or *mendatang* behind a date says of its year."""
        if (close := self._grammar.close.match(low, end)) is not None:
            end = close.end()
        match = self._grammar.after.match(low, end)
        return _TENSES.get(self._lexicon.after[match["after"]]) if match else None

    def _read(self, match: re.Match[str], anchor: Anchor, weekdays: list[int], *, named: bool) -> Draft:
        groups = match.groupdict()
        figures = [int(figure) for figure in _NUMBER.findall(groups["a"])]
        month = self._month if named else int
        low, end = match.string, match.end()
        year = _year(groups["ay"] or groups.get("az"), anchor)
        parts = [Partial(year, month(groups["am"]), figure) for figure in figures]
        written = Written(match.start(), end, parts, len(figures) > 1 and self._is_range(groups["a"]), weekdays)
        if groups.get("b"):
            other = Partial(_year(groups["by"] or groups.get("bz"), anchor), month(groups["bm"]), int(groups["b"]))
            written.parts = [parts[0], other]
            written.interval = True
            if groups["bw"]:
                if weekdays and spoken(groups["join"]) and other.valid:
                    return self._first_of_two(match, (parts[0], other), anchor, weekdays)
                written.weekdays = [*weekdays[:1], self._lexicon.weekdays[groups["bw"].rstrip(".")]]
        elif year is None and named and (ahead := self._grammar.year_ahead.match(low, end)):
            written.parts = [Partial(int(ahead["year"]), part.month, part.day) for part in parts]
        if named and written.parts[-1].year is None and (told := self._year_told(low, end, anchor)) is not None:
            last = written.parts[-1]
            written.end, written.parts[-1] = told[0], Partial(told[1], last.month, last.day)
            return self._resolve(written, anchor)
        written.tense = self._tense(low, end)
        if written.tense is None and written.parts[-1].year is None:
            ahead = self._grammar.future_cue.search(low, max(0, written.start - _CLAUSE), written.start)
            written.tense = "future" if ahead else None
        return self._resolve(written, anchor)

    def _first_of_two(
        self, match: re.Match[str], ends: tuple[Partial, Partial], anchor: Anchor, weekdays: list[int]
    ) -> Draft:
        """*Kamis, 16 November hingga Jumat, 17 November 2023*: the first day, with the year of the second."""
        first, other = ends
        if first.year is None and other.year is not None:
            first = Partial(other.year - ((first.month or 0) > (other.month or 0)), first.month, first.day)
        return self._resolve(Written(match.start(), match.start("join"), [first], False, weekdays[:1]), anchor)

    def _is_range(self, figures: str) -> bool:
        return self._grammar.range.search(figures) is not None

    def _days_alone(self, match: re.Match[str], anchor: Anchor, weekdays: list[int]) -> Draft | None:
        """``Rabu-Kamis (27-28)``: month and year are those that fit the day of publication."""
        reference = anchor.reference
        figures = [int(figure) for figure in _NUMBER.findall(match["a"])]
        if reference is None or not all(1 <= figure <= 31 for figure in figures):
            return None
        month = reference.replace(day=1)
        if figures[0] > reference.day + 7:
            month = shift_days(month, -1) or month
        parts = [Partial(month.year, month.month, figure) for figure in figures]
        written = Written(match.start(), match.end(), parts, self._is_range(match["a"]), weekdays)
        draft = self._resolve(written, anchor)
        draft.basis = "anchored"
        draft.flags.insert(0, "month_completed")
        return draft

    def _resolve(self, written: Written, anchor: Anchor) -> Draft:
        draft = Draft(written.start, written.end, "DATE", None, None, "date")
        _swap_month(draft, written)
        _share_year(draft, written, anchor)
        parts = written.parts
        if not all(part.valid for part in parts):
            draft.flags += ["invalid_date", "weekday_mismatch"] if written.weekdays else ["invalid_date"]
            return draft
        days = [day for part in parts if (day := part.date()) is not None]
        if len(days) < len(parts):
            draft.timex = draft.edtf = str(parts[0]) if len(parts) == 1 else f"{parts[0]}/{parts[-1]}"
            return draft
        if written.interval and len(days) == 2 and days[1] < days[0]:
            days[0] = _month_before(days) or days[0]
        set_days(draft, days, interval=written.interval)
        latest = anchor.reference.year + _FAR if anchor.reference else _LATEST
        if days[0].year < _EARLIEST or days[-1].year > latest:
            draft.flags.append("implausible_year")
        if written.weekdays and not _weekdays_fit(written.weekdays, days, written.interval):
            draft.flags.append("weekday_mismatch")
        return draft


def set_days(draft: Draft, days: list[date], *, interval: bool = True) -> None:
    """``draft`` is one day, the interval of two, or a set of several."""
    draft.first, draft.last = days[0], days[-1]
    if len(days) == 1:
        draft.timex = draft.edtf = days[0].isoformat()
        return
    if days != sorted(days):
        draft.flags.append("invalid_interval")
        return
    draft.timex = f"{days[0].isoformat()}/{days[-1].isoformat()}"
    draft.edtf = draft.timex if interval else "{" + ",".join(day.isoformat() for day in days) + "}"


def _months(draft: Draft, ends: tuple[Partial, Partial | None], anchor: Anchor, tense: Tense | None) -> Draft:
    """One month or a range of them, with the year that is printed once or not at all."""
    a, b = ends
    reference = anchor.reference or anchor.last
    if a.year is None and b is not None and b.year is not None:
        a = Partial(b.year - ((a.month or 0) > (b.month or 0)), a.month)
    elif a.year is None and reference is not None:
        a = complete_year(a, reference, tense=tense)
        draft.basis = "anchored" if anchor.reference else "inherited"
        draft.flags.append("year_completed")
    if b is not None and b.year is None and a.year is not None:
        b = Partial(a.year + ((a.month or 0) > (b.month or 0)), b.month)
    if not a.valid or (b is not None and not b.valid):  # past the ends of the calendar
        return draft
    draft.span = b or a if (b or a).year is not None else None
    if b is None:
        draft.timex = draft.edtf = str(a)
    elif a.year is not None and b.year is not None:
        if (b.year, b.month or 0) < (a.year, a.month or 0):
            draft.flags.append("invalid_interval")
        else:
            draft.timex = draft.edtf = f"{a}/{b}"
    return draft


def _has_year(match: re.Match[str]) -> bool:
    """Whether a slashed date prints a year; two digits only where day and month can be read."""
    if match["az"] or match["by"] or match["bz"]:
        return True
    return bool(match["ay"]) and (len(match["ay"]) == 4 or 1 <= int(match["am"]) <= 12)


def _year(digits: str | None, anchor: Anchor) -> int | None:
    return None if not digits else full_year(digits.lstrip("'’‘"), anchor.reference)


def _swap_month(draft: Draft, written: Written) -> None:
    """``11/25/2024`` is 25 November, month first."""
    part = written.parts[0]
    sure = part.year is not None or written.weekdays
    if len(written.parts) == 1 and sure and (part.month or 0) > 12 and 1 <= (part.day or 0) <= 12:
        swapped = Partial(part.year, part.day, part.month)
        if swapped.valid:
            draft.flags.append("month_first")
            written.parts = [swapped]


def _share_year(draft: Draft, written: Written, anchor: Anchor) -> None:
    """Years left out: a later part gives its year to the earlier ones; without any the anchor does."""
    *earlier, last = written.parts
    reference = anchor.reference or anchor.last
    if last.year is None and last.valid:
        known = next((part.year for part in earlier if part.year is not None), None)
        if known is not None:
            before = (last.month or 0, last.day or 0) < (earlier[0].month or 0, earlier[0].day or 0)
            last = Partial(known + before, last.month, last.day)
        elif reference is not None:
            weekday = written.weekdays[-1] if written.weekdays else None
            found = complete_year(last, reference, weekday, written.tense)
            if anchor.reference is None and weekday is not None and not _falls_on(found, weekday):
                return  # the year of another date, which the weekday speaks against, is no year at all
            last, draft.basis = found, "anchored" if anchor.reference else "inherited"
            draft.flags.append("year_completed")
    if last.year is not None:
        earlier = [
            part if part.year else Partial(last.year - ((part.month or 0) > (last.month or 0)), part.month, part.day)
            for part in earlier
        ]
    written.parts = [*earlier, last]


def _falls_on(part: Partial, weekday: int) -> bool:
    day = part.date()
    return day is not None and day.isoweekday() == weekday


def _month_before(days: list[date]) -> date | None:
    """``30-1/12``: the first day lies in the month before."""
    if (days[0].year, days[0].month) != (days[1].year, days[1].month) or days[0].day < 25 or days[1].day > 7:
        return None
    previous = shift_days(days[1].replace(day=1), -1)
    return Partial(previous.year, previous.month, days[0].day).date() if previous else None


def _weekdays_fit(weekdays: list[int], days: list[date], interval: bool) -> bool:
    if len(weekdays) == 1:
        return any(day.isoweekday() == weekdays[0] for day in (days[:1] if interval else days))
    if len(weekdays) == len(days):
        return all(day.isoweekday() == weekday for day, weekday in zip(days, weekdays, strict=True))
    if len(days) == 1:  # "Sabtu hingga Minggu dini hari (21/6/2020)"
        return days[0].isoweekday() in weekdays
    return days[0].isoweekday() == weekdays[0] and days[-1].isoweekday() == weekdays[-1]
