"""Why a rule kept silent: its words stand in the sentence, and something stopped it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import regex

from k3extract.article import Boilerplate
from k3extract.extract import Extractor
from k3extract.mentions.marked import MarkedText, Placed
from k3extract.mentions.references import SHAPES
from k3extract.records import Extraction
from k3extract.rulebook import compile_pattern
from k3extract.rulebook.kinds.base import Rule
from k3extract.rulebook.kinds.dates import DateRule
from k3extract.rulebook.kinds.events import EventRule
from k3extract.rulebook.kinds.offices import OfficeRule
from k3extract.rulebook.kinds.reading import BoilerplateRule
from k3extract.rulebook.kinds.speech import SpeechRule
from k3extract.rulebook.kinds.units import CurrencyRule
from k3extract.rulebook.load import Entry

KINDS = ("references", "dates", "units", "money", "offices", "events", "speech", "cues", "boilerplate")
_FIELDS = (
    "position", "also", "words", "symbols", "one", "before", "after", "patterns", "tag", "active", "passive", "source",
    "message",
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_BRACKETS = re.compile(r"\([^()]*\)|\{[^{}]*\}")
_CAPITAL = re.compile(r"\{[^{}]*\}|[^{}]+")
_NUMBER = re.compile(r"([0-9][0-9.,]*)\s*$")
_NOT_BEFORE = "offices/not_before.txt"
_NO_NUMBER = "tidak ada bilangan di sampingnya"
_JOINED = "ikut terbaca di dalam"
_CALENDAR = {"month", "weekday", "part", "deixis", "era", "hijri", "holiday"}


class _Anything(dict[str, str]):
    """Slots of any name, each a few words."""

    def get(self, key: str, default: Any = None) -> Any:
        return SHAPES.get(key, r"[^\n]{1,60}?")


_LOOSE = _Anything()


@dataclass(frozen=True, slots=True)
class Silence:
    """One rule that came near: the words that stand in the sentence, why nothing came of it, and which other rule (or
    mark) stopped it."""

    rule: str
    start: int
    end: int
    reason: str
    stopped_by: str = ""
    plain: bool = False  # nothing but what everybody sees (a unit without a number): told only when asked for


@dataclass(frozen=True, slots=True)
class Seen:
    """A place that something took: its kind, place and rule."""

    kind: str
    start: int
    end: int
    rule: str


class WhyNot:
    """Answers for one sentence: ``extraction`` of it, and its mentions before anything is dropped."""

    def __init__(self, extractor: Extractor, extraction: Extraction, marked: MarkedText) -> None:
        self._extractor = extractor
        self._extraction = extraction
        self._marked = marked
        self.text = extraction.article.text
        self._words = {word.lower() for word in _WORD.findall(self.text)}
        self._signs = set(re.findall(r"[^\w\s]|\w+", self.text.lower()))
        self.seen = _seen(extraction, marked)
        self._spoke = {seen.rule for seen in self.seen} | {one.rule for one in extraction.statements}

    def silences(self) -> Iterator[Silence]:
        """Every rule of KINDS whose words stand in the sentence and that did not speak, in the order of the text."""
        found = [
            silence
            for entry in self._extractor.rulebook.entries.values()
            if entry.kind in KINDS and entry.id not in self._spoke and (silence := self.of(entry)) is not None
        ]
        yield from sorted(found, key=lambda silence: (silence.start, silence.rule))

    def of(self, entry: Entry) -> Silence | None:
        """Why ``entry`` kept silent; None where none of its words stand in the sentence (or it spoke)."""
        if isinstance(entry.rule, DateRule) and entry.rule.is_ not in _CALENDAR:
            return None
        place = self._place(entry)
        if place is None:
            return None
        reason, stopper = self._reason(entry, *place)
        plain = reason == _NO_NUMBER or reason.startswith(_JOINED)
        return Silence(entry.id, *place, reason, stopper, plain) if reason else None

    def closest(self, entry: Entry) -> str:
        """What is there of an entry none of whose patterns fits."""
        if isinstance(entry.rule, DateRule) and entry.rule.is_ not in _CALENDAR:
            return "hanya bekerja di dalam ungkapan waktu, dan tidak ada yang memakainya di kalimat ini"
        for phrase in phrases(entry.rule):
            for word in _BRACKETS.sub(" ", phrase).replace("|", " ").split():
                if self._there(word) and _WORD.fullmatch(word):
                    return f'kata "{word}" ada, tetapi "{phrase}" tidak cocok'
        return "kata-katanya tidak ada di kalimat ini"

    def _place(self, entry: Entry) -> tuple[int, int] | None:
        for phrase in phrases(entry.rule):
            solid = _BRACKETS.sub(" ", phrase).split()
            if solid and all(any(self._there(word) for word in token.split("|")) for token in solid):
                match = regex.search(_body(_any_case(phrase)), self.text)
                if match is not None and match.end() > match.start():
                    return match.span()
        return None

    def _there(self, word: str) -> bool:
        parts = re.findall(r"[^\w\s]|\w+", word.lower())
        return all(part in self._signs for part in parts)

    def _reason(self, entry: Entry, start: int, end: int) -> tuple[str, str]:
        text, rule = self.text, entry.rule
        mark = _over(self._extraction.article.boilerplate, start, end)
        if mark is not None and entry.kind != "boilerplate":
            return f"di dalam teks tempelan ({mark.kind})", ""
        if entry.kind in ("units", "money"):
            return self._unit(rule, start, end)
        rival = next(
            (seen for seen in self.seen if seen.kind == entry.kind and seen.start < end and start < seen.end), None
        )
        if rival is not None:
            how = _JOINED if entry.kind == "dates" else "kalah oleh"
            return f'{how} "{text[rival.start : rival.end]}"', rival.rule
        other = next((seen for seen in self.seen if seen.kind == "references" and _touches(seen, start, end)), None)
        if other is not None and entry.kind in ("dates", "references"):
            return f'tertutup rujukan "{text[other.start : other.end]}"', other.rule
        if isinstance(rule, DateRule):
            return self._date(rule, start, end), ""
        if isinstance(rule, OfficeRule) and _NOT_BEFORE in self._extractor.rulebook.lists:
            stopping = {row[0].lower() for row in self._extractor.rulebook.list(_NOT_BEFORE).rows}
            word = next(iter(text[end:].split()[:1]), "").strip(".,;:()")
            if word.lower() in stopping:
                return f'"{word}" di belakangnya', _NOT_BEFORE
        return _need(rule, text, start, end), ""

    def _unit(self, rule: Rule, start: int, end: int) -> tuple[str, str]:
        text = self.text
        number = _NUMBER.search(text, max(0, start - 24), start)
        if isinstance(rule, CurrencyRule) and text[end : end + 2].strip()[:1].isdecimal():
            number = re.compile(r"\s*([0-9][0-9.,]*)").match(text, end)
        if number is None:
            written = any(
                quantity.end == start or quantity.start < start < quantity.end for quantity in self._marked.quantities
            )
            return ("" if written else _NO_NUMBER), ""
        for seen in self.seen:
            if seen.kind in ("references", "dates") and _touches(seen, *number.span(1)):
                return f'bilangannya milik "{text[seen.start : seen.end]}"', seen.rule
        over = next((seen for seen in self.seen if seen.kind == "quantities" and _touches(seen, start, end)), None)
        if over is not None:
            return f'kalah oleh satuan lain pada "{text[over.start : over.end]}"', over.rule
        return "bilangan di sampingnya tidak terbaca dengan satuan ini", ""

    def _date(self, rule: DateRule, start: int, end: int) -> str:
        before = self.text[:start].split()[-1:]
        after = self.text[end:].split()[:1]
        for name, near, words in (("not-after", before, rule.not_after), ("not-before", after, rule.not_before)):
            stopping = {word.lower() for word in words}
            for word in near:
                if word.lower().strip(".,;:()") in stopping:
                    return f'{name}: "{word}" di sampingnya'
        if rule.only_after or rule.only_before or rule.within:
            return "hanya di awal kalimat atau di samping kata pengantarnya (only-after, within, only-before)"
        if self.text[start].islower() and rule.is_ in ("month", "weekday"):
            return "ditulis dengan huruf kecil tanpa tanggal di sampingnya"
        return "tanpa angka atau kata tanggal di sampingnya"


def _need(rule: Rule, text: str, start: int, end: int) -> str:
    if isinstance(rule, OfficeRule):
        if rule.proper == "yes" and text[start].islower():
            return "proper: harus berhuruf kapital"
        if rule.requires:
            return f"requires: harus diikuti {', '.join(rule.requires[:4])}"
        if rule.alone == "no":
            return "alone: tidak berdiri tanpa kata lembaga di belakangnya"
        return "kata-katanya ada, tetapi tidak terbaca sebagai jabatan di sini"
    if isinstance(rule, SpeechRule):
        if rule.needs != "nothing":
            return f"needs: {rule.needs}; atau tidak ada pembicara dan isi di sekitarnya"
        return "tidak ada pembicara dan isi ujaran di sekitarnya"
    if isinstance(rule, BoilerplateRule):
        return f"place: {rule.place}, takes: {rule.takes}; letaknya di sini bukan itu"
    if isinstance(rule, EventRule):
        return "kata-katanya ada, tetapi bagian dari kata lain"
    return "kata-katanya ada, tetapi bentuknya tidak cocok dengan polanya"


def phrases(rule: Rule) -> Iterator[str]:
    """The words and patterns by which a rule is found."""
    for name in _FIELDS:
        value = getattr(rule, name, None)
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            yield from (one for one in value if isinstance(one, str))


def _any_case(phrase: str) -> str:
    return _CAPITAL.sub(lambda part: part[0] if part[0].startswith("{") else part[0].lower(), phrase)


@lru_cache(maxsize=4096)
def _body(phrase: str) -> str:
    return compile_pattern(phrase, "try", _LOOSE).body


def _touches(seen: Placed, start: int, end: int) -> bool:
    return seen.start < end and start < seen.end


def _over(marks: Sequence[Boilerplate], start: int, end: int) -> Boilerplate | None:
    return next((mark for mark in marks if _touches(mark, start, end)), None)


_KIND_OF = {
    "references": "references", "times": "dates", "quantities": "quantities", "offices": "offices", "names": "names",
    "event_nouns": "events", "cues": "cues",
}  # fmt: skip


def _seen(extraction: Extraction, marked: MarkedText) -> list[Seen]:
    found = [
        Seen(kind, one.start, one.end, getattr(one, "rule", ""))
        for name, kind in _KIND_OF.items()
        for one in getattr(marked, name)
    ]
    for office in marked.offices:
        found += [Seen("markers", office.start, office.end, rule) for rule in office.markers]
    found += [Seen("speech", one.cue.start, one.cue.end, one.rule) for one in extraction.statements if one.cue]
    return found
