"""Rules of units and of money: the words behind (or before) a number that say what it counts or measures."""

from typing import Literal

from k3extract.rulebook.kinds.base import MentionRule

UnitDimension = Literal[
    "count", "percent", "percentage_point", "duration", "mass", "length", "area", "volume", "energy", "rate", "index",
    "ratio",
]  # fmt: skip


class UnitRule(MentionRule):
    """One entry of rules/units.

    ``unit`` is the canonical word, ``words`` match in any case, ``symbols`` exactly as written (``MW``, ``ha``).
    ``code`` is UCUM. ``one`` are words that are "one of it" (``seorang``). ``product`` lets ``2x24 jam`` multiply.
    ``ranked`` units take ordinals (``kedua kali``), so that a *ke-* word before them is no collective.
    ``below`` bounds the values that can have the unit (``7,5 SR`` is one of Richter, ``450 SR`` is not).
    ``before`` are words that stand before the number instead (``magnitudo 5,6``).
    ``holds`` are the smaller units that can follow it and how many make one (``12 bulan``): ``4 tahun 3 bulan``.
    """

    unit: str
    dimension: UnitDimension
    code: str | None = None
    words: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    one: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    product: Literal["yes", "no"] = "no"
    ranked: Literal["yes", "no"] = "no"
    below: int | None = None
    holds: tuple[str, ...] = ()


class CurrencyRule(MentionRule):
    """One entry of rules/money: ``code`` is ISO 4217, ``before`` stands before the amount, ``after`` behind it.

    Words of ``before`` match as written (``Rp``, ``US$``), words of ``after`` in any case (``dolar AS``).
    ``cents`` are the words of its hundredth part.
    """

    unit: str
    code: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    cents: tuple[str, ...] = ()
