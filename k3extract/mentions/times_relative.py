"""Times told from another: hari ini, tahun lalu, dua pekan terakhir, sebulan kemudian; durations and sets."""

import re
from datetime import date, timedelta

from k3extract.mentions.times_draft import Draft
from k3extract.values.calendar import Partial, monday, shift_days, shift_months
from k3extract.values.time_anchor import Anchor
from k3extract.values.time_grammar import TimeGrammar, trie
from k3extract.values.time_lexicon import TimeLexicon, Unit


class RelativeReader:
    """Reads what needs an anchor."""

    def __init__(self, lexicon: TimeLexicon, grammar: TimeGrammar) -> None:
        self._lexicon = lexicon
        self._grammar = grammar
        parts = trie(lexicon.parts)
        self._near = re.compile(rf"[ ]+(?P<part>{parts})(?!\w)")
        self._word = re.compile(r"[ ]+([^\W_]+)")
        self._year = re.compile(r"[ ]+[12][0-9]{3}(?![0-9])")
        self._today = re.compile(r"[ ]+(?:hari|minggu|pekan|bulan|tahun)[ ]+ini(?!\w)")
        numeral = trie(lexicon.numerals)
        self._every = re.compile(
            rf"[ ]+(?:(?:hari[ ]+)?(?P<weekday>{trie(w for w in lexicon.weekdays if w not in lexicon.short)})(?!\w)"
            rf"(?:[ ]+(?P<part>{parts})(?!\w))?"
            rf"|(?:tanggal[ ]+)?(?P<day>[0-3]?[0-9])[ ]+(?P<month>{trie(lexicon.months)})(?!\w)(?![ ][12][0-9]{{3}})"
            rf"|(?:pada[ ]+)?tanggal[ ]+(?P<date>[0-3]?[0-9])(?![0-9.,/])"
            rf"|(?P<part2>{parts})(?!\w)"
            rf"|(?P<one>{trie(lexicon.counted_units)})(?!\w)"
            rf"|(?:(?P<n>[0-9]{{1,3}}|{numeral}(?:[ ]{numeral}){{0,3}})[ ]+)?"
            rf"(?P<unit>{trie(lexicon.units)})(?:nya)?(?!\w))"
        )
        self._behind = re.compile(r"[ ]+(?P<word>ini|itu|tadi|nanti|kemarin|besok)(?!\w)")

    def deixis(self, low: str, start: int, end: int, anchor: Anchor) -> Draft | None:
        """A fixed phrase ``low[start:end]`` of the lexicon."""
        word = low[start:end]
        known = self._lexicon.deixis[word]
        if (barred := self._lexicon.not_after[word]) and low[max(0, start - 14) : start].rstrip().rsplit(" ", 1)[
            -1
        ] in barred:
            return None
        if known.base in ("ref", "span"):
            return Draft(start, end, "DATE" if known.base == "ref" else "DURATION", known.part, None, known.rule)
        draft = Draft(start, end, "DATE", None, None, known.rule, basis="anchored")
        base = anchor.reference if known.base == "day" else anchor.day
        if known.base == "last" and anchor.last is not None:
            draft.basis = "inherited"
        part = known.part
        if not part and (match := self._near.match(low, end)):
            part = self._lexicon.parts[match["part"]].value
            draft.end = match.end()
        if base is None:
            if known.base == "day" and known.shift == 0 and not part:
                draft.timex = "PRESENT_REF"
            return draft
        set_day(draft, shift_days(base, known.shift), part)
        return draft

    def every(self, low: str, start: int, end: int) -> Draft | None:
        """What is repeated: *setiap hari*, *tiap tiga bulan*, *setiap Senin*, *setiap tanggal 17 Agustus*."""
        match = self._every.match(low, end)
        if match is None:
            return None
        draft = Draft(start, match.end(), "SET", None, None, "set")
        if match["weekday"]:
            draft.timex = f"XXXX-WXX-{self._lexicon.weekdays[match['weekday']]}"
            if match["part"]:
                draft.timex += self._lexicon.parts[match["part"]].value
        elif match["month"]:
            draft.timex = draft.edtf = f"XXXX-{self._lexicon.months[match['month']]:02d}"
            if match["day"]:
                draft.timex = draft.edtf = f"{draft.timex}-{int(match['day']):02d}"
        elif match["date"]:
            draft.timex = f"XXXX-XX-{int(match['date']):02d}"
        elif match["part2"]:
            draft.timex = f"XXXX-XX-XX{self._lexicon.parts[match['part2']].value}"
        elif match["one"]:
            draft.timex = duration(*self._lexicon.counted_units[match["one"]])
        else:
            number = match["n"] or "1"
            amount = (
                number if number.isdigit() else _amount_of([self._lexicon.numerals[word] for word in number.split()])
            )
            draft.timex = duration(amount, self._lexicon.units[match["unit"]])
        return draft

    def part(self, low: str, start: int, end: int, anchor: Anchor) -> Draft | None:
        """*malam ini*, *pagi tadi*, *sore nanti*: a part of day with the word that tells the day."""
        match = self._behind.match(low, end)
        if (
            match is None
            or low[max(0, start - 9) : start].rstrip().rsplit(" ", 1)[-1] in self._lexicon.not_after[low[start:end]]
        ):
            return None
        word = match["word"]
        draft = Draft(start, match.end(), "TIME", None, None, "part", basis="anchored")
        base = anchor.day if word == "itu" else anchor.reference
        value = self._lexicon.parts[low[start:end]].value
        if base is None:
            draft.timex = f"XXXX-XX-XX{value}"
            return draft
        shift = {"kemarin": -1, "besok": 1}.get(word, 0)
        if word == "itu" and anchor.last is not None:
            draft.basis = "inherited"
        set_day(draft, shift_days(base, shift), value)
        return draft

    def unit(self, low: str, start: int, end: int, anchor: Anchor) -> Draft | None:
        """A unit word: with a spelt number before it a duration, with *lalu*, *ini*, *depan* behind it a date."""
        if low[end : end + 1] == "-" and low[end + 1 : end + 2].isalpha():  # sehari-hari
            return None
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
            return self._working(draft, match)
        if unit.clock or unit.letter == "D" or unit.size > 10:
            return None
        after = self._grammar.after.match(low, match.end())
        relation = self._lexicon.after[after["after"]] if after else None
        edge = self._grammar.edge.search(low, max(0, start - 14), start)
        if relation not in ("past", "this", "next", "that"):
            if (
                edge is None
                or unit.letter not in "MY"
                or unit.size > 1
                or not self._whole(low, match.end(), match["unit"])
            ):
                return None
            relation, after = "this", None
        draft = Draft(
            start, after.end() if after else match.end(), "DATE", None, None, "unit-relative", basis="anchored"
        )
        base = anchor.day if relation == "that" else anchor.reference
        if base is None:
            return draft if relation != "that" else None
        set_unit(draft, base, unit, {"past": -1, "next": 1}.get(relation, 0))
        if unit.letter == "W" and edge is not None and edge.group().startswith("akhir") and draft.timex and draft.last:
            draft.timex, draft.first = f"{draft.timex}-WE", draft.last - timedelta(days=1)
            draft.edtf, draft.start = f"{draft.first}/{draft.last}", edge.start()
        return draft

    def _whole(self, low: str, end: int, word: str) -> bool:
        """Whether *tahun* or *bulan* stands for the running one: nothing follows that says which one it is."""
        behind = self._word.match(low, end)
        if behind is None:
            return not low[end : end + 1].isalnum() and low[end : end + 1] != "-"
        after = behind[1]
        return (
            not after[0].isdigit() and after not in self._lexicon.not_before[word] and after not in self._lexicon.months
        )

    @staticmethod
    def _working(draft: Draft, match: re.Match[str]) -> Draft:
        if match["work"]:
            draft.mod = "BUSINESS"
            draft.flags.append("business_days")
        return draft

    def _spelt(self, low: str, start: int) -> tuple[int, str] | None:
        """The number words right before ``start`` and where they begin."""
        begin, at = start, start
        words: list[str] = []
        while len(words) < 7 and at > 0 and low[at - 1] == " ":
            at = begin
            while at > 0 and low[at - 1] == " ":
                at -= 1
            edge = at
            while at > 0 and low[at - 1].isalpha():
                at -= 1
            word = low[at:edge]
            if word not in self._lexicon.numerals or (at > 0 and low[at - 1] in "-_0123456789"):
                break
            words.append(self._lexicon.numerals[word])
            begin = at
            at = begin
        if not words:
            return None
        return begin, _amount_of(words[::-1])

    def amount(self, low: str, start: int, anchor: Anchor) -> Draft | None:
        """A figure with a unit of time: 3 hari, 2 jam 30 menit, 5 tahun lalu. Of ``2-3 hari`` it is ``2`` first."""
        if (match := self._grammar.times.match(low, start)) is not None:
            total = str(int(match["n"]) * int(match["a"]))
            return self._amount(low, (start, match.end()), total, (self._lexicon.units[match["unit"]], anchor))
        match = self._grammar.amount.match(low, start)
        if match is None or (figure := _figure(match["a"])) is None:
            return None
        if match["unit"] == "tahun" and self._year.match(low, match.end()):  # Nomor 40 Tahun 2025
            return None
        if len(figure) == 4 and self._today.match(low, match.end("a")):  # SEA Games 2021 hari ini
            return None
        unit = self._lexicon.units[match["unit"]]
        if match["b"]:
            return Draft(start, match.end("a"), "DURATION", duration(figure, unit), None, "duration")
        return self._working(self._amount(low, (start, match.end()), figure, (unit, anchor)), match)

    def _amount(self, low: str, place: tuple[int, int], amount: str, said: tuple[Unit, Anchor]) -> Draft:
        """A duration, or the time so far before or after another."""
        unit, anchor = said
        draft = Draft(*place, "DURATION", duration(amount, unit), None, "duration")
        self._compound(low, draft)
        after = self._grammar.after.match(low, draft.end)
        if after is None:
            return draft
        relation = self._lexicon.after[after["after"]]
        if relation in ("recent", "ahead", "this", "next"):
            draft.end = after.end()
        elif relation in ("past", "in", "then", "ago"):
            draft.end = after.end()
            if amount.isdigit():
                self._shift(draft, int(amount), (unit, anchor), relation)
            else:
                draft.form, draft.type, draft.basis = "shift", "DATE", "anchored"
                draft.timex = {"past": "PAST_REF", "ago": "PAST_REF"}.get(relation, "FUTURE_REF")
        return draft

    def _compound(self, low: str, draft: Draft) -> None:
        if draft.timex is None:
            return
        for _ in range(3):
            match = self._grammar.more.match(low, draft.end)
            if match is None:
                return
            more = duration(match["a"], self._lexicon.units[match["unit"]])
            draft.timex = _join(draft.timex, more)
            draft.end = match.end()

    def _shift(self, draft: Draft, count: int, said: tuple[Unit, Anchor], relation: str) -> None:
        unit, anchor = said
        draft.form, draft.type, draft.timex, draft.edtf = "shift", "DATE", None, None
        back = relation in ("past", "ago")
        count *= unit.size * (-1 if back else 1)
        if relation in ("then", "ago"):
            base = anchor.day
            draft.basis = "inherited" if anchor.last else "anchored"
        else:
            base = anchor.reference
            draft.basis = "anchored"
        if base is None:
            return
        if unit.clock:
            draft.type = "TIME"
            if relation == "past" and anchor.instant is not None:
                seconds = {"S": 1, "M": 60, "H": 3600}[unit.letter] * count
                try:
                    when = anchor.instant + timedelta(seconds=seconds)
                except OverflowError:
                    return
                draft.timex = when.isoformat(timespec="seconds" if unit.letter == "S" else "minutes")
            return
        if relation in ("then", "ago") and unit.letter in "DWM":
            moved = (
                shift_months(base, count)
                if unit.letter == "M"
                else shift_days(base, count * (7 if unit.letter == "W" else 1))
            )
            set_day(draft, moved, "")
            return
        set_unit(draft, base, Unit(unit.letter), count)


def set_day(draft: Draft, day: date | None, part: str) -> None:
    """``draft`` is ``day``, or a part of it."""
    if day is None:
        return
    draft.first = draft.last = day
    draft.timex = draft.edtf = day.isoformat()
    if part:
        draft.type = "TIME"
        draft.timex, draft.edtf = day.isoformat() + part, None


def set_unit(draft: Draft, base: date, unit: Unit, count: int) -> None:
    """``draft`` is the day, week, month, quarter or year that lies ``count`` of them from ``base``."""
    if unit.letter == "D":
        set_day(draft, shift_days(base, count), "")
    elif unit.letter == "W":
        day = shift_days(monday(base), 7 * count)
        if day is not None:
            year, week, _ = day.isocalendar()
            end = shift_days(day, 6)
            draft.timex = f"{year:04d}-W{week:02d}"
            draft.edtf = f"{day}/{end}" if end else None
            draft.first, draft.last = day, end
    elif unit.letter == "M" and unit.size == 1:
        day = shift_months(base, count)
        if day is not None:
            draft.span = Partial(day.year, day.month)
            draft.timex = draft.edtf = str(draft.span)
    elif unit.letter in "MQ":
        size = 3 if unit.letter == "Q" else 6
        day = shift_months(base, size * count)
        if day is not None:
            index = (day.month - 1) // size + 1
            draft.timex = f"{day.year:04d}-{'Q' if size == 3 else 'H'}{index}"
            draft.edtf = f"{day.year:04d}-{(32 if size == 3 else 39) + index}"
    else:
        year = base.year + count * unit.size
        if not 1 <= year <= 9999:
            return
        if unit.size == 1:
            draft.span = Partial(year)
            draft.timex = draft.edtf = str(draft.span)
        elif unit.size == 10:
            draft.timex, draft.edtf = f"{year // 10:03d}", f"{year // 10:03d}X"
        elif unit.size == 100:
            draft.timex, draft.edtf = f"{year // 100:02d}", f"{year // 100:02d}XX"


def duration(amount: str, unit: Unit) -> str:
    """The TIMEX3 duration: ``P3D``, ``PT1.5H``, ``PXY``.

    >>> duration("2", Unit("Y", 8))
    'P16Y'
    """
    if unit.size > 1 and amount.isdigit():
        amount = str(int(amount) * unit.size)
    return f"P{'T' if unit.clock else ''}{amount}{unit.letter}"


def _figure(written: str) -> str | None:
    """Digits as a plain decimal; None where the grouping makes no number."""
    if re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{3})+", written):
        return written.replace(".", "")
    if re.fullmatch(r"[0-9]+", written):
        return written.lstrip("0") or "0"
    if re.fullmatch(r"[0-9]+[,.][0-9]{1,2}", written):
        return written.replace(",", ".")
    return None


def _join(first: str, second: str) -> str:
    if "T" in first and "T" in second:
        return first + second[2:]
    return first + second[1:]


def _amount_of(values: list[str]) -> str:
    """The number that number words make: ``["2", "x10", "5"]`` is 25, ``["2", "half"]`` is 2.5, ``["X"]`` unknown."""
    if "X" in values:
        return "X"
    half = values[-1] == "half"
    total, current = 0, 0
    for value in values:
        if value == "half":
            continue
        if value == "teen":
            current += 10
        elif value.startswith("x"):
            factor = int(value[1:])
            if factor == 1000:
                total += max(current, 1) * factor
                current = 0
            else:
                tens, ones = (current - current % 10, current % 10) if factor == 10 else (0, current)
                current = tens + max(ones, 1) * factor
        else:
            current += int(value)
    number = str(total + current)
    return ("0.5" if number == "0" else f"{number}.5") if half else number
