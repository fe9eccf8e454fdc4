"""Ordinals: ke-6, keenam, ke-VI, pertama, angkatan II; and the collectives that look like them (ketiga tersangka)."""

import re
from dataclasses import dataclass
from decimal import Decimal

from k3extract.mentions.number_edges import clear_after, word_after, word_before
from k3extract.mentions.number_lexicon import Lexicons
from k3extract.values.digits import TOKEN, read_figures
from k3extract.values.measure import Unit
from k3extract.values.number import Numeral, read_roman
from k3extract.values.quantity import QuantityReader

_KE = re.compile(r"(?<![^\W_])[Kk][Ee](?:[-–]|[^\S\n]-?[^\S\n]?)?\Z")
_VERB = re.compile(r"(?:me[mnl]|me[rw]|di)[a-z]{4,}\Z")
_DOING = re.compile(r"pe[a-z]{4,}an\Z")
_SERIES_GAP = re.compile(r"[^\S\n]{1,2}")


@dataclass(frozen=True, slots=True)
class Rank:
    """``value`` at ``text[start:end]``; a ``unit`` (then it is a count, or the series noun of an ordinal) or None."""

    start: int
    end: int
    number: tuple[int, int]
    value: Decimal
    ordinal: bool
    unit: Unit | None
    rule: str


class OrdinalReader:
    """Reads what stands at a seed as an ordinal or a collective, if it is one."""

    def __init__(self, lexicons: Lexicons, reader: QuantityReader) -> None:
        self._reader = reader
        self._seeds = lexicons.seeds
        self._parts = lexicons.quantities.number.parts
        self._function_words = lexicons.quantities.function_words
        self._rule = lexicons.rules["ordinal"]

    def figures(self, text: str, at: int) -> Rank | None:
        """The figures at ``at`` with *ke* before them: ``ke-6``, ``ke 6``; ``ke 186 kepala sekolah`` is a count."""
        ke = _KE.search(text, max(0, at - 6), at) if "e" in text[max(0, at - 4) : at].lower() else None
        token = TOKEN.match(text, at)
        if ke is None or token is None:
            return None
        figures = read_figures(token.group())
        if figures is None or figures.places or not clear_after(text, token.end()):
            return None
        numeral = self._reader.numbers.match(text, at)
        if isinstance(numeral, Numeral) and numeral.scaled:
            return None
        value = Decimal(figures.mantissa)
        tied = not ke.group()[2:3].isspace()
        found = self._reader.unit_at(text, token.end())
        counted = found is not None and found[0].dimension == "count"
        if counted and (not tied or self._definite(text, ke.start(), value)):
            assert found is not None
            return Rank(at, found[1], token.span(), value, False, found[0], found[0].rule)
        if not tied and (found is not None or len(token.group()) > 3):
            return None
        return Rank(ke.start(), token.end(), token.span(), value, True, None, self._rule)

    def word(self, text: str, at: int, end: int) -> Rank | None:
        """The word at ``text[at:end]``: ``ketiga``, ``pertama``, ``ke-VI``, a series noun with its number."""
        low = text[at:end].lower()
        if low in self._seeds.series:
            return self._series(text, at, end)
        if low.startswith(self._seeds.prefix) and low[len(self._seeds.prefix)] in "-–":
            start = at + len(self._seeds.prefix) + 1
            roman = read_roman(text, start)
            return Rank(at, roman[1], (start, roman[1]), Decimal(roman[0]), True, None, self._rule) if roman else None
        first = self._seeds.ordinals.get(low)
        if first is not None:
            return Rank(at, end, (at, end), Decimal(first), True, None, self._rule)
        if not low.startswith(self._seeds.prefix) or low in self._parts:
            return None
        numeral = self._reader.numbers.match(text, at + len(self._seeds.prefix))
        if not isinstance(numeral, Numeral) or numeral.value is None or numeral.value != int(numeral.value):
            return None
        found = self._reader.unit_at(text, numeral.end)
        span = at, numeral.end
        if (found is not None and found[0].dimension != "count") or not (
            self._definite(text, at, numeral.value) or (found is not None and self._acted_on(text, at, found[1]))
        ):
            return Rank(at, numeral.end, span, numeral.value, True, None, self._rule)
        if found is not None and not found[0].ranked:
            return Rank(at, found[1], span, numeral.value, False, found[0], found[0].rule)
        follower = word_after(text, numeral.end) if found is None else None
        if follower is None or follower.lower() in self._function_words or follower != follower.lower():
            return Rank(at, numeral.end, span, numeral.value, True, None, self._rule)
        return Rank(at, numeral.end, span, numeral.value, False, None, self._rule)

    def _definite(self, text: str, at: int, value: Decimal) -> bool:
        """Whether a *ke-* numeral before a noun means all of them: no noun stands before it to be ranked."""
        if value < 2:
            return False
        before = word_before(text, at)
        if before is None:
            return True
        word = before.word.lower()
        if word in self._seeds.ranked or word in self._seeds.named or word.startswith(self._seeds.superlatives):
            return False
        return word in self._function_words or _VERB.match(word) is not None

    def _acted_on(self, text: str, at: int, end: int) -> bool:
        """``penetapan keempat pulau itu``: behind a noun of doing, a noun that is known means all of them."""
        before = word_before(text, at)
        if before is None or not _DOING.match(before.word.lower()):
            return False
        follower = word_after(text, end)
        return follower in self._seeds.definite and follower not in self._seeds.ranked

    def _series(self, text: str, at: int, end: int) -> Rank | None:
        """``angkatan II``, ``batch 7``, ``tahap dua``; not ``batch 30 orang`` and not ``angkatan 2019``."""
        gap = _SERIES_GAP.match(text, end)
        if gap is None:
            return None
        start = gap.end()
        roman = read_roman(text, start)
        if roman is not None:
            value, stop = Decimal(roman[0]), roman[1]
        else:
            numeral = self._reader.numbers.match(text, start)
            if not isinstance(numeral, Numeral) or numeral.value is None or numeral.place or numeral.fraction:
                return None
            value, stop = numeral.value, numeral.end
            if value > 999 or numeral.scaled or not clear_after(text, stop) or self._reader.unit_at(text, stop):
                return None
            if numeral.figures and numeral.figures.padded:
                return None
        name = text[at:end].lower()
        rule = self._seeds.series[name]
        return Rank(at, stop, (start, stop), value, True, Unit(name, "ordinal", None, rule), rule)
