"""The place of an event in a series: batch, angkatan, tahap, gelombang, or an edition number in its name."""

import re
from collections.abc import Sequence

from k3extract.assemble.event_mentions import EventMention
from k3extract.assemble.items import Item
from k3extract.records import Series

_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_TEXT = re.compile(r"(?=[IVXLC])(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\Z")


def roman(text: str) -> int | None:
    """The value of a Roman numeral below 400.

    >>> roman("XXXII"), roman("IIX")
    (32, None)
    """
    if not _ROMAN_TEXT.match(text):
        return None
    values = [_ROMAN[char] for char in text]
    return sum(-v if i + 1 < len(values) and v < values[i + 1] else v for i, v in enumerate(values))


def series(mentions: Sequence[EventMention]) -> Series | None:
    """The first series that a mention's name states, None where none does."""
    for mention in mentions:
        found = _in_name(mention)
        if found is not None:
            unit, number = found
            return Series(unit=unit, number=number, year=_year(mention))
    return None


def number_in(mention: EventMention) -> int | None:
    """The edition number of a mention, to keep two editions apart."""
    found = _in_name(mention)
    return found[1] if found else None


def _in_name(mention: EventMention) -> tuple[str, int] | None:
    items = mention.items
    for at in range(mention.first, min(len(items), mention.end + 2)):
        item = items[at]
        number = _number(item)
        if number is None:
            continue
        before = items[at - 1] if at > mention.first else None
        if before is not None and before.has("series"):
            return before.low, number
        if item.quantity is not None and item.quantity.dimension == "ordinal" and at < mention.end + 1:
            return item.quantity.unit or "ke", number
        body = before is not None and before.has("org_head", "place")  # Komisi XI
        if roman(item.text) is not None and len(item.text) > 1 and at < mention.end and not body:
            return "ke", number
    return None


def _number(item: Item) -> int | None:
    if item.quantity is not None:
        value = item.quantity.value
        return int(value) if value is not None and value == value.to_integral_value() and value < 10000 else None
    if item.kind in ("word", "reference"):
        return roman(item.text) if item.text.isupper() else None
    return None


def _year(mention: EventMention) -> int | None:
    for item in mention.items[mention.first : mention.end + 1]:
        last = item.text.split()[-1] if item.text.split() else ""
        if _YEAR.match(last):
            return int(last)
    return None
