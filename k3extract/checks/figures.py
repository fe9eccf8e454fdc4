"""Figures: the statistics of an article as the validator computes with them."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import regex

from k3extract.checks.intervals import Interval, Written, strict, wide
from k3extract.records import Dimension, Statistic

_RUN = regex.compile(r"\d(?:[\d.,]*\d)?")
_KINDS: dict[Dimension, str] = {
    "percent": "P", "percentage_point": "Q", "money": "M", "count": "C", "ordinal": "O", "duration": "D",
    "mass": "U", "length": "U", "area": "U", "volume": "U", "energy": "U", "rate": "R", "index": "I", "ratio": "K",
}  # fmt: skip
_TIMES = frozenset({"kali", "kali lipat", "lipat", "x"})
_BASIS = frozenset({"basis poin", "bps", "bp"})
_INTO: dict[str, tuple[str, Fraction]] = {
    "kg": ("kg", Fraction(1)), "g": ("kg", Fraction(1, 1000)), "mg": ("kg", Fraction(1, 10**6)),
    "t": ("kg", Fraction(1000)), "Mt": ("kg", Fraction(10**9)), "kt": ("kg", Fraction(10**6)),
    "m": ("m", Fraction(1)), "km": ("m", Fraction(1000)), "cm": ("m", Fraction(1, 100)),
    "m2": ("m2", Fraction(1)), "har": ("m2", Fraction(10**4)), "km2": ("m2", Fraction(10**6)),
    "L": ("L", Fraction(1)), "mL": ("L", Fraction(1, 1000)), "m3": ("L", Fraction(1000)),
    "kg/har": ("kg/har", Fraction(1)), "t/har": ("kg/har", Fraction(1000)),
    "W": ("W", Fraction(1)), "kW": ("W", Fraction(1000)), "MW": ("W", Fraction(10**6)), "GW": ("W", Fraction(10**9)),
    "kW.h": ("kW.h", Fraction(1)), "MW.h": ("kW.h", Fraction(1000)), "GW.h": ("kW.h", Fraction(10**6)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """One statistic with its place among the others: ``kind`` is one letter of its dimension (``V`` without value),
    ``at`` and ``until`` its placeholder in the masked text."""

    index: int
    record: Statistic
    kind: str
    sentence: int
    at: int
    until: int

    @property
    def value(self) -> Fraction:
        """The value in the base unit of its measure (kilogram, metre, litre ...), so that unlike units compare."""
        return Fraction(self.record.value or 0) * self.factor

    @property
    def factor(self) -> Fraction:
        if self.kind == "Q" and self.record.unit in _BASIS:
            return Fraction(1, 100)
        return _INTO.get(self.record.unit_code or "", ("", Fraction(1)))[1]

    @property
    def unit(self) -> str | None:
        """What must be equal for two figures to be compared: base unit, currency, or the counted noun."""
        code = self.record.unit_code
        return _INTO[code][0] if code in _INTO else code or self.record.unit

    @property
    def written(self) -> Written:
        """The figure as printed."""
        return written(self.record)

    def strict(self) -> Interval:
        return self._scaled(strict(self.written))

    def wide(self, *, loose: bool = True) -> Interval:
        return self._scaled(wide(self.written, loose=loose))

    def place(self) -> Fraction:
        """The unit of the last printed place, in the base unit."""
        return Fraction(self.written.place) * self.factor

    def _scaled(self, interval: Interval) -> Interval:
        by = self.factor
        if by == 1:
            return interval
        low, high = interval.low, interval.high
        return Interval(None if low is None else low * by, None if high is None else high * by)


def kind_of(statistic: Statistic) -> str:
    """The letter of a statistic's kind."""
    if statistic.value is None:
        return "V"
    letter = _KINDS[statistic.dimension]
    return "K" if letter == "C" and statistic.unit in _TIMES else letter


def written(statistic: Statistic) -> Written:
    """How a statistic is printed; a figure in words is exact.

    >>> from k3extract.records import Statistic
    >>> figure = Statistic(start=0, end=7, text="13 juta", id="a", value=Decimal(13000000), low=None, high=None,
    ...                    dimension="count", rule="r")
    >>> written(figure).place
    Decimal('1000000')
    """
    value = statistic.value if statistic.value is not None else Decimal(0)
    runs = _RUN.findall(statistic.text)
    place, digits = Decimal(1), 9
    if len(runs) == 1 and value:
        number = "".join(char for char in runs[0] if char.isdigit())
        written_value = Decimal(int(number))
        if written_value:
            ratio = abs(value) / written_value
            if ratio == Decimal(1).scaleb(ratio.adjusted()):
                place = Decimal(1).scaleb(ratio.adjusted())
                digits = len(number.strip("0"))
    elif value and value != value.to_integral_value():
        place = Decimal(1).scaleb(int(value.as_tuple().exponent))
    countable = statistic.dimension in ("count", "money", "ordinal", "duration") or place == 1
    exact = countable and place <= 1 and (place == 1 or statistic.dimension == "money")
    percentage = statistic.dimension in ("percent", "percentage_point", "ratio", "index", "rate")
    return Written(value, place, digits, exact and not percentage, statistic.hedge)
