"""Numbers and figures in the words of a message, Indonesian and English from the same values."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from k3extract.checks.figures import Figure

Language = Literal["id", "en"]
_SWAP = str.maketrans(".,", ",.")
_GROUP = re.compile(r"(?<=\d)(?=(?:\d{3})+$)")
_DIGITS = re.compile(r"\d[\d.,]*\d")


def number(value: Fraction | Decimal, language: Language, places: int | None = None) -> str:
    """A number as the language writes it, rounded to ``places`` (default: 0 from 1,000 upwards, else 2).

    >>> number(Fraction(12735), "id"), number(Fraction(12735), "en"), number(Decimal("49.709"), "id")
    ('12.735', '12,735', '49,71')
    """
    exact = Fraction(value)
    if places is None:
        places = 0 if abs(exact) >= 1000 else 2
    scaled = round(exact * 10**places)
    whole, rest = divmod(abs(scaled), 10**places)
    text = _GROUP.sub(",", str(whole))
    if rest:
        text += "." + f"{rest:0{places}d}".rstrip("0")
    text = ("-" if scaled < 0 else "") + text
    return text.translate(_SWAP) if language == "id" else text


def shown(figure: Figure, language: Language) -> str:
    """A figure as printed; in English with its separators the other way round and ``persen`` translated."""
    text = " ".join(figure.record.text.split())
    if language == "id":
        return text
    text = _DIGITS.sub(lambda match: match.group().translate(_SWAP), text)
    return text.replace(" persen", " percent")


def amount(value: Fraction, like: Figure, language: Language) -> str:
    """A computed value with the unit of ``like``: a percentage gets its word, money its currency."""
    if like.kind == "P":
        return number(value, language, 2) + (" persen" if language == "id" else " percent")
    if like.kind == "M":
        code = like.record.unit_code or ""
        return ("Rp" if code == "IDR" else f"{code} ") + number(value, language)
    return number(value / like.factor, language)
