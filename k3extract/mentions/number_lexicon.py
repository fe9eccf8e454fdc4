"""The lexicons of numbers and quantities, built from rules/numbers, rules/units and rules/money."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import cast, get_args

from k3extract.rulebook import Entry, Rulebook
from k3extract.rulebook.kinds.numbers import NumberRule
from k3extract.rulebook.kinds.units import CurrencyRule, UnitRule
from k3extract.values.measure import Phrases, QuantityLexicon, Unit
from k3extract.values.number import NumberLexicon
from k3extract.values.numeral_grammar import Kind, Part
from k3extract.values.roman import to_roman

_KINDS = get_args(Kind)
_MEASURED = ("mass", "length", "area", "volume", "energy", "percent", "percentage_point")
_COUNTERS = "units/counters.txt"
_ISO = "money/iso-4217.txt"
_NO_PERSONS = ("organisations/acronyms.txt", "places/provinces.txt", "places/regencies.txt", "places/countries.txt")


@dataclass(frozen=True, slots=True)
class Seeds:
    """Words at which a quantity can begin that is not a plain numeral; keys are lower case."""

    ones: dict[str, Unit] = field(default_factory=dict)  # seorang, sebuah
    collectives: dict[str, int] = field(default_factory=dict)  # berlima
    ordinals: dict[str, int] = field(default_factory=dict)  # pertama
    series: dict[str, str] = field(default_factory=dict)  # angkatan -> its rule
    intros: frozenset[str] = frozenset()  # sebanyak, mencapai: a bare number behind it counts something
    outros: tuple[str, ...] = ()  # diantaranya: a bare number before it counts something
    statuses: tuple[str, ...] = ()
    prepositions: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()  # sembuh: a number behind it that ends its clause counts them
    populations: frozenset[str] = frozenset()  # anak: "satu dari tiga anak" is a ratio
    definite: frozenset[str] = frozenset()  # itu: behind the noun of such a ratio it makes two counts of it
    named: frozenset[str] = frozenset()  # lantai: a bare number behind it is part of a name
    wholes: frozenset[str] = frozenset()  # dari
    ranked: frozenset[str] = frozenset()  # yang
    superlatives: tuple[str, ...] = ()  # the prefix ter-
    prefix: str = ""  # ke, of ordinals
    people: Unit | None = None  # what collectives count
    years: Unit | None = None  # what ages are given in

    @property
    def words(self) -> set[str]:
        """Every seed word; Roman ordinals (ke-VI) are written out, so that *ke* alone is no seed."""
        romans = {f"{self.prefix}{dash}{to_roman(number)}" for number in range(1, 90) for dash in "-–"}
        return {*self.ones, *self.collectives, *self.ordinals, *self.series, *romans}


@dataclass(frozen=True, slots=True)
class Lexicons:
    """What the scanner needs: the lexicon of the values, the seed words, and the rule of each part."""

    quantities: QuantityLexicon
    seeds: Seeds
    rules: dict[str, str]  # part -> the rule that named it last; for quantities without unit
    no_persons: frozenset[str] = frozenset()  # last words of places and bodies: figures in brackets are no age


def build_lexicons(rulebook: Rulebook) -> Lexicons:
    """Everything that the number rules of ``rulebook`` say."""
    rules = list(rulebook.of(NumberRule))
    units = list(rulebook.of(UnitRule))
    parts = _parts(rules)
    seeds = Seeds(
        ones={word: _unit(entry, rule) for entry, rule in units for word in rule.one},
        collectives=_collectives(rules, parts),
        ordinals={
            word: int(rule.value or 0) for _, rule in _of(rules, "ordinal") for word in rule.words if rule.value != "0"
        },
        intros=_words(rules, "intro"),
        outros=tuple(sorted(_words(rules, "outro"))),
        statuses=tuple(sorted(_words(rules, "status"))),
        prepositions=_words(rules, "preposition"),
        named=_words(rules, "named"),
        labels=_words(rules, "label"),
        populations=_words(rules, "population"),
        definite=_words(rules, "definite"),
        people=next((_unit(entry, rule) for entry, rule in units if "seorang" in rule.one), None),
        wholes=_words(rules, "whole"),
        ranked=_words(rules, "ranked"),
        superlatives=tuple(rule.value for _, rule in _of(rules, "ranked") if rule.value),
        prefix=next((rule.words[0] for _, rule in _of(rules, "ordinal") if rule.value == "0"), ""),
        years=next(
            (_unit(entry, rule) for entry, rule in units for _, age in _of(rules, "age") if age.value == rule.unit),
            None,
        ),
        series={word: entry.id for entry, rule in _of(rules, "series") for word in rule.words},
    )
    currencies = _currencies(rulebook)
    before = {word: money.unit for money in currencies for word in money.before}
    before |= {word: _unit(entry, rule) for entry, rule in units for word in rule.before}
    hedges = {word: rule.hedge for _, rule in _of(rules, "hedge_before") for word in rule.words if rule.hedge}
    lexicon = QuantityLexicon(
        number=_number_lexicon(rules, parts),
        units=_phrases(rulebook, units, currencies),
        symbols={code: money.unit for money in currencies if (code := money.unit.code or "") in money.before}
        | {symbol: _unit(entry, rule) for entry, rule in units for symbol in rule.symbols if rule.below is None}
        | {symbol: _unit(entry, rule) for entry, rule in units for symbol in rule.symbols if rule.below is not None},
        symbols_above={
            symbol: _unit(entry, rule) for entry, rule in units for symbol in rule.symbols if rule.below is None
        },
        before=before,
        cents=frozenset(word.split()[0] for money in currencies for word in money.cents),
        hedges_before=hedges,
        hedges_after={
            tuple(word.split()): rule.hedge
            for _, rule in _of(rules, "hedge_after")
            for word in rule.words
            if rule.hedge
        },
        directions={
            word: rule.direction for _, rule in _of(rules, "direction") for word in rule.words if rule.direction
        },
        carriers=_words(rules, "carrier"),
        ranges=_words(rules, "range"),
        between=_words(rules, "between"),
        between_joins=frozenset(word for _, rule in _of(rules, "between") for word in rule.joins),
        alternatives=_words(rules, "alternative"),
        minus=_words(rules, "minus"),
        plus_minus=_words(rules, "plus_minus"),
        comparatives=_words(rules, "comparative"),
        ages=_words(rules, "age"),
        lone_scales=frozenset(word for _, rule in _of(rules, "scale") for word in rule.lone),
        function_words=frozenset(row[0] for row in rulebook.list("numbers/function-words.txt").rows),
    )
    return Lexicons(lexicon, seeds, {rule.part: entry.id for entry, rule in rules}, _no_persons(rulebook))


def _no_persons(rulebook: Rulebook) -> frozenset[str]:
    """The last words of the places and bodies of the rulebook, and the counted nouns that are acronyms."""
    words = {row[0] for row in rulebook.list(_COUNTERS).rows if row[0].isupper()}
    for name in _NO_PERSONS:
        found = rulebook.lists.get(name)
        words |= {row[0].split()[-1] for row in found.rows} if found else set()
    return frozenset(words)


def _of(rules: list[tuple[Entry, NumberRule]], part: str) -> Iterator[tuple[Entry, NumberRule]]:
    return ((entry, rule) for entry, rule in rules if rule.part == part)


def _words(rules: list[tuple[Entry, NumberRule]], part: str) -> frozenset[str]:
    return frozenset(word for _, rule in _of(rules, part) for word in rule.words)


def _parts(rules: list[tuple[Entry, NumberRule]]) -> dict[str, tuple[Part, ...]]:
    """Each number word with its part, and the joined ones: duapuluh, limabelas, duapuluhlima, tigaratus, limaribu."""
    parts: dict[str, tuple[Part, ...]] = {}
    for _, rule in rules:
        if rule.part in _KINDS:
            value = int(Decimal(rule.value)) if rule.value else 0
            part: Part = (cast(Kind, rule.part), value)
            parts |= dict.fromkeys(rule.words, (part,))
    digits = [(word, part) for word, part in parts.items() if part[0][0] == "digit" and part[0][1]]
    joined: dict[str, tuple[Part, ...]] = {}
    for word, digit in digits:
        for tail, place in parts.items():
            if place[0][0] not in ("teen", "tens", "hundreds", "scale") or len(tail) < 4:
                continue
            joined[word + tail] = digit + place
            if place[0][0] == "tens":
                joined |= {word + tail + unit: digit + place + more for unit, more in digits}
    return joined | parts


def _collectives(rules: list[tuple[Entry, NumberRule]], parts: dict[str, tuple[Part, ...]]) -> dict[str, int]:
    prefixes = _words(rules, "collective")
    return {
        prefix + word: part[0][1]
        for prefix in prefixes
        for word, part in parts.items()
        if len(part) == 1 and part[0][0] in ("digit", "ready") and 2 <= part[0][1] <= 11
    }


def _number_lexicon(rules: list[tuple[Entry, NumberRule]], parts: dict[str, tuple[Part, ...]]) -> NumberLexicon:
    fractions: dict[str, tuple[int, int]] = {}
    for _, rule in _of(rules, "fraction"):
        over, _, under = (rule.value or "").partition("/")
        fractions |= {word: (int(over), int(under)) for word in rule.words}
    return NumberLexicon(
        parts=parts,
        money_scales={word: int(rule.value or 1) for _, rule in _of(rules, "scale") for word in rule.money},
        fractions=fractions,
        denominators={word: int(rule.value or 1) for _, rule in _of(rules, "denominator") for word in rule.words},
        vague={
            word: (int(rule.low or 0), None if rule.high is None else int(rule.high))
            for _, rule in _of(rules, "vague")
            for word in rule.words
        },
        per=_words(rules, "per"),
        power=next((tuple(rule.words[0].split()) for _, rule in _of(rules, "power")), ()),
    )


def _unit(entry: Entry, rule: UnitRule) -> Unit:
    measured = rule.dimension in _MEASURED
    product, ranked = rule.product == "yes", rule.ranked == "yes"
    parts = tuple((name, int(factor)) for factor, _, name in (held.partition(" ") for held in rule.holds))
    return Unit(rule.unit, rule.dimension, rule.code, entry.id, product, ranked, rule.below, measured, parts)


@dataclass(frozen=True, slots=True)
class _Money:
    unit: Unit
    before: tuple[str, ...]
    after: tuple[str, ...]
    cents: tuple[str, ...] = ()


def _currencies(rulebook: Rulebook) -> list[_Money]:
    """The currencies of the list, then those with an entry of their own, whose words win."""
    listed = []
    for row in rulebook.list(_ISO).rows:
        name, code, before, after = (*row, "", "", "")[:4]
        unit = Unit(name, "money", code, f"{_ISO}:{code}")
        listed.append(_Money(unit, tuple(filter(None, before.split("|"))), tuple(filter(None, after.split("|")))))
    return listed + [
        _Money(Unit(rule.unit, "money", rule.code, entry.id), rule.before, rule.after, rule.cents)
        for entry, rule in rulebook.of(CurrencyRule)
    ]


def _phrases(rulebook: Rulebook, units: list[tuple[Entry, UnitRule]], currencies: list[_Money]) -> Phrases:
    known: dict[str, Unit] = {
        row[0]: Unit(row[0], "count", None, f"{_COUNTERS}:{row[0]}") for row in rulebook.list(_COUNTERS).rows
    }
    known |= {word: money.unit for money in currencies for word in money.after}
    known |= {word: _unit(entry, rule) for entry, rule in units for word in rule.words}
    table: dict[str, list[tuple[tuple[str, ...], Unit]]] = {}
    for phrase, unit in known.items():
        first, *rest = phrase.lower().split()
        table.setdefault(first, []).append((tuple(rest), unit))
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in table.items()}
