"""Whether a numeral in running text counts or measures something, or is a year, a list number, part of a name."""

import re

from k3extract.mentions.number_edges import Neighbour, word_after, word_before
from k3extract.mentions.number_lexicon import Lexicons
from k3extract.values.digits import Figures
from k3extract.values.measure import Reading

_NAME = re.compile(r"(?<![A-Za-z0-9])[A-Z][\w'’.]*[^\S\n]?\Z")
_SHARE = re.compile(r"[^\S\n]?\([^\S\n]?[0-9]{1,3}(?:[.,][0-9]{1,2})?[^\S\n]?(?:%|persen)")
_TITLE = re.compile(r"[^\S\n]{1,2}[A-Z][a-z]")
_CLOSED = re.compile(r"[^\S\n]?(?:[,.;)\n]|\Z|(?:dan|serta|sedangkan|sementara)\b)")
_OF_MORE = re.compile(r"[^\S\n]{1,2}[a-z]+[^\S\n]{1,2}(?:[0-9]|([a-z]+))")
_YEARS = range(1900, 2101)


class NumberContext:
    """Decides from the words beside a reading."""

    def __init__(self, lexicons: Lexicons) -> None:
        lexicon, self._seeds = lexicons.quantities, lexicons.seeds
        self._function_words = lexicon.function_words
        self._ages = lexicon.ages
        self._number_words = lexicon.number.parts
        self._no_persons = lexicons.no_persons
        hedges = {word for phrase in lexicon.hedges_before for word in phrase.split()}
        self._openers = lexicon.function_words | self._seeds.intros | self._seeds.labels | lexicon.carriers | hedges

    def counts_words(self, text: str, reading: Reading, floor: int) -> bool:
        """Whether number words count: they have a unit, a noun follows, or a scale word makes them an amount.

        ``floor`` is where the quantity before ends; words up to there are no neighbours.
        """
        before = word_before(text, reading.start, floor)
        inside = before is not None and text[reading.number[0]].isupper()
        if before is not None and inside:
            opened = before.initial and before.word != before.word.lower() and before.word.lower() not in self._openers
            if before.capital or opened or _TITLE.match(text, reading.number[1]):
                return False  # Pantai Indah Kapuk Dua, di Empat Petulai
        numeral = reading.numeral
        if reading.unit is not None or reading.value is None or numeral is None:
            return True
        low = before.word.lower() if before is not None else ""
        if low in self._seeds.named and not numeral.scaled:
            return False
        follower = word_after(text, reading.end)
        if self._noun(follower):
            return True
        if numeral.fraction:
            return follower in self._seeds.wholes
        if numeral.scaled or numeral.place < 0 or reading.hedge is not None or low in self._seeds.intros:
            return True
        if self._of_more(text, reading.end, follower) or (
            low in self._seeds.labels and _CLOSED.match(text, reading.end)
        ):
            return True
        return _starts(text, reading.end, self._seeds.outros)

    def counts(self, text: str, reading: Reading, floor: int) -> bool:
        """Whether figures count; ``floor`` as above."""
        numeral = reading.numeral
        if numeral is None or numeral.figures is None or reading.hedge == "range":
            if numeral is not None and numeral.fraction and reading.unit is None:
                follower = word_after(text, reading.end)
                return self._noun(follower) or follower in self._seeds.wholes
            return True
        before = word_before(text, reading.start, floor)
        if reading.unit is None:
            return self._counts_bare(text, reading, numeral.figures, before)
        low = before.word.lower() if before is not None else ""
        year = _is_year(reading, numeral.figures)
        if reading.unit.dimension != "count":
            return not (year and (low in self._seeds.prepositions or (before is not None and before.capital)))
        if year and low not in self._seeds.intros and reading.hedge is None:
            return False
        if numeral.figures.grouped or before is None:
            return True
        if before.capital and _TITLE.match(text, reading.number[1]):
            return False  # SMP 1 Kota Madiun
        return not (low in self._seeds.named and reading.unit.rule.startswith("units/counters"))

    def _counts_bare(self, text: str, reading: Reading, figures: Figures, before: Neighbour | None) -> bool:
        """Figures without a unit."""
        low = before.word.lower() if before is not None else ""
        led = low in self._seeds.intros or reading.hedge is not None
        follower = word_after(text, reading.end)
        if figures.grouped:
            return True
        if low in self._seeds.named:
            return False
        width = reading.number[1] - reading.number[0]
        if figures.places and figures.mantissa // 10**figures.places in _YEARS:
            return False  # sejak 2015,3. Hendra: a year and the next number of a list
        if figures.places and (figures.places > 1 or width > 3 or text[reading.start] == "0"):
            return True
        titled = before is not None and before.word != before.word.lower()
        if before is not None and titled and (before.capital or low not in self._openers):
            return False
        if width > 7 or _is_year(reading, figures):
            return False
        if led or self._noun(follower) or _starts(text, reading.end, self._seeds.outros):
            return True
        if self._of_more(text, reading.end, follower) or _SHARE.match(text, reading.end):
            return True
        if low in self._seeds.labels and _CLOSED.match(text, reading.end):
            return True  # sembuh 330, meninggal 4
        stated = _starts(text, reading.end, self._seeds.statuses)
        return stated and figures.mantissa >= 10 and low not in self._seeds.prepositions

    def may_share(self, text: str, reading: Reading, floor: int) -> bool:
        """Whether a number without a unit may take that of the list it is in: it is no year and no part of a name."""
        before = word_before(text, reading.start, floor)
        if before is not None and (before.capital or before.word.lower() in self._seeds.named):
            return False
        if before is not None and before.word.lower() in self._seeds.prepositions:
            return False
        figures = reading.numeral.figures if reading.numeral else None
        return figures is None or not _is_year(reading, figures)

    def _of_more(self, text: str, end: int, follower: str | None) -> bool:
        """``118 dari 122``, ``empat dari tujuh``."""
        if follower not in self._seeds.wholes:
            return False
        more = _OF_MORE.match(text, end)
        return more is not None and (more[1] is None or more[1] in self._number_words)

    def with_age(self, text: str, reading: Reading) -> Reading:
        """The reading as an age where it is one: ``Budi (45)``, ``usia 17``; else as it was."""
        if reading.unit is not None:
            return reading
        before = word_before(text, reading.start)
        if before is not None and before.word.lower() in self._ages:
            aged = reading.value is None or (reading.value < 120 and reading.value == int(reading.value))
            return reading._replace(unit=self._seeds.years, dimension="duration") if aged else reading
        start, end = reading.number
        bracketed = text[start - 1 : start] == "(" and text[end : end + 1] == ")" and reading.start == start
        name = _NAME.search(text, max(0, start - 30), start - 1) if bracketed and 1 <= end - start <= 2 else None
        if name is not None and name.group().strip(" \xa0") not in self._no_persons:
            return reading._replace(unit=self._seeds.years, dimension="duration")
        return reading

    def _noun(self, follower: str | None) -> bool:
        return follower is not None and follower.lower() not in self._function_words


def _is_year(reading: Reading, figures: Figures) -> bool:
    plain = reading.number[1] - reading.number[0] == 4 and not figures.places and not figures.grouped
    return plain and figures.mantissa in _YEARS


def _starts(text: str, end: int, phrases: tuple[str, ...]) -> bool:
    """Whether one of ``phrases`` stands one space behind ``end``."""
    if text[end : end + 1] not in (" ", "\xa0"):
        return False
    after = text[end + 1 : end + 24].lower()
    return any(after.startswith(phrase) and not after[len(phrase) : len(phrase) + 1].isalnum() for phrase in phrases)
