"""What comes out of a reconciliation: checks that rest on words of several articles, and how they are printed."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from k3extract.records import Message, Operand, RoleSpan, Scope, Severity, Suggestion, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(RoleSpan):
    """A printed figure or name and the article it stands in; ``line`` and ``column`` (from 1) are of its text."""

    article: str
    source: str | None
    outlet: str | None
    url: str | None
    published: str | None
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.source or self.article}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cross:
    """A check across articles, with the fields of ``Check``; each span names its article. ``articles`` is how many
    articles say the same as the first and as the second place."""

    id: str
    kind: str
    verdict: Verdict
    reason: str | None = None
    severity: Severity = "none"
    scope: Scope = "cross_article"
    spans: tuple[Place, ...]
    operands: tuple[Operand, ...]
    articles: tuple[int, ...] = ()
    gap: Decimal | None = None
    gap_relative: Decimal | None = None
    suggestions: tuple[Suggestion, ...] = ()
    message: Message
    rule: str


_SEVERITY = {
    "id": {"high": "berat", "medium": "sedang", "low": "ringan", "info": "info", "none": "cocok"},
    "en": {"high": "high", "medium": "medium", "low": "low", "info": "info", "none": "agrees"},
}


def lines(cross: Cross, lang: str) -> Iterator[str]:
    """A check as a compiler prints it: the first place and the message, then every place with its words, indented."""
    message = cross.message.id if lang == "id" else cross.message.en
    yield f"{cross.spans[0]}: {_SEVERITY[lang][cross.severity]}: {cross.kind}: {message}"
    for place in cross.spans:
        known = ", ".join(word for word in (place.outlet, place.published) if word)
        yield f"    {place}: {' '.join(place.text.split())}" + (f" ({known})" if known else "")
