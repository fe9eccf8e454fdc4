"""What a person sees on a terminal: findings as a compiler prints them, records as a tree, rules at work."""

from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from rich.markup import escape
from rich.table import Table
from rich.tree import Tree

from k3extract.article import Article, original, read_offset
from k3extract.extract import Extractor
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


def explain_tree(extractor: Extractor, extraction: Extraction, wanted: str | None) -> Tree:
    """Record -> evidence -> rule -> file:line. ``wanted`` is an id or the end of one; None explains the checks."""
    places = Places(extraction.article)
    known = {record.id: record for record in _records(extraction)}
    root = Tree(f"[bold]{escape(extraction.article.id)}[/] {escape(extraction.article.source or '')}")
    for record_id, record in known.items():
        if not (
            record_id == wanted or (wanted and record_id.endswith(wanted)) or (not wanted and isinstance(record, Check))
        ):
            continue
        branch = root.add(f"[bold]{escape(record_id)}[/] {escape(_gist(record))}")
        if isinstance(record, Check):
            branch.add(escape(record.message.id))
            for reading in record.readings:
                branch.add(escape(reading_line(reading, "id")))
            for operand in record.operands:
                _evidence(branch, operand.role, known.get(operand.record), extractor, places)
            for span in record.spans:
                branch.add(f"{escape(span.role)}: {places.at(span.start)} [green]{escape(span.text)}[/]")
        else:
            for place in _spans(record):
                branch.add(f"{places.at(place.start)} [green]{escape(place.text)}[/]")
        branch.add(rule_place(extractor, record.rule))
    return root


def rule_place(extractor: Extractor, rule: str) -> str:
    """A rule id with the file and line it stands at."""
    entry = extractor.rulebook.entries.get(rule)
    return f"[dim]{escape(rule)}[/]" + (f" ({escape(entry.place)})" if entry else "")


def _records(extraction: Extraction) -> Iterator[Any]:
    for kind in ("officials", "events", "statistics", "statements", "times", "checks"):
        yield from getattr(extraction, kind)


def _gist(record: Any) -> str:
    if isinstance(record, Check):
        return f"{record.kind} {record.verdict}" + (f" ({record.reason})" if record.reason else "")
    skipped = {"id", "rule", "mentions", "start", "end"}
    fields = (name for name in record.__dataclass_fields__ if name not in skipped)
    return ", ".join(f"{name}={value}" for name in fields if (value := getattr(record, name)) not in (None, (), False))


def _spans(record: Any) -> tuple[Span, ...]:
    mentions: tuple[Span, ...] = getattr(record, "mentions", ())
    return (record, *mentions) if isinstance(record, Span) else mentions


def _evidence(branch: Tree, role: str, record: Any, extractor: Extractor, places: Places) -> None:
    if not isinstance(record, Span):
        return
    twig = branch.add(
        f"{escape(role)}: {places.at(record.start)} [green]{escape(record.text)}[/] {escape(_gist(record))}"
    )
    twig.add(rule_place(extractor, getattr(record, "rule", "")))


def try_table(extractor: Extractor, sentence: str) -> Table:
    """What every rule saw in a sentence: kind, place, words, what was made of them, rule and its place."""
    extraction = extractor(Article(text=sentence))
    marked = extractor.mark(extraction.article, extractor.references.scan(sentence))
    table = Table(title=escape(sentence), title_justify="left")
    for heading in ("jenis", "letak", "kata", "dibaca sebagai", "aturan"):
        table.add_column(heading, overflow="fold")
    rows: list[tuple[int, int, str, object]] = []
    for name in ("references", "times", "quantities", "offices", "names", "event_nouns", "cues"):
        rows += [(found.start, found.end, name, found) for found in getattr(marked, name)]
    for mark in extraction.article.boilerplate:
        rows.append((mark.start, mark.end, "boilerplate", mark))
    for start, end, name, found in sorted(rows, key=lambda row: row[:3]):
        rule = rule_place(extractor, getattr(found, "rule", ""))
        table.add_row(name, f"{start}-{end}", escape(sentence[start:end]), escape(_gist(found)), rule)
    for record in _records(extraction):
        if not isinstance(record, Span) and not isinstance(record, Check):
            first = _spans(record)[0]
            table.add_row("record", f"{first.start}-{first.end}", escape(first.text), escape(_gist(record)), "")
        elif isinstance(record, Check):
            spans = ", ".join(f"{span.role} {span.text}" for span in record.spans)
            table.add_row("check", "", escape(spans), escape(_gist(record)), rule_place(extractor, record.rule))
    return table
