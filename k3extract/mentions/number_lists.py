"""Numbers that stand in one phrase with others: lists that share a unit (``5, 10, dan 15 orang``), ``1 dari 10``."""

import re
from decimal import Decimal

from k3extract.mentions.number_edges import word_after
from k3extract.mentions.number_lexicon import Lexicons
from k3extract.values.interval import Written, strict, times
from k3extract.values.measure import Reading, Side, Unit
from k3extract.values.measure import reading as read_side
from k3extract.values.numeral_grammar import exact
from k3extract.values.quantity import QuantityReader

_JOIN = re.compile(r"(,)?[^\S\n]{1,2}(?:([a-z]{2,7})[^\S\n]{1,2})?(?=[0-9a-zR$U])")
_CURRENCY = re.compile(r"Rp\.?[^\S\n]?(?=[0-9])")
_LONGEST = 12
_CHEAPEST = 100  # rupiah
_ROUND = ("10", "100", "1000", "10000", "100000", "1000000")


class NumberLists:
    """Looks ahead from a number to what it shares with the numbers behind it."""

    def __init__(self, lexicons: Lexicons, reader: QuantityReader) -> None:
        lexicon = lexicons.quantities
        self._reader = reader
        self._joins = lexicon.between_joins | lexicon.alternatives
        self._seeds = lexicons.seeds

    def shared(self, text: str, reading: Reading) -> Reading:
        """``reading`` with the unit (and the scale) that the end of its list gives it; itself where there is none.

        The last number must be joined by *dan* or *atau*: in ``dari 20, 15 orang`` each stands for itself.
        """
        if text[reading.end : reading.end + 1] not in (",", " ", "\xa0") or not _open(reading, reading.unit):
            return reading
        at = reading.end
        for _ in range(_LONGEST):
            join = _JOIN.match(text, at)
            if join is None:
                return reading
            joined = join[2] is not None and join[2] in self._joins
            if not joined and join[1] is None:
                return reading
            start = join.end() if joined or join[2] is None else join.start(2)
            item = self._reader.match(text, self._behind_currency(text, start))
            if not isinstance(item, Reading) or item.value is None or item.start != start:
                return reading
            if not _open(item, reading.unit):
                return _taken(reading, item) if joined else reading
            if joined:
                return reading
            at = item.end
        return reading

    def _behind_currency(self, text: str, start: int) -> int:
        """Where the figures begin when a currency stands at ``start``."""
        currency = _CURRENCY.match(text, start)
        return currency.end() if currency else start

    def one_of(self, text: str, reading: Reading) -> Reading | None:
        """``1 dari 10 orang``, ``satu dari tiga anak``: a ratio, said of a population; None for any other number.

        ``empat dari tujuh tersangka`` are two counts: the noun must be one of the population, and the second number
        a round one where the first is more than one.
        """
        word = word_after(text, reading.end)
        if word not in self._seeds.wholes or reading.value is None or reading.value != int(reading.value):
            return None
        at = text.index(word, reading.end) + len(word)
        base = self._reader.match(text, at + 1) if text[at : at + 1] in (" ", "\xa0") else None
        if not isinstance(base, Reading) or base.value is None or base.value != int(base.value):
            return None
        if base.start != at + 1 or base.hedge or base.direction or not 0 < reading.value < base.value:
            return None
        if str(base.value) not in _ROUND and not (reading.value == 1 and base.value <= 20):
            return None
        name = base.unit.name if base.unit else None
        if name not in self._seeds.populations or word_after(text, base.end) in self._seeds.definite:
            return None
        value, place = _quotient(int(reading.value), int(base.value))
        span = reading.number[0], base.number[1]
        low, high = strict(Written(value, place, place == 0))
        return reading._replace(
            end=base.end, number=span, value=value, low=low, high=high, unit=base.unit, dimension="ratio"
        )


def _open(reading: Reading, unit: Unit | None) -> bool:
    """Whether a number may still be waiting for its unit or, in rupiah (nothing costs five), for its scale."""
    numeral, value = reading.numeral, reading.value
    if numeral is None or value is None or numeral.scaled or numeral.fraction or value < 0:
        return False
    if unit is None:
        return reading.unit is None
    return unit.code == "IDR" and reading.unit is unit and value < _CHEAPEST


def _taken(reading: Reading, item: Reading) -> Reading:
    """``reading`` with the unit and scale of ``item``, the last of its list."""
    numeral, unit = reading.numeral, item.unit or reading.unit
    assert numeral is not None
    assert numeral.value is not None
    if reading.unit is not None and reading.unit is not unit:
        return reading
    if item.numeral is not None and item.numeral.scaled:
        scale = item.numeral.scale
        place = numeral.place + len(str(scale)) - 1
        numeral = numeral._replace(value=times(numeral.value, scale), place=place, scaled=True, figures=None)
    end = reading.number[1]
    side = Side(reading.start, max(reading.end, end), numeral, unit, numeral_end=end)
    return read_side(side, reading.hedge, reading.direction)


def _quotient(over: int, under: int) -> tuple[Decimal, int]:
    """The ratio as a decimal, exact or to six places; the second is 0 where it is exact."""
    places = 6
    if over * 10**places % under:
        return exact((over * 2 * 10**places + under) // (2 * under), places), -places
    mantissa = over * 10**places // under
    while places and mantissa % 10 == 0:
        mantissa, places = mantissa // 10, places - 1
    return exact(mantissa, places), 0
