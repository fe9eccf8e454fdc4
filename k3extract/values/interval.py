"""Intervals: what the written digits and the hedge of a figure allow, strictly and at the widest.

Both ends are closed, so that writers who round half up, half even or half down all pass; None is an open end.
The strict interval is what the notation says; the wide one is what careless but honest writing still allows
(cutting instead of rounding, loose zeros, a generous *sekitar*). The tiers follow statcheck and scrutiny.
"""

from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Literal

Bounds = tuple[Decimal | None, Decimal | None]
Hedge = Literal["about", "more_than", "at_least", "almost", "at_most", "less_than", "range", "vague"]

_EXACT = Context(prec=80)
_HALF, _TWENTIETH, _TENTH = Decimal("0.5"), Decimal("0.05"), Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Written:
    """A figure as printed.

    ``value`` is its face value; 10 ** ``place`` is its last written place, scale words included (``1,5 juta``: 5);
    ``exact`` figures are counts or amounts written out in full (``12.735 orang``), which have no rounding.
    """

    value: Decimal
    place: int = 0
    exact: bool = True
    hedge: Hedge | None = None


def plain(number: Decimal) -> Decimal:
    """The same number without exponent and without trailing zeros behind the point.

    >>> plain(Decimal("1.5E+6")), plain(Decimal("2.50"))
    (Decimal('1500000'), Decimal('2.5'))
    """
    whole = number.to_integral_value(context=_EXACT)
    if whole == number:
        return Decimal(int(number))
    return Decimal(f"{number:f}".rstrip("0"))


def plus(left: Decimal, right: Decimal) -> Decimal:
    """The exact sum, plainly written, whatever the context."""
    return plain(_EXACT.add(left, right))


def times(left: Decimal, right: Decimal | int) -> Decimal:
    """The exact product, plainly written, whatever the context."""
    return plain(_EXACT.multiply(left, Decimal(right)))


def unit(place: int) -> Decimal:
    """One unit of the place 10 ** ``place``."""
    return Decimal(10**place) if place >= 0 else Decimal(f"1e{place}")


def leading_unit(value: Decimal) -> Decimal:
    """One unit of the leading place: 1000 of 5.300, 0.1 of 0,45."""
    return unit(value.adjusted()) if value else Decimal(1)


def last_nonzero_unit(value: Decimal) -> Decimal:
    """One unit of the last place that is not zero: 100 of 1.400, 1 of 12.735."""
    if not value:
        return Decimal(1)
    digits = str(abs(int(value)))
    return unit(len(digits) - len(digits.rstrip("0"))) if value == int(value) else unit(_exponent(value))


def strict(written: Written) -> Bounds:
    """What the notation allows.

    >>> strict(Written(Decimal(1500000), 5, exact=False))
    (Decimal('1450000'), Decimal('1550000'))
    >>> strict(Written(Decimal(12735)))
    (Decimal('12735'), Decimal('12735'))
    """
    value, hedge = written.value, written.hedge
    if hedge is None or hedge in ("range", "vague"):
        return _around(value, Decimal(0) if written.exact else _EXACT.multiply(unit(written.place), _HALF))
    if hedge == "about":
        return _around(value, max(_share(value, _TWENTIETH), unit(written.place)))
    if hedge == "more_than":
        return plain(value), plain(_EXACT.add(value, leading_unit(value)))
    return _one_sided(value, hedge, _TENTH)


def wide(written: Written) -> Bounds:
    """What careless but honest writing still allows.

    >>> wide(Written(Decimal(1400)))
    (Decimal('1300'), Decimal('1500'))
    """
    value, hedge = written.value, written.hedge
    if hedge is None or hedge in ("range", "vague"):
        return _around(value, _slack(written))
    if hedge == "about":
        return _around(value, max(_share(value, _TENTH), _EXACT.multiply(unit(written.place), Decimal(2))))
    if hedge == "more_than":
        return plain(value), None
    return _one_sided(value, hedge, Decimal("0.15"))


def loose_zeros(value: Decimal) -> bool:
    """Whether a figure written out in full ends in two zeros or more, so that it may be a round one."""
    return bool(value) and value == int(value) and int(value) % 100 == 0


def _slack(written: Written) -> Decimal:
    if not written.exact:
        return unit(written.place)
    return last_nonzero_unit(written.value) if loose_zeros(written.value) else Decimal(0)


def _one_sided(value: Decimal, hedge: str, share: Decimal) -> Bounds:
    if hedge == "almost":
        ends = sorted((value, _EXACT.subtract(value, _EXACT.multiply(value, share))))
        return plain(ends[0]), plain(ends[1])
    if hedge == "at_least":
        return plain(value), None
    floor = Decimal(0) if value >= 0 else None  # at_most, less_than
    return floor, plain(value)


def _around(value: Decimal, slack: Decimal) -> Bounds:
    return plain(_EXACT.subtract(value, slack)), plain(_EXACT.add(value, slack))


def _share(value: Decimal, share: Decimal) -> Decimal:
    return _EXACT.multiply(value.copy_abs(), share)


def _exponent(value: Decimal) -> int:
    exponent = plain(value).as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
