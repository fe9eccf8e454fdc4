"""Rules of kind ``dates``: the words of the calendar and of the clock, and the forms they are written in."""

from typing import Literal

from pydantic import Field

from k3extract.rulebook.kinds.base import MentionRule

DateClass = Literal[
    "month", "weekday", "part", "zone", "unit", "numeral", "ordinal", "range", "list", "either", "deixis", "after",
    "before", "edge", "approx", "period", "working", "era", "hijri", "holiday", "set", "form",
]  # fmt: skip


class DateRule(MentionRule):
    """One word class entry or one form.

    ``is`` says what the words are; ``value`` is what they stand for (month 1-12, weekday 1-7 with Monday 1, a TIMEX3
    part of day, a UTC offset, a unit letter ...). ``words`` stand by themselves in running text, ``short`` ones only
    beside figures (Jan, Des, thn). ``not-after`` and ``not-before`` are neighbours that make it something else
    (Pasar Minggu, Jumat Agung); a phrase with ``only-after`` counts at the beginning of a sentence or behind these,
    behind those of ``within`` where a word follows, or before those of ``only-before``.
    A month that is also a name of people is ``name: "yes"``.
    ``afternoon`` are the hours, as ``from-to``, that a part of day moves by twelve. ``one`` and ``many`` are the words
    that hold a unit with its number (sehari, berhari-hari).
    """

    is_: DateClass = Field(alias="is")
    value: str = ""
    words: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    not_after: tuple[str, ...] = Field(default=(), alias="not-after")
    not_before: tuple[str, ...] = Field(default=(), alias="not-before")
    only_after: tuple[str, ...] = Field(default=(), alias="only-after")
    within: tuple[str, ...] = ()
    only_before: tuple[str, ...] = Field(default=(), alias="only-before")
    name: Literal["yes", "no"] = "no"
    afternoon: str | None = None
    one: tuple[str, ...] = ()
    many: tuple[str, ...] = ()
