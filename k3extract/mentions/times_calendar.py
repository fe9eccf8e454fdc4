"""Calendar dates: Senin (25/11/2024), 16-17 November 2023, November 2024, and the weekday by itself."""

import re
from datetime import date

from k3extract.mentions.times_clock import ClockReader
from k3extract.mentions.times_draft import Draft, set_clock
from k3extract.values.calendar import Partial, monday, shift_days
from k3extract.values.time_anchor import Anchor, Tense, complete_year, full_year, near_weekday
from k3extract.values.time_grammar import TimeGrammar
from k3extract.values.time_lexicon import TimeLexicon

_SENTENCE_END = '.!?\n"“”:;('
_STAYS = frozenset({"past", "this", "that", "next"})
_NUMBER = re.compile(r"[0-9]+")
_FAR = 25  # a day with its weekday or number, so many years after publication, is a slip of the pen
_EARLIEST, _LATEST = 1500, 2100


class CalendarReader:
    """Reads dates at a place of the folded text; ``text`` is needed where a capital decides (Minggu)."""

    def __init__(self, lexicon: TimeLexicon, grammar: TimeGrammar, clocks: ClockReader) -> None:
        self._lexicon = lexicon
        self._grammar = grammar
        self._clocks = clocks

    def weekday(self, text: str, low: str, start: int, anchor: Anchor) -> Draft | None:
        """A weekday with the date, part of day and clock time that belong to it."""
        g = self._grammar
        match = g.weekdays.match(low, start)
        if match is None or not self._is_weekday(low, match):
            return None
        names = [match[name] for name in "abc" if match[name]]
        days = [self._lexicon.weekdays[name.rstrip(".")] for name in names]
        lead = g.lead.match(low, match.end())
        assert lead is not None
        part = lead["part"]
        draft = self._dated(low, lead.end(), anchor, days, bracket=bool(lead["open"]))
        if draft is None and match["join"] and len(names) > 1 and not g.range.fullmatch(match["join"]):
            names, days, end = names[:1], days[:1], match.end("a")
            draft = None
        else:
            end = match.end()
        if draft is None:
            if names[0].rstrip(".") in self._lexicon.short:
                return None
            if not self._bare_weekday(text, low, start, end):
                return None
            draft = self._weekday_alone(low, start, end, (days, anchor))
        else:
            draft.start = start
            draft.form = "weekday-date"
            if lead["open"] and (close := g.close.match(low, draft.end)):
                draft.end = close.end()
            if part:
                self._set_part(draft, part)
        draft.weekday = text[start : match.start("b") - 0 + len(names[1]) if len(names) > 1 else start + len(names[0])]
        if len(names) > 2:
            draft.weekday = text[start : match.end("c")]
        self.tail(low, draft, anchor)
        return draft

    def _is_weekday(self, low: str, match: re.Match[str]) -> bool:
        name = match["a"].rstrip(".")
        start = match.start()
        before = low[max(0, start - 14) : start].rsplit(None, 1)
        if before and before[-1] in self._lexicon.not_after.get(name, ()):
            return False
        after = low[match.end() : match.end() + 12].split(None, 1)
        return not (
            after and low[match.end()] == " " and after[0].strip(".,") in self._lexicon.not_before.get(name, ())
        )

    def _bare_weekday(self, text: str, low: str, start: int, end: int) -> bool:
        """Whether *minggu* without a date is Sunday: by its capital within a sentence, else when no week is meant."""
        if low[start:end] != "minggu":
            return True
        if not text[start].isupper():
            return False
        before = text[:start].rstrip(" \u00a0")[-1:]
        if low[max(0, start - 5) : start].endswith("hari "):
            return True
        if before.isdigit():
            return False
        after = self._grammar.after.match(low, end)
        return after is None or (
            before != "" and before not in _SENTENCE_END and self._lexicon.after[after["after"]] != "this"
        )

    def _weekday_alone(self, low: str, start: int, end: int, said: tuple[list[int], Anchor]) -> Draft:
        days, anchor = said
        draft = Draft(start, end, "DATE", f"XXXX-WXX-{days[0]}", None, "weekday")
        relation = None
        if after := self._grammar.week_after.match(low, end):
            relation = f"week {self._lexicon.after[after['after']]}"
            draft.end = after.end()
        elif after := self._grammar.after.match(low, end):
            relation = {"past": "past", "next": "next", "this": "this", "that": "that"}.get(
                self._lexicon.after[after["after"]]
            )
            if relation:
                draft.end = after.end()
        if anchor.reference is None:
            return draft
        first = _weekday_date(days[0], relation, anchor)
        last = first if len(days) == 1 else near_weekday(first, days[-1], "next")
        draft.basis = "anchored"
        _set_days(draft, [first, last] if len(days) > 1 else [first])
        return draft

    def _dated(self, low: str, at: int, anchor: Anchor, days: list[int], *, bracket: bool) -> Draft | None:
        """The date behind a weekday."""
        g = self._grammar
        if (match := g.day_month.match(low, at)) is not None:
            return self._from_match(match, self._month, anchor, days)
        match = g.slashed.match(low, at)
        if match is not None:
            return self._from_match(match, int, anchor, days)
        match = g.dashed.match(low, at) or g.iso.match(low, at) or g.mistyped.match(low, at)
        if match is not None:
            return self._from_match(match, int, anchor, days)
        if bracket and (match := g.bare_days.match(low, at)) is not None:
            return self._days_alone(match, anchor, days)
        return None

    def _month(self, word: str) -> int:
        return self._lexicon.months[word.rstrip(".")]

    def number(self, low: str, start: int, anchor: Anchor, *, certain: bool) -> Draft | None:
        """A date that begins with a figure. ``certain``: brackets or a word make a bare d/m a date."""
        g = self._grammar
        match = g.day_month.match(low, start)
        if match is not None:
            draft = self._from_match(match, self._month, anchor, [])
            if draft is not None:
                draft.form = "day-month"
                self.tail(low, draft, anchor)
            return draft
        match = g.slashed.match(low, start)
        if match is not None and (certain or match["ay"] or match["az"] or match["by"] or match["bz"]):
            if not certain and match["ay"] and len(match["ay"]) == 2 and not _plausible(match):
                return None
        else:
            match = g.dashed.match(low, start) or g.iso.match(low, start)
        if match is None:
            return None
        draft = self._from_match(match, int, anchor, [])
        if draft is None or (draft.timex is None and not certain and draft.first is None and not match["ay"]):
            return None
        draft.form = "date"
        self.tail(low, draft, anchor)
        return draft

    def month(self, low: str, start: int, anchor: Anchor, tense: Tense | None = None) -> Draft | None:
        """A month with its year, a month alone behind *bulan*, a range of months."""
        match = self._grammar.month.match(low, start)
        if match is None:
            return None
        groups = match.groupdict()
        end = match.end("ay") if groups["ay"] else match.end("am")
        a = Partial(_year(groups["ay"]), self._month(groups["am"]))
        b = None
        joined = groups["join"] and self._grammar.range.fullmatch(groups["join"])
        if joined:
            b = Partial(_year(groups["by"]), self._month(groups["bm"]))
            end = match.end("by") if groups["by"] else match.end("bm")
        elif groups["join"] and a.year is None and groups["by"]:
            a = Partial(_year(groups["by"]), a.month)  # "Januari dan Februari 2024": the year is shared backwards
        return self._months(Draft(start, end, "DATE", None, None, "month"), a, b, (anchor, tense))

    def _months(self, draft: Draft, a: Partial, b: Partial | None, said: tuple[Anchor, Tense | None]) -> Draft:
        anchor, tense = said
        if b is not None and a.year is None and b.year is not None:
            a = Partial(b.year - (1 if (a.month or 0) > (b.month or 0) else 0), a.month)
        elif a.year is None and anchor.reference is not None:
            a = complete_year(a, anchor.reference, tense=tense)
            draft.basis = "anchored"
            draft.flags.append("year_completed")
        if b is not None and b.year is None and a.year is not None:
            b = Partial(a.year + (1 if (a.month or 0) > (b.month or 0) else 0), b.month)
        draft.span = b or a
        draft.timex = str(a) if b is None else f"{a}/{b}"
        draft.edtf = draft.timex if a.year is not None else (str(a) if b is None else None)
        if b is not None and a.year is None:
            draft.timex = draft.edtf = None
        if (
            b is not None
            and a.year is not None
            and b.year is not None
            and (b.year, b.month or 0) < (a.year, a.month or 0)
        ):
            draft.timex = draft.edtf = None
            draft.flags.append("invalid_interval")
        return draft

    def _from_match(
        self, match: re.Match[str], month: "type[int] | object", anchor: Anchor, days: list[int]
    ) -> Draft | None:
        groups = match.groupdict()
        read = month if callable(month) else int
        first = [int(figure) for figure in _NUMBER.findall(groups["a"])]
        am = int(read(groups["am"]))
        ay = _year(groups.get("ay") or groups.get("az"))
        draft = Draft(match.start(), match.end(), "DATE", None, None, "date")
        parts = [Partial(ay, am, day) for day in first]
        interval = (
            len(first) == 2
            and self._grammar.range.fullmatch(
                groups["a"][len(str(first[0])) :].lstrip("0123456789")[: -len(str(first[1]))].rstrip("0123456789")
            )
            is not None
        )
        if len(first) > 1 and not interval:
            interval = self._grammar.range.search(groups["a"]) is not None
        if groups.get("b"):
            by = _year(groups.get("by") or groups.get("bz"))
            parts = [parts[0], Partial(by, int(read(groups["bm"])), int(groups["b"]))]
            interval = True
            if groups.get("bw"):
                days = [*days[:1], self._lexicon.weekdays[groups["bw"].rstrip(".")]]
        return self._resolve(draft, parts, interval, (anchor, days))

    def _days_alone(self, match: re.Match[str], anchor: Anchor, days: list[int]) -> Draft | None:
        """``Rabu-Kamis (27-28)``: month and year are those that fit the day of publication."""
        reference = anchor.reference
        figures = [int(figure) for figure in _NUMBER.findall(match["a"])]
        if reference is None or not all(1 <= figure <= 31 for figure in figures):
            return None
        month = Partial(reference.year, reference.month)
        if figures[0] > reference.day + 7:
            previous = shift_days(reference.replace(day=1), -1)
            month = Partial(previous.year, previous.month) if previous else month
        draft = Draft(match.start(), match.end(), "DATE", None, None, "date", flags=["month_completed"])
        parts = [Partial(month.year, month.month, figure) for figure in figures]
        draft = self._resolve(draft, parts, self._grammar.range.search(match["a"]) is not None, (anchor, days))
        draft.basis = "anchored"
        return draft

    def _resolve(self, draft: Draft, parts: list[Partial], interval: bool, said: tuple[Anchor, list[int]]) -> Draft:
        anchor, weekdays = said
        parts = self._swap_month(draft, parts)
        parts = self._share_year(draft, parts, anchor, weekdays)
        days = [part.date() for part in parts]
        known = [day for day in days if day is not None]
        if not all(part.valid for part in parts):
            draft.flags += ["invalid_date", "weekday_mismatch"] if weekdays else ["invalid_date"]
            return draft
        if len(known) < len(parts):
            draft.timex = draft.edtf = str(parts[0]) if len(parts) == 1 else None
            return draft
        if interval and len(known) == 2 and known[1] < known[0]:
            earlier = _month_before(known)
            if earlier is None:
                draft.flags.append("invalid_interval")
                return draft
            known[0] = earlier
        _set_days(draft, known, interval=interval)
        latest = anchor.reference.year + _FAR if anchor.reference else _LATEST
        if known[0].year < _EARLIEST or known[-1].year > latest:
            draft.flags.append("implausible_year")
        if weekdays and not _weekdays_fit(weekdays, known, interval):
            draft.flags.append("weekday_mismatch")
        return draft

    @staticmethod
    def _swap_month(draft: Draft, parts: list[Partial]) -> list[Partial]:
        if (
            len(parts) == 1
            and parts[0].year is not None
            and (parts[0].month or 0) > 12
            and 1 <= (parts[0].day or 0) <= 12
        ):
            draft.flags.append("month_first")
            return [Partial(parts[0].year, parts[0].day, parts[0].month)]
        return parts

    @staticmethod
    def _share_year(draft: Draft, parts: list[Partial], anchor: Anchor, weekdays: list[int]) -> list[Partial]:
        """Years left out: a later part gives its year to the earlier ones; without any the anchor does."""
        last = parts[-1]
        if last.year is None and anchor.reference is not None and last.valid:
            known = next((part.year for part in parts if part.year is not None), None)
            if known is not None:
                before = (last.month or 0, last.day or 0) < (parts[0].month or 0, parts[0].day or 0)
                last = Partial(known + (1 if before else 0), last.month, last.day)
            else:
                last = complete_year(last, anchor.reference, weekdays[-1] if weekdays else None)
                draft.basis = "anchored"
                draft.flags.append("year_completed")
        out = []
        for part in parts[:-1]:
            if part.year is None and last.year is not None:
                after = (part.month or 0) > (last.month or 0)
                part = Partial(last.year - (1 if after else 0), part.month, part.day)
            out.append(part)
        return [*out, last]

    def _set_part(self, draft: Draft, part: str) -> None:
        if draft.first is None or draft.first != draft.last:
            if draft.timex is not None and draft.type == "DATE" and "/" not in draft.timex:
                draft.type = "TIME"
                draft.timex, draft.edtf = f"{draft.timex}T{self._lexicon.parts[part].value[1:]}", None
            return
        draft.type = "TIME"
        draft.timex, draft.edtf = f"{draft.first.isoformat()}{self._lexicon.parts[part].value}", None

    def tail(self, low: str, draft: Draft, anchor: Anchor) -> None:
        """What may follow a date: part of day, *lalu*, *ini*, *pekan depan*, a clock time without a comma."""
        g = self._grammar
        for _ in range(3):
            if draft.type == "DATE" and (match := g.part.match(low, draft.end)):
                draft.end = match.end()
                self._set_part(draft, match["part"])
            elif (match := g.after.match(low, draft.end)) and self._lexicon.after[match["after"]] in _STAYS:
                draft.end = match.end()
            else:
                break
        self.clock_tail(low, draft)

    def after_tail(self, low: str, draft: Draft) -> None:
        """*lalu*, *ini*, *itu*, *mendatang* behind a year: part of the expression, nothing changes."""
        match = self._grammar.after.match(low, draft.end)
        if match and self._lexicon.after[match["after"]] in _STAYS:
            draft.end = match.end()

    def clock_tail(self, low: str, draft: Draft) -> None:
        """A clock time that follows a day without a comma."""
        if draft.first is not None and draft.first != draft.last:
            return
        g = self._grammar
        match = g.clock_word.match(low, draft.end)
        if match and (found := self._clocks.clocks(low, match.end())):
            clocks, draft.end = found
            if match["approx"]:
                draft.mod = "APPROX"
            if draft.first is not None:
                set_clock(draft, clocks)
            else:
                draft.type = "TIME"
                draft.timex = f"{draft.timex}{clocks[0].timex(None)}" if draft.timex else clocks[0].timex(None)
                draft.edtf = None


def _plausible(match: re.Match[str]) -> bool:
    return 1 <= int(match["am"]) <= 12


def _year(digits: str | None) -> int | None:
    return None if not digits else full_year(digits.lstrip("'’‘"))


def _month_before(days: list[date]) -> date | None:
    """``30-1/12``: the first day lies in the month before."""
    if (days[0].year, days[0].month) != (days[1].year, days[1].month) or days[0].day < 25 or days[1].day > 7:
        return None
    previous = shift_days(days[1].replace(day=1), -1)
    return Partial(previous.year, previous.month, days[0].day).date() if previous else None


def _weekdays_fit(weekdays: list[int], days: list[date], interval: bool) -> bool:
    if len(weekdays) == 1:
        return any(day.isoweekday() == weekdays[0] for day in (days[:1] if interval or len(days) == 1 else days))
    if len(weekdays) == len(days):
        return all(day.isoweekday() == weekday for day, weekday in zip(days, weekdays, strict=True))
    return days[0].isoweekday() == weekdays[0] and (len(days) == 1 or days[-1].isoweekday() == weekdays[-1])


def _set_days(draft: Draft, days: list[date], *, interval: bool = True) -> None:
    draft.first, draft.last = days[0], days[-1]
    if len(days) == 1:
        draft.timex = draft.edtf = days[0].isoformat()
        return
    draft.timex = f"{days[0].isoformat()}/{days[-1].isoformat()}"
    draft.edtf = draft.timex if interval else "{" + ",".join(day.isoformat() for day in days) + "}"
    if days != sorted(days):
        draft.timex = draft.edtf = None
        draft.flags.append("invalid_interval")


def _weekday_date(weekday: int, relation: str | None, anchor: Anchor) -> date:
    reference = anchor.reference
    assert reference is not None
    if relation == "that" and anchor.last is not None:
        return near_weekday(anchor.last, weekday, None)
    if relation is not None and relation.startswith("week "):
        weeks = {"past": -7, "next": 7}.get(relation[5:], 0)
        day = shift_days(monday(reference), weeks + weekday - 1)
        return day or reference
    return near_weekday(reference, weekday, relation)
