"""Durations against date ranges ("selama 3 hari, 16-18 November 2024") and ages against birth dates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from k3extract.checks.dates import days_of
from k3extract.checks.messages import CLOSING
from k3extract.records import (
    Check,
    CheckReading,
    Extraction,
    Message,
    Operand,
    RoleSpan,
    Severity,
    Statistic,
    Time,
    Verdict,
    record_id,
)
from k3extract.rulebook import Rulebook
from k3extract.rulebook.kinds.checks import CheckRule
from k3extract.values.calendar import parse_day

_AGE = re.compile(r"\s*\((\d{1,2})\)")
_DAYS = re.compile(r"P(\d+)([DW])")


@dataclass(frozen=True, slots=True)
class _Length:
    """A printed length: its number of days (or years) and the record it stands in."""

    start: int
    end: int
    text: str
    number: int
    record: str


@dataclass(frozen=True, slots=True)
class _Range:
    start: int
    end: int
    text: str
    first: date
    last: date
    records: tuple[str, ...]


class PeriodChecker:
    """Checks ``duration`` and ``age``."""

    def __init__(self, rulebook: Rulebook) -> None:
        cues: dict[str, list[str]] = {}
        self._rules: dict[str, str] = {}
        for entry, rule in rulebook.of(CheckRule):
            if rule.relation in ("duration", "age"):
                self._rules[rule.relation] = entry.id
                for name, words in rule.cues.items():
                    cues.setdefault(name, []).extend(words)
        self._until = re.compile(rf"\s*(?:{_either(cues.get('until', []))}|[-–])\s*(?:tanggal\s*)?", re.I)
        self._link = re.compile(rf"(?:[\s,(]|(?<!\w)(?:{_either(cues.get('link', []))})(?!\w))*", re.I)
        ties = _either(cues.get("tie", []))
        self._tie = re.compile(rf"(?<!\w)(?:{ties})(?!\w)", re.I)
        self._where = re.compile(rf"[^.;:\d()\"“”]{{1,40}}[\s,](?:{ties})\s+(?:tanggal\s+|hari\s+)?", re.I)
        self._for = re.compile(rf"(?<!\w)(?:{_either(cues.get('for', []))})\s+$", re.I)
        self._not = re.compile(rf"\W*(?:\w+\W+)?(?:{_either(cues.get('other', []))})(?!\w)", re.I)
        self._born = re.compile(rf"(?<!\w)(?:{_either(cues.get('born', []))})(?!\w)", re.I)
        self._births = tuple(form for word in cues.get("born", ()) for form in (word, word.capitalize()))
        self._now = re.compile(rf"(?<!\w)(?:{_either(cues.get('now', []))})(?!\w)", re.I)
        self._past = re.compile(rf"(?<!\w)(?:{_either(cues.get('past', []))})(?!\w)", re.I)

    def check(self, extraction: Extraction) -> Iterator[Check]:
        """Checks of every length beside a range and of every age beside a birth date."""
        text = extraction.article.text
        lengths = list(_lengths(extraction))
        if lengths:
            yield from self._durations(extraction, text, lengths)
        if any(word in text for word in self._births):
            yield from self._ages(extraction, text)

    # ---- durations

    def _durations(self, extraction: Extraction, text: str, lengths: list[_Length]) -> Iterator[Check]:
        ranges = list(self._ranges(extraction.times, text))
        if not ranges:
            return
        for length in lengths:
            for span in ranges:
                if not self._linked(text, length, span):
                    continue
                days = (span.last - span.first).days
                holds = length.number in (days, days + 1)
                worked = length.number in _worked(span.first, days)
                if holds or (self._sure(text, length, span) and not worked and not self._not.match(text, length.end)):
                    yield self._duration(extraction, length, span, holds)
                break

    def _sure(self, text: str, length: _Length, span: _Range) -> bool:
        """Whether the words say that it is the length of the range: "selama" before it, "mulai" or "atau" between."""
        if self._for.search(text, max(0, length.start - 12), length.start):
            return True
        low, high = (length.end, span.start) if length.start < span.start else (span.end, length.start)
        return self._tie.search(text, low, high) is not None

    def _ranges(self, times: Sequence[Time], text: str) -> Iterator[_Range]:
        last: Time | None = None
        for time in times:
            days = days_of(time) if time.type == "DATE" else None
            if days is None:
                continue
            if len(days) == 2:
                yield _Range(time.start, time.end, time.text, days[0], days[1], (time.id,))
            elif last is not None and 0 <= time.start - last.end <= 30:
                first = days_of(last)
                match = self._until.match(text, last.end)
                if first is not None and match and match.end() == time.start and first[0] <= days[0]:
                    whole = text[last.start : time.end]
                    yield _Range(last.start, time.end, whole, first[0], days[0], (last.id, time.id))
            last = time

    def _linked(self, text: str, length: _Length, span: _Range) -> bool:
        if length.end <= span.start <= length.end + 60:
            match = self._link.match(text, length.end)
            if match is not None and match.end() >= span.start:
                return True
            between = text[length.end : span.start]
            return self._where.fullmatch(between) is not None
        if span.end <= length.start <= span.end + 40:
            match = self._link.match(text, span.end)
            return match is not None and match.end() >= length.start
        return False

    def _duration(self, extraction: Extraction, length: _Length, span: _Range, holds: bool) -> Check:
        days = (span.last - span.first).days
        between = f"{_plain(span.first)} sampai {_plain(span.last)}"
        english = f"{_plain(span.first)} to {_plain(span.last)}"
        readings = tuple(
            CheckReading(
                gloss=gloss,
                expression=f"days({span.first.isoformat()}, {span.last.isoformat()})",
                computed=Decimal(number),
                low=Decimal(number),
                high=Decimal(number),
                reported=Decimal(length.number),
                agrees="exact" if number == length.number else None,
            )
            for gloss, number in (("hari terakhir ikut dihitung", days + 1), ("hari terakhir tidak dihitung", days))
        )
        stated = f"Artikel menyebut {length.text} untuk {between}; lamanya {days + 1} hari (atau {days} hari)"
        said = f"The article gives {length.text} for {english}; that is {days + 1} days (or {days})"
        message = (
            Message(id=f"{stated}: cocok.", en=f"{said}: consistent.")
            if holds
            else Message(id=f"{stated}. {CLOSING['id']}", en=f"{said}. {CLOSING['en']}")
        )
        judged: tuple[Verdict, Severity] = ("consistent", "none") if holds else ("inconsistent", "low")
        return _made(extraction, ("duration", self._rules["duration"]), judged, (length, span), (readings, message))

    # ---- ages

    def _ages(self, extraction: Extraction, text: str) -> Iterator[Check]:
        published = parse_day(extraction.article.reference_date)
        if published is None:
            return
        ages = [
            _Length(stat.start, stat.end, stat.text, int(stat.value), stat.id)
            for stat in extraction.statistics
            if stat.value is not None and stat.unit == "tahun" and stat.hedge is None and 1 <= stat.value <= 120
        ]
        for time in extraction.times:
            days = days_of(time) if time.type == "DATE" and time.basis == "stated" else None
            if days is None or len(days) != 1 or days[0].year >= published.year:
                continue
            if not self._born.search(text, max(0, time.start - 60), time.start):
                continue
            near = [age for age in (*ages, *self._bare(text, time)) if -150 <= age.start - time.end <= 120]
            if not near:
                continue
            age = min(near, key=lambda age: abs(age.start - time.end))
            years = published.year - days[0].year
            holds = age.number in (years, years - 1)
            words = text[min(age.start, time.end) : max(age.end, time.start)]
            now = (not age.record or self._now.search(words)) and not self._past.search(words)
            if holds or (now and 0 < age.start - time.end <= 60):
                span = _Range(time.start, time.end, time.text, days[0], published, (time.id,))
                yield self._age(extraction, age, span, holds)

    def _bare(self, text: str, time: Time) -> Iterator[_Length]:
        """ "kelahiran Surabaya, 7 Juli 2004 (17)": the age alone in a bracket behind the day of birth."""
        match = _AGE.match(text, time.end)
        if match:
            yield _Length(match.start(1), match.end(1), match[1], int(match[1]), "")

    def _age(self, extraction: Extraction, age: _Length, born: _Range, holds: bool) -> Check:
        years = born.last.year - born.first.year
        reading = CheckReading(
            gloss=f"usia pada {_plain(born.last)}",
            expression=f"{born.last.year} - {born.first.year}",
            computed=Decimal(years),
            low=Decimal(years - 1),
            high=Decimal(years),
            reported=Decimal(age.number),
            agrees="exact" if holds else None,
        )
        stated = f"Artikel menyebut {age.text} dan lahir {_plain(born.first)}; usianya {years - 1} atau {years} tahun"
        said = f"The article gives {age.text} and a birth on {_plain(born.first)}; that is {years - 1} or {years} years"
        message = (
            Message(id=f"{stated}: cocok.", en=f"{said}: consistent.")
            if holds
            else Message(id=f"{stated}. {CLOSING['id']}", en=f"{said}. {CLOSING['en']}")
        )
        judged: tuple[Verdict, Severity] = ("consistent", "none") if holds else ("inconsistent", "low")
        return _made(extraction, ("age", self._rules["age"]), judged, (age, born), ((reading,), message))


def _made(
    extraction: Extraction,
    what: tuple[str, str],
    judged: tuple[Verdict, Severity],
    figures: tuple[_Length, _Range],
    said: tuple[tuple[CheckReading, ...], Message],
) -> Check:
    length, span = figures
    kind, rule = what
    roles = [("claim", length.start, length.end, length.text), ("date", span.start, span.end, span.text)]
    roles.sort(key=lambda role: role[1])
    return Check(
        id=record_id(extraction.article.id, f"check:{kind}", length.start, length.end),
        kind=kind,
        verdict=judged[0],
        severity=judged[1],
        scope="sentence",
        spans=tuple(RoleSpan(start=a, end=b, text=text, role=role) for role, a, b, text in roles),
        operands=(
            *((Operand(role="claim", record=length.record),) if length.record else ()),
            *(Operand(role="date", record=record) for record in span.records),
        ),
        readings=said[0],
        message=said[1],
        rule=rule,
    )


def _lengths(extraction: Extraction) -> Iterator[_Length]:
    """Lengths in days: statistics of days and weeks, and durations that are no statistic."""
    taken = set()
    for stat in extraction.statistics:
        factor = _factor(stat) if stat.dimension == "duration" else 0
        if factor and stat.value is not None and stat.value == stat.value.to_integral_value() and stat.hedge is None:
            taken.add(stat.start)
            yield _Length(stat.start, stat.end, stat.text, int(stat.value) * factor, stat.id)
    for time in extraction.times:
        match = _DAYS.fullmatch(time.timex or "") if time.type == "DURATION" else None
        if match and not any(time.start <= start < time.end for start in taken):
            number = int(match[1]) * (7 if match[2] == "W" else 1)
            yield _Length(time.start, time.end, time.text, number, time.id)


def _worked(first: date, days: int) -> set[int]:
    """How many of the days are no Sunday, and how many no Saturday or Sunday, with and without the last."""
    if days > 4000:
        return set()
    numbers = [(first.weekday() + day) % 7 for day in range(days + 1)]
    return {sum(number < free for number in numbers[:end]) for free in (5, 6) for end in (days, days + 1)}


def _factor(stat: Statistic) -> int:
    return {"hari": 1, "pekan": 7, "minggu": 7}.get(stat.unit or "", 0)


def _plain(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _either(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True)) or "(?!)"
