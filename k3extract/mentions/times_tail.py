"""What may follow a time and belongs to it: part of day, *lalu*, *ini*, *mendatang*, a clock time without a comma."""

from k3extract.mentions.times_clock import ClockReader
from k3extract.mentions.times_draft import STAYS, Draft, set_clock
from k3extract.values.calendar import shift_days
from k3extract.values.time_anchor import Anchor
from k3extract.values.time_grammar import TimeGrammar
from k3extract.values.time_lexicon import TimeLexicon

_ROUNDS = 3
_DAYS = frozenset({"weekday-date", "weekday", "day-month", "date"})
_FULL = frozenset({"year", "years", "day-month", "date"})


class TailReader:
    """Lengthens a draft by what follows it."""

    def __init__(self, lexicon: TimeLexicon, grammar: TimeGrammar, clocks: ClockReader) -> None:
        self._lexicon = lexicon
        self._grammar = grammar
        self._clocks = clocks

    def date(self, low: str, draft: Draft) -> None:
        """Everything that may follow a date."""
        for _ in range(_ROUNDS):
            if draft.type == "DATE" and (match := self._grammar.part.match(low, draft.end)):
                draft.end = match.end()
                self.set_part(draft, match["part"])
            elif not self.after(low, draft):
                break
        self.era(low, draft)
        self.clock(low, draft)

    def era(self, low: str, draft: Draft) -> None:
        """*Masehi* behind a year changes nothing."""
        if (match := self._grammar.era.match(low, draft.end)) is not None and low[draft.end - 1].isdigit():
            draft.end = match.end()

    def edge(self, low: str, draft: Draft) -> None:
        """*pada 2018 awal*: the edge behind a year, unless it belongs to what follows (*2018 awal Juni*)."""
        match = self._grammar.edge_behind.match(low, draft.end) if draft.form == "year" else None
        if match is not None and self._behind(low, draft.start) in ("lead", "month-lead", "year"):
            draft.end, draft.mod = match.end(), self._lexicon.edges[match["edge"]]

    def after(self, low: str, draft: Draft) -> bool:
        """*lalu*, *ini*, *itu*, *mendatang*: part of the expression, nothing of its value changes."""
        match = self._grammar.after.match(low, draft.end)
        if match is None or (relation := self._lexicon.after[match["after"]]) not in STAYS:
            return False
        if relation in ("this", "that") and draft.form in _FULL and not self._headed(low, draft):
            return False  # "Pemilu 2024 ini", "pria kelahiran 30 Mei 1995 itu": the noun is meant
        draft.end = match.end()
        return True

    def _headed(self, low: str, draft: Draft) -> bool:
        """Whether *tahun* or *tanggal* stands before the draft."""
        if not draft.form.startswith("year"):
            return draft.timex is None or draft.basis != "stated" or self._behind(low, draft.start) == "date"
        return self._behind(low, draft.start) in ("year", "school")

    def _behind(self, low: str, start: int) -> str | None:
        return self._lexicon.before.get(low[max(0, start - 14) : start].rstrip().rpartition(" ")[2])

    def clock(self, low: str, draft: Draft) -> None:
        """A clock time that follows a day without a comma."""
        if draft.first is not None and draft.first != draft.last:
            return
        match = self._grammar.clock_behind.match(low, draft.end)
        if match is None or (found := self._clocks.clocks(low, match.end())) is None:
            return
        clocks, draft.end = found
        if draft.first is not None:
            set_clock(draft, clocks)
            return
        stem = (draft.timex or "").partition("T")[0]
        draft.type, draft.timex, draft.edtf = "TIME", stem + clocks[0].timex(None), None

    def day_of_clock(self, low: str, clock: Draft, anchor: Anchor) -> None:
        """*pukul 10.00 tadi*, *pukul 09.00 besok*: the word behind a clock time tells its day."""
        match = self._grammar.after.match(low, clock.end)
        if match is None or not self.after(low, clock) or anchor.reference is None:
            return
        known = self._lexicon.deixis.get(match["after"])
        shift = known.shift if known is not None and known.base == "day" else 0
        if known is None and self._lexicon.after[match["after"]] not in ("this", "past-today", "next-today"):
            return
        clock.first = clock.last = shift_days(anchor.reference, shift)
        if clock.first is not None:
            set_clock(clock, clock.clocks)
        clock.first = clock.last = None
        clock.basis = "anchored"

    def bind_clock(self, low: str, clock: Draft, day: Draft) -> None:
        """A clock time right before its day (*pukul 18.00 WIB, Sabtu (20/3/2021)*) belongs to that one."""
        if day.first != day.last or not clock.clocks or day.type != "DATE":
            return
        if (day.form in _DAYS or ":" in day.form) and self._grammar.before_day.fullmatch(low, clock.end, day.start):
            clock.first = clock.last = day.first
            set_clock(clock, clock.clocks)
            clock.first = clock.last = None
            clock.basis, day.moment = "inherited", clock.moment

    def set_part(self, draft: Draft, part: str) -> None:
        """``draft`` is a part of its day."""
        if draft.timex is None or "/" in draft.timex:
            return
        draft.type = "TIME"
        draft.timex, draft.edtf = draft.timex + self._lexicon.parts[part].value, None
