"""Times told from another: hari ini, tahun lalu, dua pekan terakhir, sebulan kemudian; and plain durations."""

import re
from datetime import date, datetime, timedelta

from k3extract.mentions.times_draft import LINE, Draft, closes_line, opens_line
from k3extract.mentions.times_tail import TailReader
from k3extract.mentions.times_units import (
    UNIT_ORDER,
    amount_of,
    duration,
    figure_of,
    join_durations,
    move,
    set_day,
    set_unit,
)
from k3extract.values.calendar import shift_days
from k3extract.values.time_anchor import Anchor
from k3extract.values.time_grammar import TimeGrammar, word
from k3extract.values.time_lexicon import TimeLexicon, Unit

_SECONDS = {"S": 1, "M": 60, "H": 3600}
_MORE = 5  # a duration has at most so many further units (1 tahun 6 bulan 3 hari)


# Units that *lalu*, *depan* ... behind a unit word move it by; those told from what was named last.
_RELATIVE = {"past": -1, "this": 0, "next": 1, "that": 0, "ago": -1, "following": 1}
_TOLD = frozenset({"that", "ago", "following"})
Step = tuple[int, Unit]


class RelativeReader:
    """Reads what needs an anchor."""

    def __init__(self, lexicon: TimeLexicon, grammar: TimeGrammar, tail: TailReader) -> None:
        self._lexicon = lexicon
        self._grammar = grammar
        self._tail = tail
        self._days = _part_days(lexicon)
        self._in = lexicon.words("before", "in")
        self._leads = frozenset(lexicon.words("before", "lead"))
        self._near = re.compile(rf"[ ]{{1,4}}(?P<part>{word(lexicon.parts)})")
        self._behind_part = re.compile(rf"[ ]{{1,4}}(?P<after>{word(self._days)})(?!-)")

    def deixis(self, low: str, start: int, end: int, anchor: Anchor) -> Draft | None:
        """A fixed phrase ``low[start:end]`` of the lexicon."""
        phrase = low[start:end]
        known = self._lexicon.deixis[phrase]
        if known.base == "last" and self._spelt(low, start) is not None:  # "selama dua hari itu"
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
        if not barred and not needed:
            return True
        before = low[max(0, start - 14) : start].rstrip()
        last = before.rpartition(" ")[2]
        if last in barred:
            return False
        if not needed or last in needed or not before[-1:].isalnum():
            return True
        behind = self._grammar.next_word.match(low, end)
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
        if match is None and before not in self._leads:
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
            return self._amount(low, (start, end), known[0], (known[1], anchor))
        match = self._grammar.unit.match(low, start)
        if match is None:
            return None
        unit = self._lexicon.units[match["unit"]]
        number = self._spelt(low, start)
        if number is not None:
            draft = self._amount(low, (number[0], match.end()), number[1], (unit, anchor))
            draft.before = self._lower(low, number, unit)
            return _working(draft, match)
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

    def _lower(self, low: str, number: tuple[int, str], unit: Unit) -> Draft | None:
        """The *dua* of *dua hingga tiga hari*, *dua-tiga hari*: a duration of its own."""
        joint = self._grammar.number_before.search(low, max(0, number[0] - 20), number[0])
        lower = self._spelt(low, joint.start()) if joint else None
        if joint is None or lower is None or not (lower[1].isdigit() and number[1].isdigit()):
            return None
        if int(lower[1]) >= int(number[1]):
            return None
        return Draft(lower[0], joint.start(), "DURATION", duration(lower[1], unit), None, "duration")

    def _spelt(self, low: str, start: int) -> tuple[int, str] | None:
        """The number words right before ``start`` and where they begin."""
        begin, words = start, list[str]()
        while len(words) < 7 and begin > 1 and (low[begin - 1] == " " or not words):
            edge = begin
            while edge > 0 and low[edge - 1] == " ":
                edge -= 1
            at = edge
            while at > 0 and low[at - 1].isalpha():
                at -= 1
            value = self._lexicon.numerals.get(low[at:edge])
            if value is None or (at > 0 and low[at - 1] in "-–_0123456789" and not self._numeral_before(low, at - 1)):
                break
            words.append(value)
            begin = at
        return (begin, amount_of(words[::-1])) if words else None

    def _numeral_before(self, low: str, end: int) -> bool:
        """Whether a number word ends at the dash ``low[end]`` (*dua-tiga*)."""
        at = end
        while at > 0 and low[at - 1].isalpha():
            at -= 1
        return low[end] in "-–" and low[at:end] in self._lexicon.numerals

    def amount(self, low: str, start: int, anchor: Anchor) -> Draft | None:
        """A figure with a unit of time: 3 hari, 2 jam 30 menit, 5 tahun lalu. Of ``2-3 hari`` it is ``2`` first."""
        g = self._grammar
        if (match := g.product.match(low, start)) is not None:
            total = str(int(match["n"]) * int(match["a"]))
            return self._amount(low, (start, match.end()), total, (self._lexicon.units[match["unit"]], anchor))
        match = g.amount.match(low, start)
        if match is None or (figure := figure_of(match["a"])) is None:
            return None
        unit = self._lexicon.units[match["unit"]]
        barred = self._lexicon.not_after[match["unit"]]
        if barred and low[max(0, start - 14) : start].rstrip().rpartition(" ")[2] in barred:
            return None
        if (unit.letter, unit.clock) == ("Y", False) and g.year_behind.match(low, match.end()):  # Nomor 40 Tahun 2025
            return None
        if (
            figure.isdigit() and match["a"] == figure and 1900 <= int(figure) <= 2100 and unit.letter != "Y"
        ):  # SEA Games 2021 hari ini
            glued = low[match.end("a")] != " "
            if glued or g.after.match(low, match.end()):
                return None
        if match["b"]:
            return Draft(start, match.end("a"), "DURATION", duration(figure, unit), None, "duration")
        return _working(self._amount(low, (start, match.end()), figure, (unit, anchor)), match)

    def _amount(self, low: str, place: tuple[int, int], amount: str, said: tuple[Unit, Anchor]) -> Draft:
        """A duration, or the time so far before or after another."""
        unit, anchor = said
        draft = Draft(*place, "DURATION", duration(amount, unit), None, "duration")
        if (unit.letter, unit.size, unit.clock) == ("M", 1, False) and self._of_year(low, draft, amount, anchor):
            return draft
        steps = self._compound(low, draft, amount, unit)
        if self._repeated(low, draft, unit):
            return draft
        after = self._grammar.after.match(low, draft.end)
        if after is None:
            return self._within(low, draft, steps, anchor)
        relation = self._lexicon.after[after["after"]]
        if relation in ("recent", "ahead", "this", "next", "following"):
            draft.end = after.end()
        elif relation in ("past", "in", "then", "ago"):
            draft.end = after.end()
            if steps:
                self._shift(draft, steps, relation, anchor)
            elif relation in ("past", "in"):
                draft.form, draft.type, draft.basis = "shift", "DATE", "anchored"
                draft.timex = "PAST_REF" if relation == "past" else "FUTURE_REF"
        return draft

    def _repeated(self, low: str, draft: Draft, unit: Unit) -> bool:
        """*seminggu sekali*, *dua kali seminggu*."""
        behind = self._grammar.next_word.match(low, draft.end)
        once = behind is not None and self._lexicon.sets.get(behind[1]) == "ONCE"
        if behind is not None and once:
            draft.end = behind.end()
        elif unit.clock or not low.startswith("se", draft.start):
            return False
        before = low[max(0, draft.start - 8) : draft.start].rstrip().rpartition(" ")[2]
        if once or self._lexicon.sets.get(before) == "TIMES":
            draft.type, draft.form = "SET", "set"
            return True
        return False

    def _of_year(self, low: str, draft: Draft, amount: str, anchor: Anchor) -> bool:
        """*sembilan bulan pertama 2024*, *tiga bulan terakhir tahun lalu*: the months at an end of a year."""
        match = self._grammar.of_year.match(low, draft.end)
        if match is None or not amount.isdigit() or not 1 <= int(amount) <= 12:
            return False
        if match["year"]:
            year = int(match["year"])
        else:
            step = _RELATIVE.get(self._lexicon.after[match["after"]])
            if step is None or anchor.reference is None:
                return False
            year, draft.basis = anchor.reference.year + step, "anchored"
        count = int(amount)
        first, last = (1, count) if self._lexicon.after[match["end"]] == "first" else (13 - count, 12)
        draft.type, draft.form, draft.end = "DATE", "period", match.end()
        draft.timex = draft.edtf = f"{year:04d}-{first:02d}/{year:04d}-{last:02d}"
        return True

    def _within(self, low: str, draft: Draft, steps: list[Step], anchor: Anchor) -> Draft:
        """*dalam 2 hari* as a whole line is the day to come; inside a sentence only the duration is sure."""
        if steps and draft.start < LINE and closes_line(low, draft.end) and low[: draft.start].strip() in self._in:
            self._shift(draft, steps, "in", anchor)
            draft.start = len(low) - len(low.lstrip())
        return draft

    def _compound(self, low: str, draft: Draft, amount: str, unit: Unit) -> list[Step]:
        """Takes in smaller units behind (1 tahun 6 bulan); the steps of the whole, none for a broken number."""
        steps = [(int(amount) * unit.size, unit)] if amount.isdigit() else []
        for _ in range(_MORE):
            match = self._grammar.more.match(low, draft.end)
            if match is None or draft.timex is None:
                break
            smaller = self._lexicon.units[match["unit"]]
            if UNIT_ORDER[smaller.letter, smaller.clock] >= UNIT_ORDER[unit.letter, unit.clock]:
                break
            draft.timex = join_durations(draft.timex, duration(match["a"].replace(",", "."), smaller))
            draft.end, unit = match.end(), smaller
            if not match["a"].isdigit():
                return []
            if steps:
                steps.append((int(match["a"]) * unit.size, unit))
        return steps

    def _shift(self, draft: Draft, steps: list[Step], relation: str, anchor: Anchor) -> None:
        """The time that lies ``steps`` before (*lalu*, *sebelumnya*) or after (*lagi*, *kemudian*) now or the last."""
        told, sign = relation in ("then", "ago"), -1 if relation in ("past", "ago") else 1
        count, unit = steps[-1]
        base = (anchor.stretch if unit.letter == "Y" and not unit.clock else anchor.day) if told else anchor.reference
        if unit.clock:
            moment = anchor.moment or anchor.instant if told else anchor.instant
            _shift_moment(draft, [(sign * number, step) for number, step in steps], moment)
            return
        draft.form, draft.type, draft.timex, draft.edtf = "shift", "DATE", None, None
        draft.basis = "inherited" if told and (anchor.last or anchor.span) else "anchored"
        for number, step in steps[:-1]:
            base = move(base, sign * number, step)
        if base is None:
            return
        if told and unit.letter in "DWM":
            single = relation == "then" and len(steps) == 1
            set_day(
                draft,
                anchor.after(lambda day: move(day, count, unit)) if single else move(base, sign * count, unit),
                "",
            )
        else:
            set_unit(draft, base, Unit(unit.letter), sign * count)


def _shift_moment(draft: Draft, steps: list[Step], moment: datetime | None) -> None:
    """``steps`` from ``moment``; where no clock time is known the draft stays a duration."""
    if moment is None:
        return
    day: date | None = moment.date()
    seconds = 0
    for number, unit in steps:
        if unit.clock:
            seconds += number * _SECONDS[unit.letter]
        else:
            day = move(day, number, unit)
    try:
        when = datetime.combine(day, moment.timetz()) + timedelta(seconds=seconds) if day else None
    except OverflowError:
        return
    if when is not None:
        draft.form, draft.type, draft.basis = "shift", "TIME", "anchored"
        draft.timex = when.isoformat(timespec="seconds" if when.second else "minutes")
        draft.moment = when


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


def _working(draft: Draft, match: re.Match[str]) -> Draft:
    if match["work"]:
        draft.mod = "BUSINESS"
        draft.flags.append("business_days")
    return draft
