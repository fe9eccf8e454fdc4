"""Measures in two or three units at once (``4 tahun 3 bulan``, ``1 menit 46,199 detik``, ``2 kilogram 5 ons``)."""

from decimal import Decimal

from k3extract.values.measure import Unit
from k3extract.values.numeral_grammar import exact

_PLACES = 4  # 2,75 jam and 4,25 tahun are values; 1,3333 jam is none
_MOST = 10**9  # nothing counted in compound units is larger


def compound(first: int, unit: Unit, further: list[tuple[Decimal, Unit]]) -> tuple[Decimal, int, Unit]:
    """One value of all the parts: (value, its last written place, the unit it is in).

    It is in the largest unit that holds it exactly to at most four decimals; a part with decimals of its own stays
    in its unit, and so do measures whose digits are rounded, unless tens lead from one unit to the next.

    >>> tahun, bulan = Unit("tahun", "duration", holds=(("bulan", 12),)), Unit("bulan", "duration")
    >>> compound(4, tahun, [(Decimal(3), bulan)])[0], compound(4, tahun, [(Decimal(1), bulan)])[0]
    (Decimal('4.25'), Decimal('49'))
    """
    units, factors, total, place = [unit], [1], first, 0
    for value, smaller in further:
        factor = dict(units[-1].holds)[smaller.name]
        exponent = value.as_tuple().exponent
        place = exponent if isinstance(exponent, int) else 0
        total = total * factor + int(value) if place == 0 else total * factor
        units.append(smaller)
        factors = [known * factor for known in factors] + [1]
    if place:
        last = further[-1][0]
        places = -place
        mantissa = total * 10**places + int("".join(map(str, last.as_tuple().digits)))
        return exact(mantissa, places), place, units[-1]
    for larger, factor in zip(units, factors, strict=True):
        tens = str(factor).rstrip("0") == "1"
        if total * 10**_PLACES % factor == 0 and (tens or not larger.measured):
            places = len(str(factor)) - 1 if tens else _PLACES
            mantissa = total * 10**places // factor
            while places and mantissa % 10 == 0:
                mantissa, places = mantissa // 10, places - 1
            return exact(mantissa, places), -len(str(factor)) + 1 if larger.measured else 0, larger
    raise AssertionError("the smallest unit holds every total")


def fits(value: Decimal | None, place: int, larger: Unit, smaller: Unit) -> bool:
    """Whether so many of ``smaller`` go on with a number of ``larger``: fewer than make one more."""
    factor = dict(larger.holds).get(smaller.name)
    return factor is not None and value is not None and 0 < value < factor and place <= 0 and value < _MOST
