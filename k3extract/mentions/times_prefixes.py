"""Words before a time that belong to it: tanggal, bulan, tahun, hari; awal, pertengahan, akhir; sekitar, hampir."""

from k3extract.mentions.times_draft import Draft
from k3extract.values.time_lexicon import TimeLexicon

_YEARS = frozenset({"year", "years", "school-year", "decade", "hijri"})
_FORMS = {
    "date": frozenset({"date", "day-month", "weekday-date", "hijri"}),
    "month": frozenset({"month", "hijri"}),
    "year": _YEARS,
    "school": _YEARS,
    "day": frozenset({"weekday", "weekday-date", "holiday"}),
}
_STRETCHES = frozenset({"month", "year", "decade", "century", "unit-relative", "period"})
_EDGES = frozenset({"START", "MID", "END"})
_ROUNDS = 3


class Prefixes:
    """Lengthens a draft to the left."""

    def __init__(self, lexicon: TimeLexicon) -> None:
        words = {**lexicon.before, **lexicon.edges, **lexicon.approx}
        self._not_after = lexicon.not_after
        self._table: dict[str, list[tuple[str, str]]] = {}  # last word -> the phrases that end with it, longest first
        for phrase in sorted(words, key=len, reverse=True):
            self._table.setdefault(phrase.rpartition(" ")[2], []).append((phrase, words[phrase]))

    def extend(self, low: str, draft: Draft, floor: int) -> None:
        """Take in the words before ``draft`` that belong to it, none before ``floor``."""
        for _ in range(_ROUNDS):
            end = draft.start
            while end > floor and low[end - 1] == " ":
                end -= 1
            if end == draft.start:
                return
            begin = end
            while begin > floor and (low[begin - 1].isalpha() or low[begin - 1] in ".-"):
                begin -= 1
            name = low[begin:end]
            known = self._table.get(name) or self._table.get(name.rpartition(".")[2])  # "parah.Tahun 2022"
            if known is None or not self._take(low, draft, (floor, end), known):
                return

    def _take(self, low: str, draft: Draft, place: tuple[int, int], known: list[tuple[str, str]]) -> bool:
        floor, end = place
        for phrase, value in known:
            start = end - len(phrase)
            if start < floor or not low.startswith(phrase, start) or (start > 0 and low[start - 1].isalnum()):
                continue
            if not _fits(value, draft) or self._barred(low, phrase, start):
                continue
            draft.start = start
            if value not in _FORMS:
                _set_mod(draft, value)
            return True
        return False

    def _barred(self, low: str, phrase: str, start: int) -> bool:
        barred = self._not_after.get(phrase, ())
        return bool(barred) and low[max(0, start - 14) : start].rstrip().rpartition(" ")[2] in barred


def _fits(value: str, draft: Draft) -> bool:
    """Whether a prefix may stand before this time: an edge needs a stretch, not a day or a duration."""
    if value in _FORMS:
        return draft.form in _FORMS[value]
    if value in _EDGES:
        return draft.form in _STRETCHES or (draft.form == "hijri" and draft.first != draft.last)
    return value.isupper() and draft.form != "weekday"


def _set_mod(draft: Draft, value: str) -> None:
    draft.mod = draft.mod or value
    if value == "APPROX" and draft.edtf and not set("/T{~") & set(draft.edtf):
        draft.edtf += "~"
