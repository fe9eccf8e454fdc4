"""Weekdays: Senin (25/11/2024), Kamis-Jumat (16-17/11/2023), Selasa malam, Jumat pekan lalu, and Minggu by itself."""

import re
from datetime import date

from k3extract.mentions.times_dates import DateReader, set_days
from k3extract.mentions.times_draft import RANGE_START, STAYS, Draft, closes_line, opens_line, spoken
from k3extract.mentions.times_tail import TailReader
from k3extract.values.calendar import Partial, monday, shift_days
from k3extract.values.time_anchor import Anchor, near_weekday
from k3extract.values.time_grammar import TimeGrammar
from k3extract.values.time_lexicon import TimeLexicon

_APPOSITION = re.compile(r"[ ][A-Z][a-z'’]+(?:[ ][A-Z][a-z'’.]+)?,[ ][a-z]")  # "..., Ahad Rahmadi, mengatakan"
_SENTENCE_END = '.!?\n"“”:;('
_LOOK = 16
_CLAUSE = 90


class WeekdayReader:
    """Reads weekdays; ``text`` is needed where a capital decides."""

    def __init__(self, lexicon: TimeLexicon, grammar: TimeGrammar, dates: DateReader, tail: TailReader) -> None:
        self._lexicon = lexicon
        self._grammar = grammar
        self._dates = dates
        self._tail = tail

    def read(self, text: str, low: str, start: int, anchor: Anchor) -> Draft | None:
        """A weekday with the date, part of day and clock time that belong to it."""
        match = self._grammar.weekdays.match(low, start)
        if match is None or not self._is_weekday(low, match) or self._counted(low, match):
            return None
        ends = [match.end(name) for name in "abc" if match[name]]
        days = [self._lexicon.weekdays[match[name].rstrip(".")] for name in "abc" if match[name]]
        draft = self._dated(low, match, anchor, days)
        if draft is not None and len(days) == 1:
            self._until(low, draft, anchor, days[0])
        if draft is None:
            if match["join"] and not self._grammar.range.fullmatch(match["join"]):
                ends, days = ends[:1], days[:1]
            draft = self._alone(text, low, (start, ends[-1]), days, anchor)
        if draft is None:
            return None
        draft.weekday = text[start : ends[-1]]
        self._tail.date(low, draft)
        if self._appointment(low, draft, ends[-1]) and anchor.reference is not None:
            draft.first = draft.last = near_weekday(anchor.reference, days[0], "next")
            draft.end = ends[-1]
            draft.timex = draft.edtf = draft.first.isoformat()
            self._tail.clock(low, draft)
        return draft

    def eve(self, low: str, start: int, end: int, anchor: Anchor) -> Draft | None:
        """*malam Minggu* is the night before it; ``low[start:end]`` is the night."""
        match = self._grammar.weekdays.match(low, end + 1) if low[end : end + 1] == " " else None
        if match is None or match["join"] or match["a"].rstrip(".") in self._lexicon.short:
            return None
        lead = self._grammar.lead.match(low, match.end())
        if lead is not None and self._dates.behind_weekday(low, lead.end(), anchor, [], bracket=bool(lead["open"])):
            return None
        weekday = (self._lexicon.weekdays[match["a"]] - 2) % 7 + 1
        draft = Draft(start, match.end(), "DATE", f"XXXX-WXX-{weekday}", None, "weekday")
        relation = None
        if (after := self._grammar.after.match(low, draft.end)) and self._lexicon.after[after["after"]] in STAYS:
            relation, draft.end = self._lexicon.after[after["after"]].removesuffix("-today"), after.end()
        if anchor.reference is not None:
            draft.basis = "anchored"
            set_days(draft, [_date_of(weekday, relation, anchor.reference, anchor.last)])
        self._tail.set_part(draft, low[start:end])
        return draft

    def _appointment(self, low: str, draft: Draft, end: int) -> bool:
        """A line that is nothing but a weekday and a clock time (*Selasa pukul 09.00*) announces what is to come."""
        if draft.form != "weekday" or draft.moment is None or not self._grammar.clock_behind.match(low, end):
            return False
        return opens_line(low, draft.start) and closes_line(low, draft.end)

    def _dated(self, low: str, match: re.Match[str], anchor: Anchor, days: list[int]) -> Draft | None:
        lead = self._grammar.lead.match(low, match.end())
        if lead is None:
            return None
        draft = self._dates.behind_weekday(low, lead.end(), anchor, days, bracket=bool(lead["open"]))
        if draft is None:
            return None
        draft.start, draft.form = match.start(), "weekday-date"
        if lead["open"] and (close := self._grammar.close.match(low, draft.end)):
            draft.end = close.end()
        if lead["part"]:
            self._tail.set_part(draft, lead["part"])
        return draft

    def _until(self, low: str, draft: Draft, anchor: Anchor, weekday: int) -> None:
        """``Senin (25/11) - Rabu (27/11/2024)``: two days in brackets are the ends of one interval.

        With a word between them (*hingga*) they are two times, the first of which may take its year from the second.
        """
        g = self._grammar
        joint = g.range.match(low, draft.end)
        match = g.weekdays.match(low, joint.end()) if joint else None
        if match is None or match["join"] or draft.first != draft.last or draft.type != "DATE":
            return
        other = self._dated(low, match, anchor, [self._lexicon.weekdays[match["a"].rstrip(".")]])
        if other is None or other.first is None or other.first != other.last or other.type != "DATE":
            return
        first = _with_year(draft, other.first)
        if first is None or not first < other.first:
            return
        if joint is not None and spoken(joint.group()):
            self._begins(draft, other, first, weekday)
            return
        flags = {*draft.flags, *other.flags} - {"weekday_mismatch"}
        if "year_completed" not in other.flags:
            flags.discard("year_completed")
            draft.basis = other.basis
        if first.isoweekday() != weekday or "weekday_mismatch" in other.flags:
            flags.add("weekday_mismatch")
        draft.end, draft.flags = other.end, sorted(flags, reverse=True)
        set_days(draft, [first, other.first])

    @staticmethod
    def _begins(draft: Draft, other: Draft, first: date, weekday: int) -> None:
        """``draft`` is ``first``, the day on which a stretch begins that lasts until ``other``."""
        if "year_completed" not in other.flags and (draft.first is None or "year_completed" in draft.flags):
            set_days(draft, [first])
            draft.basis, draft.flags = other.basis, []
            if first.isoweekday() != weekday:
                draft.flags.append("weekday_mismatch")
        draft.flags.append(RANGE_START)

    def _is_weekday(self, low: str, match: re.Match[str]) -> bool:
        """Neighbours can make it a name: Pasar Minggu, Jumat Agung."""
        name, start, end = match["a"].rstrip("."), match.start(), match.end()
        if match["join"] == "-" and match["b"] == name:  # minggu-minggu
            return False
        before = low[max(0, start - _LOOK) : start].rsplit(None, 1)
        if before and before[-1] in self._lexicon.not_after[name]:
            return False
        after = self._grammar.next_word.match(low, end)
        return after is None or after[1] not in self._lexicon.not_before[name]

    def _counted(self, low: str, match: re.Match[str]) -> bool:
        """*dua minggu hingga Kamis*: *minggu* behind a number is a week."""
        if match["a"] not in self._lexicon.units:
            return False
        before = low[max(0, match.start() - _LOOK) : match.start()].rstrip()
        return before[-1:].isdigit() or before.rpartition(" ")[2] in self._lexicon.numerals

    def _alone(self, text: str, low: str, place: tuple[int, int], days: list[int], anchor: Anchor) -> Draft | None:
        """A weekday without a date: the last one, or the one that *lalu*, *depan*, *pekan lalu* say."""
        start, end = place
        g = self._grammar
        name = low[start:end]
        week = g.week_after.match(low, end)
        if name in self._lexicon.short and week is None and not self._whole_line(low, start, end):
            return None
        if not self._is_sunday(text, low, start, end):
            return None
        if text[start - 2 : start] == ", " and _APPOSITION.match(text, end):
            return None
        draft = Draft(start, end, "DATE", f"XXXX-WXX-{days[0]}", None, "weekday")
        relation = None
        if week is not None:
            relation, draft.end = f"week {self._lexicon.after[week['after']]}", week.end()
        elif (after := g.after.match(low, end)) and self._lexicon.after[after["after"]] in STAYS:
            relation, draft.end = self._lexicon.after[after["after"]].removesuffix("-today"), after.end()
        if relation is None and g.future_cue.search(low, max(0, start - _CLAUSE), start):
            relation = "coming"
        if anchor.reference is None:
            return draft
        first = _date_of(days[0], relation, anchor.reference, anchor.last)
        draft.basis = "anchored"
        if relation is None and (day := self._otherwise(low, start, anchor)) and day.isoweekday() == days[0]:
            first, draft.basis = day, "inherited"
        set_days(draft, [first] if len(days) == 1 else [first, near_weekday(first, days[-1], "next")])
        return draft

    def _otherwise(self, low: str, start: int, anchor: Anchor) -> date | None:
        """The day after the one named right before: *Minggu (3/11/2024) waktu setempat, atau Senin dini hari WIB*."""
        before = low[max(0, start - _LOOK) : start].rstrip().rpartition(" ")[2]
        if before not in self._lexicon.either or not anchor.named or start - anchor.named[-1][1] > _CLAUSE:
            return None
        return shift_days(anchor.named[-1][0], 1)

    def _whole_line(self, low: str, start: int, end: int) -> bool:
        """Whether a short weekday with *lalu*, *depan* ... is all there is."""
        after = self._grammar.after.match(low, end)
        return after is not None and opens_line(low, start) and closes_line(low, after.end())

    def _is_sunday(self, text: str, low: str, start: int, end: int) -> bool:
        """Whether *minggu*, which also means week, is the day: by its capital within a sentence, by *hari*."""
        if low[start:end] not in self._lexicon.units:
            return True
        if not text[start].isupper():
            return False
        behind = self._grammar.next_word.match(low, end)
        if behind is not None and behind[1] in self._lexicon.ordinals:  # "Minggu kedua Juni"
            return False
        before = text[max(0, start - _LOOK) : start].rstrip(" \u00a0")[-1:]
        if self._lexicon.before.get(low[max(0, start - _LOOK) : start].rstrip().rpartition(" ")[2]) == "day":
            return True
        after = self._grammar.after.match(low, end)
        if after is None or self._grammar.clock_behind.match(low, after.end()):
            return True
        return bool(before) and before not in _SENTENCE_END and self._lexicon.after[after["after"]] != "this"


def _with_year(draft: Draft, other: date) -> date | None:
    """The day of ``draft``; where its year is not printed in the year of ``other``, the day it leads up to."""
    if draft.first is not None and "year_completed" not in draft.flags:
        return draft.first
    month_day = (draft.timex or "")[-5:]
    if not re.fullmatch(r"[0-9]{2}-[0-9]{2}", month_day):
        return None
    month, day = int(month_day[:2]), int(month_day[3:])
    year = other.year - ((month, day) > (other.month, other.day))
    return Partial(year, month, day).date()


def _date_of(weekday: int, relation: str | None, reference: date, last: date | None) -> date:
    if relation == "that" and last is not None:
        return near_weekday(last, weekday, None)
    if relation is not None and relation.startswith("week "):
        weeks = {"past": -7, "next": 7}.get(relation[5:], 0)
        return shift_days(monday(reference), weeks + weekday - 1) or reference
    return near_weekday(reference, weekday, relation)
