"""Lengths of time: 3 hari, 2 jam 30 menit, dua hingga tiga pekan; and what lies so far from now: dua tahun lalu."""

import re
from datetime import date, datetime, timedelta

from k3extract.mentions.times_draft import LINE, Draft, closes_line
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
from k3extract.values.time_anchor import Anchor
from k3extract.values.time_grammar import TimeGrammar
from k3extract.values.time_lexicon import TimeLexicon, Unit

_SECONDS = {"S": 1, "M": 60, "H": 3600}
_AGE_BETWEEN = frozenset({"age-between", "lead", "month-lead"})
_AGE = 36  # code points before a figure in which *berusia* is looked for
_FIGURES = re.compile(r"[0-9,.]*[-–]?[0-9]*[-–]?")
_MORE = 5  # a duration has at most so many further units (1 tahun 6 bulan 3 hari)
_HOUR, _MINUTE = Unit("H", clock=True), Unit("M", clock=True)
_THESE = 14  # *sepuluh hari ini* are the last ten; of more than so many none says so
_YEARS = {"past": -1, "this": 0, "next": 1, "that": 0, "ago": -1, "following": 1}  # what *tahun lalu* ... move by
Step = tuple[int, Unit]


class LengthReader:
    """Reads a number of units of time."""

    def __init__(self, lexicon: TimeLexicon, grammar: TimeGrammar) -> None:
        self._lexicon = lexicon
        self._grammar = grammar
        self._in = lexicon.words("before", "in")

    def spelt(self, low: str, match: re.Match[str], anchor: Anchor) -> Draft | None:
        """The unit ``match`` with the number words before it: *dua pekan lalu*, *dua hingga tiga hari*."""
        number = self.number(low, match.start())
        unit = self._lexicon.units[match["unit"]]
        if number is None or self.is_age(low, number[0], unit):
            return None
        draft = self.length(low, (number[0], match.end()), number[1], (unit, anchor))
        draft.before = self._lower(low, number, unit)
        return _working(draft, match)

    def _lower(self, low: str, number: tuple[int, str], unit: Unit) -> Draft | None:
        """The *dua* of *dua hingga tiga hari*, *dua-tiga hari*: a duration of its own."""
        joint = self._grammar.number_before.search(low, max(0, number[0] - 20), number[0])
        lower = self.number(low, joint.start()) if joint else None
        if joint is None or lower is None or not (lower[1].isdigit() and number[1].isdigit()):
            return None
        if int(lower[1]) >= int(number[1]):
            return None
        return Draft(lower[0], joint.start(), "DURATION", duration(lower[1], unit), None, "duration")

    def number(self, low: str, start: int) -> tuple[int, str] | None:
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

    def is_age(self, low: str, start: int, unit: Unit) -> bool:
        """*berusia 17 tahun*, *umur di atas 60 tahun*: an age is no duration."""
        if unit.clock or unit.letter not in "DWMY":
            return False
        for name in reversed(low[max(0, start - _AGE) : start].split()):
            known = self._lexicon.before.get(name)
            if known == "age":
                return True
            if (
                known not in _AGE_BETWEEN
                and name not in self._lexicon.approx
                and not _FIGURES.fullmatch(name)
                and name not in self._lexicon.numerals
            ):
                return False
        return False

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
            return self.length(low, (start, match.end()), total, (self._lexicon.units[match["unit"]], anchor))
        match = g.amount.match(low, start)
        if match is None or (figure := figure_of(match["a"])) is None:
            return None
        unit = self._lexicon.units[match["unit"]]
        if self.is_age(low, start, unit):
            return None
        barred = self._lexicon.not_after[match["unit"]]
        if barred and low[max(0, start - 14) : start].rstrip().rpartition(" ")[2] in barred:
            return None
        if (unit.letter, unit.clock) == ("Y", False) and g.year_behind.match(low, match.end()):  # Nomor 40 Tahun 2025
            return None
        if (
            figure.isdigit() and match["a"] == figure and 1900 <= int(figure) <= 2100 and unit.letter != "Y"
        ):  # SEA Games 2021 hari ini
            glued = low[match.end("a")] != " "
            if glued or int(figure) % 100 or g.after.match(low, match.end()):
                return None
        if "." in match["a"] or (figure.isdigit() and int(figure) > _THESE):  # "turun ke 16.300 hari ini"
            after = g.after.match(low, match.end())
            if after is not None and self._lexicon.after[after["after"]] == "this":
                return None
        if match["b"]:
            return Draft(start, match.end("a"), "DURATION", duration(figure, unit), None, "duration")
        return _working(self.length(low, (start, match.end()), figure, (unit, anchor)), match)

    def length(self, low: str, place: tuple[int, int], amount: str, said: tuple[Unit, Anchor]) -> Draft:
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
            step = _YEARS.get(self._lexicon.after[match["after"]])
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
        if amount.endswith(".5") and unit == _HOUR:  # setengah jam kemudian
            steps = [(int(amount[:-2]) * 60 + 30, _MINUTE)]
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


def _working(draft: Draft, match: re.Match[str]) -> Draft:
    if match["work"]:
        draft.mod = "BUSINESS"
        draft.flags.append("business_days")
    return draft
