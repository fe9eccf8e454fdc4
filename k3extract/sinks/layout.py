"""The tables of a store: one declaration for all stores. README, "Stores", says what the columns mean.

A document is an article with what was read from it. Every other row belongs to one document and goes with it.
Numbers are exact decimals where the store has them; lists and small objects are JSON text.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from k3extract.article import Published
from k3extract.records import Check, Event, Extraction, Official, Statement, Statistic, Time, to_json

Kind = Literal["text", "int", "flag", "number", "json"]
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first ``key`` columns identify a row, ``owner`` is the column with the document's id."""

    name: str
    columns: tuple[tuple[str, Kind], ...]
    key: int = 1
    owner: str = "document"

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(name for name, _ in self.columns)


def _columns(words: str) -> tuple[tuple[str, Kind], ...]:
    """``"id value:number"`` -> columns; text where no kind is said."""
    kinds: dict[str, Kind] = {"": "text", "int": "int", "flag": "flag", "number": "number", "json": "json"}
    return tuple((name, kinds[kind]) for name, _, kind in (word.partition(":") for word in words.split()))


_SPAN = "start_char:int end_char:int text"
_VALUES = "value:number low:number high:number"
TABLES = (
    Table(
        "documents",
        _columns(
            "id digest part source sha256 url outlet title author place published published_edtf published_basis "
            "schema_version rulebook findings:int text"
        ),
        owner="id",
    ),
    Table(
        "officials",
        _columns(
            "id document name title position organisation acting former:flag rank honorifics:json degrees:json "
            "other_positions:json rule"
        ),
    ),
    Table(
        "events",
        _columns(
            f"id document {_SPAN} name type date date_basis place venue mode organisers:json series_unit "
            "series_number:int series_total:int series_year:int status part_of rule"
        ),
    ),
    Table("event_officials", _columns("event official document part"), key=2),
    Table(
        "statistics",
        _columns(
            f"id document {_SPAN} {_VALUES} dimension unit unit_code counted hedge realis role direction period scope "
            "base:json speaker event same_as rule"
        ),
    ),
    Table("statements", _columns(f"id document {_SPAN} kind speaker resolution verb cue:json rule")),
    Table("times", _columns(f"id document {_SPAN} type timex edtf mod basis weekday flags:json rule")),
    Table(
        "checks",
        _columns(
            "id document kind verdict reason severity scope message_id message_en gap:number gap_relative:number "
            "readings:json suggestions:json rule"
        ),
    ),
    Table("check_spans", _columns(f"check_id ord:int document role {_SPAN}"), key=2),
    Table("check_operands", _columns("check_id ord:int document role record"), key=2),
    Table("mentions", _columns(f"record ord:int document {_SPAN} kind"), key=2),
)
BY_NAME = {table.name: table for table in TABLES}


def rows(extraction: Extraction, digest: str, part: str) -> Iterator[tuple[str, Row]]:
    """The rows of one Extraction as ``(table, values)``; ``digest`` and ``part`` say where it was read from."""
    article = extraction.article
    published = article.published if isinstance(article.published, Published) else None
    yield "documents", (
        article.id, digest, part, article.source, article.sha256, article.url, article.outlet, article.title,
        article.author, article.place, published and published.timex, published and published.edtf,
        published and published.basis, extraction.schema, extraction.rulebook, len(extraction.findings), article.text,
    )  # fmt: skip
    for kind, make in _MAKERS.items():
        for record in getattr(extraction, kind):
            yield from make(record, article.id)


def _official(one: Official, document: str) -> Iterator[tuple[str, Row]]:
    yield "officials", (
        one.id, document, one.name, one.title, one.position, one.organisation, one.acting, one.former, one.rank,
        _json(one.honorifics), _json(one.degrees), _json(one.other_positions), one.rule,
    )  # fmt: skip
    for number, mention in enumerate(one.mentions):
        yield "mentions", (one.id, number, document, mention.start, mention.end, mention.text, mention.kind)


def _event(one: Event, document: str) -> Iterator[tuple[str, Row]]:
    series = one.series
    yield "events", (
        one.id, document, one.start, one.end, one.text, one.name, one.type, one.date, one.date_basis, one.place,
        one.venue, one.mode, _json(one.organisers), series and series.unit, series and series.number,
        series and series.total, series and series.year, one.status, one.part_of, one.rule,
    )  # fmt: skip
    for official, part in _parts(one).items():
        yield "event_officials", (one.id, official, document, part)
    for number, mention in enumerate(one.mentions):
        yield "mentions", (one.id, number, document, mention.start, mention.end, mention.text, None)


def _parts(event: Event) -> dict[str, str | None]:
    """Every official of the event with the part that says most: who opened it attended it too."""
    parts: dict[str, str | None] = dict.fromkeys((*event.officials, *(part.official for part in event.parts)))
    for one in event.parts:
        if parts[one.official] in (None, "attended"):
            parts[one.official] = one.part
    return parts


def _statistic(one: Statistic, document: str) -> Iterator[tuple[str, Row]]:
    yield "statistics", (
        one.id, document, one.start, one.end, one.text, one.value, one.low, one.high, one.dimension, one.unit,
        one.unit_code, one.counted, one.hedge, one.realis, one.role, one.direction, one.period, one.scope,
        one.base and _json(one.base), one.speaker, one.event, one.same_as, one.rule,
    )  # fmt: skip


def _statement(one: Statement, document: str) -> Iterator[tuple[str, Row]]:
    yield "statements", (
        one.id, document, one.start, one.end, one.text, one.kind, one.speaker, one.resolution, one.verb,
        one.cue and _json(one.cue), one.rule,
    )  # fmt: skip


def _time(one: Time, document: str) -> Iterator[tuple[str, Row]]:
    yield "times", (
        one.id, document, one.start, one.end, one.text, one.type, one.timex, one.edtf, one.mod, one.basis, one.weekday,
        _json(one.flags), one.rule,
    )  # fmt: skip


def _check(one: Check, document: str) -> Iterator[tuple[str, Row]]:
    yield "checks", (
        one.id, document, one.kind, one.verdict, one.reason, one.severity, one.scope, one.message.id, one.message.en,
        one.gap, one.gap_relative, _json(one.readings), _json(one.suggestions), one.rule,
    )  # fmt: skip
    for number, span in enumerate(one.spans):
        yield "check_spans", (one.id, number, document, span.role, span.start, span.end, span.text)
    for number, operand in enumerate(one.operands):
        yield "check_operands", (one.id, number, document, operand.role, operand.record)


_MAKERS: dict[str, Callable[[Any, str], Iterator[tuple[str, Row]]]] = {
    "officials": _official,
    "events": _event,
    "statistics": _statistic,
    "statements": _statement,
    "times": _time,
    "checks": _check,
}


def _json(value: Any) -> str:
    return to_json(value).decode("utf-8")


def plain(value: Decimal) -> str:
    """A decimal without exponent."""
    return f"{value:f}"
