"""What each check is worth, measured on gold: flags that are right and wrong by rule, relations found by kind."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from k3extract.extract import Extractor
from k3extract.gold import GoldArticle, GoldCheck, locate, read_corpus
from k3extract.records import Check, Extraction
from k3extract.rulebook.kinds.checks import CheckRule
from k3extract.score import ALIKE, align


@dataclass(slots=True)
class RuleCounts:
    """``checks`` are relations that were judged (not those told as not checkable); of the ``flags`` those are
    ``right`` that gold calls inconsistent too, ``wrong`` are all others."""

    grade: str
    checks: int = 0
    flags: int = 0
    right: int = 0

    @property
    def wrong(self) -> int:
        return self.flags - self.right


@dataclass(slots=True)
class KindCounts:
    """``annotated`` relations of gold, those ``found`` at their place, those ``agreed`` on in kind and verdict."""

    annotated: int = 0
    found: int = 0
    agreed: int = 0


@dataclass(slots=True)
class CheckScores:
    """Counts by rule (``breakdown.yaml:sum``) and by kind of relation."""

    articles: int = 0
    rules: dict[str, RuleCounts] = field(default_factory=dict)
    kinds: dict[str, KindCounts] = field(default_factory=dict)


def score_checks(extractor: Extractor, folder: Path) -> CheckScores:
    """Counts over the gold articles of ``folder`` whose checks were annotated. Raises GoldError."""
    scores = CheckScores()
    for entry, rule in extractor.rulebook.of(CheckRule):
        scores.rules[_name(entry.id)] = RuleCounts(rule.grade)
    for gold in read_corpus(folder):
        if gold.checks is not None:
            scores.articles += 1
            _article(gold, gold.checks, extractor(gold.article()), scores)
    return scores


def _article(gold: GoldArticle, wanted: tuple[GoldCheck, ...], found: Extraction, scores: CheckScores) -> None:
    text = found.article.text

    def alike(one: GoldCheck, other: Check) -> float:
        places = [locate(text, quote, gold.id) for quote in one.quotes]
        hit = sum(any(span.start < at.end and at.start < span.end for span in other.spans) for at in places)
        return hit / len(places) * (1.0 if one.kind == other.kind else 0.45) if places else 0.0

    similarity = [[alike(one, other) for other in found.checks] for one in wanted]
    pairs = {row: column for row, column in align(similarity) if similarity[row][column] >= ALIKE}
    for row, one in enumerate(wanted):
        kind = scores.kinds.setdefault(one.kind, KindCounts())
        kind.annotated += 1
        if row in pairs:
            other = found.checks[pairs[row]]
            kind.found += 1
            kind.agreed += other.kind == one.kind and _verdict(other.verdict) == _verdict(one.verdict)
    judged = {column: wanted[row].verdict for row, column in pairs.items()}
    for column, other in enumerate(found.checks):
        if other.verdict == "not_checkable":
            continue
        rule = scores.rules.setdefault(_name(other.rule), RuleCounts("A"))
        rule.checks += 1
        if other.verdict == "inconsistent":
            rule.flags += 1
            rule.right += judged.get(column) == "inconsistent"


def _verdict(verdict: str) -> str:
    return "consistent" if verdict == "approximate" else verdict


def _name(rule: str) -> str:
    return rule.removeprefix("checks/")


def check_tables(scores: CheckScores) -> Iterator[str]:
    """Two Markdown tables, as the README publishes them: by rule, then by kind of relation."""
    yield f"{scores.articles} articles"
    yield ""
    yield "| rule | grade | checks | flags | right | wrong | precision |"
    yield "|---|---|--:|--:|--:|--:|--:|"
    spoken = {name: one for name, one in sorted(scores.rules.items()) if one.checks}
    for name, one in spoken.items():
        counts = (one.checks, one.flags, one.right, one.wrong)
        yield f"| `{name}` | {one.grade} | {' | '.join(map(str, counts))} | {_share(one.right, one.flags)} |"
    totals = [sum(getattr(one, name) for one in spoken.values()) for name in ("checks", "flags", "right", "wrong")]
    yield f"| all | | {' | '.join(map(str, totals))} | {_share(totals[2], totals[1])} |"
    yield ""
    yield "| relation | annotated | found | same verdict | coverage |"
    yield "|---|--:|--:|--:|--:|"
    kinds = sorted(scores.kinds.items())
    for name, kind in kinds:
        found = (kind.annotated, kind.found, kind.agreed)
        yield f"| `{name}` | {' | '.join(map(str, found))} | {_share(kind.found, kind.annotated)} |"
    sums = [sum(getattr(kind, name) for _, kind in kinds) for name in ("annotated", "found", "agreed")]
    yield f"| all | {' | '.join(map(str, sums))} | {_share(sums[1], sums[0])} |"
    silent = [name for name, one in sorted(scores.rules.items()) if not one.checks]
    if silent:
        yield ""
        yield f"Rules that met no relation here: {', '.join(f'`{name}`' for name in silent)}."


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"
