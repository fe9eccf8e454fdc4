"""What stands before a numeral: its currency and sign, and the words that hedge it or say where it moved."""

import re

from k3extract.values.interval import Hedge
from k3extract.values.measure import QuantityLexicon, Unit

_SIGN_TIED = re.compile(r"[\w.)–−-]\Z")
_GLUED_CURRENCY = re.compile(r"(?<=[a-z)])((?:Rp|US|[A-Z]{3})[.$]?)\Z")
_STOP = re.compile(r"[.,;:()\"“”!?\n]")


def read_lead(lexicon: QuantityLexicon, text: str, at: int) -> tuple[int, Unit | None, bool]:
    """What stands right before the numeral: a currency (or unit) and a minus sign."""
    start, negative = at, False
    last = text[at - 1 : at]
    if last and last in "-−–" and text[at : at + 1].isdecimal() and not _SIGN_TIED.search(text, max(0, at - 2), at - 1):
        start, negative = at - 1, True
    j = start
    while j and text[j - 1] in " \xa0" and start - j < 2:
        j -= 1
    k = j
    while k and j - k < 12 and (text[k - 1].isalpha() or text[k - 1] in "$€£¥₩฿₱₹₫₺₽.,"):
        k -= 1
    if k < j:
        token = text[k:j]
        found = lexicon.before.get(token)
        if found is None and "." in token[:-1]:
            k += token.rfind(".", 0, -1) + 1
            found = lexicon.before.get(text[k:j])
        if found is None and j - k > 3:  # anggaranRp240: the word before was glued to the currency
            seam = _GLUED_CURRENCY.search(token)
            found = lexicon.before.get(seam[1]) if seam else None
            if seam is not None and found is not None:
                return j - len(seam[1]), found, negative
        if found is not None and not text[k - 1 : k].isalnum():
            if text[k - 1 : k] in ("-", "−") and k == 1:
                return 0, found, True
            return k, found, negative
        if token.lower() in lexicon.minus and j < start:
            return k, None, True
    return start, None, negative


def hedge_and_direction(
    lexicon: QuantityLexicon, text: str, start: int, words: list[str]
) -> tuple[Hedge | None, str | None]:
    """The hedge and the direction that the words before the quantity give it."""
    sign = text[start - 1 : start] or " "
    if sign == " ":
        sign = text[start - 2 : start - 1] or " "
    hedge = lexicon.hedges_before.get(sign) if not sign.isalnum() else None
    count, first = len(words), True
    while count:
        size = 0
        if hedge is None:
            for length in (3, 2, 1):
                if count >= length:
                    phrase = " ".join(words[count - length : count])
                    found = lexicon.hedges_before.get(phrase)
                    if found is not None and (first or phrase not in lexicon.ranges):
                        hedge, size = found, length
                        break
        if not size and words[count - 1] in lexicon.carriers:
            size = 1
        if not size:
            direction = lexicon.directions.get(words[count - 1])
            return hedge, direction
        count -= size
        first = False
    return hedge, None


def words_before(text: str, start: int) -> list[str]:
    """The words before ``start`` up to the nearest stop, lower case, at most the last 48 characters."""
    chunk = text[max(0, start - 48) : start]
    return _STOP.split(chunk)[-1].lower().split()
