"""Precision, recall and F1 against gold, per kind of record and per slot of the records found.

Gold and found records are aligned best one to one (the assignment of highest total similarity), not first come;
records less alike than ``ALIKE`` stay unaligned: missed and spurious. A slot of an aligned pair is correct, partial
(words shared, F1 of words between 0.5 and 1), wrong, missed (gold has it, we do not) or spurious.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from k3extract.extract import Extractor
from k3extract.gold import GoldArticle, locate, read_corpus
from k3extract.records import Extraction, Span

ALIKE = 0.4
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Tally:
    """Counts of one slot (or, in ``kind.records``, of whole records)."""

    correct: int = 0
    partial: int = 0
    wrong: int = 0
    missed: int = 0
    spurious: int = 0

    @property
    def precision(self) -> float:
        found = self.correct + self.partial + self.wrong + self.spurious
        return (self.correct + 0.5 * self.partial) / found if found else 1.0

    @property
    def recall(self) -> float:
        wanted = self.correct + self.partial + self.wrong + self.missed
        return (self.correct + 0.5 * self.partial) / wanted if wanted else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(slots=True)
class RuleTally:
    """Records of one rule: those ``found``, of them those ``right`` in every slot and those that gold does not have."""

    found: int = 0
    right: int = 0
    spurious: int = 0


@dataclass(slots=True)
class Scores:
    """Tallies by ``kind.slot``; ``kind.records`` counts the records themselves. ``rules`` are by kind and rule."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    rules: dict[tuple[str, str], RuleTally] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    articles: int = 0
    sentences: int = 0
    words: int = 0

    def of(self, name: str) -> Tally:
        return self.tallies.setdefault(name, Tally())

    def rule(self, kind: str, rule: str) -> RuleTally:
        return self.rules.setdefault((kind, rule), RuleTally())


def align(similarity: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The one-to-one pairs ``(row, column)`` of highest total similarity (Hungarian method, Kuhn 1955).

    >>> align([[0.9, 0.8], [0.8, 0.0]])
    [(0, 1), (1, 0)]
    """
    rows, columns = len(similarity), len(similarity[0]) if similarity else 0
    if not rows or not columns:
        return []
    if rows > columns:
        turned = align([[similarity[row][column] for row in range(rows)] for column in range(columns)])
        return sorted((row, column) for column, row in turned)
    row_potential, column_potential = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner = [0] * (columns + 1)  # the row (from 1) that holds a column
    for row in range(1, rows + 1):
        owner[0], column = row, 0
        slack, used, way = [float("inf")] * (columns + 1), [False] * (columns + 1), [0] * (columns + 1)
        while owner[column]:
            used[column] = True
            best, nearest = float("inf"), 0
            for other in range(1, columns + 1):
                if used[other]:
                    continue
                holder = owner[column]
                cost = -similarity[holder - 1][other - 1] - row_potential[holder] - column_potential[other]
                if cost < slack[other]:
                    slack[other], way[other] = cost, column
                if slack[other] < best:
                    best, nearest = slack[other], other
            for other in range(columns + 1):
                if used[other]:
                    row_potential[owner[other]] += best
                    column_potential[other] -= best
                else:
                    slack[other] -= best
            column = nearest
        while column:
            owner[column] = owner[way[column]]
            column = way[column]
    return sorted((owner[column] - 1, column - 1) for column in range(1, columns + 1) if owner[column])


def words_f1(one: str | None, other: str | None) -> float:
    """F1 of the words two phrases share, in any case.

    >>> words_f1("Dinas Kesehatan", "Dinas Kesehatan Kota")
    0.8
    """
    left, right = _WORD.findall((one or "").lower()), _WORD.findall((other or "").lower())
    if not left or not right:
        return float(left == right)
    shared = sum(min(left.count(word), right.count(word)) for word in set(left))
    return 2 * shared / (len(left) + len(right))


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Shared characters over all characters of two spans (intersection over union)."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / (max(one[1], other[1]) - min(one[0], other[0])) if shared > 0 else 0.0


Compare = Callable[[Any, Any], float]


def _same(one: Any, other: Any) -> float:
    return float(one == other)


def _number(one: Any, other: Any) -> float:
    try:
        return float(Decimal(str(one)) == Decimal(str(other)))
    except InvalidOperation:
        return 0.0


def score_corpus(extractor: Extractor, folder: Path) -> Scores:
    """Scores over every gold article of ``folder``. Raises GoldError."""
    scores = Scores()
    for gold in read_corpus(folder):
        score_article(gold, extractor(gold.article()), scores)
    return scores


def score_article(gold: GoldArticle, found: Extraction, scores: Scores) -> None:
    """Add one article to ``scores``; only annotated kinds count."""
    text = found.article.text
    scores.articles += 1
    scores.sentences += len(found.article.sentences)
    scores.words += len(_WORD.findall(text))
    people = {official.id: official.name for official in found.officials}

    def at(quote: str) -> tuple[int, int]:
        place = locate(text, quote, gold.id)
        return place.start, place.end

    def who(speaker: str | None) -> str | None:
        return people.get(speaker or "", speaker)

    if gold.officials is not None:
        kind = _Kind(
            "officials", lambda g, f: words_f1(g.name, f.name), text,
            {
                "name": (lambda g: g.name, lambda f: f.name, _same),
                "title": (lambda g: g.title, lambda f: f.title, words_f1),
                "acting": (lambda g: g.acting, lambda f: f.acting, _same),
                "former": (lambda g: g.former, lambda f: f.former, _same),
            },
        )  # fmt: skip
        for one, other in kind.score(gold.officials, found.officials, scores):
            wanted = {at(quote) for quote in one.mentions}
            # The guide does not ask for the -nya of a verb, which is no word of its own.
            have = {(mention.start, mention.end) for mention in other.mentions if mention.text != "nya"}
            tally = scores.of("officials.mentions")
            tally.correct += len(wanted & have)
            tally.missed += len(wanted - have)
            tally.spurious += len(have - wanted)
            scores.errors += [f"{gold.id} officials.mentions missed {text[a:b]!r}" for a, b in sorted(wanted - have)]
            scores.errors += [f"{gold.id} officials.mentions spurious {text[a:b]!r}" for a, b in sorted(have - wanted)]
    spanned = _spanned(at, who, text)
    for name, kind in spanned.items():
        wanted_records = getattr(gold, name)
        if wanted_records is not None:
            kind.score(wanted_records, getattr(found, name), scores)
    if gold.checks is not None:
        _score_checks(gold, found, scores)


def _spanned(
    at: Callable[[str], tuple[int, int]], who: Callable[[str | None], str | None], text: str
) -> dict[str, "_Kind"]:
    def places(g: Any, f: Span) -> float:
        return overlap(at(g.quote), (f.start, f.end))

    def events(g: Any, f: Any) -> float:
        touching = any(overlap(at(g.quote), (m.start, m.end)) for m in (f, *f.mentions))
        return max(words_f1(g.name, f.name) if g.name and f.name else 0.0, 0.7 * touching)

    def statistics(g: Any, f: Any) -> float:
        a, b = at(g.quote), (f.start, f.end)
        return 0.5 + 0.5 * overlap(a, b) if a[0] < b[1] and b[0] < a[1] else 0.0

    same = {name: (_getter(name), _getter(name), _same) for name in ("unit", "hedge", "realis", "role", "period")}
    speaker = (lambda g: g.speaker, lambda f: who(f.speaker), words_f1)
    return {
        "events": _Kind("events", events, text, {
            "name": (_getter("name"), _getter("name"), words_f1),
            "date": (_getter("date"), _getter("date"), _same),
            "place": (_getter("place"), _getter("place"), words_f1),
            "organisers": (_organisers, _organisers, words_f1),
            "status": (_getter("status"), _getter("status"), _same),
        }),
        "statistics": _Kind("statistics", statistics, text, {
            "value": (lambda g: g.value, lambda f: f.value, _number),
            **same,
            "counted": (_getter("counted"), _getter("counted"), words_f1),
            "speaker": speaker,
        }),
        "statements": _Kind("statements", places, text, {
            "kind": (_getter("kind"), _getter("kind"), _same),
            "speaker": speaker,
            "resolution": (_getter("resolution"), _getter("resolution"), _same),
        }),
        "times": _Kind("times", places, text, {"timex": (_getter("timex"), _getter("timex"), _same)}),
    }  # fmt: skip


def _organisers(event: Any) -> str | None:
    return " ".join(event.organisers) or None


def _getter(name: str) -> Callable[[Any], Any]:
    return lambda record: getattr(record, name)


def _score_checks(gold: GoldArticle, found: Extraction, scores: Scores) -> None:
    text = found.article.text

    def alike(g: Any, f: Any) -> float:
        wanted = [locate(text, quote, gold.id) for quote in g.quotes]
        hit = sum(any(span.start < place.end and place.start < span.end for span in f.spans) for place in wanted)
        return (hit / len(wanted)) * (1.0 if g.kind == f.kind else 0.45) if wanted else 0.0

    slots: dict[str, _Slot] = {
        "kind": (_getter("kind"), _getter("kind"), _same),
        "verdict": (_getter("verdict"), _getter("verdict"), _same),
    }
    _Kind("checks", alike, text, slots).score(gold.checks or (), found.checks, scores)


_Slot = tuple[Callable[[Any], Any], Callable[[Any], Any], Compare]


@dataclass(frozen=True, slots=True)
class _Kind:
    """How one kind of record is aligned and which of its slots are compared."""

    name: str
    alike: Callable[[Any, Any], float]
    text: str
    slots: dict[str, _Slot]

    def score(self, gold: Sequence[Any], found: Sequence[Any], scores: Scores) -> list[tuple[Any, Any]]:
        """Tally records and slots; returns the aligned pairs."""
        similarity = [[self.alike(one, other) for other in found] for one in gold]
        pairs = [(row, column) for row, column in align(similarity) if similarity[row][column] >= ALIKE]
        records = scores.of(f"{self.name}.records")
        rows, columns = {row for row, _ in pairs}, {column for _, column in pairs}
        records.correct += sum(not getattr(gold[row], "optional", False) for row in rows)
        for row, one in enumerate(gold):
            if row not in rows and not getattr(one, "optional", False):
                records.missed += 1
                scores.errors.append(f"{self.name} missed {one}")
        for column, other in enumerate(found):
            if column not in columns:
                records.spurious += 1
                scores.rule(self.name, other.rule).spurious += 1
                scores.errors.append(f"{self.name} spurious {other}")
        aligned = [(gold[row], found[column]) for row, column in pairs]
        for one, other in aligned:
            wrong = list(self._score_slots(one, other, scores))
            scores.rule(self.name, other.rule).right += not wrong
            scores.errors += wrong
        for other in found:
            scores.rule(self.name, other.rule).found += 1
        return aligned

    def _score_slots(self, one: Any, other: Any, scores: Scores) -> Iterator[str]:
        for slot, (of_gold, of_found, compare) in self.slots.items():
            wanted, have = of_gold(one), of_found(other)
            tally = scores.of(f"{self.name}.{slot}")
            if wanted is None and have is None:
                tally.correct += 1
                continue
            if have is None:
                tally.missed += 1
            elif wanted is None:
                tally.spurious += 1
            else:
                likeness = compare(wanted, have)
                tally.correct += likeness == 1
                tally.partial += 0.5 <= likeness < 1
                tally.wrong += likeness < 0.5
                if likeness == 1:
                    continue
            where = getattr(one, "quote", None) or getattr(one, "name", "")
            yield f"{self.name}.{slot} of {where!r}: gold {wanted!r}, found {have!r}"
