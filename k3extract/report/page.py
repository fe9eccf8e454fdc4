"""The page itself: templates filled, style and script put inside, nothing fetched and nothing trusted.

Scraped text is hostile: jinja2 escapes everything, a link is only made of an http address, characters that turn the
direction of writing are shown and shut in, and a content security policy lets no script or style run but ours.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from k3extract.article import Published
from k3extract.errors import SinkError
from k3extract.records import Extraction
from k3extract.report.facts import Card, cards
from k3extract.report.findings import Finding, findings, marks
from k3extract.report.labels import LANGUAGES, Words, label
from k3extract.report.overview import Row, charts
from k3extract.report.segments import Mark, Run, paragraphs

LAYERS = ("f", "o", "e", "s", "q", "t", "b")  # as the legend lists them
_OPEN = 10  # so many articles stand open on the page; with more, each is opened from the overview
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")
_TURNS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


class Failed(NamedTuple):
    """An input that could not be read: where, at which stage, why."""

    source: str
    stage: str
    reason: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the view: an environment whose ``page.html`` and ``article.html`` extend ours, and what they
    need to know besides."""

    templates: Environment
    context: Mapping[str, object] = field(default_factory=dict)


class Report:
    """Collects extractions, then renders one page. The same extractions give the same bytes.

    ``language`` (``id`` or ``en``) is the one shown first; ``texts`` is ``all`` or ``findings`` (articles without a
    finding are then listed without their text, which keeps large reports small). ``frame`` puts the same view into
    another page.
    """

    def __init__(
        self, *, language: str = "id", texts: str = "all", title: str | None = None, frame: Frame | None = None
    ) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"language {language!r} is none of {', '.join(LANGUAGES)}")
        self._frame = frame or Frame(environment())
        self._language = language
        self._texts = texts
        self._title = title
        self._rows: list[Row] = []
        self._articles: list[Markup] = []
        self._rulebooks: dict[str, None] = {}

    def add(self, extraction: Extraction) -> None:
        """One more article, below those before it."""
        index = len(self._rows) + 1
        shown = self._texts == "all" or bool(extraction.findings)
        row = _row(extraction, index, shown)
        self._rows.append(row)
        self._rulebooks.setdefault(extraction.rulebook)
        if shown:
            self._articles.append(self._render("article.html", _article(extraction, row)))

    def render(self, failures: Sequence[Failed] = ()) -> str:
        """The page as one string of HTML."""
        style, script = static("page.css"), static("page.js")
        found = [check for row in self._rows for check in row.findings]
        page: dict[str, object] = {
            "title": (self._title and Words(self._title, self._title)) or label("ui", "title"),
            "language": self._language,
            "style": Markup(style),
            "script": Markup(script),
            "policy": f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
            "base-uri 'none'; form-action 'none'",
            "rows": sorted(self._rows, key=lambda row: row.rank),  # the gravest first, else as they came
            "charts": charts(self._rows),
            "articles": self._articles,
            "single": len(self._rows) == 1,
            "opened": len(self._articles) <= _OPEN,
            "totals": {
                "articles": len(self._rows),
                "relations": sum(row.relations for row in self._rows),
                "findings": len(found),
                "failures": len(failures),
            },
            "failures": failures,
            "layers": LAYERS,
            "rulebooks": list(self._rulebooks),
        }
        return self._render("page.html", page)

    def _render(self, name: str, values: Mapping[str, object]) -> Markup:
        return Markup(self._frame.templates.get_template(name).render({**self._frame.context, **values}))

    def write(self, path: Path, failures: Sequence[Failed] = ()) -> None:
        """The page as a file, UTF-8. Raises SinkError when it cannot be written."""
        try:
            path.write_bytes(self.render(failures).encode("utf-8", "replace"))
        except OSError as error:
            raise SinkError(str(path), error.strerror or str(error)) from None


def _row(extraction: Extraction, index: int, shown: bool) -> Row:
    article = extraction.article
    published = article.published
    stamp = (published.timex or "") if isinstance(published, Published) else published or ""
    return Row(
        index=index,
        title=" ".join((article.title or "").split()) or opening(article.text),
        outlet=article.outlet or _host(article.url),
        published=stamp[:16].replace("T", " ").removesuffix(" 00:00"),
        counts={
            "o": len(extraction.officials),
            "e": len(extraction.events),
            "s": len(extraction.statistics),
            "q": len(extraction.statements),
            "t": len(extraction.times),
        },
        relations=sum(check.verdict != "not_checkable" for check in extraction.checks),
        findings=extraction.findings,
        shown=shown,
    )


def opening(text: str) -> str:
    """The first words of a text, 80 characters at most."""
    words = text[:400].split()
    first = ""
    for word in words:
        if len(first) + len(word) > 80:
            return f"{first}…" if first else f"{word[:80]}…"
        first = f"{first} {word}".strip()
    return first


def _host(url: str | None) -> str:
    return (urlsplit(link(url)).hostname or "").removeprefix("www.") if link(url) else ""


def link(url: str | None) -> str:
    """The address when it may be linked to (http and https only), else an empty string.

    >>> link("https://example.org/a"), link("javascript:alert(1)"), link("http://[bad")
    ('https://example.org/a', '', '')
    """
    try:
        parts = urlsplit(url or "")
        return (url or "") if parts.scheme in ("http", "https") and parts.hostname else ""
    except ValueError:
        return ""


def _article(extraction: Extraction, row: Row) -> dict[str, object]:
    flagged, others = findings(extraction, row.index)
    records = cards(extraction, row.index)
    return {
        "row": row,
        "article": extraction.article,
        "url": link(extraction.article.url),
        "findings": flagged,
        "others": others,
        "cards": records,
        "paragraphs": _paragraphs(extraction, records, [*flagged, *others]),
    }


def _paragraphs(extraction: Extraction, records: Iterable[Card], checks: Iterable[Finding]) -> list[list[Run]]:
    placed = [Mark(span.start, span.end, card.layer, (card.name,)) for card in records for span in card.spans]
    notes = []
    for finding in checks:
        placed += marks(finding)
        if finding.number and finding.check.spans:
            notes.append((max(span.end for span in finding.check.spans), finding.number))
    placed += [Mark(mark.start, mark.end, "b", ()) for mark in extraction.article.boilerplate]
    return paragraphs(extraction.article.text, placed, notes)


def said(words: Words) -> Markup:
    """Both languages, of which the page shows one; text that is the same in both is written once, shut in by itself."""
    if words.id == words.en:
        return scraped(words.id)
    return Markup(
        "".join(f'<span class="l" lang="{lang}">{scraped(getattr(words, lang))}</span>' for lang in LANGUAGES)
    )


def scraped(text: str) -> Markup:
    """Text from outside: escaped, control characters shown by their code, turns of direction shut in.

    >>> scraped("<b>1\\u202e2")
    Markup('&lt;b&gt;1<bdi class="ctl" data-code="U+202E">\\u202e</bdi>2')
    """
    return Markup("").join(_pieces(text))


def _pieces(text: str) -> Iterable[Markup]:
    at = 0
    for found in _CONTROL.finditer(text):
        yield escape(text[at : found.start()])
        inner = found.group() if _TURNS.match(found.group()) else ""
        yield Markup('<bdi class="ctl" data-code="U+{}">{}</bdi>').format(f"{ord(found.group()):04X}", inner)
        at = found.end()
    yield escape(text[at:])


def named(words: Words, attribute: str = "aria-label") -> Markup:
    """An attribute in the first language, with both beside it for the switch."""
    return Markup('{0}="{1}" data-attr="{0}" data-id="{1}" data-en="{2}"').format(attribute, words.id, words.en)


def _ui(key: str) -> Markup:
    return said(label("ui", key))


def _counted(count: int, key: str) -> Markup:
    """``count`` in bold with its noun, which English puts in the singular after 1."""
    one = label("ui", f"{key}_one") if count == 1 else label("ui", key)
    return Markup("<b>{}</b> {}").format(count, said(one))


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Our templates, everything escaped. ``overlay(loader=…)`` makes one for a Frame."""
    made = Environment(
        autoescape=True,
        loader=PackageLoader("k3extract.report"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(said=said, scraped=scraped)
    made.globals.update(ui=_ui, counted=_counted, label=label, named=named)
    return made


@lru_cache(maxsize=4)
def static(name: str) -> str:
    """``page.css`` or ``page.js``."""
    return files("k3extract.report").joinpath("static", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
