"""The grammar of numerals: coefficients below a thousand, and the sum of them with their scale words.

Satuan, belasan, puluhan, ratusan make a coefficient; ribu, juta, miliar ... follow each other in falling order.
Everything is an integer and a number of decimal places, so that no context of decimal can round it.
"""

from decimal import Decimal
from typing import Literal

Kind = Literal["digit", "ready", "teen", "tens", "hundreds", "scale", "one_scale", "dozen", "point", "half"]
Part = tuple[Kind, int]

_BIG = 10**6


def exact(mantissa: int, places: int = 0) -> Decimal:
    """``mantissa`` / 10 ** ``places`` as a plainly written Decimal, whatever the context.

    >>> exact(15, 1), exact(1500)
    (Decimal('1.5'), Decimal('1500'))
    """
    if places <= 0:
        return Decimal(mantissa * 10**-places)
    return Decimal(f"{mantissa}e-{places}")


class Sum:
    """The running total of a numeral: what is finished above a million, and what stands below."""

    __slots__ = ("bound", "current", "done", "place", "places", "scaled", "thousand")

    def __init__(self) -> None:
        self.done = 0
        self.current = 0
        self.thousand = False  # whether ``current`` has its thousands
        self.places = 0
        self.place = 0
        self.bound: int | None = None  # the last scale; what follows is smaller
        self.scaled = False

    def value(self) -> Decimal:
        return exact(self.done + self.current, self.places)

    def add(self, mantissa: int, places: int, scale: int) -> bool:
        """Take up one coefficient with its scale; False where the order of scales forbids it."""
        if self.places or (places and scale != 1 and (self.done or self.current)):
            return False
        self.place = len(str(scale)) - 1 - places if str(scale).rstrip("0") == "1" else -places
        self.scaled |= scale > 1
        amount = mantissa * scale
        while places and amount % 10 == 0 and scale > 1:
            amount, places = amount // 10, places - 1
        if scale >= _BIG:
            if self.bound is not None and scale >= self.bound:
                return False
            amount += self.current * scale * 10**places
            self.current, self.thousand = 0, False
            if self.bound is not None and amount >= self.bound * 10**places:
                return False
            self.done, self.bound = self.done * 10**places + amount, scale
        else:
            if self.thousand and (scale > 1 or mantissa >= 1000 * 10**places):
                return False
            if self.bound is not None and amount >= self.bound * 10**places:
                return False
            self.done, self.current = self.done * 10**places, self.current * 10**places + amount
            self.thousand = scale == 1000
        self.places = places
        return True


def scales(parts: list[Part], index: int) -> tuple[int, int]:
    """The product of the scale words at ``index`` (``ribu triliun``) and the index behind them."""
    scale = 1
    while (
        index < len(parts) and parts[index][0] in ("scale", "dozen") and (scale == 1 or scale == 1000 < parts[index][1])
    ):
        scale *= parts[index][1]
        index += 1
    return scale, index


def coefficient(parts: list[Part], index: int) -> tuple[int, int, int, int] | None:
    """A coefficient in words: (mantissa, places, its own scale, index behind it), or None when there is none."""
    if index >= len(parts):
        return None
    kind, value = parts[index]
    if kind == "one_scale":
        return 1, 0, value, index + 1
    if kind == "half":
        return 5, 1, 1, index + 1
    below = _below_thousand(parts, index)
    if below is None:
        return None
    value, index = below
    follows = parts[index][0] if index < len(parts) else None
    if follows == "half" and value:
        return value * 10 + 5, 1, 1, index + 1
    if follows == "point":
        decimals, index = _decimals(parts, index + 1)
        return (int(f"{value}{decimals}"), len(decimals), 1, index) if decimals else None
    return value, 0, 1, index


def _below_thousand(parts: list[Part], index: int) -> tuple[int, int] | None:
    """Hundreds, tens and units in words: (value, index behind them)."""
    start, value = index, 0
    kinds = [kind for kind, _ in parts[index : index + 5]] + [""] * 5
    if kinds[0] == "ready" and parts[index][1] == 100:
        value, index = 100, index + 1
    elif kinds[0] == "digit" and kinds[1] == "hundreds" and parts[index][1]:
        value, index = parts[index][1] * 100, index + 2
    kinds = kinds[index - start :]
    if kinds[0] == "ready" and parts[index][1] != 100:
        return value + parts[index][1], index + 1
    if kinds[0] != "digit":
        return (value, index) if index > start else None
    digit = parts[index][1]
    if kinds[1] == "teen" and digit:
        return value + 10 + digit, index + 2
    if kinds[1] == "tens" and digit:
        value, index = value + digit * 10, index + 2
        if kinds[2] == "digit" and kinds[3] not in ("teen", "tens", "hundreds") and parts[index][1]:
            return value + parts[index][1], index + 1
        return value, index
    if kinds[1] == "hundreds" or (not digit and index > start):
        return None
    return value + digit, index + 1


def _decimals(parts: list[Part], index: int) -> tuple[str, int]:
    """The digits behind *koma*: one by one (``nol lima``) or as one numeral (``nol dua puluh lima``)."""
    zeros = index
    while zeros < len(parts) and parts[zeros] == ("digit", 0):
        zeros += 1
    at, digits = index, ""
    while at < len(parts) and parts[at][0] == "digit":
        digits, at = digits + str(parts[at][1]), at + 1
    if at == len(parts) or parts[at][0] not in ("teen", "tens", "hundreds", "ready", "one_scale"):
        return digits, at
    numeral = _up_to_a_million(parts, zeros)
    return ("0" * (zeros - index) + str(numeral[0]), numeral[1]) if numeral else ("", index)


def _up_to_a_million(parts: list[Part], index: int) -> tuple[int, int] | None:
    """A numeral with thousands only where something stands behind them; a final *ribu* is the scale of it all."""
    first = (1, index) if parts[index][0] == "one_scale" else _below_thousand(parts, index)
    if first is None:
        return None
    value, at = first
    if at < len(parts) and parts[at][1] == 1000:
        rest = _below_thousand(parts, at + 1) if at + 1 < len(parts) else None
        if rest is not None:
            return value * 1000 + rest[0], rest[1]
    return (value, at) if at > index else None
