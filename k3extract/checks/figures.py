"""Figures: the statistics of an article as the validator computes with them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from k3extract.checks.intervals import Interval, Written, strict, wide
from k3extract.records import Dimension, Statistic

_RUN = re.compile(r"\d(?:[\d.,]*\d)?")
_KINDS: dict[Dimension, str] = {
    "percent": "P", "percentage_point": "Q", "money": "M", "count": "C", "ordinal": "O", "duration": "D",
    "mass": "U", "length": "U", "area": "U", "volume": "U", "energy": "U", "rate": "R", "index": "I", "ratio": "K",
}  # fmt: skip
_TIMES = frozenset({"kali", "kali lipat", "lipat", "x"})
_BASIS = frozenset({"basis poin", "bps", "bp"})
_INTO: dict[str, tuple[str, Fraction]] = {
    "kg": ("kg", Fraction(1)), "g": ("kg", Fraction(1, 1000)), "mg": ("kg", Fraction(1, 10**6)),
    "t": ("kg", Fraction(1000)), "Mt": ("kg", Fraction(10**9)), "kt": ("kg", Fraction(10**6)),
    "m": ("m", Fraction(1)), "km": ("m", Fraction(1000)), "cm": ("m", Fraction(1, 100)),
    "m2": ("m2", Fraction(1)), "har": ("m2", Fraction(10**4)), "km2": ("m2", Fraction(10**6)),
    "L": ("L", Fraction(1)), "mL": ("L", Fraction(1, 1000)), "m3": ("L", Fraction(1000)),
    "kg/har": ("kg/har", Fraction(1)), "t/har": ("kg/har", Fraction(1000)),
    "W": ("W", Fraction(1)), "kW": ("W", Fraction(1000)), "MW": ("W", Fraction(10**6)), "GW": ("W", Fraction(10**9)),
    "kW.h": ("kW.h", Fraction(1)), "MW.h": ("kW.h", Fraction(1000)), "GW.h": ("kW.h", Fraction(10**6)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """One statistic with its place among the others: ``kind`` is one letter of its dimension (``V`` without value),
    ``at`` and ``until`` its placeholder in the masked text."""

    index: int
    record: Statistic
    kind: str
    sentence: int
    at: int
    until: int
    value: Fraction  # in the base unit of its measure (kilogram, metre, litre ...), so that unlike units compare
    factor: Fraction  # from the printed unit to the base unit
    unit: str | None  # what must be equal to compare: base unit, currency, or the counted noun
    micro: int  # the value in millionths, for sums in a hurry
    memo: list[Written]  # how it is printed, once somebody asked

    @property
    def unread(self) -> bool:
        """Whether it is a bare number that is no statistic ("156 masih dirawat"): it has no record."""
        return not self.record.id

    @property
    def written(self) -> Written:
        """The figure as printed."""
        if not self.memo:
            self.memo.append(written(self.record))
        return self.memo[0]

    def strict(self) -> Interval:
        return self._scaled(strict(self.written))

    def wide(self, *, loose: bool = True) -> Interval:
        if self.kind == "I" or (self.kind == "M" and self.record.dimension == "rate" and self.written.place == 1):
            return self.strict()  # nobody cuts a quotation
        return self._scaled(wide(self.written, loose=loose))

    def place(self) -> Fraction:
        """The unit of the last printed place, in the base unit."""
        return Fraction(self.written.place) * self.factor

    def _scaled(self, interval: Interval) -> Interval:
        by = self.factor
        if by == 1:
            return interval
        low, high = interval.low, interval.high
        return Interval(None if low is None else low * by, None if high is None else high * by)


# A number with nothing glued to it; 25/11, 10.30-12.00, 08.15, A320 and 5G are none.
_DIGITS = re.compile(r"[0-9][0-9.,]*")
_SHAPE = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|[1-9]\d{0,6}(?:,\d{1,2})?|0,\d+")
_GLUE = frozenset("/:+@#-_–%&=")
_YEAR = re.compile(r"(?:19|20)\d\d")
_AFTER = re.compile(r"[ \u00a0]([^\W\d_]+)")
_CURRENCY = re.compile(r"(?:Rp|[$€£])\.?[ \u00a0]?$", re.I)
_BEFORE = re.compile(r"([^\W\d_][\w.]*)[ \u00a0]$")


class BareNumbers:
    """Reads bare numbers; ``scales`` are words that make another number of them ("ribu", "persen"), ``ones`` the
    number words from one upwards, ``leads`` the words behind which such a word is a part of a list, ``labels`` the
    words whose number is a name ("nomor urut 1"), ``members`` those that make any number word before them a part ("Enam
    di antaranya")."""

    def __init__(
        self,
        scales: Sequence[str] = (),
        ones: Sequence[str] = (),
        leads: Sequence[str] = (),
        labels: Sequence[str] = (),
        members: Sequence[str] = (),
    ) -> None:
        self.scales = frozenset(scales)
        self.labels = frozenset(labels)
        self._values = {word: value for value, word in enumerate(ones, 1)}
        listed, before, among = (
            "|".join(re.escape(word) for word in words) or "(?!)" for words in (ones, leads, members)
        )
        self._among = re.compile(rf"(?<![\w-])({listed})(?= (?:{among})\b)", re.I)
        self._word = re.compile(rf"(?:,|\b(?:{before}))[ \u00a0]({listed})(?=[ \u00a0][a-z])")

    def among(self, text: str, start: int, end: int) -> bool:
        """Whether a number word of ``text[start:end]`` is a part of what was counted before."""
        return self._among.search(text, start, end) is not None

    def find(self, text: str, place: tuple[int, int]) -> list[Statistic]:
        """The bare numbers of ``text[start:end]``, digits first."""
        found = bare_numbers(text, place, self.scales, self.labels)
        for match in self._word.finditer(text, *place):
            after = _AFTER.match(text, match.end())
            if after is None or after[1] not in self.scales:
                found.append(_bare(match[1], match.span(1), Decimal(self._values[match[1]])))
        for match in self._among.finditer(text, *place):
            if all(match.start() != other.start for other in found):
                found.append(_bare(match[1], match.span(1), Decimal(self._values[match[1].lower()])))
        return found


def _bare(text: str, place: tuple[int, int], value: Decimal) -> Statistic:
    return Statistic(
        start=place[0], end=place[1], text=text, id="", value=value, low=value, high=value, dimension="count", rule=""
    )


def bare_numbers(
    text: str, place: tuple[int, int], scales: frozenset[str], labels: frozenset[str] = frozenset()
) -> list[Statistic]:
    """The numbers of ``text[start:end]`` that no statistic holds, as counts without id: not years, not what follows a
    capitalised word ("Pasal 5", "SDN 2") or a word of reference unless its thousands are grouped."""
    found = []
    for match in _DIGITS.finditer(text, *place):
        digits = match[0].rstrip(".,")
        low, high = match.start(), match.start() + len(digits)
        if _glued(text, low, match.end()) or not _SHAPE.fullmatch(digits):
            continue
        after = _AFTER.match(text, high)
        if (after and after[1].lower() in scales) or _CURRENCY.search(text, max(0, low - 5), low):
            continue
        if "." not in digits and "," not in digits:
            before = _BEFORE.search(text, max(0, low - 24), low)
            if before and before[1].lower() in labels:
                continue
            if _YEAR.fullmatch(digits) or (before and not before[1].islower() and not _opens(text, before.start())):
                continue
        value = Decimal(digits.replace(".", "").replace(",", "."))
        found.append(_bare(digits, (low, high), value))
    return found


def _glued(text: str, low: int, high: int) -> bool:
    """Whether a letter or a joining sign touches the digits."""
    before, after = text[low - 1 : low], text[high : high + 1]
    return before.isalnum() or after.isalnum() or before in _GLUE or after in _GLUE or before in (".", ",")


def _opens(text: str, at: int) -> bool:
    """Whether the word at ``at`` begins a sentence, so that its capital letter makes no name of it."""
    before = text[max(0, at - 3) : at].rstrip()
    return at == 0 or "\n" in text[max(0, at - 2) : at] or before[-1:] in tuple('.!?"“”')


_PRICE = re.compile(r"[A-Z]{3}/")
_ONE = Fraction(1)
_NONE = Fraction(0)


def figure_of(index: int, record: Statistic, kind: str, place: tuple[int, int, int]) -> Figure:
    """The figure of a statistic; ``place`` is its sentence and its start and end in the masked text."""
    code = record.unit_code
    if kind == "M" and code is not None:  # the price of something is money: "Rp 1.289.000 per gram"
        code = code.partition("/")[0]
    unit, factor = code or record.unit, _ONE
    if code in _INTO:
        unit, factor = _INTO[code]
    elif kind == "Q" and record.unit in _BASIS:
        factor = Fraction(1, 100)
    if unit is not None and unit.startswith("lain"):  # "88 lainnya" counts what the figures beside it count
        unit = None
    value = Fraction(record.value) if record.value is not None else _NONE
    if factor is not _ONE:
        value *= factor
    micro = value.numerator * 1_000_000 // value.denominator
    return Figure(index, record, kind, *place, value, factor, unit, micro, [])


def kind_of(statistic: Statistic) -> str:
    """The letter of a statistic's kind."""
    if statistic.value is None:
        return "V"
    letter = _KINDS[statistic.dimension]
    if letter == "R" and _PRICE.match(statistic.unit_code or ""):
        return "M"
    return "K" if letter == "C" and statistic.unit in _TIMES else letter


def written(statistic: Statistic) -> Written:
    """How a statistic is printed; a figure in words is exact.

    >>> from k3extract.records import Statistic
    >>> figure = Statistic(start=0, end=7, text="13 juta", id="a", value=Decimal(13000000), low=None, high=None,
    ...                    dimension="count", rule="r")
    >>> int(written(figure).place)
    1000000
    """
    value = statistic.value if statistic.value is not None else Decimal(0)
    runs = _RUN.findall(statistic.text)
    place, digits = Decimal(1), 9
    if len(runs) == 1 and value:
        number = "".join(char for char in runs[0] if char.isdigit())
        written_value = Decimal(int(number))
        if written_value:
            ratio = abs(value) / written_value
            if ratio == Decimal(1).scaleb(ratio.adjusted()):
                place = Decimal(1).scaleb(ratio.adjusted())
                digits = len(number.strip("0"))
    elif value and value != value.to_integral_value():
        place = Decimal(1).scaleb(int(value.as_tuple().exponent))
    countable = statistic.dimension in ("count", "money", "ordinal", "duration") or place == 1
    exact = countable and place <= 1 and (place == 1 or statistic.dimension == "money")
    percentage = statistic.dimension in ("percent", "percentage_point", "ratio", "index", "rate")
    return Written(value, place, digits, exact and not percentage, statistic.hedge)
