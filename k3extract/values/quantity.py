"""Quantities: a numeral with its currency or unit, hedge and direction, and the interval all of that allows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from k3extract.values.interval import Bounds, Hedge, Written, plain, plus, strict, times, unit
from k3extract.values.number import NumberLexicon, NumberReader, Numeral, Refused, exact

_UNIT = re.compile(r"[^\S\n]{0,2}([^\W\d_]+|[%％°º]C?)([23²³](?!\w))?")
_WORD = re.compile(r"[^\S\n]{0,3}([^\W\d_]+)")
_TIMES = re.compile(r"[^\S\n]?[xX×][^\S\n]?(?=[0-9])")
_AN = re.compile(r"[-–]?an(?!\w)")
_FIGURE_NEXT = re.compile(r"\.?[^\S\n]{0,2}[0-9]")
_GLOSS = re.compile(r"[^\S\n]{0,2}\(([^\W\d_][^()\n]{1,80})\)")
_DASH_TAIL = re.compile(r",[-–—]{1,2}(?![\w])|\.-(?!\w)|,00(?![\w.,])")
_CONNECT = re.compile(r"[^\S\n]{0,2}(?:[-–—]|[^\W\d_][\w./]{0,6}(?:[^\S\n]dengan)?)[^\S\n]{0,2}")
_STOP = re.compile(r"[.,;:()\"“”!?\n]")
_PER = re.compile(r"[^\S\n]{0,2}(?:(per)[^\S\n]|/)[^\S\n]?", re.IGNORECASE)
_CENT = re.compile(r"[^\S\n]{1,2}([0-9]{1,2})(?=[^\S\n])")


@dataclass(frozen=True, slots=True)
class Unit:
    """``name`` is the canonical word, ``code`` UCUM or ISO 4217, ``rule`` the entry it comes from."""

    name: str
    dimension: str
    code: str | None = None
    rule: str = ""
    product: bool = False
    measured: bool = False  # written digits are rounded even where they are whole


Phrases = Mapping[str, tuple[tuple[tuple[str, ...], Unit], ...]]


@dataclass(frozen=True, slots=True)
class QuantityLexicon:
    """Everything around a numeral. Keys are lower case but for ``symbols`` and ``before``, which match as written."""

    number: NumberLexicon
    units: Phrases  # first word -> (further words, unit), longest first
    symbols: Mapping[str, Unit]
    before: Mapping[str, Unit]  # currencies and units that stand before the number
    cents: frozenset[str]
    hedges_before: Mapping[str, Hedge]
    hedges_after: Mapping[tuple[str, ...], Hedge]
    directions: Mapping[str, str]
    carriers: frozenset[str]
    ranges: frozenset[str]
    between: frozenset[str]
    minus: frozenset[str]
    plus_minus: frozenset[str]
    function_words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """One quantity: ``text[start:end]`` with its unit, ``number`` the span of the numeral alone."""

    start: int
    end: int
    number: tuple[int, int]
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: Unit | None
    hedge: Hedge | None = None
    direction: str | None = None
    numeral: Numeral | None = None
    dimension: str = "count"


@dataclass(frozen=True, slots=True)
class _Side:
    """A numeral with what belongs to it, before hedges and ranges."""

    start: int
    end: int
    numeral: Numeral
    unit: Unit | None
    negative: bool = False
    hedge: Hedge | None = None
    about: bool = False  # 280-an
    numeral_end: int = 0


class QuantityReader:
    """Reads quantities of one lexicon."""

    def __init__(self, lexicon: QuantityLexicon) -> None:
        self.lexicon = lexicon
        self.numbers = NumberReader(lexicon.number)

    def match(self, text: str, at: int, *, alone: bool = False) -> Reading | Refused | None:
        """The quantity whose (first) numeral begins at ``at``.

        ``alone`` says that the text is this one expression, so that doubtful figures need no unit beside them.
        """
        side = self._side(text, at, alone)
        if not isinstance(side, _Side):
            return side
        words = _words_before(text, side.start)
        ranged = self._range(text, side, words, alone)
        if isinstance(ranged, Refused):
            return ranged
        hedge, direction = self._before(text, side.start, words)
        if ranged is not None:
            return replace(ranged, direction=direction)
        return _reading(side, hedge, direction)

    # one numeral with its unit

    def _side(self, text: str, at: int, alone: bool) -> _Side | Refused | None:
        start, prefix, negative = self._prefix(text, at)
        numeral = self.numbers.match(text, at, money=prefix is not None and prefix.dimension == "money")
        if not isinstance(numeral, Numeral):
            return numeral
        end = numeral.end
        cross = _TIMES.match(text, end) if numeral.figures else None
        if cross is not None:
            return self._product(text, start, numeral, cross.end())
        about = False
        tail = _AN.match(text, end) if numeral.figures else None
        if tail is not None or numeral.about:
            about, end = True, tail.end() if tail else end
        if text[end : end + 1] in (" ", "\xa0", "("):
            end = self._gloss(text, end, numeral)
        hedge, after = self._hedge_after(text, end)
        number_end = end
        if prefix is not None:
            end = self._money_tail(text, end, prefix) if prefix.dimension == "money" else end
            side = _Side(start, end, numeral, prefix, negative, hedge, about, number_end)
        else:
            found = self._unit(text, after)
            if found is None and after != end:
                found = self._unit(text, end)
            if found is not None:
                unit_, end = found
                side = _Side(start, end, numeral, unit_, negative, hedge, about, number_end)
                side = self._cents(text, side)
            else:
                side = _Side(start, end, numeral, None, negative, hedge, about, number_end)
        if side.unit is None and end == numeral.end and text[end : end + 1].isalnum():
            return Refused(_token_end(text, end))
        settled = _settle(side, alone)
        if settled is None:
            return Refused(side.end)
        if settled.hedge is None:
            settled = replace(settled, hedge=self._hedge_after(text, settled.end)[0])
        return self._rate(text, settled)

    def _prefix(self, text: str, at: int) -> tuple[int, Unit | None, bool]:
        """What stands right before the numeral: a currency (or unit) and a minus sign."""
        start, negative = at, False
        last = text[at - 1 : at]
        if last and last in "-−–" and not text[at - 2 : at - 1].isalnum() and text[at - 2 : at - 1] not in "-−–.)":
            start, negative = at - 1, True
        j = start
        while j and text[j - 1] in " \xa0" and start - j < 2:
            j -= 1
        k = j
        while k and j - k < 9 and (text[k - 1].isalpha() or text[k - 1] in "$€£¥₩฿₱₹₫₺₽.,"):
            k -= 1
        if k < j:
            token = text[k:j]
            found = self.lexicon.before.get(token)
            if found is None and "." in token[:-1]:
                k += token.rfind(".", 0, -1) + 1
                found = self.lexicon.before.get(text[k:j])
            if found is not None and not text[k - 1 : k].isalnum():
                if text[k - 1 : k] in ("-", "−") and k > 1 and text[k - 2].isspace():
                    return k - 1, found, True
                return k, found, negative
            if token.lower() in self.lexicon.minus and j < start:
                return k, None, True
        return start, None, negative

    def _product(self, text: str, start: int, first: Numeral, at: int) -> _Side | Refused:
        """``2x24 jam``: only for units that are counted so; any other ``a x b`` is a size or a name."""
        second = self.numbers.match(text, at)
        if not isinstance(second, Numeral) or second.value is None or first.value is None:
            return Refused(second.end if second else at)
        found = self._unit(text, second.end)
        if found is None or not found[0].product or first.place or second.place:
            return Refused(found[1] if found else second.end)
        value = Decimal(int(first.value) * int(second.value))
        numeral = replace(second, start=first.start, value=value, figures=None)
        return _Side(start, found[1], numeral, found[0], numeral_end=second.end)

    def _gloss(self, text: str, end: int, numeral: Numeral) -> int:
        """Behind ``(tujuh)`` where the numeral says the same; a gloss that says something else is left alone."""
        gloss = _GLOSS.match(text, end)
        if gloss is None or numeral.value is None:
            return end
        same = self.numbers.read(gloss[1]) == numeral.value
        return gloss.end() if same else end

    def _money_tail(self, text: str, end: int, currency: Unit) -> int:
        tail = _DASH_TAIL.match(text, end)
        end = tail.end() if tail else end
        found = self._unit(text, end)
        same = found is not None and found[0].dimension == "money" and found[0].code == currency.code
        return found[1] if found and same and not _FIGURE_NEXT.match(text, found[1]) else end

    def _unit(self, text: str, end: int) -> tuple[Unit, int] | None:
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
        return (symbol, token.end(1)) if symbol else None

    def _cents(self, text: str, side: _Side) -> _Side:
        """``64 dolar 74 sen``."""
        assert side.unit is not None
        if side.unit.dimension != "money" or side.numeral.value is None or side.numeral.place < 0:
            return side
        at = side.end
        while text[at : at + 1] in (" ", "\xa0") and at - side.end < 2:
            at += 1
        part = self.numbers.match(text, at) if at > side.end else None
        if not isinstance(part, Numeral) or part.value is None or part.place or not 0 < part.value < 100:
            return side
        word = _WORD.match(text, part.end)
        if word is None or word[1].lower() not in self.lexicon.cents:
            return side
        end = word.end()
        found = self._unit(text, end)
        if found and found[0].code == side.unit.code:
            end = found[1]
        value = exact(int(side.numeral.value) * 100 + int(part.value), 2)
        numeral = replace(side.numeral, end=part.end, value=value, place=-2, figures=None)
        return replace(side, end=end, numeral=numeral, numeral_end=part.end)

    def _rate(self, text: str, side: _Side) -> _Side:
        """``Rp 15.900 per dolar AS``, ``80 km/jam``: the unit of a rate names both."""
        if side.unit is None or side.unit.dimension in ("percent", "percentage_point", "ratio", "index", "rate"):
            return side
        per = _PER.match(text, side.end)
        if per is None:
            return side
        found = self._unit(text, per.end())
        if found is None:
            return side
        below, end = found
        code = f"{side.unit.code}/{below.code}" if side.unit.code and below.code else None
        rated = Unit(f"{side.unit.name} per {below.name}", "rate", code, side.unit.rule, measured=side.unit.measured)
        return replace(side, end=end, unit=rated)

    def _hedge_after(self, text: str, end: int) -> tuple[Hedge | None, int]:
        first = _WORD.match(text, end)
        if first is None or first.start(1) == end:
            return None, end
        low = first[1].lower()
        hedge = self.lexicon.hedges_after.get((low,))
        if hedge is not None:
            after = _WORD.match(text, first.end())
            word = after[1].lower() if after else ""
            if not word or word in self.lexicon.units or (word in self.lexicon.function_words and word != "dari"):
                return hedge, first.end()
            return None, end
        second = _WORD.match(text, first.end()) if low in ("atau", "ke") else None
        if second is not None:
            hedge = self.lexicon.hedges_after.get((low, second[1].lower()))
        return (hedge, second.end()) if hedge and second else (None, end)

    # two numerals

    def _range(self, text: str, left: _Side, words: list[str], alone: bool) -> Reading | Refused | None:
        between = bool(words) and words[-1] in self.lexicon.between
        at = self._connected(text, left, between)
        if at is None:
            return None
        dashed = text[at - 1] in "-–— \xa0" and any(dash in text[left.end : at] for dash in "-–—")
        start = at
        prefix = None
        if not text[at : at + 1].isdigit():
            start, prefix = self._skip_prefix(text, at)
        right = self._side(text, start, alone)
        if not isinstance(right, _Side):
            return Refused(right.end) if isinstance(right, Refused) and dashed else None
        merged = _merge(left, right, prefix is not None)
        if merged is None:
            glued = dashed and not text[left.end].isspace()
            return Refused(right.end) if glued and left.unit is None else None
        low, high, unit_, value_end = merged
        if unit_ is None and dashed and not alone:
            return Refused(right.end)
        return Reading(
            left.start, right.end, (left.numeral.start, value_end), None, low, high, unit_, "range",
            numeral=right.numeral, dimension=unit_.dimension if unit_ else "count",
        )  # fmt: skip

    def _connected(self, text: str, left: _Side, between: bool) -> int | None:
        """Where the right end of a range begins, if a range word stands behind ``left``."""
        connect = _CONNECT.match(text, left.end)
        if connect is None:
            return None
        word = connect.group().strip().lower()
        if word not in self.lexicon.ranges and not (between and word == "dan"):
            return None
        if word[0].isalpha() and (connect.group()[0].isalpha() or connect.group()[-1].isalpha()):
            return None
        return connect.end()

    def _skip_prefix(self, text: str, at: int) -> tuple[int, Unit | None]:
        """Over a currency in front of the right end."""
        end = at
        while end < len(text) and end - at < 6 and not text[end].isdigit():
            end += 1
        found = self.lexicon.before.get(text[at:end].rstrip())
        return (end, found) if found and text[end : end + 1].isdigit() else (at, None)

    # what stands before

    def _before(self, text: str, start: int, words: list[str]) -> tuple[Hedge | None, str | None]:
        """The hedge and the direction that the words before the quantity give it."""
        lexicon = self.lexicon
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


def _words_before(text: str, start: int) -> list[str]:
    """The words before ``start`` up to the nearest stop, lower case, at most the last 48 characters."""
    chunk = text[max(0, start - 48) : start]
    return _STOP.split(chunk)[-1].lower().split()


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


_WHOLE = ("count", "duration")


def _settle(side: _Side, alone: bool) -> _Side | None:
    """Decide what a separator means now that the unit is known; None where nobody can tell."""
    figures = side.numeral.figures
    if figures is None or side.about:
        return side
    dimension = side.unit.dimension if side.unit else None
    if figures.thousands is not None:
        if dimension in _WHOLE or (dimension == "money" and not figures.doubtful):
            numeral = replace(side.numeral, value=Decimal(figures.thousands), place=0)
            return replace(side, numeral=numeral)
        if figures.doubtful or (dimension not in ("percent", "percentage_point", "index", "ratio") and not alone):
            return None
        return side
    if figures.doubtful and (dimension in (None, "count") or (side.unit and side.unit.code == "IDR")):
        return None
    if figures.padded and dimension is None and not alone:
        return None
    return side


def _merge(left: _Side, right: _Side, prefixed: bool) -> tuple[Decimal, Decimal, Unit | None, int] | None:
    """The ends of a range with what distributes over it; None where the two make none."""
    if left.numeral.value is None or right.numeral.value is None or left.numeral.fraction != right.numeral.fraction:
        return None
    unit_ = right.unit or left.unit
    if left.unit is not None and right.unit is not None and left.unit.name != right.unit.name:
        if not right.unit.name.startswith(left.unit.name + " per "):
            return None
        unit_ = right.unit
    if left.unit is not None and right.unit is None and left.unit.dimension != "money":
        return None
    low, high = left.numeral.value, right.numeral.value
    if right.numeral.scaled and not left.numeral.scaled and right.numeral.scale > 1:
        raised = times(low, right.numeral.scale)
        if raised < high:
            low = raised
        elif low < 1000:
            return None
    if left.negative:
        low = low.copy_negate()
    if not low < high:
        return None
    return low, high, unit_, right.numeral_end


def _is_exact(numeral: Numeral, unit_: Unit | None) -> bool:
    """Counts and amounts written out to the last one have no rounding; measures do."""
    return numeral.place == 0 and not (unit_ is not None and unit_.measured)


def _reading(side: _Side, hedge: Hedge | None, direction: str | None) -> Reading:
    numeral, unit_ = side.numeral, side.unit
    hedge = side.hedge or hedge
    dimension = unit_.dimension if unit_ else "ratio" if numeral.fraction else "count"
    span = (numeral.start, side.numeral_end or numeral.end)
    if numeral.value is None:
        return Reading(
            side.start, side.end, span, None, numeral.low, numeral.high, unit_, "vague", direction, numeral, dimension
        )
    value = numeral.value.copy_negate() if side.negative and numeral.value else numeral.value
    written = Written(value, numeral.place, _is_exact(numeral, unit_), hedge)
    if side.about:
        bounds: Bounds = plain(value), plus(value, unit(_last_place(value)))
        hedge = "about"
    else:
        bounds = strict(written)
    return Reading(side.start, side.end, span, value, *bounds, unit_, hedge, direction, numeral, dimension)


def _last_place(value: Decimal) -> int:
    digits = str(abs(int(value)))
    return len(digits) - len(digits.rstrip("0")) if int(value) else 0
