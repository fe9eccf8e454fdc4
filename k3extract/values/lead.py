"""What stands before a numeral: its currency and sign, and the words that hedge it or say where it moved."""

import re

from k3extract.values.interval import Hedge
from k3extract.values.measure import QuantityLexicon, Unit

_SIGN_TIED = re.compile(r"[\w.)–−-]\Z")
_GLUED_CURRENCY = re.compile(r"(?<=[a-z)])((?:Rp|US|[A-Z]{3})[.$]?)\Z")
_MINUS = frozenset("-−–")
_STOP = re.compile(r"[.,;:()\"“”!?\n]")


class LeadReader:
    """Reads what stands before numerals; the sets here only tell quickly that nothing does."""

    def __init__(self, lexicon: QuantityLexicon) -> None:
        self._lexicon = lexicon
        words = [*lexicon.before, *lexicon.minus]
        self._tails = frozenset(word[-2:] for word in words) | {word[-1] for word in words if len(word) == 1}
        self._hedge_ends = frozenset(phrase.split()[-1] for phrase in lexicon.hedges_before)

    def prefix(self, text: str, at: int) -> tuple[int, Unit | None, bool]:
        """What stands right before the numeral: (where it begins, a currency or unit, whether a minus sign)."""
        start, negative = at, False
        last = text[at - 1 : at]
        if last in _MINUS and text[at : at + 1].isdecimal() and not _SIGN_TIED.search(text, max(0, at - 2), at - 1):
            start, negative = at - 1, True
        j = start
        while j and text[j - 1] in " \xa0" and start - j < 2:
            j -= 1
        tail = text[max(0, j - 2) : j]
        if tail not in self._tails and tail[-1:] not in self._tails and tail.lower() not in self._tails:
            return start, None, negative
        k = j
        while k and j - k < 12 and (text[k - 1].isalpha() or text[k - 1] in "$€£¥₩฿₱₹₫₺₽.,"):
            k -= 1
        token = text[k:j]
        found = self._lexicon.before.get(token)
        if found is None and "." in token[:-1]:
            k += token.rfind(".", 0, -1) + 1
            found = self._lexicon.before.get(text[k:j])
        if found is None and j - k > 3:  # anggaranRp240: the word before was glued to the currency
            seam = _GLUED_CURRENCY.search(token)
            found = self._lexicon.before.get(seam[1]) if seam else None
            if seam is not None and found is not None:
                return j - len(seam[1]), found, negative
        if found is not None and not text[k - 1 : k].isalnum():
            if text[k - 1 : k] in _MINUS and k == 1:
                return 0, found, True
            return k, found, negative
        if token.lower() in self._lexicon.minus and j < start:
            return k, None, True
        return start, None, negative

    def hedge_and_direction(self, text: str, start: int, words: list[str]) -> tuple[Hedge | None, str | None]:
        """The hedge and the direction that the words before the quantity give it."""
        lexicon = self._lexicon
        sign = text[start - 1 : start] or " "
        if sign == " ":
            sign = text[start - 2 : start - 1] or " "
        hedge = lexicon.hedges_before.get(sign) if not sign.isalnum() else None
        count, first = len(words), True
        while count:
            size = 0
            if hedge is None and words[count - 1] in self._hedge_ends:
                hedge, size = self._hedge(words[:count], first)
            if not size and words[count - 1] in lexicon.carriers:
                size = 1
            if not size:
                return hedge, lexicon.directions.get(words[count - 1])
            count -= size
            first = False
        return hedge, None

    def _hedge(self, words: list[str], first: bool) -> tuple[Hedge | None, int]:
        """The longest hedge that ``words`` end with, and how many words it has.

        Behind it only a longer phrase may be parted from the number by *sebesar*: "kabupaten sekitar sebesar" is none.
        """
        for length in (3, 2, 1):
            phrase = " ".join(words[-length:])
            found = self._lexicon.hedges_before.get(phrase) if length <= len(words) else None
            if found is not None and (first or length > 1):
                return found, length
        return None, 0


def words_before(text: str, start: int) -> list[str]:
    """The words before ``start`` up to the nearest stop, lower case, at most the last 48 characters."""
    chunk = text[max(0, start - 48) : start]
    return _STOP.split(chunk)[-1].lower().split()
