"""Every type that comes out, declared once. What each field means: README, "Records"; names are a contract.

Slotted frozen dataclasses: pydantic's TypeAdapter gives their JSON Schema and validation, msgspec their exact JSON
(a Decimal becomes a JSON number digit by digit). A field with nothing to say is None or ().
"""

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

import msgspec

from k3extract.article import Article

SCHEMA = "1.0"

Acting = Literal["plt", "plh", "pj", "pjs"]
Dimension = Literal[
    "count", "percent", "percentage_point", "money", "ordinal", "duration", "mass", "length", "area", "volume",
    "energy", "rate", "index", "ratio",
]  # fmt: skip
Hedge = Literal["about", "more_than", "at_least", "almost", "at_most", "less_than", "range", "vague"]
Realis = Literal["actual", "target", "plan", "estimate", "requirement"]
Role = Literal["level", "total", "part", "increment", "cumulative", "share", "base", "change", "remainder", "rank"]
Direction = Literal["up", "down"]
MentionKind = Literal["full", "short", "nickname", "office", "pronoun"]
EventStatus = Literal["held", "planned", "ongoing", "cancelled"]
Mode = Literal["offline", "online", "hybrid"]
EventPart = Literal["opened", "closed", "inaugurated", "led", "attended", "represented", "spoke", "signed"]
StatementKind = Literal["direct", "indirect", "relayed"]
Resolution = Literal["named", "office", "pronoun", "carried_over", "none"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
TimeBasis = Literal["stated", "anchored", "inherited"]
Verdict = Literal["consistent", "approximate", "inconsistent", "not_checkable"]
Severity = Literal["high", "medium", "low", "info", "none"]
Scope = Literal["clause", "sentence", "adjacent", "article", "cross_article"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """``text == article.text[start:end]``, code points, half open."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Span):
    """One place where the article speaks of an official or an event."""

    kind: MentionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """A named person who holds an office; one record per person per article."""

    id: str
    name: str | None
    honorifics: tuple[str, ...] = ()
    degrees: tuple[str, ...] = ()
    rank: str | None = None
    title: str
    position: str
    organisation: str | None = None
    acting: Acting | None = None
    former: bool = False
    other_positions: tuple[str, ...] = ()
    mentions: tuple[Mention, ...]
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The place of an event in a numbered series; ``unit`` is the noun as read (batch, angkatan, ke ...)."""

    unit: str
    number: int | None = None
    total: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Span):
    """What an official (an id) did at an event; ``start, end, text`` is the cue it was read from.

    Who is ``represented`` was not there: somebody else stood in.
    """

    official: str
    part: EventPart


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Span):
    """An organised happening; ``start, end, text`` is its trigger phrase, ``date`` is EDTF."""

    id: str
    name: str | None = None
    type: str
    date: str | None = None
    date_basis: str | None = None
    place: str | None = None
    venue: str | None = None
    mode: Mode | None = None
    organisers: tuple[str, ...] = ()
    officials: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    series: Series | None = None
    status: EventStatus = "held"
    statistics: tuple[str, ...] = ()
    part_of: str | None = None
    mentions: tuple[Span, ...] = ()
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity(Span):
    """A number with its unit as it stands in the text.

    ``value`` is None for ranges and vague plurals; ``low`` and ``high`` are what the written digits and the hedge
    allow, closed, None where open. ``number`` is the span of the numeral itself, without unit, currency and hedge.
    """

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    dimension: Dimension
    unit: str | None = None
    unit_code: str | None = None
    hedge: Hedge | None = None
    direction: Direction | None = None
    number: tuple[int, int]
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What a share is a share of: ids of statistics (all licensed antecedents) and the words that point to them."""

    ids: tuple[str, ...]
    cue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistic(Span):
    """A quantity that means something; ``start, end, text`` is the number with its unit."""

    id: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    dimension: Dimension
    unit: str | None = None
    unit_code: str | None = None
    counted: str | None = None
    hedge: Hedge | None = None
    realis: Realis = "actual"
    role: Role = "level"
    direction: Direction | None = None
    period: str | None = None
    scope: str | None = None
    base: Base | None = None
    speaker: str | None = None
    event: str | None = None
    same_as: str | None = None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Span):
    """What somebody said; ``start, end, text`` is the content without its quotation marks."""

    id: str
    kind: StatementKind
    speaker: str | None = None
    resolution: Resolution = "none"
    verb: str | None = None
    cue: Span | None = None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Time(Span):
    """A temporal expression with its TIMEX3 value and, where EDTF has a form, EDTF."""

    id: str
    type: TimeType
    timex: str | None
    edtf: str | None = None
    mod: str | None = None
    basis: TimeBasis = "stated"
    weekday: str | None = None
    flags: tuple[str, ...] = ()
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSpan(Span):
    """One printed figure of a check and the part it plays (``claim``, ``total``, ``part``, ``base`` ...)."""

    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Operand:
    """The record (Statistic or Time id) that fills a role of a check."""

    role: str
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReading:
    """One way to read the relation: what it computes, what the article reports, whether the two agree."""

    gloss: str
    expression: str
    computed: Decimal | None
    low: Decimal | None
    high: Decimal | None
    reported: Decimal | None
    agrees: str | None  # exact | rounding | truncation | loose_zeros | hedge | bound, None where it does not


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A repair after which the relation would hold exactly: a possibility, never a verdict."""

    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """The same finding in Indonesian and in English."""

    id: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One relation that the article's words claim. A finding is a check whose verdict is ``inconsistent``."""

    id: str
    kind: str
    verdict: Verdict
    reason: str | None = None
    severity: Severity = "none"
    scope: Scope
    spans: tuple[RoleSpan, ...]
    operands: tuple[Operand, ...] = ()
    readings: tuple[CheckReading, ...] = ()
    gap: Decimal | None = None
    gap_relative: Decimal | None = None
    suggestions: tuple[Suggestion, ...] = ()
    message: Message
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """Everything read from one article. Raises ValueError when a span does not quote ``article.text``."""

    schema: str = field(default=SCHEMA)
    rulebook: str
    article: Article
    officials: tuple[Official, ...] = ()
    events: tuple[Event, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    statements: tuple[Statement, ...] = ()
    times: tuple[Time, ...] = ()
    checks: tuple[Check, ...] = ()

    def __post_init__(self) -> None:
        self._quote(self.spans())

    def with_checks(self, checks: tuple[Check, ...]) -> "Extraction":
        """The same extraction with the validator's ``checks``; only their spans are held against the text."""
        self._quote(span for check in checks for span in check.spans)
        whole = copy(self)
        object.__setattr__(whole, "checks", checks)
        return whole

    def _quote(self, spans: Iterable[Any]) -> None:
        text = self.article.text
        for span in spans:
            if not 0 <= span.start <= span.end or text[span.start : span.end] != span.text:
                raise ValueError(f"span {span.start}-{span.end} does not quote the article: {span.text!r}")

    def spans(self) -> Iterator[Any]:
        """Every span of every record, boilerplate included (each has ``start, end, text``)."""
        yield from self.article.boilerplate
        yield from self.times
        yield from self.statistics
        for official in self.officials:
            yield from official.mentions
        for event in self.events:
            yield event
            yield from event.mentions
            yield from event.parts
        for statement in self.statements:
            yield statement
            if statement.cue is not None:
                yield statement.cue
        for check in self.checks:
            yield from check.spans

    @property
    def findings(self) -> tuple[Check, ...]:
        """The checks whose verdict is ``inconsistent``."""
        return tuple(check for check in self.checks if check.verdict == "inconsistent")

    def model_dump_json(self) -> str:
        """One line of JSON, keys in the order of the contract, numbers written exactly."""
        return to_json(self).decode("utf-8")


_ENCODER = msgspec.json.Encoder(decimal_format="number")


def to_json(record: Any) -> bytes:
    """Any record or Extraction as one line of UTF-8 JSON, without the line end.

    >>> to_json(Span(start=0, end=2, text="Rp"))
    b'{"start":0,"end":2,"text":"Rp"}'
    """
    return _ENCODER.encode(record)


def record_id(article_id: str, kind: str, start: int, end: int) -> str:
    """The id of a record, derived from its place: ``<article id>#<kind>:<start>-<end>``.

    >>> record_id("art_1", "statistic", 3, 9)
    'art_1#statistic:3-9'
    """
    return f"{article_id}#{kind}:{start}-{end}"
