"""Rules of numbers: the words a numeral is made of and the words that stand around it."""

from decimal import Decimal
from typing import Literal, Self

from pydantic import model_validator

from k3extract.rulebook.kinds.base import MentionRule

Part = Literal[
    "digits",  # numbers written in figures
    "digit",  # nol, satu ... sembilan: ``value``
    "ready",  # sepuluh, sebelas, seratus: a finished place
    "teen",  # belas
    "tens",  # puluh
    "hundreds",  # ratus
    "scale",  # ribu, juta ...: ``value`` multiplies what stands before; ``money`` are short forms used with money only
    "one_scale",  # seribu, sejuta ...
    "dozen",  # lusin, gros: multiplies and ends the numeral
    "point",  # koma
    "half",  # setengah
    "fraction",  # sepertiga: ``value`` is numerator/denominator
    "denominator",  # pertiga: the denominator is ``value``
    "power",  # kali sepuluh pangkat
    "minus",
    "plus_minus",
    "vague",  # puluhan: ``low`` and, unless it is open, ``high``
    "hedge_before",
    "hedge_after",
    "direction",
    "carrier",  # sebesar, sebanyak: stands between a hedge or direction and its number
    "range",  # words between the two ends of a range
    "between",  # antara: makes "dan" a range word
    "alternative",  # atau: joins neighbours (4 atau 5) to a range
    "whole",  # dari: what stands behind a fraction
    "per",
    "ranked",  # yang; and the prefix ``value`` of superlatives: a ke- word behind it is an ordinal
    "ordinal",  # pertama: ``value``
    "collective",  # berdua: so many persons
    "intro",  # sebanyak, mencapai: a bare number behind it counts something
    "outro",  # diantaranya: a bare number before it counts something
    "label",  # sembuh, meninggal: a bare number behind it counts them when the clause ends there
    "population",  # anak: a number of persons out of a small round one ("1 dari 10 anak") is a ratio
    "definite",  # itu: behind such a noun it makes the two numbers counts
    "status",  # masih, dinyatakan: a bare number of two figures before it may count, unless a preposition leads it
    "preposition",
    "comparative",  # tinggi: "20 persen lebih tinggi" is no "20 persen lebih"
    "age",  # usia, berumur: a bare number behind it is years
    "named",  # lantai, versi: a bare number behind it is part of a name
    "series",  # angkatan, batch, tahap: a number behind it is an ordinal
]


class NumberRule(MentionRule):
    """One entry of rules/numbers: the role its ``words`` play in a number (``part``) and what they are worth.

    Of a scale, ``money`` are short forms that are read behind a currency only; those of them in ``lone`` also where
    the text is that one number.
    """

    part: Part
    words: tuple[str, ...] = ()
    money: tuple[str, ...] = ()
    lone: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()  # of "between": the words that then join the two ends
    value: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    hedge: Literal["about", "more_than", "at_least", "almost", "at_most", "less_than"] | None = None
    direction: Literal["up", "down"] | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.part in ("hedge_before", "hedge_after") and self.hedge is None:
            raise ValueError("a hedge says which one")
        if self.part == "direction" and self.direction is None:
            raise ValueError("a direction is up or down")
        if self.part == "vague" and self.low is None:
            raise ValueError("a vague number has a low end")
        valued = ("digit", "ready", "scale", "one_scale", "dozen", "fraction", "denominator", "ordinal", "collective")
        if self.part in valued and self.value is None:
            raise ValueError(f"a {self.part} has a value")
        return self
