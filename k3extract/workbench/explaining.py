"""Record -> evidence -> rule -> file:line, as a tree."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.markup import escape

from k3extract.extract import Extractor
from k3extract.mentions.marked import MarkedText
from k3extract.records import Check, Event, Extraction, Official, Span, Statement, Statistic, Time
from k3extract.rulebook.load import rules_directory
from k3extract.terminal import Places, reading_line
from k3extract.workbench.comparing import shown
from k3extract.workbench.tree import Branch

KINDS = ("officials", "events", "statistics", "statements", "times", "checks")
_ASIDE = {
    "id",
    "rule",
    "mentions",
    "start",
    "end",
    "text",
    "statistics",
    "officials",
    "base",
    "event",
    "speaker",
    "cue",
}
_FIELDS = 12  # of a record on its line


class RulePlaces:
    """Where rules stand: entries by file and line, rows of lists by searching their file."""

    def __init__(self, extractor: Extractor, overlay: Path | None = None) -> None:
        self._entries = extractor.rulebook.entries
        self._lists = extractor.rulebook.lists
        self._roots = [root for root in (overlay, rules_directory()) if root is not None]

    def of(self, rule: str) -> str:
        """``folder/file.yaml:line`` of a rule id; an empty string for what is no rule."""
        entry = self._entries.get(rule)
        if entry is not None:
            return entry.place
        name, _, phrase = rule.partition(":")
        return self._row(name, phrase) if name in self._lists else ""

    def _row(self, name: str, phrase: str) -> str:
        for root in self._roots:
            path = root / name
            if path.is_file():
                for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                    if phrase and not line.startswith("#") and line.split("\t")[0].lower() == phrase.lower():
                        return f"{name}:{number}"
        return name

    def line(self, rule: str, why: str = "aturan") -> str:
        """A line of the tree for a rule."""
        place = self.of(rule)
        return f"[dim]{why}[/] {escape(rule)}" + (f" [dim]→ {escape(place)}[/]" if place and place != rule else "")


class Explainer:
    """Trees of extractions. ``overlay`` is the folder of rules that lies over ours."""

    def __init__(self, extractor: Extractor, overlay: Path | None = None) -> None:
        self._extractor = extractor
        self.rules = RulePlaces(extractor, overlay)

    def tree(self, extraction: Extraction, record: str | None = None, kinds: Sequence[str] = ()) -> Branch:
        """All records, those of some ``kinds``, or the one whose id is (or ends with) ``record``."""
        return _Explained(self._extractor, self.rules, extraction).tree(record, kinds or KINDS)


class _Explained:
    def __init__(self, extractor: Extractor, rules: RulePlaces, extraction: Extraction) -> None:
        self._rules = rules
        self._extraction = extraction
        self._places = Places(extraction.article)
        self._known = {record.id: record for kind in KINDS for record in getattr(extraction, kind)}
        self._names: dict[str, str] = {
            id_: (one.name or one.title) if isinstance(one, Official) else one.text
            for id_, one in self._known.items()
            if not isinstance(one, Check)
        }
        self._extractor = extractor
        self._marks: MarkedText | None = None

    def tree(self, record: str | None, kinds: Sequence[str]) -> Branch:
        article = self._extraction.article
        root = Branch(f"[bold]{escape(article.id)}[/] {escape(article.source or '')}")
        for kind in KINDS if record else kinds:
            for one in getattr(self._extraction, kind):
                if record is None or one.id == record or one.id.endswith(record):
                    self._record(root, one)
        return root

    def _record(self, root: Branch, record: Any) -> None:
        name = record.id.rpartition("#")[2]
        branch = root.add(f"[bold]{escape(name)}[/] {escape(self._gist(record))}")
        if isinstance(record, Check):
            self._check(branch, record)
        elif isinstance(record, Official):
            self._official(branch, record)
        else:
            self._words(branch, record, "kata")
            self._evidence(branch, record)
        branch.add(self._rules.line(record.rule))

    def _gist(self, record: Any) -> str:
        if isinstance(record, Check):
            return f"{record.kind}: {record.verdict}" + (f" ({record.reason})" if record.reason else "")
        names = [name for name in record.__dataclass_fields__ if name not in _ASIDE]
        values = [(name, shown(getattr(record, name), self._names)) for name in names]
        return ", ".join(f"{name}={value}" for name, value in values if value and name not in ("low", "high"))

    def _words(self, branch: Branch, span: Span, why: str) -> Branch:
        return branch.add(f"[dim]{why}[/] {escape(self._places.at(span.start))} [green]{escape(_line(span.text))}[/]")

    def _check(self, branch: Branch, check: Check) -> None:
        branch.add(escape(check.message.id))
        for reading in check.readings:
            branch.add(escape(reading_line(reading, "id")))
        roles: dict[tuple[int, int], str] = {(span.start, span.end): span.role for span in check.spans}
        told = set()
        for operand in check.operands:
            record = self._known.get(operand.record)
            if isinstance(record, Statistic | Time):
                told.add((record.start, record.end))
                twig = self._words(branch, record, operand.role)
                twig.text += f" {escape(self._gist(record))}"
                self._evidence(twig, record)
                twig.add(self._rules.line(record.rule))
        for span in check.spans:
            if not any(low <= span.start and span.end <= high for low, high in told):
                self._words(branch, span, roles[span.start, span.end])

    def _official(self, branch: Branch, official: Official) -> None:
        marked = self._marked()
        for mention in official.mentions:
            twig = self._words(branch, mention, mention.kind)
            for office in marked.offices:
                if mention.start <= office.start and office.end <= mention.end:
                    for rule, why in ((office.rule, "jabatan"), *((rule, "penanda") for rule in office.markers)):
                        twig.add(self._rules.line(rule, why))

    def _evidence(self, branch: Branch, record: Any) -> None:
        marked = self._marked()
        if isinstance(record, Statistic):
            for quantity in marked.within(marked.quantities, record.start, record.end):
                branch.add(self._rules.line(quantity.rule, "bilangan dan satuan"))
            self._cue(branch, record)
            for id_ in record.base.ids if record.base else ():
                self._linked(branch, id_, "dasar")
            for other, why in (
                (record.speaker, "penutur"),
                (record.event, "peristiwa"),
                (record.same_as, "sama dengan"),
            ):
                self._linked(branch, other, why)
        elif isinstance(record, Event):
            for noun in marked.within(marked.event_nouns, record.start, record.end):
                branch.add(self._rules.line(noun.rule, "kata benda"))
            sentence = marked.sentence(marked.sentence_at(record.start)) if marked.article.sentences else (0, 0)
            for cue in marked.within(marked.cues, *sentence):
                if cue.kind.startswith("ev_"):
                    twig = branch.add(self._at("penanda", cue.start, cue.end))
                    twig.add(self._rules.line(cue.rule))
            for mention in record.mentions:
                if (mention.start, mention.end) != (record.start, record.end):
                    self._words(branch, mention, "disebut")
            for part in record.parts:
                self._words(branch, part, "peran pejabat")
            for id_ in (*record.officials, *record.statistics):
                self._linked(branch, id_, "catatan")
        elif isinstance(record, Statement):
            if record.cue is not None:
                self._words(branch, record.cue, "penanda")
            self._linked(branch, record.speaker, "penutur")

    def _cue(self, branch: Branch, record: Statistic) -> None:
        marked = self._marked()
        sentence = marked.sentence(marked.sentence_at(record.start)) if marked.article.sentences else (0, 0)
        for cue in marked.within(marked.cues, *sentence):
            if cue.rule == record.rule:
                branch.add(self._at("penanda", cue.start, cue.end))
                return

    def _at(self, why: str, start: int, end: int) -> str:
        text = self._extraction.article.text[start:end]
        return f"[dim]{why}[/] {escape(self._places.at(start))} [green]{escape(_line(text))}[/]"

    def _linked(self, branch: Branch, id_: str | None, why: str) -> None:
        if id_ is not None:
            name = self._names.get(id_, "")
            branch.add(f"[dim]{why}[/] {escape(id_.rpartition('#')[2])}" + (f" {escape(_line(name))}" if name else ""))

    def _marked(self) -> MarkedText:
        if self._marks is None:
            article = self._extraction.article
            self._marks = self._extractor.mark(article, self._extractor.references.scan(article.text))
        return self._marks


def _line(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 160 else f"{text[:157]}…"


def lines(branch: Branch) -> Iterator[str]:
    """The lines of a tree, in rich markup."""
    yield from branch.lines()
