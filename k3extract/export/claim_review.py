"""schema.org ClaimReview (JSON-LD) of the findings that a person confirmed; nothing is published without one.

The confirmations are a YAML file that an editor writes::

    reviewer: {name: Redaksi Cek Angka, url: https://cek.example.org}
    date: 2025-11-28
    confirmed:
      art_0123#check:pct_chain:96-330: https://cek.example.org/2025/penyuluh

Each confirmed id is that of a finding (``k3extract check --format json``), its value the address of the review.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from k3extract.article import Article, Published
from k3extract.errors import RuleError, SinkError
from k3extract.export.files import write_lines
from k3extract.records import Check, Extraction
from k3extract.rulebook.strict_yaml import load_entries

RATING = {"id": "Angka tidak cocok", "en": "Figures do not agree"}
_DATES = {"date_weekday": "Hari dan tanggal tidak cocok", "date_valid": "Tanggal tidak ada"}


@dataclass(frozen=True, slots=True)
class Confirmations:
    """Who reviewed, on which day (ISO), and the address of each review by the id of its finding."""

    name: str
    url: str | None
    date: str | None
    reviews: dict[str, str]


def read_confirmations(path: Path) -> Confirmations:
    """The editor's file. Raises SinkError with its place when something is missing."""
    try:
        fields = {node.key: node.value for node in load_entries(path.read_text(encoding="utf-8"), str(path))}
    except OSError as error:
        raise SinkError(str(path), error.strerror or str(error)) from None
    except RuleError as error:
        raise SinkError(error.place, error.reason) from None
    reviewer, confirmed = fields.get("reviewer"), fields.get("confirmed")
    if not isinstance(reviewer, dict) or not reviewer.get("name"):
        raise SinkError(str(path), "reviewer: {name: …, url: …} is missing")
    if not isinstance(confirmed, dict) or not all(isinstance(url, str) for url in confirmed.values()):
        raise SinkError(str(path), "confirmed: {id of a finding: address of the review} is missing")
    return Confirmations(reviewer["name"], reviewer.get("url"), fields.get("date"), confirmed)


def write(extractions: Iterable[Extraction], path: Path, confirmations: Path) -> None:
    """One ClaimReview a line. Raises SinkError when a confirmed id is no finding of ``extractions``."""
    known = read_confirmations(confirmations)
    found = {
        check.id: review(extraction.article, check, known)
        for extraction in extractions
        for check in extraction.findings
        if check.id in known.reviews
    }
    lost = [one for one in known.reviews if one not in found]
    if lost:
        raise SinkError(str(confirmations), f"no such finding: {', '.join(lost)}")
    write_lines((json.dumps(found[one], ensure_ascii=False) for one in known.reviews), path)


def review(article: Article, check: Check, known: Confirmations) -> dict[str, Any]:
    """The ClaimReview of one finding; what is not known is left out."""
    appearance = _kept(
        ("@type", "NewsArticle"),
        ("url", article.url),
        ("headline", article.title),
        ("datePublished", _day(article)),
        ("publisher", article.outlet and {"@type": "Organization", "name": article.outlet}),
    )
    claim = _kept(
        ("@type", "Claim"),
        ("appearance", appearance),
        ("author", article.outlet and {"@type": "Organization", "name": article.outlet}),
        ("datePublished", _day(article)),
    )
    return _kept(
        ("@context", "https://schema.org"),
        ("@type", "ClaimReview"),
        ("url", known.reviews[check.id]),
        ("identifier", check.id),
        ("inLanguage", "id"),
        ("claimReviewed", " … ".join(_sentences(article, check))),
        ("author", _kept(("@type", "Organization"), ("name", known.name), ("url", known.url))),
        ("datePublished", known.date),
        ("itemReviewed", claim),
        ("reviewRating", {"@type": "Rating", "alternateName": _DATES.get(check.kind, RATING["id"])}),
        ("reviewBody", check.message.id),
    )


def _kept(*pairs: tuple[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in pairs if value}


def _day(article: Article) -> str | None:
    published = article.published
    return published.timex if isinstance(published, Published) and published.basis != "inferred" else None


def _sentences(article: Article, check: Check) -> Iterator[str]:
    """The sentences that hold the figures, in the article's own words."""
    for start, end in article.sentences:
        if any(start < span.end and span.start < end for span in check.spans):
            yield " ".join(article.text[start:end].split())
