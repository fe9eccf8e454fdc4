"""Times: every temporal expression with its TIMEX3 and EDTF value.

One pass of a seed expression (figures and the words that can begin a time) over the folded text; at each seed the
readers of calendar, clock, periods and relative times are asked in turn, leftmost first, and what was read moves the
anchor that *pukul*, *hari itu* and *kemudian* are read against.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime

from k3extract.article import Article, Published
from k3extract.mentions.times_clock import ClockReader
from k3extract.mentions.times_dates import DateReader
from k3extract.mentions.times_draft import RANGE_END, RANGE_START, Draft, opens_line
from k3extract.mentions.times_feasts import FeastReader
from k3extract.mentions.times_lengths import LengthReader
from k3extract.mentions.times_lexicon import build_lexicon
from k3extract.mentions.times_periods import PeriodReader
from k3extract.mentions.times_prefixes import Prefixes
from k3extract.mentions.times_relative import RelativeReader
from k3extract.mentions.times_sets import SetReader
from k3extract.mentions.times_tail import TailReader
from k3extract.mentions.times_weekdays import WeekdayReader
from k3extract.records import Time, record_id
from k3extract.rulebook import Rulebook, fold
from k3extract.values.calendar import Partial, parse_day
from k3extract.values.time_anchor import Anchor
from k3extract.values.time_grammar import TimeGrammar, trie


class _Place:
    """Where a seed stands: ``low[start:end]`` of the folded ``text``."""

    __slots__ = ("end", "low", "start", "text")

    def __init__(self, text: str, low: str) -> None:
        self.text, self.low, self.start, self.end = text, low, 0, 0


_FIRST = frozenset({RANGE_START})  # the other end of a stretch may lie ahead
_COURSES = frozenset({"weekday-date", "date", "day-month"})  # forms of a range of days
_STRETCHES = frozenset({"unit-relative", "hijri"})  # *pekan depan*, *Ramadan*: no day that *hari itu* could mean
_NEAR = 183  # days
_CLAUSE = 90
_Reader = Callable[[_Place, Anchor], Draft | None]


class TimeScanner:
    """Finds and resolves temporal expressions."""

    def __init__(self, rulebook: Rulebook) -> None:
        lexicon = build_lexicon(rulebook)
        grammar = TimeGrammar(lexicon)
        self._lexicon = lexicon
        self._grammar = grammar
        self._clock = ClockReader(lexicon, grammar)
        self._tail = TailReader(lexicon, grammar, self._clock)
        self._dates = DateReader(lexicon, grammar)
        self._weekdays = WeekdayReader(lexicon, grammar, self._dates, self._tail)
        self._periods = PeriodReader(lexicon, grammar)
        self._lengths = LengthReader(lexicon, grammar)
        self._relative = RelativeReader(lexicon, grammar, self._tail, self._lengths)
        self._feasts = FeastReader(lexicon, grammar)
        self._sets = SetReader(lexicon, grammar, self._clock)
        self._prefixes = Prefixes(lexicon)
        self._date_words = ("(", *lexicon.words("before", "date"))
        self._numbered = frozenset(lexicon.periods)
        self._seeds = self._readers()
        words = trie(self._seeds)
        letters = trie(name for name in lexicon.periods if len(name) == 1)
        numbered = rf"(?:{letters})(?=[1-4](?!\w))"  # Q3
        self._seed = re.compile(
            rf"(?<!\w)(?:[0-9]+|{numbered}|['’‘](?=[0-9]0-?an)|h[ ]?[-–+][ ]?(?=[0-9])|(?:{words})(?!\w))"
        )

    def _readers(self) -> dict[str, tuple[_Reader, ...]]:
        """Who is asked at a word, in this order."""
        lexicon = self._lexicon
        centuries = [name for name, unit in lexicon.units.items() if (unit.letter, unit.size) == ("Y", 100)]
        seeds: dict[str, tuple[_Reader, ...]] = {}
        for words, reader in (
            (lexicon.weekdays, self._at_weekday),
            (lexicon.months, self._at_month),
            (lexicon.periods, self._at_period),
            (lexicon.words("before", "clock"), self._at_clock),
            (lexicon.words("before", "date"), self._at_date_word),
            (centuries, self._at_century),
            (lexicon.deixis, self._at_deixis),
            (lexicon.parts, self._at_part),
            (lexicon.hijri, self._at_hijri),
            (lexicon.holidays, self._at_holiday),
            (lexicon.sets, self._at_set),
            (lexicon.units, self._at_unit),
            (lexicon.counted_units, self._at_unit),
        ):
            for name in words:
                seeds[name] = (*seeds.get(name, ()), reader)
        return seeds

    def scan(self, article: Article, blocked: Sequence[tuple[int, int]] = ()) -> Sequence[Time]:
        """Times in text order, read against ``article.reference_date``; ``blocked`` are spans of references."""
        drafts = list(self._drafts(article, _anchor(article), blocked))
        return [self._record(article, draft) for draft in drafts]

    def infer_reference(self, article: Article, blocked: Sequence[tuple[int, int]] = ()) -> str | None:
        """The day the article was written at the earliest: the latest full date that its weekday confirms.

        Of several days it is the first, because what is under way is reported from its first day on.
        Without one, a weekday with day and month (*Selasa (1/7)*) whose year a month or day printed in full, at most
        half a year away, gives and the weekday confirms. Else None.
        """
        drafts = list(self._drafts(article, Anchor(), blocked))
        low = fold(article.text)
        dated = [draft for draft in drafts if draft.form == "weekday-date" and not self._announced(low, draft)]
        days = [
            draft.first for draft in dated if draft.basis == "stated" and draft.first and set(draft.flags) <= _FIRST
        ]
        if not days:
            days = [day for draft in dated if (day := _confirmed(draft, drafts, self._lexicon.weekdays)) is not None]
            days += [draft.first for draft in dated if draft.basis == "inherited" and draft.first and _fits(draft)]
        return max(days).isoformat() if days else None

    def _announced(self, low: str, draft: Draft) -> bool:
        """Whether the clause speaks of what is to come (*akan digelar*, *mendatang*)."""
        last = low[draft.start : draft.end].rpartition(" ")[2]
        if self._lexicon.after.get(last) in ("next", "next-today"):
            return True
        return self._grammar.future_cue.search(low, max(0, draft.start - _CLAUSE), draft.start) is not None

    def _drafts(self, article: Article, anchor: Anchor, blocked: Sequence[tuple[int, int]]) -> Iterator[Draft]:
        low = fold(article.text)
        place = _Place(article.text, low)
        spans = sorted([*blocked, *((mark.start, mark.end) for mark in article.boilerplate)])
        at = index = 0
        previous: Draft | None = None
        for match in self._seed.finditer(low):
            start, end = match.span()
            if start < at:
                continue
            while index < len(spans) and spans[index][1] <= start:
                index += 1
            limit = spans[index][0] if index < len(spans) else len(low)
            if limit < end and match.group() not in self._numbered:
                continue
            place.start, place.end = start, end
            draft = self._draft(match.group(), place, anchor)
            floor = max(at, spans[index - 1][1] if index else 0)
            if draft is None or draft.start < floor or (draft.end > limit and not draft.sure):
                continue
            if draft.before is not None and draft.before.start >= floor:
                self._prefixes.extend(low, draft.before, floor)
                yield draft.before
            else:
                self._prefixes.extend(low, draft, floor)
            at = draft.end
            if previous is not None and RANGE_START in previous.flags:
                draft.flags.append(RANGE_END)
            if draft.first is not None and draft.last is not None and draft.form not in _STRETCHES:
                anchor.name(draft.first, draft.end)
                if draft.first < draft.last and draft.form in _COURSES:
                    anchor.course = draft.first, draft.last
                elif RANGE_END in draft.flags and previous is not None and previous.first is not None:
                    anchor.course = previous.first, draft.last
            elif draft.span is not None:
                anchor.name_span(draft.span)
            if previous is not None and previous.form == "clock" and draft.first is not None:
                self._tail.bind_clock(low, previous, draft)
            if draft.moment is not None:
                anchor.moment = draft.moment
            previous = draft
            yield draft

    def _draft(self, seed: str, place: _Place, anchor: Anchor) -> Draft | None:
        readers = self._seeds.get(seed)
        if readers is None:
            return self._at_figure(place, anchor)
        for reader in readers:
            draft = reader(place, anchor)
            if draft is not None:
                return draft
        return None

    def _at_figure(self, place: _Place, anchor: Anchor) -> Draft | None:
        low, start = place.low, place.start
        if low[start] == "h":
            return self._feasts.distance(low, start, anchor)
        before = low[start - 1] if start else " "
        if before in ".,/-:–+" and start > 1 and low[start - 2].isdigit():
            return self._lengths.amount(low, start, anchor) if before in "-–" else None  # the 3 of "2-3 hari"
        behind = low[max(0, start - 10) : start].rstrip()
        certain = behind.endswith(self._date_words) or opens_line(low, start)
        draft = self._dates.number(low, start, anchor, certain=certain)
        if draft is not None:
            self._tail.date(low, draft)
            return draft
        draft = self._feasts.figure(low, start, anchor) or self._clock.figure(low, start, anchor)
        draft = draft or self._lengths.amount(low, start, anchor) or self._periods.decade(low, start, anchor)
        if draft is None:
            draft = self._periods.years(low, start)
            if draft is not None:
                self._tail.era(low, draft)
                self._tail.edge(low, draft)
                self._tail.after(low, draft)
        return draft

    def _at_date_word(self, place: _Place, anchor: Anchor) -> Draft | None:
        """*tanggal*: the figure behind it is a day, alone where no month follows."""
        low, at = place.low, place.end
        while at < len(low) and low[at] in " .":
            at += 1
        if not low[at : at + 1].isdigit():
            return None
        draft = self._dates.number(low, at, anchor, certain=True) or self._feasts.figure(low, at, anchor)
        draft = draft or self._dates.day_alone(low, at, anchor)
        if draft is not None:
            self._tail.date(low, draft)
            draft.start = place.start
        return draft

    def _at_weekday(self, place: _Place, anchor: Anchor) -> Draft | None:
        return self._weekdays.read(place.text, place.low, place.start, anchor)

    def _at_month(self, place: _Place, anchor: Anchor) -> Draft | None:
        draft = self._dates.month(place.text, place.low, place.start, anchor)
        if draft is not None:
            self._tail.after(place.low, draft)
        return draft

    def _at_period(self, place: _Place, anchor: Anchor) -> Draft | None:
        return self._periods.period(place.low, place.start, anchor)

    def _at_clock(self, place: _Place, anchor: Anchor) -> Draft | None:
        draft = self._clock.headed(place.low, place.start, anchor)
        if draft is not None:
            self._tail.day_of_clock(place.low, draft, anchor)
        return draft

    def _at_century(self, place: _Place, anchor: Anchor) -> Draft | None:
        return self._periods.century(place.low, place.start)

    def _at_deixis(self, place: _Place, anchor: Anchor) -> Draft | None:
        return self._relative.deixis(place.low, place.start, place.end, anchor)

    def _at_part(self, place: _Place, anchor: Anchor) -> Draft | None:
        low, start, end = place.low, place.start, place.end
        if self._lexicon.parts[low[start:end]].value == "TNI" and (
            draft := self._weekdays.eve(low, start, end, anchor)
        ):
            return draft
        return self._relative.part(low, start, end, anchor)

    def _at_hijri(self, place: _Place, anchor: Anchor) -> Draft | None:
        return self._feasts.month(place.text, place.low, place.start, anchor)

    def _at_holiday(self, place: _Place, anchor: Anchor) -> Draft | None:
        return self._feasts.holiday(place.text, place.low, place.start, anchor)

    def _at_set(self, place: _Place, anchor: Anchor) -> Draft | None:
        return self._sets.read(place.text, place.low, place.start, place.end)

    def _at_unit(self, place: _Place, anchor: Anchor) -> Draft | None:
        week = self._dates.week(place.low, place.start, anchor)
        return week or self._relative.unit(place.low, place.start, place.end, anchor)

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


def _fits(draft: Draft) -> bool:
    """Whether the weekday confirms the year that a yearless date has from another one."""
    return "year_completed" in draft.flags and set(draft.flags) <= {"year_completed", RANGE_START}


def _confirmed(draft: Draft, drafts: Sequence[Draft], weekdays: Mapping[str, int]) -> date | None:
    """The day of a yearless date in the year of a month or day named elsewhere, half a year away at most."""
    weekday = weekdays.get(fold(draft.weekday or ""))
    if weekday is None or draft.timex is None or not draft.timex.startswith("XXXX-"):
        return None
    month, day = int(draft.timex[5:7]), int(draft.timex[8:10])
    for other in drafts:
        named = other.last or (Partial(other.span.year, other.span.month, 1).date() if other.span else None)
        if named is None or other is draft:
            continue
        found = Partial(named.year, month, day).date()
        if found is not None and found.isoweekday() == weekday and abs((found - named).days) <= _NEAR:
            return found
    return None


def _anchor(article: Article) -> Anchor:
    published = article.published
    stamp = published.timex if isinstance(published, Published) else None
    day = parse_day(stamp)
    if stamp is None or day is None:
        return Anchor()
    try:
        return Anchor(day, datetime.fromisoformat(stamp) if len(stamp) > len("2024-11-25") else None)
    except ValueError:
        return Anchor(day)
