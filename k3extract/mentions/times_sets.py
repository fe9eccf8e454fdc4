"""What is repeated: setiap hari, tiap tiga bulan, setiap Senin, setiap tanggal 17 Agustus, setiap pukul 07.00."""

import re

from k3extract.mentions.times_clock import ClockReader
from k3extract.mentions.times_draft import Draft
from k3extract.mentions.times_units import amount_of, duration
from k3extract.values.time_grammar import DAY, YEAR, TimeGrammar, trie, word
from k3extract.values.time_lexicon import TimeLexicon


class SetReader:
    """Reads the repeated time behind *setiap*."""

    def __init__(self, lexicon: TimeLexicon, grammar: TimeGrammar, clocks: ClockReader) -> None:
        self._lexicon = lexicon
        self._grammar = grammar
        self._clocks = clocks
        named = word(name for name in lexicon.weekdays if name not in lexicon.short)
        numeral = trie(lexicon.numerals)
        hari, tanggal = word(lexicon.words("before", "day")), trie(lexicon.words("before", "date"))
        bulan = word(lexicon.words("before", "month"))
        self._every = re.compile(
            rf"[ ]{{1,4}}(?:(?:{hari}[ ]{{1,4}})?(?P<weekday>{named})"
            rf"(?:[ ]{{1,4}}(?P<part>{word(lexicon.parts)}))?"
            rf"|(?:{tanggal}[ ]{{1,4}})?(?P<day>{DAY})[ ]{{1,4}}(?P<month>{word(lexicon.months)})(?![ ]{YEAR})"
            rf"|(?:{bulan}[ ]{{1,4}})?(?P<month2>{word(lexicon.months)})(?![ ]{YEAR})"
            rf"|{tanggal}[ ]{{1,4}}(?P<date>{DAY})(?![0-9]|[.,/][0-9])"
            rf"|(?P<part2>{word(lexicon.parts)})"
            rf"|(?P<one>{word(lexicon.counted_units)})"
            rf"|(?:(?P<n>[0-9]{{1,3}}|{numeral}(?:[ ]{numeral}){{0,3}})[ ]{{1,4}})?"
            rf"(?:(?P<edge>{trie(lexicon.edges)})[ ]{{1,4}})?(?P<unit>{trie(lexicon.units)})(?:nya)?(?!\w))"
        )

    def _per(self, low: str, start: int, end: int) -> Draft | None:
        """*238 perjalanan per hari*: how often what is counted happens. Money and measures *per bulan* are rates,
        which belong to the figure."""
        match = self._grammar.unit.match(low, end + 1)
        words = low[max(0, start - 30) : start].split()
        before = words[-1] if words else ""
        if (
            match is None
            or words[-2:-1] == [low[start:end]]
            or not before.isalpha()
            or before in self._lexicon.not_after[low[start:end]]
        ):
            return None
        unit = self._lexicon.units[match["unit"]]
        if unit.clock or unit.size > 1 or match["work"]:
            return None
        return Draft(start, match.end(), "SET", duration("1", unit), None, "set")

    def read(self, text: str, low: str, start: int, end: int) -> Draft | None:
        """``low[start:end]`` is the word that repeats; *minggu* is the day where ``text`` has a capital."""
        if (value := self._lexicon.sets[low[start:end]]) != "EVERY":
            return self._per(low, start, end) if value == "PER" else None
        head = self._grammar.clock_head.match(low, end + 1) if low[end : end + 1] == " " else None
        if head is not None and (found := self._clocks.clocks(low, head.end())):
            return Draft(start, found[1], "SET", found[0][0].timex(None), None, "set")
        match = self._every.match(low, end)
        if match is None:
            return None
        draft = Draft(start, match.end(), "SET", None, None, "set")
        parts = self._lexicon.parts
        day = match["weekday"]
        if day in self._lexicon.units and not text[match.start("weekday")].isupper():
            draft.timex, draft.end = duration("1", self._lexicon.units[day]), match.end("weekday")
        elif day:
            part = parts[match["part"]].value if match["part"] else ""
            draft.timex = f"XXXX-WXX-{self._lexicon.weekdays[day]}{part}"
        elif month := match["month"] or match["month2"]:
            draft.timex = draft.edtf = f"XXXX-{self._lexicon.months[month]:02d}"
            if match["day"]:
                draft.timex = draft.edtf = f"{draft.timex}-{int(match['day']):02d}"
        elif match["date"]:
            draft.timex = f"XXXX-XX-{int(match['date']):02d}"
        elif match["part2"]:
            draft.timex = f"XXXX-XX-XX{parts[match['part2']].value}"
        elif match["one"]:
            draft.timex = duration(*self._lexicon.counted_units[match["one"]])
        else:
            number = match["n"] or "1"
            amount = (
                number if number.isdigit() else amount_of([self._lexicon.numerals[name] for name in number.split()])
            )
            draft.timex = duration(amount, self._lexicon.units[match["unit"]])
            draft.mod = self._lexicon.edges.get(match["edge"] or "")
        return draft
