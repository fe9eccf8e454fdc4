"""Times: every temporal expression with its TIMEX3 and EDTF value.

One pass of a seed expression (figures and the words that can begin a time) over the folded text; at each seed the
readers of calendar, clock, periods and relative times are asked in turn, leftmost first, and what was read moves the
anchor that *pukul*, *hari itu* and *kemudian* are read against.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from k3extract.article import Article, Published
from k3extract.mentions.times_calendar import CalendarReader
from k3extract.mentions.times_clock import ClockReader
from k3extract.mentions.times_draft import Draft
from k3extract.mentions.times_feasts import FeastReader
from k3extract.mentions.times_lexicon import build_lexicon
from k3extract.mentions.times_periods import PeriodReader
from k3extract.mentions.times_relative import RelativeReader
from k3extract.records import Time, record_id
from k3extract.rulebook import Rulebook, fold
from k3extract.values.calendar import parse_day
from k3extract.values.time_anchor import Anchor
from k3extract.values.time_grammar import TimeGrammar, trie

_Seed = Callable[[str, str, int, int, Anchor], Draft | None]
_DIGITS = "0123456789"
_PUBLISHED_LAG = 1


class TimeScanner:
    """Finds and resolves temporal expressions."""

    def __init__(self, rulebook: Rulebook) -> None:
        lexicon = build_lexicon(rulebook)
        grammar = TimeGrammar(lexicon)
        self._lexicon = lexicon
        self._grammar = grammar
        self._clock = ClockReader(lexicon, grammar)
        self._calendar = CalendarReader(lexicon, grammar, self._clock)
        self._periods = PeriodReader(lexicon, grammar)
        self._relative = RelativeReader(lexicon, grammar)
        self._feasts = FeastReader(lexicon)
        self._seeds: dict[str, _Seed] = {}
        for word in lexicon.parts:
            self._seeds[word] = self._part_seed
        for word in (*lexicon.units, *lexicon.counted_units):
            self._seeds[word] = self._unit_seed
        for word in lexicon.months:
            self._seeds[word] = self._month_seed
        for word in lexicon.weekdays:
            self._seeds[word] = self._weekday_seed
        for word in lexicon.periods:
            self._seeds[word] = self._period_seed
        for word in lexicon.deixis:
            self._seeds[word] = self._deixis_seed
        for word in ("pukul", "pkl", "jam"):
            self._seeds[word] = self._clock_seed
        for word in lexicon.hijri:
            self._seeds[word] = self._hijri_seed
        for word in lexicon.holidays:
            self._seeds[word] = self._holiday_seed
        for word in lexicon.sets:
            self._seeds[word] = self._set_seed
        self._seeds["abad"] = self._century_seed
        self._seeds["minggu"] = self._sunday_seed
        self._seed = re.compile(
            rf"(?<!\w)(?:[0-9]+|['’‘](?=[0-9]0-?an)|h[ ]?[-–+][ ]?[0-9]|(?:{trie(self._seeds)})(?!\w))"
        )
        self._prefixes = self._prefix_table()

    def scan(self, article: Article, blocked: Sequence[tuple[int, int]] = ()) -> Sequence[Time]:
        """Times in text order, read against ``article.reference_date``; ``blocked`` are spans of references."""
        return [self._record(article, draft) for draft in self._drafts(article, _anchor(article), blocked)]

    def infer_reference(self, article: Article, blocked: Sequence[tuple[int, int]] = ()) -> str | None:
        """The day the article was written at the earliest: the latest full date with its weekday, else None."""
        days = [
            draft.last
            for draft in self._drafts(article, Anchor(), blocked)
            if draft.form == "weekday-date" and draft.basis == "stated" and draft.last is not None and not draft.flags
        ]
        return max(days).isoformat() if days else None

    def _drafts(self, article: Article, anchor: Anchor, blocked: Sequence[tuple[int, int]]) -> Iterator[Draft]:
        text = article.text
        low = fold(text)
        spans = sorted([*blocked, *((mark.start, mark.end) for mark in article.boilerplate)])
        at = index = 0
        for match in self._seed.finditer(low):
            start, end = match.span()
            if start < at:
                continue
            while index < len(spans) and spans[index][1] <= start:
                index += 1
            if index < len(spans) and spans[index][0] < end:
                continue
            handler = self._seeds.get(match.group())
            draft = handler(text, low, start, end, anchor) if handler else self._figure(text, low, start, anchor)
            if draft is None:
                continue
            if index < len(spans) and spans[index][0] < draft.end:
                continue
            floor = max(at, spans[index - 1][1] if index else 0)
            self._extend(low, draft, floor)
            at = draft.end
            if draft.first is not None and draft.last is not None:
                anchor.last = draft.last if draft.first == draft.last else draft.first
            yield draft

    def _figure(self, text: str, low: str, start: int, anchor: Anchor) -> Draft | None:
        """What begins with a figure."""
        if low[start] == "h":
            return self._feasts.distance(low, start, anchor)
        before = low[start - 1] if start else " "
        if before in ".,/-:–+" and start > 1 and low[start - 2] in _DIGITS:
            return None
        g = self._grammar
        behind = low[max(0, start - 10) : start].rstrip()
        certain = behind.endswith(("(", "tanggal", "tgl", "tgl.", "per")) or (start == 0 or not low[:start].strip())
        draft = self._calendar.number(low, start, anchor, certain=certain) or self._feasts.figure(low, start, anchor)
        if draft is not None:
            return draft
        if g.zoned.match(low, start) or g.colon.match(low, start):
            found = self._clock.clocks(low, start)
            if found is not None:
                return self._clock.bare(start, found[1], found[0], anchor)
        draft = self._relative.amount(low, start, anchor) or self._periods.decade(low, start, anchor)
        if draft is None:
            draft = self._periods.years(low, start, headed=behind.endswith("tahun"))
            if draft is not None:
                self._calendar.after_tail(low, draft)
        return draft

    def _weekday_seed(self, text: str, low: str, start: int, end: int, anchor: Anchor) -> Draft | None:
        return self._calendar.weekday(text, low, start, anchor)

    def _sunday_seed(self, text: str, low: str, start: int, end: int, anchor: Anchor) -> Draft | None:
        return self._calendar.weekday(text, low, start, anchor) or self._relative.unit(low, start, end, anchor)

    def _month_seed(self, text: str, low: str, start: int, end: int, anchor: Anchor) -> Draft | None:
        draft = self._calendar.month(low, start, anchor)
        if draft is None:
            return None
        headed = low[max(0, start - 7) : start].rstrip().endswith("bulan")
        word = low[start:end]
        if "year_completed" in draft.flags or draft.timex is None or draft.timex.startswith("XXXX"):
            if word in self._lexicon.short or not text[start].isupper():
                return None
            if not headed and not self._month_alone(text, low, start, draft.end):
                return None
        self._calendar.tail(low, draft, anchor)
        return draft

    @staticmethod
    def _month_alone(text: str, low: str, start: int, end: int) -> bool:
        """A month without year and without *bulan* is a time behind words that lead to one."""
        before = low[max(0, start - 14) : start].split()
        leads = {
            "pada",
            "sejak",
            "hingga",
            "sampai",
            "awal",
            "akhir",
            "pertengahan",
            "dari",
            "per",
            "selama",
            "periode",
            "di",
            "setiap",
            "tiap",
            "medio",
        }
        return bool(before) and before[-1] in leads

    def _unit_seed(self, text: str, low: str, start: int, end: int, anchor: Anchor) -> Draft | None:
        return self._relative.unit(low, start, end, anchor)

    def _part_seed(self, text: str, low: str, start: int, end: int, anchor: Anchor) -> Draft | None:
        return self._relative.part(low, start, end, anchor)

    def _period_seed(self, text: str, low: str, start: int, end: int, anchor: Anchor) -> Draft | None:
        return self._periods.period(low, start, anchor) or (
            self._relative.unit(low, start, end, anchor) if low[start:end] in self._lexicon.units else None
        )

    def _deixis_seed(self, text: str, low: str, start: int, end: int, anchor: Anchor) -> Draft | None:
        draft = self._relative.deixis(low, start, end, anchor)
        if draft is not None and draft.first is not None:
            self._calendar.clock_tail(low, draft)
        return draft

    def _set_seed(self, text: str, low: str, start: int, end: int, anchor: Anchor) -> Draft | None:
        return self._relative.every(low, start, end)

    def _clock_seed(self, text: str, low: str, start: int, end: int, anchor: Anchor) -> Draft | None:
        return self._clock.read_headed(low, start, anchor) or (
            self._relative.unit(low, start, end, anchor) if low[start:end] in self._lexicon.units else None
        )

    def _hijri_seed(self, text: str, low: str, start: int, end: int, anchor: Anchor) -> Draft | None:
        return self._feasts.month(low, start)

    def _holiday_seed(self, text: str, low: str, start: int, end: int, anchor: Anchor) -> Draft | None:
        return self._feasts.holiday(low, start, anchor)

    def _century_seed(self, text: str, low: str, start: int, end: int, anchor: Anchor) -> Draft | None:
        return self._periods.century(low, start) or self._relative.unit(low, start, end, anchor)

    def _prefix_table(self) -> dict[str, list[tuple[str, str]]]:
        """Last word of a phrase that may stand before a time -> ``(phrase, what it is)``."""
        table: dict[str, list[tuple[str, str]]] = {}
        words: dict[str, str] = {**self._lexicon.before, **self._lexicon.edges, **self._lexicon.approx}
        for phrase in sorted(words, key=len, reverse=True):
            table.setdefault(phrase.rsplit(" ", 1)[-1], []).append((phrase, words[phrase]))
        return table

    def _extend(self, low: str, draft: Draft, floor: int) -> None:
        """Take in the words before a time that belong to it: tanggal, bulan, tahun, hari; awal, akhir; sekitar."""
        for _ in range(3):
            end = draft.start
            while end > floor and low[end - 1] == " ":
                end -= 1
            if end == draft.start:
                return
            begin = max(low.rfind(" ", floor, end) + 1, floor)
            for phrase, value in self._prefixes.get(low[begin:end], ()):
                start = end - len(phrase)
                if (
                    start >= floor
                    and low.startswith(phrase, start)
                    and (start == 0 or not low[start - 1].isalnum())
                    and _fits(value, draft)
                ):
                    draft.start = start
                    if value.isupper():
                        draft.mod = draft.mod or value
                        if (
                            value == "APPROX"
                            and draft.edtf
                            and "/" not in draft.edtf
                            and "T" not in draft.edtf
                            and "{" not in draft.edtf
                        ):
                            draft.edtf += "~"
                    break
            else:
                return

    def _record(self, article: Article, draft: Draft) -> Time:
        start, end = draft.start, draft.end
        return Time(
            id=record_id(article.id, "time", start, end),
            start=start,
            end=end,
            text=article.text[start:end],
            type=draft.type,
            timex=draft.timex,
            edtf=draft.edtf,
            mod=draft.mod,
            basis=draft.basis,
            weekday=draft.weekday,
            flags=tuple(draft.flags),
            rule=draft.form if ":" in draft.form else self._lexicon.rules[draft.form],
        )


_FORMS = {
    "date": frozenset({"date", "day-month", "weekday-date", "hijri"}),
    "month": frozenset({"month", "hijri"}),
    "year": frozenset({"year", "years", "school-year", "decade", "hijri"}),
    "day": frozenset({"weekday", "weekday-date"}),
}


def _fits(value: str, draft: Draft) -> bool:
    """Whether a prefix may stand before this time: an edge needs a stretch, not a day or a duration."""
    if value in _FORMS:
        return draft.form in _FORMS[value]
    if value in ("START", "MID", "END"):
        return draft.form in ("month", "year", "decade", "century", "unit-relative", "period")
    return draft.form not in ("weekday",)


def _anchor(article: Article) -> Anchor:
    published = article.published
    stamp = published.timex if isinstance(published, Published) else None
    day = parse_day(stamp)
    instant = None
    if stamp is not None and day is not None and len(stamp) > 10:
        try:
            instant = datetime.fromisoformat(stamp)
        except ValueError:
            instant = None
    return Anchor(day, instant)
