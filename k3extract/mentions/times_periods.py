"""Years and what is counted in or of them: tahun 2024, 2019-2024, 1990-an, abad ke-19, kuartal III 2024."""

import re

from k3extract.mentions.times_draft import Draft
from k3extract.values.calendar import Partial
from k3extract.values.time_anchor import Anchor
from k3extract.values.time_grammar import TimeGrammar, trie
from k3extract.values.time_lexicon import TimeLexicon

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_ORDINALS = {"pertama": 1}
_SCHOOL = re.compile(
    r"(?:tahun[ ]+)?(?:ajaran|pelajaran|akademik|kuliah|ajar)[ ]+(?:baru[ ]+)?$|musim(?:[ ]+kompetisi)?[ ]+$"
)
_LOOK = 30


class PeriodReader:
    """Reads years and their parts."""

    def __init__(self, lexicon: TimeLexicon, grammar: TimeGrammar) -> None:
        self._lexicon = lexicon
        self._grammar = grammar
        numerals = {word: int(value) for word, value in lexicon.numerals.items() if value.isdecimal()}
        self._ordinals = {("pertama" if word == "satu" else "ke" + word): value for word, value in numerals.items()}
        figure = r"[ivx]+(?!\w)|[1-4](?![0-9.,/])"
        heads = trie(lexicon.periods)
        ordinal = rf"(?:ke-?[ ]?)?(?P<n>{figure}|{trie(self._ordinals)}(?!\w)|{trie(numerals)}(?!\w))"
        year = (
            r"(?:[ ]?[/,-]?[ ]?(?:tahun[ ]+)?(?:anggaran[ ]+)?(?P<year>[12][0-9]{3})(?![0-9]|[.,][0-9])"
            r"|[ ]+(?P<rel>tahun[ ]+(?P<after>ini|lalu|depan|itu)))?"
        )
        self._numerals = numerals
        self._period = re.compile(
            rf"(?P<head>{heads})[ ]?-?{ordinal}"
            rf"(?:(?P<join>[ ]?(?:-|–|dan|hingga|sampai)[ ]?)(?:(?:{heads})[ ]?)?(?P<n2>{figure}))?{year}"
        )
        self._century = re.compile(
            r"abad[ ]+(?:ke-?[ ]?)?(?P<n>[ivxl]+(?!\w)|[0-9]{1,2}(?![0-9.,/]))"
            r"(?P<era>[ ]+(?:sebelum masehi|sm)(?!\w))?(?:[ ]+(?:masehi|m)(?!\w))?"
        )

    def period(self, low: str, start: int, anchor: Anchor) -> Draft | None:
        """A numbered part of a year (kuartal III 2024, semester I, caturwulan II 1998)."""
        match = self._period.match(low, start)
        if match is None:
            return None
        kind = self._lexicon.periods[match["head"]]
        number = self._ordinal(match["n"])
        if number is None or not 1 <= number <= {"Q": 4, "H": 2, "C": 3}[kind]:
            return None
        if match["head"] == "q" and not match["year"]:
            return None
        draft = Draft(start, match.end(), "DATE", None, None, "period")
        year = self._year(match, anchor, draft)
        stem = "XXXX" if year is None else f"{year:04d}"
        second = self._ordinal(match["n2"]) if match["n2"] else None
        if second is not None and number < second <= 4 and year is not None:
            first, last = _period_value(kind, number, stem), _period_value(kind, second, stem)
            draft.timex = f"{first[0].partition('/')[0]}/{last[0].rpartition('/')[2]}"
            size = {"Q": 3, "H": 6, "C": 4}[kind]
            draft.edtf = f"{stem}-{size * (number - 1) + 1:02d}/{stem}-{size * second:02d}"
            return draft
        timex, edtf = _period_value(kind, number, stem)
        draft.timex = timex if year is not None else None
        draft.edtf = edtf if year is not None else None
        return draft

    def _year(self, match: re.Match[str], anchor: Anchor, draft: Draft) -> int | None:
        if match["year"]:
            return int(match["year"])
        if anchor.reference is None:
            return None
        draft.basis = "anchored"
        if match["rel"]:
            return anchor.reference.year + {"lalu": -1, "depan": 1}.get(match["after"], 0)
        draft.flags.append("year_completed")
        return anchor.reference.year

    def _ordinal(self, written: str) -> int | None:
        if written.isdigit():
            return int(written)
        if written in self._ordinals:
            return self._ordinals[written]
        if written in self._numerals:
            return self._numerals[written]
        return roman(written)

    def century(self, low: str, start: int) -> Draft | None:
        """*abad ke-19*, *abad XXI*, *abad ke-9 Masehi*."""
        match = self._century.match(low, start)
        if match is None:
            return None
        number = int(match["n"]) if match["n"].isdigit() else roman(match["n"])
        if number is None or not 1 <= number <= 30:
            return None
        draft = Draft(start, match.end(), "DATE", f"{number - 1:02d}", f"{number - 1:02d}XX", "century")
        if match["era"]:
            draft.timex = draft.edtf = None
            draft.flags.append("before_christ")
        elif number == 1:
            draft.timex, draft.edtf = "0001/0100", "0001/0100"
        return draft

    def decade(self, low: str, start: int, anchor: Anchor) -> Draft | None:
        """*1990-an*, *'60-an*, and *tahun 40-an* (the last such decade)."""
        match = self._grammar.decade.match(low, start)
        if match is None:
            return None
        century, ten = match["century"], match["ten"]
        behind = low[max(0, start - 8) : start].rstrip()
        if century is None:
            if not (behind.endswith(("tahun", "era", "dekade")) or low[start] in "'’‘"):
                return None
            now = anchor.reference.year if anchor.reference is not None else 2020
            century = "20" if 2000 + int(ten) <= now else "19"
        value = century + ten[0]
        return Draft(start, match.end(), "DATE", value, value + "X", "decade", span=None)

    def years(self, low: str, start: int, *, headed: bool) -> Draft | None:
        """A year, or two of them: 2024, 2019-2024, 2024/2025, musim 2023/24."""
        match = self._grammar.years.match(low, start)
        if match is None:
            return None
        first = int(match["a"])
        if not (headed or 1800 <= first <= 2100):
            return None
        if not headed and not self._stands_alone(low, start, match):
            return None
        draft = Draft(start, match.end(), "DATE", match["a"], match["a"], "year", span=Partial(first))
        if match["b"] is None:
            return draft
        second = int(match["b"]) if len(match["b"]) == 4 else first // 100 * 100 + int(match["b"])
        if second <= first or second > 2200 or (len(match["b"]) == 2 and second != first + 1):
            draft.end = match.end("a")
            return draft if match["join"].strip() not in ("/", "-", "–") else None
        draft.form = "years"
        draft.span = None
        if "/" in match["join"] and second == first + 1:
            draft.form = "school-year"
            if _SCHOOL.search(low, max(0, start - _LOOK), start):
                draft.timex = f"{first:04d}-07/{second:04d}-06"
                draft.edtf = draft.timex
                return draft
        draft.timex = draft.edtf = f"{first:04d}/{second:04d}"
        return draft

    def _stands_alone(self, low: str, start: int, match: re.Match[str]) -> bool:
        """A figure between 1800 and 2100 is a year unless money stands before it or something counted behind it."""
        if low[max(0, start - 1) : start] in ("$", "€", "@", "#", "+") or low[max(0, start - 4) : start].rstrip(
            " ."
        ).endswith("rp"):
            return False
        end = match.end()
        if low[end : end + 1] == "-" and low[end + 1 : end + 2].isalnum():
            return False
        if low[end : end + 1] == " ":
            word = re.compile(r"[ ]+([^\W_]+)").match(low, end)
            if word and word[1] in self._lexicon.counted:
                return False
        return True


def roman(written: str) -> int | None:
    """The number of a small Roman numeral in lower case, None when it is none.

    >>> roman("xxi"), roman("iix")
    (21, None)
    """
    total, before = 0, 0
    for char in reversed(written):
        value = _ROMAN.get(char)
        if value is None:
            return None
        total += value if value >= before else -value
        before = max(before, value)
    return total if to_roman(total) == written else None


def to_roman(number: int) -> str:
    """The Roman numeral of 1 to 89 in lower case."""
    out = ""
    for value, sign in ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while number >= value:
            out += sign
            number -= value
    return out


def _period_value(kind: str, number: int, year: str) -> tuple[str, str]:
    if kind == "Q":
        return f"{year}-Q{number}", f"{year}-{32 + number}"
    if kind == "H":
        return f"{year}-H{number}", f"{year}-{39 + number}"
    return f"{year}-{4 * number - 3:02d}/{year}-{4 * number:02d}", f"{year}-{36 + number}"
