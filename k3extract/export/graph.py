"""What every annotation tool knows: labelled spans, what is said of them, and relations between two of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from k3extract.records import Check, Extraction, Span, Statement, Statistic, Time

LABELS = ("OFFICIAL", "EVENT", "STATISTIC", "STATEMENT", "TIME", "FINDING")
RELATIONS = ("same", "speaker", "event", "base")
FIELDS = {
    "OFFICIAL": ("name", "title", "position", "organisation", "acting", "rank"),
    "EVENT": ("name", "type", "date", "place", "venue", "status"),
    "STATISTIC": ("value", "unit", "counted", "hedge", "realis", "role", "period", "speaker"),
    "STATEMENT": ("kind", "speaker", "resolution"),
    "TIME": ("timex",),
    "FINDING": ("kind", "verdict"),
}
"""What is said of a span of each label; the same names as in the gold corpora."""


@dataclass(frozen=True, slots=True)
class Node:
    """One labelled span. ``key`` is unique in its article: the place of the record, and of the mention behind it."""

    number: int
    key: str
    label: str
    start: int
    end: int
    text: str
    record: Any
    facts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Edge:
    """``source`` and ``target`` are numbers of nodes; ``same`` ties a further mention to the first."""

    source: int
    target: int
    kind: str


@dataclass(frozen=True, slots=True)
class Graph:
    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)


def graph(extraction: Extraction) -> Graph:
    """The records of an article as nodes (numbered from 1, by kind and then in text order) and edges."""
    built = Graph()
    first: dict[str, int] = {}
    names = {official.id: official.name or official.title for official in extraction.officials}
    for label, record in _records(extraction):
        facts = _facts(label, record, names)
        for place in _places(record):
            number = len(built.nodes) + 1
            tail = record.id.rpartition("#")[2]
            key = tail if record.id not in first and label != "FINDING" else f"{tail}/{place.start}-{place.end}"
            head = first.setdefault(record.id, number)
            said = facts if head == number else {}
            built.nodes.append(Node(number, key, label, place.start, place.end, place.text, record, said))
            if head != number:
                built.edges.append(Edge(number, head, "same"))
    for node in built.nodes:
        if first[node.record.id] == node.number:
            built.edges.extend(
                Edge(node.number, first[one], kind) for kind, one in _points_to(node.record) if one in first
            )
    return built


def _records(extraction: Extraction) -> Iterator[tuple[str, Any]]:
    kinds = (extraction.officials, extraction.events, extraction.statistics, extraction.statements, extraction.times)
    for label, records in zip(LABELS, (*kinds, extraction.findings), strict=True):
        for record in records:
            yield label, record


def _places(record: Any) -> Iterator[Any]:
    spans: tuple[Span, ...] = (record,) if isinstance(record, Span) else ()
    spans += getattr(record, "spans", ()) if isinstance(record, Check) else getattr(record, "mentions", ())
    seen: set[tuple[int, int]] = set()
    for span in spans:
        if span.start < span.end and (span.start, span.end) not in seen:
            seen.add((span.start, span.end))
            yield span


def _facts(label: str, record: Any, names: dict[str, str]) -> dict[str, str]:
    facts = {}
    for name in FIELDS[label]:
        value = getattr(record, name)
        if value is not None:
            facts[name] = f"{value:f}" if isinstance(value, Decimal) else names.get(value, value)
    return facts


def _points_to(record: Any) -> Iterator[tuple[str, str]]:
    if isinstance(record, Statement | Statistic) and record.speaker:
        yield "speaker", record.speaker
    if isinstance(record, Statistic):
        if record.event:
            yield "event", record.event
        for one in record.base.ids if record.base else ():
            yield "base", one


def normal(record: Any) -> str | None:
    """The value of a record that has one, as text without white space: a number or a TIMEX3 value."""
    value = record.value if isinstance(record, Statistic) else record.timex if isinstance(record, Time) else None
    return None if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)
