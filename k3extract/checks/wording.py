"""Numbers and figures in the words of a message, Indonesian and English from the same values."""

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from k3extract.checks.figures import Figure
from k3extract.checks.judging import Reading, plain

Language = Literal["id", "en"]
_SWAP = str.maketrans(".,", ",.")
_GROUP = re.compile(r"(?<=\d)(?=(?:\d{3})+$)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_DIGITS = re.compile(r"\d[\d.,]*\d")
_ENGLISH = {
    "ribu": "thousand", "juta": "million", "miliar": "billion", "milyar": "billion", "triliun": "trillion",
    "persen": "percent", "poin": "points",
}  # fmt: skip
_SCALE_WORD = re.compile(rf"(?i)\b(?:{'|'.join(_ENGLISH)})\b")
_ABS = re.compile(r"abs\((\d[\d.]*) - (\d[\d.]*)\)(?= (/))?")


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
    return text if language == "id" else _in_english(text)


def _in_english(text: str) -> str:
    """A printed figure for an English reader: separators, scale words and the word for percent.

    >>> _in_english("Rp 1,5 triliun"), _in_english("70,1 persen")
    ('Rp 1.5 trillion', '70.1 percent')
    """
    return _SCALE_WORD.sub(lambda match: _ENGLISH[match.group().lower()], turned(text))


def turned(text: str) -> str:
    """Indonesian figures with their separators the English way.

    >>> turned("16.780 KK -> 16.870")
    '16,780 KK -> 16,870'
    """
    return _DIGITS.sub(lambda match: match.group().translate(_SWAP), text)


_SCALES = (
    (10**12, "triliun", "trillion"),
    (10**9, "miliar", "billion"),
    (10**6, "juta", "million"),
)


def scaled(value: Fraction, language: Language) -> str:
    """A large value with its scale word where that loses nothing, else in full.

    >>> scaled(Fraction(1637100000000000), "id"), scaled(Fraction(1075390000), "en")
    ('1.637,1 triliun', '1,075.39 million')
    """
    for scale, indonesian, english in _SCALES:
        part = value / scale
        if abs(part) >= 1 and (part * 1000).denominator == 1:
            places = 0 if part.denominator == 1 else 3
            return f"{number(part, language, places)} {indonesian if language == 'id' else english}"
    return number(value, language)


def figured(expression: str, language: Language, printed: Mapping[str, str] | None = None) -> str:
    """An expression with its numbers as the language writes them, or as ``printed``; a difference is written with the
    larger figure first.

    >>> figured("abs(90 - 1200) / 1200 * 100", "id")
    '(1.200 - 90) / 1.200 x 100'
    """
    printed = printed or {}
    text = _ABS.sub(_larger_first, expression)
    text = _NUMBER.sub(lambda m: printed.get(m.group()) or number(Decimal(m.group()), language, 6), text)
    return text.replace("*", "x")


def _larger_first(match: "re.Match[str]") -> str:
    one, other = sorted((match[1], match[2]), key=Decimal, reverse=True)
    return f"({one} - {other})" if match[3] else f"{one} - {other}"


def worked(reading: Reading, language: Language) -> str:
    """The working of a reading; large sums and measures stand in it as they are printed."""
    printed = {
        plain(figure.value): shown(figure, language)
        for figure in reading.roles.values()
        if figure.kind in "MU" or figure.value >= 1_000_000
    }
    return figured(reading.expression, language, printed)


def amount(value: Fraction, like: Figure, language: Language) -> str:
    """A computed value with the unit of ``like``: a percentage gets its word, money its currency."""
    if like.kind == "P":
        return number(value, language, 2) + (" persen" if language == "id" else " percent")
    if like.kind == "M":
        code = (like.record.unit_code or "").partition("/")[0]
        return ("Rp" if code == "IDR" else f"{code} ") + scaled(value, language)
    return number(value / like.factor, language)
