"""What every rule saw in a sentence, what became of it, and which rules came near."""

from collections.abc import Iterator
from typing import Any

from rich.markup import escape
from rich.table import Table

from k3extract.article import Article
from k3extract.errors import RuleError
from k3extract.extract import Extractor
from k3extract.mentions.marked import MarkedText
from k3extract.records import Check, Extraction, Span
from k3extract.report.labels import label
from k3extract.rulebook.kinds.checks import CheckRule
from k3extract.rulebook.load import Entry
from k3extract.text import RuleSegmenter
from k3extract.workbench.comparing import shown
from k3extract.workbench.explaining import KINDS, RulePlaces
from k3extract.workbench.whynot import KINDS as NEAR_KINDS
from k3extract.workbench.whynot import Silence, WhyNot
from k3extract.workbench.whynot_checks import WhyNotChecked

_MENTIONS = {
    "references": "rujukan", "times": "waktu", "quantities": "bilangan", "offices": "jabatan", "names": "nama",
    "event_nouns": "kata peristiwa", "cues": "penanda",
}  # fmt: skip
_RECORDS = {
    "officials": "PEJABAT", "events": "PERISTIWA", "statistics": "STATISTIK", "statements": "PERNYATAAN",
    "times": "WAKTU", "checks": "PEMERIKSAAN",
}  # fmt: skip
_ASIDE = {
    "id", "rule", "mentions", "start", "end", "text", "number", "low", "high", "key", "within", "markers", "cue",
    "name_start", "name_end", "head", "head_start", "head_end", "parts", "sure", "statistics",
}  # fmt: skip
_NO_RECORD = {
    "offices": "tidak ada orang bernama yang memegangnya di sini",
    "event_nouns": "bukan acara di sini: tanpa kata kerja penyelenggara, nama, tempat atau tanggal",
    "quantities": "bukan statistik: urutan, bagian nama, atau bagian dari bilangan lain",
}
_NEAR = 12  # near misses that are shown without being asked for


class Trial:
    """One sentence under the rules."""

    def __init__(self, extractor: Extractor, sentence: str, places: RulePlaces, published: str | None = None) -> None:
        self._extractor = extractor
        self._places = places
        self.extraction: Extraction = extractor(Article(text=sentence, published=published))
        article = self.extraction.article
        self._marked: MarkedText = extractor.mark(article, extractor.references.scan(article.text))
        self._text = article.text
        self._whynot = WhyNot(extractor, self.extraction, self._marked)

    def seen(self) -> Table:
        """What every rule saw, in the order of the text, then the records that came of it."""
        table = Table(box=None, pad_edge=False)
        for heading in ("jenis", "letak", "kata", "dibaca sebagai", "aturan"):
            table.add_column(heading, overflow="fold")
        rows = [
            (found.start, found.end, word, _gist(found), getattr(found, "rule", ""))
            for name, word in _MENTIONS.items()
            for found in getattr(self._marked, name)
        ]
        rows += [(mark.start, mark.end, "tempelan", mark.kind, "") for mark in self.extraction.article.boilerplate]
        segmenter = self._extractor.segmenter
        if isinstance(segmenter, RuleSegmenter):
            rows += [
                (one.start, one.end, "kalimat", "batas" if one.ends else "bukan batas", one.rule)
                for one in segmenter.explain(self._text)
            ]
        for start, end, kind, gist, rule in sorted(rows):
            table.add_row(kind, f"{start}-{end}", escape(self._text[start:end]), escape(gist), self._rule(rule))
        for kind in KINDS:
            for record in getattr(self.extraction, kind):
                table.add_row(f"[bold]{_RECORDS[kind]}[/]", *self._record(record), self._rule(record.rule))
        return table

    def _record(self, record: Any) -> tuple[str, str, str]:
        if isinstance(record, Check):
            words = ", ".join(f"{span.role} {span.text}" for span in record.spans)
            reason = f": {label('reason', record.reason).id}" if record.reason else ""
            return "", escape(words), escape(f"{record.kind} {label('verdict', record.verdict).id}{reason}")
        first: Span = record if isinstance(record, Span) else record.mentions[0]
        names = {one.id: one.name or one.title for one in self.extraction.officials}
        names |= {one.id: one.name or one.text for one in self.extraction.events}
        names |= {one.id: one.text for one in self.extraction.statistics}
        return f"{first.start}-{first.end}", escape(first.text), escape(_gist(record, names))

    def _rule(self, rule: str) -> str:
        place = self._places.of(rule)
        line = place.rpartition(":")[2]
        return escape(rule) + (f" [dim]baris {line}[/]" if line.isdecimal() else "")

    def near(self, *, every: bool = False) -> Iterator[str]:
        """The rules that came near and what stopped them, a line each; a dozen unless ``every`` is asked for."""
        silences = [*self._no_record(), *(one for one in self._whynot.silences() if every or not one.plain)]
        silences += WhyNotChecked(self._extractor, self.extraction).silences()
        for silence in silences if every else silences[:_NEAR]:
            yield self._line(silence)
        if len(silences) > _NEAR and not every:
            yield f"… {len(silences) - _NEAR} lagi (--all)"

    def _no_record(self) -> Iterator[Silence]:
        """What a rule found and nothing came of."""
        made = self.extraction
        taken: dict[str, list[Span]] = {
            "offices": [mention for official in made.officials for mention in official.mentions],
            "event_nouns": [span for event in made.events for span in (event, *event.mentions)],
            "quantities": [*made.statistics, *made.times],
        }
        for name, reason in _NO_RECORD.items():
            for found in getattr(self._marked, name):
                strength = getattr(found, "strength", "")
                if strength == "never" or any(one.start < found.end and found.start < one.end for one in taken[name]):
                    continue
                yield Silence(found.rule, found.start, found.end, f"{strength}: {reason}" if strength else reason)

    def rule(self, wanted: str) -> Iterator[str]:
        """Whether the rule ``wanted`` (its id or the end of it) spoke, and if not, why not. Raises RuleError."""
        entries = self._extractor.rulebook.entries
        ends = (f":{wanted}", f"/{wanted}")
        chosen = [entry for entry in entries.values() if entry.id == wanted or entry.id.endswith(ends)]
        rows = list(self._rows(wanted))
        if not chosen and not rows:
            raise RuleError(wanted, "no rule has this id: folder/file.yaml:entry (or its end), folder/list.txt:phrase")
        for entry in chosen:
            yield from self._answer(entry)
        for name, phrase in rows:
            yield self._row(name, phrase)

    def _rows(self, wanted: str) -> Iterator[tuple[str, str]]:
        """The rows of lists that ``wanted`` names: by its list and phrase, or by the phrase alone."""
        name, _, phrase = wanted.rpartition(":")
        for list_id, flat in self._extractor.rulebook.lists.items():
            if list_id.endswith(name) and any(row[0].lower() == phrase.lower() for row in flat.rows):
                yield list_id, phrase

    def _row(self, name: str, phrase: str) -> str:
        """Whether a row of a list was read: by itself, or by its list where its words stand."""
        rule, text = f"{name}:{phrase}", self._text.lower()
        spoken = [
            seen
            for seen in self._whynot.seen
            if seen.rule.lower() == rule.lower()
            or (seen.rule == name and phrase.lower() in text[seen.start : seen.end])
        ]
        if spoken:
            words = self._text[spoken[0].start : spoken[0].end]
            return f"[green]ya[/] {self._rule(rule)}: menemukan [bold]{escape(words)}[/]"
        if phrase.lower() not in text:
            there = "kata-katanya tidak ada di kalimat ini"
        elif name.partition("/")[0] in ("units", "references", "offices"):
            there = "kata-katanya ada, tetapi tidak terbaca dari daftar ini"
        else:
            return f"[dim]?[/] {self._rule(rule)}: kata-katanya ada; daftar ini bekerja di belakang aturan lain"
        return f"[yellow]tidak[/] {self._rule(rule)}: {there}"

    def _answer(self, entry: Entry) -> Iterator[str]:
        yes, no = f"[green]ya[/] {self._rule(entry.id)}:", f"[yellow]tidak[/] {self._rule(entry.id)}:"
        found = [seen for seen in self._whynot.seen if seen.rule == entry.id]
        records = [one for kind in KINDS for one in getattr(self.extraction, kind) if one.rule == entry.id]
        for seen in found:
            yield f"{yes} menemukan [bold]{escape(self._text[seen.start : seen.end])}[/]"
        for record in records:
            yield f"{yes} {escape(record.id.rpartition('#')[2])} {self._record(record)[2]}"
        if found or records:
            yield from (self._line(one) for one in self._no_record() if one.rule == entry.id)
            return
        if isinstance(entry.rule, CheckRule):
            silence: Silence | None = WhyNotChecked(self._extractor, self.extraction).of(entry, entry.rule)
        else:
            silence = self._whynot.of(entry)
        if silence is not None:
            yield self._line(silence)
        elif entry.kind in NEAR_KINDS:
            yield f"{no} {escape(self._whynot.closest(entry))}"
        else:
            yield f"{no} tidak menjadi catatan; aturan {entry.kind} bekerja bersama-sama"

    def _line(self, one: Silence) -> str:
        words = f' "{escape(self._text[one.start : one.end])}"' if one.end > one.start else ""
        by = f" → {self._rule(one.stopped_by)}" if one.stopped_by else ""
        return f"[yellow]tidak[/] {self._rule(one.rule)}{words}: {escape(one.reason)}{by}"


def _gist(found: Any, names: dict[str, str] | None = None) -> str:
    values = [
        (name, shown(getattr(found, name), names or {})) for name in found.__dataclass_fields__ if name not in _ASIDE
    ]
    return ", ".join(f"{name}={value}" for name, value in values if value)
