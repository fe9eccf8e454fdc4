"""rules/dates -> TimeLexicon."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from k3extract.errors import RuleError
from k3extract.rulebook import Entry, Rulebook, fold
from k3extract.rulebook.kinds.dates import DateRule
from k3extract.values.feasts import Feast
from k3extract.values.time_lexicon import Deixis, PartOfDay, TimeLexicon, Unit

_CLOCK = {"S": "S", "MIN": "M", "H": "H"}
_BASES = frozenset({"day", "last"})


def build_lexicon(rulebook: Rulebook) -> TimeLexicon:
    """The lexicon of the rules of kind ``dates``. Raises RuleError at a value that its class does not know."""
    table: dict[str, dict[str, tuple[str, Entry, DateRule]]] = {}
    short: set[str] = set()
    for entry, rule in rulebook.of(DateRule):
        words = table.setdefault(rule.is_, {})
        for word in (*rule.words, *rule.short):
            words[fold(word)] = (rule.value, entry, rule)
        short.update(map(fold, rule.short))

    def plain(name: str) -> Mapping[str, str]:
        return MappingProxyType({word: value for word, (value, _, _) in table.get(name, {}).items()})

    def numbers(name: str) -> Mapping[str, int]:
        return MappingProxyType(
            {word: _number(value, entry) for word, (value, entry, _) in table.get(name, {}).items()}
        )

    weekdays = table.get("weekday", {})
    return TimeLexicon(
        months=numbers("month"),
        weekdays=numbers("weekday"),
        short=frozenset(short),
        not_after=_neighbours(
            {
                **table["part"],
                **table["deixis"],
                **table["edge"],
                **table["period"],
                **table["unit"],
                **weekdays,
                **table["holiday"],
                **table["hijri"],
                **table["set"],
                **table["approx"],
            },
            after=True,
        ),
        not_before=_neighbours({**table["unit"], **table["after"], **table["deixis"], **weekdays}, after=False),
        only_after=MappingProxyType(
            {word: frozenset(map(fold, rule.only_after)) for word, (_, _, rule) in table["deixis"].items()}
        ),
        within=MappingProxyType(
            {word: frozenset(map(fold, rule.within)) for word, (_, _, rule) in table["deixis"].items()}
        ),
        only_before=MappingProxyType(
            {word: frozenset(map(fold, rule.only_before)) for word, (_, _, rule) in table["deixis"].items()}
        ),
        names=frozenset(word for word, (_, _, rule) in table["month"].items() if rule.name == "yes"),
        parts=MappingProxyType({word: _part(row) for word, row in table.get("part", {}).items()}),
        zones=plain("zone"),
        units=MappingProxyType(
            {word: _unit(value, entry) for word, (value, entry, _) in table.get("unit", {}).items()}
        ),
        counted_units=MappingProxyType(dict(_counted_units(rulebook))),
        numerals=plain("numeral"),
        ordinals=MappingProxyType(dict(_ordinals(numbers("ordinal"), plain("numeral")))),
        ranges=tuple(plain("range")),
        lists=tuple(plain("list")),
        either=tuple(plain("either")),
        working=tuple(plain("working")),
        eras=plain("era"),
        deixis=MappingProxyType({word: _deixis(value, entry) for word, (value, entry, _) in table["deixis"].items()}),
        after=plain("after"),
        before=plain("before"),
        edges=plain("edge"),
        approx=plain("approx"),
        periods=plain("period"),
        sets=plain("set"),
        rules=MappingProxyType(dict(_forms(rulebook))),
        counted=_counted(rulebook),
        hijri=numbers("hijri"),
        holidays=MappingProxyType({word: _feast(value, entry) for word, (value, entry, _) in table["holiday"].items()}),
        festivals=MappingProxyType(dict(_festivals(rulebook))),
    )


def _neighbours(weekdays: Mapping[str, tuple[str, Entry, DateRule]], *, after: bool) -> Mapping[str, frozenset[str]]:
    return MappingProxyType(
        {
            word: frozenset(fold(near) for near in (rule.not_after if after else rule.not_before))
            for word, (_, _, rule) in weekdays.items()
        }
    )


def _forms(rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    return ((entry.key, entry.id) for entry, rule in rulebook.of(DateRule) if rule.is_ == "form")


def _number(value: str, entry: Entry) -> int:
    if not value.isdecimal():
        raise RuleError(entry.place, f"{entry.key}: 'value' is a number, not {value!r}")
    return int(value)


def _part(row: tuple[str, Entry, DateRule]) -> PartOfDay:
    value, entry, rule = row
    if rule.afternoon is None:
        return PartOfDay(value)
    first, dash, last = rule.afternoon.partition("-")
    if not (dash and first.isdecimal() and last.isdecimal()):
        raise RuleError(entry.place, f"{entry.key}: 'afternoon' is two hours, from-to, not {rule.afternoon!r}")
    return PartOfDay(value, (int(first), int(last)))


def _unit(value: str, entry: Entry) -> Unit:
    if value in _CLOCK:
        return Unit(_CLOCK[value], clock=True)
    letter, size = value[:1], value[1:] or "1"
    if letter == "H":
        return Unit("M", 6)
    if letter not in ("D", "W", "M", "Q", "Y") or not size.isdecimal():
        raise RuleError(entry.place, f"{entry.key}: no unit of time is written {value!r}")
    return Unit(letter, int(size))


def _counted_units(rulebook: Rulebook) -> Iterator[tuple[str, tuple[str, Unit]]]:
    for entry, rule in rulebook.of(DateRule):
        for amount, words in (("1", rule.one), ("X", rule.many)):
            for word in words:
                yield fold(word), (amount, _unit(rule.value, entry))


def _deixis(value: str, entry: Entry) -> Deixis:
    base, shift, part = (*value.split(), "", "")[:3]
    if base in ("ref", "span"):
        return Deixis(base, 0, shift, entry.id)
    if base not in _BASES or not shift.lstrip("-").isdecimal():
        raise RuleError(entry.place, f"{entry.key}: 'value' is 'day N [PART]', 'last N [PART]' or 'ref NAME'")
    return Deixis(base, int(shift), part, entry.id)


def _ordinals(special: Mapping[str, int], numerals: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """*pertama* and the like, and *ke* + number word."""
    yield from special.items()
    for word, value in numerals.items():
        if value.isdecimal():
            yield "ke" + word, int(value)


def _feast(value: str, entry: Entry) -> Feast:
    kind, _, rest = value.partition(" ")
    if kind == "table":
        name, _, shift = rest.partition(" ")
    elif kind == "easter":
        name, shift = "", rest
    else:
        name, shift = rest, "0"
    if kind not in ("day", "table", "fixed", "easter") or not shift.lstrip("-").isdecimal():
        raise RuleError(
            entry.place, f"{entry.key}: 'value' is 'day D MONTH', 'table NAME N', 'fixed MM-DD' or 'easter N'"
        )
    return Feast(kind, name, int(shift))


def _counted(rulebook: Rulebook) -> frozenset[str]:
    flat = rulebook.lists.get("dates/counted.txt")
    return frozenset(fold(row[0]) for row in flat.rows) if flat else frozenset()


def _festivals(rulebook: Rulebook) -> Iterator[tuple[tuple[str, int], str]]:
    flat = rulebook.lists.get("dates/festivals.txt")
    for name, year, day in flat.rows if flat else ():
        yield (name, int(year)), day
