"""Numerals: figures, words and both together, with their scale words, read exactly or not at all.

The grammar is that of Indonesian numerals (satuan, belasan, puluhan, ratusan, then ribu, juta ... in falling order).
A numeral is read as far as it goes; where a further number word stands behind it that cannot belong to it, the
whole run is refused, because a part of a number is a wrong number.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from k3extract.values.digits import TOKEN, Figures, read_figures
from k3extract.values.interval import plus, times
from k3extract.values.numeral_grammar import Part, Sum, coefficient, exact, scales
from k3extract.values.roman import roman

_WORD = re.compile(r"[^\S\n]{0,3}([A-Za-z]+)")
_FIGURES = re.compile(r"[^\S\n]{1,3}([0-9]+(?:[.,][0-9]+)*)(?![\w/:])")
_GROUP = re.compile(r"[^\S\n]([0-9]{3})(?![\w.,/:-]?[0-9])")
_EXPONENT = re.compile(r"[eE]([+-]?[0-9]{1,2})(?!\w)")
_WITH_FRACTION = re.compile(r"[^\S\n]{1,2}([1-9])/([2-9])(?![\w/])")
_SLASH = re.compile(r"([1-9])/([2-9]|10)(?![\w/-])")
_ROMAN = re.compile(r"[IVXL]{1,9}(?![\w-])")
_LOOSE = re.compile(r"([0-9]{1,3}(?:\. ?[0-9]{3}){2,})(?:, ?([0-9]{2}))?(?![0-9%])(?![.,] ?[0-9])")
_TORN = re.compile(r"(?:\. [0-9]{3}(?![0-9])|(?:, [0-9]{3}(?![0-9])){2})(?:[.,] ?[0-9]{2,3}(?![0-9])){0,8}")
_MARKS = ("2", "3", "²", "³")  # M2 is a unit, no scale
_VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4)}
_VULGAR_NEXT = re.compile(r"[^\S\n]?([½⅓⅔¼¾])(?!\w)")
_AFTER_FIGURES = ("scale", "tens", "teen", "hundreds", "dozen")


@dataclass(frozen=True, slots=True)
class NumberLexicon:
    """The number words. ``parts`` gives each word its parts (``duapuluh`` has two); keys are lower case."""

    parts: Mapping[str, tuple[Part, ...]]
    money_scales: Mapping[str, int] = field(default_factory=dict)  # as written: M, T, K
    fractions: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    denominators: Mapping[str, int] = field(default_factory=dict)
    vague: Mapping[str, tuple[int, int | None]] = field(default_factory=dict)
    power: tuple[str, ...] = ()  # the words of "kali sepuluh pangkat"
    per: frozenset[str] = frozenset()  # tiga per empat


class Numeral(NamedTuple):
    """``text[start:end]`` is worth ``value``; its last written place is 10 ** ``place``.

    ``scaled`` numerals carry a scale word. ``low``/``high`` only for vague plurals (``value`` is None then; ``high``
    None is open). ``figures`` are the digits of a numeral that is nothing but one token.
    """

    start: int
    end: int
    value: Decimal | None
    place: int = 0
    scaled: bool = False
    words: bool = False
    fraction: bool = False
    low: Decimal | None = None
    high: Decimal | None = None
    figures: Figures | None = None
    scale: int = 1  # the last scale word
    about: bool = False  # 594 jutaan


@dataclass(frozen=True, slots=True)
class Refused:
    """Number-like, up to ``end``, but not to be read."""

    end: int


class NumberReader:
    """Reads numerals of one lexicon; ``match`` at a place, ``read`` a whole string."""

    def __init__(self, lexicon: NumberLexicon) -> None:
        self.lexicon = lexicon
        self._parts = lexicon.parts
        self._scale_words = tuple(
            word
            for word, parts in lexicon.parts.items()
            if len(parts) == 1 and parts[0][0] == "scale" and len(word) > 3
        )

    def read(self, text: str) -> Decimal | None:
        """The value of ``text`` when it is one numeral and nothing else.

        A leading ``-`` or a vague word gives no value; those belong to quantities.
        """
        start = len(text) - len(text.lstrip())
        found = self.match(text, start)
        if (
            isinstance(found, Numeral)
            and not text[found.end :].strip()
            and not (found.figures and found.figures.doubtful)
        ):
            return found.value
        return None

    def match(self, text: str, at: int, *, money: bool = False) -> Numeral | Refused | None:
        """The numeral that begins at ``at``; None when none does. ``money`` admits the short scales M, T and K."""
        char = text[at : at + 1]
        if "0" <= char <= "9":
            return self._from_figures(text, at, money)
        if char in _VULGAR:
            return _fraction(at, at + 1, *_VULGAR[char])
        if char.isalpha():
            return self._from_words(text, at)
        return None

    # figures

    def _from_figures(self, text: str, at: int, money: bool) -> Numeral | Refused | None:
        token = TOKEN.match(text, at)
        assert token is not None
        end = token.end()
        figures = read_figures(token.group())
        if figures is None:
            return Refused(end)
        after = text[end : end + 1]
        if after == "/":
            slash = _SLASH.match(text, at)
            if slash and int(slash[1]) < int(slash[2]):
                return _fraction(at, slash.end(), int(slash[1]), int(slash[2]))
        if after in ("e", "E"):
            power = _EXPONENT.match(text, end)
            if power:
                places = figures.places - int(power[1])
                return Numeral(at, power.end(), exact(figures.mantissa, places), -places, scaled=True)
        if not figures.places and (after in _VULGAR or text[end + 1 : end + 2] in _VULGAR):
            part = _VULGAR_NEXT.match(text, end)
            if part is not None:
                return _mixed(at, part.end(), figures.mantissa, _VULGAR[part[1]])
        if after and not after.isspace() and not after.isalpha():
            return self._torn(text, at, end, figures) if money and after in ".," else _plain(at, end, figures)
        word = _WORD.match(text, end)
        if word is not None:
            scale = self.lexicon.money_scales.get(word[1])
            if scale is not None and text[word.end(1) : word.end(1) + 1] not in _MARKS:
                return _scaled(at, word.end(1), figures, scale) if money else Refused(word.end())
            low = word[1].lower()
            parts = self._parts.get(low)
            if parts is None and low in self.lexicon.vague:
                parts = self._parts.get(low.removesuffix("an"))
                if parts is not None and parts[0][0] == "scale":
                    return _scaled(at, word.end(1), figures, parts[0][1], about=True)
                return Refused(word.end())
            if parts is None and low.startswith(self._scale_words):
                return self._glued(text, at, figures, word)
            if parts is not None and parts[0][0] in _AFTER_FIGURES:
                if parts[0][0] in ("teen", "tens", "hundreds") and (figures.places or not 0 < figures.mantissa < 10):
                    return Refused(word.end())
                return self._compose(text, at, figures, end)
            return _plain(at, end, figures)
        return self._spaced(text, at, end, figures)

    def _glued(self, text: str, at: int, figures: Figures, word: re.Match[str]) -> Numeral | Refused:
        """``5 jutaKemudian``: a scale word with the next word glued to it; refused where the seam is not plain."""
        scale = max((known for known in self._scale_words if word[1].lower().startswith(known)), key=len)
        seam = word.start(1) + len(scale)
        return _scaled(at, seam, figures, self._parts[scale][0][1]) if text[seam].isupper() else Refused(word.end())

    @staticmethod
    def _torn(text: str, at: int, end: int, figures: Figures) -> Numeral | Refused:
        """An amount of money whose groups came apart: ``344. 320. 772. 000, 00``."""
        loose = _LOOSE.match(text, at)
        if loose and loose.end() > end:
            digits = loose[1].replace(".", "").replace(" ", "")
            places = len(loose[2] or "")
            return Numeral(at, loose.end(), exact(int(digits + (loose[2] or "")), places), -places)
        torn = _TORN.match(text, end)
        return Refused(torn.end()) if torn else _plain(at, end, figures)

    def _spaced(self, text: str, at: int, end: int, figures: Figures) -> Numeral | Refused:
        """Figures with white space behind them: groups of thousands set apart, a mixed fraction, or an end."""
        mixed = _WITH_FRACTION.match(text, end)
        if mixed and not figures.places and int(mixed[1]) < int(mixed[2]):
            return _mixed(at, mixed.end(), figures.mantissa, (int(mixed[1]), int(mixed[2])))
        group = _GROUP.match(text, end)
        if group and not figures.grouped and not figures.places and end - at <= 3 and text[at] != "0":
            digits = text[at:end]
            while group:
                digits, end = digits + group[1], group.end()
                group = _GROUP.match(text, end)
            return Numeral(at, end, Decimal(int(digits))) if len(digits) > 6 else Refused(end)
        return _plain(at, end, figures)

    # words

    def _from_words(self, text: str, at: int) -> Numeral | Refused | None:
        word = _WORD.match(text, at)
        if word is None:
            return None
        low = word[1].lower()
        if low in self.lexicon.vague:
            return self._vague(text, at, word.end(), self.lexicon.vague[low])
        if low in self.lexicon.fractions:
            return self._scaled_fraction(text, _fraction(at, word.end(), *self.lexicon.fractions[low]))
        parts = self._parts.get(low)
        if parts is None or parts[0][0] in ("scale", "teen", "tens", "hundreds", "dozen", "point"):
            return None
        if len(parts) == 1 and parts[0][0] == "digit":
            fraction = self._word_fraction(text, at, word.end(), parts[0][1])
            if fraction is not None:
                return fraction
        if parts[0][0] == "half":
            following = self._run(text, word.end())[0]
            if not following:
                return _fraction(at, word.end(), 1, 2)
        return self._before_vague(text, self._compose(text, at, None, at))

    def _before_vague(self, text: str, numeral: Numeral | Refused) -> Numeral | Refused:
        """``dua jutaan``: about so much; ``empat puluhan`` is refused, because four is no part of it."""
        word = _WORD.match(text, numeral.end)
        low = word[1].lower() if word else ""
        if word is None or low not in self.lexicon.vague or not isinstance(numeral, Numeral):
            return numeral
        parts = self._parts.get(low.removesuffix("an"), (("digit", 0),))
        if parts[0][0] != "scale" or numeral.scaled or numeral.value is None or numeral.place or numeral.value < 1:
            return Refused(word.end())
        scale = parts[0][1]
        value = times(numeral.value, scale)
        place = len(str(scale)) - 1
        return numeral._replace(end=word.end(), value=value, place=place, scaled=True, scale=scale, about=True)

    def _word_fraction(self, text: str, at: int, end: int, over: int) -> Numeral | Refused | None:
        """``dua pertiga``, ``tiga per empat``; None where the words are no fraction below one."""
        word = _WORD.match(text, end)
        if word is None:
            return None
        low = word[1].lower()
        under = self.lexicon.denominators.get(low)
        if under is None and low in self.lexicon.per:
            word = _WORD.match(text, word.end())
            parts = self._parts.get(word[1].lower()) if word else None
            under = parts[0][1] if parts and len(parts) == 1 and parts[0][0] in ("digit", "ready") else None
        if word is None or under is None or not 0 < over < under:
            return None
        return self._scaled_fraction(text, _fraction(at, word.end(), over, under))

    def _scaled_fraction(self, text: str, fraction: Numeral) -> Numeral | Refused:
        """``seperempat juta``: an amount, when it comes out whole."""
        word = _WORD.match(text, fraction.end)
        parts = self._parts.get(word[1].lower()) if word else None
        if word is None or parts is None or parts[0][0] != "scale" or fraction.value is None:
            return fraction
        value = times(fraction.value, parts[0][1])
        if fraction.place or value != value.to_integral_value():
            return Refused(word.end())
        return Numeral(fraction.start, word.end(), value, scaled=True, words=True, scale=parts[0][1])

    def _vague(self, text: str, at: int, end: int, bounds: tuple[int, int | None]) -> Numeral:
        low, high = bounds
        scale = 1
        while True:
            word = _WORD.match(text, end)
            parts = self._parts.get(word[1].lower()) if word else None
            if word is None or parts is None or len(parts) != 1 or parts[0][0] != "scale":
                break
            scale *= parts[0][1]
            end = word.end()
        top = None if high is None else Decimal((high + 1) * scale - 1)
        return Numeral(at, end, None, scaled=scale > 1, words=True, low=Decimal(low * scale), high=top, scale=scale)

    def _compose(self, text: str, at: int, figures: Figures | None, end: int) -> Numeral | Refused:
        """Coefficient and scale words in turn; a coefficient is figures, or words below a thousand."""
        parts, ends = self._run(text, end)
        if figures is not None and figures.doubtful and figures.thousands is not None:
            return Refused(end)
        total = Sum()
        index, words = 0, figures is None
        while True:
            if figures is not None and parts and parts[0][0] in ("teen", "tens", "hundreds"):  # 3 belas, 5 ratus
                parts, ends, figures = [("digit", figures.mantissa), *parts], [end, *ends], None
            read = (figures.mantissa, figures.places, 1, index) if figures else coefficient(parts, index)
            if read is None:
                return Refused(ends[-1] if ends else end)
            mantissa, places, scale, index = read
            more_scale, index = scales(parts, index)
            scale *= more_scale
            if not total.add(mantissa, places, scale):
                return Refused(ends[-1] if ends else end)
            end = ends[index - 1] if index else end
            if index < len(parts):
                if scale == 1 or places:
                    return Refused(ends[-1])
                figures = None
                continue
            more = _FIGURES.match(text, end) if scale >= 1000 and not places else None
            token = read_figures(more[1]) if more else None
            if more is None or token is None or token.places or (token.padded and scale > 1000):
                break
            parts, ends = self._run(text, more.end())
            if not (parts and parts[0][0] == "scale" and parts[0][1] < scale) and (scale > 1000 or len(more[1]) > 3):
                break
            figures, end, index = token, more.end(), 0
        numeral = Numeral(at, end, total.value(), total.place, total.scaled, words, scale=scale)
        return self._powered(text, numeral)

    def _run(self, text: str, end: int) -> tuple[list[Part], list[int]]:
        """All number words from ``end`` on as parts, each with the end of its word."""
        parts: list[Part] = []
        ends: list[int] = []
        while True:
            word = _WORD.match(text, end)
            known = self._parts.get(word[1].lower()) if word else None
            if word is None or known is None or len(parts) > 60:
                return parts, ends
            end = word.end()
            parts += known
            ends += [end] * len(known)

    def _powered(self, text: str, numeral: Numeral) -> Numeral:
        """``lima kali sepuluh pangkat enam``."""
        power = self.lexicon.power
        end = numeral.end
        for expected in power:
            word = _WORD.match(text, end)
            if word is None or word[1].lower() != expected:
                return numeral
            end = word.end()
        parts, ends = self._run(text, end)
        exponent = coefficient(parts, 0) if power else None
        if exponent is None or exponent[1] or exponent[3] != len(parts) or not 0 < exponent[0] < 30:
            return numeral
        assert numeral.value is not None
        sign, digits, tail = numeral.value.as_tuple()
        shift = exponent[0]
        mantissa = int("".join(map(str, digits))) * (-1 if sign else 1)
        places = -int(tail) - shift
        return Numeral(numeral.start, ends[-1], exact(mantissa, places), -places, scaled=True)


def _plain(at: int, end: int, figures: Figures) -> Numeral:
    return Numeral(at, end, exact(figures.mantissa, figures.places), -figures.places, figures=figures)


def _scaled(at: int, end: int, figures: Figures, scale: int, *, about: bool = False) -> Numeral | Refused:
    total = Sum()
    if (figures.doubtful and figures.thousands is not None) or not total.add(figures.mantissa, figures.places, scale):
        return Refused(end)
    return Numeral(at, end, total.value(), total.place, scaled=True, scale=scale, about=about)


def _fraction(at: int, end: int, over: int, under: int) -> Numeral:
    """A fraction as a decimal: exact where it has one, else to six places (``place`` says so)."""
    if 10**6 % under == 0:
        scaled = over * 10**6 // under
        places = 6
        while places and scaled % 10 == 0:
            scaled, places = scaled // 10, places - 1
        return Numeral(at, end, exact(scaled, places), 0, words=True, fraction=True)
    return Numeral(at, end, exact((over * 2 * 10**6 + under) // (2 * under), 6), -6, words=True, fraction=True)


def _mixed(at: int, end: int, whole: int, part: tuple[int, int]) -> Numeral:
    """``1 1/2``, ``1½``."""
    fraction = _fraction(at, end, *part)
    assert fraction.value is not None
    return Numeral(at, end, plus(Decimal(whole), fraction.value), fraction.place, fraction=True)


def read_roman(text: str, at: int) -> tuple[int, int] | None:
    """The Roman numeral in capitals that stands at ``at`` as a whole word: (value, its end), or None.

    >>> read_roman("kongres XXIV", 8)
    (24, 12)
    """
    match = _ROMAN.match(text, at)
    value = roman(match.group().lower()) if match else None
    return (value, match.end()) if match and value else None
