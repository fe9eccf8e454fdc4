"""Two extractions of one article, before and after an edit of the rules -> what was gained, lost and changed.

Records are the same when their place is the same; one of the same kind that touches the place of a lost one is a
change of its words. Where the text itself was read differently, places tell nothing, and the words count instead.
References to other records are compared by what they mean, so that one record that moved is one difference.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal

from k3extract.article import Article
from k3extract.records import Check, CheckReading, Event, Extraction, Official, Span
from k3extract.terminal import Places

Change = Literal["gain", "loss", "change"]
KINDS = (
    "findings", "checks", "officials", "events", "statistics", "statements", "times", "boilerplate", "sentences",
    "article",
)  # fmt: skip
RECORDS = KINDS[2:7]
_SKIPPED = {"id", "rule", "start", "end"}
_ARTICLE = ("title", "author", "outlet", "place", "published", "text")
_CHECK = ("kind", "verdict", "reason", "severity", "spans", "readings", "suggestions")
_LIST = "; "
_REACH = 160  # characters of context on either side of the words


@dataclass(frozen=True, slots=True)
class Context:
    """Words as they stand in their sentence."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One record or finding that came, went or changed.

    ``start, end`` count in the text of the side that has it (the later one), ``place`` is ``source:line:column``
    there; ``fields`` are ``(name, before, after)`` of those that changed.
    """

    change: Change
    kind: str
    rule: str
    article: str
    place: str
    title: str
    start: int
    end: int
    context: Context
    gist: str
    fields: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """The differences of an article, and how many records differ in nothing but the name of their rule."""

    differences: tuple[Difference, ...] = ()
    renamed: int = 0


def same(before: Extraction, after: Extraction) -> bool:
    """Whether nothing changed: the quick look that most articles get."""
    return before.article == after.article and all(
        getattr(before, kind) == getattr(after, kind) for kind in (*RECORDS, "checks")
    )


def compare(before: Extraction | None, after: Extraction | None) -> Compared:
    """What changed between two extractions of one article; None where it could not be read."""
    if before is None or after is None:
        return _whole(before, after)
    if same(before, after):
        return Compared()
    sides = _Side(before), _Side(after)
    moved = before.article.text != after.article.text
    found: list[Difference] = []
    renamed = 0
    for kind in (*RECORDS, "checks"):
        for one, other in _pairs(getattr(before, kind), getattr(after, kind), moved):
            if one is None or other is None or sides[0].values(one) != sides[1].values(other):
                found.append(_difference(kind, sides, one, other))
            else:
                renamed += one.rule != other.rule
    found += _marks(sides, moved)
    found.sort(key=lambda one: (KINDS.index(one.kind), one.start, one.end, one.change))
    return Compared(tuple(found), renamed)


def tally(extraction: Extraction | None) -> dict[str, int]:
    """How many records of each kind, and how many findings."""
    if extraction is None:
        return {}
    return {"findings": len(extraction.findings)} | {
        kind: len(getattr(extraction, kind)) for kind in (*RECORDS, "checks")
    }


class _Side:
    """One of the two extractions, with the names of its records."""

    def __init__(self, extraction: Extraction) -> None:
        self.extraction = extraction
        self.places = Places(extraction.article)
        self._names: dict[str, str] = {}
        for kind in RECORDS:
            for record in getattr(extraction, kind):
                self._names[record.id] = _name(record)

    def values(self, record: Any) -> dict[str, str]:
        """The fields of a record as words; those with nothing to say are left out."""
        names = _CHECK if isinstance(record, Check) else [f.name for f in fields(record) if f.name not in _SKIPPED]
        values = {name: shown(getattr(record, name), self._names) for name in names}
        return {name: value for name, value in values.items() if value}


def shown(value: Any, names: Mapping[str, str] = MappingProxyType({})) -> str:
    """A value as words; ``names`` stand for ids of records."""
    if value is None or value is False:
        return ""
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, tuple):
        return _LIST.join(shown(one, names) for one in value)
    if isinstance(value, CheckReading):
        return f"{value.expression} = {shown(value.computed)} ({value.agrees or '≠'})"
    if isinstance(value, Span):
        label = next((said for name in ("role", "kind", "part") if (said := getattr(value, name, None))), None)
        return f"{label} {value.text!r}" if label else value.text
    if is_dataclass(value):
        return ", ".join(shown(getattr(value, f.name), names) for f in fields(value)).strip(", ")
    return str(value)


def _name(record: Any) -> str:
    if isinstance(record, Official):
        return record.name or record.title
    if isinstance(record, Event):
        return record.name or record.text
    return str(record.text)


def _spans(record: Any) -> list[tuple[int, int]]:
    if isinstance(record, Check):
        return [(span.start, span.end) for span in record.spans]
    if isinstance(record, Official):
        return [(mention.start, mention.end) for mention in record.mentions]
    return [(record.start, record.end)]


def _pairs(before: Iterable[Any], after: Iterable[Any], moved: bool) -> Iterator[tuple[Any, Any]]:
    """Each record with the one it was or became; None where there is no such one."""
    old, new = _keyed(before, moved), _keyed(after, moved)
    left = [key for key in old if key not in new]
    came = [key for key in new if key not in old]
    for key in old:
        if key in new:
            yield old[key], new[key]
    for key in left:
        touching = next((one for one in came if not moved and _touch(old[key], new[one])), None)
        if touching is not None:
            came.remove(touching)
        yield old[key], None if touching is None else new[touching]
    for key in came:
        yield None, new[key]


def _keyed(records: Iterable[Any], moved: bool) -> Mapping[tuple[Any, ...], Any]:
    """By place; by their words and how often these came before where the text itself is another one."""
    if not moved:
        return {(record.id,): record for record in records}
    seen: Counter[tuple[Any, ...]] = Counter()
    keyed = {}
    for record in records:
        words = tuple(span.text for span in record.spans) if isinstance(record, Check) else (_name(record),)
        key = (type(record).__name__, getattr(record, "kind", ""), *words)
        keyed[(*key, seen[key])] = record
        seen[key] += 1
    return keyed


def _touch(one: Any, other: Any) -> bool:
    if isinstance(one, Check) and one.kind != other.kind:
        return False
    places = _spans(other)
    return any(start < end_ and start_ < end for start, end in _spans(one) for start_, end_ in places)


def _difference(kind: str, sides: tuple[_Side, _Side], before: Any, after: Any) -> Difference:
    record, side = (before, sides[0]) if after is None else (after, sides[1])
    change: Change = "gain" if before is None else "loss" if after is None else "change"
    old = {} if before is None else sides[0].values(before)
    new = {} if after is None else sides[1].values(after)
    if kind == "checks":
        flagged = [one is not None and one.verdict == "inconsistent" for one in (before, after)]
        if any(flagged):
            kind = "findings"
            change = "change" if all(flagged) else "gain" if flagged[1] else "loss"
            if change == "loss":
                record, side = before, sides[0]
    changed = () if before is None or after is None else _changed(old, new)
    spans = _spans(record)
    article = side.extraction.article
    return Difference(
        change, kind, record.rule, article.id, side.places.at(spans[0][0]), article.title or "",
        *spans[0], context(article, spans[0]), _gist(record, side.values(record)), changed,
    )  # fmt: skip


def _changed(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    names = dict.fromkeys((*old, *new))
    return tuple(
        (name, *_without_shared(old.get(name, ""), new.get(name, "")))
        for name in names
        if old.get(name) != new.get(name)
    )


def _without_shared(old: str, new: str) -> tuple[str, str]:
    """Of two lists only what the other one lacks; two that differ in their order alone stay as they are."""
    ours, theirs = old.split(_LIST), new.split(_LIST)
    if len(ours) + len(theirs) < 3:
        return old, new
    fewer, more = Counter(ours) - Counter(theirs), Counter(theirs) - Counter(ours)
    if not fewer and not more:
        return old, new
    return _LIST.join(fewer.elements()), _LIST.join(more.elements())


def _gist(record: Any, values: Mapping[str, str]) -> str:
    if isinstance(record, Check):
        return record.message.id if record.verdict == "inconsistent" else f"{record.kind}: {record.verdict}"
    return ", ".join(f"{name}={value}" for name, value in values.items() if name not in ("text", "mentions"))


def context(article: Article, span: tuple[int, int]) -> Context:
    """The words of ``span`` in their sentence, of which a long one is cut."""
    text, (start, end) = article.text, span
    low, high = next(((a, b) for a, b in article.sentences if a <= start < b), (start, end))
    high = max(high, end)
    before, words, after = text[max(low, start - _REACH) : start], text[start:end], text[end : min(high, end + _REACH)]
    return Context(
        ("…" if start - low > _REACH else "") + _line(before).lstrip(),
        _line(words),
        _line(after).rstrip() + ("…" if high - end > _REACH else ""),
    )


def _line(text: str) -> str:
    return text.replace("\n", " ")


def _marks(sides: tuple[_Side, _Side], moved: bool) -> Iterator[Difference]:
    """Boilerplate, sentences and what is known of the article itself."""
    before, after = (side.extraction.article for side in sides)
    if not moved:
        for kind, old, new in (
            ("boilerplate", _kinds(before), _kinds(after)),
            ("sentences", dict.fromkeys(before.sentences, ""), dict.fromkeys(after.sentences, "")),
        ):
            for span in sorted({*old, *new}):
                if old.get(span) != new.get(span):
                    yield _mark(kind, (before, after), span, (old.get(span), new.get(span)))
    known = [{name: shown(getattr(article, name)) for name in _ARTICLE} for article in (before, after)]
    changed = _changed(*known)
    if changed:
        shown_ = tuple((name, *_apart(old, new)) for name, old, new in changed)
        yield Difference(
            "change", "article", "", after.id, after.source or after.id, after.title or "", 0, 0,
            Context("", _cut(after.title or after.text), ""), "", shown_,
        )  # fmt: skip


def _apart(old: str, new: str) -> tuple[str, str]:
    """Two long texts from where they part."""
    at = next((index for index, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    low = max(0, at - 20)
    return _cut(old[low:]), _cut(new[low:])


def _kinds(article: Article) -> dict[tuple[int, int], str]:
    return {(mark.start, mark.end): mark.kind for mark in article.boilerplate}


def _mark(
    kind: str, articles: tuple[Article, Article], span: tuple[int, int], values: tuple[str | None, str | None]
) -> Difference:
    old, new = values
    change: Change = "gain" if old is None else "loss" if new is None else "change"
    article = articles[0] if new is None else articles[1]
    fields_ = (("kind", old, new),) if old is not None and new is not None else ()
    return Difference(
        change, kind, "", article.id, Places(article).at(span[0]), article.title or "", *span,
        Context("", _cut(_line(article.text[span[0] : span[1]])), ""), new or old or "", fields_,
    )  # fmt: skip


def _cut(text: str) -> str:
    text = _line(text)
    return text if len(text) <= 2 * _REACH else f"{text[: 2 * _REACH]}…"


def _whole(before: Extraction | None, after: Extraction | None) -> Compared:
    """An article that only one side could read."""
    known = after or before
    if known is None:
        return Compared()
    article = known.article
    return Compared(
        (
            Difference(
                "gain" if after is not None else "loss", "article", "", article.id, article.source or article.id,
                article.title or "", 0, 0, Context("", _cut(article.title or article.text), ""), "",
            ),
        )
    )  # fmt: skip
