"""Quantities: every number with its unit, value and interval."""

import re
from collections.abc import Sequence
from typing import cast

from k3extract.mentions.number_lexicon import build_lexicons
from k3extract.records import Dimension, Direction, Quantity
from k3extract.rulebook import Gazetteer, Rulebook
from k3extract.values.number import Refused
from k3extract.values.quantity import QuantityReader, Reading

_DIGITS = re.compile(r"[0-9]+")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?![0-9.,]*[0-9])")
_ROMAN = re.compile(r"(?=[IVXLC])(C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})(?!\w)")
_KE = re.compile(r"(?<!\w)[Kk][Ee](-|–|[^\S\n])?\Z")
_CURRENCY = re.compile(r"(?:Rp|RP|rp|IDR|USD|EUR|SGD|RM|MYR|AUD|CNY|JPY|GBP|SAR|HKD|[M$])\.?\Z")
_GLUED = re.compile(r"[^\W\d_]{4}\.\Z|[)”\"]\.\Z")
_NEXT_WORD = re.compile(r"[^\S\n]{1,3}([^\W\d_]+)")


class QuantityScanner:
    """Finds numbers and reads their values."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._lexicons = build_lexicons(rulebook)
        lexicon = self._lexicons.quantities
        self.reader = QuantityReader(lexicon)
        self._function_words = lexicon.function_words
        self._rules = self._lexicons.rules
        self._words = Gazetteer([(word, word) for word in self._seed_words()])

    def _seed_words(self) -> set[str]:
        number = self._lexicons.quantities.number
        seeds = self._lexicons.seeds
        starts = {
            word for word, parts in number.parts.items() if parts[0][0] in ("digit", "ready", "one_scale", "half")
        }
        return (
            starts
            | {f"ke{word}" for word in starts}
            | set(number.vague)
            | set(number.fractions)
            | set(seeds.ones)
            | set(seeds.collectives)
            | set(seeds.ordinals)
        )

    def scan(self, text: str, blocked: Sequence[tuple[int, int]] = ()) -> Sequence[Quantity]:
        """Quantities in text order; ``blocked`` are spans (references, dates, clock times) that hold none."""
        alone = _alone(text)
        found: list[Quantity] = []
        done = 0
        pointer = 0
        seeds = [match.start() for match in _DIGITS.finditer(text)]
        seeds += [start for start, _, _ in self._words.find(text)]
        seeds.sort()
        for at in seeds:
            if at < done:
                continue
            while pointer < len(blocked) and blocked[pointer][1] <= at:
                pointer += 1
            if pointer < len(blocked) and blocked[pointer][0] <= at:
                done = max(done, blocked[pointer][1])
                continue
            limit = blocked[pointer][0] if pointer < len(blocked) else len(text)
            quantity, done = self._at(text, at, alone)
            if quantity is not None and quantity.end <= limit and not (found and quantity.start < found[-1].end):
                found.append(quantity)
        return found

    def _at(self, text: str, at: int, alone: bool) -> tuple[Quantity | None, int]:
        """The quantity at one seed and where to look on."""
        figure = text[at].isdecimal()
        if figure:
            if not _clear_before(text, at):
                return None, _run_end(text, at)
        else:
            special = self._special(text, at)
            if special is not None:
                return special
        reading = self.reader.match(text, at, alone=alone)
        if not isinstance(reading, Reading):
            return None, reading.end if isinstance(reading, Refused) else at + 1
        if figure and not _clear_after(text, reading.number[1]):
            return None, _run_end(text, at)
        if not alone and not self._plausible(text, reading, figure):
            return None, reading.end
        return self._quantity(text, reading), reading.end

    def _special(self, text: str, at: int) -> tuple[Quantity | None, int] | None:
        word = _NEXT_WORD.match(" " + text[at : at + 24])
        if word is None:
            return None, at + 1
        low = word[1].lower()
        end = at + len(word[1])
        one = self._lexicons.seeds.ones.get(low)
        if one is not None:
            return self._made(text, (at, end), 1, one.dimension, (one.name, one.code, one.rule)), end
        count = self._lexicons.seeds.collectives.get(low)
        if count is not None:
            return self._made(text, (at, end), count, "count", ("orang", None, self._rules["collective"])), end
        first = self._lexicons.seeds.ordinals.get(low)
        if first is not None:
            return self._made(text, (at, end), first, "ordinal", (None, None, self._rules["ordinal"])), end
        if low.startswith("ke") and low not in self._lexicons.quantities.number.parts:
            numeral = self.reader.numbers.match(text, at + 2)
            if numeral is None or isinstance(numeral, Refused) or numeral.value is None:
                return None, end
            value = int(numeral.value)
            return self._made(
                text, (at, numeral.end), value, "ordinal", (None, None, self._rules["ordinal"])
            ), numeral.end
        return None

    def _plausible(self, text: str, reading: Reading, figure: bool) -> bool:
        start, end = reading.number
        if figure and _YEAR.fullmatch(text, start, end) and (reading.unit is None or reading.unit.dimension == "count"):
            return False
        if reading.unit is not None or reading.value is None:
            return True
        word = _NEXT_WORD.match(text, reading.end)
        return word is not None and word[1].lower() not in self._function_words

    def _quantity(self, text: str, reading: Reading) -> Quantity:
        unit = reading.unit
        if unit is not None:
            rule = unit.rule
        else:
            rule = self._rules["vague"] if reading.hedge == "vague" else self._rules["digits"]
        return Quantity(
            start=reading.start,
            end=reading.end,
            text=text[reading.start : reading.end],
            value=reading.value,
            low=reading.low,
            high=reading.high,
            dimension=cast(Dimension, reading.dimension),
            unit=unit.name if unit else None,
            unit_code=unit.code if unit else None,
            hedge=reading.hedge,
            direction=cast("Direction | None", reading.direction),
            number=reading.number,
            rule=rule,
        )

    def _made(
        self, text: str, span: tuple[int, int], value: int, dimension: str, unit: tuple[str | None, str | None, str]
    ) -> Quantity:
        from decimal import Decimal

        return Quantity(
            start=span[0],
            end=span[1],
            text=text[span[0] : span[1]],
            value=Decimal(value),
            low=Decimal(value),
            high=Decimal(value),
            dimension=cast(Dimension, dimension),
            unit=unit[0],
            unit_code=unit[1],
            number=span,
            rule=unit[2],
        )


def _alone(text: str) -> bool:
    """Whether the text is short enough to be one expression and nothing else."""
    return len(text) < 200 and not re.search(r"[.!?][\"”]?\s*\Z", text) and "\n" not in text.strip()


def _clear_before(text: str, at: int) -> bool:
    """Whether nothing right before the figures says that they are part of a longer token (K3, 12/5, U-23, 1.2.3)."""
    if not at:
        return True
    last = text[at - 1]
    if last.isspace() or last in "(\"“‘'[~±<>≤≥=@$€£¥₩•*…!?;":
        return True
    before = text[at - 2 : at - 1]
    if last.isalpha():
        return _CURRENCY.search(text, max(0, at - 6), at) is not None
    if last in "-–−—":
        return not before.isalnum() and before not in ".)/"
    if last == ".":  # Rp.5.000, or a sentence glued to the one before; not v.2 and not No.5
        return (
            _CURRENCY.search(text, max(0, at - 6), at) is not None
            or _GLUED.search(text, max(0, at - 8), at) is not None
        )
    if last == ",":
        return not before.isdigit()
    if last == ":":
        return before.isalpha() or before.isspace()
    return last == ")" and before in '”")' if last in ")”" else last == "+" and before.isspace()


def _clear_after(text: str, end: int) -> bool:
    """Whether the figures end where they seem to: no further figures, no fraction, no clock time, no name."""
    after, then = text[end : end + 1], text[end + 1 : end + 2]
    if after in "/:-–" and after and then.isalnum():
        return (after in "-–" and not then.isdigit() and text[end + 1 : end + 3] in ("an", "Rp")) or (
            after == "/" and then.isalpha()
        )
    return not (after in ".,_" and after and then.isdigit())


def _run_end(text: str, at: int) -> int:
    while at < len(text) and (text[at].isalnum() or (text[at] in ".,:/-" and text[at + 1 : at + 2].isalnum())):
        at += 1
    return at
