"""Quantities: every number with its unit, value and interval."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import cast

from k3extract.mentions.number_context import NumberContext
from k3extract.mentions.number_edges import clear_after, clear_before, run_end
from k3extract.mentions.number_lexicon import build_lexicons
from k3extract.mentions.number_lists import NumberLists
from k3extract.mentions.ordinals import OrdinalReader, Rank
from k3extract.records import Dimension, Direction, Quantity
from k3extract.rulebook import Gazetteer, Rulebook
from k3extract.values.measure import Reading, Side
from k3extract.values.measure import reading as read_side
from k3extract.values.number import Numeral, Refused
from k3extract.values.numeral_grammar import exact
from k3extract.values.quantity import QuantityReader

_DIGITS = re.compile(r"[0-9½⅓⅔¼¾]+")
_USUAL_DIGITS = re.compile(r"[0-9½¼¾]+")  # found in half the time
_POINT_FIRST = re.compile(r"\s*(-?)[.,]([0-9]{1,12})\s*")  # ,5
_ONE_EXPRESSION = 160  # the longest text that may be one numeral (in words) and nothing else
_KE = re.compile(r"(?<![^\W_])[Kk]e[-–]\Z")


class QuantityScanner:
    """Finds numbers and reads their values."""

    def __init__(self, rulebook: Rulebook) -> None:
        lexicons = build_lexicons(rulebook)
        lexicon = lexicons.quantities
        self.reader = QuantityReader(lexicon)
        self._ordinals = OrdinalReader(lexicons, self.reader)
        self._context = NumberContext(lexicons)
        self._lists = NumberLists(lexicons, self.reader)
        self._seeds = lexicons.seeds
        self._rules = lexicons.rules
        self._prefixes = lexicon.before
        self._joins = lexicon.between_joins | lexicon.alternatives
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
        digits = _DIGITS if "⅓" in text or "⅔" in text else _USUAL_DIGITS
        seeds = [(match.start(), 0) for match in digits.finditer(text)]
        seeds += [(start, end) for start, end, _ in self._words.find(text)]
        seeds.sort()
        if seeds and len(text) <= _ONE_EXPRESSION:
            alone = self._alone(text, seeds[0][0], blocked)
            if alone is not None:
                return [alone]
        found: list[Quantity] = []
        done = last = pointer = name = 0  # name: where figures that were part of a name end
        for at, end in seeds:
            if at < done:
                continue
            while pointer < len(blocked) and blocked[pointer][1] <= at:
                last = max(last, blocked[pointer][1])
                pointer += 1
            if pointer < len(blocked) and blocked[pointer][0] <= at:
                name = blocked[pointer][1]
                continue
            floor = found[-1].end if found else 0
            if end:
                quantity, done = self._at_word(text, at, end, floor)
            elif clear_before(text, at, self._prefixes) or (last and last > at - 3) or _goes_on(text, found, at):
                quantity, done = self._at_figures(text, at, floor)
            else:
                quantity, done = self._after_ke(text, at)
            if quantity is None or quantity.start < floor or quantity.start < last:
                name = done if not end else name
                continue
            if name and not end and self._chained(text, name, at) and text[quantity.end - 1].isdecimal():
                name = quantity.end  # lantai 2 dan 3
                continue
            if pointer == len(blocked) or quantity.end <= blocked[pointer][0] or _covers(quantity, blocked[pointer]):
                found.append(quantity)
        return found

    def _chained(self, text: str, name: int, at: int) -> bool:
        """Whether the figures at ``at`` only go on with a list of names or dates that ends at ``name``."""
        between = text[name:at]
        return len(between) < 8 and between.strip(" ,\xa0").lower() in self._joins

    def _alone(self, text: str, at: int, blocked: Sequence[tuple[int, int]]) -> Quantity | None:
        """The quantity that is the whole text (but for its hedge): doubtful figures need no unit beside them then."""
        point = _POINT_FIRST.fullmatch(text)
        if point is not None:
            places = len(point[2])
            numeral = Numeral(point.start(2), point.end(2), exact(int(point[2]), places), -places)
            side = Side(point.start(1), point.end(2), numeral, None, negative=bool(point[1]))
            return self._quantity(text, read_side(side, None, None))
        reading = self.reader.match(text, at, alone=True)
        if not isinstance(reading, Reading) or text[reading.end :].strip():
            return None
        if text[: reading.start].strip() and reading.hedge is None:
            return None
        fraction = reading.numeral is not None and reading.numeral.fraction  # 1/2 may be a day as well: both say so
        if not fraction and any(start < reading.end and reading.start < end for start, end in blocked):
            return None
        return self._quantity(text, reading)

    def _after_ke(self, text: str, at: int) -> tuple[Quantity | None, int]:
        """Figures with something glued before them: ``ke-6`` is an ordinal, ``ke-48 ribu`` a collective."""
        rank = self._ordinals.figures(text, at)
        if rank is not None:
            return self._made(text, rank), rank.end
        if _KE.search(text, max(0, at - 4), at):
            return self._at_figures(text, at, 0)
        return None, run_end(text, at)

    def _at_word(self, text: str, at: int, end: int, floor: int) -> tuple[Quantity | None, int]:
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
        reading = self.reader.match(text, at)
        if not isinstance(reading, Reading):
            return None, reading.end if isinstance(reading, Refused) else at + 1
        reading = self._grouped(text, reading, floor)
        if not self._context.counts_words(text, reading, floor):
            return None, reading.end
        return self._quantity(text, reading), reading.end

    def _at_figures(self, text: str, at: int, floor: int) -> tuple[Quantity | None, int]:
        rank = self._ordinals.figures(text, at)
        if rank is not None:
            return self._made(text, rank), rank.end
        reading = self.reader.match(text, at)
        if not isinstance(reading, Reading):
            return None, max(reading.end if isinstance(reading, Refused) else at + 1, run_end(text, at))
        number_end = reading.number[1]
        if not clear_after(text, number_end) or (reading.end != number_end and not clear_after(text, reading.end)):
            return None, run_end(text, at)
        reading = self._grouped(text, self._context.with_age(text, reading), floor)
        one_of = reading.dimension == "ratio" and reading.unit is not None and not _fraction(reading)
        if not one_of and not self._context.counts(text, reading, floor):
            return None, reading.end
        return self._quantity(text, reading), reading.end

    def _grouped(self, text: str, reading: Reading, floor: int) -> Reading:
        """The reading with what the numbers behind it give it."""
        if reading.unit is not None and reading.dimension != "money":
            return reading
        if reading.unit is None:
            ratio = self._lists.one_of(text, reading)
            if ratio is not None:
                return ratio
        return self._lists.shared(text, reading) if self._context.may_share(text, reading, floor) else reading

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


def _fraction(reading: Reading) -> bool:
    return reading.numeral is not None and reading.numeral.fraction


def _goes_on(text: str, found: list[Quantity], at: int) -> bool:
    """Whether the figures at ``at`` follow, behind a comma, on a number that took the unit of its list."""
    before = found[-1] if found else None
    return (
        before is not None
        and before.unit is not None
        and before.end == before.number[1] == at - 2 == text.rfind(",", at - 2, at)
    )


def _covers(quantity: Quantity, blocked: tuple[int, int]) -> bool:
    """``1.000 orang per hari``, ``pemain 22 tahun ini``: the time that was found behind the number is its unit."""
    if quantity.number[1] >= blocked[0]:
        return False
    return quantity.dimension == "duration" or (quantity.dimension == "rate" and blocked[1] <= quantity.end)
