"""Dates: the weekday beside a date, days that do not exist, years that cannot be meant."""

import re
from collections.abc import Iterator
from datetime import date

from k3extract.checks.messages import CLOSING
from k3extract.checks.weekdays import NAMES, repairs
from k3extract.records import (
    Check,
    CheckReading,
    Extraction,
    Message,
    Operand,
    RoleSpan,
    Severity,
    Suggestion,
    Time,
    Verdict,
    record_id,
)
from k3extract.rulebook import Rulebook, fold
from k3extract.rulebook.kinds.checks import CheckRule
from k3extract.rulebook.kinds.dates import DateRule
from k3extract.values.calendar import parse_day
from k3extract.values.timex import parse_timex

# The printed date: inside its bracket, up to the last year where one is printed (a clock time may follow).
_DATE = re.compile(r"\d[^)]*(?<!\d)\d{4}(?!\d)|\d[^)]*[^\s).,;]")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_ASSUMED = frozenset({"year_completed", "year_from_weekday", "anchored"})


class DateChecker:
    """Checks ``date_weekday`` and ``date_valid`` over the times of an article."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._weekdays = {
            fold(word): int(rule.value)
            for _, rule in rulebook.of(DateRule)
            if rule.is_ == "weekday" and rule.value.isdigit()
            for word in (*rule.words, *rule.short)
        }
        names = "|".join(re.escape(word) for word in sorted(self._weekdays, key=len, reverse=True))
        self._names = re.compile(rf"(?i)(?<!\w)(?:{names})(?!\w)")
        self._todays = tuple(word for _, rule in rulebook.of(CheckRule) for word in rule.cues.get("on-the-day", ()))
        self._rules = {rule.relation: entry.id for entry, rule in rulebook.of(CheckRule)}

    def check(self, extraction: Extraction) -> Iterator[Check]:
        """One check for each date that can be checked, in text order."""
        published = parse_day(extraction.article.reference_date)
        for time in extraction.times:
            if time.type not in ("DATE", "TIME"):
                continue
            if "invalid_date" in time.flags:
                yield self._impossible(extraction, time)
            elif time.weekday is not None and time.timex is not None:
                check = self._weekday(extraction, time, published)
                if check is not None:
                    yield check

    def _weekday(self, extraction: Extraction, time: Time, published: date | None) -> Check | None:
        days = days_of(time)
        stated = self._stated(time)
        if days is None or not stated or len(stated) > len(days) or not _DATE.search(time.text):
            return None  # a weekday alone took its date from itself
        days = days[: len(stated)]
        holds = all(day.isoweekday() == number for day, (number, _, _) in zip(days, stated, strict=True))
        assumed = time.basis != "stated" or bool(_ASSUMED & set(time.flags))
        if assumed and not holds and not self._today(extraction, time, days):
            return self._yearless(extraction, time)
        if holds and _far(days[0], published):
            return self._impossible(extraction, time)
        verdict: Verdict = "consistent" if holds else "inconsistent"
        found: list[Suggestion] = []
        severity: Severity = "none"
        if not holds:
            wrong = next(at for at, day in enumerate(days) if day.isoweekday() != stated[at][0])
            options = repairs(stated[wrong][0], days[wrong], published)
            found = [
                Suggestion(text=_day_text(day, (day if day == days[wrong] else None), stated[wrong][0]), why=why[0])
                for day, why in options
            ]
            near = any(abs((day - days[wrong]).days) <= 1 for day, _ in options)
            severity = "high" if _far(days[wrong], published) else "low" if near else "medium"
        return self._check(extraction, time, (verdict, None, severity), days, tuple(found))

    def _today(self, extraction: Extraction, time: Time, days: tuple[date, ...]) -> bool:
        """Whether "hari ini" beside a date without a year says that it is the day of publication."""
        before = extraction.article.text[max(0, time.start - 14) : time.start].lower()
        near = any(word in before for word in self._todays)
        return near and len(days) == 1 and days[0] == parse_day(extraction.article.reference_date)

    def _yearless(self, extraction: Extraction, time: Time) -> Check:
        days = days_of(time) or ()
        return self._check(extraction, time, ("not_checkable", "yearless_date", "info"), days, ())

    def _check(
        self,
        extraction: Extraction,
        time: Time,
        judged: tuple[Verdict, str | None, Severity],
        days: tuple[date, ...],
        found: tuple[Suggestion, ...],
    ) -> Check:
        verdict, reason, severity = judged
        stated = self._stated(time)
        readings = tuple(
            CheckReading(
                gloss=f"{_plain(day)} jatuh pada hari {NAMES['id'][day.weekday()]}",
                expression=f"weekday({day.isoformat()})",
                computed=None,
                low=None,
                high=None,
                reported=None,
                agrees="exact" if day.isoweekday() == number else None,
            )
            for day, (number, _, _) in zip(days, stated, strict=False)
        )
        return Check(
            id=record_id(extraction.article.id, "check:date_weekday", time.start, time.end),
            kind="date_weekday",
            verdict=verdict,
            reason=reason,
            severity=severity,
            scope="clause",
            spans=self._spans(time),
            operands=(Operand(role="date", record=time.id),),
            readings=readings,
            suggestions=found,
            message=Message(
                id=_message(time, verdict, days, found, "id"), en=_message(time, verdict, days, found, "en")
            ),
            rule=self._rules.get("date_weekday", ""),
        )

    def _impossible(self, extraction: Extraction, time: Time) -> Check:
        text = " ".join(time.text.split())
        day = _DATE.search(text)
        named = day.group() if day else text
        return Check(
            id=record_id(extraction.article.id, "check:date_valid", time.start, time.end),
            kind="date_valid",
            verdict="inconsistent",
            severity="high",
            scope="clause",
            spans=self._spans(time),
            operands=(Operand(role="date", record=time.id),),
            readings=(),
            suggestions=(),
            message=Message(
                id=f'Artikel menyebut "{text}". Tanggal {named} tidak mungkin. {CLOSING["id"]}',
                en=f'The article states "{text}". There is no such date as {named}. {CLOSING["en"]}',
            ),
            rule=self._rules.get("date_valid", ""),
        )

    def _stated(self, time: Time) -> list[tuple[int, int, int]]:
        """The weekdays printed: number and place in the time's text."""
        return [
            (self._weekdays[fold(match.group())], match.start(), match.end())
            for match in self._names.finditer(time.text)
        ]

    def _spans(self, time: Time) -> tuple[RoleSpan, ...]:
        stated = self._stated(time)
        spans = []
        if stated:
            low, high = stated[0][1], stated[-1][2]
            day = _DATE.search(time.text)
            if day is None or high <= day.start():
                spans.append(_span(time, low, high, "weekday"))
            else:
                spans += [_span(time, a, b, "weekday") for _, a, b in stated]
        place = _DATE.search(time.text, stated[0][2] if stated else 0)
        if place is None:
            return (*spans, _span(time, 0, len(time.text), "date"))
        spans.append(_span(time, place.start(), place.end(), "date"))
        return tuple(sorted(spans, key=lambda span: span.start))


def _span(time: Time, low: int, high: int, role: str) -> RoleSpan:
    return RoleSpan(start=time.start + low, end=time.start + high, text=time.text[low:high], role=role)


def days_of(time: Time) -> tuple[date, ...] | None:
    """The first and last day, when both are days."""
    points = (time.timex or "").split("/")
    days = [parse_day(point) for point in points if len(point) >= 10]
    if not days or len(days) != len(points) or any(day is None for day in days):
        return None
    try:
        parse_timex(time.timex or "")
    except ValueError:
        return None
    return tuple(day for day in days if day is not None)


def _far(day: date, published: date | None) -> bool:
    """Whether no article of our time means that year for something with a weekday."""
    if published is not None and day.year > published.year + 20:
        return True
    return not 1700 <= day.year <= 2099


def _plain(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _day_text(day: date, same: date | None, stated: int) -> str:
    name = NAMES["id"][day.weekday()] if same else NAMES["id"][stated - 1]
    return f"{name} ({_plain(day)})"


def _message(time: Time, verdict: Verdict, days: tuple[date, ...], found: tuple[Suggestion, ...], language: str) -> str:
    text = " ".join(time.text.split())
    names = NAMES[language]
    indonesian = language == "id"
    falls = "; ".join(
        f"{_plain(day)} {'jatuh pada hari' if indonesian else 'is a'} {names[day.weekday()]}" for day in days
    )
    head = f'Artikel menyebut "{text}"' if indonesian else f'The article states "{text}"'
    if verdict == "not_checkable":
        falls = f"{falls}; " if falls else ""
        if indonesian:
            return f"{head} tanpa tahun; {falls}tahun lain atau salah tulis, tidak dapat diperiksa."
        return f"{head} without a year; {falls}another year or a slip: not checkable."
    if verdict == "consistent":
        return f"{head}; {falls}: {'cocok' if indonesian else 'consistent'}."
    why = {suggestion.why: suggestion.why if indonesian else _ENGLISH[suggestion.why] for suggestion in found}
    maybe = "; ".join(f"{suggestion.text}: {why[suggestion.why]}" for suggestion in found)
    possibly = f" {'Kemungkinan' if indonesian else 'Possibly'}: {maybe}." if maybe else ""
    return f"{head}. {falls[:1].upper()}{falls[1:]}.{possibly} {CLOSING[language]}"


_ENGLISH = {
    "nama hari keliru": "wrong weekday name",
    "tanggal bergeser satu hari": "date off by one day",
    "bulan keliru": "month slip",
    "tahun keliru": "year slip",
    "tanggal dan bulan tertukar": "day and month swapped",
}
