"""What stands above the articles: one row an article, three small charts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from k3extract.records import Check
from k3extract.report.findings import SEVERITIES
from k3extract.report.labels import Words, label

_BARS = 12


@dataclass(frozen=True, slots=True)
class Row:
    """One article of the overview table; ``counts`` by layer (``o e s q t``), ``worst`` severity of its findings."""

    index: int
    title: str
    outlet: str
    published: str
    counts: dict[str, int]
    relations: int
    findings: tuple[Check, ...]
    shown: bool

    @property
    def worst(self) -> str:
        """The gravest severity, ``none`` without findings."""
        return min((check.severity for check in self.findings), key=SEVERITIES.index, default="none")

    @property
    def rank(self) -> int:
        """Sorts by severity: the gravest first."""
        return SEVERITIES.index(self.worst)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, how many, its length in percent of the longest, and of how many where that is known."""

    name: Words
    count: int
    length: int
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    title: Words
    bars: tuple[Bar, ...]


def charts(rows: Sequence[Row]) -> list[Chart]:
    """Findings by kind, by outlet, and weekday errors by their likeliest repair; empty charts are left out."""
    found = [(row, check) for row in rows for check in row.findings]
    kinds = Counter(label("check", check.kind) for _, check in found)
    outlets = Counter(_outlet(row) for row, _ in found)
    read = Counter(_outlet(row) for row in rows)
    causes = Counter(_cause(check) for _, check in found if check.kind == "date_weekday")
    drawn = (
        Chart(label("ui", "by_kind"), _bars(kinds)),
        Chart(label("ui", "by_outlet"), _bars(outlets, read)),
        Chart(label("ui", "by_cause"), _bars(causes)),
    )
    return [chart for chart in drawn if chart.bars]


def _outlet(row: Row) -> Words:
    return Words(row.outlet, row.outlet) if row.outlet else label("ui", "unknown")


def _cause(check: Check) -> Words:
    return label("why", check.suggestions[0].why) if check.suggestions else label("ui", "no_cause")


def _bars(counts: Counter[Words], of: Counter[Words] | None = None) -> tuple[Bar, ...]:
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    total = of or Counter()
    if len(ranked) > _BARS:
        rest = ranked[_BARS - 1 :]
        name = label("ui", "others")
        ranked = [*ranked[: _BARS - 1], (name, sum(count for _, count in rest))]
        total = total + Counter({name: sum(total[one] for one, _ in rest)})
    longest = max((count for _, count in ranked), default=1)
    return tuple(Bar(name, count, max(1, count * 100 // longest), total[name] or None) for name, count in ranked)
