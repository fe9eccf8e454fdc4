"""Times told from another: hari ini, tahun lalu, pekan depan, malam itu, hari kedua."""

import re
from datetime import date, timedelta

from k3extract.mentions.times_draft import Draft, closes_line, opens_line
from k3extract.mentions.times_lengths import LengthReader
from k3extract.mentions.times_tail import TailReader
from k3extract.mentions.times_units import duration, set_day, set_unit
from k3extract.values.calendar import shift_days
from k3extract.values.time_anchor import Anchor
from k3extract.values.time_grammar import TimeGrammar, word
from k3extract.values.time_lexicon import TimeLexicon, Unit

# Units that *lalu*, *depan* ... behind a unit word move it by; those told from what was named last.
_RELATIVE = {"past": -1, "this": 0, "next": 1, "that": 0, "ago": -1, "following": 1}
_TOLD = frozenset({"that", "ago", "following"})


class RelativeReader:
    """Reads what needs an anchor."""

    def __init__(self, lexicon: TimeLexicon, grammar: TimeGrammar, tail: TailReader, lengths: LengthReader) -> None:
        self._lexicon = lexicon
        self._grammar = grammar
        self._tail = tail
        self._days = _part_days(lexicon)
        self._lengths = lengths
        self._leads = frozenset(lexicon.words("before", "lead"))
        self._near = re.compile(rf"[ ]{{1,4}}(?P<part>{word(lexicon.parts)})")
        self._behind_part = re.compile(rf"[ ]{{1,4}}(?P<after>{word(self._days)})(?!-)")

    def deixis(self, low: str, start: int, end: int, anchor: Anchor) -> Draft | None:
        """A fixed phrase ``low[start:end]`` of the lexicon."""
        phrase = low[start:end]
        known = self._lexicon.deixis[phrase]
        if known.base == "last" and self._lengths.number(low, start) is not None:  # "selama dua hari itu"
            return self.unit(low, start, start + len(phrase.split(" ", 1)[0]), anchor)
        if not self._in_place(low, (start, end), phrase):
            return None
        if known.base == "ref":
            return Draft(start, end, "DATE", known.part, None, known.rule)
        if known.base == "span":
            after = self._grammar.after.match(low, end)
            if after is not None and self._lexicon.after[after["after"]] in ("recent", "then", "ago", "ahead", "this"):
                end = after.end()
            return Draft(start, end, "DURATION", known.part, None, known.rule)
        draft = Draft(start, end, "DATE", None, None, known.rule, basis="anchored")
        base = anchor.reference if known.base == "day" else anchor.day
        if known.base == "last" and anchor.last is not None:
            draft.basis = "inherited"
        part = known.part
        if not part and (match := self._near.match(low, end)):
            part = self._lexicon.parts[match["part"]].value
            draft.end = match.end()
        if base is not None:
            set_day(draft, shift_days(base, known.shift), part)
            self._tail.clock(low, draft)
        elif known.base == "day" and known.shift == 0 and not part:
            draft.timex = "PRESENT_REF"
        return draft

    def _in_place(self, low: str, place: tuple[int, int], phrase: str) -> bool:
        """Whether the words around ``phrase`` let it be a time."""
        start, end = place
        if low[start - 1 : start] == "-" and low[start - 2 : start - 1].isalpha():  # malam-malamnya
            return False
        barred, needed = self._lexicon.not_after[phrase], self._lexicon.only_after[phrase]
        if not barred and not needed and not self._lexicon.not_before[phrase]:
            return True
        before = low[max(0, start - 14) : start].rstrip()
        last = before.rpartition(" ")[2]
        if last in barred:
            return False
        behind = self._grammar.next_word.match(low, end) if self._lexicon.not_before[phrase] or needed else None
        if behind is not None and behind[1] in self._lexicon.not_before[phrase]:
            return False
        if not needed or last in needed or not before[-1:].isalnum():
            return True
        if behind is None:
            return False
        return last in self._lexicon.within[phrase] or behind[1] in self._lexicon.only_before[phrase]

    def part(self, low: str, start: int, end: int, anchor: Anchor) -> Draft | None:
        """*malam ini*, *pagi tadi*, *sore nanti*: a part of day with the word that tells the day; *sejak pagi*."""
        before = low[max(0, start - 12) : start].rstrip().rpartition(" ")[2]
        if before in self._lexicon.not_after[low[start:end]]:
            return None
        value = self._lexicon.parts[low[start:end]].value
        match = self._behind_part.match(low, end)
        if match is None and before not in self._leads and " " not in low[start:end]:
            return None
        days = self._days[match["after"]] if match else None
        draft = Draft(start, match.end() if match else end, "TIME", None, None, "part", basis="anchored")
        base = anchor.day if days is None else anchor.reference
        if base is None:
            draft.timex = f"XXXX-XX-XX{value}"
            return draft
        if days is None and anchor.last is not None:
            draft.basis = "inherited"
        set_day(draft, shift_days(base, days or 0), value)
        self._tail.clock(low, draft)
        return draft

    def unit(self, low: str, start: int, end: int, anchor: Anchor) -> Draft | None:
        """A unit word: with a spelt number before it a duration, with *lalu*, *ini*, *depan* behind it a date."""
        if (low[end : end + 1] == "-" and low[end + 1 : end + 2].isalpha()) or (start and low[start - 1] == "-"):
            return None  # sehari-hari
        known = self._lexicon.counted_units.get(low[start:end])
        if known is not None:
            return self._lengths.length(low, (start, end), known[0], (known[1], anchor))
        match = self._grammar.unit.match(low, start)
        if match is None:
            return None
        unit = self._lexicon.units[match["unit"]]
        if self._lengths.number(low, start) is not None:
            return self._lengths.spelt(low, match, anchor)
        if low[start - 2 : start - 1].isdigit() and self._lengths.is_age(low, start, unit):  # "berusia 31 tahun itu"
            return None
        return self._unit_alone(low, match, unit, anchor)

    def _unit_alone(self, low: str, match: re.Match[str], unit: Unit, anchor: Anchor) -> Draft | None:
        """*tahun lalu*, *pekan ini*, *akhir bulan*: a day, week, month, year by its distance from now."""
        start, end = match.start(), match.end()
        if unit.letter == "D" and (nth := self._nth_day(low, start, end, anchor)) is not None:
            return nth
        after = self._grammar.after.match(low, end)
        relation = self._lexicon.after[after["after"]] if after else None
        if unit.clock and relation == "this" and anchor.instant is not None and after is not None:
            stamp = anchor.instant.isoformat(timespec="minutes")
            return Draft(start, after.end(), "TIME", stamp, None, "unit-relative", basis="anchored")
        if unit.size >= 10 and (relation == "recent" or (opens_line(low, start) and closes_line(low, end))):
            return Draft(start, after.end() if after else end, "DURATION", duration("1", unit), None, "duration")
        if unit.clock or unit.size > 10 or (unit.letter == "D" and relation not in ("ago", "following")):
            return None
        edge = self._grammar.edge.search(low, max(0, start - 14), start)
        if relation not in _RELATIVE:
            if edge is None or unit.letter not in "WMY" or unit.size > 1 or not self._running(low, end, match["unit"]):
                return None
            if unit.letter == "W" and self._lexicon.edges[edge["edge"]] != "END":
                return None
            relation, after = "this", None
        draft = Draft(start, after.end() if after else end, "DATE", None, None, "unit-relative", basis="anchored")
        told = relation in _TOLD
        base = self._base(unit, relation, anchor)
        if base is None:
            return None if told else draft
        if told and (anchor.last or anchor.span):
            draft.basis = "inherited"
        set_unit(draft, base, unit, _RELATIVE[relation])
        if relation == "ago":
            draft.span = None  # a comparison: the story stays where it was
        if edge is not None and unit.letter == "W" and draft.last and self._lexicon.edges[edge["edge"]] == "END":
            draft.timex, draft.first = f"{draft.timex}-WE", draft.last - timedelta(days=1)
            draft.edtf, draft.start = f"{draft.first}/{draft.last}", edge.start()
        return draft

    @staticmethod
    def _base(unit: Unit, relation: str, anchor: Anchor) -> date | None:
        """The day that a unit word with this relation is counted from."""
        if relation not in _TOLD:
            return anchor.reference
        if unit.letter not in "MQY":
            return anchor.day
        return anchor.topic(month=unit.letter != "Y") if relation == "ago" else anchor.stretch

    def _nth_day(self, low: str, start: int, end: int, anchor: Anchor) -> Draft | None:
        """*hari pertama*, *hari kedua*, *hari terakhir* of the range of days that was named last."""
        match = self._grammar.nth.match(low, end)
        if match is None or anchor.course is None:
            return None
        behind = self._grammar.next_word.match(low, match.end())
        if behind is not None and behind[1] in self._lexicon.not_before[low[start:end]]:
            return None
        first, last = anchor.course
        if match["last"]:
            day: date | None = last
        else:
            number = self._lexicon.ordinals.get(match["n"]) or (int(match["n"]) if match["n"].isdigit() else 0)
            day = shift_days(first, number - 1) if number else None
        if day is None or day > last:
            return None
        draft = Draft(start, match.end(), "DATE", None, None, "nth-day", basis="inherited")
        set_day(draft, day, "")
        return draft

    def _running(self, low: str, end: int, name: str) -> bool:
        """Whether *tahun* or *bulan* stands for the running one: nothing follows that says which one it is."""
        behind = self._grammar.next_word.match(low, end)
        if behind is None:
            return not low[end : end + 1].isalnum() and low[end : end + 1] != "-"
        after = behind[1]
        known = after in self._lexicon.months or after in self._lexicon.ordinals
        return not (known or after[0].isdigit() or after in self._lexicon.not_before[name])


def _part_days(lexicon: TimeLexicon) -> dict[str, int | None]:
    """Words behind a part of day and the days they move it from now; None for the day last named (*malam itu*)."""
    days: dict[str, int | None] = {}
    for name, relation in lexicon.after.items():
        if relation in ("this", "that", "past-today", "next-today"):
            days[name] = None if relation == "that" else 0
    for name, known in lexicon.deixis.items():
        if known.base == "day" and not known.part and known.shift and " " not in name:
            days[name] = known.shift
    return days
