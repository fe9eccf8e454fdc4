"""The words of the calendar and the clock as one frozen table; the rules fill it, the time grammar reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from k3extract.values.feasts import Feast


@dataclass(frozen=True, slots=True)
class PartOfDay:
    """A part of day: its TIMEX3 letters and the hours (12-hour clock) that it moves by twelve."""

    value: str
    afternoon: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of time: TIMEX3 letter, how many of it the word means (windu 8 years), and whether it is of the clock."""

    letter: str
    size: int = 1
    clock: bool = False


@dataclass(frozen=True, slots=True)
class Deixis:
    """A fixed phrase.

    ``base`` is day | last | ref | span, ``shift`` days from it, ``part`` of day or the TIMEX3 reference."""

    base: str
    shift: int
    part: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLexicon:
    """All keys are folded (lower case, plain spaces). ``short`` holds the forms that stand beside figures only;
    ``rules`` gives the rule id of each form; ``not_after`` and ``not_before`` the neighbours of a word that make
    it something else; ``only_after`` the words a phrase needs before it within a sentence, ``within`` those that do
    only where a word follows, ``only_before`` those behind it that do; ``names`` the months that are also names of
    people."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    short: frozenset[str]
    not_after: Mapping[str, frozenset[str]]
    not_before: Mapping[str, frozenset[str]]
    only_after: Mapping[str, frozenset[str]]
    within: Mapping[str, frozenset[str]]
    only_before: Mapping[str, frozenset[str]]
    names: frozenset[str]
    parts: Mapping[str, PartOfDay]
    zones: Mapping[str, str]
    units: Mapping[str, Unit]
    counted_units: Mapping[str, tuple[str, Unit]]
    numerals: Mapping[str, str]
    ordinals: Mapping[str, int]
    ranges: tuple[str, ...]
    lists: tuple[str, ...]
    either: tuple[str, ...]
    working: tuple[str, ...]
    eras: Mapping[str, str]
    deixis: Mapping[str, Deixis]
    after: Mapping[str, str]
    before: Mapping[str, str]
    edges: Mapping[str, str]
    approx: Mapping[str, str]
    periods: Mapping[str, str]
    sets: Mapping[str, str]
    rules: Mapping[str, str]
    counted: frozenset[str] = frozenset()
    hijri: Mapping[str, int] = field(default_factory=dict)
    holidays: Mapping[str, Feast] = field(default_factory=dict)
    festivals: Mapping[tuple[str, int], str] = field(default_factory=dict)

    def words(self, table: str, *values: str) -> tuple[str, ...]:
        """The words of ``table`` (``before``, ``after``, ``eras`` ...) that stand for one of ``values``."""
        known: Mapping[str, str] = getattr(self, table)
        return tuple(word for word, value in known.items() if value in values)
