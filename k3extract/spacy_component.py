"""The pipeline as spaCy factories.

``spacy.blank("id").add_pipe("k3extract")`` gives every Doc the whole Extraction; ``k3extract_sentences``,
``k3extract_times`` and ``k3extract_quantities`` are its parts, and the tokenizer ``k3extract.Tokenizer.v1`` keeps
dates and grouped numbers whole, which spaCy's own takes apart. Records keep their code points; a span of tokens is
what covers them (``alignment_mode="expand"``).

- ``Doc.spans["k3extract"]``: all records, and ``Doc.spans["k3extract_times"]`` and the like each kind; the label of a
  span is its kind, its ``id_`` the id of the record.
- ``Doc._.k3extract``: the Extraction (None before the component ran); ``Span._.k3extract``: the record of a span.
- ``Doc._.k3extract_published``: to be set before, the day of publication that dates are read against.

Everything lies in ``Doc.user_data`` and ``Doc.spans`` as plain data, so that DocBin (``store_user_data=True``) and
``nlp.pipe(n_process=2)`` carry it. spaCy imports this module for every pipeline of its environment, so the rest of the
package is only loaded when one of our components is built.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import IDX, SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup
from spacy.util import registry
from spacy.vocab import Vocab

if TYPE_CHECKING:
    from k3extract.extract import Extractor
    from k3extract.records import Extraction, Time
    from k3extract.rulebook import Rulebook

KEY = "k3extract"
GROUPS = ("officials", "events", "statistics", "statements", "times", "findings", "boilerplate")
_LABELS = {"events": "EVENT", "statistics": "STATISTIC", "statements": "STATEMENT", "times": "TIME"}
_PUBLISHED = f"{KEY}_published"
_STORED = (KEY, f"{KEY}_times", f"{KEY}_quantities")
Labelled = tuple[int, int, str, str]  # start, end, label, id of the record


@lru_cache(maxsize=2)
def _extractor(rules: str | None, backend: str = "rules") -> "Extractor":
    from k3extract.extract import Extractor
    from k3extract.text import segmenter

    return Extractor(rules, segmenter=None if backend == "rules" else segmenter(backend, _rulebook(rules)))


def _rulebook(rules: str | None) -> "Rulebook":
    from k3extract.rulebook import load_rulebook

    return load_rulebook(Path(rules) if rules is not None else None)


@lru_cache(maxsize=1)
def _decoders() -> dict[str, Any]:
    from msgspec.json import Decoder

    from k3extract.records import Extraction, Quantity, Time

    kinds: tuple[Any, ...] = (Extraction, tuple[Time, ...], tuple[Quantity, ...])
    return {key: Decoder(kind) for key, kind in zip(_STORED, kinds, strict=True)}


def _store(doc: Doc, key: str, records: Any) -> None:
    from k3extract.records import to_json

    doc.user_data[key] = to_json(records).decode("utf-8")


def _decoded(key: str, doc: Doc) -> Any:
    stored = doc.user_data.get(key)
    return None if stored is None else _decoders()[key].decode(stored)


class Component:
    """Base of the components: built from plain settings, so that it can be sent to another process."""

    def __init__(self, **settings: Any) -> None:
        self.settings = settings

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.settings)


def _rebuild(kind: type[Component], settings: dict[str, Any]) -> Component:
    return kind(**settings)


class ExtractComponent(Component):
    """Doc -> Doc with everything that ``Extractor`` reads from its text."""

    def __init__(self, *, rules: str | None, backend: str, published: str | None) -> None:
        super().__init__(rules=rules, backend=backend, published=published)
        self._extract = _extractor(rules, backend)
        self._published = published

    def __call__(self, doc: Doc) -> Doc:
        return attach(doc, self._extract(_article(doc, self._published)))


def attach(doc: Doc, extraction: "Extraction") -> Doc:
    """Put an Extraction of ``doc.text`` on the Doc: its spans, its sentence starts and the records themselves."""
    _store(doc, KEY, extraction)
    mark_sentences(doc, extraction.article.sentences)
    every: list[Labelled] = []
    for name in GROUPS:
        spans = list(_spans(extraction, name))
        _add_group(doc, f"{KEY}_{name}", spans)
        every += spans if name != "boilerplate" else []
    _add_group(doc, KEY, sorted(every))
    return doc


class SentenceComponent(Component):
    """Doc -> Doc with ``token.is_sent_start`` set by one of the backends for sentences."""

    def __init__(self, *, rules: str | None, backend: str, keep_quotations: bool) -> None:
        super().__init__(rules=rules, backend=backend, keep_quotations=keep_quotations)
        from k3extract.text import segmenter

        self._segmenter = segmenter(backend, _rulebook(rules), keep_quotations=keep_quotations)

    def __call__(self, doc: Doc) -> Doc:
        mark_sentences(doc, self._segmenter.sentences(doc.text))
        return doc


class TimeComponent(Component):
    """Doc -> Doc with ``Doc.spans["k3extract_times"]``, labelled DATE, TIME, DURATION or SET."""

    def __init__(self, *, rules: str | None, published: str | None) -> None:
        super().__init__(rules=rules, published=published)
        self._extract = _extractor(rules)
        self._published = published

    def __call__(self, doc: Doc) -> Doc:
        times = _times(self._extract, doc, self._published)
        _store(doc, f"{KEY}_times", times)
        _add_group(doc, f"{KEY}_times", [(time.start, time.end, time.type, time.id) for time in times])
        return doc


class QuantityComponent(Component):
    """Doc -> Doc with ``Doc.spans["k3extract_quantities"]``, labelled by dimension (COUNT, PERCENT, MONEY ...)."""

    def __init__(self, *, rules: str | None) -> None:
        super().__init__(rules=rules)
        self._extract = _extractor(rules)

    def __call__(self, doc: Doc) -> Doc:
        extract = self._extract
        blocked = [(one.start, one.end) for one in extract.references.scan(doc.text)]
        times = _times(extract, doc, None)
        blocked += [(time.start, time.end) for time in times if time.type != "DURATION"]
        found = tuple(extract.quantities.scan(doc.text, sorted(blocked)))
        _store(doc, f"{KEY}_quantities", found)
        labelled = [(one.start, one.end, one.dimension.upper(), "") for one in found]
        _add_group(doc, f"{KEY}_quantities", labelled)
        return doc


class SpacyTokenizer:
    """Our tokens as a Doc; ``doc.text`` is the text, white space included."""

    def __init__(self, vocab: Vocab) -> None:
        from k3extract.text import Tokenizer

        self.vocab = vocab
        self._tokenizer = Tokenizer(_rulebook(None))

    def __reduce__(self) -> tuple[Any, ...]:
        return SpacyTokenizer, (self.vocab,)

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        at = 0
        for start, end in (*self._tokenizer.tokens(text), (len(text), len(text))):
            gap = text[at:start]
            if gap and words and gap[0] == " ":
                spaces[-1] = True
                gap = gap[1:]
            if gap:
                words.append(gap)
                spaces.append(False)
            if start < end:
                words.append(text[start:end])
                spaces.append(False)
            at = end
        return Doc(self.vocab, words=words, spaces=spaces)

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterator[Doc]:
        """Docs of ``texts``, one by one."""
        return map(self, texts)

    def to_bytes(self, **options: Any) -> bytes:
        """Nothing: the tokenizer is its rules."""
        return b""

    def from_bytes(self, data: bytes, **options: Any) -> "SpacyTokenizer":
        """Nothing to read."""
        return self

    def to_disk(self, path: Any, **options: Any) -> None:
        """Nothing to write."""

    def from_disk(self, path: Any, **options: Any) -> "SpacyTokenizer":
        """Nothing to read."""
        return self


def mark_sentences(doc: Doc, sentences: Sequence[tuple[int, int]]) -> None:
    """Set ``is_sent_start`` of every token. A token that two sentences share belongs to the first of them; a Doc with a
    dependency parse has its sentences from there and keeps them."""
    if not len(doc) or doc.has_annotation("DEP"):
        return
    offsets = doc.to_array(IDX)
    starts = offsets.searchsorted([start for start, _ in sentences] or [0])
    marks: Any = np.full(len(doc), -1, dtype="int64").astype("uint64")  # -1: begins no sentence
    marks[0] = 1
    marks[starts[starts < len(doc)]] = 1
    doc.from_array([SENT_START], marks.reshape(-1, 1))


def _article(doc: Doc, published: str | None) -> Any:
    from k3extract.article import Article

    return Article(text=doc.text, published=doc.user_data.get(_PUBLISHED) or published)


def _times(extract: "Extractor", doc: Doc, published: str | None) -> "tuple[Time, ...]":
    blocked = [(one.start, one.end) for one in extract.references.scan(doc.text)]
    return tuple(extract.times.scan(_article(doc, published), blocked))


def _spans(extraction: "Extraction", name: str) -> Iterator[Labelled]:
    if name == "officials":
        for official in extraction.officials:
            yield from ((one.start, one.end, "OFFICIAL", official.id) for one in official.mentions)
    elif name == "findings":
        for check in extraction.findings:
            yield from ((one.start, one.end, "FINDING", check.id) for one in check.spans)
    elif name == "boilerplate":
        yield from ((one.start, one.end, "BOILERPLATE", "") for one in extraction.article.boilerplate)
    else:
        label = _LABELS[name]
        yield from ((one.start, one.end, label, one.id) for one in getattr(extraction, name))


def _add_group(doc: Doc, key: str, spans: Sequence[Labelled]) -> None:
    """Spans of the tokens that cover each place; tokens that it only cuts into are covered whole."""
    if not len(doc):
        spans = []
    offsets = doc.to_array(IDX)
    low = offsets.searchsorted([start for start, *_ in spans], side="right")
    high = offsets.searchsorted([end for _, end, *_ in spans])
    found = [
        Span(doc, int(low[index]) - 1, int(high[index]), label=label, span_id=record)
        for index, (_, _, label, record) in enumerate(spans)
    ]
    doc.spans[key] = SpanGroup(doc, name=key, spans=found)


def _record(span: Span) -> Any:
    """The record a span stands for: an Official for its mentions, a Check for a figure of a finding."""
    extraction = _decoded(KEY, span.doc)
    records = _decoded(f"{KEY}_times", span.doc) or ()
    if extraction is not None:
        kinds = (extraction.officials, extraction.events, extraction.statistics, extraction.statements)
        records = [record for kind in (*kinds, extraction.times, extraction.checks) for record in kind]
    return next((record for record in records if record.id == span.id_), None)


def _set_extensions() -> None:
    for key in _STORED:
        Doc.set_extension(key, getter=partial(_decoded, key), force=True)
    Doc.set_extension(
        _PUBLISHED,
        getter=lambda doc: doc.user_data.get(_PUBLISHED),
        setter=lambda doc, value: doc.user_data.__setitem__(_PUBLISHED, value),
        force=True,
    )
    Span.set_extension(KEY, getter=_record, force=True)


_set_extensions()
_OURS = {"rules": None}


@Language.factory("k3extract", default_config={**_OURS, "backend": "rules", "published": None}, assigns=["doc.spans"])
def make_k3extract(
    nlp: Language, name: str, rules: str | None, backend: str, published: str | None
) -> ExtractComponent:
    """``rules`` is a folder laid over ours, ``backend`` chooses the sentences (Stanza finds its models by
    K3EXTRACT_STANZA_DIR), ``published`` is the day for Docs that bring none."""
    return ExtractComponent(rules=rules, backend=backend, published=published)


@Language.factory(
    "k3extract_sentences",
    default_config={**_OURS, "backend": "rules", "keep_quotations": True},
    assigns=["token.is_sent_start", "doc.sents"],
)
def make_sentences(
    nlp: Language, name: str, rules: str | None, backend: str, keep_quotations: bool
) -> SentenceComponent:
    """Sentence starts by ``backend`` (``rules``, ``stanza``, ``union``)."""
    return SentenceComponent(rules=rules, backend=backend, keep_quotations=keep_quotations)


@Language.factory("k3extract_times", default_config={**_OURS, "published": None}, assigns=["doc.spans"])
def make_times(nlp: Language, name: str, rules: str | None, published: str | None) -> TimeComponent:
    """Temporal expressions."""
    return TimeComponent(rules=rules, published=published)


@Language.factory("k3extract_quantities", default_config=_OURS, assigns=["doc.spans"])
def make_quantities(nlp: Language, name: str, rules: str | None) -> QuantityComponent:
    """Numbers with their units."""
    return QuantityComponent(rules=rules)


def make_tokenizer() -> Any:
    """For the config of a pipeline: ``[nlp.tokenizer] @tokenizers = "k3extract.Tokenizer.v1"``."""
    return lambda nlp: SpacyTokenizer(nlp.vocab)


registry.tokenizers("k3extract.Tokenizer.v1", func=make_tokenizer)
