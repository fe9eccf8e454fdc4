"""From a judged claim to the Check record: spans, operands, readings, message."""

from decimal import Decimal
from fractions import Fraction

from k3extract.article import Article
from k3extract.checks.figures import Figure
from k3extract.checks.judging import Claim, Judgement, plain
from k3extract.checks.messages import message, suggestions
from k3extract.records import Check, CheckReading, Operand, RoleSpan, record_id


def decimal(value: Fraction | None) -> Decimal | None:
    """A rational as a plain Decimal, at most 6 places.

    >>> decimal(Fraction(48975, 4))
    Decimal('12243.75')
    """
    return None if value is None else Decimal(plain(value))


def _end(value: Fraction | None, scale: Fraction) -> Decimal | None:
    return None if value is None else decimal(value / scale)


def _spans(claim: Claim, figures: list[tuple[str, Figure]], text: str) -> tuple[RoleSpan, ...]:
    spans = [
        RoleSpan(start=figure.record.start, end=figure.record.end, text=figure.record.text, role=role)
        for role, figure in figures
    ]
    spans += [RoleSpan(start=low, end=high, text=text[low:high], role="item") for low, high in claim.named]
    return tuple(sorted(spans, key=lambda span: span.start))


def report(article: Article, claim: Claim, judgement: Judgement) -> Check:
    """The Check of a claim; its id is the place from its first to its last figure."""
    figures = [(claim.role, claim.claim), *claim.operands]
    figures.sort(key=lambda item: item[1].record.start)
    at = claim.claim.record
    spans = _spans(claim, figures, article.text)
    scale = claim.claim.factor  # computed in base units, reported in the unit of the claim
    readings = tuple(
        CheckReading(
            gloss=reading.gloss,
            expression=reading.expression,
            computed=decimal(reading.value / scale),
            low=_end(reading.strict.low, scale) if reading.strict else None,
            high=_end(reading.strict.high, scale) if reading.strict else None,
            reported=at.value,
            agrees=agrees,
        )
        for reading, agrees in zip(claim.readings, judgement.agrees, strict=True)
    )
    found = suggestions(claim) if judgement.verdict == "inconsistent" else ()
    return Check(
        id=record_id(article.id, f"check:{claim.kind}", spans[0].start, max(span.end for span in spans)),
        kind=claim.kind,
        verdict=judgement.verdict,
        reason=judgement.reason,
        severity=judgement.severity,
        scope=claim.scope,
        spans=spans,
        operands=tuple(Operand(role=role, record=figure.record.id) for role, figure in figures if not figure.unread),
        readings=readings,
        gap=_end(judgement.gap, scale),
        gap_relative=decimal(judgement.relative),
        suggestions=found,
        message=message(claim, judgement, found),
        rule=claim.rule,
    )
