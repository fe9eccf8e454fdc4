"""The one path: article -> sentences -> mentions -> records -> checks."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from k3extract.article import Article, Boilerplate, Published
from k3extract.assemble.events import EventAssembler
from k3extract.assemble.items import ItemReader
from k3extract.assemble.officials import OfficialAssembler
from k3extract.assemble.statements import StatementAssembler
from k3extract.assemble.statistics import Known, StatisticAssembler
from k3extract.checks import Validator
from k3extract.mentions.cues import CueScanner
from k3extract.mentions.events import EventScanner
from k3extract.mentions.marked import MarkedText, Placed
from k3extract.mentions.names import NameScanner
from k3extract.mentions.offices import OfficeScanner
from k3extract.mentions.quantities import QuantityScanner
from k3extract.mentions.references import Reference, ReferenceScanner
from k3extract.mentions.times import TimeScanner
from k3extract.mentions.words import Words
from k3extract.reading import BoilerplateMarker, read_dateline, read_published
from k3extract.records import Event, Extraction, Mention, Official, Statistic, Time
from k3extract.rulebook import Rulebook, load_rulebook
from k3extract.text import RuleSegmenter, Segmenter, bounded, cut

_ASIDES = frozenset({"ad", "embed", "related", "social"})  # furniture that stands between sentences, also inside a line


class Extractor:
    """Builds the rulebook and every part once; call it with an Article, get an Extraction.

    ``rules`` is a folder that lies over our rules, or a whole Rulebook; ``segmenter`` another backend for sentences.
    Raises RuleError when a rule cannot be loaded. A call reads no clock, file, network or locale.
    """

    def __init__(self, rules: str | Path | Rulebook | None = None, *, segmenter: Segmenter | None = None) -> None:
        rulebook = rules if isinstance(rules, Rulebook) else load_rulebook(Path(rules) if rules is not None else None)
        self.rulebook = rulebook
        self.boilerplate = BoilerplateMarker(rulebook)
        self.segmenter = segmenter or RuleSegmenter(rulebook)
        self.references = ReferenceScanner(rulebook)
        self.times = TimeScanner(rulebook)
        self.quantities = QuantityScanner(rulebook)
        self.offices = OfficeScanner(rulebook)
        self.names = NameScanner(rulebook)
        self.event_nouns = EventScanner(rulebook)
        self.cues = CueScanner(rulebook)
        self.officials = OfficialAssembler(rulebook)
        self.statements = StatementAssembler(rulebook)
        items = ItemReader(Words(rulebook))
        self.events = EventAssembler(rulebook, items)
        self.statistics = StatisticAssembler(rulebook, items)
        self.validator = Validator(rulebook)

    def __call__(self, article: Article) -> Extraction:
        """Everything read from ``article``; the same article and rules give the same bytes."""
        references = self.references.scan(article.text)
        marked = self.mark(self.prepare(article, references), references)
        officials = self.officials.assemble(marked)
        statements, pronouns = self.statements.assemble(marked, officials)
        officials = [_with_mentions(official, pronouns.get(official.id, [])) for official in officials]
        events = self.events.assemble(marked, officials)
        statistics = self.statistics.assemble(marked, Known(officials, statements, events))
        extraction = Extraction(
            rulebook=self.rulebook.digest,
            article=marked.article,
            officials=tuple(officials),
            events=tuple(_with_statistics(event, statistics) for event in events),
            statistics=tuple(statistics),
            statements=tuple(statements),
            times=tuple(marked.times),
        )
        return extraction.with_checks(self.validator.validate(extraction))

    def prepare(self, article: Article, references: Sequence[Reference]) -> Article:
        """The article with its boilerplate marked, its sentences, its dateline place and a day to read dates from."""
        boilerplate = self.boilerplate.mark(article.text)
        place, outlet = read_dateline(boilerplate)
        asides = [(mark.start, mark.end) for mark in boilerplate if mark.kind in _ASIDES]
        article = replace(
            article,
            boilerplate=boilerplate,
            sentences=tuple(bounded(article.text, cut(article.text, self.segmenter.sentences(article.text), asides))),
            place=article.place or place,
            outlet=article.outlet or outlet,
        )
        article = dated(article)
        if article.published is None:
            blocked = [(ref.start, ref.end) for ref in references]
            day = self.times.infer_reference(article, blocked)
            if day is not None:
                article = replace(article, published=Published(timex=day, edtf=f"{day}/..", basis="inferred"))
        return article

    def mark(self, article: Article, references: Sequence[Reference]) -> MarkedText:
        """Every mention of a prepared article, none of them in boilerplate."""
        text, marks = article.text, article.boilerplate
        references = _outside(references, marks)
        blocked = [(ref.start, ref.end) for ref in references]
        times = _outside(self.times.scan(article, blocked), marks)
        blocked += [(time.start, time.end) for time in times if time.type != "DURATION"]
        return MarkedText(
            article=article,
            references=references,
            times=times,
            quantities=_outside(self.quantities.scan(text, sorted(blocked)), marks),
            offices=_outside(self.offices.scan(text), marks),
            names=_not_within(_outside(self.names.scan(text), marks), times),
            event_nouns=_outside(self.event_nouns.scan(text), marks),
            cues=_outside(self.cues.scan(text), marks),
        )


def dated(article: Article) -> Article:
    """The article with ``published`` read from whatever form it was given in; None where it is no date."""
    if not isinstance(article.published, str):
        return article
    stated = read_published(article.published, article.text)
    return replace(article, published=stated and replace(stated, basis="given"))


P = TypeVar("P", bound=Placed)


def _outside(mentions: Sequence[P], marks: tuple[Boilerplate, ...]) -> list[P]:
    """The mentions that touch no mark; both in text order."""
    if not marks:
        return list(mentions)
    kept, at = [], 0
    for mention in mentions:
        while at < len(marks) and marks[at].end <= mention.start:
            at += 1
        if at == len(marks) or marks[at].start >= mention.end:
            kept.append(mention)
    return kept


def _not_within(mentions: list[P], times: Sequence[Time]) -> list[P]:
    """The mentions that are no part of a time (Juli is a name too, but not in "9 Juli"); both in text order."""
    kept, at = [], 0
    for mention in mentions:
        while at < len(times) and times[at].end <= mention.start:
            at += 1
        if at == len(times) or not (times[at].start <= mention.start and mention.end <= times[at].end):
            kept.append(mention)
    return kept


def _with_mentions(official: Official, found: list[Mention]) -> Official:
    if not found:
        return official
    return replace(official, mentions=tuple(sorted({*official.mentions, *found}, key=lambda m: (m.start, m.end))))


def _with_statistics(event: Event, statistics: list[Statistic]) -> Event:
    ids = tuple(statistic.id for statistic in statistics if statistic.event == event.id)
    return replace(event, statistics=ids) if ids else event
