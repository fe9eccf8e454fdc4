"""Dates that belong together: an opening inside its range, an event in its year, batches and reports in their order.

Only confirmed: an opening on another day may belong to another event, and a late report is no contradiction.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from k3extract.checks.dates import days_of
from k3extract.records import Check, CheckReading, Event, Extraction, Message, Operand, RoleSpan, Time, record_id
from k3extract.rulebook import Rulebook
from k3extract.rulebook.kinds.checks import CheckRule
from k3extract.values.timex import parse_timex

_MOST = 40  # days of one article that are held against each other
Days = tuple[date, date]


class SequenceChecker:
    """Checks ``date_containment`` and ``chronology``."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rules: dict[str, str] = {}
        cues: dict[str, list[str]] = {}
        for entry, rule in rulebook.of(CheckRule):
            if rule.relation in ("date_containment", "chronology"):
                self._rules[rule.relation] = entry.id
                for name, words in rule.cues.items():
                    cues.setdefault(name, []).extend(words)
        self._opens = _any_of(cues.get("opens", []))
        self._reports = _any_of(cues.get("reports", []))

    def check(self, extraction: Extraction) -> Iterator[Check]:
        """Checks of the days of an article against its ranges, years, batches and sources."""
        times = [time for time in extraction.times if time.type == "DATE" and time.timex and time.basis == "stated"]
        if len(times) < 2:
            return
        text = extraction.article.text
        days = [time for time in times if _is_day(time)][:_MOST]
        for number, day in enumerate(days):
            start, end = _sentence(extraction, day.start)
            if self._opens.search(text, start, end):
                yield from self._inside(extraction, day, times)
            if self._reports.search(text, start, day.start) and number:
                earlier = max((d for d in days if d is not day), key=lambda d: (d.timex or "") <= (day.timex or ""))
                if (earlier.timex or "") <= (day.timex or "") and earlier.timex != day.timex:
                    yield self._made(extraction, "chronology", (earlier, day), ("sebelum", "before"))
        yield from self._years(extraction, times)
        yield from self._batches(extraction, times)

    def _inside(self, extraction: Extraction, day: Time, times: list[Time]) -> Iterator[Check]:
        on = _range(day)
        found = [(time, span) for time in times if time is not day and (span := _range(time)) and on is not None]
        wide = [(time, span) for time, span in found if on and span[0] < span[1] and span[0] <= on[0] <= span[1]]
        near = [(time, span) for time, span in wide if (span[1] - span[0]).days <= 31]
        if near:
            time, _ = min(near, key=lambda item: abs(item[0].start - day.start))
            yield self._made(extraction, "date_containment", (day, time), ("di dalam", "within"))

    def _years(self, extraction: Extraction, times: list[Time]) -> Iterator[Check]:
        """An event named by its year ("Pelatihan Ahli Tahun 2023") that was held in that year."""
        for event in extraction.events:
            named = self._named_year(event, times)
            runs = [one.date for one in extraction.events if one.part_of == event.id and one.date is not None]
            dates = [date for date in (event.date, *runs) if date and named and date[:4] == (named.timex or "")[:4]]
            held = next((t for t in times if t is not named and (t.edtf in dates or t.timex in dates)), None)
            if named is not None and held is not None:
                yield self._made(extraction, "date_containment", (held, named), ("di dalam", "within"))

    @staticmethod
    def _named_year(event: Event, times: list[Time]) -> Time | None:
        spans = [(event.start, event.end), *((mention.start, mention.end) for mention in event.mentions)]
        for time in times:
            if len(time.timex or "") == 4 and any(start <= time.start and time.end <= end for start, end in spans):
                return time
        return None

    def _batches(self, extraction: Extraction, times: list[Time]) -> Iterator[Check]:
        """The batches of a series in the order of their numbers: as events or as numbered figures with a period."""
        dated: dict[tuple[str, int], str] = {}
        for figure in extraction.statistics:
            if figure.dimension == "ordinal" and figure.unit and figure.value is not None and figure.period:
                dated.setdefault((figure.unit, int(figure.value)), figure.period)
        for event in extraction.events:
            if event.series and event.series.number and event.date:
                dated[(event.series.unit, event.series.number)] = event.date
        for early, late in pairwise(sorted(dated)):
            first = next((time for time in times if dated[early] in (time.edtf, time.timex)), None)
            then = next((time for time in times if dated[late] in (time.edtf, time.timex)), None)
            if early[0] == late[0] and first is not None and then is not None and first is not then:
                a, b = _range(first), _range(then)
                if a and b and a[0] <= b[1]:
                    yield self._made(extraction, "chronology", (first, then), ("sebelum", "before"))

    def _made(self, extraction: Extraction, kind: str, pair: tuple[Time, Time], words: tuple[str, str]) -> Check:
        one, other = pair
        roles = [("date", one), ("range" if kind == "date_containment" else "then", other)]
        spans = [RoleSpan(start=t.start, end=t.end, text=t.text, role=role) for role, t in roles]
        spans.sort(key=lambda span: span.start)
        return Check(
            id=record_id(extraction.article.id, f"check:{kind}", spans[0].start, max(span.end for span in spans)),
            kind=kind,
            verdict="consistent",
            scope="article",
            spans=tuple(spans),
            operands=tuple(Operand(role=role, record=time.id) for role, time in roles),
            readings=(
                CheckReading(
                    gloss=f"{one.text} {words[0]} {other.text}",
                    expression=f"{one.timex} {'in' if kind == 'date_containment' else '<='} {other.timex}",
                    computed=None,
                    low=None,
                    high=None,
                    reported=None,
                    agrees="exact",
                ),
            ),
            message=Message(
                id=f'"{one.text}" ada {words[0]} "{other.text}": cocok.',
                en=f'"{one.text}" is {words[1]} "{other.text}": consistent.',
            ),
            rule=self._rules.get(kind, ""),
        )


def _is_day(time: Time) -> bool:
    days = days_of(time)
    return days is not None and len(days) == 1


def _range(time: Time) -> Days | None:
    try:
        return parse_timex(time.timex or "")
    except ValueError:
        return None


def _sentence(extraction: Extraction, offset: int) -> tuple[int, int]:
    for start, end in extraction.article.sentences:
        if start <= offset < end:
            return start, end
    return 0, len(extraction.article.text)


def _any_of(words: list[str]) -> re.Pattern[str]:
    listed = "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True)) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.I)
