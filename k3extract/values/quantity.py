"""Quantities: a numeral with its currency or unit, hedge and direction, and the interval all of that allows."""

import re
from decimal import Decimal

from k3extract.values.compound import compound, fits
from k3extract.values.interval import Hedge, plus
from k3extract.values.lead import LeadReader, words_before
from k3extract.values.measure import (
    QuantityLexicon,
    Reading,
    Side,
    Unit,
    below,
    magnitude,
    merge,
    neighbours,
    reading,
    settle,
    settle_sign,
)
from k3extract.values.number import NumberReader, Numeral, Refused
from k3extract.values.numeral_grammar import exact

_UNIT = re.compile(r"[^\S\n]{0,2}([A-Za-zµ]+|[%％°º]C?)([23²³](?!\w))?")
_SEAM = re.compile(r"[a-z]{3,}(?=[A-Z])")
_WORD = re.compile(r"[^\S\n]{0,3}([A-Za-z]+)")
_TIMES = re.compile(r"[^\S\n]?[xX×][^\S\n]?(?=[0-9])")
_AN = re.compile(r"[-– ]?an(?!\w)")
_FIGURE_NEXT = re.compile(r"\.?[^\S\n]{0,2}[0-9]")
_GLOSS = re.compile(r"[^\S\n]{0,2}\(([^()\n]{1,80})\)")
_DASH_TAIL = re.compile(r",[-–—]{1,2}(?![\w])|\.-(?!\w)|,00(?![\w.,])")
_CONNECT = re.compile(r"[^\S\n]{0,2}(?:[-–—]|[^\W\d_][\w./]{0,6}(?:[^\S\n]dengan)?)[^\S\n]{0,2}")
_PER = re.compile(r"[^\S\n]{0,2}(?:(per)(?:[^\S\n]|(?=[a-z]))|/)[^\S\n]?", re.IGNORECASE)
_GAP_OR_JOIN = re.compile(r"([^\S\n]{1,2})(?:([A-Za-z]{1,5})[^\S\n]{1,2})?(?=[0-9A-Za-z])")
_GAP = (" ", "\xa0", "(")
_MEASURED = ("percent", "percentage_point", "mass", "length", "area", "volume", "energy")
_READ_OFF = ("s", "Cel", "mm[Hg]")  # units of instruments: nothing else is written like 8.36-13.22 detik
_PER_STARTS = (" p", "\xa0p", "pe")


class QuantityReader:
    """Reads quantities of one lexicon."""

    def __init__(self, lexicon: QuantityLexicon) -> None:
        self.lexicon = lexicon
        self.numbers = NumberReader(lexicon.number)
        self._lead = LeadReader(lexicon)
        self._after_letters = {
            letter for words in lexicon.hedges_after for letter in (words[0][0], words[0][0].upper())
        }
        self._after_letters.add(" ")
        self._after_starts = frozenset(words[0] for words in lexicon.hedges_after if len(words) > 1)
        starts = {word[0] for word in (*lexicon.ranges, *lexicon.between_joins, *lexicon.alternatives)}
        self._range_letters = starts | {letter.upper() for letter in starts} | {" "}
        self._lone_scales = tuple(lexicon.lone_scales)
        self._swing_signs = frozenset(sign[0] for sign in lexicon.plus_minus)

    def match(self, text: str, at: int, *, alone: bool = False) -> Reading | Refused | None:
        """The quantity whose (first) numeral begins at ``at``.

        ``alone`` says that the text is this one expression, so that doubtful figures need no unit beside them.
        """
        side = self._side(text, at, alone)
        if not isinstance(side, Side):
            return side
        words = words_before(text, side.start)
        ranged = self._range(text, side, words, alone)
        if isinstance(ranged, Refused):
            return ranged
        unit = ranged.unit if ranged is not None else None
        if side.doubtful and (unit is None or (unit.dimension not in _MEASURED and unit.code not in _READ_OFF)):
            return Refused(ranged.end if ranged else side.end)  # only 4.5-5 persen says what 4.5 is
        hedge, direction = self._lead.hedge_and_direction(text, side.start, words)
        if ranged is None and side.negative and not alone:
            settle_sign(text, side, side.unit)
        if ranged is not None:
            return ranged._replace(direction=direction)
        return reading(side, hedge, direction)

    # one numeral with its unit

    def _side(self, text: str, at: int, alone: bool, *, amount: bool = False) -> Side | Refused | None:
        start, lead, negative = self._lead.prefix(text, at)
        money = amount or (lead is not None and lead.dimension == "money")
        numeral = self.numbers.match(text, at, money=money or (alone and text.endswith(self._lone_scales)))
        if not isinstance(numeral, Numeral):
            return numeral
        end = numeral.end
        cross = _TIMES.match(text, end) if numeral.figures else None
        if cross is not None:
            return self._product(text, start, numeral, cross.end())
        side = Side(start, end, numeral, lead, negative, about=numeral.about)
        if numeral.figures is not None or numeral.about:
            tail = _AN.match(text, end)
            if tail is not None:
                side.about, end = True, tail.end()
        if text[end : end + 1] in _GAP:
            end = self._gloss(text, end, numeral)
        side.hedge, after = self._hedge_after(text, end)
        side.numeral_end = side.end = end
        if lead is None:
            found = self.unit_at(text, after) or (self.unit_at(text, end) if after != end else None)
            if found is not None and self._leads_on(text, end, found[1]):
                found = None  # 401 Rp9,95 juta: the currency belongs to what follows
            if found is not None and found[0].below and not below(numeral, found[0].below):
                above = self.lexicon.symbols_above.get(text[end : found[1]].strip())
                found = (above, found[1]) if above else None
            if found is not None:
                side.unit, side.end = found
                self._cents(text, side)
                self._smaller(text, side)
            elif end == numeral.end and text[end : end + 1].isalnum() and not _new_word(text, numeral):
                return Refused(_token_end(text, end))
        elif lead.dimension == "money":
            side.end = self._money_tail(text, end, lead)
            if text[side.end : side.end + 1] == "(" or text[side.end + 1 : side.end + 2] == "(":
                side.end = self._money_gloss(text, side.end, side)
        if not settle(side, alone):
            side.doubtful = side.unit is None and numeral.figures is not None and numeral.figures.thousands is None
            return side if side.doubtful else Refused(side.end)
        if lead is not None and lead.dimension == "index" and not magnitude(text, side):
            return Refused(side.end)
        if side.hedge is None:
            side.hedge = self._hedge_after(text, side.end)[0]
        self._rate(text, side)
        return side

    def _leads_on(self, text: str, at: int, end: int) -> bool:
        """Whether ``text[at:end]`` is a currency that stands before amounts, and one follows."""
        return text[at:end].strip() in self.lexicon.before and _FIGURE_NEXT.match(text, end) is not None

    def _product(self, text: str, start: int, first: Numeral, at: int) -> Side | Refused:
        """``2x24 jam``: only for units that are counted so; any other ``a x b`` is a size or a name."""
        second = self.numbers.match(text, at)
        if not isinstance(second, Numeral) or second.value is None or first.value is None:
            return Refused(second.end if second else at)
        found = self.unit_at(text, second.end)
        if found is None or not found[0].product or first.place or second.place:
            return Refused(found[1] if found else second.end)
        value = Decimal(int(first.value) * int(second.value))
        numeral = second._replace(start=first.start, value=value, figures=None)
        return Side(start, found[1], numeral, found[0], numeral_end=second.end)

    def _gloss(self, text: str, end: int, numeral: Numeral) -> int:
        """Behind ``(tujuh)`` where the numeral says the same; a gloss that says something else is left alone."""
        gloss = _GLOSS.match(text, end)
        if gloss is None or numeral.value is None:
            return end
        same = self.numbers.read(gloss[1]) == numeral.value and gloss[1][:1].isdecimal() == numeral.words
        return gloss.end() if same else end

    def _money_gloss(self, text: str, end: int, side: Side) -> int:
        """Behind ``(lima ratus ribu rupiah)`` where the amount says the same."""
        gloss = _GLOSS.match(text, end)
        said = self.numbers.match(text, gloss.start(1)) if gloss else None
        if gloss is None or not isinstance(said, Numeral) or not said.words or said.value != side.numeral.value:
            return end
        found = self.unit_at(text, said.end)
        same = found is not None and side.unit is not None and found[0].code == side.unit.code
        return gloss.end() if found and same and found[1] == gloss.end(1) else end

    def _money_tail(self, text: str, end: int, currency: Unit) -> int:
        tail = _DASH_TAIL.match(text, end)
        end = tail.end() if tail else end
        found = self.unit_at(text, end)
        same = found is not None and found[0].dimension == "money" and found[0].code == currency.code
        return found[1] if found and same and not _FIGURE_NEXT.match(text, found[1]) else end

    def unit_at(self, text: str, end: int) -> tuple[Unit, int] | None:
        """The unit that stands at ``end`` (white space before it is skipped) and where it ends."""
        token = _UNIT.match(text, end)
        if token is None:
            return None
        word = token[1]
        if token[2]:
            symbol = self.lexicon.symbols.get(word + token[2])
            return (symbol, token.end()) if symbol else None
        entries = self.lexicon.units.get(word.lower())
        if entries:
            for rest, found in entries:
                at = _words_match(text, token.end(1), rest) if rest else token.end(1)
                if at:
                    return found, at
        symbol = self.lexicon.symbols.get(word)
        if symbol is not None:
            return symbol, token.end(1)
        seam = _SEAM.match(word)  # bulanKemudian: the next word was glued to the unit
        entries = self.lexicon.units.get(seam.group()) if seam else None
        if seam is None or not entries or entries[-1][0]:
            return None
        return entries[-1][1], token.start(1) + seam.end()

    def _cents(self, text: str, side: Side) -> None:
        """``64 dolar 74 sen``."""
        if side.unit is None or side.unit.dimension != "money" or side.numeral.value is None or side.numeral.place < 0:
            return
        at = side.end
        while text[at : at + 1] in (" ", "\xa0") and at - side.end < 2:
            at += 1
        join = _WORD.match(text, side.end)
        if join is not None and join[1].lower() in self.lexicon.between_joins:
            at = join.end() + 1
        part = self.numbers.match(text, at) if at > side.end else None
        if not isinstance(part, Numeral) or part.value is None or part.place or not 0 < part.value < 100:
            return
        word = _WORD.match(text, part.end)
        if word is None or word[1].lower() not in self.lexicon.cents:
            return
        end = word.end()
        found = self.unit_at(text, end)
        if found and found[0].code == side.unit.code:
            end = found[1]
        value = exact(int(side.numeral.value) * 100 + int(part.value), 2)
        side.numeral = side.numeral._replace(end=part.end, value=value, place=-2, figures=None)
        side.end, side.numeral_end = end, part.end

    def _smaller(self, text: str, side: Side) -> None:
        """``4 tahun 3 bulan``, ``1 menit 46,199 detik``: one value in two units."""
        first, unit, end = side.numeral, side.unit, side.end
        if unit is None or not unit.holds or first.value is None or first.place or first.scaled or first.fraction:
            return
        if first.figures is not None and first.figures.padded:
            return
        further: list[tuple[Decimal, Unit]] = []
        while True:
            gap = _GAP_OR_JOIN.match(text, end)
            if gap is None:
                break
            joined = gap[2] is not None and gap[2].lower() in self.lexicon.between_joins
            part = self.numbers.match(text, gap.end() if joined else gap.end(1))
            found = self.unit_at(text, part.end) if isinstance(part, Numeral) else None
            if not isinstance(part, Numeral) or found is None or part.fraction or part.scaled:
                break
            if not fits(part.value, part.place, further[-1][1] if further else unit, found[0]):
                break
            assert part.value is not None
            further.append((part.value, found[0]))
            side.numeral_end, end = part.end, found[1]
            if part.place:
                break
        if further:
            value, place, side.unit = compound(int(first.value), unit, further)
            side.numeral = first._replace(end=side.numeral_end, value=value, place=place, figures=None)
            side.end = end

    def _rate(self, text: str, side: Side) -> None:
        """``Rp 15.900 per dolar AS``, ``80 km/jam``: the unit of a rate names both."""
        if text[side.end : side.end + 2].lower() not in _PER_STARTS and text[side.end : side.end + 1] != "/":
            return
        unit = side.unit
        if unit is not None and unit.dimension in ("percent", "percentage_point", "ratio", "index", "rate"):
            return
        per = _PER.match(text, side.end)
        if per is None:
            return
        numeral = self.numbers.match(text, per.end())  # per 100 ribu penduduk
        times = numeral if isinstance(numeral, Numeral) and numeral.value is not None else None
        found = self.unit_at(text, times.end if times else per.end())
        if found is None:
            return
        unit_below, end = found
        if unit is None and times is None and unit_below.dimension != "duration":
            return
        if unit is not None and unit.dimension == unit_below.dimension == "count" and per[1] is None:
            return  # kota/kabupaten
        base, code = unit_below.name, unit_below.code
        if times is not None:
            base, code = f"{times.value} {base}", f"({times.value}.{code})" if code else None
        name = f"{unit.name} per {base}" if unit else f"per {base}"
        code = f"{unit.code}/{code}" if unit and unit.code and code else None
        side.unit = Unit(name, "rate", code, (unit or unit_below).rule, measured=unit is not None and unit.measured)
        side.end = end
        again = _PER.match(text, end)  # per kapita per bulan
        time = self.unit_at(text, again.end()) if again is not None else None
        if time is not None and time[0].dimension == "duration":
            side.unit, side.end = side.unit.per(time[0]), time[1]

    def _hedge_after(self, text: str, end: int) -> tuple[Hedge | None, int]:
        if text[end + 1 : end + 2] not in self._after_letters:
            return None, end
        first = _WORD.match(text, end)
        if first is None or first.start(1) == end:
            return None, end
        low = first[1].lower()
        hedge = self.lexicon.hedges_after.get((low,))
        if hedge is not None:
            if _FIGURE_NEXT.match(text, first.end()):
                return None, end  # 50 persen plus 1
            after = _WORD.match(text, first.end())
            word = after[1].lower() if after else ""
            if word in self.lexicon.comparatives:
                return None, end
            if not word or word in self.lexicon.units or word in self.lexicon.function_words:
                return hedge, first.end()
            return None, end
        second = _WORD.match(text, first.end()) if low in self._after_starts else None
        if second is not None:
            hedge = self.lexicon.hedges_after.get((low, second[1].lower()))
        return (hedge, second.end()) if hedge and second else (None, end)

    # two numerals

    def _range(self, text: str, left: Side, words: list[str], alone: bool) -> Reading | Refused | None:
        between = bool(words) and words[-1] in self.lexicon.between
        swing = self._plus_minus(text, left, alone)
        if swing is not None:
            return swing
        at, word = self._connected(text, left, between)
        if not at:
            return None
        dashed = text[at - 1] in "-–— \xa0" and any(dash in text[left.end : at] for dash in "-–—")
        start = at
        if not text[at : at + 1].isdigit():
            start = self._skip_prefix(text, at)
        amount = left.unit is not None and left.unit.dimension == "money"
        right = self._side(text, start, alone, amount=amount)
        if not isinstance(right, Side) or right.doubtful:
            return Refused(right.end) if isinstance(right, Refused) and dashed else None
        if left.negative and not alone:
            settle_sign(text, left, right.unit or left.unit)
        merged = merge(left, right) if word not in self.lexicon.alternatives or neighbours(left, right) else None
        if merged is None:
            torn = right.numeral.scaled and not left.numeral.scaled and word in self.lexicon.ranges
            glued = dashed and not text[left.end].isspace()
            return Refused(right.end) if (glued or torn) and left.unit is None else None
        low, high, unit_ = merged
        aged = bool(words) and words[-1] in self.lexicon.ages
        if unit_ is None and dashed and not (alone or aged or right.numeral.scaled):
            return Refused(right.end)  # a score, or days
        hedge: Hedge = "range" if left.numeral.value is not None else "vague"
        span = left.numeral.start, right.numeral_end
        dimension = unit_.dimension if unit_ else "count"
        return Reading(
            left.start, right.end, span, None, low, high, unit_, hedge, numeral=right.numeral, dimension=dimension
        )

    def _plus_minus(self, text: str, left: Side, alone: bool) -> Reading | None:
        """``2,5±1 persen``."""
        at = left.end + (text[left.end : left.end + 1] in (" ", "\xa0"))
        if text[at : at + 1] not in self._swing_signs:
            return None
        sign = next((sign for sign in self.lexicon.plus_minus if text.startswith(sign, at)), None)
        if sign is None:
            return None
        at += len(sign)
        right = self._side(text, at + (text[at : at + 1] in (" ", "\xa0")), alone)
        if not isinstance(right, Side) or right.numeral.value is None or left.numeral.value is None:
            return None
        low = plus(left.numeral.value, right.numeral.value.copy_negate())
        high = plus(left.numeral.value, right.numeral.value)
        unit = right.unit or left.unit
        span = left.numeral.start, right.numeral_end
        dimension = unit.dimension if unit else "count"
        return Reading(left.start, right.end, span, None, low, high, unit, "range", dimension=dimension)

    def _connected(self, text: str, left: Side, between: bool) -> tuple[int, str]:
        """Where the right end of a range begins (0 when there is none) and the word that joins the two."""
        first = text[left.end : left.end + 1]
        if first.isspace():
            first = text[left.end + 1 : left.end + 2]
        connect = _CONNECT.match(text, left.end) if first in self._range_letters else None
        if connect is None:
            return 0, ""
        word = connect.group().strip().lower()
        joins = word in self.lexicon.ranges or word in self.lexicon.alternatives
        if not joins and not (between and word in self.lexicon.between_joins):
            return 0, ""
        if word[0].isalpha() and (connect.group()[0].isalpha() or connect.group()[-1].isalpha()):
            return 0, ""
        return connect.end(), word

    def _skip_prefix(self, text: str, at: int) -> int:
        """Over a currency in front of the right end."""
        end = at
        while end < len(text) and end - at < 6 and not text[end].isdigit():
            end += 1
        found = self.lexicon.before.get(text[at:end].rstrip())
        return end if found and text[end : end + 1].isdigit() else at


def _new_word(text: str, numeral: Numeral) -> bool:
    """Whether the next word, with a capital, was only glued to figures in groups of thousands: ``91.534Total``."""
    follows = text[numeral.end : numeral.end + 2]
    return numeral.figures is not None and numeral.figures.grouped and follows[0].isupper() and follows[1:].islower()


def _words_match(text: str, at: int, words: tuple[str, ...]) -> int:
    for expected in words:
        word = _WORD.match(text, at)
        if word is None or word[1].lower() != expected:
            return 0
        at = word.end()
    return at


def _token_end(text: str, at: int) -> int:
    while at < len(text) and (text[at].isalnum() or text[at] in "-_"):
        at += 1
    return at
