"""Years and what is counted in or of them: tahun 2024, 2019-2024, 1990-an, abad ke-19, kuartal III 2024."""

import re

from k3extract.mentions.times_draft import Draft
from k3extract.values.calendar import Partial
from k3extract.values.roman import roman
from k3extract.values.time_anchor import Anchor
from k3extract.values.time_grammar import TimeGrammar
from k3extract.values.time_lexicon import TimeLexicon

_SIZES = {"Q": 3, "H": 6, "C": 4}  # months of a quarter, a half and a caturwulan
_FIRST, _LAST = 1800, 2100  # a figure by itself is a year between these
_LAST_YEAR = 9999  # of the calendar
_WORD = re.compile(r"[^\W\d_]+")
_MONEY = frozenset("$€£¥@#+%")


class PeriodReader:
    """Reads years and their parts."""

    def __init__(self, lexicon: TimeLexicon, grammar: TimeGrammar) -> None:
        self._lexicon = lexicon
        self._grammar = grammar
        self._school = lexicon.words("before", "school")
        self._year_words = lexicon.words("before", "year", "school")
        self._approx = tuple(lexicon.approx)
        self._decade_words = (*self._year_words, *lexicon.words("before", "decade-lead"))

    def period(self, low: str, start: int, anchor: Anchor) -> Draft | None:
        """A numbered part of a year (kuartal III 2024, semester I, caturwulan II 1998)."""
        match = self._grammar.period.match(low, start)
        if match is None:
            return None
        before = low[max(0, start - 14) : start].rstrip().rpartition(" ")[2]
        if not match["year"] and before in self._lexicon.not_after[match["head"]]:
            return None
        kind = self._lexicon.periods[match["head"]]
        count = 12 // _SIZES[kind]
        number, second = self._ordinal(match["n"]), self._ordinal(match["n2"])
        if number is None or not 1 <= number <= count or (len(match["head"]) == 1 and not match["year"]):
            return None
        draft = Draft(start, match.end(), "DATE", None, None, "period")
        draft.sure = match["year"] is not None or self._lexicon.before.get(before) in ("lead", "month-lead")
        year = self._year_of(match, anchor, draft)
        if year is None or not 1 <= year <= _LAST_YEAR:
            return draft
        if second is not None and number < second <= count:
            months = f"{year:04d}-{_SIZES[kind] * (number - 1) + 1:02d}/{year:04d}-{_SIZES[kind] * second:02d}"
            draft.timex = draft.edtf = months
        else:
            draft.timex, draft.edtf = period_values(kind, number, year)
        draft.span = Partial(year, _SIZES[kind] * (second or number))
        return draft

    def _year_of(self, match: re.Match[str], anchor: Anchor, draft: Draft) -> int | None:
        if match["year"]:
            return int(match["year"])
        if anchor.reference is None:
            return None
        draft.basis = "anchored"
        if match["after"]:
            return anchor.reference.year + {"past": -1, "next": 1}.get(self._lexicon.after[match["after"]], 0)
        draft.flags.append("year_completed")
        return anchor.reference.year

    def _ordinal(self, written: str | None) -> int | None:
        if written is None or written.isdigit():
            return int(written) if written else None
        if written in self._lexicon.ordinals:
            return self._lexicon.ordinals[written]
        value = self._lexicon.numerals.get(written, "")
        return int(value) if value.isdecimal() else roman(written)

    def century(self, low: str, start: int) -> Draft | None:
        """*abad ke-19*, *abad XXI*, *abad ke-9 Masehi*."""
        match = self._grammar.century.match(low, start)
        if match is None:
            return None
        number = int(match["n"]) if match["n"].isdigit() else roman(match["n"])
        if number is None or not 1 <= number <= 30:
            return None
        draft = Draft(start, match.end(), "DATE", f"{number - 1:02d}", f"{number - 1:02d}XX", "century", sure=True)
        if match["before"]:
            draft.timex = draft.edtf = None
            draft.flags.append("before_christ")
        elif number == 1:
            draft.timex = draft.edtf = "0001/0100"
        return draft

    def decade(self, low: str, start: int, anchor: Anchor) -> Draft | None:
        """*1990-an*, *'60-an*, and *tahun 40-an* (the last such decade)."""
        match = self._grammar.decade.match(low, start)
        if match is None:
            return None
        century, ten = match["century"], match["ten"]
        if century is None:
            if low[start] not in "'’‘" and not low[max(0, start - 20) : start].rstrip().endswith(self._decade_words):
                return None
            now = anchor.reference.year if anchor.reference is not None else 2020
            century = "20" if 2000 + int(ten) <= now else "19"
        value = century + ten[0]
        return Draft(start, match.end(), "DATE", value, value + "X", "decade")

    def years(self, low: str, start: int) -> Draft | None:
        """A year, or two of them: 2024, 2019-2024, 2024/2025, musim 2023/24."""
        match = self._grammar.years.match(low, start)
        if match is None:
            return None
        first = int(match["a"])
        behind = low[max(0, start - 24) : start].rstrip()
        headed = behind.endswith(self._year_words)
        if not headed and not (_FIRST <= first <= _LAST and self._stands_alone(low, start, match.end())):
            return None
        if not headed and first % 100 == 0 and behind.endswith(self._approx):  # "sekitar 2000" is a count
            return None
        draft = Draft(start, match.end(), "DATE", match["a"], match["a"], "year", span=Partial(first))
        if match["b"] is None:
            return draft
        short = len(match["b"]) == 2
        second = first // 100 * 100 + int(match["b"]) if short else int(match["b"])
        if second <= first or second > _LAST + 100 or (short and second != first + 1):
            if not match["join"].strip().isalpha():
                return None
            draft.end = match.end("a")
            return draft
        draft.form, draft.timex = "years", f"{first:04d}/{second:04d}"
        schooled = behind.endswith(self._school)
        if second == first + 1 and (schooled or "/" in match["join"]):
            draft.form = "school-year"
            if schooled:
                draft.timex = f"{first:04d}-07/{second:04d}-06"
        draft.edtf = draft.timex
        return draft

    def _stands_alone(self, low: str, start: int, end: int) -> bool:
        """A figure is a year unless money stands before it or something counted behind it."""
        before = low[max(0, start - 4) : start].rstrip(" .")
        if before[-1:] in _MONEY or before.endswith("rp"):
            return False
        if low[start - 1 : start] == "/":  # LP/B/59/II/2022
            return False
        if low[end : end + 1] == "-" and low[end + 1 : end + 2].isalnum():
            until = _WORD.match(low, end + 1)
            return until is not None and until.group() in self._lexicon.deixis  # (2021-sekarang)
        behind = self._grammar.next_word.match(low, end)
        if behind is None or behind[1] not in self._lexicon.counted:
            return True
        return behind[1] in self._lexicon.units and self._grammar.after.match(low, behind.end()) is not None


def period_values(kind: str, number: int, year: int) -> tuple[str, str]:
    """TIMEX3 and EDTF of quarter (Q), half (H) or caturwulan (C) ``number`` of ``year``.

    >>> period_values("Q", 3, 2024), period_values("C", 2, 1998)
    (('2024-Q3', '2024-35'), ('1998-05/1998-08', '1998-38'))
    """
    if kind == "Q":
        return f"{year:04d}-Q{number}", f"{year:04d}-{32 + number}"
    if kind == "H":
        return f"{year:04d}-H{number}", f"{year:04d}-{39 + number}"
    return f"{year:04d}-{4 * number - 3:02d}/{year:04d}-{4 * number:02d}", f"{year:04d}-{36 + number}"
