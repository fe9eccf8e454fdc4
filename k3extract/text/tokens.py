"""Tokens with offsets: one compiled expression over the text, then the abbreviations of the rules."""

import re

from k3extract.rulebook import Rulebook
from k3extract.text.stops import StopWords

Span = tuple[int, int]

# A word that nothing holds on to; most tokens are found by this first alternative.
_PLAIN = r"[^\W\d_]++(?![\w.@/:$'’+-])"
_ADDRESS = r"(?:https?://|www\.)[^\s<>\"“”]{1,2000}(?<![.,;:!?)\]'’])|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}"
_HANDLE = r"[@#][A-Za-z_][\w.]{0,60}(?<!\.)"
_SITE = r"[A-Za-z][\w-]{{0,60}}(?:\.[\w-]{{1,60}}){{0,3}}\.(?:{domains})\b(?:/[^\s\"”,;)]*(?<![.]))?"
_MONEY = r"(?:Rp|RP|rp|IDR|USD|US\$|AUD|SGD|RM|S\$)(?=\.?[0-9])\.?"
_DEGREE = r"(?:[A-Z][bcdfghjklmnpqrstvwxyz]{0,2}\.){1,4}(?:[A-Z][A-Za-z]{0,4}\b\.?|(?<=[A-Z]\.[A-Z]\.))"
_DIGITS = r"[0-9]++(?:[.,:/-][0-9]++)*+"
_NUMBER = rf"{_DIGITS}(?:-?an\b|[xX][0-9]+|(?<![.,:/-])[A-Z]\b)?"
_PART = r"\w++(?:['’]\w++)*+"
_WORD = rf"{_PART}(?:-{_PART}(?:[.,][0-9]+)*+)*+"
_MARKS = r"\.{2,}|--+|['’‘`]{2}|\S"


class Tokenizer:
    """Splits text into tokens. Dates, grouped numbers, hyphenated words (*ke-6*, *orang-orang*, *1990-an*), addresses
    and abbreviations with their stop (*Dr.*, *S.H.*) are one token each; a currency stands apart from its number."""

    def __init__(self, rulebook: Rulebook) -> None:
        words = StopWords.read(rulebook)
        self._abbreviations = {word: use for word, (use, _) in words.abbreviations.items()}
        domains = "|".join(sorted(map(re.escape, words.domains), key=lambda word: (-len(word), word))) or "com"
        site = _SITE.format(domains=domains)
        order = (_PLAIN, _MONEY, _ADDRESS, site, _DEGREE, _NUMBER, _WORD, _HANDLE, _MARKS)
        self._token = re.compile("|".join(order))

    def tokens(self, text: str, start: int = 0, end: int | None = None) -> list[Span]:
        """``[(start, end), ...]`` of ``text[start:end]`` in code points: ordered, disjoint, none empty or with white
        space inside, together all other characters. Linear in the length of the text."""
        end = len(text) if end is None else end
        spans: list[Span] = []
        behind = start
        for match in self._token.finditer(text, start, end):
            low, high = match.span()
            if low < behind:
                continue
            if high < end and text[high] == "." and self._with_stop(text, low, high, end):
                high += 1
            spans.append((low, high))
            behind = high
        return spans

    def _with_stop(self, text: str, low: int, high: int, end: int) -> bool:
        """Whether the stop behind ``text[low:high]`` is part of it."""
        use = self._abbreviations.get(text[low:high])
        if use is not None:
            if use == "before_number":
                return text[high + 1 : high + 2] == " " and text[high + 2 : high + 3].isdigit()
            return not text.startswith("..", high, end)
        initial = high - low == 1 and text[low].isupper() and high + 2 < end
        return initial and text[high + 1] == " " and text[high + 2].isupper()
