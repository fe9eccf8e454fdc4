"""A record as a card: what kind it is, its headline, and its fields as pairs in both languages."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from k3extract.records import Base, Extraction, Official, Part, Series, Span
from k3extract.report.labels import Words, label, number

LAYERS = {"officials": "o", "events": "e", "statistics": "s", "statements": "q", "times": "t"}
_HEADS = {"id", "rule", "start", "end", "text", "mentions", "cue", "low", "high", "schema"}
_WORDS = {"acting", "dimension", "hedge", "realis", "role", "direction", "status", "mode", "kind", "resolution", "mod",
          "basis", "date_basis", "type", "flags"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of a record: ``name`` is its label, ``value`` how it reads; ``translated`` when the two differ."""

    name: Words
    value: Words


@dataclass(frozen=True, slots=True)
class Card:
    """One record; ``name`` is its name on the page (``3-s4``), ``spans`` the words it was read from."""

    name: str
    layer: str
    head: str
    facts: tuple[Fact, ...]
    rule: str
    spans: tuple[Span, ...]


def cards(extraction: Extraction, index: int) -> list[Card]:
    """All records but the checks, in the order of the kinds; ``index`` numbers the article on the page."""
    gists = {record.id: gist(record) for kind in LAYERS for record in getattr(extraction, kind)}
    found = []
    for kind, layer in LAYERS.items():
        for at, record in enumerate(getattr(extraction, kind)):
            spans = tuple(_spans(record))
            facts = tuple(_facts(record, gists))
            found.append(Card(f"{index}-{layer}{at}", layer, gist(record), facts, record.rule, spans))
    return found


def gist(record: Any) -> str:
    """The few words that a reader knows a record by."""
    if isinstance(record, Official):
        return record.name or record.title
    return getattr(record, "name", None) or str(record.text)


def _spans(record: Any) -> Iterator[Span]:
    places = [record] if isinstance(record, Span) else []
    seen = set()
    for span in [*places, *getattr(record, "mentions", ())]:
        if (span.start, span.end) not in seen:
            seen.add((span.start, span.end))
            yield span


def _facts(record: Any, gists: dict[str, str]) -> Iterator[Fact]:
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name == "low":
            yield from _interval(record)
        if field.name in _HEADS or value in (None, (), False, "") or (field.name == "name" and value == gist(record)):
            continue
        yield Fact(label("field", field.name), _value(field.name, value, gists))


def _interval(record: Any) -> Iterator[Fact]:
    low, high = record.low, record.high
    if (low is None and high is None) or (low == high == record.value):
        return
    ends = [number(end) if end is not None else Words("…", "…") for end in (low, high)]
    yield Fact(label("field", "interval"), Words(*(f"{a} – {b}" for a, b in zip(*ends, strict=True))))


def _value(name: str, value: Any, gists: dict[str, str]) -> Words:
    if value is True:
        return label("value", "yes")
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, Base):
        same = ", ".join(gists.get(one, one) for one in value.ids) + (f" ({value.cue})" if value.cue else "")
        return Words(same, same)
    if isinstance(value, Part):
        who, what = gists.get(value.official, value.official), label("value", value.part)
        return Words(f"{who} ({what.id})", f"{who} ({what.en})")
    if isinstance(value, Series):
        parts = (value.unit, value.number, value.total and f"/ {value.total}", value.year)
        same = " ".join(str(part) for part in parts if part is not None)
        return Words(same, same)
    if isinstance(value, tuple):
        each = [_value(name, one, gists) for one in value]
        return Words("; ".join(one.id for one in each), "; ".join(one.en for one in each))
    if name in _WORDS:
        return label("value", value)
    same = gists.get(value, str(value))
    return Words(same, same)
