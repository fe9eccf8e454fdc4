"""Hijri dates and holidays: 1 Ramadan 1445 H, Idul Fitri 1445 H, Natal 2024, H-7 Lebaran 2024."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from k3extract.mentions.times_draft import STAYS, Draft
from k3extract.values.calendar import shift_days
from k3extract.values.feasts import FeastCalendar
from k3extract.values.time_anchor import Anchor
from k3extract.values.time_grammar import TimeGrammar, word
from k3extract.values.time_lexicon import TimeLexicon

_NUMBER = re.compile(r"[0-9]+")
_NAME_NEXT = re.compile(r"-\w|[ \u00a0][A-Z][a-z]")
_Year = Callable[[int], tuple[date, bool] | None]


class FeastReader:
    """Reads what the feast calendar knows."""

    def __init__(self, lexicon: TimeLexicon, grammar: TimeGrammar) -> None:
        self._lexicon = lexicon
        self._grammar = grammar
        self._leads = frozenset(lexicon.words("before", "lead", "month-lead", "month", "day"))
        self._feasts = FeastCalendar(lexicon.festivals, lexicon.hijri)
        era = rf"(?P<era>[ ]?{word(lexicon.words('eras', 'AH'))})"
        tahun = word(lexicon.words("before", "year"))
        month, holiday = rf"(?P<month>{word(lexicon.hijri)})", rf"(?P<holiday>{word(lexicon.holidays)})"
        year = rf"(?P<year>[12][0-9]{{3}})(?![0-9]|[.,/-][0-9]){era}?"
        self._date = re.compile(
            rf"(?P<days>{grammar.days})[ ]{{1,4}}{month}"
            rf"(?:[ ]{{1,4}}(?:{tahun}[ ]{{1,4}})?{year})?"
        )
        self._month = re.compile(
            rf"{month}[ ]{{1,4}}(?:{tahun}[ ]{{1,4}})?(?P<year>1[0-9]{{3}})(?![0-9]|[.,/-][0-9]){era}"
        )
        self._civil = re.compile(
            rf"{month}[ ]{{1,4}}(?:{tahun}[ ]{{1,4}})?(?P<year>(?:19|20)[0-9]{{2}})(?![0-9]|[.,/-][0-9])(?!{era})"
        )
        self._name = re.compile(month)
        self._year = re.compile(rf"(?P<year>1[0-9]{{3}})(?![0-9]){era}")
        self._feast = re.compile(rf"{holiday}(?:,?[ ]{{1,4}}(?:{tahun}[ ]{{1,4}})?{year})?")
        self._days = re.compile(r"h[ ]?(?P<sign>[-–+])[ ]?(?P<n>[0-9]{1,2})(?![0-9])")
        self._distance = re.compile(
            rf"h[ ]?(?P<sign>[-–+])[ ]?(?P<n>[0-9]{{1,2}})(?![0-9])[ ]{{1,4}}(?:[^\W\d_]+[ ]{{1,4}})?{holiday}"
            rf"(?:,?[ ]{{1,4}}(?:{tahun}[ ]{{1,4}})?{year})?"
        )

    def figure(self, low: str, start: int, anchor: Anchor) -> Draft | None:
        """A Hijri date, or a Hijri year, that begins with a figure."""
        match = self._date.match(low, start)
        if match is not None:
            return self._hijri_date(match, anchor)
        match = self._year.match(low, start)
        if match is None:
            return None
        draft = Draft(start, match.end(), "DATE", None, None, "hijri")
        year = int(match["year"])
        return self._stretch(draft, self._feasts.hijri(year, 1, 1), self._feasts.hijri(year + 1, 1, 1))

    def _hijri_date(self, match: re.Match[str], anchor: Anchor) -> Draft | None:
        month, days = self._lexicon.hijri[match["month"]], [int(day) for day in _NUMBER.findall(match["days"])]
        draft = Draft(match.start(), match.end(), "DATE", None, None, "hijri")
        found = self._when(match["year"], lambda year: self._feasts.hijri(year, month, days[0]), (draft, anchor))
        if found is None:
            return draft if match["year"] or anchor.reference is None else None
        if days != sorted(days):
            return None
        civil = [moved for day in days if (moved := shift_days(found[0], day - days[0])) is not None]
        draft = _set(draft, civil[0], civil[-1], decreed=found[1])
        if len(civil) > 1 and self._grammar.range.search(match["days"]) is None:
            sign = "" if found[1] else "~"
            draft.edtf = "{" + ",".join(day.isoformat() + sign for day in civil) + "}"
        return draft

    def month(self, text: str, low: str, start: int, anchor: Anchor) -> Draft | None:
        """*Ramadan 1445 H*: a month of the Hijri calendar with its year; *bulan Ramadan*, *selama Ramadan*: the one
        nearest to publication."""
        match = self._month.match(low, start)
        if match is None and (civil := self._civil.match(low, start)) is not None:
            drafts = self._around(civil, int(civil["year"]))
            return next((draft for draft in drafts if draft.first and draft.first.year == int(civil["year"])), None)
        if match is None:
            return self._month_alone(text, low, start, anchor)
        month, year = self._lexicon.hijri[match["month"]], int(match["year"])
        return self._whole_month(Draft(start, match.end(), "DATE", None, None, "hijri"), year, month)

    def _month_alone(self, text: str, low: str, start: int, anchor: Anchor) -> Draft | None:
        match = self._name.match(low, start)
        told = self._grammar.year_told.match(low, match.end()) if match else None
        step = {"past": -1, "this": 0, "next": 1}.get(self._lexicon.after[told["after"]]) if told else None
        before = low[max(0, start - 14) : start].rstrip().rpartition(" ")[2]
        if match is None or anchor.reference is None or not text[start].isupper():
            return None
        if step is None and before not in self._leads and before not in self._lexicon.edges:
            return None
        drafts = self._around(match, anchor.reference.year)
        if told is not None and step is not None:
            year = anchor.reference.year + step
            drafts = [draft for draft in drafts if draft.first is not None and draft.first.year == year]
            for draft in drafts:
                draft.end = told.end()
        nearest = min(drafts, key=lambda draft: _apart(draft, anchor.reference), default=None)
        if nearest is not None:
            nearest.basis = "anchored"
            nearest.flags.insert(0, "year_completed")
        return nearest

    def _around(self, match: re.Match[str], civil: int) -> list[Draft]:
        """The month of the Hijri years around the civil one."""
        month, around = self._lexicon.hijri[match["month"]], (civil - 622) * 33 // 32
        drafts = (
            self._whole_month(Draft(match.start(), match.end(), "DATE", None, None, "hijri"), year, month)
            for year in range(around - 1, around + 4)
        )
        return [draft for draft in drafts if draft is not None]

    def _whole_month(self, draft: Draft, year: int, month: int) -> Draft | None:
        after = (year, month + 1) if month < 12 else (year + 1, 1)
        return self._stretch(draft, self._feasts.hijri(year, month, 1), self._feasts.hijri(*after, 1))

    @staticmethod
    def _stretch(draft: Draft, first: tuple[date, bool] | None, after: tuple[date, bool] | None) -> Draft | None:
        if first is None or after is None:
            return None
        last = shift_days(after[0], -1)
        if last is None or last <= first[0]:
            return None
        return _set(draft, first[0], last, decreed=first[1] and after[1])

    def holiday(self, text: str, low: str, start: int, anchor: Anchor) -> Draft | None:
        """A holiday with its year (printed, or *tahun lalu*), else the one nearest to publication."""
        match = self._feast.match(low, start)
        if match is None:
            return None
        if not match["year"]:
            if not self._is_feast(text, low, match):
                return None
            if (told := self._told(low, match, anchor)) is not None:
                return told
        draft = self._of_feast(match, 0, anchor)
        if draft is not None and not match["year"] and (after := self._grammar.after.match(low, draft.end)):
            draft.end = after.end() if self._lexicon.after[after["after"]] in STAYS else draft.end
        return draft

    def _is_feast(self, text: str, low: str, match: re.Match[str]) -> bool:
        """Whether a holiday without a year is one: it has a capital and is in no name or compound (baju Lebaran)."""
        start, end = match.start(), match.end("holiday")
        last = max(start, low.rfind(" ", start, end) + 1)
        if not (text[start].isupper() and text[last].isupper()) or _NAME_NEXT.match(text, end):
            return False
        before = low[max(0, start - 16) : start].rstrip().rpartition(" ")[2]
        if not before or before in self._leads or not before[-1].isalpha():
            return True
        small = text[low.rindex(before, 0, start)].islower()
        return small and before not in self._lexicon.not_after[match["holiday"]]

    def _told(self, low: str, match: re.Match[str], anchor: Anchor) -> Draft | None:
        """*Lebaran tahun lalu*."""
        told = self._grammar.year_told.match(low, match.end())
        step = {"past": -1, "this": 0, "next": 1}.get(self._lexicon.after[told["after"]]) if told else None
        if told is None or step is None or anchor.reference is None:
            return None
        found = self._feasts.date_of(self._lexicon.holidays[match["holiday"]], anchor.reference.year + step)
        draft = Draft(match.start(), told.end(), "DATE", None, None, "holiday", basis="anchored")
        return None if found is None else _set(draft, found[0], found[0], decreed=found[1])

    def distance(self, low: str, start: int, anchor: Anchor) -> Draft | None:
        """``H-7 Lebaran 2024``: so many days before or after a holiday, of the nearest year when none is printed."""
        match = self._distance.match(low, start)
        if match is None:
            return self._bare_distance(low, start, anchor)
        return self._of_feast(match, int(match["n"]) * (1 if match["sign"] == "+" else -1), anchor)

    def _bare_distance(self, low: str, start: int, anchor: Anchor) -> Draft | None:
        """``H-7`` by itself: from the holiday that the other end of the range names, else from the one named last."""
        match = self._days.match(low, start)
        if match is None:
            return None
        joint = self._grammar.range.match(low, match.end())
        other = self._distance.match(low, joint.end()) if joint else None
        feast = anchor.feast
        if other is not None:
            whole = self._of_feast(other, 0, anchor)
            feast = whole.first if whole is not None else None
        day = None if feast is None else shift_days(feast, int(match["n"]) * (1 if match["sign"] == "+" else -1))
        if day is None:
            return None
        draft = Draft(start, match.end(), "DATE", None, None, "holiday", basis="inherited")
        return _set(draft, day, day, decreed=True)

    def _of_feast(self, match: re.Match[str], shift: int, anchor: Anchor) -> Draft | None:
        feast = self._lexicon.holidays[match["holiday"]]
        draft = Draft(match.start(), match.end(), "DATE", None, None, "holiday")
        found = self._when(match["year"], lambda year: self._feasts.date_of(feast, year), (draft, anchor))
        day = None if found is None else shift_days(found[0], shift)
        if anchor.reference is None and not match["year"] and not shift:
            draft.timex = draft.edtf = f"XXXX-{feast.name}" if feast.kind == "fixed" else None
            return draft
        if found is None or day is None:
            return None
        anchor.feast = found[0]
        return _set(draft, day, day, decreed=found[1])

    def _when(self, year: str | None, read: _Year, said: tuple[Draft, Anchor]) -> tuple[date, bool] | None:
        """The day in the printed year, else the one nearest to the day of publication."""
        draft, anchor = said
        if year:
            found = read(int(year))
            if found is None and int(year) > 1700:  # a Hijri date with a civil year
                low = (int(year) - 622) * 33 // 32
                found = next(
                    (day for near in (low, low + 1, low + 2) if (day := read(near)) and day[0].year == int(year)), None
                )
            return found
        reference = anchor.reference
        if reference is None:
            return None
        draft.basis = "anchored"
        draft.flags.append("year_completed")
        hijri = (reference.year - 622) * 33 // 32
        years = {reference.year - 1, reference.year, reference.year + 1, hijri, hijri + 1, hijri + 2}
        days = [found for near in sorted(years) if (found := read(near)) is not None]
        near_days = [found for found in days if abs(found[0] - reference) < timedelta(days=360)]
        return min(near_days, key=lambda found: (abs(found[0] - reference), found[0]), default=None)


def _apart(draft: Draft, reference: date | None) -> int:
    """Days from ``reference`` to the stretch of ``draft``."""
    if reference is None or draft.first is None or draft.last is None:
        return 0
    return max((draft.first - reference).days, (reference - draft.last).days, 0)


def _set(draft: Draft, first: date, last: date, *, decreed: bool) -> Draft:
    """``draft`` covers these days; calculated ones may be a day off."""
    draft.first, draft.last = first, last
    sign = "" if decreed else "~"
    draft.timex = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    draft.edtf = (
        f"{first.isoformat()}{sign}" if first == last else f"{first.isoformat()}{sign}/{last.isoformat()}{sign}"
    )
    if not decreed:
        draft.mod = "APPROX"
        draft.flags.append("calculated")
    return draft
