"""A check as it is shown: what it says, its working, the words it rests on, what might have been meant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from k3extract.checks.wording import turned
from k3extract.records import Check, CheckReading, Extraction, RoleSpan
from k3extract.report.labels import LANGUAGES, Words, label, labels, number
from k3extract.report.segments import Mark, Run, paragraphs

_WEEKDAY = re.compile(r"weekday\((\d{4}-\d\d-\d\d)\)")
_POSSIBLY = {"id": " Kemungkinan: ", "en": " Possibly: "}
_COMPUTED = {"id": " Dihitung: ", "en": " Computed: "}
_OUTCOME = {
    "id": (" Tidak ada pembacaan yang menghasilkan", " Tidak cocok dengan"),
    "en": (" No reading gives", " This does not match"),
}
_QUOTED = 320  # characters of a sentence that are quoted around the figures
SEVERITIES = ("high", "medium", "low", "info", "none")


@dataclass(frozen=True, slots=True)
class Working:
    """One reading: its gloss (None in English), the expression, what follows, what is printed and the outcome."""

    gloss: Words
    expression: Words
    computed: Words | None
    allowed: Words | None
    stated: Words | None
    outcome: Words
    agrees: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """One printed figure, the part it plays, and its name on the page."""

    name: str
    role: Words
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A check on the page. ``number`` counts the findings of an article from 1; other checks have 0."""

    name: str
    number: int
    check: Check
    says: Words
    workings: tuple[Working, ...]
    evidence: tuple[Evidence, ...]
    quoted: tuple[tuple[Run, ...], ...]
    suggestions: tuple[tuple[Words, Words], ...]


def findings(extraction: Extraction, index: int) -> tuple[list[Finding], list[Finding]]:
    """The findings, the gravest first, and the other checks in text order."""
    flagged = sorted(extraction.findings, key=lambda check: SEVERITIES.index(check.severity))
    others = [check for check in extraction.checks if check.verdict != "inconsistent"]
    return (
        [_finding(extraction, check, (f"{index}-f{at}", at)) for at, check in enumerate(flagged, 1)],
        [_finding(extraction, check, (f"{index}-c{at}", 0)) for at, check in enumerate(others, 1)],
    )


def marks(finding: Finding) -> Iterator[Mark]:
    """Where a finding lies on the text: every figure carries its own name and that of the finding."""
    layer = "f" if finding.number else "c"
    for evidence, span in zip(finding.evidence, finding.check.spans, strict=True):
        yield Mark(span.start, span.end, layer, (evidence.name, finding.name))


def _finding(extraction: Extraction, check: Check, name: tuple[str, int]) -> Finding:
    evidence = tuple(
        Evidence(f"{name[0]}-{at}", label("role", span.role), span.text) for at, span in enumerate(check.spans)
    )
    return Finding(
        name=name[0],
        number=name[1],
        check=check,
        says=_says(check),
        workings=tuple(_working(check, reading) for reading in check.readings),
        evidence=evidence,
        quoted=tuple(_quoted(extraction, check, evidence)) if name[1] else (),
        suggestions=tuple(_suggestions(check)),
    )


def _says(check: Check) -> Words:
    """The message without what the page shows beside it: possible repairs, the closing line, and results that the
    working lists."""
    says = {}
    for language in LANGUAGES:
        text = getattr(check.message, language)
        text = text.removesuffix(getattr(labels()["ui"]["closing"], language)).rstrip()
        if check.suggestions:
            text = text.partition(_POSSIBLY[language])[0]
        stated, computed, results = text.partition(_COMPUTED[language])
        outcome = next((results[at:] for words in _OUTCOME[language] if (at := results.find(words)) >= 0), "")
        says[language] = stated + outcome if computed and outcome else text
    return Words(**says)


def _suggestions(check: Check) -> Iterator[tuple[Words, Words]]:
    for suggestion in check.suggestions:
        english = suggestion.text if check.kind.startswith("date") else turned(suggestion.text)
        yield Words(suggestion.text, english), label("why", suggestion.why)


def _working(check: Check, reading: CheckReading) -> Working:
    low, high = reading.low, reading.high
    allowed = None
    if low is not None and high is not None and low != high:
        allowed = Words(*(f"{a} – {b}" for a, b in zip(number(low), number(high), strict=True)))
    outcome = label("agrees", reading.agrees or "fails")
    day = _WEEKDAY.fullmatch(reading.expression)
    if day:
        gloss = Words("", "")
        names = label("weekday", str(date.fromisoformat(day[1]).isoweekday()))
        expression = Words(f"{day[1]} = {names.id}", f"{day[1]} = {names.en}")
    else:
        gloss = Words("" if reading.gloss == check.kind else reading.gloss, "")
        plain = reading.expression.replace("*", "×")
        expression = Words(plain, plain)
    computed = number(reading.computed) if reading.computed is not None else None
    stated = number(reading.reported) if reading.reported is not None else None
    return Working(gloss, expression, computed, allowed, stated, outcome, reading.agrees is not None)


def _quoted(extraction: Extraction, check: Check, evidence: tuple[Evidence, ...]) -> Iterator[tuple[Run, ...]]:
    """The sentences that hold the figures, the figures marked; a long sentence is cut to what lies around them."""
    text = extraction.article.text
    for start, end in _windows(extraction, check.spans):
        inside = [(one, span) for one, span in zip(evidence, check.spans, strict=True) if start <= span.start < end]
        if not inside:
            continue
        low, high = inside[0][1].start, max(span.end for _, span in inside)
        spare = max(0, _QUOTED - (high - low)) // 2
        left = _word_start(text, max(start, low - spare), start)
        right = _word_end(text, min(end, high + spare), end)
        placed = [
            Mark(max(span.start - left, 0), min(span.end, right) - left, "f", (one.name,)) for one, span in inside
        ]
        runs = [run for line in paragraphs(text[left:right], placed) for run in (*line, Run(" "))]
        yield (*((Run("… "),) if left > start else ()), *runs, *((Run("…"),) if right < end else ()))


def _windows(extraction: Extraction, spans: tuple[RoleSpan, ...]) -> Iterator[tuple[int, int]]:
    """Sentences with a figure, those that a figure runs across taken as one."""
    low = high = -1
    for start, end in extraction.article.sentences or ((0, len(extraction.article.text)),):
        reach = max((span.end for span in spans if start <= span.start < end), default=-1)
        if low >= 0 and start < high:
            high = max(high, end, reach)
        elif reach >= 0:
            if low >= 0:
                yield low, high
            low, high = start, max(end, reach)
    if low >= 0:
        yield low, high


def _word_start(text: str, at: int, floor: int) -> int:
    while at > floor and not text[at - 1].isspace():
        at -= 1
    return at


def _word_end(text: str, at: int, ceiling: int) -> int:
    while at < ceiling and not text[at].isspace():
        at += 1
    return at
