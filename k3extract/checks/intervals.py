"""Closed intervals of rationals, and what a printed figure allows: strict (rounding) and wide (cutting, loose zeros).

Both ends are closed although "1,5 juta" is mathematically [1.45M, 1.55M): writers round half up, half down and half
to even, and all of them must pass. None is an open end.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from k3extract.records import Hedge


@dataclass(frozen=True, slots=True)
class Interval:
    """``low <= x <= high``; None is an open end."""

    low: Fraction | None
    high: Fraction | None

    def meets(self, other: "Interval") -> bool:
        """Whether the two share a point.

        >>> Interval(Fraction(1), Fraction(2)).meets(Interval(Fraction(2), None))
        True
        """
        below = self.high is not None and other.low is not None and self.high < other.low
        above = self.low is not None and other.high is not None and self.low > other.high
        return not below and not above

    def distance(self, other: "Interval") -> Fraction:
        """How far the two are apart; 0 where they meet."""
        if self.high is not None and other.low is not None and self.high < other.low:
            return other.low - self.high
        if self.low is not None and other.high is not None and self.low > other.high:
            return self.low - other.high
        return Fraction(0)

    @property
    def open(self) -> bool:
        return self.low is None or self.high is None


def point(value: Fraction) -> Interval:
    """The interval that holds ``value`` only."""
    return Interval(value, value)


def around(value: Fraction, by: Fraction) -> Interval:
    """``value`` plus and minus ``by``."""
    return Interval(value - by, value + by)


@dataclass(frozen=True, slots=True)
class Written:
    """A figure as printed: its value, the unit of its last written place (1 for a plain integer, 1,000,000 for
    "13 juta", 0.01 for "81,92%"), how many digits it shows without leading and trailing zeros, and its hedge."""

    value: Decimal
    place: Decimal
    digits: int
    whole: bool  # every digit of a countable amount is printed: "12.735 orang", "Rp 2.084.322"
    hedge: Hedge | None

    @property
    def zeros(self) -> int:
        """Trailing zeros of a whole figure (2 for 1.400)."""
        if not self.whole or self.value == 0:
            return 0
        digits = str(int(abs(self.value)))
        return len(digits) - len(digits.rstrip("0"))


def strict(written: Written) -> Interval:
    """What rounding and the hedge allow."""
    value, place = Fraction(written.value), Fraction(written.place)
    near = point(value) if written.whole else around(value, place / 2)
    return _hedged(written, near, Fraction(1, 20))


def wide(written: Written, *, loose: bool = True) -> Interval:
    """What a writer who cuts instead of rounding allows as well; ``loose`` lets 1.400 be 1.300 to 1.500."""
    value, place = Fraction(written.value), Fraction(written.place)
    if not written.whole:
        near = around(value, place)
    elif loose and written.zeros >= 2:
        near = around(value, Fraction(10**written.zeros))
    else:
        near = point(value)
    return _hedged(written, near, Fraction(1, 10))


def _hedged(written: Written, near: Interval, part: Fraction) -> Interval:
    value = Fraction(written.value)
    hedge = written.hedge
    if hedge == "about":
        fine = written.digits >= 4 or written.place <= Decimal("0.01") or (written.digits == 3 and not written.whole)
        sharp = Fraction(1, 50) if part == Fraction(1, 10) else part / 20  # "sekitar 5,91 ribu" may still be 6,0
        by = abs(value) * (sharp if fine else part)
        return Interval(min(_low(near), value - by), max(_high(near), value + by))
    if hedge == "almost":
        return Interval(value - abs(value) * (part + Fraction(1, 20)), _high(near))
    if hedge == "more_than":
        return Interval(_low(near), value + _more(written) * (1 if part < Fraction(1, 10) else 2))
    if hedge == "at_least":
        return Interval(_low(near), None)
    if hedge in ("at_most", "less_than"):
        return Interval(Fraction(0), _high(near))
    return near


def _more(written: Written) -> Fraction:
    """How much "lebih" adds: one unit of the leading place ("25 miliar lebih"), of the last one where three or more
    digits are printed ("Rp 1,456 miliar lebih")."""
    return leading_place(written.value) if written.digits <= 2 or written.digits >= 9 else Fraction(written.place)


def _low(interval: Interval) -> Fraction:
    assert interval.low is not None
    return interval.low


def _high(interval: Interval) -> Fraction:
    assert interval.high is not None
    return interval.high


def leading_place(value: Decimal) -> Fraction:
    """One unit of the leading place.

    >>> leading_place(Decimal("25000000000"))
    Fraction(10000000000, 1)
    """
    return Fraction(Decimal(1).scaleb(value.adjusted())) if value else Fraction(1)
