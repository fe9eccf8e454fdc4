"""Quantities: every number with its unit, value and interval."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import cast

from k3extract.mentions.number_edges import clear_after, clear_before, run_end, word_after, word_before
from k3extract.mentions.number_lexicon import build_lexicons
from k3extract.mentions.ordinals import OrdinalReader, Rank
from k3extract.records import Dimension, Direction, Quantity
from k3extract.rulebook import Gazetteer, Rulebook
from k3extract.values.measure import Reading, Unit
from k3extract.values.number import Refused
from k3extract.values.quantity import QuantityReader

_DIGITS = re.compile(r"[0-9]+")
_SENTENCE_END = re.compile(r"[.!?][\"”’)]?\s*\Z")
_AGE = re.compile(r"(?<![A-Za-z0-9])[A-Z][\w'’.]*[^\S\n]?\Z")
_FRACTION = re.compile(r"\s*[1-9]/[1-9]\s*")
_KE = re.compile(r"(?<![^\W_])[Kk]e[-–]\Z")
_SHARE = re.compile(r"[^\S\n]?\([^\S\n]?[0-9]{1,3}(?:[.,][0-9]{1,2})?[^\S\n]?(?:%|persen)")
_YEARS = Unit("tahun", "duration", "a", "units/durations.yaml:tahun")


class QuantityScanner:
    """Finds numbers and reads their values."""

    def __init__(self, rulebook: Rulebook) -> None:
        lexicons = build_lexicons(rulebook)
        lexicon = lexicons.quantities
        self.reader = QuantityReader(lexicon)
        self._ordinals = OrdinalReader(lexicons, self.reader)
        self._function_words = lexicon.function_words
        self._seeds = lexicons.seeds
        self._rules = lexicons.rules
        self._prefixes = lexicon.before
        hedges = {word for phrase in lexicon.hedges_before for word in phrase.split()}
        self._openers = lexicon.function_words | self._seeds.intros | lexicon.carriers | hedges
        starts = {
            word
            for word, parts in lexicon.number.parts.items()
            if parts[0][0] in ("digit", "ready", "one_scale", "half")
        }
        words = starts | {f"{self._seeds.prefix}{word}" for word in starts}
        words |= {*lexicon.number.vague, *lexicon.number.fractions, *self._seeds.words}
        self._words = Gazetteer([(word, None) for word in sorted(words)])

    def scan(self, text: str, blocked: Sequence[tuple[int, int]] = ()) -> Sequence[Quantity]:
        """Quantities in text order; ``blocked`` are spans (references, dates, clock times) that hold none."""
        alone = len(text) < 200 and not _SENTENCE_END.search(text) and "\n" not in text.strip()
        if alone and _FRACTION.fullmatch(text):
            blocked = ()  # 1/2 may be a day as well; both say so
        found: list[Quantity] = []
        seeds = [(match.start(), 0) for match in _DIGITS.finditer(text)]
        seeds += [(start, end) for start, end, _ in self._words.find(text)]
        seeds.sort()
        done = last = pointer = 0
        for at, end in seeds:
            if at < done:
                continue
            while pointer < len(blocked) and blocked[pointer][1] <= at:
                last = max(last, blocked[pointer][1])
                pointer += 1
            if pointer < len(blocked) and blocked[pointer][0] <= at:
                continue
            floor = found[-1].end if found else 0
            if end:
                quantity, done = self._at_word(text, (at, end), alone, floor)
            elif clear_before(text, at, self._prefixes) or (last and last > at - 3):
                quantity, done = self._at_figures(text, at, alone, floor)
            else:
                quantity, done = self._after_ke(text, at, alone)
            if quantity is None or (found and quantity.start < found[-1].end):
                continue
            if quantity.start >= last and (pointer == len(blocked) or quantity.end <= blocked[pointer][0]):
                found.append(quantity)
        return found

    def _after_ke(self, text: str, at: int, alone: bool) -> tuple[Quantity | None, int]:
        """Figures with something glued before them: ``ke-6`` is an ordinal, ``ke-48 ribu`` a collective."""
        rank = self._ordinals.figures(text, at)
        if rank is not None:
            return self._made(text, rank), rank.end
        if _KE.search(text, max(0, at - 4), at):
            return self._at_figures(text, at, alone, 0)
        return None, run_end(text, at)

    def _at_word(self, text: str, span: tuple[int, int], alone: bool, floor: int) -> tuple[Quantity | None, int]:
        at, end = span
        low = text[at:end].lower()
        one = self._seeds.ones.get(low)
        if one is not None:
            return self._made(text, Rank(at, end, (at, end), Decimal(1), False, one, one.rule)), end
        count = self._seeds.collectives.get(low)
        if count is not None:
            people = Rank(at, end, (at, end), Decimal(count), False, self._seeds.people, self._rules["collective"])
            return self._made(text, people), end
        rank = self._ordinals.word(text, at, end)
        if rank is not None:
            return self._made(text, rank), rank.end
        reading = self.reader.match(text, at, alone=alone)
        if not isinstance(reading, Reading):
            return None, reading.end if isinstance(reading, Refused) else at + 1
        if text[at].isupper() and self._in_name(text, at):
            return None, reading.end
        if (
            reading.unit is None
            and reading.value is not None
            and not alone
            and not self._counts_words(text, reading, floor)
        ):
            return None, reading.end
        return self._quantity(text, reading), reading.end

    def _at_figures(self, text: str, at: int, alone: bool, floor: int) -> tuple[Quantity | None, int]:
        rank = self._ordinals.figures(text, at)
        if rank is not None:
            return self._made(text, rank), rank.end
        reading = self.reader.match(text, at, alone=alone)
        if not isinstance(reading, Reading):
            return None, max(reading.end if isinstance(reading, Refused) else at + 1, run_end(text, at))
        if not clear_after(text, reading.number[1]) or not clear_after(text, reading.end):
            return None, run_end(text, at)
        if reading.unit is None and not alone:
            age = self._age(text, reading)
            if age is not None:
                return age, reading.end
        if not alone and not self._counts(text, reading, floor):
            return None, reading.end
        return self._quantity(text, reading), reading.end

    @staticmethod
    def _in_name(text: str, at: int) -> bool:
        """Whether a number word with a capital stands behind another capital, as in a name (Pantai Indah Kapuk Dua)."""
        before = word_before(text, at)
        return before is not None and before.capital

    def _counts_words(self, text: str, reading: Reading, floor: int) -> bool:
        """Whether words without a unit count something: a noun follows, or a scale word makes them an amount."""
        assert reading.numeral is not None
        follower = word_after(text, reading.end)
        noun = follower is not None and follower.lower() not in self._function_words
        before = word_before(text, reading.start, floor)
        if before is not None and before.word.lower() in self._seeds.named and not reading.numeral.scaled:
            return False
        if reading.numeral.fraction:
            return noun or follower in self._seeds.wholes
        if reading.numeral.scaled or reading.hedge is not None:
            return True
        intro = before is not None and before.word.lower() in self._seeds.intros
        return noun or intro or _starts(text, reading.end, self._seeds.outros)

    def _counts(self, text: str, reading: Reading, floor: int) -> bool:
        """Whether figures in running text are a quantity and not a year, a list number or part of a name."""
        numeral, unit = reading.numeral, reading.unit
        if numeral is None or numeral.figures is None or reading.hedge == "range":
            return True
        if numeral.fraction:
            follower = word_after(text, reading.end)
            return unit is not None or (
                follower is not None and follower.lower() not in self._function_words - self._seeds.wholes
            )
        before = word_before(text, reading.start, floor)
        named = before is not None and before.capital and not numeral.figures.grouped
        plain = numeral.end - numeral.start
        year = plain == 4 and numeral.figures.mantissa in range(1900, 2101) and not numeral.figures.places
        low = before.word.lower() if before is not None else ""
        intro, in_name = low in self._seeds.intros, low in self._seeds.named and not numeral.figures.grouped
        if unit is not None:
            if unit.dimension != "count":
                return not (year and unit.dimension == "duration")
            capital = text[reading.number[1] :].lstrip()[:1].isupper()
            listed = unit.rule.startswith("units/counters")
            return not ((named and capital) or (in_name and listed)) and (
                not year or intro or reading.hedge is not None
            )
        if (
            numeral.figures.places
            and not in_name
            and (numeral.figures.places > 1 or plain > 3 or text[reading.start] == "0")
        ):
            return True
        if before is not None and before.initial and low not in self._openers and not numeral.figures.grouped:
            return False
        if year or named or in_name or (plain > 7 and not numeral.figures.grouped):
            return False
        follower = word_after(text, reading.end)
        if follower is not None and follower.lower() not in self._function_words:
            return True
        if (
            intro
            or numeral.figures.grouped
            or reading.hedge is not None
            or _starts(text, reading.end, self._seeds.outros)
        ):
            return True
        if numeral.figures.mantissa < 10 or low in self._seeds.prepositions:
            return _SHARE.match(text, reading.end) is not None
        return _SHARE.match(text, reading.end) is not None or _starts(text, reading.end, self._seeds.statuses)

    def _age(self, text: str, reading: Reading) -> Quantity | None:
        """``Budi (45)``: a name and one or two figures in brackets are an age; so is ``usia 17``."""
        start, end = reading.start, reading.end
        numeral = reading.numeral
        before = word_before(text, start)
        if before is not None and before.word.lower() in self._seeds.ages:
            aged = reading.value is None or (reading.value < 120 and reading.value == int(reading.value))
            return self._quantity(text, reading._replace(unit=_YEARS, dimension="duration")) if aged else None
        if numeral is None or text[start - 1 : start] != "(" or text[end : end + 1] != ")":
            return None
        if numeral.value is None or numeral.place or numeral.start != start or not 1 <= end - start <= 2:
            return None
        if not _AGE.search(text, max(0, start - 30), start - 1):
            return None
        return self._made(text, Rank(start, end, (start, end), numeral.value, False, _YEARS, _YEARS.rule))

    def _quantity(self, text: str, reading: Reading) -> Quantity:
        unit = reading.unit
        rule = unit.rule if unit else self._rules["vague" if reading.hedge == "vague" else "digits"]
        return Quantity(
            start=reading.start,
            end=reading.end,
            text=text[reading.start : reading.end],
            value=reading.value,
            low=reading.low,
            high=reading.high,
            dimension=cast(Dimension, reading.dimension),
            unit=unit.name if unit else None,
            unit_code=unit.code if unit else None,
            hedge=reading.hedge,
            direction=cast("Direction | None", reading.direction),
            number=reading.number,
            rule=rule,
        )

    def _made(self, text: str, rank: Rank) -> Quantity:
        unit = rank.unit
        dimension = "ordinal" if rank.ordinal else unit.dimension if unit else "count"
        return Quantity(
            start=rank.start,
            end=rank.end,
            text=text[rank.start : rank.end],
            value=rank.value,
            low=rank.value,
            high=rank.value,
            dimension=cast(Dimension, dimension),
            unit=unit.name if unit else None,
            unit_code=unit.code if unit else None,
            number=rank.number,
            rule=rank.rule,
        )


def _starts(text: str, end: int, phrases: tuple[str, ...]) -> bool:
    """Whether one of ``phrases`` stands one space behind ``end``."""
    if text[end : end + 1] not in (" ", "\xa0"):
        return False
    after = text[end + 1 : end + 24].lower()
    return any(after.startswith(phrase) and not after[len(phrase) : len(phrase) + 1].isalnum() for phrase in phrases)
