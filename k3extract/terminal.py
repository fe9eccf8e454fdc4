"""What a person sees on a terminal: findings as a compiler prints them, each at its line and column."""

from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal

from rich.markup import escape

from k3extract.article import Article, original, read_offset
from k3extract.records import Check, CheckReading, Extraction, Span

_COLOUR = {"high": "bold red", "medium": "yellow", "low": "cyan", "info": "blue", "none": "dim"}
_WORDS = {
    "id": {
        "high": "berat", "medium": "sedang", "low": "ringan", "info": "info", "none": "cocok",
        "agrees": "cocok", "fails": "tidak cocok", "maybe": "kemungkinan",
        "articles": "artikel", "checks": "hubungan diperiksa", "findings": "temuan", "failures": "gagal dibaca",
    },
    "en": {
        "high": "high", "medium": "medium", "low": "low", "info": "info", "none": "agrees",
        "agrees": "agrees", "fails": "does not agree", "maybe": "possibly",
        "articles": "articles", "checks": "relations checked", "findings": "findings", "failures": "could not be read",
    },
}  # fmt: skip


class Places:
    """Line and column (from 1, as editors count) of offsets, in the file as it was read."""

    def __init__(self, article: Article) -> None:
        raw = original(article.text, article.repairs)
        self._repairs = article.repairs
        self._source = article.source or article.id
        self._breaks = [-1, *(index for index, char in enumerate(raw) if char == "\n")]

    def at(self, offset: int) -> str:
        """``source:line:column`` of an offset into the repaired text."""
        raw = read_offset(self._repairs, offset)
        line = bisect_right(self._breaks, raw - 1)
        return f"{self._source}:{line}:{raw - self._breaks[line - 1]}"


def finding_lines(extraction: Extraction, check: Check, lang: str) -> Iterator[str]:
    """One finding in rich markup: the place and the message, then each reading and each possibility, indented."""
    places = Places(extraction.article)
    words = _WORDS[lang]
    colour = _COLOUR[check.severity]
    first = _claim(extraction, check)
    message = check.message.id if lang == "id" else check.message.en
    head = f"[bold]{escape(places.at(first.start))}[/]: [{colour}]{words[check.severity]}[/]: {escape(check.kind)}"
    yield f"{head}: {escape(message)}"
    for reading in check.readings:
        yield f"    {escape(reading_line(reading, lang))}"
    for suggestion in check.suggestions:
        why = f" ({suggestion.why})" if lang == "id" else ""  # in English the message says it
        yield escape(f"    {words['maybe']}: {suggestion.text}{why}")


def _claim(extraction: Extraction, check: Check) -> Span:
    """The figure that a reader would look at first: the one reported by the relation, else the first."""
    reported = check.readings[0].reported if check.readings else None
    claims = {operand.record for operand in check.operands}
    for statistic in extraction.statistics:
        if statistic.id in claims and statistic.value == reported and reported is not None:
            return statistic
    return min(check.spans, key=lambda span: span.start)


def reading_line(reading: CheckReading, lang: str) -> str:
    """A reading's working: ``expression = computed [low; high], tidak cocok dengan reported (gloss)``."""
    words = _WORDS[lang]
    verdict = words["agrees"] if reading.agrees else words["fails"]
    parts = [reading.expression]
    if reading.computed is not None:
        parts.append(f"= {number(reading.computed, lang)}")
    if reading.low is not None and reading.high is not None and reading.low != reading.high:
        parts.append(f"[{number(reading.low, lang)}; {number(reading.high, lang)}]")
    if reading.reported is not None:
        parts.append(f"| {number(reading.reported, lang)}")
    gloss = f" ({reading.gloss})" if lang == "id" else ""
    return f"{' '.join(parts)}: {verdict}{gloss}"


def number(value: Decimal, lang: str) -> str:
    """A number as the language writes it, four decimals at most.

    >>> from decimal import Decimal
    >>> number(Decimal("12243.75"), "id"), number(Decimal("12243.75"), "en")
    ('12.243,75', '12,243.75')
    """
    english = f"{round(value, 4).normalize():,f}"
    return english if lang == "en" else english.translate(str.maketrans(",.", ".,"))


def summary_line(counts: dict[str, int], lang: str) -> str:
    """The last line of a run; ``counts`` of articles, checks, findings and failures (named only when there are)."""
    words = _WORDS[lang]
    return ", ".join(f"{count} {words[name]}" for name, count in counts.items() if count or name != "failures")
