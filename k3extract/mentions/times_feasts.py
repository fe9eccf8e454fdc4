"""Hijri dates and holidays: 1 Ramadan 1445 H, Idul Fitri 1445 H, Natal 2024, H-7 Lebaran 2024."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from k3extract.mentions.times_draft import Draft
from k3extract.values.calendar import shift_days
from k3extract.values.feasts import FeastCalendar
from k3extract.values.time_anchor import Anchor
from k3extract.values.time_grammar import word
from k3extract.values.time_lexicon import TimeLexicon

_Year = Callable[[int], tuple[date, bool] | None]


class FeastReader:
    """Reads what the feast calendar knows."""

    def __init__(self, lexicon: TimeLexicon) -> None:
        self._lexicon = lexicon
        self._feasts = FeastCalendar(lexicon.festivals, lexicon.hijri)
        era = rf"(?P<era>[ ]?{word(lexicon.words('eras', 'AH'))})"
        tahun = word(lexicon.words("before", "year"))
        month, holiday = rf"(?P<month>{word(lexicon.hijri)})", rf"(?P<holiday>{word(lexicon.holidays)})"
        year = rf"(?P<year>[12][0-9]{{3}})(?![0-9]|[.,/-][0-9]){era}?"
        self._date = re.compile(
            rf"(?P<day>[0-3]?[0-9])(?:[ ]?[-–][ ]?(?P<last>[0-3]?[0-9]))?[ ]{{1,4}}{month}"
            rf"(?:[ ]{{1,4}}(?:{tahun}[ ]{{1,4}})?{year})?"
        )
        self._month = re.compile(
            rf"{month}[ ]{{1,4}}(?:{tahun}[ ]{{1,4}})?(?P<year>1[0-9]{{3}})(?![0-9]|[.,/-][0-9]){era}"
        )
        self._year = re.compile(rf"(?P<year>1[0-9]{{3}})(?![0-9]){era}")
        self._feast = re.compile(rf"{holiday},?[ ]{{1,4}}(?:{tahun}[ ]{{1,4}})?{year}")
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
        month, day = self._lexicon.hijri[match["month"]], int(match["day"])
        draft = Draft(match.start(), match.end(), "DATE", None, None, "hijri")
        found = self._when(match["year"], lambda year: self._feasts.hijri(year, month, day), (draft, anchor))
        if found is None:
            return draft if match["year"] or anchor.reference is None else None
        first, decreed = found
        last = first
        if match["last"]:
            moved = shift_days(first, int(match["last"]) - day)
            if moved is None or moved < first:
                return None
            last = moved
        return _set(draft, first, last, decreed=decreed)

    def month(self, low: str, start: int) -> Draft | None:
        """*Ramadan 1445 H*: a month of the Hijri calendar with its year."""
        match = self._month.match(low, start)
        if match is None:
            return None
        month, year = self._lexicon.hijri[match["month"]], int(match["year"])
        after = (year, month + 1) if month < 12 else (year + 1, 1)
        draft = Draft(start, match.end(), "DATE", None, None, "hijri")
        return self._stretch(draft, self._feasts.hijri(year, month, 1), self._feasts.hijri(*after, 1))

    @staticmethod
    def _stretch(draft: Draft, first: tuple[date, bool] | None, after: tuple[date, bool] | None) -> Draft | None:
        if first is None or after is None:
            return None
        last = shift_days(after[0], -1)
        if last is None or last <= first[0]:
            return None
        return _set(draft, first[0], last, decreed=first[1] and after[1])

    def holiday(self, low: str, start: int, anchor: Anchor) -> Draft | None:
        """A holiday with its year."""
        match = self._feast.match(low, start)
        return None if match is None else self._of_feast(match, 0, anchor)

    def distance(self, low: str, start: int, anchor: Anchor) -> Draft | None:
        """``H-7 Lebaran 2024``: so many days before or after a holiday, of the nearest year when none is printed."""
        match = self._distance.match(low, start)
        if match is None:
            return None
        return self._of_feast(match, int(match["n"]) * (1 if match["sign"] == "+" else -1), anchor)

    def _of_feast(self, match: re.Match[str], shift: int, anchor: Anchor) -> Draft | None:
        feast = self._lexicon.holidays[match["holiday"]]
        draft = Draft(match.start(), match.end(), "DATE", None, None, "holiday")
        found = self._when(match["year"], lambda year: self._feasts.date_of(feast, year), (draft, anchor))
        day = None if found is None else shift_days(found[0], shift)
        if found is None or day is None:
            return None
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
