"""Intervals: what the written digits and the hedge of a figure allow (``low`` and ``high`` of a record).

Both ends are closed, so that writers who round half up, half even or half down all pass; None is an open end.
How far a check lets a figure stretch (cutting, loose zeros, a generous *sekitar*) is said in ``checks/intervals.py``.
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


def strict(written: Written) -> Bounds:
    """What the notation allows (statcheck and scrutiny call it the rounding bounds).

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
    return _one_sided(value, hedge)


def _one_sided(value: Decimal, hedge: str) -> Bounds:
    if hedge == "almost":
        ends = sorted((value, _EXACT.subtract(value, _EXACT.multiply(value, _TENTH))))
        return plain(ends[0]), plain(ends[1])
    if hedge == "at_least":
        return plain(value), None
    floor = Decimal(0) if value >= 0 else None  # at_most, less_than
    return floor, plain(value)


def _around(value: Decimal, slack: Decimal) -> Bounds:
    return plain(_EXACT.subtract(value, slack)), plain(_EXACT.add(value, slack))


def _share(value: Decimal, share: Decimal) -> Decimal:
    return _EXACT.multiply(value.copy_abs(), share)
